// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Writes a bundle on a background thread: its runs are simulated again, to have their files.

#include <QObject>
#include <QString>

#include "app/gui/controller/background_job.h"
#include "app/report/bundles/bundle.h"

namespace isotherm {

class BundleSaving final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    void start(const QString& path, const BundleContent& content) {
        job_.stop();
        running_ = true;
        const auto fail = [this](const Errors& errors) {
            running_ = false;
            Q_EMIT failed(errors);
            Q_EMIT changed();
        };
        const auto work = [this, file = path.toStdString(), content, fail](
                              const std::atomic<bool>& stopping, const BackgroundJob::Tell& tell) {
            const auto written =
                write_bundle(file, content, [&stopping] { return stopping.load(); });
            if (!written.ok()) return tell([fail, errors = written.errors()] { fail(errors); });
            if (!written.value()) return;
            tell([this, path = *written.value()] {
                running_ = false;
                Q_EMIT saved(QString::fromStdString(path));
                Q_EMIT changed();
            });
        };
        job_.start(this, work, [fail](const Error& error) { fail({error}); });
        Q_EMIT changed();
    }
    void stop() {
        job_.stop();
        running_ = false;
        Q_EMIT changed();
    }
    bool running() const { return running_; }

Q_SIGNALS:
    void saved(const QString& path);
    void failed(const isotherm::Errors& errors);
    void changed();

private:
    bool running_ = false;
    BackgroundJob job_;  // last member, so it ends before the others are destroyed
};

}  // namespace isotherm
