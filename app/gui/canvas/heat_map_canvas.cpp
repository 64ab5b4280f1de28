// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas/heat_map_canvas.h"

#include <algorithm>
#include <cmath>

#include "app/gui/models/cause_names.h"
#include "app/render/burst_line.h"
#include "app/gui/models/cell_words.h"
#include "engine/insight/cell_facts.h"
#include "app/gui/widgets/action_table.h"
#include "app/gui/canvas/heat_rows.h"

namespace isotherm {
namespace {

constexpr double strip_gap = 20;  // room for a heading between run A and run B
constexpr double burst_room = burst_line_height + 1;
constexpr TextStyle run_name{12, true};

QString two_lines(const QString& first, const QString& second) {
    return second.isEmpty() ? first : first + QLatin1Char('\n') + second;
}

}  // namespace

HeatMapCanvas::HeatMapCanvas(RunModel& run, ViewState& view, QWidget* parent)
    : TimeCanvas(run, view, parent), panel_(run, view) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Heat map"));
    setAccessibleDescription(
        tr("Hash space over time; colour is demand as a share of the limit in force. The "
           "Partitions table shows the same as numbers."));
    connect(&run, &RunModel::baseline_changed, this, &HeatMapCanvas::follow_baseline);
    connect(&view, &ViewState::subject_changed, this, [this] { updateGeometry(); });
    connect(&view, &ViewState::bands_changed, this, &TimeCanvas::invalidate);
    follow_baseline();
}

void HeatMapCanvas::follow_baseline() {
    const RunModel* a = run().baseline();
    baseline_ = a == nullptr ? nullptr : std::make_unique<HeatPanel>(*a, view());
    invalidate();
}

// In a band there is room for a heading only where one is needed.
double HeatMapCanvas::top_margin() const {
    const bool compared = baseline_ != nullptr && view().compare_mode() != CompareMode::off;
    const bool needed = !subject() || compared || view().lens() == Lens::cloudwatch;
    return needed ? 20 * view().text_scale() : 0;
}

// A band has a line of its own for the burst capacity.
double HeatMapCanvas::bottom_margin() const { return has_burst_ && !subject() ? burst_room : 0; }

void HeatMapCanvas::make_room_for_burst() {
    const ResourceName name = run().subject_name(table());
    const bool single = baseline_ == nullptr || view().compare_mode() != CompareMode::difference;
    has_burst_ =
        view().lens() == Lens::truth && single &&
        (panel_.saves_burst(name, side()) || (shows_a() && baseline_->saves_burst(name, side())));
}

bool HeatMapCanvas::shows_a() const {
    return baseline_ != nullptr && view().compare_mode() == CompareMode::side_by_side &&
           view().lens() == Lens::truth;
}

std::vector<HeatMapCanvas::Strip> HeatMapCanvas::strips() const {
    const QRectF area = plot();
    if (!shows_a()) return {{&panel_, area}};
    const double ratio = pixel_ratio();
    const auto snapped = [ratio](double y) { return std::round(y * ratio) / ratio; };
    const double gap = strip_gap * view().text_scale();
    const double height = std::max(snapped((area.height() - gap) / 2), 1.0);
    return {{baseline_.get(), {area.left(), area.top(), area.width(), height}},
            {&panel_, {area.left(), snapped(area.bottom() - height), area.width(), height}}};
}

HeatMapCanvas::Strip HeatMapCanvas::strip_at(double y) const {
    const auto all = strips();
    return all.size() > 1 && y < all[1].area.top() - strip_gap / 2 ? all.front() : all.back();
}

KeyPosition HeatMapCanvas::position_at(double y) const {
    const Strip strip = strip_at(y);
    const HashWindow shown = hashes();
    const double share = std::clamp((y - strip.area.top()) / strip.area.height(), 0.0, 1.0);
    return std::clamp(strip.panel->position_at(share), shown.first, shown.last);
}

double HeatMapCanvas::y_of(KeyPosition position) const {
    const Strip strip = strips().back();
    return strip.area.top() + strip.panel->share_of(position) * strip.area.height();
}

void HeatMapCanvas::highlight(std::optional<CellChoice> cells) {
    if (cells == highlighted_) return;
    highlighted_ = cells;
    invalidate();
}

// Whether the heat of run A is shown as well.
bool HeatMapCanvas::compares_heat() const {
    return baseline_ != nullptr && view().lens() == Lens::truth &&
           (view().compare_mode() == CompareMode::side_by_side ||
            view().compare_mode() == CompareMode::difference);
}

