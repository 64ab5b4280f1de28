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

// Cost of a failed condition on an absent item. The guide says one unit until 2023; the present
// guide charges by the size of the attempted item.
enum class AbsentItemCharge : std::uint8_t { one_unit, attempted_item };
inline constexpr std::array<std::string_view, 2> absent_item_charge_names{"one_unit",
                                                                          "attempted_item"};

// Limits and charges of calls that differ between eras. Only absent_item_charge is a setting; the
// rest are fixed properties of the API.
struct CallLimits {
    std::uint64_t batch_bytes = 16'000'000;  // response of BatchGetItem; see batch_get_cost
    std::uint64_t transaction_items = 0;     // 0: transactions do not exist yet (before 2018-11-27)
    bool time_to_live = true;                // since 2017-02-27
    bool parallel_scan = true;               // since 2013-05-14
    AbsentItemCharge absent_item_charge = AbsentItemCharge::one_unit;
};

struct Era : Configurable {
    std::string name;

    // Units and sizes.
    Bytes read_unit{4096};  // 1 KB until 2013-05-14
    Bytes write_unit{1024};
    Bytes item_largest{409'600};  // 64 KB until 2014-10-07

    // Limits of one partition.
    std::int64_t partition_read_maximum = 3'000;  // units per second
    std::int64_t partition_write_maximum = 1'000;
    std::int64_t partition_eventual_maximum = 4'500;  // eventually consistent read units per second
    Bytes partition_size_maximum{10ULL << 30};
    bool combined_partition_limits = true;  // R/3000 + W/1000 <= 1, as documented until about 2020

    // Admission: which requests are admitted.
    std::string admission;  // entry of the admission catalog
    SimDuration allocated_window = 1s;
    SimDuration burst_window = 300s;
    double initial_burst = 1.0;
    double initial_maximum = 0.02;  // initial fill, as share of one window of a partition's maximum
    CallLimits calls;

    // Splits: when partitions split and how long a split takes.
    bool splits_for_consumption = false;
    Share split_threshold{0.8};      // share of a partition's maximum
    SimDuration split_after = 3min;  // time above the threshold
    SimDuration split_lasts_least = 3min;
    SimDuration split_lasts_most = 10min;

    // Quotas of an account, and how often capacity may change.
    std::int64_t table_quota = 40'000;  // read and write units per second, each
    std::int64_t account_quota = 80'000;
    bool enforce_quotas = false;  // AWS raises them on request
    std::int64_t global_indexes_most = 20;
    std::int64_t local_indexes_most = 5;
    bool on_demand = true;                      // whether on-demand mode exists
    std::int64_t mode_switches_per_day = 4;     // in any 24 hours
    bool switch_to_provisioned_freely = false;  // whether these switches are not counted
    std::int64_t decreases_per_day = 4;
    SimDuration decreases_within{};  // after the first decrease of a UTC day; 0: no such limit
    SimDuration decrease_after_quiet = 1h;  // one more after this time without a decrease; 0: never
    std::int64_t decreases_per_hour = 0;    // gained per clock hour, up to decreases_per_day
    double increase_factor_most = 0;        // limit of one UpdateTable; 0: no limit
    Share increase_least{0};

    // Number of one-minute data points that a target tracking alarm needs to scale out or in.
    std::int64_t scale_out_points = 2;
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
