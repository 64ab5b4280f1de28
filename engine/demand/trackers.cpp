// SPDX-License-Identifier: Apache-2.0
#include "engine/demand/fluid_bucket.h"
#include "engine/demand/trackers.h"

#include <algorithm>

namespace isotherm {
namespace {

constexpr double at_peak = 0.99;  // share of the highest rate that still counts as its peak

}  // namespace

std::optional<DemandStep::Stretch> DemandStep::above(double rate) const {
    if (highest() <= rate) return std::nullopt;
    if (from > rate && to > rate) return Stretch{begin, end};
    const double part = (rate - from) / (to - from);
    const SimTime cross =
        begin +
        SimDuration(static_cast<std::int64_t>(part * static_cast<double>((end - begin).count())));
    return from > rate ? Stretch{begin, cross} : Stretch{cross, end};
}

double PeakTracker::score_of(const DemandStep& step, double limit) const {
    return over_limit_ && limit > 0 ? step.highest() / limit : step.highest();
}

// On a slow curve, each of many steps is a little higher than the one before: the peak begins where
// demand comes near to the highest of them.
bool PeakTracker::see(const DemandStep& step, double limit) {
    const double highest = step.highest();
    if (highest <= 0) return false;
    const double score = score_of(step, limit);
    const auto stretch = step.above(highest * at_peak);
    if (!stretch) return false;
    if (score > score_ * (1 + 1e-6)) {
        const bool goes_on = score <= score_ / at_peak && stretch->begin <= peak_.until;
        if (!goes_on) rise_.clear();
        score_ = score;
        rise_.push_back({step, limit});
        const auto low = [&](const Rise& one) {
            return score_of(one.step, one.limit) < score * at_peak;
        };
        const auto first = std::find_if_not(rise_.begin(), rise_.end(), low);
        rise_.erase(rise_.begin(), first);
        const double share = score * at_peak / score_of(rise_.front().step, rise_.front().limit);
        const auto begins = rise_.front().step.above(rise_.front().step.highest() * share);
        peak_ = {highest, limit, begins ? begins->begin : stretch->begin, stretch->end};
        return true;
    }
    if (score < score_ * at_peak || stretch->begin != peak_.until) return false;
    const auto near = step.above(highest * (score_ * at_peak / score));
    if (near && near->begin == peak_.until) peak_.until = near->end;
    return false;
}

void ShortageTracker::see(const DemandStep& step, double limit, PartitionIndex partition) {
    const auto stretch = step.above(limit * (1 + rate_rounding));
    if (!stretch) return;
    if (stretch->begin > present_.until || !above_) present_ = {0, limit, stretch->begin, {}};
    above_ = true;
    present_.until = std::max(present_.until, stretch->end);
    const double ratio = limit > 0 ? step.highest() / limit : step.highest();
    if (ratio > worst_ratio_) {
        worst_ratio_ = ratio;
        present_.units = step.highest();
        present_.limit = limit;
        worst_partition_ = partition;
        shortage_.worst = present_;
    }
    if (shortage_.worst.from == present_.from) shortage_.worst.until = present_.until;
}

void ShortageTracker::empty(SimTime at, bool first_time) {
    if (first_time) ++shortage_.partitions;
    if (shortage_.throttles_from && *shortage_.throttles_from <= at) return;
    shortage_.throttles_from = at;
}

void ShortageTracker::still_draining(SimTime until, PartitionIndex partition) {
    if (would_ && *would_ <= until) return;
    would_ = until;
    worst_partition_ = partition;
}

std::optional<Shortage> ShortageTracker::found(DemandLimit limit) const {
    if (!shortage_.throttles_from && !would_) return std::nullopt;
    Shortage shortage = shortage_;
    shortage.limit = limit;
    if (would_) shortage.would_throttle = *would_;
    if (shortage.throttles_from) shortage.would_throttle = *shortage.throttles_from;
    return shortage;
}

}  // namespace isotherm
