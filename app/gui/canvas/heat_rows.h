// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Labels left and bars right of the heat map: the partition of each row, and its demand and
// throttled demand over the visible time.

#include <QRectF>
#include <optional>
#include <vector>

#include "app/gui/canvas/heat_panel.h"

namespace isotherm {

inline constexpr TextStyle row_text{11.5};
inline constexpr TextStyle row_note{11, false, true};

// Presented rows have the names of their partitions alone.
enum class RowNames : std::uint8_t { with_ranges, alone };

// Where there is no room for all labels, the pinned row and those with refused requests have
// theirs first. `heading` is written above the labels; empty for none.
void paint_row_labels(Canvas& canvas, QRectF area, const HeatPanel& panel, std::int64_t end_second,
                      const QString& heading, std::optional<KeyPosition> pinned,
                      RowNames names = RowNames::with_ranges);
// Beside each row of 12 pixels or more, how much burst capacity its partition had left in a second,
// filled from below. Nothing in on-demand mode, which saves none.
void paint_burst_gauges(Canvas& canvas, QRectF area, const HeatPanel& panel, Side side,
                        std::int64_t second);
// Bars in units; `unit` is their name, written above the bars.
void paint_row_bars(Canvas& canvas, QRectF area, const HeatPanel& panel, const QString& unit);

// Rows of a table of which nothing is recorded yet, in the first colour of the ramp, with labels.
void paint_quiet_rows(Canvas& canvas, QRectF area, const TableRecording& table);

}  // namespace isotherm
