// SPDX-License-Identifier: Apache-2.0
#include "app/render/cell_shape.h"

#include <QColor>
#include <algorithm>
#include <cmath>

namespace isotherm {
namespace {

// Heights of rows, in logical pixels, from which on cells have more parts.
constexpr int barred_least = 3;   // a bar
constexpr int marked_least = 6;   // a mark of one pixel, and an edge above the bar
constexpr int parted_least = 8;   // a separator below
constexpr int graded_least = 12;  // marks of one to three pixels, bars of at least two

// Part of a cell that keeps the colour of its heat, whatever was refused.
int kept_heat(int height, int row) {
    const int share = static_cast<int>(std::lround(0.15 * height));
    if (row >= graded_least) return 4 + share;
    return row >= marked_least ? 2 + std::max(1, share) : 1;
}

constexpr double mixed_least =
    0.45;  // colour of the bar in a mixed cell of which little was refused

}  // namespace

int line_unit(double pixel_ratio) { return std::max(1, static_cast<int>(std::floor(pixel_ratio))); }

CellShape::CellShape(int height, double pixel_ratio) : unit_(line_unit(pixel_ratio)) {
    const int row = height / unit_;
    mixed_ = row < barred_least;
    if (mixed_) return;
    const int separator = row >= parted_least ? 1 : 0;
    separator_ = separator * unit_;
    height_ = row - separator;
    marked_ = row >= marked_least;
    thick_marks_ = row >= graded_least;
    edge_ = marked_ ? unit_ : 0;
    room_ = std::max(1, height_ - kept_heat(height_, row));
    least_ = std::min(room_, thick_marks_ ? 2 : 1);
}

int CellShape::mark(HeatCode code) const {
    if (code < code_over || !marked_) return 0;
    return (thick_marks_ ? code - code_over + 1 : 1) * unit_;
}

int CellShape::bar(const CellRefusal& refusal) const {
    if (mixed_ || !refusal.any()) return 0;
    const int bar = static_cast<int>(std::lround(refusal.share() * room_));
    return std::clamp(bar, least_, room_) * unit_;
}

int CellShape::change(double difference) const {
    if (mixed_ || !(std::abs(difference) > 0)) return 0;
    const int bar = static_cast<int>(std::lround(std::abs(difference) * room_));
    return std::clamp(bar, 1, room_) * unit_;
}

QRgb mixed(QRgb from, QRgb to, double part) {
    const auto channel = [part](int a, int b) {
        return static_cast<int>(std::lround(a + (b - a) * part));
    };
    return qRgb(channel(qRed(from), qRed(to)), channel(qGreen(from), qGreen(to)),
                channel(qBlue(from), qBlue(to)));
}

QRgb mixed_cell(QRgb heat, QRgb throttled, const CellRefusal& refusal) {
    if (!refusal.any()) return heat;
    return mixed(heat, throttled, mixed_least + (1 - mixed_least) * refusal.share());
}

}  // namespace isotherm
