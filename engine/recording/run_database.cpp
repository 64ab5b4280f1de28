#include "engine/recording/run_database.h"

#include <fmt/format.h>
#include <unistd.h>
#include <zstd.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <iterator>

#include "engine/recording/sqlite.h"

namespace isotherm {
namespace {

// "ISOT" in PRAGMA application_id; the schema's version in PRAGMA user_version.
constexpr std::int64_t application_id = 0x49534F54;
constexpr std::int64_t schema_version = 2;
constexpr std::int64_t tile_seconds = 256;

constexpr const char* schema = R"sql(
PRAGMA page_size = 8192;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA application_id = 1230196564;
PRAGMA user_version = 2;
BEGIN;
CREATE TABLE run (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE tables (number INTEGER PRIMARY KEY, name TEXT NOT NULL, is_index INTEGER NOT NULL);
CREATE TABLE totals (kind TEXT NOT NULL, name TEXT NOT NULL, measure TEXT NOT NULL, value INTEGER NOT NULL,
                     PRIMARY KEY (kind, name, measure)) WITHOUT ROWID;
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
                      throttled INTEGER NOT NULL, throttled_seconds INTEGER NOT NULL,
                      peak_second_demand_units REAL NOT NULL,
                      PRIMARY KEY (table_number, side, minute)) WITHOUT ROWID;
CREATE TABLE seconds (table_number INTEGER NOT NULL, side TEXT NOT NULL, count INTEGER NOT NULL,
                      zstd BLOB NOT NULL, PRIMARY KEY (table_number, side)) WITHOUT ROWID;
CREATE TABLE heat_tiles (table_number INTEGER NOT NULL, side TEXT NOT NULL, first_second INTEGER NOT NULL,
                         bytes INTEGER NOT NULL, zstd BLOB NOT NULL,
                         PRIMARY KEY (table_number, side, first_second)) WITHOUT ROWID;
CREATE TABLE hot_keys (table_number INTEGER NOT NULL, list TEXT NOT NULL, rank INTEGER NOT NULL,
                       name TEXT NOT NULL, key INTEGER NOT NULL, count INTEGER NOT NULL,
                       count_bound INTEGER NOT NULL, partition INTEGER NOT NULL,
                       PRIMARY KEY (table_number, list, rank)) WITHOUT ROWID;
CREATE TABLE events (number INTEGER PRIMARY KEY, kind INTEGER NOT NULL, second INTEGER NOT NULL,
                     end_second INTEGER NOT NULL, table_name TEXT NOT NULL, text TEXT NOT NULL);
)sql";

std::vector<std::byte> compressed(std::span<const std::byte> bytes) {
    std::vector<std::byte> out(ZSTD_compressBound(bytes.size()));
    constexpr int fast = 1;
    out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), fast));
    return out;
}

// nullopt when the blob is damaged or not of this size.
std::optional<std::vector<std::byte>> decompressed(std::span<const std::byte> blob, std::size_t bytes) {
    // The densest block of zstd repeats one byte 128 Ki times in four bytes (RFC 8878, 3.1.1.2): a
    // damaged size must not reserve what the blob cannot hold.
    constexpr std::size_t densest = (128 << 10) / 4;
    if (bytes / densest > blob.size()) return std::nullopt;
    std::vector<std::byte> out(bytes);
    const std::size_t size = ZSTD_decompress(out.data(), bytes, blob.data(), blob.size());
    if (ZSTD_isError(size) || size != bytes) return std::nullopt;
    return out;
}

std::string hex(KeyPosition position) { return fmt::format("{:016x}", position); }
std::string_view side_name(std::size_t side) { return side_names[side]; }

