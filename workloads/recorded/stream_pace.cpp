// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/stream_pace.h"

#include <algorithm>

namespace isotherm {
namespace {

Era era_of_stream() { return *era_named(StreamPaceBuilder::era); }

}  // namespace

StreamPaceBuilder::StreamPaceBuilder()
    : charge_(era_of_stream()),
      item_bytes_most_(static_cast<std::uint32_t>(era_of_stream().item_largest.count)) {}

void StreamPaceBuilder::add(const TraceRows& rows, const TraceReader& reader) {
    const TraceTraits traits = reader.traits();
    const auto verbs = reader.verbs();
    has_times_ = traits.stamps != Stamps::none;
    Second* second = &all_;
    std::int64_t second_number = -1;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        // Rows of one second are mostly adjacent, so the map is looked up only when the second
        // changes.
        if (has_times_ && rows.time_us[i] / second_us != second_number) {
            second_number = rows.time_us[i] / second_us;
            second = &seconds_[second_number];
        }
        const bool reads = verbs[rows.verb[i]].kind == VerbKind::read;
        const auto bytes = traits.has_sizes ? static_cast<std::uint32_t>(std::min<std::uint64_t>(
                                                  rows.bytes[i], item_bytes_most_))
                                            : assumed_item_bytes;
        const Operation operation = reads ? Operation::get_item_eventual : Operation::put_item;
        (reads ? second->reads : second->writes) += 1;
        second->half_units[side_of(operation)] += charge_.of(operation, bytes).count();
    }
}

StreamPace StreamPaceBuilder::finish() const {
    StreamPace pace;
    Second all = all_;
    std::vector<std::pair<std::int64_t, Second>> ordered(seconds_.begin(), seconds_.end());
    std::sort(ordered.begin(), ordered.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    const std::int64_t first = ordered.empty() ? 0 : ordered.front().first;
    if (!ordered.empty()) {
        pace.seconds = ordered.back().first - first + 1;
        pace.column_seconds = (pace.seconds + most_columns - 1) / most_columns;
        pace.columns.resize(static_cast<std::size_t>((pace.seconds + pace.column_seconds - 1) /
                                                     pace.column_seconds));
    }
    for (const auto& [number, second] : ordered) {
        const std::int64_t at = number - first;
        PaceColumn& column = pace.columns[static_cast<std::size_t>(at / pace.column_seconds)];
        const std::uint64_t requests = second.reads + second.writes;
        column.reads += second.reads;
        column.writes += second.writes;
        if (requests > column.busiest()) {
            column.busiest_reads = second.reads;
            column.busiest_writes = second.writes;
        }
        if (requests > pace.busiest_requests) {
            pace.busiest_requests = requests;
            pace.busiest_second = at;
        }
        all.reads += second.reads;
        all.writes += second.writes;
        for (const Side side : both_sides) {
            all.half_units[side] += second.half_units[side];
            const double units = HalfUnits(second.half_units[side]).in_units();
            if (units <= pace.needs[side].busiest) continue;
            pace.needs[side].busiest = units;
            pace.needs[side].busiest_second = at;
        }
    }
    const auto requests = static_cast<double>(all.reads + all.writes);
    const double length = has_times_ ? static_cast<double>(pace.seconds) : requests / assumed_rate;
    if (length > 0) pace.mean_requests = requests / length;
    for (const Side side : both_sides) {
        pace.needs[side].units = HalfUnits(all.half_units[side]).in_units();
        if (length > 0) pace.needs[side].mean = pace.needs[side].units / length;
    }
    return pace;
}

}  // namespace isotherm
