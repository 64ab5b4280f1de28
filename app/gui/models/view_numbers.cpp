// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/view_numbers.h"

#include <algorithm>

#include "engine/insight/recorded_moment.h"

namespace isotherm {
namespace {

constexpr double slice_ms = 6;
constexpr qint64 growing_ms = 300;  // a run that has grown within this time goes on

// Returns the band with the highest positive value.
template <class Value>
const BandNumbers* band_with_most(const std::vector<BandNumbers>& bands, const Value& value) {
    const BandNumbers* most = nullptr;
    for (const BandNumbers& band : bands) {
        if (value(band.of) > 0 && (most == nullptr || value(band.of) > value(most->of)))
            most = &band;
    }
    return most;
}

}  // namespace

const SideNumbers* ViewNumbers::band(std::size_t table, Side side) const {
    for (const BandNumbers& band : bands) {
        if (band.table == table && band.side == side) return &band.of;
    }
    return nullptr;
}

SideTries ViewNumbers::total() const {
    SideTries sum;
    for (const BandNumbers& band : bands) {
        sum.tries += band.of.tries;
        sum.throttled += band.of.throttled;
    }
    return sum;
}

const BandNumbers* ViewNumbers::most_throttled() const {
    return band_with_most(bands, [](const SideNumbers& of) { return of.throttled; });
}

const BandNumbers* ViewNumbers::hottest() const {
    return band_with_most(bands, [](const SideNumbers& of) { return of.heat; });
}

const BandNumbers* ViewNumbers::most_uneven() const {
    return band_with_most(bands, [](const SideNumbers& of) { return of.imbalance; });
}

CountedPart counted_part(const ViewState& view) {
    if (view.selection()) return CountedPart::selection;
    return view.window() == TimeWindow{0, view.whole()} ? CountedPart::whole_run
                                                        : CountedPart::in_view;
}

CountedView& CountedView::of(const RunModel& run, ViewState& view) {
    for (auto* made : view.findChildren<CountedView*>(QString(), Qt::FindDirectChildrenOnly)) {
        if (&made->run_ == &run) return *made;
    }
    return *new CountedView(run, view);
}

CountedView::CountedView(const RunModel& run, ViewState& view)
    : QObject(&view), run_(run), view_(view) {
    slices_.setInterval(0);
    connect(&slices_, &QTimer::timeout, this, &CountedView::add_slice);
    const auto tell = [this] { Q_EMIT changed(); };
    connect(&run, &RunModel::restarted, this, [this, tell] {
        forget();
        tell();
    });
    connect(&run, &RunModel::extended, this, [this, tell] {
        extended_.start();
        tell();
    });
    connect(&run, &RunModel::ended, this, tell);
    connect(&view, &ViewState::selection_changed, this, tell);
    connect(&view, &ViewState::window_changed, this, tell);
}

NumbersKey CountedView::present_key() const {
    return {run_.epoch(), run_.recorded_seconds(), view_.counted()};
}

bool CountedView::growing() const {
    return extended_.isValid() && extended_.elapsed() < growing_ms;
}

const ViewNumbers* CountedView::numbers() {
    const NumbersKey now = present_key();
    if (known_.key == now && !known_.bands.empty()) return &known_;
    // A computation of a run that grows is completed although it lacks the newest seconds:
    // otherwise a run that grows faster than it is counted would never have numbers.
    const auto but_for_newest = [&now](const NumbersKey& of) {
        return of.epoch == now.epoch && of.counted == now.counted;
    };
    const bool goes_on = computing_ && growing() && but_for_newest(growing_.key);
    if (!goes_on && !(computing_ && growing_.key == now)) begin();
    if (work() <= most_at_once_) {
        while (computing_ && add_one()) {
        }
        return &known_;
    }
    if (!slices_.isActive()) slices_.start();
    return growing() && but_for_newest(known_.key) && !known_.bands.empty() ? &known_ : nullptr;
}

// The number of columns and partitions to look at; a partition costs as much as several columns.
std::int64_t CountedView::work() const {
    constexpr std::int64_t columns_a_partition = 8;
    std::int64_t sum = 0;
    for (const TableRecording& table : run_.recording().tables) {
        for (const Side side : both_sides) {
            const ColumnRange columns = recorded_columns(table, side, view_.counted());
            if (columns.end <= columns.first) continue;
            sum += columns.end - columns.first + columns_a_partition * std::ssize(table.partitions);
        }
    }
    return sum;
}

void CountedView::begin() {
    growing_ = {present_key(), {}};
    computing_ = true;
}

// Adds one table and side; returns false when that was the last one.
bool CountedView::add_one() {
    const auto& tables = run_.recording().tables;
    const std::size_t done = growing_.bands.size();
    if (growing_.key.epoch == run_.epoch() && done < 2 * tables.size()) {
        const std::size_t table = done / 2;
        const Side side = done % 2 == 0 ? Side::read : Side::write;
        // Seconds that are newer than the key are left out.
        TimeWindow counted = growing_.key.counted;
        counted.end = std::min(counted.end, std::max(growing_.key.recorded, counted.first));
        growing_.bands.push_back(
            {table, side, side_numbers(tables[table], run_.pyramid(table, side), side, counted)});
        if (done + 1 < 2 * tables.size()) return true;
    }
    computing_ = false;
    known_ = std::move(growing_);
    growing_ = {};
    return false;
}

void CountedView::add_slice() {
    QElapsedTimer timer;
    timer.start();
    while (computing_ && add_one()) {
        if (static_cast<double>(timer.nsecsElapsed()) * 1e-6 > slice_ms) return;
    }
    slices_.stop();
    Q_EMIT changed();
}

void CountedView::forget() {
    slices_.stop();
    computing_ = false;
    known_ = {};
    growing_ = {};
}

}  // namespace isotherm
