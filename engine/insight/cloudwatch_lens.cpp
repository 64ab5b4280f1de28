// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/cloudwatch_lens.h"

#include <algorithm>

#include "engine/insight/episodes.h"
#include "engine/insight/recorded_moment.h"

namespace isotherm {

std::vector<LensMinute> lens_minutes(const TableRecording& table, Side side, TimeWindow window) {
    std::vector<LensMinute> minutes;
    const std::int64_t each = table.column_seconds;
    const std::int64_t recorded = std::ssize(table.seconds[static_cast<std::size_t>(side)]) * each;
    std::int64_t first = window.first / lens_seconds * lens_seconds;
    for (; first < std::min(window.end, recorded); first += lens_seconds) {
        LensMinute minute;
        minute.seconds = {first, std::min(first + lens_seconds, recorded)};
        std::int64_t consumed = 0, provisioned = 0;
        for (std::int64_t s = first; s < minute.seconds.end; s += each) {
            const SeriesSecond& column = *moment_of(table, side, s).series;
            consumed += column.consumed;
            provisioned += column.provisioned * each;
            minute.throttled += column.throttled();
        }
        const auto length = static_cast<double>(minute.seconds.length());
        minute.consumed = HalfUnits(consumed).in_units() / length;
        minute.provisioned = static_cast<double>(provisioned) * 1e-3 / length;
        minutes.push_back(minute);
    }
    return minutes;
}

std::optional<LensFacts> lens_facts(const Recording& recording, std::size_t table, Side side,
                                    TimeWindow counted) {
    const TableRecording& of = recording.tables[table];
    const auto minutes = lens_minutes(of, side, counted);
    if (minutes.empty()) return std::nullopt;
    LensFacts facts;
    facts.fullest = *std::max_element(
        minutes.begin(), minutes.end(),
        [](const LensMinute& a, const LensMinute& b) { return a.use() < b.use(); });
    std::int64_t worst = -1;
    std::uint64_t most = 0;
    const ColumnRange columns = recorded_columns(of, side, counted);
    for (std::int64_t c = columns.first; c < columns.end; ++c) {
        const RecordedMoment moment = moment_of_column(of, side, c);
        const std::uint64_t here = moment.series->throttled();
        facts.throttled += here;
        facts.throttled_seconds += moment.throttled_seconds();
        if (here <= most) continue;
        most = here;
        worst = moment.seconds.first;
    }
    if (facts.throttled == 0) return facts;
    if (const auto partition = most_throttled_partition(of, side, worst)) {
        facts.worst =
            cell_facts(recording, table, side, {worst, of.partitions[*partition].first_position});
        if (facts.worst && facts.worst->limit <= 0) facts.worst.reset();
    }
    return facts;
}

}  // namespace isotherm
