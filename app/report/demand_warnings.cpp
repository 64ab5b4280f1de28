// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "app/report/demand_text.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

// A warning about random variation is given if it alone is expected to empty a bucket at least this
// number of times.
constexpr double chance_told = 0.5;

std::string second_text(SimTime time) {
    return clock_text(SimTime(std::chrono::floor<std::chrono::seconds>(time.time_since_epoch())));
}

class Warnings {
public:
    Warnings(const Scenario& scenario, const Demand& demand)
        : end_(sim_start + scenario.duration), demand_(demand) {}

    std::vector<DemandWarning> all() {
        for (const ResourceDemand& resource : demand_.resources) {
            resource_ = &resource;
            name_ = printable(resource.name.label());
            for (const Side side : both_sides) of_side(side);
            of_lag();
        }
        return std::move(warnings_);
    }

private:
    const SideDemand& of(Side side) const { return resource_->sides[side]; }
    static std::string_view word(Side side) { return side_names[side]; }

    void add(DemandWarning warning) {
        warning.resource = resource_;
        warnings_.push_back(std::move(warning));
    }

    // Returns when in the run the peak is; empty if it lasts for the whole run.
    std::string stretch(const PeakDemand& peak) const {
        const bool to_the_end = peak.until >= end_;
        if (peak.from < sim_start + 1s && to_the_end) return "";
        const std::string from = second_text(peak.from);
        if (to_the_end) return fmt::format(" from {} on", from);
        if (peak.until - peak.from < 2s) return fmt::format(" at {}", from);
        return fmt::format(" from {} to {}", from, second_text(peak.until));
    }

    std::string when(const Shortage& shortage) const {
        if (!shortage.throttles_from) {
            return fmt::format("its burst would last until {}, beyond the run",
                               second_text(shortage.would_throttle));
        }
        const SimTime from = *shortage.throttles_from;
        if (from < shortage.worst.from + 2s || from > shortage.worst.until)
            return fmt::format("it throttles from {} on", second_text(from));
        return fmt::format("it throttles from {} on, when its burst is spent",
                           second_text(*shortage.throttles_from));
    }

    void of_side(Side side) {
        const SideDemand& demand = of(side);
        impossible(side, demand);
        const bool behind = side == Side::write && lags();
        bool of_partition = false;
        for (const Shortage& shortage : demand.shortages) {
            if (covered(demand, shortage)) continue;
            const bool partitions = shortage.limit == DemandLimit::partition_share ||
                                    shortage.limit == DemandLimit::partition_maximum;
            of_partition = of_partition || partitions;
            if (behind) continue;
            if (partitions)
                partition(side, shortage);
            else
                whole(side, shortage);
        }
        if (of_partition) key(side, demand);
        const bool told = !demand.shortages.empty() || demand.throttles_from;
        if (!told && demand.chance > chance_told) chance(side, demand);
    }

    // Of a partition's two limits, share and maximum, only the one that is reached earlier is
    // reported; in a tie, the maximum. Returns true if the shortage is of the other one.
    static bool covered(const SideDemand& demand, const Shortage& shortage) {
        const bool share = shortage.limit == DemandLimit::partition_share;
        if (!share && shortage.limit != DemandLimit::partition_maximum) return false;
        const DemandLimit other =
            share ? DemandLimit::partition_maximum : DemandLimit::partition_share;
        return std::any_of(demand.shortages.begin(), demand.shortages.end(), [&](const auto& one) {
            return one.limit == other && (one.would_throttle < shortage.would_throttle ||
                                          (one.would_throttle == shortage.would_throttle && share));
        });
    }

    bool lags() const {
        return resource_->lag &&
               (resource_->lag->refuses_from || resource_->lag->would_refuse > sim_start);
    }

    void partition(Side side, const Shortage& shortage) {
        std::string others;
        if (shortage.partitions > 1)
            others = fmt::format(", as do {} others", shortage.partitions - 1);
        if (shortage.partitions == 2) others = ", as does another";
        add({.cause = std::string(demand_limit_names[static_cast<std::size_t>(shortage.limit)]),
             .side = side,
             .units = shortage.worst.units,
             .limit = shortage.worst.limit,
             .partition = shortage.partition,
             .throttles_from = shortage.throttles_from,
             .sentence = fmt::format(
                 "{}: partition P{} has demand for {} {} units/s{} and can serve {}{}: {}{}", name_,
                 shortage.partition, grouped(shortage.worst.units, 1), word(side),
                 stretch(shortage.worst), grouped(shortage.worst.limit, 1),
                 shortage.limit == DemandLimit::partition_maximum ? ", the maximum of a partition"
                                                                  : "",
                 when(shortage), others)});
    }

