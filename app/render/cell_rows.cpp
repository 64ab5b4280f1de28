// SPDX-License-Identifier: Apache-2.0
#include "app/render/cell_rows.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace isotherm {
namespace {

constexpr int wide_least_px = 2;  // narrower cells lend their bar to a neighbour
constexpr double fading = 0.8;    // towards the background

// Returns the first second at which a row and the one below it have different owners; nullopt:
// never.
std::optional<std::int64_t> parted_from(const HashRow& row, const HashRow& below,
                                        std::int64_t end_second) {
    std::vector<std::int64_t> changes;
    for (const HashRow* of : {&row, &below}) {
        for (const Tenure& tenure : of->tenures) changes.push_back(tenure.first_second);
    }
    std::sort(changes.begin(), changes.end());
    for (const std::int64_t second : changes) {
        if (second >= end_second) break;
        const Tenure* a = row.at(second);
        const Tenure* b = below.at(second);
        if (a != nullptr && (b == nullptr || a->partition != b->partition)) return second;
    }
    return std::nullopt;
}

// A line that is drawn over the coldest colour.
QRgb line_over(QRgb ground, const QColor& line) { return mixed(ground, line.rgb(), line.alphaF()); }

}  // namespace

CellRows::CellRows(QImage& image, const HeatGrid& grid, const Theme& theme, double pixel_ratio,
                   const std::optional<CellChoice>& chosen)
    : image_(image),
      grid_(grid),
      theme_(theme),
      pixel_ratio_(pixel_ratio),
      chosen_(chosen),
      lefts_(grid.columns.count + 1) {
    for (std::size_t c = 0; c < lefts_.size(); ++c)
        lefts_[c] = grid.columns.pixel_of(c, image.width());
}

QRgb CellRows::heat_colour(HeatCode code) const {
    if (code >= code_over) return theme_.heat_over[static_cast<std::size_t>(code - code_over)];
    const auto at = static_cast<std::size_t>(code);
    return grid_.is_difference ? theme_.difference[at] : theme_.heat[at];
}

bool CellRows::is_faded(HeatCode code, const CellRefusal& refusal) const {
    if (!chosen_) return false;
    return code < chosen_->first || code > chosen_->last ||
           (chosen_->refused && !(std::abs(refusal.refused) > 0));
}

CellRows::Cell CellRows::cell_of(HeatCode code, const CellRefusal& refusal,
                                 const CellShape& shape) const {
    Cell cell;
    if (code == code_missing) {
        cell.missing = true;
        cell.heat = theme_.background.rgb();
        return cell;
    }
    cell.heat = heat_colour(code);
    cell.bar_colour = theme_.heat_throttled;
    cell.faded = is_faded(code, refusal);
    if (grid_.is_difference) {
        // Orange below where B refuses more, violet above where it refuses less.
        cell.bar_above = refusal.refused < 0;
        cell.bar_colour = cell.bar_above ? theme_.difference.front() : theme_.difference.back();
        const CellRefusal size{1, std::abs(refusal.refused)};
        if (shape.is_mixed()) cell.heat = mixed_cell(cell.heat, cell.bar_colour, size);
        cell.bar = shape.change(static_cast<double>(refusal.refused));
    } else if (shape.is_mixed()) {
        cell.heat = mixed_cell(cell.heat, cell.bar_colour, refusal);
    } else {
        cell.mark = shape.mark(code);
        cell.bar = shape.bar(refusal);
        cell.edge = cell.bar > 0 ? shape.edge() : 0;
    }
    return cell;
}

void CellRows::lend_bars(std::vector<Cell>& cells) const {
    const std::vector<Cell> own = cells;
    const int narrow = wide_least_px * line_unit(pixel_ratio_);
    for (std::size_t c = 0; c < own.size(); ++c) {
        if (own[c].bar == 0 || lefts_[c + 1] - lefts_[c] >= narrow) continue;
        const bool last = c + 1 == own.size() || own[c + 1].missing;
        if (last && (c == 0 || own[c - 1].missing)) continue;
        const std::size_t to = last ? c - 1 : c + 1;
        if (own[to].bar > 0 || cells[to].bar >= own[c].bar) continue;
        cells[to].bar = own[c].bar;
        cells[to].edge = own[c].edge;
        cells[to].bar_colour = own[c].bar_colour;
        cells[to].bar_above = own[c].bar_above;
    }
}

