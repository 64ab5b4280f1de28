// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas/backlog_lane.h"

#include "app/gui/models/cause_names.h"
#include "app/render/heat_grid.h"

namespace isotherm {
namespace {

constexpr double backlog_height = 24;

QString wait_text(const BacklogSecond& backlog) {
    return amount_text(static_cast<double>(backlog.expected_wait_us) * 1e-6);
}

}  // namespace

BacklogLane::BacklogLane(RunModel& run, ViewState& view, QWidget* parent)
    : TimeCanvas(run, view, parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Behind its table"));
    setAccessibleDescription(
        tr("At each moment, how long a new index write would wait to reach the index"));
    setVisible(false);
    connect(&run, &RunModel::restarted, this, &BacklogLane::look_again);
    connect(&run, &RunModel::extended, this, &BacklogLane::look);
    connect(&view, &ViewState::subject_changed, this, &BacklogLane::look_again);
    connect(&view, &ViewState::look_changed, this, [this] { updateGeometry(); });
    look();
}

const TableRecording* BacklogLane::index() const {
    const auto& tables = run().recording().tables;
    return table() < tables.size() ? &tables[table()] : nullptr;
}

void BacklogLane::look_again() {
    worst_ = {};
    looked_at_ = 0;
    look();
}

void BacklogLane::look() {
    if (const TableRecording* table = index()) {
        for (; looked_at_ < table->backlog.size(); ++looked_at_)
            worst_.raise_to(table->backlog[looked_at_]);
    }
    const bool shown = worst_.expected_wait_us >= backlog_shown_us;
    if (isHidden() == shown) setVisible(shown);
    invalidate();
}

QSize BacklogLane::sizeHint() const {
    const double name = height_of(
        lines_of(tr("behind its table"), lane_text, label_room - lane_label_gap - lane_label_air),
        lane_text);
    const double sum = height_of(lines_of(tr("up to %1 s").arg(wait_text(worst_)), lane_text,
                                          marginal_room - lane_label_gap),
                                 lane_text);
    return {400,
            static_cast<int>(std::max(backlog_height, std::max(name, sum) + 2 * lane_label_air) *
                             view().text_scale())};
}

void BacklogLane::paint_content(Canvas& canvas) {
    const QRectF area = plot();
    const Theme& theme = view().theme();
    const double middle = area.center().y();
    canvas.horizontal_line(area.bottom() - 1, area.left(), area.right(), theme.grid);
    paint_lines(
        canvas, {area.left() - canvas.em(lane_label_gap), middle},
        lines_of(tr("behind its table"), lane_text, label_room - lane_label_gap - lane_label_air),
        lane_text, Align::right);
    if (index() == nullptr) return;
    const TimeWindow window = view().window();
    const TimeColumns columns =
        TimeColumns::over(window.first, window.end, plot_pixels(), view().grain());
    const std::vector<BacklogSecond> waits = backlog_columns(*index(), columns);
    BacklogSecond most;
    for (const BacklogSecond& wait : waits) most.raise_to(wait);
    for (std::size_t c = 0; c < waits.size(); ++c) {
        if (waits[c].expected_wait_us <= 0) continue;
        const auto edge = [&](std::size_t column) {
            return area.left() + columns.pixel_of(column, plot_pixels()) / canvas.pixel_ratio();
        };
        const double share = static_cast<double>(waits[c].expected_wait_us) /
                             static_cast<double>(most.expected_wait_us);
        const double top = canvas.snapped(area.bottom() - area.height() * share);
        canvas.fill({edge(c), top, edge(c + 1) - edge(c), area.bottom() - top}, theme.demand);
    }
    paint_lines(
        canvas, {area.right() + canvas.em(8), middle},
        lines_of(tr("up to %1 s").arg(wait_text(most)), lane_text, marginal_room - lane_label_gap),
        lane_text, Align::left);
}

QString BacklogLane::description(QPointF at) const {
    const std::int64_t second = second_at(at.x());
    const std::int64_t first = second - second % view().grain();
    if (index() == nullptr) return {};
    const BacklogSecond behind = backlog_between(*index(), first, first + view().grain());
    if (behind.entries == 0) return {};
    if (!index()->is_index)
        return tr("%1  backlog: %2 writes of other Regions; a new one would wait %3 s")
            .arg(Words::moment({first, first + view().grain()}), count_text(behind.entries),
                 wait_text(behind));
    return tr("%1  backlog: %2 index writes; a new one would wait %3 s")
        .arg(Words::moment({first, first + view().grain()}), count_text(behind.entries),
             wait_text(behind));
}

}  // namespace isotherm
