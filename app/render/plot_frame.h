// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the heat map and the timeline share, so that one can stand above the other: the left and
// right edge of the plot, the heading, the time axis, and the sentence where there is nothing.

#include <optional>

#include "app/render/canvas.h"
#include "app/render/heat_grid.h"
#include "app/render/time_axis.h"
#include "engine/recording/recording.h"

namespace isotherm {

// What a picture is of.
struct Stretch {
    const Recording& recording;
    std::size_t table = 0;  // position in Recording::tables
    std::int64_t first_second = 0;
    std::int64_t end_second = 0;
    double text_scale = 1;   // 1 in a window, more for a projector
    double pixel_ratio = 0;  // of images; 0: the painter's device knows

    const TableRecording& table_recording() const { return recording.tables[table]; }
    std::string resource_text() const { return table_recording().name.label(); }
};

struct PlotEdges {
    double left = 0;
    double right = 0;
};

inline constexpr double outer_margin = 22;

// Depends on the width and the text scale only. Whole device pixels.
PlotEdges plot_edges(const Canvas& canvas, QRectF bounds);

// How long a column is: "1 s", "57 or 58 s", "2 min"; of a run by the minute "5 min or 6 min".
std::string column_text(const TimeColumns& columns);

// What happened to one side of a table, for headings.
struct SideSummary {
    std::uint64_t requests = 0;  // tries
    std::uint64_t throttled = 0;
    std::int64_t demand = 0;             // half-units
    std::int64_t provisioned_least = 0;  // milli-units per second, while it was provisioned
    std::int64_t provisioned_most = 0;
    std::int64_t columns = 0;
    std::int64_t columns_on_demand = 0;

    bool on_demand() const { return columns > 0 && columns_on_demand == columns; }
    bool ever_on_demand() const { return columns_on_demand > 0; }
};
SideSummary side_summary(const Stretch& stretch, Side side);

// "1,000 WCU provisioned", "600 to 1,000 WCU provisioned", "on demand".
QString provisioned_text(const SideSummary& summary, Side side);
QString unit_name(Side side);  // "RCU", "WCU"

struct Heading {
    QString title;
    QString subtitle;
    QString headline;       // right, large: the number that matters
    QString headline_note;  // right, below it
    bool alarming = false;  // the headline in the colour of throttling
};

// Returns where the rest of the picture begins.
double paint_heading(Canvas& canvas, QRectF bounds, const Heading& heading);

// Ticks and labels below `y`; faint lines over `grid` where it is given. Returns the height used.
double time_axis_height(const Canvas& canvas);
void paint_time_axis(Canvas& canvas, const TimeAxis& axis, const Stretch& stretch, double y);
std::vector<TimeTick> plot_ticks(const Canvas& canvas, const TimeAxis& axis,
                                 const Stretch& stretch);

// A sentence in the middle, instead of a blank canvas.
void paint_empty_state(Canvas& canvas, QRectF area, const QString& what, const QString& action);

}  // namespace isotherm
