// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the window remembers about its bands. A band is one table or index on the page.

#include <cstdint>
#include <optional>

#include "engine/insight/cell_place.h"
#include "engine/requests/operation.h"

namespace isotherm {

// What a picture shows: a table or index, by its number as a subject of the run, and one side.
struct Subject {
    std::size_t table = 0;
    Side side = Side::write;
    bool operator==(const Subject&) const = default;
};

// `automatic`: the sides that throttle, else those that are asked for.
enum class ShownSides : std::uint8_t { automatic, read, write, both };
inline constexpr int shown_sides_count = 4;
// How bands follow each other from top to bottom.
// `dragged`: as the user moved them; only moving a band chooses it.
enum class BandOrder : std::uint8_t { scenario, throttled, hottest, name, dragged };
inline constexpr int band_order_count = 4;  // those that are chosen by name
// How the rows of a heat block follow each other: by hash; the 20 most refused or hottest first and
// the others as one block; or by the time of their first refusal.
enum class RowOrder : std::uint8_t { hash, hottest, first_refusal };
inline constexpr int row_order_count = 3;

struct BandState {
    HashWindow hashes;                // while the band is not the focused one
    bool collapsed = false;           // to one line
    bool unfolded = false;            // a series that shows its members
    std::optional<ShownSides> sides;  // instead of the page's
    std::optional<int> block_height;  // of each heat block, as dragged by the user
    std::optional<int> chart_height;
    bool operator==(const BandState&) const = default;
};

}  // namespace isotherm
