// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/score_row.h"

#include <QElapsedTimer>
#include <QEvent>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>
#include <algorithm>

#include "app/gui/models/cause_names.h"
#include "app/gui/models/compare_sentence.h"
#include "engine/insight/episodes.h"
#include "app/render/canvas.h"

namespace isotherm {
namespace {

constexpr int score_refresh_ms = 120;
constexpr qint64 quick_ms = 8;  // longest computation to do without a delay
constexpr double tile_height = 58;
constexpr double spare_height = 8;  // removed from tiles in two rows
constexpr double note_line = 15;    // added if the note has its own line
constexpr double tile_padding = 10;
constexpr int row_margin = 8;
constexpr TextStyle value_text{19, true};
constexpr TextStyle tile_name{11.5, false, true};

}  // namespace

ScoreTile::ScoreTile(const ViewState& view, const QString& name, QWidget* parent)
    : QAbstractButton(parent), view_(view), name_(name) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    setToolTip(tr("Go to the worst moment"));
    setAccessibleName(name);
}

QSize ScoreTile::sizeHint() const {
    const double height =
        tile_height + (form_.tall ? note_line : 0) - (form_.low ? spare_height : 0);
    return {220, static_cast<int>(height * view_.text_scale())};
}

QString ScoreTile::title(const TileForm& form) const {
    return scope_.isEmpty() || !form.scoped ? name_ : name_ + QStringLiteral(", ") + scope_;
}

QString ScoreTile::line(const TileForm& form) const {
    return note_.isEmpty() ? title(form) : title(form) + QStringLiteral(" \u00b7 ") + note_;
}

void ScoreTile::set_scope(const QString& scope) {
    if (scope == scope_) return;
    scope_ = scope;
    setAccessibleName(title({}));
    update();
}

bool ScoreTile::fits(int width, const TileForm& form) const {
    QPixmap nowhere(1, 1);
    QPainter painter(&nowhere);
    const Canvas canvas(painter, view_.theme(), view_.text_scale());
    const double room = width - 2 * canvas.em(tile_padding) - 1;
    if (!form.tall) return canvas.width_of(line(form), tile_name) <= room;
    return std::max(canvas.width_of(title(form), tile_name), canvas.width_of(note_, tile_name)) <=
           room;
}

void ScoreTile::set_form(const TileForm& form) {
    if (form == form_) return;
    form_ = form;
    updateGeometry();
    update();
}

void ScoreTile::show_item(const QString& value, const QString& note, const ScoreItem& item,
                          bool alarming) {
    value_ = value;
    note_ = note;
    item_ = item;
    alarming_ = alarming;
    setAccessibleDescription(value + QLatin1Char(' ') + note);
    update();
}

void ScoreTile::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& theme = view_.theme();
    Canvas canvas(painter, theme, view_.text_scale());
    canvas.fill(rect(), theme.background);
    const QRectF area = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(hasFocus() ? theme.selection : theme.grid, 1));
    painter.setBrush(underMouse() ? QBrush(theme.grid) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(area, 4, 4);

    const double left = canvas.em(tile_padding);
    const QColor colour = alarming_ ? theme.throttled : theme.text;
    const double room = area.width() - 2 * left;
    const double below = form_.tall ? canvas.em(note_line) : 0;
    canvas.text({left, canvas.em(14)},
                canvas.elided(form_.tall ? title(form_) : line(form_), tile_name, room), tile_name);
    if (form_.tall)
        canvas.text({left, canvas.em(14) + below}, canvas.elided(note_, tile_name, room),
                    tile_name);
    canvas.text({left, canvas.em(39) + below}, value_, value_text, Align::left, colour);
    const double value_right = left + canvas.width_of(value_, value_text) + canvas.em(14);
    const double curve_left = std::max(value_right, area.width() - canvas.em(170));

    if (item_.curve.size() < 2) return;
    const QRectF box(curve_left, canvas.em(26) + below,
                     area.right() - curve_left - canvas.em(tile_padding),
                     area.height() - canvas.em(33) - below);
    if (box.width() < 24) return;
    const double most = std::max(*std::max_element(item_.curve.begin(), item_.curve.end()), 1e-9);
    QPainterPath path;
    for (std::size_t i = 0; i < item_.curve.size(); ++i) {
        const double x = box.left() + box.width() * static_cast<double>(i) /
                                          static_cast<double>(item_.curve.size() - 1);
        const QPointF point(x, box.bottom() - box.height() * item_.curve[i] / most);
        if (i == 0)
            path.moveTo(point);
        else
            path.lineTo(point);
    }
    QPainterPath area_path = path;
    area_path.lineTo(box.bottomRight());
    area_path.lineTo(box.bottomLeft());
    QColor wash = alarming_ ? theme.throttled : theme.consumed;
    wash.setAlpha(50);
    painter.fillPath(area_path, wash);
    painter.strokePath(path,
                       QPen(alarming_ ? theme.throttled : theme.consumed, view_.line_width(1.4)));
}

