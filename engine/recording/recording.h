// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a run leaves behind: everything the reports and pictures are made from. Filled by the
// Recorder, written to and read from run.sqlite.

#include <array>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "engine/model/table.h"
#include "engine/propagation/backlog.h"
#include "engine/recording/frequent_keys.h"
#include "engine/recording/heat_store.h"
#include "engine/scaling/scaling_policy.h"
#include "engine/vocabulary/message.h"

namespace isotherm {

// What CloudWatch counts beside units and throttle events.
struct CallCounts {
    std::uint64_t throttled_requests = 0;  // calls refused; a batch only if all its items were
    std::uint64_t conditional_check_failed = 0;  // writes paid for that changed nothing
    std::uint64_t returned_items = 0;            // by Query and Scan, after the filter
    std::uint64_t time_to_live_deleted = 0;      // items
    std::uint64_t collection_full = 0;           // ItemCollectionSizeLimitExceededException
    // Of an index: writes it refused to its table because it was too far behind; two parts of them.
    std::uint64_t refused_base_writes = 0;
    std::uint64_t refused_by_hot_partition = 0;      // one of its partitions was
    std::uint64_t refused_by_on_demand_maximum = 0;  // the maximum set for it was too low

    CallCounts& operator+=(const CallCounts& other);
    bool operator==(const CallCounts&) const = default;
};

// One table, one side, one second; in recordings of long runs, one minute: sums, and what its
// busiest second was.
struct SeriesSecond {
    std::int64_t demand = 0;       // half-units, each try counted
    std::int64_t consumed = 0;     // half-units
    std::int64_t provisioned = 0;  // milli-units per second, at the end of the second
    std::array<std::uint32_t, outcome_count> requests{};  // tries by what became of them
    std::uint32_t throttled_seconds = 0;                  // of those in it
    std::uint32_t unused = 0;                             // keeps what follows aligned
    CallCounts calls;
    std::int64_t peak_demand = 0;  // half-units of the busiest second in it
    std::int64_t given_up = 0;     // half-units that failed for good; with `consumed` all that was
                                   // wanted, each request counted once

    std::uint64_t throttled() const { return throttled_of(requests); }
    // Tries that failed for another reason than throughput.
    std::uint64_t refused() const {
        return requests[static_cast<std::size_t>(Outcome::collection_full)];
    }
    std::uint64_t tries() const { return requests[0] + throttled() + refused(); }
};
static_assert(std::has_unique_object_representations_v<SeriesSecond>,
              "every byte is defined, for hashing and compression");

// Counts of a workload, a table or a run. requests = admitted + refused + given_up + waiting;
// attempts = admitted + refused + throttled.
struct Totals {
    std::uint64_t requests = 0;  // first tries
    std::uint64_t attempts = 0;  // all tries
    std::uint64_t admitted = 0;
    std::uint64_t throttled = 0;
    std::uint64_t refused = 0;   // for another reason than throughput: no room in the collection
    std::uint64_t given_up = 0;  // throttled on the last try
    std::uint64_t waiting = 0;   // to be sent again after the end
    BySide<HalfUnits> consumed;
    BySide<std::array<std::uint64_t, outcome_count>> tries{};  // by side and outcome
    std::array<std::uint64_t, operation_count> operations{};   // tries by operation
    CallCounts calls;                                          // of tables and indexes only

    Totals& operator+=(const Totals& other);
    bool operator==(const Totals&) const = default;
};

// A limit holds from its second on.
struct LimitStep {
    std::int64_t second = 0;
    CapacityRate limit;
};

struct PartitionRecord {
    KeyPosition first_position = 0;
    KeyPosition last_position = 0;
    SortPosition first_sort = 0;  // other than 0 and last_sort where an item collection is cut
    SortPosition last_sort = isotherm::last_sort;
    std::int64_t born_second = 0;
    std::optional<std::int64_t> retired_second;  // when its children took over
    std::optional<std::size_t> parent;           // position in TableRecording::partitions
    BySide<std::vector<LimitStep>> limits;
    BySide<HalfUnits> consumed;
    BySide<std::uint64_t> throttled{};

    CapacityRate limit_at(Side side, std::int64_t second) const;
};

struct HotKey {
    std::string name;  // as its own workload calls it
    Key key = 0;
    std::uint64_t count = 0;
    std::uint64_t count_bound = 0;  // the true count may be higher by so much
    std::size_t partition = 0;      // position in TableRecording::partitions
    std::size_t workload = 0;       // position in Recording::workload_names
    // Hot: it is certain to have more than others have; see FrequentKeys. Under even load none is.
    bool stands_out = false;
};

// From its second on.
struct ModeStep {
    std::int64_t second = 0;
    bool on_demand = false;
};
struct StorageSample {
    std::int64_t second = 0;
    std::uint64_t bytes = 0;
};

// The columns of a recording that stand for a stretch of seconds: those that begin in it, so that
// neighbouring stretches share none; a stretch within one column is that column.
struct ColumnRange {
    std::int64_t first = 0;
    std::int64_t end = 0;
};
constexpr ColumnRange columns_of(std::int64_t first_second, std::int64_t end_second,
                                 std::int64_t column_seconds) {
    const std::int64_t from = first_second < 0 ? 0 : first_second;
    const std::int64_t first = (from + column_seconds - 1) / column_seconds;
    const std::int64_t end = (end_second + column_seconds - 1) / column_seconds;
    if (first < end || end_second <= from) return {first, end};
    return {from / column_seconds, from / column_seconds + 1};
}

// A table or a global index.
struct TableRecording {
    ResourceName name;
    bool is_index = false;
    Totals totals;   // all that came to it
    Totals callers;  // of that, what callers sent: without what writes of its table cause
    std::optional<std::int64_t> opened_second;   // when it began to serve; none: never
    std::optional<std::int64_t> removed_second;  // when it was dropped
    HalfUnits busiest_second;                    // consumed in it, reads and writes
    HalfUnits busiest_minute;                    // of simulated minutes, the first from 0 s on
    std::int64_t column_seconds = 1;  // what one element of `seconds` and one row of `heat` covers
    BySide<std::vector<SeriesSecond>> seconds;  // by column of simulated time, without gaps
    BySide<HeatStore> heat;
    std::vector<BacklogSecond> backlog;       // of a global index, by column; empty for others
    std::vector<PartitionRecord> partitions;  // in order of birth
    std::vector<ModeStep> modes;              // capacity mode; the first holds from the start
    std::vector<StorageSample> storage;       // at the start of each clock hour
    std::vector<HotKey> hottest;              // by requests tried
    std::vector<HotKey> most_throttled;       // by requests refused