    void whole(Side side, const Shortage& shortage) {
        std::string_view has = "provisioned";
        if (shortage.limit == DemandLimit::on_demand_capacity)
            has =
                "available at once, twice its previous peak (a higher peak counts only after "
                "lasting some time)";
        if (shortage.limit == DemandLimit::on_demand_maximum) has = "as its maximum";
        if (shortage.limit == DemandLimit::table_quota) has = "by the quota per table";
        add({.cause = std::string(demand_limit_names[static_cast<std::size_t>(shortage.limit)]),
             .side = side,
             .units = shortage.worst.units,
             .limit = shortage.worst.limit,
             .throttles_from = shortage.throttles_from,
             .sentence =
                 fmt::format("{}: demand is {} {} units/s{}, but it has only {} {}: {}", name_,
                             grouped(shortage.worst.units, 1), word(side), stretch(shortage.worst),
                             grouped(shortage.worst.limit, 1), has, when(shortage))});
    }

    void key(Side side, const SideDemand& demand) {
        constexpr double fills = 0.999;
        if (demand.hottest_key.empty() || demand.key.units < fills * demand.key.limit) return;
        add({.cause = "hot_key",
             .side = side,
             .units = demand.key.units,
             .limit = demand.key.limit,
             .key = demand.hottest_key,
             .throttles_from = demand.throttles_from,
             .sentence =
                 fmt::format("{}: key \"{}\" alone has demand for {} {} units/s{}: more capacity "
                             "does not help; spread the demand over several keys or add a cache",
                             name_, printable(demand.hottest_key), grouped(demand.key.units, 1),
                             word(side), stretch(demand.key))});
    }

    void impossible(Side side, const SideDemand& demand) {
        if (demand.impossible_share <= 0) return;
        const bool few = demand.impossible_share < 1e-6;
        add({.cause = "impossible_write",
             .side = side,
             .units = demand.dearest_write,
             .limit = demand.full_bucket,
             .throttles_from = sim_start,
             .sentence =
                 fmt::format("{}: {} {} up to {} units, more than a full bucket holds ({}): they "
                             "can never be admitted",
                             name_, few ? "some" : percent(demand.impossible_share),
                             few ? "writes cost" : "of the writes cost",
                             grouped(demand.dearest_write, 1), grouped(demand.full_bucket, 1))});
    }

    void chance(Side side, const SideDemand& demand) {
        add({.cause = "chance",
             .side = side,
             .units = demand.at_chance.units,
             .limit = demand.at_chance.limit,
             .partition = demand.hottest_partition,
             .throttles_from = std::nullopt,
             .sentence = fmt::format(
                 "{}: average demand is {} {} units/s from {} to {}, the limit is {} and little "
                 "burst is left: random peaks may be throttled briefly",
                 name_, grouped(demand.at_chance.units, 1), word(side),
                 second_text(demand.at_chance.from), second_text(demand.at_chance.until),
                 grouped(demand.at_chance.limit, 1))});
    }

    void of_lag() {
        if (!lags()) return;
        const IndexLag& lag = *resource_->lag;
        const std::string base = printable(resource_->name.table);
        add({.cause = "index_behind",
             .side = Side::write,
             .units = lag.units,
             .limit = lag.rate,
             .partition = lag.partition,
             .throttles_from = lag.refuses_from,
             .sentence = fmt::format(
                 "{}: {} asked for {} write units/s and can serve {}: {}", name_,
                 lag.of_index ? "it is" : fmt::format("partition P{} is", lag.partition),
                 grouped(lag.units, 1), grouped(lag.rate, 1),
                 lag.refuses_from
                     ? fmt::format("from {} on, it is so far behind that writes to {} are refused",
                                   second_text(*lag.refuses_from), base)
                     : fmt::format("it falls behind, and would refuse writes to {} from {} on, "
                                   "after the run ends",
                                   base, second_text(lag.would_refuse)))});
    }

    SimTime end_;
    const Demand& demand_;
    const ResourceDemand* resource_ = nullptr;
    std::string name_;
    std::vector<DemandWarning> warnings_;
};

}  // namespace

std::vector<DemandWarning> demand_warnings(const Scenario& scenario, const Demand& demand) {
    return Warnings(scenario, demand).all();
}

}  // namespace isotherm