ScoreRow::ScoreRow(RunModel& run, ViewState& view, const RunCosts& costs, QWidget* parent)
    : QWidget(parent),
      run_(run),
      view_(view),
      costs_(costs),
      grid_(new QGridLayout(this)),
      throttled_(new ScoreTile(view, tr("Throttled"), this)),
      hottest_(new ScoreTile(view, tr("Hottest second"), this)),
      imbalance_(new ScoreTile(view, tr("Imbalance"), this)),
      cost_(new ScoreTile(view, tr("Bill"), this)) {
    grid_->setContentsMargins(row_margin, 4, row_margin, 4);
    grid_->setSpacing(row_margin);
    for (ScoreTile* tile : tiles()) grid_->addWidget(tile, 0, grid_->count());
    connect(throttled_, &QAbstractButton::clicked, this, [this] { go_to(score_.throttled); });
    connect(hottest_, &QAbstractButton::clicked, this, [this] { go_to(score_.hottest); });
    connect(imbalance_, &QAbstractButton::clicked, this, [this] { go_to(score_.imbalance); });
    connect(cost_, &QAbstractButton::clicked, this, [this] { go_to(score_.idle); });

    later_.setSingleShot(true);
    later_.setInterval(score_refresh_ms);
    connect(&later_, &QTimer::timeout, this, &ScoreRow::refresh);
    const auto soon = [this] {
        if (!later_.isActive()) later_.start();
    };
    connect(&run, &RunModel::extended, this, soon);
    // Numbers of another subject must not stay visible, not even for a moment.
    const auto now = [this, soon] {
        if (took_ms_ <= quick_ms) return refresh();
        show_waiting();
        soon();
    };
    connect(&run, &RunModel::restarted, this, now);
    connect(&view, &ViewState::subject_changed, this, now);
    connect(&view, &ViewState::selection_changed, this, now);
    connect(&view, &ViewState::look_changed, this, [this] {
        show_scopes();
        for (ScoreTile* tile : tiles()) tile->updateGeometry();
        arranged_width_ = 0;
        arrange();
    });
    refresh();
}

// A presentation has large text and little room, so it leaves out "whole run".
void ScoreRow::show_scopes() {
    const QString whole = view_.presenting() ? QString() : tr("whole run");
    const QString counted = view_.selection() ? tr("selection") : whole;
    for (ScoreTile* tile : {throttled_, hottest_, imbalance_}) tile->set_scope(counted);
    cost_->set_scope(whole);
}

void ScoreRow::show_waiting() {
    for (ScoreTile* tile : tiles()) tile->show_item(QStringLiteral("\u2026"), {}, {}, false);
}

void ScoreRow::refresh() {
    QElapsedTimer timer;
    timer.start();
    const TableRecording* table = run_.table(view_.table());
    score_ = table == nullptr ? Score()
                              : score_of(*table, run_.pyramid(view_.table(), view_.side()),
                                         view_.side(), view_.counted());
    scored_ = run_.epoch();
    took_ms_ = timer.elapsed();
    const QString nothing = QStringLiteral("\u2013");
    show_scopes();
    show_throttled();
    hottest_->show_item(score_.hottest.known ? share_text(score_.hottest.value, 0) : nothing,
                        score_.hottest.known
                            ? tr("limit of %1").arg(partition_name(score_.hottest_partition))
                            : QString(),
                        score_.hottest, score_.hottest.value > 1 && score_.throttled_count > 0);
    imbalance_->show_item(
        score_.imbalance.known
            ? QLocale().toString(score_.imbalance.value, 'f', 1) + QStringLiteral("\u00d7")
            : nothing,
        score_.imbalance.known ? tr("over the mean") : QString(), score_.imbalance, false);
    show_bill();
    arrange();
}

