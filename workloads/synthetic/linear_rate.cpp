// SPDX-License-Identifier: Apache-2.0
#include "workloads/synthetic/linear_rate.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace isotherm {

RateCurve curve_of(const std::vector<RatePiece>& pieces, SimDuration duration) {
    RateCurve curve;
    SimDuration begin{};
    for (const RatePiece& piece : pieces) {
        if (begin >= duration) return curve;
        if (piece.length == 0us) continue;
        const SimDuration end = std::min(begin + piece.length, duration);
        const double part = in_seconds(end - begin) / in_seconds(piece.length);
        curve.stretches.push_back({sim_start + begin, sim_start + end, piece.from,
                                   piece.from + (piece.to - piece.from) * part});
        begin = end;
    }
    const double last = pieces.back().to;
    if (begin < duration)
        curve.stretches.push_back({sim_start + begin, sim_start + duration, last, last});
    return curve;
}

namespace {

double highest_rate(const std::vector<RatePiece>& pieces) {
    double highest = 0;
    for (const RatePiece& piece : pieces) highest = std::max({highest, piece.from, piece.to});
    return highest;
}

}  // namespace

LinearRateTimes::LinearRateTimes(const std::vector<RatePiece>& pieces, const ShapeContext& context)
    : random_(context.random),
      rounded_(ticks_per_second / highest_rate(pieces)),
      end_(ticks_of(context.duration)) {
    assert(!pieces.empty());
    SimDuration start{};
    for (const RatePiece& piece : pieces) {
        if (start >= context.duration) break;
        if (piece.length == 0us) continue;
        const SimDuration end = std::min(start + piece.length, context.duration);
        const double length = in_seconds(piece.length) * ticks_per_second;
        pieces_.push_back({ticks_of(start), ticks_of(end), piece.from / ticks_per_second,
                           (piece.to - piece.from) / ticks_per_second / length,
                           ticks_per_second / piece.from});
        start += piece.length;
    }
    if (start < context.duration) {
        const double rate = pieces.back().to / ticks_per_second;
        pieces_.push_back({ticks_of(start), end_, rate, 0, 1 / rate});
    }
    area_to_next_ = random_.exponential();
}

std::size_t LinearRateTimes::fill(std::span<SimTime> times) {
    std::size_t filled = 0;
    while (filled < times.size() && piece_ < pieces_.size()) {
        const Piece& piece = pieces_[piece_];
        const double rate = piece.rate + piece.slope * static_cast<double>(clock_ - piece.start);
        const auto left = static_cast<double>(piece.end - clock_);
        const double area_left = (rate + 0.5 * piece.slope * left) * left;
        if (area_to_next_ >= area_left) {
            area_to_next_ -= std::max(area_left, 0.0);
            clock_ = piece.end;
            ++piece_;
            continue;
        }
        double gap = area_to_next_ * piece.mean_gap;
        if (piece.slope != 0) {
            // Smallest x with rate x + slope x^2 / 2 = area, in the form without cancellation.
            const double square = rate * rate + 2 * piece.slope * area_to_next_;
            gap = 2 * area_to_next_ / (rate + std::sqrt(std::max(square, 0.0)));
        }
        clock_ = std::min(clock_ + rounded_(gap), piece.end);
        area_to_next_ = random_.exponential();
        if (clock_ < end_) times[filled++] = time_at(clock_);
    }
    return filled;
}

}  // namespace isotherm
