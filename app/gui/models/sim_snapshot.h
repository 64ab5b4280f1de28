// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Messages from the simulating thread to the window, at most 30 per second.

#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "engine/control/live_change.h"
#include "engine/insight/throttle_finding.h"
#include "engine/recording/recording_delta.h"
#include "engine/run/run_report.h"

namespace isotherm {

enum class SimPhase : std::uint8_t {
    empty,      // nothing opened
    preparing,  // the scenario's streams and tables are being created
    ready,      // at the start of the run
    running,    // time advances
    paused,     // between start and end
    rewinding,  // simulates again from a kept moment to an earlier time
    finished,   // the run has ended
    failed      // an input ended early; the recording so far is kept
};

// The hottest and the most throttled keys of one table.
struct HotKeyLists {
    std::vector<HotKey> hottest;
    std::vector<HotKey> most_throttled;
};

// Results that are known only at the end of a run.
struct RunEnd {
    std::string fingerprint;
    bool complete = true;
    std::vector<BrokenLimit> broken_limits;
    std::vector<Event> events;  // all events of the run, in order
    std::vector<Totals> tables;
    std::vector<Totals> workloads;
    std::vector<ThrottleFinding> findings;
    Totals totals;  // of what callers sent
    SimDuration simulated{};
};

// Paths of the written run directory, or the errors.
struct SavedRun {
    std::vector<std::string> paths;
    Errors errors;
};

struct SimSnapshot {
    // Number of the opened scenario; the window ignores snapshots of earlier ones.
    std::uint64_t epoch = 0;
    SimPhase phase = SimPhase::empty;
    SimTime now = sim_start;
    SimTime end = sim_start;
    std::uint64_t attempts = 0;
    SimDuration simulated_again{};  // what the last step back had to simulate once more
    RecordingDelta delta;
    std::vector<HotKeyLists> hot_keys;  // by table; empty: unchanged
    std::vector<LiveChange> made;       // live changes with their times and DynamoDB's answers
    // Why the run throttles so far; nullopt: unchanged.
    std::optional<std::vector<ThrottleFinding>> findings;
    std::optional<RunEnd> run_end;
    std::optional<SavedRun> saved;
    Errors errors;

    void merge(SimSnapshot&& later) {
        if (later.epoch != epoch) {
            *this = std::move(later);
            return;
        }
        phase = later.phase;
        now = later.now;
        end = later.end;
        attempts = later.attempts;
        simulated_again = later.simulated_again;
        if (later.delta.whole || !later.delta.kept.empty()) {
            run_end.reset();
            findings.reset();
        }
        delta.merge(std::move(later.delta));
        if (!later.hot_keys.empty()) hot_keys = std::move(later.hot_keys);
        made.insert(made.end(), std::make_move_iterator(later.made.begin()),
                    std::make_move_iterator(later.made.end()));
        if (later.findings) findings = std::move(later.findings);
        if (later.run_end) run_end = std::move(later.run_end);
        if (later.saved) saved = std::move(later.saved);
        errors.insert(errors.end(), later.errors.begin(), later.errors.end());
    }
};

}  // namespace isotherm
