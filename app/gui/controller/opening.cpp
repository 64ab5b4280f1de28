// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/controller/opening.h"

#include <filesystem>

#include "engine/insight/findings.h"
#include "engine/recording/run_manifest.h"

namespace isotherm {

namespace {

constexpr int progress_ms = 50;

// A folder without a manifest was not finished, or lost it: what run.sqlite has is shown.
Result<StoredRun> read_stored(const std::string& path, bool& whole) {
    namespace fs = std::filesystem;
    const fs::path database = fs::path(path) / "run.sqlite";
    std::error_code none;
    whole = !fs::is_directory(path, none) || fs::exists(fs::path(path) / "manifest.json", none) ||
            !fs::exists(database, none);
    return whole ? read_run(path) : read_run_database(database.string());
}

Result<ReadRun> read_with_pyramids(const std::string& path) {
    bool whole = true;
    auto stored = read_stored(path, whole);
    if (!stored.ok()) return stored.errors();
    HeatPyramids pyramids = pyramids_of(stored.value().recording);
    const auto scenario =
        read_scenario_text(stored.value().identity.scenario_text, "scenario.toml");
    auto findings =
        findings_of(stored.value().recording, scenario.ok() ? &scenario.value() : nullptr);
    return ReadRun{std::move(stored.value()), std::move(pyramids), std::move(findings), whole};
}

Errors read_slot(const std::optional<OpenBundle::Slot>& slot, std::optional<ReadRun>& into) {
    if (!slot || slot->run.empty()) return {};
    auto read = read_with_pyramids(slot->run);
    if (!read.ok()) return read.errors();
    into = std::move(read.value());
    return {};
}

Result<ReadBundle> read_whole_bundle(const std::string& path) {
    auto open = open_bundle(path);
    if (!open.ok()) return open.errors();
    ReadBundle read{std::move(open.value()), {}, {}};
    if (Errors errors = read_slot(read.bundle.a, read.a); !errors.empty()) return errors;
    if (Errors errors = read_slot(read.bundle.b, read.b); !errors.empty()) return errors;
    return read;
}

}  // namespace

Opening::Opening(QObject* parent) : QObject(parent) {
    moved_on_.setInterval(progress_ms);
    connect(&moved_on_, &QTimer::timeout, this, &Opening::changed);
}

Opening::~Opening() { close(); }

Opening::State Opening::begin(Kind kind, const QString& path) {
    close();
    state_ = std::make_shared<ReadingState>();
    kind_ = kind;
    path_ = path;
    moved_on_.start();
    return state_;
}

void Opening::close() {
    job_.stop();
    if (state_) state_->unwanted = true;  // so that the reading ends soon
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

void Opening::fail(const Errors& errors) {
    close();
    Q_EMIT failed(errors);
    Q_EMIT changed();
}

template <class Value>
void Opening::read(std::function<Result<Value>()> reading,
                   std::function<void(std::shared_ptr<Value>)> done) {
    const auto work = [this, reading = std::move(reading), done = std::move(done)](
                          const std::atomic<bool>&, const BackgroundJob::Tell& tell) {
        auto result = reading();
        if (!result.ok()) return tell([this, errors = result.errors()] { fail(errors); });
        tell([this, done, value = std::make_shared<Value>(std::move(result.value()))] {
            close();
            done(value);
            Q_EMIT changed();
        });
    };
    job_.start(this, work, [this](const Error& error) { fail({error}); });
    Q_EMIT changed();
}

void Opening::read_run(const QString& folder) {
    begin(Kind::run, folder);
    read<ReadRun>([path = folder.toStdString()] { return read_with_pyramids(path); },
                  [this, folder](std::shared_ptr<ReadRun> run) { Q_EMIT run_read(folder, run); });
}

void Opening::read_bundle(const QString& path) {
    begin(Kind::bundle, path);
    read<ReadBundle>(
        [file = path.toStdString()] { return read_whole_bundle(file); },
        [this, path](std::shared_ptr<ReadBundle> bundle) { Q_EMIT bundle_read(path, bundle); });
}

void Opening::read_stream(const QString& path) {
    const State state = begin(Kind::stream, path);
    const std::string file = path.toStdString();
    read<StreamFacts>([file, state] { return isotherm::read_stream(file, *state); },
                      [this](std::shared_ptr<StreamFacts> facts) { Q_EMIT stream_read(facts); });
}

}  // namespace isotherm
