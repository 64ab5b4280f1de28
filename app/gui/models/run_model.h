// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The run on display: a recording that may still grow, with the pyramids that pictures read. Views
// read it and never each other.

#include <QObject>
#include <memory>
#include <optional>
#include <vector>

#include "app/gui/models/sim_snapshot.h"
#include "app/render/busiest.h"
#include "engine/recording/heat_pyramid.h"
#include "engine/recording/run_database.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// By table. They read the tables of a recording wherever it is moved to, as long as its vector of
// tables is.
using HeatPyramids = std::vector<BySide<std::unique_ptr<HeatPyramid>>>;
// All of them; takes a while for a large run, and may be done on any thread.
HeatPyramids pyramids_of(const Recording& recording);

class RunModel final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    // An empty run of this scenario: everything about its length and tables, nothing simulated.
    void begin(const Scenario& scenario);
    // What a worker has simulated.
    void take(SimSnapshot& snapshot);
    // A finished run from its directory; pyramids that are not there yet are built when needed.
    void load(StoredRun run, HeatPyramids pyramids = {});
    void clear();

    const Recording& recording() const { return recording_; }
    bool empty() const { return recording_.tables.empty(); }
    // Another number after each restart: whoever remembers a table, partition or second of a run
    // compares it before they use what they remember.
    std::uint64_t epoch() const { return epoch_; }
    // Whole seconds on record, and of the run when it is complete.
    std::int64_t recorded_seconds() const { return recording_.seconds(); }
    std::int64_t planned_seconds() const { return planned_seconds_; }
    // What a column of the recording covers: a second, or a minute of a long run.
    std::int64_t column_seconds() const { return column_seconds_; }
    const std::optional<RunEnd>& run_end() const { return run_end_; }
    // nullptr where this run has no such table, or index.
    const TableRecording* table(std::size_t subject) const {
        return subject < recording_.tables.size() ? &recording_.tables[subject] : nullptr;
    }
    const RunIdentity& identity() const { return identity_; }
    // None for a stored run whose scenario cannot be read any more.
    const std::optional<Scenario>& scenario() const { return scenario_; }
    // Changes made live have become part of it.
    void set_scenario(const Scenario& scenario);

    // The run this one is compared with, A before B; nullptr for none.
    const RunModel* baseline() const { return baseline_; }
    void set_baseline(const RunModel* baseline);
    // What run A has of this subject; nullptr where there is no A, or no such table in it.
    const TableRecording* baseline_table(std::size_t subject) const;

    // What can be looked at: the tables and indexes of this run by their position in the recording,
    // then those that only run A has. The latter are past the end of Recording::tables.
    std::size_t subject_count() const;
    // Of no table past the last.
    ResourceName subject_name(std::size_t subject) const;
    std::optional<std::size_t> subject_of(const ResourceName& name) const;
    bool only_in_baseline(std::size_t subject) const {
        return subject >= recording_.tables.size() && subject < subject_count();
    }
    // Takes what `other` shows, which is left empty.
    void take_over(RunModel& other);

    const HeatPyramid& pyramid(std::size_t table, Side side) const;

    // The table and side with the most throttling, else the hottest partition; of a table that only
    // run A has, by what happened there.
    std::size_t busiest_table(std::int64_t seconds = all_seconds) const;
    Side busiest_side(std::size_t subject, std::int64_t seconds = all_seconds) const;

Q_SIGNALS:
    void restarted();              // another run, or the same one from its start
    void extended(qint64 second);  // what was recorded from this second on is new
    void partitions_changed();     // one was born or retired
    void hot_keys_changed();
    void ended();  // totals and fingerprint are known
    void baseline_changed();

private:
    void apply_delta(const RecordingDelta& delta);
    std::vector<const TableRecording*> tables_of_baseline_alone() const;
    // Tells that nothing which was known of the run holds any more.
    void restart();

    Recording recording_;
    std::uint64_t epoch_ = 0;
    std::int64_t planned_seconds_ = 0;
    std::int64_t column_seconds_ = 1;
    std::optional<RunEnd> run_end_;
    RunIdentity identity_;
    std::optional<Scenario> scenario_;
    const RunModel* baseline_ = nullptr;
    mutable HeatPyramids pyramids_;
};

}  // namespace isotherm
