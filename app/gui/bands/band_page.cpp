// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/bands/band_page.h"

#include <QScrollBar>
#include <QSignalBlocker>
#include <algorithm>
#include <map>

#include "app/gui/bands/kept_heights.h"

namespace isotherm {
namespace {

constexpr int place_again_ms = 100;  // while the run grows
constexpr int drop_far_ms = 5'000;
constexpr double idle_line = 24;
constexpr int scroll_step = 20;
// Tables whose tries differ by less than this factor get the same load.
constexpr double same_load = 1.25;

}  // namespace

BandPage::BandPage(const BandParts& parts, QWidget* parent)
    : QScrollArea(parent),
      parts_(parts),
      content_(new QWidget),
      spare_map_(new HeatMapCanvas(parts.run, parts.view, content_)),
      idle_(new QToolButton(content_)) {
    spare_map_->set_frame(parts.frame);
    spare_map_->hide();
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Bands: one for each table or index"));
    setWidget(content_);
    verticalScrollBar()->setSingleStep(scroll_step);
    idle_->setAutoRaise(true);
    idle_->setVisible(false);
    connect(idle_, &QToolButton::clicked, this,
            [this] { parts_.view.set_shows_idle_bands(!parts_.view.shows_idle_bands()); });
    soon_.setSingleShot(true);
    soon_.setInterval(place_again_ms);
    connect(&soon_, &QTimer::timeout, this, &BandPage::list_again);
    far_.setSingleShot(true);
    far_.setInterval(drop_far_ms);
    connect(&far_, &QTimer::timeout, this, &BandPage::drop_far);
    connect(&parts_.run, &RunModel::restarted, this, [this] {
        restored_for_.clear();
        list_again();
    });
    connect(&parts_.run, &RunModel::partitions_changed, this, &BandPage::list_again);
    connect(&parts_.run, &RunModel::baseline_changed, this, &BandPage::list_again);
    connect(&parts_.run, &RunModel::ended, this, &BandPage::list_again);
    connect(&parts_.run, &RunModel::extended, this, [this] {
        if (!soon_.isActive()) soon_.start();
    });
    connect(&parts_.view, &ViewState::bands_changed, this, &BandPage::list_again);
    connect(&parts_.view, &ViewState::look_changed, this, &BandPage::list_again);
    connect(&parts_.view, &ViewState::subject_changed, this, [this] {
        list_again();
        reveal_focused();
    });
    list_again();
}

Band& BandPage::focused() const {
    const auto found = std::find_if(bands_.begin(), bands_.end(), [this](const Band* band) {
        const auto& series = band->entry().series;
        return band->entry().table == parts_.view.table() ||
               std::find(series.begin(), series.end(), parts_.view.table()) != series.end();
    });
    return found == bands_.end() ? *bands_.front() : **found;
}

// A collapsed band and a series have no heat block: the first one that there is, is shown instead.
HeatMapCanvas& BandPage::heat_map() const {
    if (HeatMapCanvas* map = focused().map(parts_.view.side())) return *map;
    for (const Band* band : bands_)
        for (const Side side : both_sides)
            if (HeatMapCanvas* map = band->map(side)) return *map;
    return *spare_map_;
}

std::vector<TimeCanvas*> BandPage::canvases() const {
    std::vector<TimeCanvas*> list;
    for (const Band* band : bands_) {
        const auto of = band->canvases();
        list.insert(list.end(), of.begin(), of.end());
    }
    return list;
}

std::vector<CapacityChart*> BandPage::charts() const {
    std::vector<CapacityChart*> list;
    for (const Band* band : bands_) {
        const auto of = band->charts();
        list.insert(list.end(), of.begin(), of.end());
    }
    return list;
}

// Keeps the bands of tables that are still listed, so that their pictures are not painted again.
void BandPage::list_again() {
    if (placing_) return;
    placing_ = true;
    soon_.stop();
    const bool had_focus = focus_inside() != nullptr;
    restore_kept();
    const BandList list = band_list(parts_.run, parts_.view, parts_.counts);
    std::map<std::size_t, Band*> before;
    for (Band* band : bands_) before[band->entry().table] = band;
    bands_.clear();
    for (const BandEntry& entry : list.bands) {
        Band*& band = before[entry.table];
        if (band == nullptr) {
            band = new Band(parts_, content_);
            band->set_shared_ceiling(
                [this](Subject subject) { return shared_ceiling_of(subject); });
            connect(band, &Band::heights_changed, this, &BandPage::place_all);
            connect(band, &Band::collapse_others_asked, this, &BandPage::collapse_others);
            connect(band, &Band::dragged_to, this, [this, band](int y) { drag_band(*band, y); });
            band->show();
        }
        band->show_entry(entry);
        bands_.push_back(band);
        band = nullptr;
    }
    const std::size_t idle = list.idle;
    idle_->setVisible(idle > 0 || parts_.view.shows_idle_bands());
    idle_->setText(
        idle > 0 ? tr("%n table(s) without traffic \u00b7 show", nullptr, static_cast<int>(idle))
                 : tr("Hide tables without traffic"));
    focused().wake();
    placing_ = false;
    place_all();
    // Only now: who looks at the heat block of a band that goes has been told of another one.
    for (const auto& [table, band] : before) {
        if (band == nullptr) continue;
        band->hide();
        band->deleteLater();
    }
    // Or the keys of the page would go to whatever follows a picture that is gone.
    const QWidget* holder = focus_inside();
    if (had_focus && (holder == nullptr || !holder->isVisibleTo(this))) heat_map().setFocus();
}

// The part of the page that has the keys while the window is active; nullptr: none.
const QWidget* BandPage::focus_inside() const {
    const QWidget* holder = window()->focusWidget();
    return holder != nullptr && isAncestorOf(holder) ? holder : nullptr;
}

void BandPage::place_all() {
    if (placing_) return;
    placing_ = true;
    // Waking a band can change its height, because its strips show only then whether they have
    // something to tell; hence twice.
    for (int pass = 0; pass < 2; ++pass) {
        const double scale = parts_.view.text_scale();
        const bool line = !idle_->isHidden();
        const double reserved = line ? idle_line * scale : 0;
        std::vector<BandNeed> needs;
        needs.reserve(bands_.size());
        for (const Band* band : bands_) needs.push_back(band->need());
        // Without tables the page says what to open.
        if (parts_.run.empty() && !needs.empty() && !needs.front().sides.empty())
            needs.front().sides.front().block =
                std::max(viewport()->height() - (least_chart + head_height + band_gap) * scale,
                         90.0 * scale);
        heights_ = band_heights(needs, viewport()->height() - reserved, scale);
        int bottom = 0;
        for (std::size_t b = 0; b < bands_.size(); ++b) {
            bands_[b]->setGeometry(0, static_cast<int>(heights_[b].top), viewport()->width(),
                                   static_cast<int>(heights_[b].height));
            bands_[b]->place(heights_[b]);
            bottom = static_cast<int>(heights_[b].top + heights_[b].height);
        }
        idle_->setGeometry(4, bottom, idle_->sizeHint().width(),
                           static_cast<int>(idle_line * scale));
        content_->resize(viewport()->width(), bottom + static_cast<int>(reserved));
        wake_near();
    }
    placing_ = false;
    tell_focus();
    order_tabs();
    far_.start();
}

// New pictures would be the last ones of the window; Tab goes through the bands from top to bottom.
void BandPage::order_tabs() {
    const std::vector<TimeCanvas*> now = canvases();
    if (tab_after_ == nullptr || now == ordered_) return;
    ordered_ = now;
    QWidget* before = tab_after_;
    for (TimeCanvas* canvas : now) {
        setTabOrder(before, canvas);
        before = canvas;
        for (QToolButton* button : canvas->findChildren<QToolButton*>()) {
            setTabOrder(before, button);
            before = button;
        }
    }
}

bool BandPage::near_sight(const Band& band) const {
    const int page = viewport()->height();
    const int top = verticalScrollBar()->value();
    return band.y() < top + 2 * page && band.y() + band.height() > top - page;
}

// Makes the parts of the bands within one page of what is seen.
void BandPage::wake_near() {
    const int top = verticalScrollBar()->value();
    for (std::size_t b = 0; b < bands_.size(); ++b) {
        Band& band = *bands_[b];
        if (near_sight(band) && !band.awake()) {
            band.wake();
            if (b < heights_.size()) band.place(heights_[b]);
        }
        band.keep_head_in_sight(top - band.y());
    }
}

void BandPage::drop_far() {
    for (Band* band : bands_)
        if (band != &focused() && !near_sight(*band)) band->sleep();
    tell_focus();
}

void BandPage::settle() {
    list_again();
    place_all();
}

void BandPage::tell_focus() {
    HeatMapCanvas* map = &heat_map();
    const HeatMapCanvas* before = std::exchange(told_, map);
    if (before == map) return;
    // The keys follow from the heat block of one focused band to that of the next.
    if (before != nullptr && focus_inside() == before) map->setFocus();
    Q_EMIT heat_map_changed();
}

void BandPage::reveal_focused() {
    if (std::exchange(revealed_, parts_.view.table()) == parts_.view.table()) return;
    const Band& band = focused();
    ensureVisible(0, band.y() + band.height(), 0, 0);
    ensureVisible(0, band.y(), 0, 0);
}

void BandPage::focus_next(int step) {
    if (bands_.empty()) return;
    const auto at = std::find(bands_.begin(), bands_.end(), &focused()) - bands_.begin();
    const auto count = static_cast<std::ptrdiff_t>(bands_.size());
    const BandEntry& next = bands_[static_cast<std::size_t>((at + step + count) % count)]->entry();
    parts_.view.show_table(next.table, next.sides.front());
}

void BandPage::collapse_others() {
    const std::size_t kept = focused().entry().table;
    const bool any = std::any_of(bands_.begin(), bands_.end(), [kept](const Band* band) {
        return band->entry().table != kept && !band->entry().collapsed;
    });
    std::vector<std::size_t> others;
    for (const Band* band : bands_)
        if (band->entry().table != kept) others.push_back(band->entry().table);
    {
        const QSignalBlocker once(&parts_.view);  // the bands are placed once
        for (const std::size_t table : others) parts_.view.set_collapsed(table, any);
    }
    Q_EMIT parts_.view.bands_changed();
}

// Heights are known by the names of tables, which a run has only after its first moment.
void BandPage::restore_kept() {
    const QString now = QStringLiteral("%1/%2")
                            .arg(qtext(parts_.run.recording().name))
                            .arg(parts_.run.recording().tables.size());
    if (parts_.run.empty() || std::exchange(restored_for_, now) == now) return;
    restore_heights(parts_.run, parts_.view);
}

void BandPage::move_focused(int step) {
    const auto at = std::find(bands_.begin(), bands_.end(), &focused()) - bands_.begin();
    const auto to = at + step;
    if (to < 0 || to >= static_cast<std::ptrdiff_t>(bands_.size())) return;
    move_band(static_cast<std::size_t>(at), static_cast<std::size_t>(to));
    revealed_.reset();
    reveal_focused();
}

// The band takes the place of the one that the mouse is over.
void BandPage::drag_band(const Band& band, int y) {
    const auto from = std::find(bands_.begin(), bands_.end(), &band);
    const auto to = std::find_if(bands_.begin(), bands_.end(), [y](const Band* one) {
        return y >= one->y() && y < one->y() + one->height();
    });
    if (from == bands_.end() || to == bands_.end() || from == to) return;
    // A band that is taller than the other one would go to and fro.
    const bool down = to > from;
    const int middle = (*to)->y() + (*to)->height() / 2;
    if (down ? y < middle : y > middle) return;
    move_band(static_cast<std::size_t>(from - bands_.begin()),
              static_cast<std::size_t>(to - bands_.begin()));
}

void BandPage::move_band(std::size_t from, std::size_t to) {
    std::vector<std::size_t> order;
    for (const Band* band : bands_) order.push_back(band->entry().table);
    const std::size_t moved = order[from];
    order.erase(order.begin() + static_cast<std::ptrdiff_t>(from));
    order.insert(order.begin() + static_cast<std::ptrdiff_t>(to), moved);
    parts_.view.set_dragged_bands(std::move(order));
}

void BandPage::fit() {
    {
        const QSignalBlocker once(&parts_.view);
        for (const Band* band : bands_) {
            BandState state = parts_.view.band(band->entry().table);
            state.block_height.reset();
            state.chart_height.reset();
            parts_.view.set_band(band->entry().table, state);
            keep_heights(parts_.run, parts_.view, band->entry().table);
        }
    }
    Q_EMIT parts_.view.bands_changed();
    verticalScrollBar()->setValue(0);
}

// Small multiples have the same range of values: the highest steady value of all shown tables that
// get the same load.
double BandPage::shared_ceiling_of(Subject subject) const {
    if (!parts_.view.same_scale()) return 0;
    const auto& tables = parts_.run.recording().tables;
    const auto load = [&](std::size_t table) {
        return static_cast<double>(parts_.counts.of(table)[subject.side].tries);
    };
    double highest = 0;
    const double own = load(subject.table);
    for (const Band* band : bands_) {
        const std::size_t table = band->entry().table;
        if (table >= tables.size() || tables[table].is_index || !band->entry().series.empty())
            continue;
        const double other = load(table);
        if (other <= 0 || other > own * same_load || own > other * same_load) continue;
        const CapacityChart* chart = band->chart(subject.side);
        if (chart != nullptr) highest = std::max(highest, chart->steady());
    }
    return highest;
}

void BandPage::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    place_all();
}

void BandPage::scrollContentsBy(int dx, int dy) {
    QScrollArea::scrollContentsBy(dx, dy);
    if (placing_) return;
    wake_near();
    far_.start();
}

}  // namespace isotherm
