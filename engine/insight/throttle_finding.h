// SPDX-License-Identifier: Apache-2.0
#pragma once
// Why requests were throttled: a finding is one cause on one side of one table or index, with the
// numbers that show it. Findings are values; app/report writes the sentences.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/requests/operation.h"
#include "engine/requests/outcome.h"
#include "engine/vocabulary/resource_name.h"

namespace isotherm {

// The names are a contract of `isotherm why --json`: append, never rename.
enum class ThrottleCause : std::uint8_t {
    hot_key,                // one key, or a few, ask one partition for more than it can serve
    rolling_hot_key,        // the busy partition is another one every few minutes
    uneven_partitions,      // the table has capacity to spare, one partition has not
    insufficient_capacity,  // the table is asked for more than it has, for minutes
    burst_spent,            // the mean fits the capacity, but the saved burst did not cover a spike
    dilution,               // after splits, the share of each partition is too small
    scaling_lag,            // a policy raises the capacity, but later
    scaling_maximum,        // the policy has reached its maximum
    decrease_quota,         // a raise was refused with a decrease for which no call was left
    index_capacity,         // the index has too little throughput
    hot_index_key,          // one key of the index
    collection_full,        // an item collection has 10 GB: refused, but not throttled
    on_demand_growth,       // more than the on-demand table has grown to
    on_demand_maximum,      // the maximum that was set for the table or index
    table_quota,
    account_quota,
    retry_storm,       // fresh requests would fit, but those that were sent again come on top
    background_job,    // a scan or a batch job beside other traffic
    consumer_behind,   // of a reader of a stream that has to catch up
    replica_behind,    // of, or beside, replicated writes that have to catch up
    impossible_write,  // costs more than a full bucket holds
};
inline constexpr std::array<std::string_view, 21> throttle_cause_names{
    "hot_key",          "rolling_hot_key",   "uneven_partitions", "insufficient_capacity",
    "burst_spent",      "dilution",          "scaling_lag",       "scaling_maximum",
    "decrease_quota",   "index_capacity",    "hot_index_key",     "collection_full",
    "on_demand_growth", "on_demand_maximum", "table_quota",       "account_quota",
    "retry_storm",      "background_job",    "consumer_behind",   "replica_behind",
    "impossible_write"};
constexpr std::string_view name_of(ThrottleCause cause) {
    return throttle_cause_names[static_cast<std::size_t>(cause)];
}

struct KeyEvidence {
    std::string name;
    std::string workload;
    std::size_t partition = 0;
    std::uint64_t throttled = 0;  // at least; of the whole run
};

// A policy's part in it.
struct ScalingEvidence {
    std::string policy;
    std::optional<std::int64_t> asked_second;     // when it asked for more
    std::optional<std::int64_t> in_force_second;  // nullopt: refused, or it never asked
    std::int64_t wanted = 0;                      // units per second
    std::optional<std::int64_t> maximum;
};

// The change that lowered the throughput before it throttled.
struct LoweredCapacity {
    std::string asked_by;     // "changes.NAME", a policy, or "time series"
    std::int64_t before = 0;  // units per second
    std::int64_t second = 0;  // in force since
};

struct FindingEvidence {
    // Units per second that the table, index or partition was asked for and the limit in force
    // there: means over the throttled seconds (or minutes), and the highest demand.
    double asked = 0;
    double limit = 0;
    double busiest = 0;
    double least_limit = 0, most_limit = 0;  // lowest and highest limit in force
    double fresh = 0;                        // first tries per second; 0: not known
    std::optional<LoweredCapacity> lowered;  // what the capacity was before it was too little
    std::int64_t throttled_seconds = 0;
    std::array<std::uint64_t, outcome_count> refused_by{};
    std::size_t partitions = 0;            // that refused because of this cause
    std::optional<std::size_t> partition;  // the one that refused most
    double partition_share = 0;            // its share of the finding
    // Units per second that the whole table or index used and had while partitions throttled.
    double whole_used = 0, whole_limit = 0;
    std::vector<KeyEvidence> keys;  // most throttled first
    std::optional<ScalingEvidence> scaling;
    double resent_share = 0;            // of the tries, estimated; for retry_storm
    std::string job;                    // workload; for background_job
    double job_units = 0;               // that it asked for in all
    double others = 0;                  // units per second without it
    std::size_t partitions_before = 0;  // before the splits; for dilution
    double limit_before = 0;            // units per second that a partition would have now
    double index_wait_s = 0;            // longest expected wait of an index entry
    double write_units = 0;             // of the write that is impossible
    std::string reader;                 // workload; for consumer_behind and replica_behind
    std::string reads;                  // the table whose writes it carries or reads
    double behind_s = 0;                // the most, in minutes in which it throttled
    std::uint64_t behind_writes = 0;    // that waited; for replica_behind
    // The broader cause was chosen, because the recording cannot show a narrower one.
    bool weak = false;
};

struct ThrottleFinding {
    ThrottleCause cause = ThrottleCause::insufficient_capacity;
    ResourceName resource;
    Side side = Side::read;
    bool on_demand = false;
    std::uint64_t throttled = 0;  // tries of callers
    double share = 0;             // of all throttled tries of the run, 0 to 1
    std::int64_t first_second = 0;
    std::int64_t last_second = 0;  // the last one in which it throttled
    FindingEvidence evidence;

    // The limit that refused most of it.
    Outcome main_outcome() const;
    // What DynamoDB reports: the reason, CloudWatch's metric and the exception. A full item
    // collection is an exception of its own, without reason or metric.
    std::string reason() const;
    std::string metric() const;
    std::string_view exception() const;
};

}  // namespace isotherm
