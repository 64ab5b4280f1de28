// SPDX-License-Identifier: Apache-2.0
#include "app/render/hottest_first.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "engine/insight/table_load.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

struct Ranked {
    std::size_t table = 0;
    std::size_t partition = 0;
    float peak = 0;  // highest demand / limit of one second
    std::uint64_t demand = 0;
};

float heat_in(const TableRecording& table, Side side, std::size_t partition, std::int64_t column) {
    const auto peaks = table.heat[side].peaks(column);
    if (partition < peaks.size()) return peaks[partition];
    const auto row = table.heat[side].row(column);
    if (partition >= row.size()) return 0;
    const double limit = table.partitions[partition].limit_at(side, column).in_units_per_second();
    return limit > 0 ? static_cast<float>(HalfUnits(row[partition].demand).in_units() / limit) : 0;
}

std::vector<Ranked> ranking(const Recording& recording, Side side) {
    std::vector<Ranked> list;
    for (std::size_t t = 0; t < recording.tables.size(); ++t) {
        const TableRecording& table = recording.tables[t];
        const std::size_t first = list.size();
        for (std::size_t p = 0; p < table.partitions.size(); ++p) list.push_back({t, p, 0, 0});
        for (std::int64_t c = 0; c < table.heat[side].end_second(); ++c) {
            const auto row = table.heat[side].row(c);
            for (std::size_t p = 0; p < row.size(); ++p) {
                Ranked& one = list[first + p];
                one.peak = std::max(one.peak, heat_in(table, side, p, c));
                one.demand += row[p].demand;
            }
        }
    }
    std::sort(list.begin(), list.end(), [](const Ranked& a, const Ranked& b) {
        return std::tuple(b.peak, b.demand, a.table, a.partition) <
               std::tuple(a.peak, a.demand, b.table, b.partition);
    });
    return list;
}

void add_series(std::vector<SeriesSecond>& sums, const std::vector<SeriesSecond>& more) {
    if (sums.size() < more.size()) sums.resize(more.size());
    for (std::size_t s = 0; s < more.size(); ++s) {
        sums[s].demand += more[s].demand;
        sums[s].consumed += more[s].consumed;
        sums[s].provisioned += more[s].provisioned;
        for (std::size_t o = 0; o < outcome_count; ++o) sums[s].requests[o] += more[s].requests[o];
        sums[s].throttled_seconds = std::max(sums[s].throttled_seconds, more[s].throttled_seconds);
    }
}

void add_heat(const Recording& recording, const Scenario* scenario, Side side,
              const std::vector<Ranked>& list, TableRecording& all) {
    std::int64_t end = 0;
    std::vector<TableLoad> loads;
    for (std::size_t t = 0; t < recording.tables.size(); ++t) {
        end = std::max(end, recording.tables[t].heat[side].end_second());
        loads.emplace_back(recording, scenario, t, side);
    }
    for (std::int64_t c = 0; c < end; ++c) {
        const auto row = all.heat[side].add_row(c, list.size());
        std::vector<float> peaks(list.size());
        for (std::size_t i = 0; i < list.size(); ++i) {
            const TableRecording& table = recording.tables[list[i].table];
            const auto cells = table.heat[side].row(c);
            if (list[i].partition >= cells.size()) continue;
            row[i] = cells[list[i].partition];
            peaks[i] = heat_in(table, side, list[i].partition, c);
            if (row[i].demand > 0)
                peaks[i] = std::max(peaks[i], static_cast<float>(loads[list[i].table].share(c)));
        }
        all.heat[side].set_peaks(c, std::move(peaks));
    }
}

}  // namespace

Side hottest_side(const Recording& recording) {
    BySide<std::uint64_t> throttled{};
    BySide<float> peak{};
    for (const TableRecording& table : recording.tables) {
        for (const Side side : both_sides) {
            for (const PartitionRecord& partition : table.partitions)
                throttled[side] += partition.throttled[side];
            for (std::int64_t c = 0; c < table.heat[side].end_second(); ++c) {
                for (std::size_t p = 0; p < table.heat[side].row(c).size(); ++p)
                    peak[side] = std::max(peak[side], heat_in(table, side, p, c));
            }
        }
    }
    return std::tuple(throttled[Side::read], peak[Side::read]) >
                   std::tuple(throttled[Side::write], peak[Side::write])
               ? Side::read
               : Side::write;
}

Recording hottest_first(const Recording& recording, Side side, const Scenario* scenario) {
    const std::vector<Ranked> list = ranking(recording, side);
    Recording ranked;
    ranked.name = recording.name;
    ranked.start = recording.start;
    ranked.simulated = recording.simulated;
    ranked.throttle_reasons = recording.throttle_reasons;
    TableRecording all;
    std::size_t tables = 0;
    bool on_demand = true;
    for (const TableRecording& table : recording.tables) {
        tables += !table.partitions.empty();
        on_demand = on_demand && table.on_demand_at(0);
        all.column_seconds = table.column_seconds;
        for (const Side each : both_sides) add_series(all.seconds[each], table.seconds[each]);
    }
    all.name = ResourceName(tables == 1 ? "1 table, hottest first"
                                        : fmt::format("{} tables, hottest first",
                                                      grouped(static_cast<std::int64_t>(tables))));
    all.modes = {{0, on_demand}};
    const auto position_of_rank = [&](std::size_t rank) {
        return static_cast<KeyPosition>((static_cast<unsigned __int128>(rank) << 64) / list.size());
    };
    for (std::size_t i = 0; i < list.size(); ++i) {
        PartitionRecord record = recording.tables[list[i].table].partitions[list[i].partition];
        record.first_position = position_of_rank(i);
        record.last_position = position_of_rank(i + 1) - 1;
        record.first_sort = 0;
        record.last_sort = last_sort;
        record.born_second = 0;
        record.retired_second.reset();
        record.parent.reset();
        all.partitions.push_back(std::move(record));
    }
    add_heat(recording, scenario, side, list, all);
    ranked.tables.push_back(std::move(all));
    return ranked;
}

}  // namespace isotherm
