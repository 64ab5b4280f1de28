// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/bands/band_head.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>

#include "app/gui/bands/band_line.h"
#include "app/gui/models/bill_words.h"
#include "app/gui/models/cause_names.h"
#include "app/gui/models/compare_sentence.h"
#include "app/render/value_axis.h"
#include "engine/insight/recorded_moment.h"
#include "engine/insight/score.h"

namespace isotherm {
namespace {

constexpr qint64 count_again_ms = 250;  // while the run grows
constexpr double button_side = 20;
constexpr double part_gap = 14;
constexpr double focus_width = 3;
constexpr double grip_width = 7;
constexpr TextStyle name_style{12.5, true};
constexpr TextStyle part_style{11.5, false, true};
constexpr TextStyle number_style{11.5};

// The policy that scales a table, by its name in the scenario; empty: none has asked for anything.
QString policy_of(const Recording& recording, const ResourceName& table) {
    constexpr std::string_view by_people = "changes.";
    for (const CapacityChange& change : recording.capacity_changes)
        if (change.resource == table && !change.asked_by.starts_with(by_people))
            return qtext(printable(change.asked_by));
    return {};
}

// Six dots, as everywhere where something can be moved.
void paint_grip(Canvas& canvas, QRectF area, const QColor& colour) {
    const double dot = canvas.em(2);
    for (int row = 0; row < 3; ++row)
        for (int column = 0; column < 2; ++column)
            canvas.fill({area.left() + column * (area.width() - dot),
                         area.top() + row * (area.height() - dot) / 2, dot, dot},
                        colour);
}

}  // namespace

BandHead::BandHead(RunModel& run, ViewState& view, const RunCosts& costs, QWidget* parent)
    : TimeCanvas(run, view, parent),
      costs_(costs),
      fold_(new QToolButton(this)),
      more_(new QToolButton(this)) {
    setAccessibleDescription(tr("Name and numbers of one table or index."));
    fold_->setText(QStringLiteral("\u25be"));
    fold_->setToolTip(tr("Collapse to one line"));
    fold_->setAccessibleName(tr("Collapse to one line"));
    more_->setText(QStringLiteral("\u22ee"));
    more_->setToolTip(tr("More about this band"));
    more_->setAccessibleName(tr("More about this band"));
    for (QToolButton* button : {fold_, more_}) {
        button->setAutoRaise(true);
        button->setProperty("bare", true);
        button->setFocusPolicy(Qt::TabFocus);
    }
    connect(fold_, &QToolButton::clicked, this,
            [this] { this->view().set_collapsed(entry_.table, true); });
    connect(more_, &QToolButton::clicked, this,
            [this] { show_menu(more_->mapToGlobal(QPoint(0, more_->height()))); });
    connect(&run, &RunModel::ended, this, &TimeCanvas::invalidate);
}

void BandHead::show_entry(const BandEntry& entry) {
    if (entry == entry_) return;
    entry_ = entry;
    numbers_for_.reset();
    set_subject(Subject{entry.table, entry.sides.front()});
    setAccessibleName(tr("Band %1").arg(name()));
    invalidate();
}

QString BandHead::name() const {
    if (!entry_.series.empty()) return entry_.series_name;
    const QString label = qtext(printable(run().subject_name(entry_.table).label()));
    return run().only_in_baseline(entry_.table) ? tr("%1 (only in A)").arg(label) : label;
}

QString BandHead::capacity() const {
    if (!entry_.series.empty())
        return tr("%n table(s) of the series", nullptr, static_cast<int>(entry_.series.size()));
    const TableRecording* of = run().table(entry_.table);
    if (of == nullptr) return {};
    QStringList parts;
    const std::int64_t second = std::clamp<std::int64_t>(
        view().window().end - 1, 0, std::max<std::int64_t>(run().recorded_seconds() - 1, 0));
    if (of->on_demand_at(second)) {
        parts << tr("on demand");
    } else {
        for (const Side side : entry_.sides) {
            const RecordedMoment moment = moment_of(*of, side, second);
            if (moment.series == nullptr) continue;
            parts << unit_text(static_cast<double>(moment.series->provisioned) * 1e-3, side);
        }
    }
    if (const QString policy = policy_of(run().recording(), of->name); !policy.isEmpty())
        parts << policy;
    const auto partitions = static_cast<std::int64_t>(of->partitions_live());
    parts << (partitions == 1 ? tr("1 partition")
                              : tr("%1 partitions").arg(count_text(partitions)));
    return parts.join(QStringLiteral(" \u00b7 "));
}

const BandHead::Numbers& BandHead::numbers() const {
    const auto wanted = std::pair(view().window(), run().recorded_seconds());
    const bool recent = numbers_for_ && numbers_for_->first == wanted.first &&
                        counted_at_.isValid() && counted_at_.elapsed() < count_again_ms &&
                        !run().run_end();
    if (numbers_for_ == wanted || recent) return numbers_;
    numbers_ = {};
    numbers_for_ = wanted;
    counted_at_.start();
    const std::vector<std::size_t> tables =
        entry_.series.empty() ? std::vector<std::size_t>{entry_.table} : entry_.series;
    for (const std::size_t table : tables) {
        const TableRecording* of = run().table(table);
        if (of == nullptr) continue;
        for (const Side side : entry_.sides) {
            const Score score = score_of(*of, run().pyramid(table, side), side, view().window());
            numbers_.tries += score.tries;
            numbers_.throttled += score.throttled_count;
            if (!score.hottest.known || score.hottest.value <= numbers_.hottest) continue;
            numbers_.hottest = score.hottest.value;
            numbers_.partition = score.hottest_partition;
            numbers_.known = true;
        }
    }
    return numbers_;
}

QString BandHead::throttled() const {
    if (run().recorded_seconds() == 0) return {};
    return refused_text(numbers().throttled, numbers().tries);
}

QString BandHead::hottest() const {
    const Numbers& now = numbers();
    if (!now.known) return {};
    const QString share = share_text(now.hottest, 0);
    return entry_.series.empty() ? QStringLiteral("%1 %2").arg(share, partition_name(now.partition))
                                 : share;
}

QString BandHead::bill() const {
    if (run().table(entry_.table) == nullptr) return {};
    // The bill of a table includes its indexes.
    if (run().recording().tables[entry_.table].is_index || !entry_.series.empty()) return {};
    const auto bill = costs_.bill(entry_.table);
    if (!bill) return {};
    // Of a run under an hour it is the bill of the first begun hour.
    constexpr std::int64_t hour = 3'600;
    const double dollars = bill->of_table.in_dollars();
    return run().recorded_seconds() < hour ? BillWords::text(dollars, run().recorded_seconds())
                                           : dollars_text(dollars);
}

void BandHead::paint_content(Canvas& canvas) {
    const Theme& theme = view().theme();
    canvas.fill(rect(), theme.grid);
    const bool focused = entry_.table == view().table();
    if (focused) canvas.fill({0, 0, canvas.em(focus_width), double(height())}, theme.selection);
    const double middle = height() / 2.0;
    const double gap = canvas.em(part_gap);
    double right = width() - canvas.em(button_side + 6);
    const Numbers& now = numbers();
    struct Part {
        QString text;
        QColor colour;
    };
    // From the most important to the least: what does not fit is left out.
    const Part parts[] = {{throttled(), now.throttled > 0 ? theme.throttled : theme.text},
                          {hottest(), now.hottest > 1 ? theme.provisioned : theme.text},
                          {bill(), theme.text}};
    paint_grip(canvas, grip(), theme.quiet_text);
    const double left = grip().right() + canvas.em(6);
    const double least_name = canvas.em(80);
    std::vector<std::pair<double, const Part*>> placed;
    double used = 0;
    for (const Part& part : parts) {
        if (part.text.isEmpty()) continue;
        const double length = canvas.width_of(part.text, number_style) + gap;
        if (left + least_name + used + length > right) break;
        used += length;
        placed.emplace_back(length, &part);
    }
    double x = right - used + gap;
    for (const auto& [length, part] : placed) {
        canvas.text({x, middle}, part->text, number_style, Align::left, part->colour);
        x += length;
    }
    const double room = right - used - left;
    const QString title = canvas.elided(name(), name_style, room);
    canvas.text({left, middle}, title, name_style);
    const double after = left + canvas.width_of(title, name_style) + gap;
    const QString about = capacity();
    if (after + canvas.width_of(about, part_style) < right - used)
        canvas.text({after, middle}, about, part_style);
}

void BandHead::paint_overlay(Canvas&) {}

QString BandHead::description(QPointF) const {
    QStringList lines{name(), capacity()};
    if (!throttled().isEmpty()) lines << tr("throttled in view: %1").arg(throttled());
    if (!hottest().isEmpty()) lines << tr("hottest in view: %1 of the limit").arg(hottest());
    if (!bill().isEmpty()) lines << tr("bill of the run with its indexes: %1").arg(bill());
    return lines.join(QLatin1Char('\n'));
}

QString BandHead::spoken() const {
    return tr("%1 to %2. %3")
        .arg(clock_of(view().window().first), clock_of(view().window().end),
             description({}).replace(QLatin1Char('\n'), QStringLiteral(". ")));
}

QRectF BandHead::grip() const {
    const double scale = view().text_scale();
    return {(button_side + 6) * scale, height() / 2.0 - 5 * scale, grip_width * scale, 10 * scale};
}

void BandHead::mousePressEvent(QMouseEvent* event) {
    gripped_ = event->button() == Qt::LeftButton &&
               grip().adjusted(-4, -6, 4, 6).contains(event->position());
    if (event->button() == Qt::LeftButton && entry_.table != view().table())
        view().show_table(entry_.table, entry_.sides.front());
}

void BandHead::mouseMoveEvent(QMouseEvent* event) {
    view().set_hover(std::nullopt);
    if (gripped_) return Q_EMIT dragged_to(static_cast<int>(event->position().y()));
    const bool over = grip().adjusted(-4, -6, 4, 6).contains(event->position());
    setCursor(over ? Qt::OpenHandCursor : Qt::ArrowCursor);
}

void BandHead::mouseReleaseEvent(QMouseEvent*) { gripped_ = false; }

void BandHead::mouseDoubleClickEvent(QMouseEvent*) { view().set_collapsed(entry_.table, true); }

void BandHead::contextMenuEvent(QContextMenuEvent* event) { show_menu(event->globalPos()); }

void BandHead::show_menu(QPoint at) {
    QMenu menu(this);
    connect(menu.addAction(tr("Collapse to one line")), &QAction::triggered, this,
            [this] { view().set_collapsed(entry_.table, true); });
    connect(menu.addAction(tr("Collapse all others")), &QAction::triggered, this,
            &BandHead::collapse_others_asked);
    const auto found = run_series(run());
    for (const RunSeries& series : found) {
        const std::size_t first = series.members.front();
        if (entry_.series_name != series.name) continue;
        const bool unfolded = view().band(first).unfolded;
        connect(menu.addAction(unfolded ? tr("One row for each table of the series")
                                        : tr("One band for each table of the series")),
                &QAction::triggered, this, [this, first, unfolded] {
                    BandState state = view().band(first);
                    state.unfolded = !unfolded;
                    view().set_band(first, state);
                });
    }
    menu.addSeparator();
    const auto sides = [&](const QString& text, std::optional<ShownSides> wanted) {
        QAction* action = menu.addAction(text);
        action->setCheckable(true);
        action->setChecked(view().band(entry_.table).sides == wanted);
        connect(action, &QAction::triggered, this, [this, wanted] {
            BandState state = view().band(entry_.table);
            state.sides = wanted;
            view().set_band(entry_.table, state);
        });
    };
    sides(tr("Sides as in all bands"), std::nullopt);
    sides(tr("Reads only"), ShownSides::read);
    sides(tr("Writes only"), ShownSides::write);
    sides(tr("Reads and writes"), ShownSides::both);
    menu.exec(at);
}

void BandHead::resizeEvent(QResizeEvent* event) {
    const int side = std::min(height(), static_cast<int>(button_side * view().text_scale()));
    fold_->setGeometry(4, (height() - side) / 2, side, side);
    more_->setGeometry(width() - side - 2, (height() - side) / 2, side, side);
    TimeCanvas::resizeEvent(event);
}

}  // namespace isotherm
