// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The run that is shown: a recording that may still grow, and the pyramids that pictures read.
// Views depend on this model and not on each other.

#include <QObject>
#include <memory>
#include <optional>
#include <vector>

#include "app/gui/models/sim_snapshot.h"
#include "app/render/busiest.h"
#include "engine/insight/throttle_finding.h"
#include "engine/recording/heat_pyramid.h"
#include "engine/recording/run_database.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// Pyramids by table and side. They refer to the recording's tables and stay valid when the vector
// of tables is moved.
using HeatPyramids = std::vector<BySide<std::unique_ptr<HeatPyramid>>>;
// Builds all pyramids. Takes time for a large run and may be called on any thread.
HeatPyramids pyramids_of(const Recording& recording);

class RunModel final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    // Starts an empty run of this scenario: its length and column length are known, but nothing is
    // simulated yet.
    void begin(const Scenario& scenario);
    // Adds what the worker has simulated.
    void take(SimSnapshot& snapshot);
    // Shows a finished run from its directory. Missing pyramids are built when they are needed.
    void load(StoredRun run, HeatPyramids pyramids = {},
              std::vector<ThrottleFinding> findings = {});
    void clear();

    const Recording& recording() const { return recording_; }
    bool empty() const { return recording_.tables.empty(); }
    // A number that changes with each restart. Code that remembers a table, partition or second
    // must compare it before use.
    std::uint64_t epoch() const { return epoch_; }
    // Whole seconds that are recorded, and whole seconds of the complete run.
    std::int64_t recorded_seconds() const { return recording_.seconds(); }
    std::int64_t planned_seconds() const { return planned_seconds_; }
    // Length of a column of the recording: 1 second, or 60 for a long run.
    std::int64_t column_seconds() const { return column_seconds_; }
    const std::optional<RunEnd>& run_end() const { return run_end_; }
    // Of what callers sent; known when the run has ended.
    Totals totals() const { return run_end_ ? run_end_->totals : recording_.totals(); }
    // Why the run throttles, as far as it is recorded; nullopt before that is known. They are final
    // when the run has ended.
    const std::optional<std::vector<ThrottleFinding>>& findings() const { return findings_; }
    bool findings_final() const { return findings_final_; }
    // Returns nullptr if this run has no such table or index.
    const TableRecording* table(std::size_t subject) const {
        return subject < recording_.tables.size() ? &recording_.tables[subject] : nullptr;
    }
    const RunIdentity& identity() const { return identity_; }
    // Returns nullopt for a stored run whose scenario cannot be read.
    const std::optional<Scenario>& scenario() const { return scenario_; }
    // Replaces the scenario after live changes have become part of it.
    void set_scenario(const Scenario& scenario);

    // The run that this one is compared with (A, if this is B); nullptr: none.
    const RunModel* baseline() const { return baseline_; }
    void set_baseline(const RunModel* baseline);
    // Returns run A's table of this subject; nullptr: there is no run A, or it has no such table.
    const TableRecording* baseline_table(std::size_t subject) const;

    // Number of subjects, which are the tables and indexes that can be shown: those of this run by
    // their position in the recording, then those that exist only in run A. The latter are past the
    // end of Recording::tables.
    std::size_t subject_count() const;
    // Returns the name of a subject; empty if the number is too large.
    ResourceName subject_name(std::size_t subject) const;
    std::optional<std::size_t> subject_of(const ResourceName& name) const;
    bool only_in_baseline(std::size_t subject) const {
        return subject >= recording_.tables.size() && subject < subject_count();
    }
    // Takes over the run that `other` shows, and leaves `other` empty.
    void take_over(RunModel& other);

    const HeatPyramid& pyramid(std::size_t table, Side side) const;

    // The table and side with the most throttling or, if nothing is throttled, those with the
    // hottest partition. For a table that exists only in run A, run A determines the side.
    std::size_t busiest_table(std::int64_t seconds = all_seconds) const;
    Side busiest_side(std::size_t subject, std::int64_t seconds = all_seconds) const;

Q_SIGNALS:
    void restarted();              // another run was opened, or the same one started again
    void extended(qint64 second);  // everything from this second on is new
    void partitions_changed();     // a partition was created or retired
    void hot_keys_changed();
    void findings_changed();  // of a run that goes on
    void ended();             // totals and fingerprint are known
    void baseline_changed();

private:
    void apply_delta(const RecordingDelta& delta);
    std::vector<const TableRecording*> tables_of_baseline_alone() const;
    // Changes the epoch and announces that everything known about the run is invalid.
    void restart();

    Recording recording_;
    std::uint64_t epoch_ = 0;
    std::int64_t planned_seconds_ = 0;
    std::int64_t column_seconds_ = 1;
    std::optional<RunEnd> run_end_;
    std::optional<std::vector<ThrottleFinding>> findings_;
    bool findings_final_ = false;
    RunIdentity identity_;
    std::optional<Scenario> scenario_;
    const RunModel* baseline_ = nullptr;
    mutable HeatPyramids pyramids_;
};

}  // namespace isotherm
