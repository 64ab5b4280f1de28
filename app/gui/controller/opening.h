// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Reads files that take time to open, outside the window's thread. Only the most recently requested
// file is used.

#include <QObject>
#include <QString>
#include <QTimer>
#include <functional>
#include <memory>

#include "app/gui/controller/background_job.h"
#include "app/gui/models/run_model.h"
#include "app/report/bundles/bundle.h"
#include "app/report/stream_reading.h"

namespace isotherm {

// A finished run with the pyramids that the window needs.
struct ReadRun {
    StoredRun run;
    HeatPyramids pyramids;
    std::vector<ThrottleFinding> findings;
    bool whole = true;  // false: the folder has no manifest, so nobody knows what is missing
};

// A bundle with the runs in it.
struct ReadBundle {
    OpenBundle bundle;
    std::optional<ReadRun> a, b;
};

class Opening final : public QObject {
    Q_OBJECT

public:
    enum class Kind { none, run, bundle, stream };

    explicit Opening(QObject* parent = nullptr);
    ~Opening() override;

    // These functions discard a read that is in progress.
    void read_run(const QString& folder);
    void read_bundle(const QString& path);
    void read_stream(const QString& path);
    // Stops reading a stream and shows what was read so far. A second call discards the result; so
    // does a call before the first row was read, or while a run is being read.
    void cancel();
    // Discards the result of the read in progress.
    void drop();

    Kind kind() const { return kind_; }
    const QString& path() const { return path_; }
    // Progress of a stream: rows read so far, share of its bytes, and whether cancel() has asked it
    // to end early.
    std::uint64_t rows() const { return state_ ? state_->rows.load() : 0; }
    double share() const { return state_ ? state_->share.load() : 0; }
    bool stopping() const { return state_ && state_->stop; }

Q_SIGNALS:
    void changed();  // a read has begun, progressed or ended
    void run_read(const QString& folder, std::shared_ptr<isotherm::ReadRun> run);
    void bundle_read(const QString& path, std::shared_ptr<isotherm::ReadBundle> bundle);
    void stream_read(std::shared_ptr<const isotherm::StreamFacts> facts);
    void failed(const isotherm::Errors& errors);

private:
    using State = std::shared_ptr<ReadingState>;

    State begin(Kind kind, const QString& path);
    // Discards the result of the read in progress, if any, without a signal.
    void close();
    void fail(const Errors& errors);
    // Reads on another thread. `done` is called with the result on the window's thread, unless the
    // result has been discarded by then.
    template <class Value>
    void read(std::function<Result<Value>()> reading,
              std::function<void(std::shared_ptr<Value>)> done);

    Kind kind_ = Kind::none;
    QString path_;
    State state_;
    QTimer moved_on_;
    BackgroundJob job_;  // last member, so it ends before the others are destroyed
};

}  // namespace isotherm
