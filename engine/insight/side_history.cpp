// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/side_history.h"

#include <algorithm>

namespace isotherm {
namespace {

// The part of the throttled tries of a table that was sent again, 0 to 1; exact for the whole run.
double resent_part(const TableRecording& table) {
    const Totals& totals = table.callers;
    if (totals.throttled == 0 || totals.attempts <= totals.requests) return 0;
    return std::min(1.0, static_cast<double>(totals.attempts - totals.requests) /
                             static_cast<double>(totals.throttled));
}

}  // namespace

// How much of a second's tries was sent before is not recorded. It is estimated: what was refused
// in this second and the one before comes again, in the part in which it does over the whole run.
SideHistory::SideHistory(const TableRecording& table, Side side) : seconds_(table.column_seconds) {
    const std::vector<SeriesSecond>& series = table.seconds[side];
    const double again = resent_part(table);
    columns_.resize(series.size());
    fresh_.assign(series.size() + 1, 0);
    provisioned_ = fresh_;
    double before = 0;
    for (std::size_t c = 0; c < series.size(); ++c) {
        const SeriesSecond& second = series[c];
        Column& column = columns_[c];
        const auto length = static_cast<double>(seconds_);
        column.asked = HalfUnits(second.demand).in_units() / length;
        column.busiest = seconds_ == 1 ? column.asked : HalfUnits(second.peak_demand).in_units();
        column.provisioned = static_cast<double>(second.provisioned) * 1e-3;
        column.throttled = second.throttled();
        const auto now = static_cast<double>(column.throttled);
        const double refused = seconds_ == 1 ? (now + before) / 2 : now;
        const auto tries = static_cast<double>(second.tries());
        column.resent = tries > 0 ? std::min(1.0, again * refused / tries) : 0;
        column.fresh = column.asked * (1 - column.resent);
        fresh_[c + 1] = fresh_[c] + column.fresh;
        provisioned_[c + 1] = provisioned_[c] + column.provisioned;
        before = now;
    }
}

bool SideHistory::fits(std::size_t first, std::size_t end) const {
    return fresh_[end] - fresh_[first] <= provisioned_[end] - provisioned_[first];
}

bool SideHistory::fits_on_average(std::size_t column) const {
    const auto window =
        static_cast<std::size_t>(std::max<std::int64_t>(1, burst_seconds / seconds_));
    const std::size_t first = column + 1 > window ? column + 1 - window : 0;
    const std::size_t last = std::min(column + window, size());
    return fits(first, std::min(first + window, size())) &&
           fits(last > window ? last - window : 0, last);
}

}  // namespace isotherm
