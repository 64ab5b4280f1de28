// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/bands/band.h"

#include <algorithm>
#include <utility>

#include "app/gui/bands/band_edge.h"
#include "app/gui/bands/band_head.h"
#include "app/gui/bands/band_line.h"
#include "app/gui/bands/band_strips.h"
#include "app/gui/bands/kept_heights.h"
#include "app/gui/models/cause_names.h"

namespace isotherm {
namespace {

constexpr double compared_heading = 20;  // above the rows of each of two runs
constexpr std::size_t most_lens_rows = 1;
constexpr double least_dragged = 28;  // height that the user can give to a part

}  // namespace

Band::Band(const BandParts& parts, QWidget* parent) : QWidget(parent), parts_(parts) {}

Band::~Band() = default;

void Band::show_entry(const BandEntry& entry) {
    const QString name = qtext(parts_.run.subject_name(entry.table));
    const bool had_table = std::exchange(has_table_, parts_.run.table(entry.table) != nullptr);
    const bool same = entry == entry_ && had_table == has_table_ && name == name_;
    if (same) return;
    const bool kind_changed =
        name != name_ || entry.collapsed != entry_.collapsed || entry.series != entry_.series;
    if (entry.table != entry_.table) counted_partitions_ = 0;
    entry_ = entry;
    name_ = name;
    setObjectName(QStringLiteral("band/") + name);
    if (!awake_) return;
    if (kind_changed) {
        sleep();
        wake();
        return;
    }
    if (head_ != nullptr) head_->show_entry(entry);
    if (line_ != nullptr) line_->show_entry(entry);
    make_sides();
}

void Band::drop(TimeCanvas* canvas) {
    if (canvas == nullptr) return;
    canvas->hide();
    canvas->deleteLater();
}

void Band::drop_side(SideParts& side) {
    for (TimeCanvas* canvas : std::initializer_list<TimeCanvas*>{
             side.map, static_cast<TimeCanvas*>(side.burst), side.strip, side.chart})
        drop(canvas);
    for (ThrottleLane* lane : side.lanes) drop(lane);
    for (BandEdge* edge : {side.block_edge, side.chart_edge}) {
        if (edge == nullptr) continue;
        edge->hide();
        edge->deleteLater();
    }
}

void Band::sleep() {
    if (!awake_) return;
    awake_ = false;
    for (SideParts& side : sides_) drop_side(side);
    sides_.clear();
    for (TimeCanvas* canvas : std::initializer_list<TimeCanvas*>{
             static_cast<TimeCanvas*>(head_), static_cast<TimeCanvas*>(line_),
             static_cast<TimeCanvas*>(series_block_), scaling_, changes_})
        drop(canvas);
    head_ = nullptr;
    line_ = nullptr;
    series_block_ = nullptr;
    scaling_ = nullptr;
    changes_ = nullptr;
    Q_EMIT maps_changed();
}

void Band::wake() {
    if (awake_) return;
    awake_ = true;
    const auto framed = [this](TimeCanvas* canvas) {
        canvas->set_frame(parts_.frame);
        canvas->show();
    };
    if (entry_.collapsed) {
        line_ = new BandLine(parts_.run, parts_.view, this);
        line_->show_entry(entry_);
        framed(line_);
        return;
    }
    head_ = new BandHead(parts_.run, parts_.view, parts_.costs, this);
    head_->show_entry(entry_);
    connect(head_, &BandHead::collapse_others_asked, this, &Band::collapse_others_asked);
    connect(head_, &BandHead::dragged_to, this, [this](int y_in_head) {
        Q_EMIT dragged_to(head_->mapToParent(QPoint(0, y_in_head)).y() + y());
    });
    framed(head_);
    if (!entry_.series.empty()) {
        series_block_ = new SeriesBlock(parts_.run, parts_.view, this);
        QStringList dates;
        for (const RunSeries& series : run_series(parts_.run))
            if (series.members == entry_.series) dates = series.dates;
        series_block_->show_entry(entry_, dates);
        framed(series_block_);
        head_->raise();
        return;
    }
    make_sides();
    scaling_ = new ScalingLane(parts_.run, parts_.view, this);
    changes_ = new ChangesLane(parts_.run, parts_.view, this);
    for (MarkLane* lane : std::initializer_list<MarkLane*>{scaling_, changes_}) {
        lane->set_subject(Subject{entry_.table, entry_.sides.front()});
        lane->set_frame(parts_.frame);
        lane->setAccessibleName(lane->accessibleName() + QStringLiteral(": ") +
                                qtext(printable(parts_.run.subject_name(entry_.table).label())));
        lane->refresh();
    }
    head_->raise();
}

Band::SideParts Band::made_side(Side side) {
    const Subject subject{entry_.table, side};
    SideParts made;
    made.side = side;
    made.map = new HeatMapCanvas(parts_.run, parts_.view, this);
    made.map->set_subject(subject);
    made.map->setObjectName(objectName() + (side == Side::read ? QStringLiteral("/read/map")
                                                               : QStringLiteral("/write/map")));
    made.map->setAccessibleName(
        tr("Heat of %1: %2")
            .arg(qtext(printable(parts_.run.subject_name(entry_.table).label())),
                 Words::reads_or_writes(side)));
    made.burst = new BurstLine(parts_.run, parts_.view, subject, this);
    made.strip = new ThrottleStrip(parts_.run, parts_.view, parts_.series, subject, this);
    made.chart =
        parts_.run.table(entry_.table) == nullptr
            ? nullptr
            : new CapacityChart(parts_.run, parts_.view, parts_.series, entry_.table, side, this);
    if (made.chart != nullptr) {
        made.chart->share_ceiling([this, subject] { return shared_ ? shared_(subject) : 0.0; });
        connect(made.chart, &CapacityChart::unfold_asked, this, [this] {
            BandState state = parts_.view.band(entry_.table);
            state.chart_height = static_cast<int>(least_chart * parts_.view.text_scale());
            parts_.view.set_band(entry_.table, state);
        });
    }
    for (TimeCanvas* canvas : std::initializer_list<TimeCanvas*>{
             made.map, static_cast<TimeCanvas*>(made.burst), made.strip, made.chart})
        if (canvas != nullptr) canvas->set_frame(parts_.frame);
    made.block_edge = made_edge(*made.map, "/block_edge", &BandState::block_height);
    if (made.chart != nullptr)
        made.chart_edge = made_edge(*made.chart, "/chart_edge", &BandState::chart_height);
    connect(made.strip, &ThrottleStrip::lanes_asked, this, [this, side] {
        const SideParts* parts = side_parts(side);
        if (parts != nullptr) open_lanes(side, !parts->open);
    });
    return made;
}

// Dragging the edge sets the height of that kind of part in this band.
BandEdge* Band::made_edge(const TimeCanvas& part, const char* name, UserHeight height) {
    auto* edge = new BandEdge(parts_.view, objectName() + QLatin1String(name), this);
    const auto set = [this, height](std::optional<int> pixels) {
        BandState state = parts_.view.band(entry_.table);
        state.*height = pixels;
        parts_.view.set_band(entry_.table, state);
    };
    connect(edge, &BandEdge::pressed, this, [this, &part] { dragged_height_ = part.height(); });
    connect(edge, &BandEdge::moved, this, [this, set](int pixels) {
        const int least = static_cast<int>(least_dragged * parts_.view.text_scale());
        set(std::max(dragged_height_ + pixels, least));
    });
    const auto keep = [this] { keep_heights(parts_.run, parts_.view, entry_.table); };
    connect(edge, &BandEdge::released, this, keep);
    connect(edge, &BandEdge::reset_asked, this, [set, keep] {
        set(std::nullopt);
        keep();
    });
    edge->show();
    return edge;
}

// Makes and drops parts so that they are those of the shown sides.
void Band::make_sides() {
    if (head_ == nullptr || series_block_ != nullptr) return;
    std::vector<SideParts> kept;
    for (const Side side : entry_.sides) {
        const auto found = std::find_if(sides_.begin(), sides_.end(), [side](const SideParts& one) {
            return one.map != nullptr && one.side == side && one.map->subject().has_value();
        });
        if (found != sides_.end() && found->map->table() == entry_.table &&
            (found->chart != nullptr) == (parts_.run.table(entry_.table) != nullptr)) {
            kept.push_back(std::move(*found));
            sides_.erase(found);
        } else {
            kept.push_back(made_side(side));
        }
    }
    for (SideParts& gone : sides_) drop_side(gone);
    sides_ = std::move(kept);
    head_->raise();
    Q_EMIT maps_changed();
}

void Band::open_lanes(Side side, bool open) {
    for (SideParts& parts : sides_) {
        if (parts.side != side || parts.open == open) continue;
        parts.open = open;
        for (ThrottleLane* lane : parts.lanes) drop(lane);
        parts.lanes.clear();
        for (std::size_t o = 1; open && o < outcome_count; ++o) {
            auto* lane = new ThrottleLane(parts_.run, parts_.view, parts_.series, side,
                                          static_cast<Outcome>(o), this);
            lane->set_subject(Subject{entry_.table, side});
            lane->set_frame(parts_.frame);
            lane->recount();
            parts.lanes.push_back(lane);
        }
    }
    Q_EMIT heights_changed();
}

double Band::lanes_height(const SideParts& side) const {
    double height = 0;
    for (const ThrottleLane* lane : side.lanes)
        if (!lane->isHidden()) height += lane->sizeHint().height();
    return height;
}

std::size_t Band::rows() const {
    const TableRecording* of = parts_.run.table(entry_.table);
    if (of == nullptr) {
        const TableRecording* a = parts_.run.baseline_table(entry_.table);
        return a == nullptr ? 1 : std::max<std::size_t>(1, a->partitions.size());
    }
    if (of->partitions.size() != counted_partitions_) {
        counted_partitions_ = of->partitions.size();
        rows_ = std::max<std::size_t>(1, hash_rows(*of, 0, parts_.view.whole()).size());
    }
    return rows_;
}

SideNeed Band::side_need(Side side) const {
    const ViewState& view = parts_.view;
    SideNeed need;
    const bool lens = view.lens() == Lens::cloudwatch;
    need.rows = lens ? most_lens_rows : rows();
    const double others = others_height / least_row;  // as so many rows
    if (!lens && view.row_order() == RowOrder::hottest && need.rows > hottest_rows)
        need.rows = hottest_rows + static_cast<std::size_t>(others);
    const bool compared =
        parts_.run.baseline() != nullptr && view.compare_mode() != CompareMode::off;
    need.heading = lens || compared ? compared_heading : 0;
    need.copies = compared && !lens && view.compare_mode() == CompareMode::side_by_side ? 2 : 1;
    const TableRecording* of = parts_.run.table(entry_.table);
    need.charted = of != nullptr && !view.presenting();
    need.burst = of != nullptr && !lens && !of->on_demand_at(parts_.run.recorded_seconds());
    const auto& count = parts_.counts.of(entry_.table);
    need.refused = count[side].throttled > 0;
    const Side other = side == Side::read ? Side::write : Side::read;
    need.refuses_less = entry_.sides.size() > 1 &&
                        count[side].throttled <= count[other].throttled &&
                        (count[side].throttled < count[other].throttled || side == Side::read);
    if (const SideParts* parts = side_parts(side)) need.lanes = lanes_height(*parts);
    const BandState state = view.band(entry_.table);
    if (state.block_height) need.block = *state.block_height;
    if (state.chart_height) need.chart = *state.chart_height;
    return need;
}

double Band::strips_height() const {
    if (awake_) {
        double height = 0;
        for (const MarkLane* lane : std::initializer_list<const MarkLane*>{scaling_, changes_})
            if (lane != nullptr && !lane->isHidden()) height += lane->sizeHint().height();
        return height;
    }
    const TableRecording* of = parts_.run.table(entry_.table);
    if (of == nullptr) return 0;
    const auto& changes = parts_.run.recording().capacity_changes;
    const bool any = std::any_of(changes.begin(), changes.end(), [of](const CapacityChange& one) {
        return one.resource == of->name;
    });
    return any ? MarkLane::usual_height * parts_.view.text_scale() : 0;
}

BandNeed Band::need() const {
    BandNeed need;
    need.collapsed = entry_.collapsed;
    if (entry_.collapsed) return need;
    if (!entry_.series.empty()) {
        SideNeed rows;
        rows.rows = entry_.series.size();
        rows.charted = false;
        need.sides.push_back(rows);
        return need;
    }
    for (const Side side : entry_.sides) need.sides.push_back(side_need(side));
    need.strips = strips_height();
    return need;
}

void Band::place(const BandHeights& heights) {
    if (!awake_) return;
    if (line_ != nullptr) return line_->setGeometry(rect());
    int y = static_cast<int>(std::lround(head_height * parts_.view.text_scale()));
    head_->setGeometry(0, head_->y(), width(), y);
    const auto put = [&](TimeCanvas* canvas, double height) {
        if (canvas == nullptr) return;
        canvas->setGeometry(0, y, width(), static_cast<int>(height));
        canvas->setVisible(height > 0);
        y += static_cast<int>(height);
    };
    if (series_block_ != nullptr && !heights.sides.empty())
        put(series_block_, heights.sides.front().block);
    for (std::size_t s = 0; s < std::min(sides_.size(), heights.sides.size()); ++s) {
        const SideHeights& side = heights.sides[s];
        put(sides_[s].map, side.block);
        sides_[s].block_edge->place(y, width());
        put(sides_[s].burst, side.burst);
        put(sides_[s].strip, side.strip);
        for (ThrottleLane* lane : sides_[s].lanes)
            if (!lane->isHidden()) put(lane, lane->sizeHint().height());
        if (sides_[s].chart != nullptr) sides_[s].chart->set_folded(side.chart_folded);
        put(sides_[s].chart, side.chart);
        if (sides_[s].chart_edge != nullptr) sides_[s].chart_edge->place(y, width());
    }
    for (MarkLane* lane : std::initializer_list<MarkLane*>{scaling_, changes_})
        if (lane != nullptr && !lane->isHidden()) put(lane, lane->sizeHint().height());
    head_->raise();
}

void Band::keep_head_in_sight(int top) {
    if (head_ == nullptr) return;
    head_->move(0, std::clamp(top, 0, std::max(0, height() - 2 * head_->height())));
}

}  // namespace isotherm
