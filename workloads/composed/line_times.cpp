// SPDX-License-Identifier: Apache-2.0
#include "workloads/composed/line_times.h"

#include <algorithm>
#include <cmath>

namespace isotherm {

LineTimes::LineTimes(std::unique_ptr<RateLines> lines, const ShapeContext& context, Gaps gaps)
    : lines_(std::move(lines)),
      gaps_(gaps),
      random_(context.random),
      end_(ticks_of(context.duration)),
      area_to_next_(gaps == Gaps::equal ? 0.5 : random_.exponential()) {
    if (end_ > 0) next_line();
}

void LineTimes::next_line() {
    const SimDuration begin = time_at(line_end_).time_since_epoch();
    const CourseLine line = lines_->next(begin);
    const double length = in_seconds(line.end - begin) * ticks_per_second;
    line_begin_ = line_end_;
    line_end_ = line.end >= time_at(end_).time_since_epoch() ? end_ : ticks_of(line.end);
    rate_ = line.from / ticks_per_second;
    slope_ = length > 0 ? (line.to - line.from) / ticks_per_second / length : 0;
}

std::size_t LineTimes::fill(std::span<SimTime> times) {
    std::size_t filled = 0;
    while (filled < times.size() && clock_ < end_) {
        const double rate = rate_ + slope_ * static_cast<double>(clock_ - line_begin_);
        const auto left = static_cast<double>(line_end_ - clock_);
        const double area_left = (rate + 0.5 * slope_ * left) * left;
        if (area_to_next_ >= area_left) {
            area_to_next_ -= std::max(area_left, 0.0);
            clock_ = line_end_;
            if (clock_ < end_) next_line();
            continue;
        }
        double gap = area_to_next_ / rate;
        if (slope_ != 0) {
            // Smallest x with rate x + slope x^2 / 2 = area, in the form without cancellation.
            const double square = rate * rate + 2 * slope_ * area_to_next_;
            gap = 2 * area_to_next_ / (rate + std::sqrt(std::max(square, 0.0)));
        }
        clock_ = std::min(clock_ + rounded_(gap), line_end_);
        area_to_next_ = next_area();
        if (clock_ < end_) times[filled++] = time_at(clock_);
    }
    return filled;
}

void LineTimes::state(StateVisitor& visit) {
    lines_->state(visit);
    visit(random_, rounded_, clock_, area_to_next_, line_begin_, line_end_, rate_, slope_);
    visit.require(line_begin_ <= clock_ && clock_ <= line_end_ && line_end_ <= end_);
}

}  // namespace isotherm
