// SPDX-License-Identifier: Apache-2.0
#pragma once
// How the rows of a stream are grouped into calls.

#include <cstdint>

namespace isotherm {

// BatchGetItem and BatchWriteItem have one row per item, because each item is charged and admitted
// separately. The rows of one call are adjacent and have the same arrival time: the row with
// sequence number s belongs to call s / items, rounded down. A resent row keeps its sequence
// number, so the rule also holds for resent rows.
struct CallShape {
    std::uint32_t items = 1;     // rows per call; 1: calls on a single item
    bool finds = false;          // whether rows can have a Finding other than `item`
    bool returns_items = false;  // whether rows can be Query or Scan calls (items are counted)

    bool grouped() const { return items > 1; }
};

}  // namespace isotherm
