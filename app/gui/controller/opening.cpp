// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/controller/opening.h"

#include <exception>

#include "app/gui/controller/internal_error.h"
#include "engine/recording/run_manifest.h"

namespace isotherm {
namespace {

constexpr int progress_ms = 50;
// Discarded reads end when they notice it; with several threads, the next read need not wait for
// that.
constexpr int most_readings = 8;

template <class Value>
Result<Value> guarded(const std::function<Result<Value>()>& reading) {
    try {
        return reading();
    } catch (const std::exception& error) {
        return internal_error(error.what(), "please report it with the file");
    } catch (...) {
        return internal_error("an exception of no known kind", "please report it with the file");
    }
}

}  // namespace

Opening::Opening(QObject* parent) : QObject(parent) {
    pool_.setMaxThreadCount(most_readings);
    moved_on_.setInterval(progress_ms);
    connect(&moved_on_, &QTimer::timeout, this, &Opening::changed);
}

Opening::~Opening() {
    if (state_) state_->unwanted = true;
    pool_.waitForDone();
}

Opening::State Opening::begin(Kind kind, const QString& path) {
    if (state_) state_->unwanted = true;
    state_ = std::make_shared<ReadingState>();
    kind_ = kind;
    path_ = path;
    moved_on_.start();
    return state_;
}

void Opening::close() {
    state_->unwanted = true;
    state_.reset();
    kind_ = Kind::none;
    moved_on_.stop();
}

void Opening::drop() {
    if (!state_) return;
    close();
    Q_EMIT changed();
}

void Opening::cancel() {
    if (kind_ != Kind::stream || stopping() || rows() == 0) return drop();
    state_->stop = true;
    Q_EMIT changed();
}

template <class Value>
void Opening::read(const State& state, std::function<Result<Value>()> reading,
                   std::function<void(std::shared_ptr<Value>)> done) {
    pool_.start([this, state, reading = std::move(reading), done = std::move(done)] {
        auto result = std::make_shared<Result<Value>>(guarded(reading));
        // The destructor waits for the pool, so `this` is still alive.
        QMetaObject::invokeMethod(
            this,
            [this, state, result, done] {
                if (state != state_) return;  // another read was requested since then
                close();
                if (result->ok())
                    done(std::make_shared<Value>(std::move(result->value())));
                else
                    Q_EMIT failed(result->errors());
                Q_EMIT changed();
            },
            Qt::QueuedConnection);
    });
    Q_EMIT changed();
}

void Opening::read_run(const QString& folder) {
    const auto reading = [path = folder.toStdString()]() -> Result<ReadRun> {
        auto stored = isotherm::read_run(path);
        if (!stored.ok()) return stored.errors();
        HeatPyramids pyramids = pyramids_of(stored.value().recording);
        return ReadRun{std::move(stored.value()), std::move(pyramids)};
    };
    read<ReadRun>(begin(Kind::run, folder), reading,
                  [this, folder](std::shared_ptr<ReadRun> run) { Q_EMIT run_read(folder, run); });
}

void Opening::read_stream(const QString& path) {
    const State state = begin(Kind::stream, path);
    const std::string file = path.toStdString();
    read<StreamFacts>(
        state, [file, state] { return isotherm::read_stream(file, *state); },
        [this](std::shared_ptr<StreamFacts> facts) { Q_EMIT stream_read(facts); });
}

}  // namespace isotherm
