// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Files that take a while to open, read away from the window's thread: one at a time, and what was
// asked for last wins.

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QTimer>
#include <functional>
#include <memory>

#include "app/report/stream_reading.h"
#include "app/gui/models/run_model.h"

namespace isotherm {

// A finished run as the window needs it.
struct ReadRun {
    StoredRun run;
    HeatPyramids pyramids;
};

class Opening final : public QObject {
    Q_OBJECT

public:
    enum class Kind { none, run, stream };

    explicit Opening(QObject* parent = nullptr);
    ~Opening() override;

    // Whatever is being read already is dropped.
    void read_run(const QString& folder);
    void read_stream(const QString& path);
    // A stream ends where it is, and is shown as far as that; asked a second time, or of a run,
    // nothing comes of it.
    void cancel();
    // Nothing comes of what is being read.
    void drop();

    Kind kind() const { return kind_; }
    const QString& path() const { return path_; }
    // Of a stream: rows so far, the share of its bytes, and whether it is about to end early.
    std::uint64_t rows() const { return state_ ? state_->rows.load() : 0; }
    double share() const { return state_ ? state_->share.load() : 0; }
    bool stopping() const { return state_ && state_->stop; }

Q_SIGNALS:
    void changed();  // begun, moved on, or over
    void run_read(const QString& folder, std::shared_ptr<isotherm::ReadRun> run);
    void stream_read(std::shared_ptr<const isotherm::StreamFacts> facts);
    void failed(const isotherm::Errors& errors);

private:
    using State = std::shared_ptr<ReadingState>;

    State begin(Kind kind, const QString& path);
    void close();
    // Reads on the pool; `done` gets the result on the window's thread, unless it is unwanted by
    // then.
    template <class Value>
    void read(const State& state, std::function<Result<Value>()> reading,
              std::function<void(std::shared_ptr<Value>)> done);

    Kind kind_ = Kind::none;
    QString path_;
    State state_;
    QTimer moved_on_;
    QThreadPool pool_;
};

}  // namespace isotherm
