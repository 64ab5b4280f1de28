// SPDX-License-Identifier: Apache-2.0
#include "engine/run/throughput_cost.h"

#include <algorithm>

#include "engine/scenario/replica_settings.h"
#include "engine/scenario/series_tables.h"

namespace isotherm {
namespace {

TableClass table_class_of(const Scenario& scenario, const TableRecording& table) {
    for (const TableSpec& spec : run_tables(scenario)) {
        if (spec.name == table.name.table) return spec.table_class;
    }
    return TableClass::standard;
}

}  // namespace

ThroughputPrices throughput_prices(const Scenario& scenario, const TableRecording& table) {
    const PriceBook books = price_book(scenario);
    const PriceBook& book = books.of(table.name.table);
    const auto spec = scenario.tables.find(table.name.table);
    const bool replicated =
        !table.is_index && spec != scenario.tables.end() && spec->second.replicated();
    const TableClass table_class = table_class_of(scenario, table);
    const auto price = [&](CapacityMode mode, Units units) -> std::optional<double> {
        const PriceItem item = throughput_item(mode, table_class, units);
        const auto usd = book.usd(item);
        if (!usd) return std::nullopt;
        return usd->in_dollars() / static_cast<double>(traits_of(item).per_price);
    };
    ThroughputPrices prices;
    for (const Side side : both_sides) {
        const Units writes = replicated ? Units::replicated_write : Units::write;
        const Units units = side == Side::read ? Units::read : writes;
        prices.unit_hour[side] = price(CapacityMode::provisioned, units);
        prices.unit_served[side] = price(CapacityMode::on_demand, units);
    }
    return prices;
}

std::optional<ThroughputCost> throughput_cost(const TableRecording& table, std::size_t column,
                                              const ThroughputPrices& prices) {
    constexpr double hour = 3'600;
    const auto seconds = static_cast<double>(table.column_seconds);
    const bool on_demand =
        table.on_demand_at(static_cast<std::int64_t>(column) * table.column_seconds);
    ThroughputCost cost;
    for (const Side side : both_sides) {
        if (column >= table.seconds[side].size()) continue;
        const SeriesSecond& of = table.seconds[side][column];
        const double consumed = HalfUnits(of.consumed).in_units();
        const auto& price = on_demand ? prices.unit_served[side] : prices.unit_hour[side];
        if (!price) return std::nullopt;
        if (on_demand) {
            cost.used += consumed * *price;
            continue;
        }
        const double provisioned = static_cast<double>(of.provisioned) * 1e-3 * seconds;
        // Burst capacity can serve more than is provisioned, free of charge.
        const double used = std::min(consumed, provisioned);
        cost.used += used / hour * *price;
        cost.idle += (provisioned - used) / hour * *price;
    }
    return cost;
}

}  // namespace isotherm
