#include "app/gui/views/heat_map_canvas.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "app/gui/models/cause_names.h"
#include "app/gui/models/cell_facts.h"
#include "app/gui/models/cloudwatch_lens.h"
#include "app/gui/views/action_table.h"
#include "app/render/heat_map_margins.h"
#include "app/render/value_axis.h"

namespace isotherm {
namespace {

constexpr double label_gap = 10;
constexpr double label_line = 16;
constexpr double bar_gap = 8;
constexpr double bar_room = 76;
constexpr double sum_least_px = 2;
constexpr TextStyle row_text{11.5};
constexpr TextStyle row_note{11, false, true};

double as_share(KeyPosition position) { return hash_share(position); }

// `share` of the hash space, 0 to 1, as a position.
KeyPosition as_position(double share) {
    if (share <= 0) return 0;
    if (share >= 1) return ~KeyPosition{0};
    return static_cast<KeyPosition>(share * 0x1p64);
}

// The rows inside a stretch of hash space, stretched over the whole of it.
HeatGrid stretched(const HeatGrid& grid, HashWindow hashes, std::vector<HashRow>& true_rows) {
    std::vector<std::size_t> kept;
    for (std::size_t r = 0; r < grid.rows.size(); ++r) {
        const HashRow& row = grid.rows[r];
        if (row.last_position >= hashes.first && row.first_position <= hashes.last)
            kept.push_back(r);
    }
    true_rows.clear();
    for (const std::size_t r : kept) true_rows.push_back(grid.rows[r]);
    if (hashes.whole()) return grid;
    const double first = as_share(hashes.first);
    const double length = as_share(hashes.last) - first;
    HeatGrid part;
    part.columns = grid.columns;
    part.peak_heat = grid.peak_heat;
    part.column_throttled = grid.column_throttled;
    for (const std::size_t r : kept) {
        HashRow row = grid.rows[r];
        row.first_position = as_position((as_share(row.first_position) - first) / length);
        row.last_position = as_position((as_share(row.last_position) - first) / length);
        part.rows.push_back(std::move(row));
        part.row_demand.push_back(grid.row_demand[r]);
        part.row_throttled.push_back(grid.row_throttled[r]);
    }
    part.codes.reserve(grid.columns.count * kept.size());
    for (std::size_t c = 0; c < grid.columns.count; ++c) {
        for (const std::size_t r : kept) part.codes.push_back(grid.code(c, r));
    }
    return part;
}

}  // namespace

HeatMapCanvas::HeatMapCanvas(RunModel& run, ViewState& view, QWidget* parent)
    : TimeCanvas(run, view, parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Heat map"));
    setAccessibleDescription(
        tr("Hash space over time; colour is demand over the limit in force. The Partitions table "
           "shows the same as numbers."));
    const auto forget = [this] { key_.reset(); };
    connect(&run, &RunModel::restarted, this, forget);
    connect(&run, &RunModel::partitions_changed, this, forget);
    connect(&run, &RunModel::extended, this, [this](qint64 second) {
        fresh_until_ = std::min(fresh_until_, static_cast<std::int64_t>(second));
    });
}

double HeatMapCanvas::top_margin() const { return 20 * view().text_scale(); }

KeyPosition HeatMapCanvas::position_at(double y) const {
    const QRectF area = plot();
    const HashWindow hashes = view().hashes();
    const double share = std::clamp((y - area.top()) / area.height(), 0.0, 1.0);
    const double first = as_share(hashes.first);
    return std::clamp(as_position(first + share * (as_share(hashes.last) - first)), hashes.first,
                      hashes.last);
}

double HeatMapCanvas::y_of(KeyPosition position) const {
    const QRectF area = plot();
    const double first = as_share(view().hashes().first);
    const double length = as_share(view().hashes().last) - first;
    return area.top() + (as_share(position) - first) / length * area.height();
}

void HeatMapCanvas::highlight(std::optional<std::pair<HeatCode, HeatCode>> codes) {
    if (codes == highlighted_) return;
    highlighted_ = codes;
    invalidate();
}

void HeatMapCanvas::refresh_grid() {
    const TimeWindow window = view().window();
    const GridKey key{view().table(), view().side(), window, plot_pixels()};
    const TableRecording& table = run().recording().tables[key.table];
    const HeatPyramid& pyramid = run().pyramid(key.table, key.side);
    if (key_ == key) {
        if (fresh_until_ < run().recorded_seconds()) {
            extend_heat_grid(grid_, table, pyramid, run().recorded_seconds(), fresh_until_);
        }
    } else {
        grid_ = heat_grid(table, pyramid, TimeColumns::over(window.first, window.end, key.pixels),
                          run().recorded_seconds());
        key_ = key;
    }
    fresh_until_ = run().recorded_seconds();
}

void HeatMapCanvas::paint_content(Canvas& canvas) {
    const auto& tables = run().recording().tables;
    if (view().table() >= tables.size() || run().recorded_seconds() == 0) {
        shown_ = {};
        paint_nothing(canvas);
        Q_EMIT grid_changed();
        return;
    }
    if (view().lens() == Lens::cloudwatch) {
        const TimeWindow window = view().window();
        const auto& seconds =
            tables[view().table()].seconds[static_cast<std::size_t>(view().side())];
        shown_ = lens_grid(lens_minutes(seconds, window),
                           TimeColumns::over(window.first, window.end, plot_pixels()));
        true_rows_ = shown_.rows;
    } else {
        refresh_grid();
        shown_ = stretched(grid_, view().hashes(), true_rows_);
    }
    const QRectF area = plot();
    const double ratio = canvas.pixel_ratio();
    const QSize size(plot_pixels(), static_cast<int>(std::lround(area.height() * ratio)));
    HeatGrid painted = shown_;
    Theme theme = view().theme();
    if (highlighted_) {
        for (HeatCode& code : painted.codes) {
            if (code < highlighted_->first || code > highlighted_->second) code = code_missing;
        }
    }
    HeatImage heat = heat_image(painted, theme, size, ratio);
    rows_a_pixel_ = heat.rows_a_pixel;
    heat.image.setDevicePixelRatio(ratio);
    canvas.painter().drawImage(area.topLeft(), heat.image);

    const std::vector<PixelRow> rows = pixel_rows(shown_.rows, size.height());
    if (view().lens() == Lens::truth) {
        const Stretch stretch{run().recording(),   view().table(),      view().window().first,
                              view().window().end, view().text_scale(), ratio};
        // Nobody knows yet where partitions end in what has not been simulated.
        QRectF known = area;
        const double until = axis().x_of(static_cast<double>(run().recorded_seconds()));
        known.setRight(std::clamp(until, area.left(), area.right()));
        paint_borders(canvas, {stretch, view().side(), shown_, rows, axis(), known, {}});
    }
    paint_labels(canvas, rows);
    paint_sums(canvas, rows);
    Q_EMIT grid_changed();
}

void HeatMapCanvas::paint_labels(Canvas& canvas, const std::vector<PixelRow>& rows) {
    const QRectF area = plot();
    const double right = area.left() - canvas.em(label_gap);
    const double header = area.top() - canvas.em(10);
    if (view().lens() == Lens::cloudwatch) {
        canvas.text({right, area.center().y()}, tr("whole table"), row_text, Align::right);
        canvas.text({area.left(), header},
                    tr("CloudWatch: averages of a minute, all partitions together"), row_note);
        return;
    }
    canvas.text({right, header}, tr("hash of the key"), row_note, Align::right);
    double last = area.top() - canvas.em(label_line) / 2;  // below the header
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const double y = area.top() + (rows[r].first + rows[r].end) / 2.0 / canvas.pixel_ratio();
        if (y - last < canvas.em(label_line) || y > area.bottom()) continue;
        last = y;
        const HashRow& row = true_rows_[r];
        const QString range =
            range_text(row.first_position, row.last_position, true_rows_.size() > 200 ? 3 : 2);
        canvas.text({right, y}, range, row_text, Align::right);
        if (const Tenure* tenure = row.at(view().window().end - 1)) {
            canvas.text({right - canvas.width_of(range, row_text) - canvas.em(10), y},
                        partition_name(tenure->partition), row_note, Align::right);
        }
    }
}

