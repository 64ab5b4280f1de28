// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/recording_checks.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

namespace isotherm {
namespace {

// Limit for counts and sums, low enough that adding them up cannot overflow 64 bits.
constexpr __int128 most_in_all = std::numeric_limits<std::int64_t>::max() / 4;
// Range of start times, all with four-digit years.
constexpr WallTime first_start{std::chrono::sys_days{std::chrono::year{1970} / 1 / 1}};
constexpr WallTime last_start{std::chrono::sys_days{std::chrono::year{2262} / 1 / 1}};

class Checks {
public:
    explicit Checks(const Recording& recording) : recording_(recording) {}

    std::optional<std::string> find() {
        if (recording_.start < first_start || recording_.start > last_start)
            return "the run starts outside the years 1970 to 2261";
        if (recording_.simulated < SimDuration{} || recording_.simulated > longest_run)
            return "the simulated time is negative or longer than ten years";
        end_ = recording_.seconds();
        for (const Totals& totals : recording_.workloads) check(totals, "a workload");
        for (const TableRecording& table : recording_.tables) check(table);
        for (const CallUnits& units : recording_.call_units)
            require(is_count(units.attempts) && is_count(units.served) && is_amount(units.consumed),
                    "what calls consumed");
        for (const Event& event : recording_.events)
            require(fits(event.second) && fits_later(event.end_second) &&
                        event.end_second >= event.second,
                    "the time of an event");
        for (const CapacityChange& change : recording_.capacity_changes) {
            require(fits(change.second) && fits_later(change.effective_second),
                    "the time of a capacity change");
            for (const Throughput& units : {change.before, change.wanted, change.warm})
                require(is_capacity(units.read) && is_capacity(units.write), "a capacity");
            for (const std::int64_t most : {change.maximum.read, change.maximum.write})
                require(most == -1 || is_capacity(most), "a maximum");
        }
        for (const ScalingHold& hold : recording_.scaling_holds)
            require(fits(hold.second) && fits_later(hold.seconds),
                    "the time of a scaling decision");
        return impossible_;
    }

private:
    void require(bool holds, std::string_view what) {
        if (!holds && !impossible_) impossible_ = fmt::format("{} is impossible", what);
    }
    // The events that end a run can be recorded slightly after its end.
    bool fits(std::int64_t second) const { return second >= 0 && second <= end_ + 60; }
    // Changes can take effect after the end of the run.
    static bool fits_later(std::optional<std::int64_t> second) {
        return !second || (*second >= 0 && *second <= 2 * whole_seconds(longest_run));
    }
    static bool is_capacity(std::int64_t units) {
        return units >= 0 &&
               static_cast<double>(units) <= CapacityRate::highest.in_units_per_second();
    }
    static bool is_count(std::uint64_t count) { return count <= most_in_all; }
    static bool is_amount(HalfUnits units) {
        return units.count() >= 0 && units.count() <= most_in_all;
    }

    void check(const Totals& totals, std::string_view what) {
        bool fit = true;
        for (const std::uint64_t count :
             {totals.requests, totals.attempts, totals.admitted, totals.throttled, totals.given_up,
              totals.waiting, totals.refused})
            fit = fit && is_count(count);
        for (const HalfUnits units : totals.consumed) fit = fit && is_amount(units);
        for (const auto& side : totals.tries)
            for (const std::uint64_t count : side) fit = fit && is_count(count);
        for (const std::uint64_t count : totals.operations) fit = fit && is_count(count);
        require(fit, fmt::format("a total of {}", what));
    }

    void check(const TableRecording& table) {
        check(table.totals, "a table");
        check(table.callers, "a table's callers");
        require(fits_later(table.opened_second) && fits_later(table.removed_second),
                "the life of a table");
        require(is_amount(table.busiest_second) && is_amount(table.busiest_minute),
                "the busiest second or minute of a table");
        for (const ModeStep& mode : table.modes)
            require(fits(mode.second), "the time of a change of capacity mode");
        for (const PartitionRecord& partition : table.partitions) check(partition, table);
        for (const Side side : both_sides) {
            check(table.seconds[side], table.column_seconds);
            check(table.heat[side]);
        }
        for (const auto* list : {&table.hottest, &table.most_throttled})
            for (const HotKey& key : *list)
                require(is_count(key.count) && is_count(key.count_bound), "a count of a key");
    }

    void check(const PartitionRecord& partition, const TableRecording& table) {
        // A run that was stopped early contains time-series tables that would have been opened
        // later.
        const bool there =
            table.opened_second ? fits(partition.born_second) : fits_later(partition.born_second);
        require(
            there && fits_later(partition.retired_second) &&
                (!partition.retired_second || *partition.retired_second >= partition.born_second),
            "the life of a partition");
        require(!partition.parent || *partition.parent < table.partitions.size(),
                "the parent of a partition");
        for (const Side side : both_sides) {
            require(is_amount(partition.consumed[side]) && is_count(partition.throttled[side]),
                    "a count of a partition");
            std::int64_t last = 0;
            for (const LimitStep& step : partition.limits[side]) {
                require(fits(step.second) && step.second >= last,
                        "the time of a change of a limit");
                require(step.limit >= CapacityRate{} && step.limit <= CapacityRate::highest,
                        "a limit of a partition");
                last = step.second;
            }
        }
    }

    void check(const std::vector<SeriesSecond>& columns, std::int64_t column_seconds) {
        require(static_cast<std::int64_t>(columns.size()) <= end_ / column_seconds + 1,
                "the length of a series");
        __int128 units = 0, counts = 0;
        bool fit = true;
        for (const SeriesSecond& column : columns) {
            fit = fit && column.demand >= 0 && column.consumed >= 0 && column.peak_demand >= 0 &&
                  column.given_up >= 0 && column.provisioned >= 0 &&
                  column.provisioned <= CapacityRate::highest.in_milli_units_per_second();
            units += column.demand;
            units += column.consumed;
            units += column.given_up;
            const CallCounts& calls = column.calls;
            for (const std::uint64_t count :
                 {calls.throttled_requests, calls.conditional_check_failed, calls.returned_items,
                  calls.time_to_live_deleted, calls.collection_full, calls.refused_base_writes,
                  calls.refused_by_hot_partition, calls.refused_by_on_demand_maximum})
                counts += count;
        }
        require(fit && units <= most_in_all && counts <= most_in_all, "a second of a series");
    }

    void check(const HeatStore& heat) {
        for (std::int64_t second = 0; second < heat.end_second(); ++second) {
            for (const HeatCell& cell : heat.row(second))
                require(cell.refusals >> outcome_count == 0 && cell.throttled <= cell.demand,
                        "a cell of the heat map");
            for (const float peak : heat.peaks(second))
                require(std::isfinite(peak) && peak >= 0, "a peak in the heat map");
        }
    }

    const Recording& recording_;
    std::int64_t end_ = 0;
    std::optional<std::string> impossible_;
};

}  // namespace

std::optional<std::string> find_impossible(const Recording& recording) {
    return Checks(recording).find();
}

}  // namespace isotherm
