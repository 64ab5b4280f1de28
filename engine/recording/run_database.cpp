// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/run_database.h"

#include <fmt/format.h>
#include <unistd.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>

#include "engine/recording/run_database_parts.h"
#include "engine/vocabulary/message_json.h"

namespace isotherm {
namespace {

using namespace run_database;

constexpr std::int64_t tile_seconds = 256;

constexpr const char* schema = R"sql(
PRAGMA page_size = 8192;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA application_id = 1230196564;
PRAGMA user_version = 8;
BEGIN;
CREATE TABLE run (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE tables (number INTEGER PRIMARY KEY, table_name TEXT NOT NULL, index_name TEXT NOT NULL,
                     column_seconds INTEGER NOT NULL, opened_second INTEGER, removed_second INTEGER,
                     busiest_second_half_units INTEGER NOT NULL, busiest_minute_half_units INTEGER NOT NULL);
CREATE TABLE modes (table_number INTEGER NOT NULL, second INTEGER NOT NULL, on_demand INTEGER NOT NULL,
                    PRIMARY KEY (table_number, second)) WITHOUT ROWID;
CREATE TABLE storage (table_number INTEGER NOT NULL, second INTEGER NOT NULL, bytes INTEGER NOT NULL,
                      PRIMARY KEY (table_number, second)) WITHOUT ROWID;
CREATE TABLE workloads (number INTEGER PRIMARY KEY, name TEXT NOT NULL, sent_by INTEGER NOT NULL);
CREATE TABLE call_units (workload_number INTEGER NOT NULL, table_number INTEGER NOT NULL, operation INTEGER NOT NULL,
                         attempts INTEGER NOT NULL, served INTEGER NOT NULL, consumed_half_units INTEGER NOT NULL,
                         items INTEGER NOT NULL,
                         PRIMARY KEY (workload_number, table_number, operation)) WITHOUT ROWID;
CREATE TABLE totals (kind TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, measure TEXT NOT NULL,
                     value INTEGER NOT NULL, PRIMARY KEY (kind, number, measure)) WITHOUT ROWID;
CREATE TABLE partitions (table_number INTEGER NOT NULL, number INTEGER NOT NULL, first_position TEXT NOT NULL,
                         last_position TEXT NOT NULL, first_sort TEXT NOT NULL, last_sort TEXT NOT NULL,
                         born_second INTEGER NOT NULL, retired_second INTEGER, parent INTEGER,
                         consumed_read_half_units INTEGER NOT NULL, consumed_write_half_units INTEGER NOT NULL,
                         throttled_reads INTEGER NOT NULL, throttled_writes INTEGER NOT NULL,
                         PRIMARY KEY (table_number, number)) WITHOUT ROWID;
CREATE TABLE limits (table_number INTEGER NOT NULL, partition INTEGER NOT NULL, side TEXT NOT NULL,
                     second INTEGER NOT NULL, milli_units_per_second INTEGER NOT NULL,
                     PRIMARY KEY (table_number, partition, side, second)) WITHOUT ROWID;
CREATE TABLE minutes (table_number INTEGER NOT NULL, side TEXT NOT NULL, minute INTEGER NOT NULL,
                      demand_units REAL NOT NULL, consumed_units REAL NOT NULL,
                      provisioned_units_per_second REAL NOT NULL, requests INTEGER NOT NULL,
                      throttled INTEGER NOT NULL, refused INTEGER NOT NULL, throttled_seconds INTEGER NOT NULL,
                      peak_second_demand_units REAL NOT NULL, throttled_requests INTEGER NOT NULL,
                      conditional_check_failed INTEGER NOT NULL, returned_items INTEGER NOT NULL,
                      time_to_live_deleted INTEGER NOT NULL, refused_base_writes INTEGER NOT NULL,
                      PRIMARY KEY (table_number, side, minute)) WITHOUT ROWID;
CREATE TABLE seconds (table_number INTEGER NOT NULL, side TEXT NOT NULL, count INTEGER NOT NULL,
                      zstd BLOB NOT NULL, PRIMARY KEY (table_number, side)) WITHOUT ROWID;
CREATE TABLE backlogs (table_number INTEGER PRIMARY KEY, count INTEGER NOT NULL, zstd BLOB NOT NULL);
CREATE TABLE heat_tiles (table_number INTEGER NOT NULL, side TEXT NOT NULL, first_second INTEGER NOT NULL,
                         bytes INTEGER NOT NULL, zstd BLOB NOT NULL,
                         PRIMARY KEY (table_number, side, first_second)) WITHOUT ROWID;
CREATE TABLE hot_keys (table_number INTEGER NOT NULL, list TEXT NOT NULL, rank INTEGER NOT NULL,
                       name TEXT NOT NULL, key INTEGER NOT NULL, count INTEGER NOT NULL,
                       count_bound INTEGER NOT NULL, partition INTEGER NOT NULL,
                       workload_number INTEGER NOT NULL, stands_out INTEGER NOT NULL,
                       PRIMARY KEY (table_number, list, rank)) WITHOUT ROWID;
CREATE TABLE capacity_changes (number INTEGER PRIMARY KEY, second INTEGER NOT NULL, effective_second INTEGER,
                     table_name TEXT NOT NULL, index_name TEXT NOT NULL, asked_by TEXT NOT NULL, read_before INTEGER NOT NULL,
                     write_before INTEGER NOT NULL, read_wanted INTEGER NOT NULL,
                     write_wanted INTEGER NOT NULL, reason TEXT NOT NULL, refusal TEXT NOT NULL,
                     on_demand_before INTEGER NOT NULL, on_demand_wanted INTEGER NOT NULL,
                     warm_read INTEGER NOT NULL, warm_write INTEGER NOT NULL,
                     maximum_read INTEGER NOT NULL, maximum_write INTEGER NOT NULL);
CREATE TABLE scaling_holds (number INTEGER PRIMARY KEY, second INTEGER NOT NULL, seconds INTEGER NOT NULL,
                     table_name TEXT NOT NULL, index_name TEXT NOT NULL, policy TEXT NOT NULL, what INTEGER NOT NULL,
                     sentence TEXT NOT NULL);
CREATE TABLE events (number INTEGER PRIMARY KEY, kind INTEGER NOT NULL, second INTEGER NOT NULL,
                     end_second INTEGER NOT NULL, table_name TEXT NOT NULL,
                     index_name TEXT NOT NULL, text TEXT NOT NULL);
)sql";

std::vector<std::byte> compressed(std::span<const std::byte> bytes) {
    std::vector<std::byte> out(ZSTD_compressBound(bytes.size()));
    constexpr int fast = 1;
    out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), fast));
    return out;
}

