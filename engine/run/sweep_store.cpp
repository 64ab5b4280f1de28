// SPDX-License-Identifier: Apache-2.0
#include "engine/run/sweep_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "engine/recording/output_error.h"
#include "engine/recording/output_file.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/json_text.h"
#include "engine/vocabulary/version.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* database_name = "sweep.sqlite";
// Marks the file as a sweep, in SQLite's header: "Iswp". The version changes with the tables.
constexpr std::int64_t application_id = 0x49737770;
constexpr std::int64_t format_version = 1;

Error folder_error(const std::string& folder, std::string what) {
    return {ExitCode::cannot_create,
            ErrorNumber::another_sweep,
            {.file = folder},
            std::move(what),
            "choose a new folder with --out"};
}

Error database_error(const std::string& folder, const Database& database) {
    if (database.failure().find("locked") != std::string::npos) {
        return {ExitCode::busy,
                ErrorNumber::busy,
                {.file = folder},
                "another sweep is writing to this folder",
                "wait for it to end, or choose another folder"};
    }
    return {ExitCode::input_output,
            ErrorNumber::output_failed,
            {.file = folder},
            fmt::format("cannot write {}: {}", database_name, database.failure()),
            "check the disk; the runs stored so far are not lost"};
}

std::string quoted(const std::string& name) {
    std::string text = "\"";
    for (const char c : name) text += c == '"' ? "\"\"" : std::string(1, c);
    return text + "\"";
}

Json json_of(const SweepDescription& sweep) {
    return {{"identity", sweep.identity}, {"version", sweep.version},
            {"name", sweep.name},         {"varied", sweep.varied},
            {"settings", sweep.settings}, {"numbers", sweep.numbers},
            {"seeds", sweep.seeds},       {"first_seed", sweep.first_seed},
            {"part", sweep.part},         {"parts", sweep.parts}};
}

std::optional<SweepDescription> description_in(const std::string& text) {
    const Json json = Json::parse(text, nullptr, false);
    SweepDescription sweep;
    try {
        json.at("identity").get_to(sweep.identity);
        json.at("version").get_to(sweep.version);
        json.at("name").get_to(sweep.name);
        json.at("varied").get_to(sweep.varied);
        json.at("settings").get_to(sweep.settings);
        json.at("numbers").get_to(sweep.numbers);
        json.at("seeds").get_to(sweep.seeds);
        json.at("first_seed").get_to(sweep.first_seed);
        json.at("part").get_to(sweep.part);
        json.at("parts").get_to(sweep.parts);
    } catch (const Json::exception&) {
        return std::nullopt;
    }
    const bool widths = std::ranges::all_of(
        sweep.settings, [&](const auto& values) { return values.size() == sweep.varied.size(); });
    if (!widths || sweep.seeds == 0 || sweep.parts == 0 || sweep.part >= sweep.parts)
        return std::nullopt;
    return sweep;
}

std::string create_text(const SweepDescription& sweep) {
    std::string columns = "number INTEGER PRIMARY KEY";
    for (const std::string& path : sweep.varied) columns += ", " + quoted(path) + " NUMERIC";
    columns += ", seed INTEGER NOT NULL, fingerprint TEXT NOT NULL";
    for (const std::string& name : sweep.numbers) columns += ", " + quoted(name) + " REAL";
    return fmt::format(
        "CREATE TABLE IF NOT EXISTS sweep (key TEXT PRIMARY KEY, value TEXT NOT NULL) "
        "WITHOUT ROWID; CREATE TABLE IF NOT EXISTS runs ({}, failure TEXT NOT NULL);",
        columns);
}

std::string insert_text(const char* table, std::size_t columns) {
    std::string marks = "?";
    for (std::size_t i = 1; i < columns; ++i) marks += ", ?";
    return fmt::format("INSERT OR REPLACE INTO {} VALUES ({})", table, marks);
}

