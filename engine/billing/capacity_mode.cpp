// SPDX-License-Identifier: Apache-2.0
#include "engine/billing/capacity_mode.h"

#include <cassert>
#include <cmath>

namespace isotherm {
namespace {

constexpr double seconds_in_hour = 3'600;

std::optional<double> ratio(std::optional<Money> unit_hour, std::optional<Money> requests,
                            std::int64_t per_price) {
    if (!unit_hour || !requests || *requests == Money{}) return std::nullopt;
    return unit_hour->in_dollars() * static_cast<double>(per_price) /
           (seconds_in_hour * requests->in_dollars());
}

}  // namespace

std::optional<double> break_even_utilization(const PriceBook& book, TableClass table_class,
                                             Units units) {
    const PriceItem requests = throughput_item(CapacityMode::on_demand, table_class, units);
    return ratio(book.usd(throughput_item(CapacityMode::provisioned, table_class, units)),
                 book.usd(requests), traits_of(requests).per_price);
}

std::optional<double> break_even_utilization(const PriceBook& book, ReservedTerm term, Side side) {
    const auto block = reserved_block_cost(book, term, side);
    const PriceItem requests =
        side == Side::write ? PriceItem::wru_million : PriceItem::rru_million;
    return ratio(block ? std::optional(block->unit_hour) : std::nullopt, book.usd(requests),
                 traits_of(requests).per_price);
}

CapacityRate capacity_for(HalfUnits consumed, SimDuration covered, Share utilization) {
    assert(covered > 0s && utilization.value > 0);
    // Millionths of the utilization are precise enough for any percentage.
    const auto millionths = static_cast<std::int64_t>(std::llround(utilization.value * 1e6));
    // milli-units per second = half-units x 500 / (covered us / 10^6) / (millionths / 10^6)
    const Wide numerator = Wide{consumed.count()} * 500 * 1'000'000 * 1'000'000;
    const Wide denominator = Wide{covered.count()} * millionths;
    return CapacityRate::milli_units_per_second(
        static_cast<std::int64_t>((numerator + denominator - 1) / denominator));
}

}  // namespace isotherm
