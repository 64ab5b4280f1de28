// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas/heat_panel.h"

#include <algorithm>
#include <cmath>

#include "app/render/cells/lens_grid.h"
#include "app/render/cells/heat_difference.h"
#include "app/render/burst_line.h"

namespace isotherm {
namespace {

constexpr double folded_px = 12;         // height of a line that stands for many quiet rows
constexpr qint64 fold_again_ms = 5'000;  // shortest time between foldings of a growing run

std::vector<std::size_t> visible_rows(const HeatGrid& grid, HashWindow hashes) {
    std::vector<std::size_t> rows;
    for (std::size_t r = 0; r < grid.rows.size(); ++r) {
        if (grid.rows[r].last_position >= hashes.first &&
            grid.rows[r].first_position <= hashes.last)
            rows.push_back(r);
    }
    return rows;
}

}  // namespace

HeatPanel::HeatPanel(const RunModel& run, const ViewState& view, QObject* parent)
    : QObject(parent), run_(run), view_(view) {
    const auto forget = [this] { key_.reset(); };
    connect(&run, &RunModel::restarted, this, forget);
    connect(&run, &RunModel::partitions_changed, this, forget);
    connect(&run, &RunModel::extended, this, [this](qint64 second) {
        fresh_until_ = std::min(fresh_until_, static_cast<std::int64_t>(second));
    });
}

bool HeatPanel::update(const ResourceName& table, Side side, HashWindow hashes, int pixels,
                       double height) {
    hashes_ = hashes;
    table_ = position_of(table);
    if (!table_ || run_.recorded_seconds() == 0) {
        table_.reset();
        shows_grid_ = false;
        shown_ = {};
        true_rows_.clear();
        folded_.clear();
        places_ = {};
        scale_ = HashScale(hashes_);
        return false;
    }
    refresh_grid(side, pixels);
    choose_scale(height);
    choose_order(height);
    if (places_.empty())
        stretch(grid_);
    else
        place_rows();
    most_units_ = 0;
    const bool ranked = view_.heat_scale() == HeatScale::relative && grid_.kept == KeepValues::none;
    if (shows_grid_ && (ranked || grid_.kept == KeepValues::demand)) {
        shown_ = grid_;
        shows_grid_ = false;
    }
    if (grid_.kept == KeepValues::demand) most_units_ = code_by_demand(shown_);
    if (ranked) code_by_rank(shown_);
    return true;
}

std::optional<std::size_t> HeatPanel::position_of(const ResourceName& table) const {
    const auto& tables = run_.recording().tables;
    const auto found = std::find_if(tables.begin(), tables.end(),
                                    [&](const TableRecording& of) { return of.name == table; });
    if (found == tables.end()) return std::nullopt;
    return static_cast<std::size_t>(found - tables.begin());
}

bool HeatPanel::saves_burst(const ResourceName& table, Side side) {
    const auto position = position_of(table);
    if (!position) return false;
    const BurstKey key{run_.epoch(), *position, side};
    if (burst_for_ != key) {
        burst_for_ = key;
        burst_saved_ = false;
        burst_read_ = 0;
    }
    if (burst_saved_) return true;
    const TableRecording& of = run_.recording().tables[*position];
    burst_saved_ = isotherm::saves_burst(of, side, burst_read_);
    // The last column of a recording by the minute may still change.
    burst_read_ = std::max<std::int64_t>(of.heat[side].end_second() - 1, 0);
    return burst_saved_;
}

KeepValues HeatPanel::wanted_values() const {
    if (view_.compare_mode() == CompareMode::difference) return KeepValues::heat;
    return view_.heat_scale() == HeatScale::absolute ? KeepValues::demand : KeepValues::none;
}

void HeatPanel::refresh_grid(Side side, int pixels) {
    const TimeWindow window = view_.window();
    const bool by_table = view_.heat_scale() != HeatScale::partition;
    const GridKey key{*table_, side, window, pixels, wanted_values(), by_table};
    const Scenario* scenario = run_.scenario() ? &*run_.scenario() : nullptr;
    const TableRecording& table = run_.recording().tables[*table_];
    const HeatPyramid& pyramid = run_.pyramid(*table_, side);
    if (!key_ || key_->table != *table_ || key_->side != side)
        load_ = TableLoad(run_.recording(), scenario, *table_, side);
    else if (fresh_until_ < run_.recorded_seconds())
        load_.extend(run_.recording(), scenario, fresh_until_);
    const TableLoad* load = by_table ? &load_ : nullptr;
    if (key_ != key) {
        grid_ = heat_grid(table, pyramid,
                          TimeColumns::over(window.first, window.end, pixels, view_.grain()),
                          run_.recorded_seconds(), key.kept, load);
        key_ = key;
    } else if (fresh_until_ < run_.recorded_seconds()) {
        extend_heat_grid(grid_, table, pyramid, run_.recorded_seconds(), fresh_until_, load);
    }
    fresh_until_ = run_.recorded_seconds();
}

// Folds again when the view changes, and at most every fold_again_ms while the run grows: rows that
// often move cannot be read.
void HeatPanel::choose_scale(double height) {
    if (!view_.folds_quiet()) {
        folded_.clear();
        folded_for_.reset();
        scale_ = HashScale(hashes_);
        return;
    }
    const std::vector<std::size_t> rows = visible_rows(grid_, hashes_);
    const auto wanted = std::pair(*key_, hashes_);
    const bool same_rows = !folded_.empty() && folded_.back().end <= rows.size();
    if (folded_for_ != wanted || !same_rows || folded_at_.elapsed() > fold_again_ms) {
        folded_ = quiet_runs(grid_, rows);
        folded_for_ = wanted;
        folded_at_.start();
    }
    scale_ = folded_scale(grid_, rows, folded_, hashes_, folded_px / std::max(height, 1.0));
}

// Orders again when the view changes, and at most every few seconds while the run grows.
void HeatPanel::choose_order(double height) {
    const RowOrder order = view_.row_order();
    const std::vector<std::size_t> rows = visible_rows(grid_, hashes_);
    const bool ordered = order != RowOrder::hash && rows.size() > 1 && !view_.folds_quiet() &&
                         view_.compare_mode() != CompareMode::difference;
    if (!ordered) {
        places_ = {};
        placed_for_.reset();
        return;
    }
    const auto wanted = std::pair(*key_, hashes_);
    const bool same =
        placed_for_ == wanted && places_for_order_ == order && places_.rows.size() == rows.size();
    if (same && placed_at_.elapsed() < fold_again_ms) return;
    places_ = row_places(grid_, rows, order, std::min(others_height / std::max(height, 1.0), 0.5));
    placed_for_ = wanted;
    places_for_order_ = order;
    placed_at_.start();
}

// Sets `shown_` to the visible rows in their order, each where it is placed.
void HeatPanel::place_rows() {
    shown_ = {};
    shows_grid_ = false;
    true_rows_.clear();
    shown_.columns = grid_.columns;
    shown_.peak_heat = grid_.peak_heat;
    shown_.column_throttled = grid_.column_throttled;
    shown_.column_burst = grid_.column_burst;
    shown_.kept = grid_.kept;
    for (std::size_t i = 0; i < places_.rows.size(); ++i) {
        const std::size_t r = places_.rows[i];
        HashRow row = grid_.rows[r];
        true_rows_.push_back(row);
        row.first_position = position_of_share(places_.edges[i]);
        row.last_position = position_of_share(places_.edges[i + 1]);
        shown_.rows.push_back(std::move(row));
        shown_.row_demand.push_back(grid_.row_demand[r]);
        shown_.row_throttled.push_back(grid_.row_throttled[r]);
        shown_.row_heat.push_back(grid_.row_heat[r]);
    }
    for (std::size_t c = 0; c < grid_.columns.count; ++c)
        for (const std::size_t r : places_.rows) {
            shown_.codes.push_back(grid_.code(c, r));
            shown_.refusals.push_back(grid_.refusal(c, r));
            if (!grid_.values.empty())
                shown_.values.push_back(grid_.values[c * grid_.rows.size() + r]);
        }
}

double HeatPanel::share_of(KeyPosition position) const {
    if (places_.empty()) return scale_.plot_share(position);
    for (std::size_t i = 0; i < true_rows_.size(); ++i) {
        const HashRow& row = true_rows_[i];
        if (position < row.first_position || position > row.last_position) continue;
        return (places_.edges[i] + places_.edges[i + 1]) / 2;
    }
    return -1;
}

KeyPosition HeatPanel::position_at(double share) const {
    if (places_.empty()) return position_of_share(scale_.hash_at(share));
    const auto edge = std::upper_bound(places_.edges.begin(), places_.edges.end(), share);
    const auto at = std::clamp<std::ptrdiff_t>(edge - places_.edges.begin() - 1, 0,
                                               static_cast<std::ptrdiff_t>(true_rows_.size()) - 1);
    const HashRow& row = true_rows_[static_cast<std::size_t>(at)];
    return row.first_position + (row.last_position - row.first_position) / 2;
}

void HeatPanel::stretch(const HeatGrid& grid) {
    const std::vector<std::size_t> kept = visible_rows(grid, hashes_);
    true_rows_.clear();
    for (const std::size_t r : kept) true_rows_.push_back(grid.rows[r]);
    shows_grid_ = scale_.whole() && &grid == &grid_;
    if (shows_grid_) {
        shown_ = {};
        return;
    }
    if (scale_.whole()) {
        shown_ = grid;
        return;
    }
    shown_ = {};
    shown_.is_difference = grid.is_difference;
    shown_.column_burst = grid.column_burst;
    shown_.columns = grid.columns;
    shown_.peak_heat = grid.peak_heat;
    shown_.column_throttled = grid.column_throttled;
    for (const std::size_t r : kept) {
        HashRow row = grid.rows[r];
        row.first_position = position_of_share(scale_.plot_share(row.first_position));
        row.last_position = position_of_share(scale_.plot_share(row.last_position));
        shown_.rows.push_back(std::move(row));
        shown_.row_demand.push_back(grid.row_demand[r]);
        shown_.row_throttled.push_back(grid.row_throttled[r]);
        shown_.row_heat.push_back(grid.row_heat[r]);
    }
    shown_.kept = grid.kept;
    shown_.codes.reserve(grid.columns.count * kept.size());
    shown_.refusals.reserve(grid.columns.count * kept.size());
    for (std::size_t c = 0; c < grid.columns.count; ++c) {
        for (const std::size_t r : kept) {
            shown_.codes.push_back(grid.code(c, r));
            shown_.refusals.push_back(grid.refusal(c, r));
            if (!grid.values.empty())
                shown_.values.push_back(grid.values[c * grid.rows.size() + r]);
        }
    }
}

double HeatPanel::show_difference(const HeatPanel& less) {
    if (!table_ || !less.table_ || grid_.kept != KeepValues::heat ||
        less.grid_.kept != KeepValues::heat)
        return 0;
    const HeatDifference difference = heat_difference(less.grid_, grid_);
    folded_.clear();
    places_ = {};
    scale_ = HashScale(hashes_);
    stretch(difference.grid);
    return difference.clip;
}

void HeatPanel::show_lens(std::size_t table, Side side, int pixels) {
    const TimeWindow window = view_.window();
    table_ = table;
    shows_grid_ = false;
    shown_ = lens_grid(lens_minutes(run_.recording().tables[table], side, window),
                       TimeColumns::over(window.first, window.end, pixels, view_.grain()));
    true_rows_ = shown_.rows;
    folded_.clear();
    places_ = {};
    scale_ = HashScale();
}

void HeatPanel::paint(Canvas& canvas, QRectF area, const std::optional<CellChoice>& highlighted) {
    const double ratio = canvas.pixel_ratio();
    const QSize size(std::max(1, static_cast<int>(std::lround(area.width() * ratio))),
                     std::max(1, static_cast<int>(std::lround(area.height() * ratio))));
    HeatImage heat = heat_image(shown(), view_.theme(), size, ratio, highlighted);
    rows_a_pixel_ = heat.rows_a_pixel;
    heat.image.setDevicePixelRatio(ratio);
    canvas.painter().drawImage(area.topLeft(), heat.image);
}

}  // namespace isotherm
