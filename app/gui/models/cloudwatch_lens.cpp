// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/cloudwatch_lens.h"

#include <algorithm>

#include "app/gui/models/cause_names.h"
#include "engine/insight/cell_facts.h"
#include "engine/insight/episodes.h"
#include "engine/insight/recorded_moment.h"
#include "app/render/theme.h"

namespace isotherm {

std::vector<LensMinute> lens_minutes(const TableRecording& table, Side side, TimeWindow window) {
    std::vector<LensMinute> minutes;
    const std::int64_t each = table.column_seconds;
    const std::int64_t recorded = std::ssize(table.seconds[side]) * each;
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

HeatGrid lens_grid(const std::vector<LensMinute>& minutes, TimeColumns columns) {
    HeatGrid grid;
    grid.columns = columns;
    HashRow whole;
    whole.last_position = ~KeyPosition{0};
    whole.tenures.push_back({});
    grid.rows.push_back(whole);
    grid.codes.assign(columns.count, code_missing);
    grid.row_demand.assign(1, 0);
    grid.row_throttled.assign(1, 0);
    grid.column_throttled.assign(columns.count, 0);
    auto minute = minutes.begin();
    for (std::size_t c = 0; c < columns.count; ++c) {
        const std::int64_t second = columns.first_of(c);
        while (minute != minutes.end() && minute->seconds.end <= second) ++minute;
        if (minute == minutes.end()) break;
        grid.codes[c] = static_cast<HeatCode>(heat_index(minute->use()));
        grid.peak_heat = std::max(grid.peak_heat, minute->use());
    }
    return grid;
}

QString LensSentence::text(const RunModel& run, std::size_t table_index, Side side,
                           TimeWindow counted) {
    if (table_index >= run.recording().tables.size()) return {};
    const TableRecording& table = run.recording().tables[table_index];
    const auto minutes = lens_minutes(table, side, counted);
    if (minutes.empty()) return tr("Nothing has been simulated yet.");
    const auto fullest = std::max_element(
        minutes.begin(), minutes.end(),
        [](const LensMinute& a, const LensMinute& b) { return a.use() < b.use(); });
    std::uint64_t throttled = 0;
    std::int64_t throttled_seconds = 0;
    std::int64_t worst = -1;
    std::uint64_t most = 0;
    const ColumnRange columns = recorded_columns(table, side, counted);
    for (std::int64_t c = columns.first; c < columns.end; ++c) {
        const RecordedMoment moment = moment_of_column(table, side, c);
        const std::uint64_t here = moment.series->throttled();
        throttled += here;
        throttled_seconds += moment.throttled_seconds();
        if (here > most) {
            most = here;
            worst = moment.seconds.first;
        }
    }
    const QString fullest_text = share_text(fullest->use(), 0);
    const bool all = counted.first <= 0 && counted.end >= run.planned_seconds();
    const QString scope = all ? tr("In the whole run") : tr("In the selection");
    if (throttled == 0) {
        return tr("%1, averages of a minute show at most %2 of the table's capacity (minute %3). "
                  "Nothing was throttled, so they hide no refusal here.")
            .arg(scope, fullest_text, minute_of(fullest->seconds.first));
    }
    const QString counts =
        tr("%Ln request(s) were throttled", nullptr, static_cast<int>(throttled));
    const auto partition = most_throttled_partition(table, side, worst);
    QString hidden;
    if (partition) {
        const auto facts = cell_facts(run.recording(), table_index, side,
                                      {worst, table.partitions[*partition].first_position});
        if (facts && facts->limit > 0) {
            const QString name = partition_name(*partition), heat = share_text(facts->heat, 0);
            hidden = facts->is_second()
                         ? tr(" At %1 partition %2 was asked for %3 of its limit.")
                               .arg(clock_of(worst), name, heat)
                         : tr(" In the hottest second of %1 partition %2 was asked for %3 of its "
                              "limit.")
                               .arg(Words::moment(facts->time), name, heat);
        }
    }
    return tr("%1, averages of a minute show at most %2 of the table's capacity (minute %3), yet "
              "%4 in "
              "%5 separate seconds.%6 The average spreads a second over sixty and a partition over "
              "the table.")
        .arg(scope, fullest_text, minute_of(fullest->seconds.first), counts,
             count_text(throttled_seconds), hidden);
}

}  // namespace isotherm