// Sixteen digits. By hand, because a million of them are written for 300,000 partitions.
std::string hex(KeyPosition position) {
    std::string digits(16, '0');
    for (std::size_t at = digits.size(); at > 0; position >>= 4)
        digits[--at] = "0123456789abcdef"[position & 0xf];
    return digits;
}
void write_totals(Database& database, const char* kind, std::size_t number, const std::string& name,
                  Totals totals) {
    SqlStatement insert(database, "INSERT INTO totals VALUES (?, ?, ?, ?, ?)");
    visit_totals(totals, [&](std::string_view measure, std::uint64_t& value) {
        insert.insert(std::string_view(kind), number, std::string_view(name), measure, value);
    });
}

void write_partitions(Database& database, std::int64_t number, const TableRecording& table) {
    SqlStatement partition(database,
                           "INSERT INTO partitions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    SqlStatement limit(database, "INSERT INTO limits VALUES (?, ?, ?, ?, ?)");
    for (std::size_t p = 0; p < table.partitions.size(); ++p) {
        const PartitionRecord& record = table.partitions[p];
        partition.insert(number, p, std::string_view(hex(record.first_position)),
                         std::string_view(hex(record.last_position)),
                         std::string_view(hex(record.first_sort)),
                         std::string_view(hex(record.last_sort)), record.born_second,
                         record.retired_second, record.parent, record.consumed[Side::read].count(),
                         record.consumed[Side::write].count(), record.throttled[Side::read],
                         record.throttled[Side::write]);
        for (const Side side : both_sides) {
            for (const LimitStep& step : record.limits[side]) {
                limit.insert(number, p, side_name(side), step.second,
                             step.limit.in_milli_units_per_second());
            }
        }
    }
}

void write_minutes(Database& database, std::int64_t number, Side side,
                   const TableRecording& table) {
    const std::vector<SeriesSecond>& seconds = table.seconds[side];
    SqlStatement insert(
        database, "INSERT INTO minutes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const auto minute_columns = static_cast<std::size_t>(60 / table.column_seconds);
    for (std::size_t first = 0; first < seconds.size(); first += minute_columns) {
        SeriesSecond sum;
        std::uint64_t throttled = 0, refused = 0, requests = 0;
        std::int64_t throttled_seconds = 0, peak = 0;
        for (std::size_t s = first; s < std::min(first + minute_columns, seconds.size()); ++s) {
            sum.demand += seconds[s].demand;
            sum.consumed += seconds[s].consumed;
            sum.provisioned = seconds[s].provisioned;
            throttled += seconds[s].throttled();
            refused += seconds[s].refused();
            requests += seconds[s].tries();
            throttled_seconds += seconds[s].throttled_seconds;
            peak = std::max(peak, seconds[s].peak_demand);
            sum.calls += seconds[s].calls;
        }
        insert.insert(number, side_name(side), first / minute_columns,
                      HalfUnits(sum.demand).in_units(), HalfUnits(sum.consumed).in_units(),
                      static_cast<double>(sum.provisioned) * 1e-3, requests, throttled, refused,
                      throttled_seconds, HalfUnits(peak).in_units(), sum.calls.throttled_requests,
                      sum.calls.conditional_check_failed, sum.calls.returned_items,
                      sum.calls.time_to_live_deleted, sum.calls.refused_base_writes);
    }
}

void write_heat(Database& database, std::int64_t number, Side side, const HeatStore& heat) {
    SqlStatement insert(database, "INSERT INTO heat_tiles VALUES (?, ?, ?, ?, ?)");
    for (std::int64_t first = 0; first < heat.end_second(); first += tile_seconds) {
        // Format per column: the number of cells, then the cells, then their peaks if columns are
        // minutes.
        std::vector<std::byte> bytes;
        bool any = false;
        for (std::int64_t second = first; second < first + tile_seconds; ++second) {
            const auto row = heat.row(second);
            const auto cells = static_cast<std::uint32_t>(row.size());
            const auto head = std::as_bytes(std::span(&cells, 1));
            bytes.insert(bytes.end(), head.begin(), head.end());
            const auto body = std::as_bytes(row);
            bytes.insert(bytes.end(), body.begin(), body.end());
            const auto peaks = std::as_bytes(heat.peaks(second));
            bytes.insert(bytes.end(), peaks.begin(), peaks.end());
            any = any || cells > 0;
        }
        if (!any) continue;
        const auto packed = compressed(bytes);
        insert.insert(number, side_name(side), first, bytes.size(),
                      std::span<const std::byte>(packed));
    }
}

void write_table(Database& database, std::int64_t number, const TableRecording& table) {
    SqlStatement(database, "INSERT INTO tables VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .insert(number, std::string_view(table.name.table), std::string_view(table.name.index),
                table.column_seconds, table.opened_second, table.removed_second,
                table.busiest_second.count(), table.busiest_minute.count());
    const auto position = static_cast<std::size_t>(number);
    write_totals(database, "table", position, table.name.label(), table.totals);
    write_totals(database, "callers", position, table.name.label(), table.callers);
    SqlStatement mode(database, "INSERT OR REPLACE INTO modes VALUES (?, ?, ?)");
    for (const ModeStep& step : table.modes)
        mode.insert(number, step.second, std::int64_t{step.on_demand});
    SqlStatement storage(database, "INSERT OR REPLACE INTO storage VALUES (?, ?, ?)");
    for (const StorageSample& sample : table.storage)
        storage.insert(number, sample.second, sample.bytes);
    write_partitions(database, number, table);
    SqlStatement seconds(database, "INSERT INTO seconds VALUES (?, ?, ?, ?)");
    for (const Side side : both_sides) {
        const auto packed = compressed(std::as_bytes(std::span(table.seconds[side])));
        seconds.insert(number, side_name(side), table.seconds[side].size(),
                       std::span<const std::byte>(packed));
        write_minutes(database, number, side, table);
        write_heat(database, number, side, table.heat[side]);
    }
    const auto backlog = compressed(std::as_bytes(std::span(table.backlog)));
    SqlStatement(database, "INSERT INTO backlogs VALUES (?, ?, ?)")
        .insert(number, table.backlog.size(), std::span<const std::byte>(backlog));
    SqlStatement hot(database, "INSERT INTO hot_keys VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const auto write_keys = [&](std::string_view list, const std::vector<HotKey>& keys) {
        for (std::size_t rank = 0; rank < keys.size(); ++rank) {
            const HotKey& key = keys[rank];
            hot.insert(number, list, rank, std::string_view(key.name), key.key, key.count,
                       key.count_bound, key.partition, key.workload, std::int64_t{key.stands_out});
        }
    };
    write_keys("hottest", table.hottest);
    write_keys("most_throttled", table.most_throttled);
}

void write_capacity_changes(Database& database, const std::vector<CapacityChange>& changes) {
    SqlStatement insert(database,
                        "INSERT INTO capacity_changes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                        "?, ?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const CapacityChange& change = changes[i];
        insert.insert(
            i, change.second, change.effective_second, std::string_view(change.resource.table),
            std::string_view(change.resource.index), std::string_view(change.asked_by),
            change.before.read, change.before.write, change.wanted.read, change.wanted.write,
            message_text(change.reason), message_text(change.refusal),
            std::int64_t{change.on_demand_before}, std::int64_t{change.on_demand_wanted},
            change.warm.read, change.warm.write, change.maximum.read, change.maximum.write);
    }
}

void write_scaling_holds(Database& database, const std::vector<ScalingHold>& holds) {
    SqlStatement insert(database, "INSERT INTO scaling_holds VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < holds.size(); ++i) {
        const ScalingHold& hold = holds[i];
        insert.insert(i, hold.second, hold.seconds, std::string_view(hold.resource.table),
                      std::string_view(hold.resource.index), std::string_view(hold.policy),
                      static_cast<int>(hold.wait.what), message_text(hold.wait.message));
    }
}

void write_workloads(Database& database, const Recording& recording) {
    SqlStatement workload(database, "INSERT INTO workloads VALUES (?, ?, ?)");
    for (std::size_t w = 0; w < recording.workloads.size(); ++w) {
        workload.insert(w, std::string_view(recording.workload_names[w]),
                        static_cast<std::int64_t>(recording.sent_by[w]));
        write_totals(database, "workload", w, recording.workload_names[w], recording.workloads[w]);
    }
    SqlStatement units(database, "INSERT INTO call_units VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (const CallUnits& one : recording.call_units) {
        units.insert(one.workload, one.table, static_cast<std::int64_t>(one.operation),
                     one.attempts, one.served, one.consumed.count(), std::uint64_t{one.items});
    }
}

}  // namespace

Errors write_run_database(const std::string& path, const Recording& recording,
                          const RunIdentity& identity) {
    unlink(path.c_str());
    Database database(path, Database::Mode::create);
    database.run(schema);
    {
        SqlStatement run(database, "INSERT INTO run VALUES (?, ?)");
        run.insert(std::string_view("name"), std::string_view(recording.name));
        run.insert(std::string_view("fingerprint"), std::string_view(identity.fingerprint));
        run.insert(std::string_view("version"), std::string_view(identity.version));
        run.insert(std::string_view("scenario"), std::string_view(identity.scenario_text));
        run.insert(std::string_view("seed"), identity.seed);
        run.insert(std::string_view("start_us"),
                   std::int64_t{recording.start.time_since_epoch().count()});
        run.insert(std::string_view("simulated_us"), std::int64_t{recording.simulated.count()});
        run.insert(std::string_view("throttle_reasons"), std::int64_t{recording.throttle_reasons});
        for (std::size_t t = 0; t < recording.tables.size(); ++t) {
            write_table(database, static_cast<std::int64_t>(t), recording.tables[t]);
        }
        write_workloads(database, recording);
        write_actions(database, recording);
        if (!recording.caches.empty()) write_caches(database, recording);
        if (!recording.consumers.empty()) write_consumers(database, recording);
        const bool any_job = std::ranges::any_of(
            recording.events, [](const Event& event) { return event.kind == EventKind::job; });
        if (any_job) write_jobs(database, recording);
        if (!recording.tenants.empty()) write_tenants(database, recording);
        write_capacity_changes(database, recording.capacity_changes);
        write_scaling_holds(database, recording.scaling_holds);
        SqlStatement events(database, "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)");
        for (std::size_t i = 0; i < recording.events.size(); ++i) {
            const Event& event = recording.events[i];
            events.insert(i, static_cast<std::int64_t>(event.kind), event.second, event.end_second,
                          std::string_view(event.resource.table),
                          std::string_view(event.resource.index), message_text(event.text));
        }
    }
    database.run("COMMIT");
    if (!database.failed()) return {};
    return {database_error(path, ExitCode::input_output,
                           "cannot write the database: " + database.failure(),
                           "check the free space and the folder's permissions")};
}

}  // namespace isotherm
