// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/score_row.h"

#include <QEvent>
#include <QPainter>
#include <QPixmap>
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/gui/models/bill_words.h"
#include "app/gui/models/cause_names.h"
#include "app/gui/models/compare_sentence.h"
#include "app/render/canvas.h"
#include "engine/insight/episodes.h"
#include "engine/insight/table_group.h"

namespace isotherm {
namespace {

constexpr int low_height = 28;
constexpr int tall_height = 44;
constexpr int tall_window = 900;  // from this height of the window on, the row is tall
constexpr int bill_pause_ms = 500;
constexpr std::ptrdiff_t most_listed = 20;  // tables in the list of bills: the dearest
constexpr int bill_pauses = 20;  // a pause is at least this many times as long as the bill took
constexpr double tile_air = 12;
constexpr double note_gap = 8;
constexpr TextStyle tall_value{15, true};
constexpr TextStyle low_value{12, true};
constexpr TextStyle tile_note{11.5, false, true};
// Shares of the width: fixed, so that a growing number does not move the others.
constexpr std::array<int, 4> tile_shares{36, 26, 16, 22};

const QString& waiting() {
    static const QString text(QChar(0x2026));
    return text;
}

}  // namespace

ScoreTile::ScoreTile(const ViewState& view, const QString& name, QWidget* parent)
    : QAbstractButton(parent), view_(view) {
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(name);
}

QSize ScoreTile::sizeHint() const {
    const int height = tall_ ? tall_height : low_height;
    return {220, static_cast<int>(std::lround(height * view_.text_scale()))};
}

QSize ScoreTile::minimumSizeHint() const { return {60, sizeHint().height()}; }

QString ScoreTile::note(TileForm form) const {
    if (form == TileForm::bare) return {};
    if (form == TileForm::unscoped || scope_.isEmpty()) return note_;
    return note_.isEmpty() ? QStringLiteral("(%1)").arg(scope_)
                           : QStringLiteral("%1 (%2)").arg(note_, scope_);
}

int ScoreTile::needed(TileForm form) const {
    QPixmap nowhere(1, 1);
    QPainter painter(&nowhere);
    const Canvas canvas(painter, view_.theme(), view_.text_scale());
    const double value = canvas.width_of(value_, tall_ ? tall_value : low_value);
    const double rest = canvas.width_of(note(form), tile_note);
    const double text = tall_      ? std::max(value, rest)
                        : rest > 0 ? value + canvas.em(note_gap) + rest
                                   : value;
    return static_cast<int>(std::ceil(text + 2 * canvas.em(tile_air))) + 1;
}

void ScoreTile::set_tall(bool tall) {
    if (std::exchange(tall_, tall) == tall) return;
    updateGeometry();
    update();
}

void ScoreTile::set_form(TileForm form) {
    if (std::exchange(form_, form) != form) update();
}

void ScoreTile::show_words(const QString& value, const QString& note, const QString& scope,
                           bool alarming) {
    if (value == value_ && note == note_ && scope == scope_ && alarming == alarming_) return;
    value_ = value;
    note_ = note;
    scope_ = scope;
    alarming_ = alarming;
    const QString more = this->note(TileForm::full);
    setAccessibleDescription(more.isEmpty() ? value : value + QLatin1Char(' ') + more);
    setToolTip(accessibleDescription() + QLatin1Char('\n') + tr("Click: go to the worst moment"));
    update();
}

void ScoreTile::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme& theme = view_.theme();
    Canvas canvas(painter, theme, view_.text_scale());
    canvas.fill(rect(), underMouse() ? theme.grid : theme.background);
    if (hasFocus()) {
        painter.setPen(QPen(theme.selection, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    const double left = canvas.em(tile_air);
    const double room = width() - 2 * left;
    const QColor colour = alarming_ ? theme.throttled : theme.text;
    const TextStyle& style = tall_ ? tall_value : low_value;
    const QString value = canvas.elided(value_, style, room);
    const QString more = note(form_);
    if (tall_) {
        const double middle = more.isEmpty() ? height() / 2.0 : canvas.em(14);
        canvas.text({left, middle}, value, style, Align::left, colour);
        if (!more.isEmpty())
            canvas.text({left, canvas.em(33)}, canvas.elided(more, tile_note, room), tile_note);
        return;
    }
    const double middle = height() / 2.0;
    canvas.text({left, middle}, value, style, Align::left, colour);
    const double beside = canvas.width_of(value, style) + canvas.em(note_gap);
    if (!more.isEmpty() && beside < room)
        canvas.text({left + beside, middle}, canvas.elided(more, tile_note, room - beside),
                    tile_note);
}

ScoreRow::ScoreRow(RunModel& run, ViewState& view, const RunCosts& costs, QWidget* parent)
    : QWidget(parent),
      run_(run),
      view_(view),
      costs_(costs),
      counted_(CountedView::of(run, view)),
      tiles_{new ScoreTile(view, tr("Throttled"), this),
             new ScoreTile(view, tr("Hottest second"), this),
             new ScoreTile(view, tr("Imbalance"), this), new ScoreTile(view, tr("Bill"), this)} {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    constexpr std::array names{"throttled", "hottest", "imbalance", "bill"};
    for (std::size_t t = 0; t < tiles_.size(); ++t)
        tiles_[t]->setObjectName(QStringLiteral("headline/") + QLatin1String(names[t]));
    connect(tiles_[0], &QAbstractButton::clicked, this, &ScoreRow::go_to_throttled);
    connect(tiles_[1], &QAbstractButton::clicked, this, &ScoreRow::go_to_hottest);
    connect(tiles_[2], &QAbstractButton::clicked, this, &ScoreRow::go_to_imbalance);
    connect(tiles_[3], &QAbstractButton::clicked, this, &ScoreRow::go_to_idle);
    auto* pause = new QTimer(this);
    pause->setSingleShot(true);
    connect(pause, &QTimer::timeout, this, [this] {
        show_bill();
        arrange();
    });
    connect(&counted_, &CountedView::changed, this, &ScoreRow::refresh);
    connect(&view, &ViewState::subject_changed, this, &ScoreRow::refresh);
    connect(&run, &RunModel::baseline_changed, this, &ScoreRow::refresh);
    connect(&view, &ViewState::look_changed, this, [this] {
        for (ScoreTile* tile : tiles_) tile->updateGeometry();
        updateGeometry();
        arranged_width_ = 0;
        arrange();
    });
    refresh();
}

bool ScoreRow::is_tall() const { return window()->height() >= tall_window; }

QSize ScoreRow::sizeHint() const { return {800, tiles_[0]->sizeHint().height()}; }

QSize ScoreRow::minimumSizeHint() const { return {280, sizeHint().height()}; }

// A presentation has large text and little room, so it leaves out "whole run".
QString ScoreRow::scope() const {
    switch (counted_part(view_)) {
        case CountedPart::selection:
            return tr("selection");
        case CountedPart::in_view:
            return tr("in view");
        default:
            return view_.presenting() ? QString() : tr("whole run");
    }
}

QString ScoreRow::place(const BandNumbers& band) const {
    return QStringLiteral("%1 %2").arg(qtext(printable(run_.subject_name(band.table).label())),
                                       partition_name(band.of.hottest_partition));
}

void ScoreRow::show_waiting() {
    const std::array words{tr("%1 throttled"), tr("hottest %1"), tr("imbalance %1")};
    for (std::size_t t = 0; t < words.size(); ++t)
        tiles_[t]->show_words(words[t].arg(waiting()), {}, scope(), false);
}

void ScoreRow::refresh() {
    const ViewNumbers* numbers = counted_.numbers();
    if (numbers == nullptr)
        show_waiting();
    else
        show_numbers(*numbers);
    // The bill of a long run that goes on takes time, so it is computed again only after a pause.
    auto* pause = findChild<QTimer*>(QString(), Qt::FindDirectChildrenOnly);
    const bool cheap = run_.run_end().has_value() || run_.recorded_seconds() == 0;
    if (cheap || !pause->isActive()) {
        QElapsedTimer timer;
        timer.start();
        show_bill();
        if (!cheap)
            pause->start(std::max(bill_pause_ms, bill_pauses * static_cast<int>(timer.elapsed())));
    }
    arrange();
}

void ScoreRow::show_numbers(const ViewNumbers& numbers) {
    const QString nothing(QChar(0x2013));
    show_throttled(numbers);
    const BandNumbers* hottest = numbers.hottest();
    tiles_[1]->show_words(
        tr("hottest %1").arg(hottest != nullptr ? share_text(hottest->of.heat, 0) : nothing),
        hottest != nullptr ? place(*hottest) : QString(), scope(),
        hottest != nullptr && hottest->of.heat > 1 && numbers.total().throttled > 0);
    const BandNumbers* uneven = numbers.most_uneven();
    const QString times = uneven != nullptr
                              ? QLocale().toString(uneven->of.imbalance, 'f', 1) + QChar(0x00d7)
                              : nothing;
    tiles_[2]->show_words(tr("imbalance %1").arg(times),
                          uneven == nullptr || run_.recording().tables.size() == 1
                              ? QString()
                              : qtext(printable(run_.subject_name(uneven->table).label())),
                          scope(), false);
}

void ScoreRow::show_throttled(const ViewNumbers& numbers) {
    if (run_.recorded_seconds() == 0) {
        tiles_[0]->show_words(tr("%1 throttled").arg(QChar(0x2013)), {}, scope(), false);
        return;
    }
    const SideTries all = numbers.total();
    const double share =
        all.tries > 0 ? static_cast<double>(all.throttled) / static_cast<double>(all.tries) : 0;
    QString note = tr("%1 of tries").arg(share_text(share, share == 0 ? 0 : share < 0.001 ? 3 : 1));
    if (run_.baseline() != nullptr && view_.compare_mode() != CompareMode::off) {
        std::uint64_t before = 0;
        for (const TableRecording& table : run_.baseline()->recording().tables) {
            for (const Side side : both_sides)
                before += try_counts(table, side, view_.counted()).throttled;
        }
        note += QStringLiteral(", ") + tr("A %1").arg(count_text(before));
    }
    // The first tile says what is counted even where the others have no room for it.
    if (!scope().isEmpty()) note += QStringLiteral(" (%1)").arg(scope());
    tiles_[0]->show_words(tr("%1 throttled").arg(count_text(all.throttled)), note, {},
                          all.throttled > 0);
}

// The bill is of the whole run so far, whatever is counted.
void ScoreRow::show_bill() {
    const QString whole = view_.presenting() ? QString() : tr("whole run");
    const auto bill = run_.empty() ? std::nullopt : costs_.bill(0);
    if (!bill) {
        tiles_[3]->show_words(tr("bill %1").arg(QChar(0x2013)), {}, {}, false);
        if (run_.recorded_seconds() > 0)
            tiles_[3]->setToolTip(tr("The scenario's price book does not know all prices."));
        return;
    }
    ThroughputCost sum;
    for (std::size_t t = 0; t < run_.recording().tables.size(); ++t) {
        if (run_.recording().tables[t].is_index) continue;  // its table includes it
        const auto cost = costs_.cost(t, {0, view_.whole()});
        if (!cost) continue;
        sum.used += cost->used;
        sum.idle += cost->idle;
    }
    const QString idle =
        sum.total() > 0 ? tr("%1 idle").arg(share_text(sum.idle_share(), 0)) : QString();
    tiles_[3]->show_words(
        tr("bill %1").arg(BillWords::text(bill->of_all.in_dollars(), run_.recorded_seconds())),
        idle, whole, false);
    tiles_[3]->setToolTip(tiles_[3]->toolTip() + bills_of_tables());
}

// What each table costs with its indexes, the cheapest first; nothing for a single table.
QString ScoreRow::bills_of_tables() const {
    std::vector<std::pair<double, QString>> bills;
    for (std::size_t t = 0; t < run_.recording().tables.size(); ++t) {
        const TableRecording& table = run_.recording().tables[t];
        const auto bill = table.is_index ? std::nullopt : costs_.bill(t);
        if (bill)
            bills.emplace_back(bill->of_table.in_dollars(), qtext(printable(table.name.label())));
    }
    if (bills.size() < 2) return {};
    std::sort(bills.begin(), bills.end());
    if (static_cast<std::ptrdiff_t>(bills.size()) > most_listed)
        bills.erase(bills.begin(), bills.end() - most_listed);
    QString lines;
    for (const auto& [dollars, name] : bills)
        lines += QStringLiteral("\n%1  %2").arg(dollars_text(dollars), name);
    return lines;
}

// Fixed shares of the width if all texts fit into them, so that a growing number does not move the
// others; otherwise each gets what it needs.
std::vector<int> ScoreRow::widths(TileForm form) const {
    std::vector<int> fixed, needed;
    int sum = 0;
    bool all_fit = true;
    for (std::size_t t = 0; t < tiles_.size(); ++t) {
        needed.push_back(tiles_[t]->needed(form));
        fixed.push_back(width() * tile_shares[t] / 100);
        sum += needed.back();
        all_fit = all_fit && needed.back() <= fixed.back();
    }
    if (all_fit) return fixed;
    if (sum > width() && form != TileForm::bare) return {};
    const int more = std::max(0, width() - sum) / static_cast<int>(tiles_.size());
    for (int& width : needed) width += more;
    return needed;
}

// Shows as much text as fits in all tiles. While the width stays the same it never returns to more
// text, so that changing numbers do not make it jump.
void ScoreRow::arrange() {
    const bool tall = is_tall();
    for (ScoreTile* tile : tiles_) tile->set_tall(tall);
    if (sizeHint().height() != height()) updateGeometry();
    TileForm form = std::exchange(arranged_width_, width()) == width() ? form_ : TileForm::full;
    std::vector<int> each = widths(form);
    while (each.empty()) {
        form = static_cast<TileForm>(static_cast<int>(form) + 1);
        each = widths(form);
    }
    form_ = form;
    int left = 0;
    for (std::size_t t = 0; t < tiles_.size(); ++t) {
        tiles_[t]->set_form(form);
        tiles_[t]->setGeometry(left, 0, each[t], tiles_[t]->sizeHint().height());
        left += each[t];
    }
}

void ScoreRow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void ScoreRow::go_to_throttled() {
    if (const ViewNumbers* numbers = counted_.numbers())
        go_to(numbers->most_throttled(), &Score::throttled);
}

void ScoreRow::go_to_hottest() {
    if (const ViewNumbers* numbers = counted_.numbers()) go_to(numbers->hottest(), &Score::hottest);
}

void ScoreRow::go_to_imbalance() {
    if (const ViewNumbers* numbers = counted_.numbers())
        go_to(numbers->most_uneven(), &Score::imbalance);
}

// Goes to the most idle moment of the shown table.
void ScoreRow::go_to_idle() {
    const TableRecording* table = run_.table(view_.table());
    if (table == nullptr) return;
    const BandNumbers shown{view_.table(), view_.side(), {}};
    go_to(&shown, &Score::idle);
}

void ScoreRow::go_to(const BandNumbers* band, ScoreItem Score::*what) {
    if (band == nullptr || band->table >= run_.recording().tables.size()) return;
    const BandNumbers of = *band;  // showing it may compute the numbers again
    const TableRecording& table = run_.recording().tables[of.table];
    const Score score = score_of(table, run_.pyramid(of.table, of.side), of.side, view_.counted());
    const ScoreItem& item = score.*what;
    if (!item.known) return;
    view_.show_table(of.table, of.side);
    view_.show(showing(view_.window(), item.worst_second, view_.whole()));
    const auto partition = item.worst_partition
                               ? item.worst_partition
                               : most_throttled_partition(table, of.side, item.worst_second);
    CellCursor cursor{item.worst_second, 0};
    const std::size_t shown = partition.value_or(score.hottest_partition);
    if (shown < table.partitions.size()) {
        const PartitionRecord& record = table.partitions[shown];
        cursor.position =
            record.first_position + (record.last_position - record.first_position) / 2;
    }
    view_.set_pin(cursor);
}

}  // namespace isotherm
