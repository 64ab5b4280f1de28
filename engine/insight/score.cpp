// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/score.h"

#include <algorithm>

#include "engine/insight/recorded_moment.h"

namespace isotherm {
namespace {

constexpr std::int64_t most_points = 60;

struct PartitionSums {
    // Demand in units per second since a partition's birth, for partitions that still serve at the
    // end of the time window. Partitions that were split earlier do not show how even the load is.
    double most = 0;
    double mean = 0;
    // Highest heat of all partitions, and the partition that reached it.
    double heat = 0;
    std::size_t hottest = 0;

    double imbalance() const { return mean > 0 ? most / mean : 0; }
};

PartitionSums partition_sums(const TableRecording& table, const HeatPyramid& pyramid,
                             TimeWindow time) {
    const auto& partitions = table.partitions;
    PartitionSums sums;
    double total = 0;
    std::size_t serving = 0;
    for (std::size_t p = 0; p < partitions.size(); ++p) {
        const auto& retired = partitions[p].retired_second;
        if (partitions[p].born_second >= time.end || (retired && *retired <= time.first)) continue;
        const HeatSummary summary = pyramid.summary(p, time.first, time.end);
        if (summary.peak_heat > sums.heat) {
            sums.heat = summary.peak_heat;
            sums.hottest = p;
        }
        if (retired && *retired < time.end) continue;
        const std::int64_t life = time.end - std::max(time.first, partitions[p].born_second);
        const double demand = HalfUnits(summary.demand).in_units() / static_cast<double>(life);
        sums.most = std::max(sums.most, demand);
        total += demand;
        ++serving;
    }
    sums.mean = serving > 0 ? total / static_cast<double>(serving) : 0;
    return sums;
}

// Returns the first second of the column with a partition's highest heat in the time window, by
// bisection; columns have `each` seconds.
std::int64_t hottest_second(const HeatPyramid& pyramid, std::size_t partition, TimeWindow time,
                            std::int64_t each) {
    const auto heat = [&](std::int64_t first, std::int64_t end) {
        return pyramid.summary(partition, first, end).peak_heat;
    };
    const auto most = heat(time.first, time.end);
    while (time.end - time.first > each) {
        const std::int64_t half = (time.end - time.first) / each / 2 * each;
        if (heat(time.first, time.first + half) == most)
            time.end = time.first + half;
        else
            time.first += half;
    }
    return time.first;
}

struct SeriesSums {
    std::uint64_t throttled = 0;
    std::uint64_t tries = 0;
    double consumed = 0;
    double provisioned = 0;
    std::int64_t worst = 0;
};

SeriesSums series_sums(const TableRecording& table, Side side, ColumnRange columns) {
    const std::int64_t each = table.column_seconds;
    SeriesSums sums;
    std::uint64_t most = 0;
    sums.worst = columns.first * each;
    for (std::int64_t c = columns.first; c < columns.end; ++c) {
        const SeriesSecond& column = *moment_of_column(table, side, c).series;
        const std::uint64_t throttled = column.throttled();
        if (throttled > most) {
            most = throttled;
            sums.worst = c * each;
        }
        sums.throttled += throttled;
        sums.tries += throttled + column.requests[0];
        sums.consumed += HalfUnits(column.consumed).in_units();
        sums.provisioned += static_cast<double>(column.provisioned * each) * 1e-3;
    }
    return sums;
}

void raise(ScoreItem& item, double value, std::int64_t second) {
    item.curve.push_back(value);
    if (item.known && value <= item.value) return;
    item.value = value;
    item.worst_second = second;
    item.known = true;
}

double idle_share(const SeriesSums& sums) {
    return sums.provisioned > 0 ? std::max(0.0, 1 - sums.consumed / sums.provisioned) : 0;
}

}  // namespace

SideTries try_counts(const TableRecording& table, Side side, TimeWindow counted) {
    const SeriesSums sums = series_sums(table, side, recorded_columns(table, side, counted));
    return {sums.tries, sums.throttled};
}

SideNumbers side_numbers(const TableRecording& table, const HeatPyramid& pyramid, Side side,
                         TimeWindow counted) {
    SideNumbers numbers;
    const ColumnRange columns = recorded_columns(table, side, counted);
    if (columns.end <= columns.first) return numbers;
    for (std::int64_t c = columns.first; c < columns.end; ++c) {
        const RecordedMoment moment = moment_of_column(table, side, c);
        for (std::size_t o = 0; o < outcome_count; ++o)
            numbers.outcomes[o] += moment.series->requests[o];
        numbers.throttled += moment.series->throttled();
        numbers.throttled_seconds += moment.throttled_seconds();
    }
    numbers.tries = numbers.outcomes[0] + numbers.throttled;
    const std::int64_t each = table.column_seconds;
    const PartitionSums sums =
        partition_sums(table, pyramid, {columns.first * each, columns.end * each});
    numbers.heat = sums.heat;
    numbers.hottest_partition = sums.hottest;
    numbers.imbalance = sums.imbalance();
    return numbers;
}

Score score_of(const TableRecording& table, const HeatPyramid& pyramid, Side side,
               TimeWindow counted) {
    Score score;
    const std::int64_t each = table.column_seconds;
    const ColumnRange columns = recorded_columns(table, side, counted);
    const std::int64_t length = columns.end - columns.first;
    if (length <= 0) return score;

    const std::int64_t points = std::min(most_points, length);
    for (std::int64_t i = 0; i < points; ++i) {
        const ColumnRange range{columns.first + length * i / points,
                                columns.first + length * (i + 1) / points};
        const TimeWindow part{range.first * each, range.end * each};
        const SeriesSums series = series_sums(table, side, range);
        const PartitionSums sums = partition_sums(table, pyramid, part);
        raise(score.throttled, static_cast<double>(series.throttled), series.worst);
        raise(score.hottest, sums.heat, part.first);
        raise(score.imbalance, sums.imbalance(), part.first);
        raise(score.idle, idle_share(series), part.first);
    }
    const SeriesSums all = series_sums(table, side, columns);
    const TimeWindow whole{columns.first * each, columns.end * each};
    const PartitionSums partitions = partition_sums(table, pyramid, whole);
    score.tries = all.tries;
    score.throttled_count = all.throttled;
    score.throttled.value = static_cast<double>(all.throttled);
    score.hottest.value = partitions.heat;
    score.hottest_partition = partitions.hottest;
    score.hottest.worst_partition = partitions.hottest;
    score.hottest.worst_second = hottest_second(pyramid, partitions.hottest, whole, each);
    score.imbalance.value = partitions.imbalance();
    score.imbalance.known = partitions.mean > 0;
    score.idle.value = idle_share(all);
    score.idle.known = all.provisioned > 0;
    return score;
}

}  // namespace isotherm
