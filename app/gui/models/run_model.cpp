// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/run_model.h"

#include <algorithm>

#include "app/render/busiest.h"
#include "engine/vocabulary/version.h"

namespace isotherm {

HeatPyramids pyramids_of(const Recording& recording) {
    HeatPyramids all(recording.tables.size());
    for (std::size_t t = 0; t < all.size(); ++t) {
        for (const Side side : both_sides) {
            all[t][side] = std::make_unique<HeatPyramid>(recording.tables[t], side);
        }
    }
    return all;
}

void RunModel::begin(const Scenario& scenario) {
    clear();
    planned_seconds_ = whole_seconds(scenario.duration + 1s - 1us);
    column_seconds_ = scenario.column_seconds();
    recording_.name = scenario.name;
    recording_.start = scenario.start;
    identity_.scenario_text = scenario.text;
    identity_.seed = scenario.seed;
    identity_.version = version();
    scenario_ = scenario;
    restart();
}

void RunModel::restart() {
    ++epoch_;
    Q_EMIT restarted();
}

void RunModel::set_scenario(const Scenario& scenario) {
    scenario_ = scenario;
    identity_.scenario_text = scenario.text;
}

void RunModel::set_baseline(const RunModel* baseline) {
    baseline_ = baseline;
    Q_EMIT baseline_changed();
}

const TableRecording* RunModel::baseline_table(std::size_t subject) const {
    const ResourceName name = subject_name(subject);
    if (baseline_ == nullptr || name.table.empty()) return nullptr;
    for (const TableRecording& of : baseline_->recording().tables) {
        if (of.name == name) return &of;
    }
    return nullptr;
}

std::vector<const TableRecording*> RunModel::tables_of_baseline_alone() const {
    std::vector<const TableRecording*> alone;
    if (baseline_ == nullptr) return alone;
    for (const TableRecording& of : baseline_->recording().tables) {
        const bool here = std::any_of(recording_.tables.begin(), recording_.tables.end(),
                                      [&](const auto& table) { return table.name == of.name; });
        if (!here) alone.push_back(&of);
    }
    return alone;
}

std::size_t RunModel::subject_count() const {
    return recording_.tables.size() + tables_of_baseline_alone().size();
}

ResourceName RunModel::subject_name(std::size_t subject) const {
    const std::size_t here = recording_.tables.size();
    if (subject < here) return recording_.tables[subject].name;
    const auto alone = tables_of_baseline_alone();
    return subject - here < alone.size() ? alone[subject - here]->name : ResourceName();
}

std::optional<std::size_t> RunModel::subject_of(const ResourceName& name) const {
    const std::size_t count = subject_count();
    for (std::size_t s = 0; s < count; ++s) {
        if (subject_name(s) == name) return s;
    }
    return std::nullopt;
}

// Moving the recording keeps its tables in place, so the pyramids that refer to them stay valid.
void RunModel::take_over(RunModel& other) {
    pyramids_ = std::move(other.pyramids_);
    recording_ = std::move(other.recording_);
    planned_seconds_ = other.planned_seconds_;
    column_seconds_ = other.column_seconds_;
    run_end_ = std::move(other.run_end_);
    findings_ = std::move(other.findings_);
    findings_final_ = other.findings_final_;
    identity_ = std::move(other.identity_);
    scenario_ = std::move(other.scenario_);
    other.clear();
    other.restart();
    restart();
    Q_EMIT partitions_changed();
    Q_EMIT hot_keys_changed();
}

void RunModel::clear() {
    pyramids_.clear();
    recording_ = {};
    run_end_.reset();
    findings_.reset();
    findings_final_ = false;
    identity_ = {};
    scenario_.reset();
    planned_seconds_ = 0;
    column_seconds_ = 1;
}

void RunModel::load(StoredRun run, HeatPyramids pyramids, std::vector<ThrottleFinding> findings) {
    clear();
    recording_ = std::move(run.recording);
    identity_ = std::move(run.identity);
    planned_seconds_ = recording_.seconds();
    for (const TableRecording& table : recording_.tables)
        column_seconds_ = std::max(column_seconds_, table.column_seconds);
    if (auto scenario = read_scenario_text(identity_.scenario_text, "scenario.toml"); scenario.ok())
        scenario_ = std::move(scenario.value());
    findings_ = std::move(findings);
    findings_final_ = true;
    pyramids_ = std::move(pyramids);
    pyramids_.resize(recording_.tables.size());
    restart();
    Q_EMIT partitions_changed();
    Q_EMIT hot_keys_changed();
    Q_EMIT ended();
}

void RunModel::take(SimSnapshot& snapshot) {
    if (!snapshot.delta.tables.empty()) apply_delta(snapshot.delta);
    if (snapshot.hot_keys.size() == recording_.tables.size() && !snapshot.hot_keys.empty()) {
        for (std::size_t t = 0; t < snapshot.hot_keys.size(); ++t) {
            recording_.tables[t].hottest = std::move(snapshot.hot_keys[t].hottest);
            recording_.tables[t].most_throttled = std::move(snapshot.hot_keys[t].most_throttled);
        }
        Q_EMIT hot_keys_changed();
    }
    if (snapshot.findings && !findings_final_) {
        findings_ = std::move(snapshot.findings);
        Q_EMIT findings_changed();
    }
    if (snapshot.run_end) {
        run_end_ = std::move(snapshot.run_end);
        findings_ = std::move(run_end_->findings);
        findings_final_ = true;
        recording_.events = run_end_->events;
        recording_.simulated = run_end_->simulated;
        recording_.workloads = run_end_->workloads;
        for (std::size_t t = 0; t < recording_.tables.size(); ++t) {
            recording_.tables[t].totals = run_end_->tables[t];
        }
        identity_.fingerprint = run_end_->fingerprint;
        Q_EMIT ended();
    }
}

void RunModel::apply_delta(const RecordingDelta& delta) {
    const bool back = !delta.kept.empty();
    const bool whole = delta.whole || back;  // what is known about the run is to be read again
    const std::int64_t first = whole ? 0 : recording_.seconds();
    bool partitions = whole;
    for (const auto& table : delta.tables) {
        for (const auto& gain : table.partitions) {
            partitions |= gain.record.born_second >= first || gain.record.retired_second;
        }
    }
    if (delta.whole) pyramids_.clear();
    if (whole) {
        run_end_.reset();
        findings_.reset();
        findings_final_ = false;
        identity_.fingerprint.clear();
    }
    apply(delta, recording_);
    pyramids_.resize(recording_.tables.size());
    for (auto& sides : pyramids_) {
        for (auto& pyramid : sides) {
            if (pyramid && back) pyramid->cut();
            if (pyramid) pyramid->extend();
        }
    }
    if (whole) restart();
    if (partitions) Q_EMIT partitions_changed();
    Q_EMIT extended(static_cast<qint64>(first));
}

const HeatPyramid& RunModel::pyramid(std::size_t table, Side side) const {
    auto& built = pyramids_[table][side];
    if (!built) built = std::make_unique<HeatPyramid>(recording_.tables[table], side);
    return *built;
}

std::size_t RunModel::busiest_table(std::int64_t seconds) const {
    return isotherm::busiest_table(recording_, seconds);
}

Side RunModel::busiest_side(std::size_t subject, std::int64_t seconds) const {
    const TableRecording* here = table(subject);
    const TableRecording* of = here == nullptr ? baseline_table(subject) : here;
    return of == nullptr ? Side::write : isotherm::busiest_side(*of, seconds);
}

}  // namespace isotherm
