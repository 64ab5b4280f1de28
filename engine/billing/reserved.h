// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reserved capacity: blocks of 100 read or write units. A block costs an upfront fee and a fee for
// every hour of the term, whether it is used or not. Blocks cover provisioned capacity of
// Standard-class tables and indexes in one region. They do not cover replicated writes, Standard-IA
// or on-demand mode.

#include <array>
#include <optional>

#include "engine/billing/price_book.h"
#include "engine/billing/usage.h"

namespace isotherm {

enum class ReservedTerm : std::uint8_t { one_year, three_years };
constexpr auto words_of(ReservedTerm) { return std::to_array<std::string_view>({"1y", "3y"}); }

inline constexpr std::int64_t reserved_block_units = 100;
// The maximum of units that an account can reserve (Quotas in Amazon DynamoDB).
inline constexpr std::int64_t reserved_units_most = 1'000'000;

// 8,760 or 26,280 hours (years of 365 days).
std::int64_t hours_of(ReservedTerm term);

struct ReservedBlocks {
    ReservedTerm term = ReservedTerm::one_year;
    BySide<std::int64_t> blocks{};  // number of blocks of 100 units

    std::int64_t units(Side side) const { return blocks[side] * reserved_block_units; }
};

PriceItem reserved_upfront_item(ReservedTerm term, Side side);
PriceItem reserved_hour_item(ReservedTerm term, Side side);

// The cost of one block over its term, compared with the list price. nullopt if a price is not
// known.
struct ReservedBlockCost {
    Money whole_term;
    Money list_price;      // of the same units for the same hours
    double saving = 0;     // share of the list price
    Money unit_hour;       // effective price of one unit-hour
    double pays_from = 0;  // breaks even if the capacity is needed in this share of the hours
};
std::optional<ReservedBlockCost> reserved_block_cost(const PriceBook& book, ReservedTerm term,
                                                     Side side);

// Adds the blocks' effect to the usage of one hour: their own price, and as a negative quantity the
// provisioned Standard capacity that they cover.
void add_reserved_hour(Usage& usage, const ReservedBlocks& blocks,
                       const BySide<Wide>& provisioned_milli_units);

// The number of blocks with the lowest total cost; `provisioned_milli_units` has one value per
// hour. Each additional block saves no more than the previous one, so blocks are added as long as
// they cost less than they save.
std::optional<std::int64_t> cheapest_blocks(const PriceBook& book, ReservedTerm term, Side side,
                                            std::span<const Wide> provisioned_milli_units);

}  // namespace isotherm
