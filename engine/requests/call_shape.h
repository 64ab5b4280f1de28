// SPDX-License-Identifier: Apache-2.0
#pragma once
// How the rows of a stream make up calls.

#include <cstdint>

namespace isotherm {

// BatchGetItem and BatchWriteItem are one row for each item, because each item is charged and
// admitted by itself. Rows of one call share their arrival and follow each other: row s of a stream
// belongs to call s / items. What is sent again keeps its sequence, so this holds for it as well.
struct CallShape {
    std::uint32_t items = 1;     // rows of one call; 1 for calls on one item
    bool finds = false;          // whether rows may find anything but an item (Finding)
    bool returns_items = false;  // whether rows may be Query or Scan calls, whose items are counted

    bool grouped() const { return items > 1; }
};

}  // namespace isotherm
