#include "engine/run/backtest_cost.h"

namespace isotherm {
namespace {

const ResourceName the_table{"table"};

PriceItem item_of(CapacityMode mode, Side side) {
    return throughput_item(mode, TableClass::standard,
                           side == Side::read ? Units::read : Units::write);
}

}  // namespace

BacktestCost backtest_cost(const BacktestSeries& series, const BacktestResult& result,
                           const PriceBook& book, const BillingSettings& settings) {
    Usage policy, on_demand, best_fixed;
    for (Usage* usage : {&policy, &on_demand, &best_fixed}) {
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
    }
    const auto month = [&](const Usage& usage) { return make_bill(usage, book, settings).month; };
    return {month(policy), month(on_demand), month(best_fixed)};
}

}  // namespace isotherm
