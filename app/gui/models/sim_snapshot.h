// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the simulating thread tells the window, thirty times a second at most.

#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "engine/control/live_change.h"
#include "engine/recording/recording_delta.h"
#include "engine/run/run_report.h"

namespace isotherm {

enum class SimPhase : std::uint8_t {
    empty,      // nothing opened
    preparing,  // a scenario's streams and tables are being made
    ready,      // at the start
    running,    // time passes
    paused,     // somewhere in the middle
    rewinding,  // running again from the start, to an earlier time
    finished,   // the books are closed
    failed      // an input ended early; what was simulated is kept
};

// By table; the hottest keys and the most throttled ones.
struct HotKeyLists {
    std::vector<HotKey> hottest;
    std::vector<HotKey> most_throttled;
};

// What only the end of a run can say.
struct RunEnd {
    std::string fingerprint;
    bool complete = true;
    std::vector<BrokenLimit> broken_limits;
    std::vector<Event> events;  // all of them, in order
    std::vector<Totals> tables;
    std::vector<Totals> workloads;
    SimDuration simulated{};
};

// Where a run directory was written, or why not.
struct SavedRun {
    std::vector<std::string> paths;
    Errors errors;
};

struct SimSnapshot {
    std::uint64_t epoch =
        0;  // which opening it belongs to: what an earlier one left is not applied
    SimPhase phase = SimPhase::empty;
    SimTime now = sim_start;
    SimTime end = sim_start;
    std::uint64_t attempts = 0;
    RecordingDelta delta;
    std::vector<HotKeyLists> hot_keys;  // by table; empty: no news
    std::vector<LiveChange> made;       // changes, with their moments and answers
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
        if (later.delta.whole) run_end.reset();
        delta.merge(std::move(later.delta));
        if (!later.hot_keys.empty()) hot_keys = std::move(later.hot_keys);
        made.insert(made.end(), std::make_move_iterator(later.made.begin()),
                    std::make_move_iterator(later.made.end()));
        if (later.run_end) run_end = std::move(later.run_end);
        if (later.saved) saved = std::move(later.saved);
        errors.insert(errors.end(), later.errors.begin(), later.errors.end());
    }
};

}  // namespace isotherm
