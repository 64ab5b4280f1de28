// SPDX-License-Identifier: Apache-2.0
#pragma once
// A Scan that walks through a table page by page, over and over, in one or more segments.
//
// A page closes with the item that reaches or passes 1 MB. Segments are equal, disjoint parts of
// the hash space, each read in order by itself; their pages take turns, as when that many workers
// read side by side. A single segment visits one partition after the other. Items are taken to be
// spread evenly over the hash space. A page is paid for by the partition in which its middle lies.

#include <memory>
#include <string>

#include "workloads/synthetic/item_sizes.h"
#include "workloads/synthetic/key_distribution.h"

namespace isotherm {

struct ScanPages {
    // Of a table of so many bytes in items of one size; an empty table has one empty page a
    // segment.
    ScanPages(std::uint64_t table_bytes, std::uint64_t item_bytes, std::uint64_t segments);

    std::uint64_t segments = 1;
    std::uint64_t in_segment = 1;  // pages
    std::uint64_t full_bytes = 0;  // of all pages of a segment but its last
    std::uint64_t last_bytes = 0;

    // A key in the middle of a page, and the page of such a key, counted from 0 over all segments.
    Key key_of(std::uint64_t page) const;
    std::uint64_t page_of(Key key) const;
    std::uint64_t pages() const { return segments * in_segment; }
};

std::unique_ptr<KeyDraws> scan_walk(const ScanPages& pages);
// The bytes each page evaluates.
std::unique_ptr<KeySizes> scan_page_sizes(const ScanPages& pages);

}  // namespace isotherm
