// SPDX-License-Identifier: Apache-2.0
#pragma once
// The pages of a Scan of a whole table, in one or more segments.
//
// A page ends with the item at which it reaches or exceeds 1 MB. Segments are equal, disjoint parts
// of the hash space. Items are assumed to be spread evenly over the hash space. The whole page is
// charged to the partition that contains the middle of the page.

#include <cstdint>

#include "engine/requests/request_batch.h"

namespace isotherm {

struct ScanPages {
    // Pages of a table of `table_bytes` in items of equal size; an empty table has one empty page
    // per segment.
    ScanPages(std::uint64_t table_bytes, std::uint64_t item_bytes, std::uint64_t segments);

    std::uint64_t segments = 1;
    std::uint64_t in_segment = 1;  // number of pages in each segment
    std::uint64_t full_bytes = 0;  // size of each page of a segment except the last
    std::uint64_t last_bytes = 0;

    // `key_of` returns a key in the middle of a page; `page_of` returns the page of such a key.
    // Pages are numbered from 0 across all segments.
    Key key_of(std::uint64_t page) const;
    std::uint64_t page_of(Key key) const;
    std::uint64_t pages() const { return segments * in_segment; }
};

}  // namespace isotherm
