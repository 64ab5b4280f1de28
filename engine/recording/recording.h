// SPDX-License-Identifier: Apache-2.0
#pragma once
// The result of a run, from which all reports and charts are made. The Recorder fills it;
// run.sqlite stores it.

#include <array>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "engine/caches/cache_record.h"
#include "engine/flows/action_record.h"
#include "engine/model/table.h"
#include "engine/propagation/backlog.h"
#include "engine/recording/frequent_keys.h"
#include "engine/recording/heat_store.h"
#include "engine/recording/outage_record.h"
#include "engine/recording/tenant_record.h"
#include "engine/scaling/scaling_policy.h"
#include "engine/streams/consumer_record.h"
#include "engine/vocabulary/message.h"

namespace isotherm {

// Counters as in CloudWatch, other than units and throttle events.
struct CallCounts {
    std::uint64_t throttled_requests = 0;        // calls; a batch counts if all items were refused
    std::uint64_t conditional_check_failed = 0;  // writes that consumed units but changed nothing
    std::uint64_t returned_items = 0;            // by Query and Scan, after filtering
    std::uint64_t time_to_live_deleted = 0;      // items
    std::uint64_t collection_full = 0;           // ItemCollectionSizeLimitExceededException
    // Only for an index: writes of its table that were refused because the index lagged too far
    // behind. The next two fields count subsets of these writes.
    std::uint64_t refused_base_writes = 0;
    std::uint64_t refused_by_hot_partition = 0;      // because of one index partition
    std::uint64_t refused_by_on_demand_maximum = 0;  // because of the maximum set for the index

    CallCounts& operator+=(const CallCounts& other);
    bool operator==(const CallCounts&) const = default;
};

// One side of one table in one second, or in one minute in recordings of long runs. All values are
// sums unless stated otherwise.
struct SeriesSecond {
    std::int64_t demand = 0;       // half-units; each attempt counts
    std::int64_t consumed = 0;     // half-units
    std::int64_t provisioned = 0;  // milli-units per second, at the end of the second
    std::array<std::uint32_t, outcome_count> requests{};  // attempts by outcome
    std::uint32_t throttled_seconds = 0;                  // number of seconds with throttling
    std::uint32_t throttled_replication = 0;              // attempts of replicated writes
    CallCounts calls;
    std::int64_t peak_demand = 0;  // half-units of the busiest second
    std::int64_t given_up = 0;     // half-units of requests that their clients gave up

    std::uint64_t throttled() const { return throttled_of(requests); }
    // Attempts that were refused for reasons other than throughput.
    std::uint64_t refused() const {
        return requests[static_cast<std::size_t>(Outcome::collection_full)];
    }
    std::uint64_t tries() const { return requests[0] + throttled() + refused(); }
};
static_assert(std::has_unique_object_representations_v<SeriesSecond>,
              "every byte is defined, for hashing and compression");

// Counters of a workload, a table or a run. requests = admitted + refused + given_up + waiting;
// attempts = admitted + refused + throttled.
struct Totals {
    std::uint64_t requests = 0;  // first attempts
    std::uint64_t attempts = 0;  // all attempts
    std::uint64_t admitted = 0;
    std::uint64_t throttled = 0;
    std::uint64_t refused = 0;   // for a reason other than throughput: full item collection
    std::uint64_t given_up = 0;  // throttled in the last attempt
    std::uint64_t waiting = 0;   // waiting for another attempt at the end of the run
    BySide<HalfUnits> consumed;
    BySide<std::array<std::uint64_t, outcome_count>> tries{};  // by side and outcome
    std::array<std::uint64_t, operation_count> operations{};   // attempts by operation
    CallCounts calls;                                          // only for tables and indexes

    Totals& operator+=(const Totals& other);
    bool operator==(const Totals&) const = default;
};

// A limit that applies from `second` on.
struct LimitStep {
    std::int64_t second = 0;
    CapacityRate limit;
};

struct PartitionRecord {
    KeyPosition first_position = 0;
    KeyPosition last_position = 0;
    // These two differ from their defaults only if an item collection is split.
    SortPosition first_sort = 0;
    SortPosition last_sort = isotherm::last_sort;
    std::int64_t born_second = 0;
    std::optional<std::int64_t> retired_second;  // when it stopped serving; nullopt: never
    std::optional<std::size_t> parent;           // index in TableRecording::partitions
    BySide<std::vector<LimitStep>> limits;
    BySide<HalfUnits> consumed;
    BySide<std::uint64_t> throttled{};

    CapacityRate limit_at(Side side, std::int64_t second) const;
};

struct HotKey {
    std::string name;  // name used by its workload
    Key key = 0;
    std::uint64_t count = 0;
    std::uint64_t count_bound = 0;  // the true count is at most count + count_bound
    std::size_t partition = 0;      // index in TableRecording::partitions
    std::size_t workload = 0;       // index in Recording::workload_names
    // Whether the key is hot: certainly used more than others (see FrequentKeys). False for all
    // keys if the load is even.
    bool stands_out = false;
};

// A capacity mode that applies from `second` on.
struct ModeStep {
    std::int64_t second = 0;
    bool on_demand = false;
};
struct StorageSample {
    std::int64_t second = 0;
    std::uint64_t bytes = 0;
};

// The columns for a range of seconds: those that begin in the range, so that adjacent ranges share
// no column. For a range within one column, that column.
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

// The recording of a table or global index.
struct TableRecording {
    ResourceName name;
    bool is_index = false;
    Totals totals;                               // all requests to it
    Totals callers;                              // requests of callers, without index writes
    std::optional<std::int64_t> opened_second;   // when it began to serve; nullopt: never
    std::optional<std::int64_t> removed_second;  // when it was deleted; nullopt: not deleted
    HalfUnits busiest_second;                    // units consumed, reads and writes together
    HalfUnits busiest_minute;                    // the same; minutes begin at the start of the run
    std::int64_t column_seconds = 1;  // covered by one element of `seconds` and one row of `heat`
    BySide<std::vector<SeriesSecond>> seconds;  // by column, without gaps
    BySide<HeatStore> heat;
    std::vector<BacklogSecond> backlog;       // by column; of global indexes and replicas only
    std::vector<PartitionRecord> partitions;  // in order of creation
    std::vector<ModeStep> modes;              // the first applies from the start
    std::vector<StorageSample> storage;       // at the start of the run and of each clock hour
    std::vector<HotKey> hottest;              // by attempts
    std::vector<HotKey> most_throttled;       // by throttled attempts

