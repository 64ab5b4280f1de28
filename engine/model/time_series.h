// SPDX-License-Identifier: Apache-2.0
#pragma once
// Time-series tables: one table per hour, day, week or month, so that the throughput of old tables
// can be lowered ("cooled") and old tables can be deleted. Settings and calendar.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/partition_count.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

enum class Period : std::uint8_t { hour, day, week, month };
constexpr auto words_of(Period) {
    return std::to_array<std::string_view>({"hour", "day", "week", "month"});
}

struct TimeSeriesSpec : Configurable {
    std::optional<Period> period;  // nullopt: not a time series but a single table
    bool one_table = false;        // sends the same traffic to one big table instead
    SimDuration ahead = 1h;        // how long before its period a table is created
    std::int64_t history = 0;      // number of tables of earlier periods that exist at the start
    std::int64_t retention = 0;    // periods after which a table is dropped; 0: never
    // Throughput of a table whose period ended 0, 1, 2 … periods ago; the last value also applies
    // to all older tables. Empty: the throughput stays as in the table's own period.
    std::vector<double> cool_read;
    std::vector<double> cool_write;
    SimDuration cool_after = 10min;  // time from the end of the period to cooling, for late writes
    std::int64_t scaled = 1;         // number of newest tables that the scaling policies control
    Share late{0.0};                 // share of writes whose timestamp lies in the past
    SimDuration late_by = 10min;     // mean age of late writes
    std::vector<double> read_ages;   // read weights by age in periods; empty: all 0
    bool archive = false;            // whether a table is exported before it is deleted

    void settings(SettingsVisitor& visit) override;
    bool enabled() const { return period && !one_table; }
    // Returns the throughput of a table whose period ended `age` periods ago.
    Throughput cooled(Throughput warm, std::size_t age) const;
};

// Calendar of periods of one kind, in UTC. Weeks begin on Monday.
class PeriodCalendar {
public:
    explicit PeriodCalendar(Period period) : period_(period) {}

    WallTime start_of(WallTime time) const;
    // The start of the period that is `periods` periods later (earlier if negative).
    WallTime shifted(WallTime start, std::int64_t periods) const;
    // Name of the period: "2016-01", "2016-01-20", "2016-W03" or "2016-01-20-13".
    std::string name_of(WallTime start) const;

private:
    Period period_;
};

}  // namespace isotherm
