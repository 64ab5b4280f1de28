// SPDX-License-Identifier: Apache-2.0
#pragma once
// Maps positions in hash space to positions in a plot and back. The plot shows a window of the hash
// space; quiet partitions may be folded to thin lines. The map is piecewise linear.

#include <algorithm>
#include <vector>

#include "engine/insight/cell_place.h"
#include "app/render/hash_rows.h"

namespace isotherm {

// Converts a share of the hash space, 0 to 1, to a position.
inline KeyPosition position_of_share(double share) {
    if (share <= 0) return 0;
    if (share >= 1) return ~KeyPosition{0};
    return static_cast<KeyPosition>(share * 0x1p64);
}

// Zooms the window; a `factor` below 1 zooms in. The position `about` stays in the same place.
inline HashWindow zoomed(HashWindow hashes, KeyPosition about, double factor) {
    constexpr double smallest = 0x1p-20;
    const double first = hash_share(hashes.first);
    const double length = hash_share(hashes.last) - first;
    const double share = length > 0 ? (hash_share(about) - first) / length : 0;
    const double wanted = std::clamp(length * factor, smallest, 1.0);
    const double from = std::clamp(hash_share(about) - share * wanted, 0.0, 1.0 - wanted);
    return {position_of_share(from), position_of_share(from + wanted)};
}

// Moves the window by `share` of its length; positive values move it towards lower hashes.
inline HashWindow panned(HashWindow hashes, double share) {
    const double first = hash_share(hashes.first);
    const double length = hash_share(hashes.last) - first;
    const double from = std::clamp(first - share * length, 0.0, 1.0 - length);
    return {position_of_share(from), position_of_share(from + length)};
}

class HashScale {
public:
    HashScale() : HashScale(HashWindow{}) {}
    explicit HashScale(HashWindow window)
        : knots_{{hash_share(window.first), 0},
                 {window.last == ~KeyPosition{0} ? 1 : hash_share(window.last), 1}} {}

    // Knots in ascending order, from the top (0) to the bottom (1) of the plot.
    struct Knot {
        double hash = 0;
        double plot = 0;
    };
    explicit HashScale(std::vector<Knot> knots) : knots_(std::move(knots)) {}

    double plot_share(double hash) const {
        return mapped(
            hash, [](const Knot& knot) { return knot.hash; },
            [](const Knot& knot) { return knot.plot; });
    }
    double plot_share(KeyPosition position) const { return plot_share(hash_share(position)); }
    double hash_at(double plot) const {
        return mapped(
            plot, [](const Knot& knot) { return knot.plot; },
            [](const Knot& knot) { return knot.hash; });
    }
    double first_hash() const { return knots_.front().hash; }
    double last_hash() const { return knots_.back().hash; }
    bool whole() const { return knots_.size() == 2 && first_hash() <= 0 && last_hash() >= 1; }

private:
    // Interpolates linearly between knots; beyond the ends, extrapolates the first or last segment.
    template <class From, class To>
    double mapped(double value, From from, To to) const {
        std::size_t k = 1;
        while (k + 1 < knots_.size() && from(knots_[k]) < value) ++k;
        const Knot& a = knots_[k - 1];
        const Knot& b = knots_[k];
        const double length = from(b) - from(a);
        if (length <= 0) return to(a);
        return to(a) + (value - from(a)) / length * (to(b) - to(a));
    }

    std::vector<Knot> knots_;
};

}  // namespace isotherm
