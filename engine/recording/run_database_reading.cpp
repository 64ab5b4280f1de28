// SPDX-License-Identifier: Apache-2.0
// Reads run.sqlite. Refuses damaged or foreign files: no number from the file is used before it has
// been validated.

#include <fmt/format.h>
#include <unistd.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>
#include <iterator>

#include "engine/recording/recording_checks.h"
#include "engine/recording/run_database.h"
#include "engine/recording/run_database_parts.h"
#include "engine/vocabulary/message_json.h"
#include "engine/vocabulary/number_reader.h"

namespace isotherm {
namespace {

using namespace run_database;

// Returns nullopt if the blob is damaged or its size is not `bytes`.
std::optional<std::vector<std::byte>> decompressed(std::span<const std::byte> blob,
                                                   std::size_t bytes) {
    // The best compression of zstd is 128 Ki repetitions of one byte in four bytes (RFC 8878,
    // 3.1.1.2). So a damaged size cannot make us allocate more than the blob could contain.
    constexpr std::size_t densest = (128 << 10) / 4;
    if (bytes / densest > blob.size()) return std::nullopt;
    std::vector<std::byte> out(bytes);
    const std::size_t size = ZSTD_decompress(out.data(), bytes, blob.data(), blob.size());
    if (ZSTD_isError(size) || size != bytes) return std::nullopt;
    return out;
}

// Reads the `count` rows of a compressed column. Returns false if the blob is damaged or does not
// hold exactly `count` rows.
template <class Row>
bool read_rows(std::span<const std::byte> blob, std::size_t count, std::vector<Row>& rows) {
    const auto bytes = decompressed(blob, count * sizeof(Row));
    if (!bytes) return false;
    rows.resize(count);
    std::ranges::copy(*bytes, std::as_writable_bytes(std::span(rows)).begin());
    return true;
}

bool is_flag(std::int64_t value) { return value == 0 || value == 1; }

Totals read_totals(Database& database, const char* kind, std::int64_t number) {
    Totals totals;
    SqlStatement select(database,
                        "SELECT value FROM totals WHERE kind = ? AND number = ? AND measure = ?");
    visit_totals(totals, [&](std::string_view measure, std::uint64_t& value) {
        select.query(std::string_view(kind), number, measure);
        if (select.next()) value = static_cast<std::uint64_t>(select.integer(0));
    });
    return totals;
}

bool read_partitions(Database& database, std::int64_t number, TableRecording& table) {
    SqlStatement select(database,
                        "SELECT * FROM partitions WHERE table_number = ? ORDER BY number");
    select.query(number);
    while (select.next()) {
        PartitionRecord record;
        const auto first = hexadecimal_in(select.text(2)), last = hexadecimal_in(select.text(3));
        const auto first_sort = hexadecimal_in(select.text(4)),
                   last_sort = hexadecimal_in(select.text(5));
        if (!first || !last || !first_sort || !last_sort) return false;
        record.first_position = *first;
        record.last_position = *last;
        record.first_sort = *first_sort;
        record.last_sort = *last_sort;
        record.born_second = select.integer(6);
        if (!select.is_null(7)) record.retired_second = select.integer(7);
        if (!select.is_null(8)) record.parent = static_cast<std::size_t>(select.integer(8));
        if (record.parent && *record.parent >= table.partitions.size())
            return false;  // parents come before their children
        record.consumed = {HalfUnits(select.integer(9)), HalfUnits(select.integer(10))};
        record.throttled = {static_cast<std::uint64_t>(select.integer(11)),
                            static_cast<std::uint64_t>(select.integer(12))};
        table.partitions.push_back(std::move(record));
    }
    SqlStatement limits(database,
                        "SELECT partition, side, second, milli_units_per_second FROM limits "
                        "WHERE table_number = ? ORDER BY partition, side, second");
    limits.query(number);
    while (limits.next()) {
        const auto partition = static_cast<std::size_t>(limits.integer(0));
        const Side side = limits.text(1) == side_name(Side::read) ? Side::read : Side::write;
        if (partition >= table.partitions.size()) return false;
        table.partitions[partition].limits[side].push_back(
            {limits.integer(2), CapacityRate::milli_units_per_second(limits.integer(3))});
    }
    return true;
}

bool read_seconds(Database& database, std::int64_t number, TableRecording& table) {
    SqlStatement select(database,
                        "SELECT count, zstd FROM seconds WHERE table_number = ? AND side = ?");
    for (const Side side : both_sides) {
        select.query(number, side_name(side));
        if (!select.next()) return false;
        // Check the count before it is multiplied.
        if (select.integer(0) < 0 || select.integer(0) > whole_seconds(longest_run)) return false;
        const auto count = static_cast<std::size_t>(select.integer(0));
        if (!read_rows(select.blob(1), count, table.seconds[side])) return false;
    }
    return true;
}

bool read_backlog(Database& database, std::int64_t number, TableRecording& table) {
    SqlStatement select(database, "SELECT count, zstd FROM backlogs WHERE table_number = ?");
    select.query(number);
    if (!select.next()) return false;
    const auto count = static_cast<std::size_t>(select.integer(0));
    // Writes wait for indexes, and for replicas in other Regions.
    const std::size_t seconds = table.seconds[Side::read].size();
    if (count != seconds && (table.is_index || count != 0)) return false;
    return read_rows(select.blob(1), count, table.backlog);
}

bool read_heat(Database& database, std::int64_t number, TableRecording& table) {
    SqlStatement select(database,
                        "SELECT first_second, bytes, zstd FROM heat_tiles "
                        "WHERE table_number = ? AND side = ? ORDER BY first_second");
    for (const Side side : both_sides) {
        select.query(number, side_name(side));
        while (select.next()) {
            const auto bytes =
                decompressed(select.blob(2), static_cast<std::size_t>(select.integer(1)));
            if (!bytes) return false;
            if (select.integer(0) < 0 || select.integer(0) > whole_seconds(longest_run))
                return false;  // check the second before it is incremented
            std::size_t at = 0;
            for (std::int64_t second = select.integer(0); at < bytes->size(); ++second) {
                std::uint32_t cells = 0;
                if (at + sizeof cells > bytes->size()) return false;
                std::memcpy(&cells, bytes->data() + at, sizeof cells);
                at += sizeof cells;
                if (cells > table.partitions.size() ||
                    at + cells * sizeof(HeatCell) > bytes->size())
                    return false;
                if (cells > 0) {
                    // Seconds must be in order and within the series.
                    const auto series = static_cast<std::int64_t>(table.seconds[side].size());
                    if (second < table.heat[side].end_second() || second >= series) return false;
                    const auto row = table.heat[side].add_row(second, cells);
                    std::memcpy(row.data(), bytes->data() + at, row.size_bytes());
                }
                at += cells * sizeof(HeatCell);
                if (cells == 0 || table.column_seconds == 1) continue;
                std::vector<float> peaks(cells);
                if (at + cells * sizeof(float) > bytes->size()) return false;
                std::memcpy(peaks.data(), bytes->data() + at, cells * sizeof(float));
                table.heat[side].set_peaks(second, std::move(peaks));
                at += cells * sizeof(float);
            }
        }
    }
    return true;
}

bool read_hot_keys(Database& database, std::int64_t number, std::size_t workloads,
                   TableRecording& table) {
    SqlStatement select(database,
                        "SELECT list, name, key, count, count_bound, partition, workload_number, "
                        "stands_out FROM hot_keys WHERE table_number = ? ORDER BY list, rank");
    select.query(number);
    while (select.next()) {
        auto& list = select.text(0) == "hottest" ? table.hottest : table.most_throttled;
        list.push_back({select.text(1), static_cast<Key>(select.integer(2)),
                        static_cast<std::uint64_t>(select.integer(3)),
                        static_cast<std::uint64_t>(select.integer(4)),
                        static_cast<std::size_t>(select.integer(5)),
                        static_cast<std::size_t>(select.integer(6)), select.integer(7) != 0});
        if (list.back().partition >= table.partitions.size() || list.back().workload >= workloads ||
            !is_flag(select.integer(7)))
            return false;
    }
    return true;
}

bool read_modes(Database& database, std::int64_t number, TableRecording& table) {
    SqlStatement modes(
        database, "SELECT second, on_demand FROM modes WHERE table_number = ? ORDER BY second");
    modes.query(number);
    while (modes.next()) {
        if (!is_flag(modes.integer(1))) return false;
        table.modes.push_back({modes.integer(0), modes.integer(1) != 0});
    }
    return true;
}

// Runs of earlier versions have no such table; their bills lack what items and index entries weigh.
bool read_storage(Database& database, std::int64_t number, TableRecording& table) {
    SqlStatement there(database, "SELECT 1 FROM sqlite_master WHERE name = 'storage'");
    there.query();
    if (!there.next()) return true;
    SqlStatement storage(
        database, "SELECT second, bytes FROM storage WHERE table_number = ? ORDER BY second");
    storage.query(number);
    while (storage.next()) {
        if (storage.integer(0) < 0 || storage.integer(1) < 0) return false;
        table.storage.push_back(
            {storage.integer(0), static_cast<std::uint64_t>(storage.integer(1))});
    }
    return true;
}

// Returns true if everything was present and valid.
bool read_tables(Database& database, Recording& recording) {
    SqlStatement tables(
        database,
        "SELECT number, table_name, index_name, column_seconds, opened_second, removed_second, "
        "busiest_second_half_units, busiest_minute_half_units FROM tables ORDER BY number");
    tables.query();
    bool whole = true;
    while (tables.next()) {
        TableRecording& table = recording.tables.emplace_back();
        table.name = ResourceName(tables.text(1), tables.text(2));
        table.is_index = table.name.is_index();
        table.column_seconds = tables.integer(3);
        if (table.column_seconds != 1 && table.column_seconds != 60) return false;
        const std::int64_t number = tables.integer(0);
        if (!tables.is_null(4)) table.opened_second = tables.integer(4);
        if (!tables.is_null(5)) table.removed_second = tables.integer(5);
        table.busiest_second = HalfUnits(tables.integer(6));
        table.busiest_minute = HalfUnits(tables.integer(7));
        table.totals = read_totals(database, "table", number);
        table.callers = read_totals(database, "callers", number);
        whole = whole && read_modes(database, number, table) &&
                read_storage(database, number, table) && read_partitions(database, number, table) &&
                read_seconds(database, number, table) && read_backlog(database, number, table) &&
                read_heat(database, number, table) &&
                read_hot_keys(database, number, recording.workload_names.size(), table);
    }
    return whole;
}

bool read_workloads(Database& database, Recording& recording) {
    SqlStatement workloads(database, "SELECT number, name, sent_by FROM workloads ORDER BY number");
    workloads.query();
    while (workloads.next()) {
        const std::int64_t sent_by = workloads.integer(2);
        if (sent_by < 0 || sent_by >= std::ssize(sent_by_names)) return false;
        recording.workload_names.push_back(workloads.text(1));
        recording.sent_by.push_back(static_cast<SentBy>(sent_by));
        recording.workloads.push_back(read_totals(database, "workload", workloads.integer(0)));
    }
    return true;
}

// Call after reading the workloads and tables, which these rows refer to.
bool read_call_units(Database& database, Recording& recording) {
    SqlStatement units(
        database, "SELECT * FROM call_units ORDER BY workload_number, table_number, operation");
    units.query();
    while (units.next()) {
        const auto workload = static_cast<std::size_t>(units.integer(0));
        const auto table = static_cast<std::size_t>(units.integer(1));
        const auto operation = static_cast<std::size_t>(units.integer(2));
        if (workload >= recording.workloads.size() || table >= recording.tables.size() ||
            operation >= operation_count || units.integer(6) < 1)
            return false;
        recording.call_units.push_back({workload, table, static_cast<Operation>(operation),
                                        static_cast<std::uint64_t>(units.integer(3)),
                                        static_cast<std::uint64_t>(units.integer(4)),
                                        HalfUnits(units.integer(5)),
                                        static_cast<std::uint32_t>(units.integer(6))});
    }
    return true;
}

bool read_run(Database& database, StoredRun& stored) {
    Recording& recording = stored.recording;
    SqlStatement run(database, "SELECT key, value FROM run");
    run.query();
    while (run.next()) {
        const std::string key = run.text(0);
        if (key == "name") recording.name = run.text(1);
        if (key == "start_us") recording.start = WallTime(SimDuration(run.integer(1)));
        if (key == "simulated_us") recording.simulated = SimDuration(run.integer(1));
        if (key == "throttle_reasons") recording.throttle_reasons = run.integer(1) != 0;
        if (key == "fingerprint") stored.identity.fingerprint = run.text(1);
        if (key == "version") stored.identity.version = run.text(1);
        if (key == "scenario") stored.identity.scenario_text = run.text(1);
        if (key == "seed") stored.identity.seed = run.integer(1);
    }
    if (!read_workloads(database, recording)) return false;
    SqlStatement changes(database, "SELECT * FROM capacity_changes ORDER BY number");
    changes.query();
    while (changes.next()) {
        CapacityChange& change = recording.capacity_changes.emplace_back();
        change.second = changes.integer(1);
        if (!changes.is_null(2)) change.effective_second = changes.integer(2);
        change.resource = ResourceName(changes.text(3), changes.text(4));
        change.asked_by = changes.text(5);
        change.before = {changes.integer(6), changes.integer(7)};
        change.wanted = {changes.integer(8), changes.integer(9)};
        const auto reason = parse_message(changes.text(10));
        const auto refusal = parse_message(changes.text(11));
        if (!reason || !refusal) return false;
        change.reason = *reason;
        change.refusal = *refusal;
        if (!is_flag(changes.integer(12)) || !is_flag(changes.integer(13))) return false;
        change.on_demand_before = changes.integer(12) != 0;
        change.on_demand_wanted = changes.integer(13) != 0;
        change.warm = {changes.integer(14), changes.integer(15)};
        change.maximum = {changes.integer(16), changes.integer(17)};
    }
    SqlStatement events(database,
                        "SELECT kind, second, end_second, table_name, index_name, text FROM events "
                        "ORDER BY number");
    events.query();
    while (events.next()) {
        if (events.integer(0) < 0 || events.integer(0) >= std::ssize(event_kind_names))
            return false;
        auto text = parse_message(events.text(5));
        if (!text) return false;
        recording.events.push_back({static_cast<EventKind>(events.integer(0)), events.integer(1),
                                    events.integer(2), ResourceName(events.text(3), events.text(4)),
                                    *std::move(text)});
    }
    return true;
}

bool read_scaling_holds(Database& database, Recording& recording) {
    SqlStatement holds(database, "SELECT * FROM scaling_holds ORDER BY number");
    holds.query();
    while (holds.next()) {
        const std::int64_t what = holds.integer(6);
        if (what < 0 || what >= static_cast<std::int64_t>(wait_for_count)) return false;
        auto message = parse_message(holds.text(7));
        if (!message) return false;
        recording.scaling_holds.push_back(
            {holds.integer(1), holds.integer(2), ResourceName(holds.text(3), holds.text(4)),
             holds.text(5), ScalingWait{static_cast<WaitFor>(what), *std::move(message)}});
    }
    return true;
}

std::int64_t pragma(Database& database, const char* sql) {
    SqlStatement statement(database, sql);
    statement.query();
    return statement.next() ? statement.integer(0) : 0;
}

}  // namespace

Result<StoredRun> read_run_database(const std::string& path) {
    Database database(path, Database::Mode::read);
    const std::int64_t application = pragma(database, "PRAGMA application_id");
    const std::int64_t version = pragma(database, "PRAGMA user_version");
    if (database.failed()) {
        const ExitCode code = access(path.c_str(), R_OK) != 0 ? ExitCode::input_missing
                              : database.unreadable()         ? ExitCode::input_output
                                                              : ExitCode::bad_trace;
        return database_error(path, code, "cannot read the database: " + database.failure(),
                              "name a folder that `isotherm run --out` wrote");
    }
    if (application != application_id) {
        return database_error(path, ExitCode::bad_trace, "a SQLite database, but not of a run",
                              "name a folder that `isotherm run --out` wrote");
    }
    if (version != schema_version) {
        return database_error(
            path, ExitCode::bad_trace,
            fmt::format("run database of version {}; this program reads version {}", version,
                        schema_version),
            "run the scenario again with this program");
    }
    StoredRun stored;
    const bool whole = read_run(database, stored) && read_tables(database, stored.recording) &&
                       read_call_units(database, stored.recording) &&
                       run_database::read_actions(database, stored.recording) &&
                       run_database::read_consumers(database, stored.recording) &&
                       read_scaling_holds(database, stored.recording);
    if (database.unreadable()) {
        return database_error(path, ExitCode::input_output,
                              "cannot read the database: " + database.failure(),
                              "check the disk, and run the scenario again");
    }
    if (database.failed() || !whole) {
        return database_error(path, ExitCode::bad_trace,
                              database.failed() ? "damaged: " + database.failure()
                                                : "damaged: its contents are inconsistent",
                              "run the scenario again");
    }
    if (const auto impossible = find_impossible(stored.recording)) {
        return database_error(path, ExitCode::bad_trace,
                              "damaged: its contents are inconsistent: " + *impossible,
                              "run the scenario again");
    }
    return stored;
}

}  // namespace isotherm