bool HeatMapCanvas::update_panels() {
    clip_ = 0;
    const ResourceName name = run().subject_name(table());
    const auto all = strips();
    const bool b = panel_.update(name, side(), hashes(), plot_pixels(), all.back().area.height());
    if (view().lens() == Lens::cloudwatch) {
        if (b) panel_.show_lens(table(), side(), plot_pixels());
        return b;
    }
    if (!compares_heat()) return b || run().only_in_baseline(table());
    const bool a =
        baseline_->update(name, side(), hashes(), plot_pixels(), all.front().area.height());
    if (a && b && view().compare_mode() == CompareMode::difference)
        clip_ = panel_.show_difference(*baseline_);
    return a || b;
}

QString HeatMapCanvas::absence_in(const HeatPanel& panel) const {
    if (panel.table()) return {};
    const bool is_b = &panel == &panel_;
    const RunModel& of = panel.run();
    const QString name = qtext(printable(run().subject_name(table()).label()));
    if (of.recorded_seconds() == 0)
        return is_b ? tr("B has no recorded data yet.") : tr("A has no recorded data.");
    return is_b ? tr("B has no %1.").arg(name) : tr("A has no %1.").arg(name);
}

QString HeatMapCanvas::absence(const HeatPanel& panel) const {
    if (view().lens() == Lens::cloudwatch) return {};
    if (view().compare_mode() != CompareMode::difference || !compares_heat())
        return absence_in(panel);
    const QString why = absence_in(panel_).isEmpty() ? absence_in(*baseline_) : absence_in(panel_);
    return why.isEmpty() ? why : tr("No difference can be shown: %1").arg(why);
}

QStringList HeatMapCanvas::absences() const {
    QStringList list;
    for (const Strip& strip : strips()) {
        const QString why = baseline_ == nullptr ? QString() : absence(*strip.panel);
        if (!why.isEmpty()) list << why;
    }
    if (baseline_ != nullptr && view().compare_mode() == CompareMode::ghost &&
        !ghost_note().isEmpty())
        list << ghost_note();
    return list;
}

void HeatMapCanvas::paint_content(Canvas& canvas) {
    make_room_for_burst();
    if (!update_panels()) {
        paint_nothing(canvas);
    } else {
        for (const Strip& strip : strips()) paint_strip(canvas, strip);
    }
    Q_EMIT grid_changed();
}

void HeatMapCanvas::paint_strip(Canvas& canvas, const Strip& strip) {
    auto* panel = strip.panel == &panel_ ? &panel_ : baseline_.get();
    const QString why = absence(*panel);
    if (!why.isEmpty()) {
        paint_absence(canvas, strip.area, why);
    } else {
        panel->paint(canvas, strip.area, highlighted_);
        if (view().lens() == Lens::truth) {
            const bool presenting = view().presenting();
            paint_row_labels(canvas, strip.area, *panel, view().window().end,
                             top_margin() > 0 && !presenting ? tr("hash of the key") : QString(),
                             pin_here() ? std::optional(view().pin()->position) : std::nullopt,
                             presenting ? RowNames::alone : RowNames::with_ranges);
            if (!presenting) paint_row_bars(canvas, strip.area, *panel, unit_name(side()));
            if (bottom_margin() > 0)
                paint_burst_line(canvas,
                                 {strip.area.left(), strip.area.bottom() + 1, strip.area.width(),
                                  burst_line_height},
                                 panel->shown());
        }
    }
    paint_headings(canvas, strip);
}

// Paints the heading above the plot, and for the lens the label left of its row.
void HeatMapCanvas::paint_headings(Canvas& canvas, const Strip& strip) {
    const QPointF header(strip.area.left(), strip.area.top() - canvas.em(10));
    if (view().lens() == Lens::cloudwatch) {
        canvas.text({strip.area.left() - canvas.em(10), strip.area.center().y()}, tr("whole table"),
                    row_text, Align::right);
        canvas.text(header, tr("CloudWatch: one-minute averages, all partitions together"),
                    row_note);
    } else if (shows_a()) {
        canvas.text(
            header,
            strip.panel == &panel_ ? tr("B, the run with the change") : tr("A, the run before"),
            run_name);
    } else if (clip_ > 0) {
        canvas.text(header, tr("B \u2212 A: difference in demand as a share of the limit"),
                    row_note);
    } else if (baseline_ != nullptr && view().compare_mode() == CompareMode::ghost) {
        canvas.text(header, ghost_note(), row_note);
    }
}

