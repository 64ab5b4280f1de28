// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/recorded_past.h"

#include <QFileInfo>
#include <algorithm>

namespace isotherm {

void RecordedPast::look_at(const QString& file) {
    past_ = {};
    if (!QFileInfo(file).isFile()) return;
    auto read = read_past_metrics(file.toStdString());
    if (read.ok()) past_ = std::move(read.value());
}

void RecordedPast::look_beside(const QString& scenario) {
    look_at(scenario.isEmpty() ? QString()
                               : QString::fromStdString(past_file_beside(scenario.toStdString())));
}

std::vector<PastStep> RecordedPast::steps(const ResourceName& resource, Side side, WallTime start,
                                          TimeWindow window, std::size_t most) const {
    const PastSeries* series = past_.find(
        resource, side == Side::read ? "ConsumedReadCapacityUnits" : "ConsumedWriteCapacityUnits");
    if (series == nullptr || series->points.empty() || series->period_s <= 0) return {};
    const std::int64_t begin = whole_seconds(start.time_since_epoch());
    const std::int64_t period = series->period_s;
    const auto first = std::max(series->points.begin()->first - begin,
                                window.first - window.first % period - period);
    const auto end = std::min(series->points.rbegin()->first - begin + period, window.end + period);
    std::vector<PastStep> steps;
    if (first >= end) return steps;
    const std::int64_t periods = (end - first + period - 1) / period;
    const auto joined = static_cast<std::int64_t>(1 + static_cast<std::size_t>(periods) /
                                                          std::max<std::size_t>(1, most));
    // Points may lie beside the grid of the first one; each belongs to the step in which it begins.
    for (std::int64_t at = first; at < end; at += joined * period) {
        double units = 0;
        const auto last = series->points.lower_bound(begin + at + joined * period);
        for (auto point = series->points.lower_bound(begin + at); point != last; ++point)
            units += point->second;
        const std::int64_t until = std::min(at + joined * period, end);
        const double from = static_cast<double>(std::max(at, window.first));
        const double to = static_cast<double>(std::min(until, window.end));
        if (from < to) steps.push_back({from, to, units / static_cast<double>(until - at)});
    }
    return steps;
}

}  // namespace isotherm