    ResourceKind kind() const { return is_index ? ResourceKind::index : ResourceKind::table; }
    bool on_demand_at(std::int64_t second) const;
    // How many seconds it existed in a run of length `simulated`.
    double seconds_there(SimDuration simulated) const;
    // Number of partitions that serve at the end. The others were split or deleted with their
    // table.
    std::size_t partitions_live() const;
};

// The values are part of run files: append new ones at the end.
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
    collection_full,
    alarm,
    job
};
inline constexpr std::array<std::string_view, 16> event_kind_names{
    "table_created",    "throttling",       "run_stopped",   "note",
    "split_begun",      "split_done",       "split_refused", "capacity_changed",
    "capacity_asked",   "capacity_refused", "table_removed", "index_active",
    "workload_changed", "collection_full",  "alarm",         "job"};

struct Event {
    EventKind kind = EventKind::table_created;
    std::int64_t second = 0;
    std::int64_t end_second = 0;  // equal to `second` for events without duration
    ResourceName resource;
    Message text;
};

// A request for new capacity, with DynamoDB's answer.
struct CapacityChange {
    std::int64_t second = 0;
    std::optional<std::int64_t> effective_second;  // nullopt if refused
    ResourceName resource;
    std::string asked_by;  // name of a policy, "changes.NAME" or "time series"
    Throughput before;     // units per second; 0 in on-demand mode
    Throughput wanted;
    bool on_demand_before = false;
    bool on_demand_wanted = false;
    Throughput warm;     // requested, units per second; 0: unchanged
    Throughput maximum;  // on-demand maximum; -1: none, 0: unchanged
    Message reason;
    Message refusal;  // exception and reason; empty if accepted
};

// A check at which a scaling policy held back a change, and what it waited for.
struct ScalingHold {
    std::int64_t second = 0;
    std::int64_t seconds = 0;  // time to the next check
    ResourceName resource;
    std::string policy;
    ScalingWait wait;
};

// Texts for the capacity before a change and for the requested capacity: read and write units per
// second or on-demand mode, with warm throughput or a maximum if these were given.
Message capacity_before(const CapacityChange& change);
Message capacity_wanted(const CapacityChange& change);

// The sender of a workload's requests.
enum class SentBy : std::uint8_t {
    callers,
    index_writes,  // caused by writes of the index's table
    replication    // caused by writes in another Region
};
inline constexpr std::array<std::string_view, 3> sent_by_names{"callers", "index_writes",
                                                               "replication"};

// The units of one operation of a workload on one table or index.
struct CallUnits {
    std::size_t workload = 0;  // index in Recording::workload_names
    std::size_t table = 0;     // index in Recording::tables
    Operation operation = Operation::get_item;
    std::uint64_t attempts = 0;  // rows: each item of a batch counts
    std::uint64_t served = 0;    // attempts that were not throttled
    HalfUnits consumed{};
    std::uint32_t items = 1;  // rows per call: the items of a batch

    // Number of calls: a batch is one call, and a Scan is one call per page. A batch of which only
    // some items were served counts as the corresponding fraction.
    double calls() const { return static_cast<double>(served) / items; }
    double units_per_call() const { return served > 0 ? consumed.in_units() / calls() : 0; }
};

struct CallRow {
    std::string workload;
    std::string resource;  // "events / by_date" or "30 tables"
    CallUnits units;       // sum over the tables of `resource`
};

struct Recording {
    std::string name;
    WallTime start{};
    SimDuration simulated{};       // length of the simulated time
    bool throttle_reasons = true;  // whether refusals of the era carry a reason
    std::vector<TableRecording> tables;
    std::vector<std::string> workload_names;
    std::vector<SentBy> sent_by;                  // by workload
    std::vector<Totals> workloads;                // without CallCounts; these are in `tables`
    std::vector<CallUnits> call_units;            // in order of workload, table and operation
    std::map<std::size_t, ActionRecord> actions;  // by workload; only those that run as flows
    std::vector<CacheRecord> caches;              // by name
    // By workload; those that read a stream, and replication to other Regions.
    std::vector<ConsumerRecord> consumers;
    std::vector<OutageRecord> outages;  // by name
    std::vector<TenantRecord> tenants;  // by name; empty unless the scenario has [tenants]
    std::vector<Event> events;
    std::vector<CapacityChange> capacity_changes;  // in order of time
    std::vector<ScalingHold> scaling_holds;        // in order of time

    std::int64_t seconds() const { return whole_seconds(simulated + 1s - 1us); }
    // Totals of the requests that callers sent.
    Totals totals() const;
    // Totals of the requests that callers' requests caused, such as index writes. `by` must not be
    // `callers`.
    Totals consequences(SentBy by) const;
    // Units by workload and operation, added up over all tables of a time series, for reports.
    std::vector<CallRow> call_rows() const;
};

}  // namespace isotherm