// Note for the case that lines of run A are expected but there are none; empty if there are some.
QString HeatMapCanvas::ghost_note() const {
    if (baseline_->run().recorded_seconds() == 0) return tr("A has no recorded data.");
    const bool here = run().baseline_table(table()) != nullptr;
    const QString name = qtext(printable(run().subject_name(table()).label()));
    return here ? QString() : tr("A has no %1.").arg(name);
}

void HeatMapCanvas::paint_absence(Canvas& canvas, QRectF area, const QString& why) {
    const Theme& theme = view().theme();
    canvas.hatched(area, theme.background, QColor(theme.missing_hatch));
    const double air = canvas.em(12);
    const QStringList lines =
        canvas.wrapped(why, row_text, std::max(area.width() - 4 * air, canvas.em(80)));
    double most = 0;
    for (const QString& line : lines) most = std::max(most, canvas.width_of(line, row_text));
    const double step = canvas.em(row_text.size * 1.35);
    QRectF card(0, 0, most + 2 * air, step * static_cast<double>(lines.size()) + air);
    card.moveCenter(area.center());
    canvas.fill(card.intersected(area), theme.background);
    double y = card.center().y() - step * static_cast<double>(lines.size() - 1) / 2;
    for (const QString& line : lines) {
        canvas.text({card.center().x(), y}, line, row_text, Align::middle);
        y += step;
    }
}

// The rows are known before the run: nothing is asked of them yet.
void HeatMapCanvas::paint_rows_to_come(Canvas& canvas) {
    const QRectF area = plot();
    paint_quiet_rows(canvas, area, *run().table(table()));
    if (run().planned_seconds() == 0 || run().run_end() ||
        view().focused() != Subject{table(), side()})
        return;
    const QString key = tr("Run: %1").arg(ActionTable::key_text(*this, ActionId::run));
    const double air = canvas.em(12);
    QRectF card(0, 0, canvas.width_of(key, run_name) + 2 * air,
                std::min(area.height(), canvas.em(28)));
    card.moveCenter(area.center());
    canvas.fill(card, view().theme().background);
    canvas.text(card.center(), key, run_name, Align::middle);
}

void HeatMapCanvas::paint_nothing(Canvas& canvas) {
    const QRectF area = plot();
    const TableRecording* of = run().table(table());
    if (subject() && of != nullptr && !of->partitions.empty() && !compares_heat())
        return paint_rows_to_come(canvas);
    canvas.hatched(area, view().theme().background, QColor(view().theme().missing_hatch));
    QRectF card(0, 0, std::min(area.width() * 0.9, canvas.em(660)), canvas.em(84));
    card.moveCenter(area.center());
    if (area.width() < canvas.em(420)) card = area;  // too narrow for a card: use the whole plot
    canvas.fill(card, view().theme().background);
    if (run().empty() && run().planned_seconds() == 0) {
        paint_empty_state(
            canvas, card, tr("The heat of each partition will appear here."),
            tr("Open a scenario or a run: %1").arg(ActionTable::key_text(*this, ActionId::open)));
    } else {
        paint_empty_state(canvas, card,
                          run().column_seconds() == 1
                              ? tr("Every second of every partition will appear here as it is "
                                   "simulated.")
                              : tr("Every minute of every partition will appear here as it is "
                                   "simulated, with its hottest second."),
                          tr("Run: %1").arg(ActionTable::key_text(*this, ActionId::run)));
    }
}

void HeatMapCanvas::paint_overlay(Canvas& canvas) {
    TimeCanvas::paint_overlay(canvas);
    if (view().lens() == Lens::cloudwatch) return;
    if (has_burst_ && !view().presenting()) {
        const auto cursor = seen_cursor();
        for (const Strip& strip : strips())
            paint_burst_gauges(canvas, strip.area, *strip.panel, side(),
                               cursor ? cursor->second : strip.panel->run().recorded_seconds() - 1);
    }
    const auto row_line = [&](const CellCursor& cursor, const QColor& colour) {
        for (const Strip& strip : strips()) {
            const double share = strip.panel->share_of(cursor.position);
            if (share < 0 || share > 1) continue;
            horizontal_mark(canvas, strip.area.top() + share * strip.area.height(),
                            strip.area.left(), strip.area.right(), colour);
        }
    };
    const Subject here{table(), side()};
    if (view().hover() && view().hover_subject().value_or(view().focused()) == here) {
        QColor faint = view().theme().text;
        faint.setAlpha(70);
        row_line(*view().hover(), faint);
    }
    if (pin_here()) row_line(*view().pin(), view().theme().selection);
}