// One list of names for writing and reading, so that neither forgets a number.
template <class Visit>
void visit_totals(Totals& totals, const Visit& visit) {
    visit("requests", totals.requests);
    visit("attempts", totals.attempts);
    visit("admitted", totals.admitted);
    visit("throttled", totals.throttled);
    visit("given_up", totals.given_up);
    visit("waiting", totals.waiting);
    for (std::size_t side = 0; side < side_count; ++side) {
        auto half_units = static_cast<std::uint64_t>(totals.consumed[side].count());
        visit(fmt::format("consumed_{}_half_units", side_name(side)), half_units);
        totals.consumed[side] = HalfUnits(static_cast<std::int64_t>(half_units));
        for (std::size_t o = 0; o < outcome_count; ++o) {
            visit(fmt::format("{}_{}", side_name(side), outcome_names[o]), totals.tries[side][o]);
        }
    }
    for (std::size_t i = 0; i < operation_count; ++i) {
        visit(fmt::format("operation_{}", i), totals.operations[i]);
    }
}

void write_totals(Database& database, const char* kind, const std::string& name, Totals totals) {
    Statement insert(database, "INSERT INTO totals VALUES (?, ?, ?, ?)");
    visit_totals(totals, [&](std::string_view measure, std::uint64_t& value) {
        insert.insert(std::string_view(kind), std::string_view(name), measure, value);
    });
}

Totals read_totals(Database& database, const char* kind, const std::string& name) {
    Totals totals;
    Statement select(database, "SELECT value FROM totals WHERE kind = ? AND name = ? AND measure = ?");
    visit_totals(totals, [&](std::string_view measure, std::uint64_t& value) {
        select.query(std::string_view(kind), std::string_view(name), measure);
        if (select.next()) value = static_cast<std::uint64_t>(select.integer(0));
    });
    return totals;
}

void write_partitions(Database& database, std::int64_t number, const TableRecording& table) {
    Statement partition(database, "INSERT INTO partitions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Statement limit(database, "INSERT INTO limits VALUES (?, ?, ?, ?, ?)");
    for (std::size_t p = 0; p < table.partitions.size(); ++p) {
        const PartitionRecord& record = table.partitions[p];
        partition.insert(number, p, std::string_view(hex(record.first_position)),
                         std::string_view(hex(record.last_position)), std::string_view(hex(record.first_sort)),
                         std::string_view(hex(record.last_sort)), record.born_second, record.retired_second, record.parent,
                         record.consumed[0].count(), record.consumed[1].count(), record.throttled[0],
                         record.throttled[1]);
        for (std::size_t side = 0; side < side_count; ++side) {
            for (const LimitStep& step : record.limits[side]) {
                limit.insert(number, p, side_name(side), step.second, step.limit.in_milli_units_per_second());
            }
        }
    }
}

void write_minutes(Database& database, std::int64_t number, std::size_t side,
                   const std::vector<SeriesSecond>& seconds) {
    Statement insert(database, "INSERT INTO minutes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    constexpr std::size_t minute_seconds = 60;
    for (std::size_t first = 0; first < seconds.size(); first += minute_seconds) {
        SeriesSecond sum;
        std::uint64_t throttled = 0, requests = 0;
        std::int64_t throttled_seconds = 0, peak = 0;
        for (std::size_t s = first; s < std::min(first + minute_seconds, seconds.size()); ++s) {
            sum.demand += seconds[s].demand;
            sum.consumed += seconds[s].consumed;
            sum.provisioned = seconds[s].provisioned;
            throttled += seconds[s].throttled();
            requests += seconds[s].throttled() + seconds[s].requests[0];
            throttled_seconds += seconds[s].throttled() > 0;
            peak = std::max(peak, seconds[s].demand);
        }
        insert.insert(number, side_name(side), first / minute_seconds, HalfUnits(sum.demand).in_units(),
                      HalfUnits(sum.consumed).in_units(), static_cast<double>(sum.provisioned) * 1e-3, requests,
                      throttled, throttled_seconds, HalfUnits(peak).in_units());
    }
}

void write_heat(Database& database, std::int64_t number, std::size_t side, const HeatStore& heat) {
    Statement insert(database, "INSERT INTO heat_tiles VALUES (?, ?, ?, ?, ?)");
    for (std::int64_t first = 0; first < heat.end_second(); first += tile_seconds) {
        // For each second the number of cells, then the cells.
        std::vector<std::byte> bytes;
        bool any = false;
        for (std::int64_t second = first; second < first + tile_seconds; ++second) {
            const auto row = heat.row(second);
            const auto cells = static_cast<std::uint32_t>(row.size());
            const auto head = std::as_bytes(std::span(&cells, 1));
            bytes.insert(bytes.end(), head.begin(), head.end());
            const auto body = std::as_bytes(row);
            bytes.insert(bytes.end(), body.begin(), body.end());
            any = any || cells > 0;
        }
        if (!any) continue;
        const auto packed = compressed(bytes);
        insert.insert(number, side_name(side), first, bytes.size(), std::span<const std::byte>(packed));
    }
}

void write_table(Database& database, std::int64_t number, const TableRecording& table) {
    Statement(database, "INSERT INTO tables VALUES (?, ?, ?)")
        .insert(number, std::string_view(table.name), table.is_index ? 1 : 0);
    write_totals(database, "table", table.name, table.totals);
    write_partitions(database, number, table);
    Statement seconds(database, "INSERT INTO seconds VALUES (?, ?, ?, ?)");
    for (std::size_t side = 0; side < side_count; ++side) {
        const auto packed = compressed(std::as_bytes(std::span(table.seconds[side])));
        seconds.insert(number, side_name(side), table.seconds[side].size(), std::span<const std::byte>(packed));
        write_minutes(database, number, side, table.seconds[side]);
        write_heat(database, number, side, table.heat[side]);
    }
    Statement hot(database, "INSERT INTO hot_keys VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    const auto write_keys = [&](std::string_view list, const std::vector<HotKey>& keys) {
        for (std::size_t rank = 0; rank < keys.size(); ++rank) {
            const HotKey& key = keys[rank];
            hot.insert(number, list, rank, std::string_view(key.name), key.key, key.count, key.count_bound,
                       key.partition);
        }
    };
    write_keys("hottest", table.hottest);
    write_keys("most_throttled", table.most_throttled);
}

Error database_error(const std::string& path, ExitCode code, std::string what, std::string fix) {
    return {code, 310, {.file = path}, std::move(what), std::move(fix)};
}

std::optional<KeyPosition> position_of_hex(const std::string& text) {
    KeyPosition position = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), position, 16);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return position;
}