// Demand and throttled of each row over the visible window, in units.
void HeatMapCanvas::paint_sums(Canvas& canvas, const std::vector<PixelRow>& rows) {
    if (shown_.row_demand.empty() || view().lens() == Lens::cloudwatch) return;
    const QRectF area = plot();
    const Theme& theme = view().theme();
    const double left = canvas.snapped(area.right() + canvas.em(bar_gap));
    const double room = canvas.em(bar_room);
    const double most = *std::max_element(shown_.row_demand.begin(), shown_.row_demand.end());
    if (most <= 0) return;
    canvas.text({left, area.top() - canvas.em(10)},
                tr("\u2264 %1 %2").arg(qtext(short_amount(most)), unit_name(view().side())),
                row_note);
    std::vector<double> demand(static_cast<std::size_t>(area.height() * canvas.pixel_ratio()) + 1);
    std::vector<double> throttled = demand;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const bool gap = rows[r].end - rows[r].first > 5;
        const int end = std::min<int>(rows[r].end - (gap ? 1 : 0), static_cast<int>(demand.size()));
        for (int y = rows[r].first; y < end; ++y) {
            const auto at = static_cast<std::size_t>(y);
            demand[at] = std::max(demand[at], shown_.row_demand[r]);
            throttled[at] = std::max(throttled[at], shown_.row_throttled[r]);
        }
    }
    for (std::size_t y = 0; y < demand.size();) {
        std::size_t end = y + 1;
        while (end < demand.size() && demand[end] == demand[y] && throttled[end] == throttled[y])
            ++end;
        const QRectF bar(left, area.top() + static_cast<double>(y) / canvas.pixel_ratio(), 0,
                         static_cast<double>(end - y) / canvas.pixel_ratio());
        const auto fill = [&](double amount, const QColor& colour, double least) {
            if (amount <= 0) return;
            const double length = std::max(canvas.snapped(room * amount / most), least);
            canvas.fill({bar.left(), bar.top(), length, bar.height()}, colour);
        };
        fill(demand[y], theme.demand, 1);
        fill(throttled[y], theme.throttled, sum_least_px);
        y = end;
    }
}

