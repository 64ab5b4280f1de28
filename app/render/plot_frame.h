// SPDX-License-Identifier: Apache-2.0
#pragma once
// The frame that the heat map and the timeline share, so that both align when stacked: left and
// right edge of the plot, heading, time axis, and the sentence for an empty plot.

#include <optional>

#include "app/render/canvas.h"
#include "app/render/heat_grid.h"
#include "app/render/time_axis.h"
#include "engine/recording/recording.h"

namespace isotherm {

// The part of a recording that a picture shows, and its scale.
struct Stretch {
    const Recording& recording;
    std::size_t table = 0;  // position in Recording::tables
    std::int64_t first_second = 0;
    std::int64_t end_second = 0;
    double text_scale = 1;   // 1 in a window, larger for a projector
    double pixel_ratio = 0;  // of images; 0: use the painter device's
    bool by_rank = false;    // rows are ranks instead of hashes; see hottest_first.h

    const TableRecording& table_recording() const { return recording.tables[table]; }
    std::string resource_text() const { return table_recording().name.label(); }
};

struct PlotEdges {
    double left = 0;
    double right = 0;
};

inline constexpr double outer_margin = 22;

// Returns the edges of the plot, which depend only on the width and the text scale. Edges are at
// whole device pixels.
PlotEdges plot_edges(const Canvas& canvas, QRectF bounds);

// Returns the length of a column: "1 s", "57 or 58 s" or "2 min"; for a run recorded by the minute
// also "5 min or 6 min".
std::string column_text(const TimeColumns& columns);

// Totals of one side of a table in the part shown, for headings.
struct SideSummary {
    std::uint64_t requests = 0;  // tries
    std::uint64_t throttled = 0;
    std::int64_t demand = 0;             // half-units
    std::int64_t provisioned_least = 0;  // milli-units per second, while not on demand
    std::int64_t provisioned_most = 0;
    std::int64_t columns = 0;
    std::int64_t columns_on_demand = 0;

    bool on_demand() const { return columns > 0 && columns_on_demand == columns; }
    bool ever_on_demand() const { return columns_on_demand > 0; }
};
SideSummary side_summary(const Stretch& stretch, Side side);

// Returns for example "1,000 WCU provisioned", "600 to 1,000 WCU provisioned" or "on demand".
QString provisioned_text(const SideSummary& summary, Side side);
QString unit_name(Side side);                // "RCU", "WCU"
QString unit_text(double units, Side side);  // "12.5 RCU", "1,600 RCU"

struct Heading {
    QString title;
    QString subtitle;
    QString headline;       // the most important number, at the right, large
    QString headline_note;  // right, below it
    bool alarming = false;  // shows the headline in the colour of throttling
};

// Returns the y position at which the rest of the picture begins.
double paint_heading(Canvas& canvas, QRectF bounds, const Heading& heading);

// Returns the height of the time axis: ticks and labels below `y`.
double time_axis_height(const Canvas& canvas);
void paint_time_axis(Canvas& canvas, const TimeAxis& axis, const Stretch& stretch, double y);
std::vector<TimeTick> plot_ticks(const Canvas& canvas, const TimeAxis& axis,
                                 const Stretch& stretch);

// Says at the bottom of the area that it had no room for some; nothing if for none.
void paint_left_out(Canvas& canvas, QRectF area, std::size_t left_out);

// Paints a sentence in the middle of an otherwise empty area.
void paint_empty_state(Canvas& canvas, QRectF area, const QString& what, const QString& action);

}  // namespace isotherm
