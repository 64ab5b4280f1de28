// SPDX-License-Identifier: Apache-2.0
// Fuzzes the content of a run directory. The first byte selects one of three: a manifest; a whole
// run.sqlite; or a valid run.sqlite with changed values, four bytes per change (which value, which
// rows, new value). Any of them must result in a run or in errors. The times, counts and places of
// an accepted run must be possible, so that it can be drawn.

#include <array>
#include <fmt/format.h>
#include <fstream>
#include <iterator>

#include "engine/recording/recording_checks.h"
#include "engine/recording/run_manifest.h"
#include "engine/recording/sqlite.h"
#include "engine/run/simulation.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/temporary_folder.h"

namespace {

using namespace isotherm;

// A database file. It needs a real name: SQLite follows links, so /proc/self/fd leads nowhere.
class DatabaseFile {
public:
    explicit DatabaseFile(std::string_view content) {
        std::ofstream out(path(), std::ios::binary);
        out.write(content.data(), static_cast<std::streamsize>(content.size()));
        must_hold(out.good(), "the file is written");
    }
    std::string path() const { return folder_.path("run.sqlite"); }

private:
    TemporaryFolder folder_;
};

std::string good_database() {
    const auto scenario = read_scenario_text(
        "duration = \"90s\"\n[tables.tab]\nitem_size = \"1 KB\"\n"
        "capacity = { mode = \"provisioned\", read = 5, write = 5 }\n"
        "[workloads.w]\ntable = \"tab\"\noperation = \"PutItem\"\n"
        "arrivals = { shape = \"constant\", rate = \"20/s\" }\n"
        "keys = { distribution = \"sequential\", distinct = 10 }\n"
        "[changes.more]\ntable = \"tab\"\nat = \"30s\"\nwrite = 9\n",
        "seed.toml");
    must_hold(scenario.ok(), "the scenario of the seed is good");
    auto simulation = Simulation::create(scenario.value());
    must_hold(simulation.ok(), "and runs");
    simulation.value()->advance(simulation.value()->end());
    const RunReport report = simulation.value()->report();
    // SQLite needs a folder, because a new database has a journal file
    const TemporaryFolder folder;
    const std::string path = folder.path("run.sqlite");
    const Errors errors = write_run_database(
        path, report.recording(), {report.fingerprint(), "1", report.scenario().text, 1});
    must_hold(errors.empty(), "and is written");
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// All columns of all tables, as "table.column".
std::vector<std::string> columns_of(const std::string& path) {
    Database database(path, Database::Mode::read);
    std::vector<std::string> all;
    SqlStatement select(database,
                        "SELECT m.name || '.' || c.name FROM sqlite_schema m, "
                        "pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY 1");
    select.query();
    while (select.next()) all.push_back(select.text(0));
    return all;
}

std::string value_of(unsigned char kind, unsigned char more) {
    static const std::array<const char*, 10> odd{"-1",
                                                 "4611686018427387904",
                                                 "-9223372036854775808",
                                                 "9223372036854775807",
                                                 "NULL",
                                                 "'x'",
                                                 "1e300",
                                                 "x'00ff'",
                                                 "2147483648",
                                                 "''"};
    if (kind < 128) return odd[kind % odd.size()];
    return std::to_string((kind - 192) * (more + 1));
}

void check_changed(std::string_view changes) {
    static const std::string good = good_database();
    const DatabaseFile file(good);
    static const std::vector<std::string> columns = columns_of(file.path());
    for (; changes.size() >= 4; changes.remove_prefix(4)) {
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(changes[i]); };
        const std::string& column = columns[byte(0) % columns.size()];
        const std::size_t dot = column.find('.');
        const std::string name = column.substr(dot + 1);
        const std::string rows =
            byte(1) < 128 ? "1" : fmt::format("abs({} % 3) = {}", name, byte(1) % 3);
        const std::string sql =
            fmt::format("UPDATE OR IGNORE {} SET {} = {} WHERE {}", column.substr(0, dot), name,
                        value_of(byte(2), byte(3)), rows);
        // Changes that the schema forbids have no effect; the next change is tried anyway.
        Database database(file.path(), Database::Mode::create);
        database.run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
        database.run(sql.c_str());
    }
    const auto run = read_run(file.path());
    if (!run.ok()) return must_be_told_well(run.errors());
    must_hold(!find_impossible(run.value().recording), "what is read is possible");
    (void)run.value().recording.totals();
}

}  // namespace

ISOTHERM_FUZZ_TARGET(run_folder) {
    if (input.empty()) return;
    const std::string_view rest = input.substr(1);
    switch (static_cast<unsigned char>(input.front()) % 4) {
        case 0: {
            const auto manifest = read_manifest_text(std::string(rest), "manifest.json");
            if (!manifest.ok()) must_be_told_well(manifest.errors());
            return;
        }
        case 1: {
            const DatabaseFile file(rest);
            const auto run = read_run(file.path());
            if (!run.ok()) must_be_told_well(run.errors());
            return;
        }
        default:
            check_changed(rest);
    }
}
