// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The earlier runs of this session, the latest first. Recordings are kept up to a limit; of older
// runs the scenario and the seed remain, from which they can run again.

#include <QImage>
#include <QObject>
#include <QString>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "app/gui/models/run_model.h"
#include "app/render/theme.h"

namespace isotherm {

struct EarlierRun {
    QString name;
    QString text;     // of the scenario
    QString path;     // that it was read from
    QString changed;  // how it differs from the run before it
    std::int64_t seed = 0;
    std::int64_t seconds = 0;  // recorded
    std::string fingerprint;   // empty: the run had not ended
    std::uint64_t tries = 0;
    std::uint64_t throttled = 0;
    std::optional<double> bill;  // US dollars
    QImage thumbnail;
    std::uint64_t bytes = 0;
    std::unique_ptr<RunModel> run;  // nullptr: only what is above remains
};

class RunHistory final : public QObject {
    Q_OBJECT

public:
    static constexpr std::uint64_t most_bytes = std::uint64_t{1} << 30;  // of all recordings
    static constexpr std::size_t most_runs = 100;
    static constexpr QSize thumbnail_size{96, 24};

    using QObject::QObject;

    // Takes over the run that `shown` has, which is then empty, if it got past its first second.
    void keep(RunModel& shown, const QString& text, const QString& path, const Theme& theme);
    const std::vector<EarlierRun>& runs() const { return runs_; }
    // Removes a run and returns it.
    EarlierRun take(std::size_t index);
    // For tests: the limit of all recordings together.
    void set_most_bytes(std::uint64_t bytes) { limit_ = bytes; }

Q_SIGNALS:
    void changed();

private:
    void drop_old();

    std::vector<EarlierRun> runs_;
    std::uint64_t limit_ = most_bytes;
};

// A picture of a run's busiest table and side, for lists.
QImage thumbnail_of(const RunModel& run, const Theme& theme, QSize size);
// Memory that a recording takes with its pyramids, estimated.
std::uint64_t bytes_of(const Recording& recording);

}  // namespace isotherm