SqlValue value_or_null(const std::optional<double>& value) {
    return value ? SqlValue(*value) : SqlValue(nullptr);
}

// Reads the description and the runs of an open database; nullopt if they are not there.
std::optional<std::pair<SweepDescription, SweepRuns>> contents_of(Database& database) {
    SqlStatement header(database, "SELECT value FROM sweep WHERE key = 'description'");
    header.query();
    if (!header.next()) return std::nullopt;
    const auto sweep = description_in(header.text(0));
    if (!sweep) return std::nullopt;
    std::string columns;
    for (const std::string& name : sweep->numbers) columns += ", " + quoted(name);
    SqlStatement select(
        database,
        fmt::format("SELECT number, fingerprint, failure{} FROM runs ORDER BY number", columns)
            .c_str());
    select.query();
    SweepRuns runs;
    while (select.next()) {
        SweepRun run{
            static_cast<std::uint64_t>(select.integer(0)), select.text(1), {}, select.text(2)};
        for (std::size_t n = 0; n < sweep->numbers.size(); ++n) {
            const int column = static_cast<int>(n) + 3;
            run.numbers.push_back(select.is_null(column) ? std::nullopt
                                                         : std::optional(select.real(column)));
        }
        if (run.number >= sweep->runs()) return std::nullopt;
        runs[run.number] = std::move(run);
    }
    if (database.failed()) return std::nullopt;
    return std::pair(*sweep, std::move(runs));
}

bool is_sweep(Database& database) {
    SqlStatement id(database, "PRAGMA application_id");
    id.query();
    const bool ours = id.next() && id.integer(0) == application_id;
    SqlStatement version(database, "PRAGMA user_version");
    version.query();
    return ours && version.next() && version.integer(0) == format_version;
}

}  // namespace

SweepDescription described(const SweepPlan& plan, std::string name, std::uint64_t part,
                           std::uint64_t parts) {
    SweepDescription sweep;
    sweep.identity = plan.identity;
    sweep.version = version();
    sweep.name = std::move(name);
    for (const SweepAxis& axis : plan.axes) sweep.varied.push_back(axis.path);
    for (std::uint64_t s = 0; s < plan.settings(); ++s) sweep.settings.push_back(plan.values_of(s));
    for (const SweepNumber& number : plan.numbers) sweep.numbers.push_back(number.name);
    sweep.seeds = plan.seeds;
    sweep.first_seed = plan.first_seed;
    sweep.part = part;
    sweep.parts = parts;
    return sweep;
}

SweepStore::SweepStore(std::string folder, SweepDescription sweep)
    : folder_(std::move(folder)), sweep_(std::move(sweep)) {}

Result<std::unique_ptr<SweepStore>> SweepStore::open(const std::string& folder,
                                                     const SweepDescription& sweep) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) return output_error(folder, failed.value(), "cannot create the folder");
    const bool exists = fs::exists(fs::path(folder) / database_name, failed);
    if (!exists && !fs::is_empty(folder, failed))
        return folder_error(folder, "the folder contains files that are not of a sweep");
    std::unique_ptr<SweepStore> store(new SweepStore(folder, sweep));
    store->database_ = std::make_unique<Database>((fs::path(folder) / database_name).string(),
                                                  Database::Mode::create);
    if (Errors errors = store->begin(); !errors.empty()) return errors;
    return store;
}