    ResourceKind kind() const { return is_index ? ResourceKind::index : ResourceKind::table; }
    bool on_demand_at(std::int64_t second) const;
    // How long it was there of a run that simulated so much.
    double seconds_there(SimDuration simulated) const;
    // Partitions that serve at the end; the others were split, or went with their table.
    std::size_t partitions_live() const;
};

// Values stand in run files: only append.
enum class EventKind : std::uint8_t {
    table_created,
    throttling,
    run_stopped,
    note,
    split_begun,
    split_done,
    split_refused,
    capacity_changed,
    capacity_asked,
    capacity_refused,
    table_removed,
    index_active,
    workload_changed,
    collection_full
};
inline constexpr std::array<std::string_view, 14> event_kind_names{
    "table_created", "throttling",    "run_stopped",      "note",           "split_begun",
    "split_done",    "split_refused", "capacity_changed", "capacity_asked", "capacity_refused",
    "table_removed", "index_active",  "workload_changed", "collection_full"};

struct Event {
    EventKind kind = EventKind::table_created;
    std::int64_t second = 0;
    std::int64_t end_second = 0;  // equal to `second` for what has no length
    ResourceName resource;
    Message text;
};

// New capacity that somebody asked for, and what DynamoDB said to it.
struct CapacityChange {
    std::int64_t second = 0;
    std::optional<std::int64_t> effective_second;  // none where it was refused
    ResourceName resource;
    std::string asked_by;  // a policy, "changes.NAME", "time series"
    Throughput before;     // units per second; on demand: none
    Throughput wanted;
    bool on_demand_before = false;
    bool on_demand_wanted = false;
    Throughput warm;     // asked for, units per second; 0: as it was
    Throughput maximum;  // of an on-demand table: -1: none; 0: as it was
    Message reason;
    Message refusal;  // DynamoDB's exception and why; says nothing when it was accepted
};

// A check at which a scaling policy would have acted, and what it waited for.
struct ScalingHold {
    std::int64_t second = 0;
    std::int64_t seconds = 0;  // until the next check
    ResourceName resource;
    std::string policy;
    ScalingWait wait;
};

// What was there and what was asked for: read and write units per second, or on demand, with warm
// throughput or a maximum where these were named.
Message capacity_before(const CapacityChange& change);
Message capacity_wanted(const CapacityChange& change);

// Whose requests a workload's are.
enum class SentBy : std::uint8_t {
    callers,
    index_writes  // caused by writes of the index's table
};
inline constexpr std::array<std::string_view, 2> sent_by_names{"callers", "index_writes"};

// What a workload's calls of one kind did to one table or index.
struct CallUnits {
    std::size_t workload = 0;  // position in Recording::workload_names
    std::size_t table = 0;     // position in Recording::tables
    Operation operation = Operation::get_item;
    std::uint64_t attempts = 0;  // rows: each item of a batch counts
    std::uint64_t served = 0;    // of them, those that were not throttled
    HalfUnits consumed{};
    std::uint32_t items = 1;  // rows of a call: of a batch its items

    // What a caller makes: a batch is one, a Scan one for each page; of a batch that was served in
    // part, so much of it.
    double calls() const { return static_cast<double>(served) / items; }
    double units_per_call() const { return served > 0 ? consumed.in_units() / calls() : 0; }
};

struct CallRow {
    std::string workload;
    std::string resource;  // "events / by_date", or "30 tables"
    CallUnits units;       // their sum
};

struct Recording {
    std::string name;
    WallTime start{};
    SimDuration simulated{};       // how much was simulated
    bool throttle_reasons = true;  // whether the era's refusals carry a reason
    std::vector<TableRecording> tables;
    std::vector<std::string> workload_names;
    std::vector<SentBy> sent_by;        // by workload
    std::vector<Totals> workloads;      // their CallCounts stand with the tables
    std::vector<CallUnits> call_units;  // in order of workload, table and operation
    std::vector<Event> events;
    std::vector<CapacityChange> capacity_changes;  // in order of time
    std::vector<ScalingHold> scaling_holds;        // in order of time

    std::int64_t seconds() const { return whole_seconds(simulated + 1s - 1us); }
    // Of what callers sent.
    Totals totals() const;
    // Of what that caused: `by` other than callers.
    Totals consequences(SentBy by) const;
    // What calls cost, for people: by workload and operation, over all tables of a time series.
    std::vector<CallRow> call_rows() const;
};

}  // namespace isotherm
