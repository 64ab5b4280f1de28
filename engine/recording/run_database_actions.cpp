// SPDX-License-Identifier: Apache-2.0
// The actions of workloads in run.sqlite. Most is for queries of the user and not read back.

#include <cmath>

#include "engine/recording/run_database_parts.h"

namespace isotherm::run_database {
namespace {

constexpr const char* actions_schema = R"sql(
CREATE TABLE actions (workload_number INTEGER PRIMARY KEY, begun INTEGER NOT NULL, done INTEGER NOT NULL,
                      failed INTEGER NOT NULL, shed INTEGER NOT NULL, open INTEGER NOT NULL,
                      waiting INTEGER NOT NULL, first_begun_us INTEGER, last_done_us INTEGER,
                      mean_ms REAL NOT NULL, p50_ms REAL NOT NULL, p90_ms REAL NOT NULL, p95_ms REAL NOT NULL,
                      p99_ms REAL NOT NULL, p99_9_ms REAL NOT NULL, max_ms REAL NOT NULL, calls INTEGER NOT NULL,
                      attempts INTEGER NOT NULL, read_units REAL NOT NULL, write_units REAL NOT NULL,
                      amplification REAL AS (CASE WHEN calls > 0 THEN CAST(attempts AS REAL) / calls END));
CREATE TABLE action_steps (workload_number INTEGER NOT NULL, step INTEGER NOT NULL, name TEXT NOT NULL,
                           done INTEGER NOT NULL, failed INTEGER NOT NULL,
                           mean_ms REAL NOT NULL, p50_ms REAL NOT NULL, p90_ms REAL NOT NULL, p95_ms REAL NOT NULL,
                           p99_ms REAL NOT NULL, p99_9_ms REAL NOT NULL, max_ms REAL NOT NULL,
                           PRIMARY KEY (workload_number, step)) WITHOUT ROWID;
CREATE TABLE action_units (workload_number INTEGER NOT NULL, table_number INTEGER NOT NULL,
                           operation INTEGER NOT NULL, calls INTEGER NOT NULL, attempts INTEGER NOT NULL,
                           refused INTEGER NOT NULL, item_rows INTEGER NOT NULL, throttled INTEGER NOT NULL,
                           units REAL NOT NULL,
                           PRIMARY KEY (workload_number, table_number, operation)) WITHOUT ROWID;
CREATE TABLE action_minutes (workload_number INTEGER NOT NULL, minute INTEGER NOT NULL, begun INTEGER NOT NULL,
                             done INTEGER NOT NULL, failed INTEGER NOT NULL, shed INTEGER NOT NULL,
                             mean_ms REAL, max_ms REAL NOT NULL, p50_ms REAL NOT NULL, p99_ms REAL NOT NULL,
                             PRIMARY KEY (workload_number, minute)) WITHOUT ROWID;
)sql";

// No latency is longer; damaged files may have any number.
constexpr double longest_ms = 1e15;
constexpr double most_units = 1e18;

std::optional<std::int64_t> microseconds(const std::optional<SimTime>& time) {
    if (!time) return std::nullopt;
    return std::int64_t{time->time_since_epoch().count()};
}

void write_steps(Database& database, std::size_t workload, const ActionRecord& record) {
    SqlStatement insert(database,
                        "INSERT INTO action_steps VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t s = 0; s < record.steps.size(); ++s) {
        const StepRecord& step = record.steps[s];
        const LatencyHistogram& latency = step.latency;
        insert.insert(workload, s, step.name, latency.count(), step.failed, latency.mean_ms(),
                      latency.percentile_ms(0.5), latency.percentile_ms(0.9),
                      latency.percentile_ms(0.95), latency.percentile_ms(0.99),
                      latency.percentile_ms(0.999), latency.most_ms());
    }
}

void write_minutes(Database& database, std::size_t workload, const ActionRecord& record) {
    SqlStatement insert(database,
                        "INSERT INTO action_minutes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t m = 0; m < record.minutes.size(); ++m) {
        const ActionMinute& minute = record.minutes[m];
        const std::uint64_t ended = minute.done + minute.failed;
        const double mean =
            ended == 0 ? 0.0
                       : static_cast<double>(minute.latency_us) * 1e-3 / static_cast<double>(ended);
        insert.insert(workload, m, minute.begun, minute.done, minute.failed, minute.shed, mean,
                      static_cast<double>(minute.most_us) * 1e-3,
                      static_cast<double>(minute.p50_us) * 1e-3,
                      static_cast<double>(minute.p99_us) * 1e-3);
    }
}

bool read_action_units(Database& database, Recording& recording) {
    SqlStatement units(database,
                       "SELECT workload_number, table_number, operation, units, calls, attempts "
                       "FROM action_units "
                       "ORDER BY workload_number, table_number, operation");
    units.query();
    while (units.next()) {
        const auto workload = static_cast<std::size_t>(units.integer(0));
        const auto table = static_cast<std::size_t>(units.integer(1));
        const auto operation = static_cast<std::size_t>(units.integer(2));
        if (workload >= recording.workloads.size() || table >= recording.tables.size() ||
            operation >= operation_count)
            return false;
        ActionUse use;
        use.table = {static_cast<std::uint32_t>(table)};
        use.operation = static_cast<Operation>(operation);
        if (!(units.real(3) >= 0 && units.real(3) < most_units)) return false;
        use.consumed = HalfUnits(std::llround(units.real(3) * 2));
        if (units.integer(4) < 0 || units.integer(5) < 0) return false;
        use.calls = static_cast<std::uint64_t>(units.integer(4));
        use.attempts = static_cast<std::uint64_t>(units.integer(5));
        recording.actions[workload].uses.push_back(use);
    }
    return true;
}

bool read_action_minutes(Database& database, Recording& recording) {
    SqlStatement minutes(database,
                         "SELECT workload_number, minute, begun, done, failed, shed, mean_ms, "
                         "max_ms, p50_ms, p99_ms FROM action_minutes "
                         "ORDER BY workload_number, minute");
    minutes.query();
    const auto microseconds_in = [&](int column) {
        return static_cast<std::uint64_t>(std::llround(minutes.real(column) * 1e3));
    };
    while (minutes.next()) {
        const auto workload = static_cast<std::size_t>(minutes.integer(0));
        bool sound = workload < recording.workloads.size();
        for (int column = 2; column < 6; ++column) sound = sound && minutes.integer(column) >= 0;
        for (int column = 6; column < 10; ++column)
            sound = sound && minutes.real(column) >= 0 && minutes.real(column) < longest_ms;
        if (!sound) return false;
        ActionRecord& record = recording.actions[workload];
        record.is_flow = true;
        if (minutes.integer(1) != std::ssize(record.minutes)) return false;
        ActionMinute& minute = record.minutes.emplace_back();
        minute.begun = static_cast<std::uint64_t>(minutes.integer(2));
        minute.done = static_cast<std::uint64_t>(minutes.integer(3));
        minute.failed = static_cast<std::uint64_t>(minutes.integer(4));
        minute.shed = static_cast<std::uint64_t>(minutes.integer(5));
        minute.latency_us = static_cast<std::uint64_t>(
            std::llround(minutes.real(6) * 1e3 * static_cast<double>(minute.done + minute.failed)));
        minute.most_us = microseconds_in(7);
        minute.p50_us = microseconds_in(8);
        minute.p99_us = microseconds_in(9);
    }
    return true;
}

}  // namespace

