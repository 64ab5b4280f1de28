// SPDX-License-Identifier: Apache-2.0
#include "engine/backtest/backtest_cost.h"

#include <algorithm>

namespace isotherm {
namespace {

const ResourceName the_table{"table"};

PriceItem item_of(CapacityMode mode, Side side) {
    return throughput_item(mode, TableClass::standard,
                           side == Side::read ? Units::read : Units::write);
}

// Adds up the highest throughput of each clock hour, as a bill does.
std::int64_t charged_unit_hours(const BacktestSeries& series,
                                const std::vector<std::int64_t>& units) {
    std::int64_t charged = 0;
    std::int64_t most = 0;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const UtcMinute minute = series.first + std::chrono::minutes(i);
        if (std::chrono::floor<std::chrono::hours>(minute) == minute) {
            charged += most;
            most = 0;
        }
        most = std::max(most, units[i]);
    }
    return charged + most;
}

// Whether the recorded capacity can be priced: a side that has consumption but no recorded
// throughput cannot; a side that is absent costs nothing.
bool says_provisioned(const BacktestSeries& series) {
    bool any = false;
    for (const RecordedSide& side : series.recorded) {
        any = any || !side.provisioned.empty();
        if (side.provisioned.empty() && side.period_seconds > 0) return false;
    }
    return any;
}

}  // namespace

BacktestCost backtest_cost(const BacktestSeries& series, const BacktestResult& result,
                           const PriceBook& book, const BillingSettings& settings) {
    Usage policy, on_demand, best_fixed, recorded;
    for (Usage* usage : {&policy, &on_demand, &best_fixed, &recorded}) {
        usage->hours = result.charged_hours;
        usage->time = std::chrono::minutes(series.minutes());
    }
    for (const Side side : both_sides) {
        const BacktestSide& one = result.of(side);
        const PriceItem unit_hours = item_of(CapacityMode::provisioned, side);
        policy.add(the_table, unit_hours, Quantity(one.charged_unit_hours));
        best_fixed.add(the_table, unit_hours, Quantity(one.best_fixed * result.charged_hours));
        on_demand.add(the_table, item_of(CapacityMode::on_demand, side),
                      Quantity(one.demand, nano_units_per_unit));
        recorded.add(the_table, unit_hours,
                     Quantity(charged_unit_hours(series, series.recorded_of(side).provisioned)));
    }
    const auto month = [&](const Usage& usage) { return make_bill(usage, book, settings).month; };
    return {month(policy), month(on_demand), month(best_fixed),
            says_provisioned(series) ? std::optional(month(recorded)) : std::nullopt};
}

}  // namespace isotherm