bool read_partitions(Database& database, std::int64_t number, TableRecording& table) {
    Statement select(database, "SELECT * FROM partitions WHERE table_number = ? ORDER BY number");
    select.query(number);
    while (select.next()) {
        PartitionRecord record;
        const auto first = position_of_hex(select.text(2)), last = position_of_hex(select.text(3));
        if (!first || !last) return false;
        record.first_position = *first;
        record.last_position = *last;
        record.born_second = select.integer(4);
        if (!select.is_null(5)) record.parent = static_cast<std::size_t>(select.integer(5));
        if (record.parent && *record.parent >= table.partitions.size()) return false;  // parents are older
        record.consumed = {HalfUnits(select.integer(6)), HalfUnits(select.integer(7))};
        record.throttled = {static_cast<std::uint64_t>(select.integer(8)),
                            static_cast<std::uint64_t>(select.integer(9))};
        table.partitions.push_back(std::move(record));
    }
    Statement limits(database, "SELECT partition, side, second, milli_units_per_second FROM limits "
                               "WHERE table_number = ? ORDER BY partition, side, second");
    limits.query(number);
    while (limits.next()) {
        const auto partition = static_cast<std::size_t>(limits.integer(0));
        const std::size_t side = limits.text(1) == side_names[0] ? 0 : 1;
        if (partition >= table.partitions.size()) continue;
        table.partitions[partition].limits[side].push_back(
            {limits.integer(2), CapacityRate::milli_units_per_second(limits.integer(3))});
    }
    return true;
}

