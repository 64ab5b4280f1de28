// SPDX-License-Identifier: Apache-2.0
// The actions of workloads in run.sqlite: for queries of the user, not read back.

#include "engine/recording/run_database_parts.h"

namespace isotherm::run_database {
namespace {

constexpr const char* actions_schema = R"sql(
CREATE TABLE actions (workload_number INTEGER PRIMARY KEY, begun INTEGER NOT NULL, done INTEGER NOT NULL,
                      failed INTEGER NOT NULL, shed INTEGER NOT NULL, open INTEGER NOT NULL,
                      waiting INTEGER NOT NULL, first_begun_us INTEGER, last_done_us INTEGER,
                      mean_ms REAL NOT NULL, p50_ms REAL NOT NULL, p90_ms REAL NOT NULL, p99_ms REAL NOT NULL,
                      p99_9_ms REAL NOT NULL, max_ms REAL NOT NULL, calls INTEGER NOT NULL,
                      attempts INTEGER NOT NULL, read_units REAL NOT NULL, write_units REAL NOT NULL);
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

std::optional<std::int64_t> microseconds(const std::optional<SimTime>& time) {
    if (!time) return std::nullopt;
    return std::int64_t{time->time_since_epoch().count()};
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

}  // namespace

void write_actions(Database& database, const Recording& recording) {
    database.run(actions_schema);
    SqlStatement action(database,
                        "INSERT INTO actions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                        "?, ?, ?, ?)");
    SqlStatement units(database, "INSERT INTO action_units VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const auto& [workload, record] : recording.actions) {
        const LatencyHistogram& latency = record.latency;
        const BySide<HalfUnits> consumed = record.consumed();
        action.insert(workload, record.begun, record.done, record.failed, record.shed, record.open,
                      record.waiting, microseconds(record.first_begun),
                      microseconds(record.last_done), latency.mean_ms(), latency.percentile_ms(0.5),
                      latency.percentile_ms(0.9), latency.percentile_ms(0.99),
                      latency.percentile_ms(0.999), latency.most_ms(), record.calls(),
                      record.attempts(), consumed[Side::read].in_units(),
                      consumed[Side::write].in_units());
        for (const ActionUse& use : record.uses) {
            units.insert(workload, std::uint64_t{use.table.value},
                         static_cast<std::int64_t>(use.operation), use.calls, use.attempts,
                         use.refused, use.rows, use.throttled, use.consumed.in_units());
        }
        write_minutes(database, workload, record);
    }
}

}  // namespace isotherm::run_database