void ScoreRow::show_throttled() {
    QString note;
    if (score_.throttled.known) {
        const double share = score_.tries > 0 ? static_cast<double>(score_.throttled_count) /
                                                    static_cast<double>(score_.tries)
                                              : 0;
        note = tr("%1 of tries").arg(share_text(share, share == 0 ? 0 : share < 0.001 ? 3 : 1));
    }
    const TableRecording* a = run_.baseline_table(view_.table());
    if (a != nullptr && view_.compare_mode() != CompareMode::off) {
        const SideTries before = try_counts(*a, view_.side(), view_.counted());
        note = tr("A %1").arg(count_text(before.throttled));
    }
    throttled_->show_item(
        score_.throttled.known ? count_text(score_.throttled_count) : QStringLiteral("\u2013"),
        note, score_.throttled, score_.throttled_count > 0);
}

// Shows the bill of the whole run so far. The tile's curve shows the idle share of the capacity of
// the shown side.
void ScoreRow::show_bill() {
    const auto bill = costs_.bill(view_.table());
    if (!bill) {
        cost_->show_item(QStringLiteral("\u2013"), {}, score_.idle, false);
        const bool priceless =
            run_.recorded_seconds() > 0 && view_.table() < run_.recording().tables.size();
        cost_->setToolTip(priceless ? tr("The scenario's price book does not know all prices.")
                                    : QString());
        return;
    }
    cost_->show_item(dollars_text(bill->of_table.in_dollars()),
                     tr("%n hour(s) begun", nullptr, static_cast<int>(bill->hours)), score_.idle,
                     false);
    cost_->setToolTip(
        tr("The bill of this table and its indexes for the run so far, with storage, by started "
           "hours. All tables: %1. Click to go to the moment with the most idle capacity.")
            .arg(dollars_text(bill->of_all.in_dollars())));
}

std::array<ScoreTile*, 4> ScoreRow::tiles() const {
    return {throttled_, hottest_, imbalance_, cost_};
}

// Arranges the tiles in one row with one line of text if that fits, else with two lines or shorter
// text, else in two rows. While the width stays the same it never returns to an earlier one of
// these arrangements, so that changing numbers do not move the page.
void ScoreRow::arrange() {
    struct Way {
        int columns;
        TileForm form;
    };
    constexpr std::array<Way, 6> ways{{{4, {false, true, false}},
                                       {4, {true, true, false}},
                                       {4, {true, false, false}},
                                       {2, {false, true, true}},
                                       {2, {true, true, true}},
                                       {2, {true, false, true}}}};
    const auto fits = [this](const Way& way) {
        const int each = (width() - row_margin * (way.columns + 1)) / way.columns;
        const auto all = tiles();
        return std::all_of(all.begin(), all.end(),
                           [&](const ScoreTile* tile) { return tile->fits(each, way.form); });
    };
    const std::size_t before = std::exchange(arranged_width_, width()) == width() ? way_ : 0;
    std::size_t way = before;
    while (way + 1 < ways.size() && !fits(ways[way])) ++way;
    if (way == way_) return;
    way_ = way;
    const auto& [columns, form] = ways[way];
    int place = 0;
    for (ScoreTile* tile : tiles()) {
        tile->set_form(form);
        grid_->removeWidget(tile);
        grid_->addWidget(tile, place / columns, place % columns);
        ++place;
    }
    grid_->activate();  // resizes the tiles before their next paint
}

void ScoreRow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void ScoreRow::go_to(const ScoreItem& item) {
    // A score of another run, or of this run before a restart, has no valid target.
    if (!item.known || scored_ != run_.epoch() || view_.table() >= run_.recording().tables.size())
        return;
    view_.show(showing(view_.window(), item.worst_second, view_.whole()));
    CellCursor cursor{item.worst_second, 0};
    const TableRecording& table = run_.recording().tables[view_.table()];
    const auto partition = item.worst_partition
                               ? item.worst_partition
                               : most_throttled_partition(table, view_.side(), item.worst_second);
    const std::size_t shown = partition.value_or(score_.hottest_partition);
    if (shown < table.partitions.size()) {
        const PartitionRecord& record = table.partitions[shown];
        cursor.position =
            record.first_position + (record.last_position - record.first_position) / 2;
    }
    view_.set_pin(cursor);
}

}  // namespace isotherm
