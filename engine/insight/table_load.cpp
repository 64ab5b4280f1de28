// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/table_load.h"

#include <algorithm>
#include <utility>

#include "engine/insight/limits_in_force.h"
#include "engine/insight/recorded_moment.h"
#include "engine/scenario/scenario.h"

namespace isotherm {
namespace {

// Whether one bucket of the whole table admits requests to it while it is provisioned.
bool admits_by_table(const Scenario* scenario) {
    return scenario != nullptr && scenario->admission != nullptr &&
           !scenario->admission->start(scenario->seed)->shares_out();
}

// Returns 0 if nothing limits the table as a whole.
double table_limit(const Recording& recording, const Scenario* scenario,
                   const TableRecording& table, Side side, const SeriesSecond& series,
                   std::int64_t second, bool by_table) {
    const double throughput = static_cast<double>(series.provisioned) * 1e-3;
    if (!table.on_demand_at(second)) return by_table ? throughput : 0;
    const auto maximum = on_demand_maximum_at(recording, scenario, table.name, side, second);
    if (!maximum) return throughput;
    return throughput > 0 ? std::min(throughput, *maximum) : *maximum;
}

}  // namespace

TableLoad::TableLoad(const Recording& recording, const Scenario* scenario, std::size_t table,
                     Side side)
    : table_(table), side_(side) {
    extend(recording, scenario, 0);
}

void TableLoad::extend(const Recording& recording, const Scenario* scenario,
                       std::int64_t from_second) {
    if (table_ >= recording.tables.size()) return;
    const TableRecording& table = recording.tables[table_];
    const std::vector<SeriesSecond>& series = table.seconds[side_];
    const auto from = static_cast<std::size_t>(from_second / table.column_seconds);
    if (columns_.size() > from) columns_.resize(from);
    const bool by_table = admits_by_table(scenario);
    for (std::size_t c = columns_.size(); c < series.size(); ++c) {
        const auto column = static_cast<std::int64_t>(c);
        const double limit = table_limit(recording, scenario, table, side_, series[c],
                                         column * table.column_seconds, by_table);
        const RecordedMoment moment = moment_of_column(table, side_, column);
        const double demand = HalfUnits(moment.busiest_demand()).in_units();
        limited_ = limited_ || limit > 0;
        columns_.push_back(
            {limit > 0 ? static_cast<float>(demand / limit) : 0, static_cast<float>(limit)});
    }
}

double TableLoad::share(std::int64_t column) const {
    if (column < 0 || column >= std::ssize(columns_)) return 0;
    return static_cast<double>(columns_[static_cast<std::size_t>(column)].share);
}

std::optional<double> TableLoad::limit(std::int64_t column) const {
    if (column < 0 || column >= std::ssize(columns_)) return std::nullopt;
    const float limit = columns_[static_cast<std::size_t>(column)].limit;
    return limit > 0 ? std::optional(static_cast<double>(limit)) : std::nullopt;
}

void TableLoad::raise(const TableRecording& table, std::vector<HeatSummary>& sums,
                      std::int64_t first_second, std::int64_t end_second) const {
    if (!limited_) return;
    const ColumnRange range = columns_of(first_second, end_second, table.column_seconds);
    // The fullest seconds first: nearly every partition has been asked in one of the first few, so
    // few rows are read.
    std::vector<std::pair<double, std::int64_t>> fullest;
    for (std::int64_t c = range.first; c < std::min(range.end, std::ssize(columns_)); ++c)
        if (share(c) > 0) fullest.emplace_back(share(c), c);
    std::make_heap(fullest.begin(), fullest.end());
    std::vector<std::size_t> open;  // partitions whose highest heat is not known yet
    for (std::size_t p = 0; p < sums.size(); ++p)
        if (sums[p].demand > 0) open.push_back(p);
    while (!fullest.empty() && !open.empty()) {
        const double most = fullest.front().first;
        const auto row = table.heat[side_].row(fullest.front().second);
        std::pop_heap(fullest.begin(), fullest.end());
        fullest.pop_back();
        open.erase(std::remove_if(open.begin(), open.end(),
                                  [&](std::size_t p) {
                                      if (sums[p].peak_heat >= most) return true;
                                      if (p >= row.size() || row[p].demand == 0) return false;
                                      sums[p].peak_heat = most;
                                      return true;
                                  }),
                   open.end());
    }
}

double TableLoad::peak(const TableRecording& table, std::size_t partition,
                       std::int64_t first_second, std::int64_t end_second) const {
    double most = 0;
    if (!limited_) return most;
    const ColumnRange range = columns_of(first_second, end_second, table.column_seconds);
    for (std::int64_t c = range.first; c < std::min(range.end, std::ssize(columns_)); ++c) {
        const auto row = table.heat[side_].row(c);
        if (partition < row.size() && row[partition].demand > 0) most = std::max(most, share(c));
    }
    return most;
}

}  // namespace isotherm
