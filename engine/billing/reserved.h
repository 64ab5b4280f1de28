// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reserved capacity: blocks of 100 read or write units, paid upfront and for every hour of the
// term, used or not. They cover provisioned capacity of tables and
// indexes of the Standard class in one region; not replicated writes, Standard-IA or on-demand.

#include <array>
#include <optional>

#include "engine/billing/price_book.h"
#include "engine/billing/usage.h"

namespace isotherm {

enum class ReservedTerm : std::uint8_t { one_year, three_years };
constexpr auto words_of(ReservedTerm) { return std::to_array<std::string_view>({"1y", "3y"}); }

inline constexpr std::int64_t reserved_block_units = 100;
// Units an account may reserve (Quotas in Amazon DynamoDB).
inline constexpr std::int64_t reserved_units_most = 1'000'000;

// 8,760 or 26,280: years of 365 days.
std::int64_t hours_of(ReservedTerm term);

struct ReservedBlocks {
    ReservedTerm term = ReservedTerm::one_year;
    BySide<std::int64_t> blocks{};  // by Side; of 100 units each

    std::int64_t units(Side side) const { return blocks[side] * reserved_block_units; }
};

PriceItem reserved_upfront_item(ReservedTerm term, Side side);
PriceItem reserved_hour_item(ReservedTerm term, Side side);

// What one block costs over its term, against list price. nullopt when a price is not known.
struct ReservedBlockCost {
    Money whole_term;
    Money list_price;      // of the same units for the same hours
    double saving = 0;     // of the list price
    Money unit_hour;       // effective
    double pays_from = 0;  // share of the hours it must be provisioned to pay for itself
};
std::optional<ReservedBlockCost> reserved_block_cost(const PriceBook& book, ReservedTerm term,
                                                     Side side);

// What the blocks add to an hour's meter when so much Standard capacity is provisioned in it: their
// own price, and how much of the list price they spare (a negative quantity).
void add_reserved_hour(Usage& usage, const ReservedBlocks& blocks,
                       const BySide<Wide>& provisioned_milli_units);

// The number of blocks that makes a stretch of time cheapest: `provisioned_milli_units` holds one
// value an hour. Each further block spares less, so blocks are added while they pay.
std::optional<std::int64_t> cheapest_blocks(const PriceBook& book, ReservedTerm term, Side side,
                                            std::span<const Wide> provisioned_milli_units);

}  // namespace isotherm