bool read_seconds(Database& database, std::int64_t number, TableRecording& table) {
    Statement select(database, "SELECT count, zstd FROM seconds WHERE table_number = ? AND side = ?");
    for (std::size_t side = 0; side < side_count; ++side) {
        select.query(number, side_name(side));
        if (!select.next()) return false;
        const auto count = static_cast<std::size_t>(select.integer(0));
        const auto bytes = decompressed(select.blob(1), count * sizeof(SeriesSecond));
        if (!bytes) return false;
        table.seconds[side].resize(count);
        std::memcpy(table.seconds[side].data(), bytes->data(), bytes->size());
    }
    return true;
}

bool read_heat(Database& database, std::int64_t number, TableRecording& table) {
    Statement select(database, "SELECT first_second, bytes, zstd FROM heat_tiles "
                               "WHERE table_number = ? AND side = ? ORDER BY first_second");
    for (std::size_t side = 0; side < side_count; ++side) {
        select.query(number, side_name(side));
        while (select.next()) {
            const auto bytes = decompressed(select.blob(2), static_cast<std::size_t>(select.integer(1)));
            if (!bytes) return false;
            std::size_t at = 0;
            for (std::int64_t second = select.integer(0); at < bytes->size(); ++second) {
                std::uint32_t cells = 0;
                if (at + sizeof cells > bytes->size()) return false;
                std::memcpy(&cells, bytes->data() + at, sizeof cells);
                at += sizeof cells;
                if (cells > table.partitions.size() || at + cells * sizeof(HeatCell) > bytes->size()) return false;
                if (cells > 0) {
                    // Seconds come in order and are those of the series.
                    const auto series = static_cast<std::int64_t>(table.seconds[side].size());
                    if (second < table.heat[side].end_second() || second >= series) return false;
                    const auto row = table.heat[side].add_row(second, cells);
                    std::memcpy(row.data(), bytes->data() + at, row.size_bytes());
                }
                at += cells * sizeof(HeatCell);
            }
        }
    }
    return true;
}

bool read_hot_keys(Database& database, std::int64_t number, TableRecording& table) {
    Statement select(database, "SELECT list, name, key, count, count_bound, partition FROM hot_keys "
                               "WHERE table_number = ? ORDER BY list, rank");
    select.query(number);
    while (select.next()) {
        auto& list = select.text(0) == "hottest" ? table.hottest : table.most_throttled;
        list.push_back({select.text(1), static_cast<Key>(select.integer(2)),
                        static_cast<std::uint64_t>(select.integer(3)), static_cast<std::uint64_t>(select.integer(4)),
                        static_cast<std::size_t>(select.integer(5))});
        if (list.back().partition >= table.partitions.size()) return false;
    }
    return true;
}

// True when everything was there and made sense.
bool read_tables(Database& database, Recording& recording) {
    Statement tables(database, "SELECT number, name, is_index FROM tables ORDER BY number");
    tables.query();
    bool whole = true;
    while (tables.next()) {
        TableRecording& table = recording.tables.emplace_back();
        table.name = tables.text(1);
        table.is_index = tables.integer(2) != 0;
        const std::int64_t number = tables.integer(0);
        table.totals = read_totals(database, "table", table.name);
        whole = whole && read_partitions(database, number, table) && read_seconds(database, number, table) &&
                read_heat(database, number, table) && read_hot_keys(database, number, table);
    }
    return whole;
}

