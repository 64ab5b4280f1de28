// SPDX-License-Identifier: Apache-2.0
// Workloads that read streams in run.sqlite. Most is for queries of the user and not read back.

#include "engine/recording/run_database_parts.h"

namespace isotherm::run_database {
namespace {

constexpr const char* consumers_schema = R"sql(
CREATE TABLE consumers (workload INTEGER PRIMARY KEY, stream INTEGER NOT NULL, reader TEXT NOT NULL,
                        written INTEGER NOT NULL, read INTEGER NOT NULL, filtered INTEGER NOT NULL,
                        done INTEGER NOT NULL, repeated INTEGER NOT NULL, given_up INTEGER NOT NULL,
                        lost INTEGER NOT NULL, left_over INTEGER NOT NULL, batches INTEGER NOT NULL,
                        batches_failed INTEGER NOT NULL, batch_time_us INTEGER NOT NULL,
                        flushes INTEGER NOT NULL, reads INTEGER NOT NULL, reads_throttled INTEGER NOT NULL,
                        blocked_us INTEGER NOT NULL, shards INTEGER NOT NULL, shards_open INTEGER NOT NULL,
                        age_p50_us INTEGER NOT NULL, age_p99_us INTEGER NOT NULL,
                        age_at_end_us INTEGER NOT NULL, target INTEGER, conflicts INTEGER NOT NULL,
                        units REAL NOT NULL, bytes INTEGER NOT NULL);
CREATE TABLE consumer_minutes (workload INTEGER NOT NULL, minute INTEGER NOT NULL, records INTEGER NOT NULL,
                               batches_failed INTEGER NOT NULL, lost INTEGER NOT NULL,
                               age_us INTEGER NOT NULL, waiting INTEGER NOT NULL, PRIMARY KEY (workload, minute)) WITHOUT ROWID;
)sql";

bool read_minutes_of(Database& database, ConsumerRecord& one) {
    SqlStatement minutes(database,
                         "SELECT workload, minute, records, batches_failed, lost, age_us FROM "
                         "consumer_minutes ORDER BY workload, minute");
    minutes.query();
    while (minutes.next()) {
        if (minutes.integer(0) != std::int64_t{one.workload}) continue;
        bool sound = minutes.integer(1) == std::ssize(one.minutes);
        for (int column = 2; column < 6; ++column) sound = sound && minutes.integer(column) >= 0;
        if (!sound) return false;
        ConsumerMinute& minute = one.minutes.emplace_back();
        minute.records = static_cast<std::uint64_t>(minutes.integer(2));
        minute.failed = static_cast<std::uint64_t>(minutes.integer(3));
        minute.lost = static_cast<std::uint64_t>(minutes.integer(4));
        minute.age_us = static_cast<std::uint64_t>(minutes.integer(5));
    }
    return true;
}

}  // namespace

void write_consumers(Database& database, const Recording& recording) {
    database.run(consumers_schema);
    SqlStatement consumers(
        database,
        "INSERT INTO consumers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    SqlStatement minutes(database, "INSERT INTO consumer_minutes VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (const ConsumerRecord& one : recording.consumers) {
        const std::uint64_t workload = one.workload;
        consumers.insert(
            workload, std::uint64_t{one.table}, std::string_view(one.reader), one.written,
            one.taken, one.filtered, one.done, one.repeated, one.given_up, one.expired, one.left,
            one.batches, one.batches_failed, one.batch_time_us, one.flushes, one.reads,
            one.reads_throttled, one.blocked_us, one.shards, one.shards_open,
            one.age.percentile(0.5), one.age.percentile(0.99), one.age_at_end_us,
            one.replicates ? std::optional(std::uint64_t{one.target}) : std::nullopt, one.conflicts,
            HalfUnits(static_cast<std::int64_t>(one.half_units)).in_units(), one.bytes);
        for (std::size_t m = 0; m < one.minutes.size(); ++m) {
            const ConsumerMinute& minute = one.minutes[m];
            minutes.insert(workload, m, minute.records, minute.failed, minute.lost, minute.age_us,
                           minute.waiting);
        }
    }
}

bool read_consumers(Database& database, Recording& recording) {
    SqlStatement there(database, "SELECT 1 FROM sqlite_master WHERE name = 'consumers'");
    there.query();
    if (!there.next()) return true;
    SqlStatement consumers(
        database,
        "SELECT workload, stream, reader, done, lost, target FROM consumers ORDER BY workload");
    consumers.query();
    while (consumers.next()) {
        const std::int64_t workload = consumers.integer(0);
        const std::int64_t table = consumers.integer(1);
        if (workload < 0 || workload >= std::ssize(recording.workloads) || table < 0 ||
            table >= std::ssize(recording.tables) || consumers.integer(3) < 0 ||
            consumers.integer(4) < 0)
            return false;
        ConsumerRecord& one = recording.consumers.emplace_back();
        one.workload = static_cast<std::uint32_t>(workload);
        one.table = static_cast<std::uint32_t>(table);
        one.reader = consumers.text(2);
        one.done = static_cast<std::uint64_t>(consumers.integer(3));
        one.expired = static_cast<std::uint64_t>(consumers.integer(4));
        if (consumers.is_null(5)) continue;
        const std::int64_t target = consumers.integer(5);
        if (target < 0 || target >= std::ssize(recording.tables)) return false;
        one.replicates = true;
        one.target = static_cast<std::uint32_t>(target);
    }
    for (ConsumerRecord& one : recording.consumers)
        if (!read_minutes_of(database, one)) return false;
    return true;
}

}  // namespace isotherm::run_database
