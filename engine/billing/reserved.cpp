// SPDX-License-Identifier: Apache-2.0
#include "engine/billing/reserved.h"

#include <algorithm>

namespace isotherm {
namespace {

constexpr Wide milli_units_of_block = Wide{reserved_block_units} * 1'000;

struct BlockPrices {
    Money list_hour;  // per unit
    Money upfront;
    Money hour;
};

std::optional<BlockPrices> block_prices(const PriceBook& book, ReservedTerm term, Side side) {
    const auto list = book.usd(side == Side::write ? PriceItem::wcu_hour : PriceItem::rcu_hour);
    const auto upfront = book.usd(reserved_upfront_item(term, side));
    const auto hour = book.usd(reserved_hour_item(term, side));
    if (!list || !upfront || !hour) return std::nullopt;
    return BlockPrices{*list, *upfront, *hour};
}

double quotient(Money a, Money b) { return a.in_dollars() / b.in_dollars(); }

}  // namespace

std::int64_t hours_of(ReservedTerm term) {
    return 365 * 24 * (term == ReservedTerm::one_year ? 1 : 3);
}

PriceItem reserved_upfront_item(ReservedTerm term, Side side) {
    if (term == ReservedTerm::one_year)
        return side == Side::write ? PriceItem::rc1_wcu_upfront : PriceItem::rc1_rcu_upfront;
    return side == Side::write ? PriceItem::rc3_wcu_upfront : PriceItem::rc3_rcu_upfront;
}

PriceItem reserved_hour_item(ReservedTerm term, Side side) {
    if (term == ReservedTerm::one_year)
        return side == Side::write ? PriceItem::rc1_wcu_hour : PriceItem::rc1_rcu_hour;
    return side == Side::write ? PriceItem::rc3_wcu_hour : PriceItem::rc3_rcu_hour;
}

std::optional<ReservedBlockCost> reserved_block_cost(const PriceBook& book, ReservedTerm term,
                                                     Side side) {
    const auto prices = block_prices(book, term, side);
    if (!prices) return std::nullopt;
    const std::int64_t hours = hours_of(term);
    ReservedBlockCost cost;
    cost.whole_term = prices->upfront + Quantity(hours) * prices->hour;
    cost.list_price = Quantity(Wide{reserved_block_units} * hours) * prices->list_hour;
    cost.unit_hour = Quantity(1, Wide{reserved_block_units} * hours) * cost.whole_term;
    if (cost.list_price > Money{}) {
        cost.pays_from = quotient(cost.whole_term, cost.list_price);
        cost.saving = 1 - cost.pays_from;
    }
    return cost;
}

void add_reserved_hour(Usage& usage, const ReservedBlocks& blocks,
                       const BySide<Wide>& provisioned_milli_units) {
    const ResourceName& resource = reserved_capacity_resource;
    for (const Side side : both_sides) {
        const std::int64_t count = blocks.blocks[side];
        if (count == 0) continue;
        usage.add(resource, reserved_upfront_item(blocks.term, side),
                  Quantity(count, hours_of(blocks.term)));
        usage.add(resource, reserved_hour_item(blocks.term, side), Quantity(count));
        const Wide covered = std::min(provisioned_milli_units[side], count * milli_units_of_block);
        usage.add(resource, side == Side::write ? PriceItem::wcu_hour : PriceItem::rcu_hour,
                  Quantity(-covered, 1'000));
    }
}

std::optional<std::int64_t> cheapest_blocks(const PriceBook& book, ReservedTerm term, Side side,
                                            std::span<const Wide> provisioned_milli_units) {
    const auto prices = block_prices(book, term, side);
    if (!prices) return std::nullopt;
    const Wide hours = static_cast<Wide>(provisioned_milli_units.size());
    const Money block = Quantity(hours, hours_of(term)) *
                        (prices->upfront + Quantity(hours_of(term)) * prices->hour);
    const auto pays = [&](std::int64_t number) {  // index of the block, from 0
        Wide spared = 0;
        for (const Wide provisioned : provisioned_milli_units)
            spared += std::clamp<Wide>(provisioned - number * milli_units_of_block, 0,
                                       milli_units_of_block);
        return Quantity(spared, 1'000) * prices->list_hour > block;
    };
    std::int64_t fewest = 0, most = reserved_units_most / reserved_block_units;
    while (fewest < most) {
        const std::int64_t middle = (fewest + most) / 2;
        if (pays(middle))
            fewest = middle + 1;
        else
            most = middle;
    }
    return fewest;
}

}  // namespace isotherm