QString HeatMapCanvas::description(QPointF at) const {
    const Strip strip = strip_at(at.y());
    if (!strip.panel->table()) return {};
    const auto facts =
        cell_facts(strip.panel->run().recording(), *strip.panel->table(), side(), cursor_at(at));
    if (!facts) return {};
    const QString sentence =
        two_lines(CellWords::sentence(*facts, side()), limit_words(*strip.panel, *facts));
    if (!shows_a()) return sentence;
    return (strip.panel == &panel_ ? tr("B: %1") : tr("A: %1")).arg(sentence);
}

std::optional<CellsTable::Picture> HeatMapCanvas::cells() const {
    if (view().lens() == Lens::cloudwatch || !panel_.table()) return std::nullopt;
    const bool by_table = view().heat_scale() != HeatScale::partition;
    return CellsTable::Picture{panel_.shown().columns, panel_.true_rows(),
                               by_table ? &panel_.load() : nullptr};
}

QString HeatMapCanvas::limit_words(const HeatPanel& panel, const CellFacts& facts) const {
    const TableRecording& table = panel.run().recording().tables[*panel.table()];
    const std::int64_t column = facts.time.first / table.column_seconds;
    const auto limit = panel.load().limit(column);
    if (!limit || facts.demand <= 0) return {};
    const double share = panel.load().share(column);
    const QString of_table = share_text(share, 0), of_partition = share_text(facts.heat, 0);
    const QString unit = unit_name(side());
    if (share > facts.heat)
        return tr("%1 of the table's %2 %3; %4 of this partition's %5")
            .arg(of_table, amount_text(*limit), unit, of_partition, amount_text(facts.limit));
    return tr("%1 of this partition's %2 %3; %4 of the table's %5")
        .arg(of_partition, amount_text(facts.limit), unit, of_table, amount_text(*limit));
}

std::optional<CellFacts> HeatMapCanvas::seen_facts() const {
    const auto cursor = seen_cursor();
    return cursor ? cell_facts(run().recording(), table(), side(), *cursor) : std::nullopt;
}

QString HeatMapCanvas::spoken() const {
    const auto facts = seen_facts();
    if (facts && panel_.table())
        return two_lines(CellWords::sentence(*facts, side()), limit_words(panel_, *facts));
    return (QStringList{TimeCanvas::spoken()} + absences()).join(QLatin1Char(' '));
}

QString HeatMapCanvas::spoken_value() const {
    const auto facts = seen_facts();
    return facts ? share_text(facts->heat, 0) : TimeCanvas::spoken_value();
}

CellCursor HeatMapCanvas::cursor_at(QPointF at) const {
    return {second_at(at.x()), position_at(at.y())};
}

void HeatMapCanvas::zoom_across(double y, double factor) {
    view().show(zoomed(hashes(), position_at(y), factor));
}

void HeatMapCanvas::pan_across(double share) { view().show(panned(hashes(), share)); }

void HeatMapCanvas::zoom_rows(double factor) {
    const auto cursor = view().cursor();
    zoom_across(cursor ? y_of(cursor->position) : strips().back().area.center().y(), factor);
}

KeyPosition HeatMapCanvas::neighbour(KeyPosition position, int rows) const {
    const auto& true_rows = panel_.true_rows();
    if (true_rows.empty()) return position;
    const auto owner =
        std::find_if(true_rows.begin(), true_rows.end(), [position](const HashRow& one) {
            return position >= one.first_position && position <= one.last_position;
        });
    const bool below = owner == true_rows.end() && position > true_rows.front().last_position;
    int row = owner != true_rows.end() ? static_cast<int>(owner - true_rows.begin())
              : below                  ? static_cast<int>(true_rows.size()) - 1
                                       : 0;
    row = std::clamp(row + rows, 0, static_cast<int>(true_rows.size()) - 1);
    const HashRow& found = true_rows[static_cast<std::size_t>(row)];
    return found.first_position + (found.last_position - found.first_position) / 2;
}

}  // namespace isotherm
