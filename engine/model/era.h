// SPDX-License-Identifier: Apache-2.0
#pragma once
// Eras: the parameters of DynamoDB as it was in a given year. A scenario can override every
// parameter under [model].

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/token_bucket.h"
#include "engine/requests/operation.h"
#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

class AdmissionModel;

// What a failed condition on an absent item costs. According to the guide, one unit until 2023; now
// a write of the item that the call attempted to store.
enum class AbsentItemCharge : std::uint8_t { one_unit, attempted_item };
constexpr auto words_of(AbsentItemCharge) {
    return std::to_array<std::string_view>({"one_unit", "attempted_item"});
}

// Limits and charges of calls that differ between eras. Only absent_item_charge is a setting; the
// rest are fixed properties of the API.
struct CallLimits {
    // Largest response of BatchGetItem; see batch_get_cost. 1 MB at first (API 2011-12-05: 20 items
    // of 50 KB).
    std::uint64_t batch_bytes = 1 << 20;
    std::uint64_t transaction_items = 0;  // 0: no transactions yet (they came on 2018-11-27)
    bool time_to_live = false;            // since 2017-02-27
    bool parallel_scan = false;           // since 2013-05-14
    AbsentItemCharge absent_item_charge = AbsentItemCharge::one_unit;
};

// The defaults are those of 2012; era_named() applies the changes of later eras.
struct Era : Configurable {
    std::string name;

    // Units and sizes.
    Bytes read_unit{1024};  // 4 KB since 2013-05-14
    Bytes write_unit{1024};
    Bytes item_largest{65'536};  // 400 KB since 2014-10-07

    // Limits of one partition.
    std::int64_t partition_read_maximum = 3'000;  // units per second
    std::int64_t partition_write_maximum = 1'000;
    std::int64_t partition_eventual_maximum = 4'500;  // eventually consistent read units per second
    Bytes partition_size_maximum{10ULL << 30};
    bool combined_partition_limits = true;  // R/3000 + W/1000 <= 1, as documented until about 2020

    // Which requests are admitted.
    std::string admission = "static_shares";  // entry of the admission catalog
    SimDuration allocated_window = 1s;
    SimDuration burst_window = 300s;
    double initial_burst = 1.0;
    double initial_maximum = 0.02;  // initial fill of the buckets for a partition's maximum, 0 to 1
    CallLimits calls;

    // Splits: when partitions split and how long a split takes.
    bool splits_for_consumption = false;
    Share split_threshold{0.8};      // share of a partition's maximum
    SimDuration split_after = 3min;  // time above the threshold
    SimDuration split_lasts_least = 3min;
    SimDuration split_lasts_most = 10min;

    // What an account may have, and how often capacity may change.
    std::int64_t table_quota = 10'000;  // read and write units per second, each
    std::int64_t account_quota = 20'000;
    // Whether table_quota is that of the table and of each global index alone.
    bool quota_of_each_resource = false;
    bool enforce_quotas = false;  // AWS raises them on request
    std::int64_t global_indexes_most = 0;
    std::int64_t local_indexes_most = 0;
    std::int64_t vector_indexes_most = 0;    // 0: there are none yet
    bool on_demand = false;                  // whether on-demand mode exists
    std::int64_t mode_switches_per_day = 1;  // in any 24 hours
    // Whether switches to provisioned mode are not counted in mode_switches_per_day.
    bool switch_to_provisioned_freely = false;
    std::int64_t decreases_per_day = 1;  // per UTC day
    // How long after the first decrease of a UTC day more are allowed; 0: all day.
    SimDuration decreases_within{};
    // One more decrease is allowed after this time without a decrease; 0: never.
    SimDuration decrease_after_quiet{};
    // Decreases gained each clock hour, up to decreases_per_day; 0: none.
    std::int64_t decreases_per_hour = 0;
    double increase_factor_most = 2;  // highest factor for one UpdateTable; 0: no limit
    Share increase_least{0.1};        // smallest increase, as a share of the current value

    // One-minute points beyond the target before target tracking's alarms raise or lower capacity.
    std::int64_t scale_out_points = 5;
    std::int64_t scale_in_points = 15;

    // Whether throttled calls carry a reason besides ProvisionedThroughputExceededException.
    bool throttle_reasons = false;

    void settings(SettingsVisitor& visit) override;

    std::int64_t partition_maximum(Side side) const {
        return side == Side::read ? partition_read_maximum : partition_write_maximum;
    }
    BucketWindows windows() const { return {allocated_window, burst_window}; }
    // Windows of the bucket for a partition's maximum, which keeps no burst.
    BucketWindows maximum_windows() const { return {allocated_window, 0s}; }
};

// All eras, from "2012" to "2026".
std::vector<std::string> era_names();
// The era of a scenario that does not name one.
std::string_view newest_era();
std::optional<Era> era_named(std::string_view name);

}  // namespace isotherm