Errors SweepStore::begin() {
    Database& database = *database_;
    // WAL: a stored run survives the death of the program without a sync for each.
    database.run(
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; "
        "BEGIN IMMEDIATE; COMMIT;");
    if (database.failed()) return {database_error(folder_, database)};
    SqlStatement tables(database, "SELECT count(*) FROM sqlite_schema");
    tables.query();
    const bool fresh = tables.next() && tables.integer(0) == 0;
    if (fresh) {
        database.run(fmt::format("BEGIN; PRAGMA application_id = {}; PRAGMA user_version = {}; {}",
                                 application_id, format_version, create_text(sweep_))
                         .c_str());
        SqlStatement(database, "INSERT INTO sweep VALUES ('description', ?)")
            .insert(std::string_view(json_of(sweep_).dump()));
        database.run("COMMIT");
    } else {
        auto contents = is_sweep(database) ? contents_of(database) : std::nullopt;
        if (!contents || contents->first != sweep_)
            return {folder_error(folder_, contents ? "the folder contains the results of another "
                                                     "sweep"
                                                   : "sweep.sqlite is not from this version")};
        runs_ = std::move(contents->second);
        // A run that failed is tried again.
        std::erase_if(runs_, [](const auto& run) { return !run.second.failure.empty(); });
    }
    insert_ = std::make_unique<SqlStatement>(
        database, insert_text("runs", sweep_.varied.size() + sweep_.numbers.size() + 4).c_str());
    return failure();
}

Result<std::pair<SweepDescription, SweepRuns>> SweepStore::read(const std::string& folder) {
    Database database((fs::path(folder) / database_name).string(), Database::Mode::read);
    auto contents = is_sweep(database) ? contents_of(database) : std::nullopt;
    if (contents) return *std::move(contents);
    return Error{database.unreadable() ? ExitCode::input_missing : ExitCode::bad_trace,
                 ErrorNumber::parts_do_not_fit,
                 {.file = folder},
                 database.unreadable() ? "there is no sweep.sqlite in the folder"
                                       : "sweep.sqlite is damaged, or not from this version",
                 "name folders that `isotherm sweep --out` wrote"};
}

bool SweepStore::add(const SweepRun& run) {
    std::vector<SqlValue> row{static_cast<std::int64_t>(run.number)};
    for (const std::string& value : sweep_.settings[run.number / sweep_.seeds])
        row.emplace_back(value);
    row.emplace_back(sweep_.first_seed + static_cast<std::int64_t>(run.number % sweep_.seeds));
    row.emplace_back(run.fingerprint);
    for (const auto& number : run.numbers) row.push_back(value_or_null(number));
    row.emplace_back(run.failure);
    insert_->insert_row(row);
    runs_[run.number] = run;
    return !database_->failed();
}

Errors SweepStore::failure() const {
    if (!database_->failed()) return {};
    return {database_error(folder_, *database_)};
}

Errors SweepStore::finish() {
    std::string columns = "number INTEGER PRIMARY KEY";
    for (const std::string& path : sweep_.varied) columns += ", " + quoted(path) + " NUMERIC";
    for (const std::string& name : sweep_.numbers)
        for (const char* part : {"_mean", "_low", "_high"})
            columns += ", " + quoted(name + part) + " REAL";
    database_->run(
        fmt::format("BEGIN; DROP TABLE IF EXISTS settings; CREATE TABLE settings ({});", columns)
            .c_str());
    {
        SqlStatement insert(
            *database_,
            insert_text("settings", 1 + sweep_.varied.size() + 3 * sweep_.numbers.size()).c_str());
        for (std::uint64_t s = 0; s < sweep_.settings.size(); ++s) {
            std::vector<SqlValue> row{static_cast<std::int64_t>(s)};
            for (const std::string& value : sweep_.settings[s]) row.emplace_back(value);
            for (const SweepMean& mean : means_of(sweep_, runs_, s))
                for (const auto& value : {mean.mean, mean.low, mean.high})
                    row.push_back(value_or_null(value));
            insert.insert_row(row);
        }
    }
    insert_.reset();
    database_->run("COMMIT; PRAGMA journal_mode = DELETE;");
    Errors errors = failure();
    database_.reset();
    const auto path = [this](const char* name) { return (fs::path(folder_) / name).string(); };
    if (errors.empty()) errors = write_file(path("sweep.csv"), sweep_csv(sweep_, runs_));
    if (errors.empty())
        errors = write_file(path("sweep.json"), written_json(sweep_json(sweep_, runs_)) + "\n");
    return errors;
}

