// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the actions of one workload came to.

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/flows/latency_histogram.h"
#include "engine/requests/operation.h"
#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/indices.h"
#include "engine/vocabulary/state_visitor.h"

namespace isotherm {

// The calls of one operation on one table or index.
struct ActionUse {
    TableIndex table;
    Operation operation = Operation::get_item;
    std::uint64_t calls = 0;      // a retry is no call of its own
    std::uint64_t attempts = 0;   // calls with their retries
    std::uint64_t refused = 0;    // attempts of which every row was throttled
    std::uint64_t rows = 0;       // items of batches and transactions count one each
    std::uint64_t throttled = 0;  // rows
    HalfUnits consumed{};

    void state(StateVisitor& visit) {
        visit(table, calls, attempts, refused, rows, throttled, consumed);
        visit.one_of(operation, operation_count);
    }
};

// Index writes that the writes of the actions caused and the index admitted.
struct CausedUse {
    TableIndex index;
    std::uint64_t writes = 0;
    HalfUnits consumed{};
};

struct StepRecord {
    std::string name;
    LatencyHistogram latency;  // from the step's begin to its end
    std::uint64_t failed = 0;

    void state(StateVisitor& visit) { visit(latency, failed); }
};

struct ActionMinute {
    std::uint64_t begun = 0;
    std::uint64_t done = 0;
    std::uint64_t failed = 0;
    std::uint64_t shed = 0;
    // Of the actions that ended.
    std::uint64_t latency_us = 0;  // sum
    std::uint64_t p50_us = 0;
    std::uint64_t p99_us = 0;
    std::uint64_t most_us = 0;

    bool operator==(const ActionMinute&) const = default;
};

// A place where calls or actions wait.
struct WaitRecord {
    LatencyHistogram waited;  // of those that had to wait
    std::uint64_t longest_queue = 0;

    void state(StateVisitor& visit) { visit(waited, longest_queue); }
};

struct ActionRecord {
    bool is_flow = false;
    std::uint64_t begun = 0;  // done + failed + shed + open + waiting
    std::uint64_t done = 0;
    std::uint64_t failed = 0;
    std::uint64_t shed = 0;
    std::uint64_t open = 0;     // at the end of the run
    std::uint64_t waiting = 0;  // at the end of the run
    std::uint64_t skipped = 0;  // begins left out because the last action was still open
    std::optional<SimTime> first_begun;
    std::optional<SimTime> last_done;  // when the last action that ended was done
    std::uint64_t open_time_us = 0;    // sum over time of the open actions
    LatencyHistogram latency;          // of actions that ended
    std::vector<StepRecord> steps;
    std::vector<ActionUse> uses;    // in order of first use
    std::vector<CausedUse> caused;  // set at the end of the run
    std::vector<ActionMinute> minutes;
    WaitRecord wait_connection, wait_limit, wait_client, wait_action;
    std::uint64_t pages = 0;
    std::uint64_t conflicts = 0;          // of transactions, and of Regions
    std::uint64_t conditions_failed = 0;  // of writes
    std::uint64_t service_errors = 0;
    std::uint64_t timeouts = 0;    // attempts
    std::uint64_t late = 0;        // answers that came after their time-out
    std::uint64_t hedged = 0;      // reads that were sent a second time
    std::uint64_t hedges_won = 0;  // of these: the second was answered first
    std::uint64_t rejected = 0;    // calls that an open circuit breaker failed at once
    std::uint64_t lost_rows = 0;   // unprocessed items that were not sent again
    std::uint64_t items_returned = 0;
    std::uint64_t messages_put = 0;
    std::uint64_t messages_left = 0;
    std::uint64_t dead_letters = 0;

    std::uint64_t calls() const;
    std::uint64_t attempts() const;
    BySide<HalfUnits> consumed() const;

    // Of a run that goes on: what is set only at its end is not listed.
    void state(StateVisitor& visit);
    // Brings the uses and minutes of `shown` up to date, which was filled by this function before.
    void show_in(ActionRecord& shown) const;
};

inline void ActionRecord::state(StateVisitor& visit) {
    visit(begun, done, failed, shed, skipped, first_begun, last_done, open_time_us, latency);
    visit.same_length(steps);
    visit(uses, minutes, wait_connection, wait_limit, wait_client, wait_action);
    visit(pages, conflicts, conditions_failed, service_errors, timeouts, late, rejected, lost_rows,
          items_returned, messages_put, hedged, hedges_won);
}

inline void ActionRecord::show_in(ActionRecord& shown) const {
    shown.is_flow = true;
    shown.uses = uses;
    // The last minute has grown; after a step back, later ones are gone.
    const std::size_t same = std::min(shown.minutes.size(), minutes.size());
    shown.minutes.resize(same > 0 ? same - 1 : 0);
    shown.minutes.insert(shown.minutes.end(),
                         minutes.begin() + static_cast<std::ptrdiff_t>(shown.minutes.size()),
                         minutes.end());
}

inline std::uint64_t ActionRecord::calls() const {
    std::uint64_t sum = 0;
    for (const ActionUse& use : uses) sum += use.calls;
    return sum;
}
inline std::uint64_t ActionRecord::attempts() const {
    std::uint64_t sum = 0;
    for (const ActionUse& use : uses) sum += use.attempts;
    return sum;
}
inline BySide<HalfUnits> ActionRecord::consumed() const {
    BySide<HalfUnits> sum{};
    for (const ActionUse& use : uses) sum[side_of(use.operation)] += use.consumed;
    return sum;
}

}  // namespace isotherm
