// SPDX-License-Identifier: Apache-2.0
#include "engine/units/scan_pages.h"

#include <algorithm>

#include "engine/model/key_space.h"
#include "engine/units/read_calls.h"

namespace isotherm {

ScanPages::ScanPages(std::uint64_t table_bytes, std::uint64_t item_bytes,
                     std::uint64_t segment_count)
    : segments(segment_count), full_bytes(items_in_page(item_bytes) * item_bytes) {
    const std::uint64_t bytes = table_bytes / segments;
    in_segment = std::max<std::uint64_t>(1, (bytes + full_bytes - 1) / full_bytes);
    last_bytes = bytes - (in_segment - 1) * full_bytes;
}

Key ScanPages::key_of(std::uint64_t page) const {
    const auto twice = static_cast<unsigned __int128>(2 * page + 1) << 63;
    return key_at(static_cast<KeyPosition>(twice / pages()));
}

std::uint64_t ScanPages::page_of(Key key) const {
    return static_cast<std::uint64_t>(
        (static_cast<unsigned __int128>(position_of(key)) * pages()) >> 64);
}

}  // namespace isotherm