void HeatMapCanvas::paint_nothing(Canvas& canvas) {
    const QRectF area = plot();
    canvas.hatched(area, view().theme().background, QColor(view().theme().missing_hatch));
    const QRectF card(area.center().x() - std::min(area.width() * 0.45, canvas.em(330)),
                      area.center().y() - canvas.em(42),
                      std::min(area.width() * 0.9, canvas.em(660)), canvas.em(84));
    canvas.fill(card, view().theme().background);
    if (run().empty() && run().planned_seconds() == 0) {
        paint_empty_state(
            canvas, card, tr("The heat of each partition will appear here."),
            tr("Open a scenario or a run: %1").arg(ActionTable::key_text(*this, "open")));
    } else {
        paint_empty_state(canvas, card,
                          tr("Every second of every partition will appear here as it is "
                             "simulated."),
                          tr("Run: %1").arg(ActionTable::key_text(*this, "run")));
    }
}

void HeatMapCanvas::paint_overlay(Canvas& canvas) {
    TimeCanvas::paint_overlay(canvas);
    if (view().lens() == Lens::cloudwatch) return;
    const QRectF area = plot();
    const auto row_line = [&](const CellCursor& cursor, const QColor& colour) {
        const double y = y_of(cursor.position);
        if (y < area.top() || y > area.bottom()) return;
        horizontal_mark(canvas, y, area.left(), area.right(), colour);
    };
    if (view().hover()) {
        QColor faint = view().theme().text;
        faint.setAlpha(70);
        row_line(*view().hover(), faint);
    }
    if (view().pin()) row_line(*view().pin(), view().theme().selection);
}

QString HeatMapCanvas::description(QPointF at) const {
    const auto facts = cell_facts(run(), view().table(), view().side(), cursor_at(at));
    return facts ? cell_sentence(*facts, view().side()) : QString();
}

std::optional<CellFacts> HeatMapCanvas::seen_facts() const {
    const auto cursor = seen_cursor();
    return cursor ? cell_facts(run(), view().table(), view().side(), *cursor) : std::nullopt;
}

QString HeatMapCanvas::spoken() const {
    const auto facts = seen_facts();
    return facts ? cell_sentence(*facts, view().side()) : TimeCanvas::spoken();
}

QString HeatMapCanvas::spoken_value() const {
    const auto facts = seen_facts();
    return facts ? share_text(facts->heat(), 0) : TimeCanvas::spoken_value();
}

CellCursor HeatMapCanvas::cursor_at(QPointF at) const {
    return {second_at(at.x()), position_at(at.y())};
}

void HeatMapCanvas::zoom_across(double y, double factor) {
    constexpr double smallest = 0x1p-20;
    const HashWindow hashes = view().hashes();
    const double first = as_share(hashes.first);
    const double length = as_share(hashes.last) - first;
    const QRectF area = plot();
    const double share = std::clamp((y - area.top()) / area.height(), 0.0, 1.0);
    const double wanted = std::clamp(length * factor, smallest, 1.0);
    const double about = first + share * length;
    const double from = std::clamp(about - share * wanted, 0.0, 1.0 - wanted);
    view().show(HashWindow{as_position(from), as_position(from + wanted)});
}

void HeatMapCanvas::pan_across(double share) {
    const HashWindow hashes = view().hashes();
    const double first = as_share(hashes.first);
    const double length = as_share(hashes.last) - first;
    const double from = std::clamp(first - share * length, 0.0, 1.0 - length);
    view().show(HashWindow{as_position(from), as_position(from + length)});
}

void HeatMapCanvas::zoom_rows(double factor) {
    const auto cursor = view().cursor();
    zoom_across(cursor ? y_of(cursor->position) : plot().center().y(), factor);
}

KeyPosition HeatMapCanvas::neighbour(KeyPosition position, int rows) const {
    if (true_rows_.empty()) return position;
    int row = 0;
    while (row + 1 < static_cast<int>(true_rows_.size()) &&
           true_rows_[static_cast<std::size_t>(row)].last_position < position) {
        ++row;
    }
    row = std::clamp(row + rows, 0, static_cast<int>(true_rows_.size()) - 1);
    const HashRow& found = true_rows_[static_cast<std::size_t>(row)];
    return found.first_position + (found.last_position - found.first_position) / 2;
}

}  // namespace isotherm