Errors failure_of(const SweepRuns& runs) {
    const auto failed =
        std::ranges::find_if(runs, [](const auto& run) { return !run.second.failure.empty(); });
    if (failed == runs.end()) return {};
    return {{ExitCode::bad_trace,
             ErrorNumber::run_of_sweep_failed,
             {.file = fmt::format("run {}", failed->first)},
             failed->second.failure,
             "see \"failed\" in the JSON, or the column failure of sweep.csv, for all such runs"}};
}

std::vector<SweepMean> means_of(const SweepDescription& sweep, const SweepRuns& runs,
                                std::uint64_t setting) {
    std::vector<SweepMean> means;
    for (std::size_t n = 0; n < sweep.numbers.size(); ++n) {
        std::vector<std::optional<double>> values;
        const auto end = runs.lower_bound((setting + 1) * sweep.seeds);
        for (auto run = runs.lower_bound(setting * sweep.seeds); run != end; ++run)
            values.push_back(run->second.numbers[n]);
        means.push_back(mean_over_seeds(values));
    }
    return means;
}

Json sweep_json(const SweepDescription& sweep, const SweepRuns& runs) {
    const auto or_null = [](const std::optional<double>& value) {
        return value ? Json(*value) : Json();
    };
    Json json{{"name", sweep.name},     {"version", sweep.version}, {"varied", sweep.varied},
              {"seeds", sweep.seeds},   {"runs", Json::array()},    {"settings", Json::array()},
              {"failed", Json::array()}};
    for (const auto& [number, run] : runs) {
        const auto seed = sweep.first_seed + static_cast<std::int64_t>(number % sweep.seeds);
        const auto& values = sweep.settings[number / sweep.seeds];
        if (!run.failure.empty()) {
            json["failed"].push_back(
                {{"values", values}, {"seed", seed}, {"failure", run.failure}});
            continue;
        }
        Json numbers = Json::object();
        for (std::size_t n = 0; n < sweep.numbers.size(); ++n)
            numbers[sweep.numbers[n]] = or_null(run.numbers[n]);
        json["runs"].push_back({{"values", values},
                                {"seed", seed},
                                {"fingerprint", run.fingerprint},
                                {"numbers", numbers}});
    }
    for (std::uint64_t s = 0; s < sweep.settings.size(); ++s) {
        const auto means = means_of(sweep, runs, s);
        Json mean = Json::object(), low = mean, high = mean;
        std::uint64_t seeds = 0;
        for (std::size_t n = 0; n < means.size(); ++n) {
            mean[sweep.numbers[n]] = or_null(means[n].mean);
            low[sweep.numbers[n]] = or_null(means[n].low);
            high[sweep.numbers[n]] = or_null(means[n].high);
            seeds = std::max(seeds, means[n].seeds);
        }
        json["settings"].push_back({{"values", sweep.settings[s]},
                                    {"mean", mean},
                                    {"low", low},
                                    {"high", high},
                                    {"seeds", seeds}});
    }
    return json;
}

std::string sweep_csv(const SweepDescription& sweep, const SweepRuns& runs) {
    std::string text = "run";
    for (const std::string& path : sweep.varied) text += "," + csv_cell(path);
    text += ",seed,fingerprint";
    for (const std::string& name : sweep.numbers) text += "," + csv_cell(name);
    text += ",failure\n";
    for (const auto& [number, run] : runs) {
        text += std::to_string(number);
        for (const std::string& value : sweep.settings[number / sweep.seeds])
            text += "," + csv_cell(value);
        text += fmt::format(",{},{}",
                            sweep.first_seed + static_cast<std::int64_t>(number % sweep.seeds),
                            run.fingerprint);
        for (const auto& value : run.numbers) text += value ? fmt::format(",{}", *value) : ",";
        text += "," + csv_cell(run.failure) + "\n";
    }
    return text;
}

}  // namespace isotherm