// The line below a row begins when its partition and the one below are no longer the same.
void CellRows::set_separators(std::vector<Cell>& cells, std::size_t row,
                              const CellShape& shape) const {
    if (shape.separator() == 0) return;
    std::optional<std::int64_t> second = grid_.columns.first_second;
    if (row + 1 < grid_.rows.size())
        second = parted_from(grid_.rows[row], grid_.rows[row + 1], grid_.columns.end_second);
    const bool is_split = second && *second > 0 && *second > grid_.columns.first_second;
    const QRgb ground = grid_.is_difference ? theme_.difference[colour_steps / 2] : theme_.heat[0];
    const QRgb line = line_over(ground, is_split ? theme_.split_line : theme_.partition_line);
    for (std::size_t c = 0; c < cells.size(); ++c) {
        if (cells[c].missing) continue;
        cells[c].separator = shape.separator();
        const bool parted = second && grid_.columns.end_of(c) > *second;
        // Above 0 so that it differs from "as the cell".
        cells[c].below = parted ? (line | 0xff000000) : 0;
    }
}

QRgb CellRows::colour_at(const Cell& cell, int y, int height) const {
    if (cell.missing) return cell.heat;
    int at = y;
    const int bottom = height - cell.separator;
    if (at >= bottom) {
        if (cell.below != 0) return cell.below;
        at = bottom - 1;  // not parted from the row below
    }
    QRgb colour = cell.heat;
    if (cell.bar_above) {
        if (at < cell.bar) colour = cell.bar_colour;
    } else if (at >= bottom - cell.bar) {
        colour = cell.bar_colour;
    } else if (at >= bottom - cell.bar - cell.edge) {
        colour = theme_.heat_throttled_edge;
    } else if (at < cell.mark) {
        colour = theme_.heat_over_mark;
    }
    return cell.faded ? mixed(colour, theme_.background.rgb(), fading) : colour;
}

void CellRows::fill_line(int y, const std::vector<QRgb>& colours) {
    auto* line = reinterpret_cast<QRgb*>(image_.scanLine(y));
    for (std::size_t c = 0; c < colours.size(); ++c)
        std::fill(line + lefts_[c], line + lefts_[c + 1], colours[c]);
}

void CellRows::paint_row(std::size_t row, int top, int bottom) {
    const int height = bottom - top;
    const CellShape shape(height, pixel_ratio_);
    std::vector<Cell> cells(grid_.columns.count);
    for (std::size_t c = 0; c < cells.size(); ++c)
        cells[c] = cell_of(grid_.code(c, row), grid_.refusal(c, row), shape);
    if (!shape.is_mixed()) lend_bars(cells);
    set_separators(cells, row, shape);

    // Lines at which any cell changes its colour; all others are like the one above.
    std::vector<bool> changes(static_cast<std::size_t>(height) + 1, false);
    changes[0] = true;
    const auto change = [&](int y) {
        changes[static_cast<std::size_t>(std::clamp(y, 0, height))] = true;
    };
    for (const Cell& cell : cells) {
        const int end = height - cell.separator;
        change(end);
        change(cell.mark);
        if (cell.bar == 0) continue;
        change(cell.bar_above ? cell.bar : end - cell.bar);
        change(end - cell.bar - cell.edge);
    }
    std::vector<QRgb> colours(cells.size());
    for (int y = 0; y < height; ++y) {
        if (!changes[static_cast<std::size_t>(y)]) {
            std::memcpy(image_.scanLine(top + y), image_.constScanLine(top + y - 1),
                        static_cast<std::size_t>(image_.width()) * sizeof(QRgb));
            continue;
        }
        for (std::size_t c = 0; c < cells.size(); ++c) colours[c] = colour_at(cells[c], y, height);
        fill_line(top + y, colours);
    }
}

void CellRows::paint_shared(int y, std::size_t first, std::size_t end) {
    const CellShape shape(1, pixel_ratio_);
    std::vector<QRgb> colours(grid_.columns.count);
    for (std::size_t c = 0; c < colours.size(); ++c) {
        HeatCode code = code_missing;
        CellRefusal sum;
        for (std::size_t r = first; r < end; ++r) {
            code = std::max(code, grid_.code(c, r));
            sum.demand += grid_.refusal(c, r).demand;
            sum.refused += grid_.refusal(c, r).refused;
        }
        if (grid_.is_difference && sum.demand > 0) sum = {1, sum.refused / sum.demand};
        colours[c] = colour_at(cell_of(code, sum, shape), 0, 1);
    }
    fill_line(y, colours);
}

}  // namespace isotherm
