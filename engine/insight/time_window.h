// SPDX-License-Identifier: Apache-2.0
#pragma once
// The visible part of a run. Pure arithmetic in whole seconds, because cells are seconds and every
// lane must draw the same second at the same pixel. In a run recorded by the minute, the unit
// (`grain`) is a minute.

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace isotherm {

struct TimeWindow {
    std::int64_t first = 0;
    std::int64_t end = 1;  // one past the last second

    std::int64_t length() const { return end - first; }
    bool contains(double second) const {
        return second >= static_cast<double>(first) && second < static_cast<double>(end);
    }
    bool operator==(const TimeWindow&) const = default;
};

inline constexpr std::int64_t shortest_window = 5;  // in units of the grain

inline std::int64_t rounded_to(std::int64_t second, std::int64_t grain) {
    return static_cast<std::int64_t>(
               std::llround(static_cast<double>(second) / static_cast<double>(grain))) *
           grain;
}

// Clamps the window to [0, whole), where `whole` is a multiple of the grain. Moves the window
// without changing its length if possible.
inline TimeWindow clamped(TimeWindow window, std::int64_t whole, std::int64_t grain = 1) {
    whole = std::max(whole, grain);
    const std::int64_t length = std::clamp(rounded_to(window.length(), grain),
                                           std::min(shortest_window * grain, whole), whole);
    const std::int64_t first =
        std::clamp<std::int64_t>(rounded_to(window.first, grain), 0, whole - length);
    return {first, first + length};
}

// A `factor` below 1 zooms in. The second `about` stays at the same place in the window.
inline TimeWindow zoomed(TimeWindow window, double about, double factor, std::int64_t whole,
                         std::int64_t grain = 1) {
    const double wanted = static_cast<double>(window.length()) * factor;
    std::int64_t length = rounded_to(static_cast<std::int64_t>(std::llround(wanted)), grain);
    if (length == window.length() && factor != 1) length += factor > 1 ? grain : -grain;
    whole = std::max(whole, grain);
    length = std::clamp(length, std::min(shortest_window * grain, whole), whole);
    const double share =
        (about - static_cast<double>(window.first)) / static_cast<double>(window.length());
    const auto first =
        static_cast<std::int64_t>(std::llround(about - share * static_cast<double>(length)));
    return clamped({first, first + length}, whole, grain);
}

inline TimeWindow panned(TimeWindow window, std::int64_t seconds, std::int64_t whole,
                         std::int64_t grain = 1) {
    return clamped({window.first + seconds, window.end + seconds}, whole, grain);
}

// Returns a window of the same length that contains `second`. If the window has to move, `second`
// is in its middle.
inline TimeWindow showing(TimeWindow window, std::int64_t second, std::int64_t whole) {
    if (window.contains(static_cast<double>(second))) return window;
    return clamped({second - window.length() / 2, second - window.length() / 2 + window.length()},
                   whole);
}

}  // namespace isotherm
