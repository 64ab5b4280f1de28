// SPDX-License-Identifier: Apache-2.0
#pragma once
// Distances that the pictures have in common, in pixels at text scale 1.

namespace isotherm {

inline constexpr double label_gap = 12;  // between a label and the plot
inline constexpr double bottom_margin = 14;
inline constexpr double note_line = 18;
inline constexpr double legend_room = 34;
inline constexpr double panel_header = 30;  // height of the line with side and unit above a chart
inline constexpr double tick_room = 34;     // minimum height of a step of the amount axis
inline constexpr int amount_ticks_most = 6;

}  // namespace isotherm