void write_actions(Database& database, const Recording& recording) {
    database.run(actions_schema);
    SqlStatement action(database,
                        "INSERT INTO actions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                        "?, ?, ?, ?, ?)");
    SqlStatement units(database, "INSERT INTO action_units VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const auto& [workload, record] : recording.actions) {
        const LatencyHistogram& latency = record.latency;
        const BySide<HalfUnits> consumed = record.consumed();
        action.insert(workload, record.begun, record.done, record.failed, record.shed, record.open,
                      record.waiting, microseconds(record.first_begun),
                      microseconds(record.last_done), latency.mean_ms(), latency.percentile_ms(0.5),
                      latency.percentile_ms(0.9), latency.percentile_ms(0.95),
                      latency.percentile_ms(0.99), latency.percentile_ms(0.999), latency.most_ms(),
                      record.calls(), record.attempts(), consumed[Side::read].in_units(),
                      consumed[Side::write].in_units());
        for (const ActionUse& use : record.uses) {
            units.insert(workload, std::uint64_t{use.table.value},
                         static_cast<std::int64_t>(use.operation), use.calls, use.attempts,
                         use.refused, use.rows, use.throttled, use.consumed.in_units());
        }
        write_steps(database, workload, record);
        write_minutes(database, workload, record);
    }
}

bool read_actions(Database& database, Recording& recording) {
    SqlStatement actions(database, "SELECT workload_number, done, failed FROM actions");
    actions.query();
    while (actions.next()) {
        const auto workload = static_cast<std::size_t>(actions.integer(0));
        if (workload >= recording.workloads.size() || actions.integer(1) < 0 ||
            actions.integer(2) < 0)
            return false;
        ActionRecord& record = recording.actions[workload];
        record.is_flow = true;
        record.done = static_cast<std::uint64_t>(actions.integer(1));
        record.failed = static_cast<std::uint64_t>(actions.integer(2));
    }
    return read_action_units(database, recording) && read_action_minutes(database, recording);
}

}  // namespace isotherm::run_database