bool read_run(Database& database, StoredRun& stored) {
    Recording& recording = stored.recording;
    Statement run(database, "SELECT key, value FROM run");
    run.query();
    while (run.next()) {
        const std::string key = run.text(0);
        if (key == "name") recording.name = run.text(1);
        if (key == "start_us") recording.start = WallTime(SimDuration(run.integer(1)));
        if (key == "simulated_us") recording.simulated = SimDuration(run.integer(1));
        if (key == "fingerprint") stored.identity.fingerprint = run.text(1);
        if (key == "version") stored.identity.version = run.text(1);
        if (key == "scenario") stored.identity.scenario_text = run.text(1);
        if (key == "seed") stored.identity.seed = run.integer(1);
    }
    Statement workloads(database, "SELECT DISTINCT name FROM totals WHERE kind = 'workload' ORDER BY name");
    workloads.query();
    while (workloads.next()) recording.workload_names.push_back(workloads.text(0));
    for (const std::string& name : recording.workload_names) {
        recording.workloads.push_back(read_totals(database, "workload", name));
    }
    Statement events(database, "SELECT kind, second, end_second, table_name, text FROM events ORDER BY number");
    events.query();
    while (events.next()) {
        if (events.integer(0) < 0 || events.integer(0) >= std::ssize(event_kind_names)) return false;
        recording.events.push_back({static_cast<EventKind>(events.integer(0)), events.integer(1), events.integer(2),
                                    events.text(3), events.text(4)});
    }
    return true;
}

std::int64_t pragma(Database& database, const char* sql) {
    Statement statement(database, sql);
    statement.query();
    return statement.next() ? statement.integer(0) : 0;
}

}  // namespace

Errors write_run_database(const std::string& path, const Recording& recording, const RunIdentity& identity) {
    unlink(path.c_str());
    Database database(path, Database::Mode::create);
    database.run(schema);
    {
        Statement run(database, "INSERT INTO run VALUES (?, ?)");
        run.insert(std::string_view("name"), std::string_view(recording.name));
        run.insert(std::string_view("fingerprint"), std::string_view(identity.fingerprint));
        run.insert(std::string_view("version"), std::string_view(identity.version));
        run.insert(std::string_view("scenario"), std::string_view(identity.scenario_text));
        run.insert(std::string_view("seed"), identity.seed);
        run.insert(std::string_view("start_us"), std::int64_t{recording.start.time_since_epoch().count()});
        run.insert(std::string_view("simulated_us"), std::int64_t{recording.simulated.count()});
        for (std::size_t t = 0; t < recording.tables.size(); ++t) {
            write_table(database, static_cast<std::int64_t>(t), recording.tables[t]);
        }
        for (std::size_t w = 0; w < recording.workloads.size(); ++w) {
            write_totals(database, "workload", recording.workload_names[w], recording.workloads[w]);
        }
        Statement events(database, "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)");
        for (std::size_t i = 0; i < recording.events.size(); ++i) {
            const Event& event = recording.events[i];
            events.insert(i, static_cast<std::int64_t>(event.kind), event.second, event.end_second,
                          std::string_view(event.table), std::string_view(event.text));
        }
    }
    database.run("COMMIT");
    if (!database.failed()) return {};
    return {database_error(path, ExitCode::input_output, "cannot write the database: " + database.failure(),
                           "check the free space and the folder's permissions")};
}

Result<StoredRun> read_run_database(const std::string& path) {
    Database database(path, Database::Mode::read);
    const std::int64_t application = pragma(database, "PRAGMA application_id");
    const std::int64_t version = pragma(database, "PRAGMA user_version");
    if (database.failed()) {
        const bool missing = access(path.c_str(), F_OK) != 0;
        return database_error(path, missing ? ExitCode::input_missing : ExitCode::input_output,
                              "cannot read the database: " + database.failure(),
                              "name a folder that `isotherm run --out` wrote");
    }
    if (application != application_id) {
        return database_error(path, ExitCode::input_output, "a SQLite database, but not of a run",
                              "name a folder that `isotherm run --out` wrote");
    }
    if (version != schema_version) {
        return database_error(path, ExitCode::input_output,
                              fmt::format("run database of version {}; this program reads version {}", version,
                                          schema_version),
                              "run the scenario again with this program");
    }
    StoredRun stored;
    const bool whole = read_run(database, stored) && read_tables(database, stored.recording);
    if (database.failed() || !whole) {
        return database_error(path, ExitCode::input_output,
                              database.failed() ? "damaged: " + database.failure() : "damaged: what it holds makes no sense",
                              "run the scenario again");
    }
    return stored;
}

}  // namespace isotherm
