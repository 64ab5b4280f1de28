// SPDX-License-Identifier: Apache-2.0
// run.sqlite: written data is read back unchanged; damaged or foreign files are refused with a
// message.

#include "engine/recording/run_database.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "engine/recording/sqlite.h"
#include "tests/engine/scenario/scenario_folder.h"
#include "tests/laws/books.h"
#include "tests/laws/catalog_scenarios.h"

namespace isotherm {
namespace {

constexpr const char* nasty = "'; DROP TABLE run; --\"\n\x1b";

// A real run of two tables, with difficult values added by hand.
Recording recorded() {
    const FinishedRun run(scenario_text({}) + R"(
[tables.idle]
capacity = { read = 1, write = 1 }
)");
    // A Recording cannot be copied, because its cells can be very many. Writing and reading it
    // gives one that can be changed.
    const ScenarioFolder folder;
    EXPECT_TRUE(write_run_database(folder.path("a.sqlite"), run.recording(), {}).empty());
    auto stored = read_run_database(folder.path("a.sqlite"));
    Recording recording = std::move(stored.value().recording);
    expect_same(recording.tables[1], run.recording().tables[1]);
    recording.name = nasty;
    recording.tables[1].hottest[0].name = nasty;
    recording.tables[1].hottest[1].key = ~Key{0};  // does not fit SQLite's signed integers
    recording.tables[1].partitions[2].parent = 1;
    recording.tables[1].partitions[2].limits[0].push_back(
        {7, CapacityRate::milli_units_per_second(1'234'567)});
    recording.events.push_back(
        {EventKind::run_stopped, 11, 12, ResourceName("orders"), say<Says::dropped>(nasty)});
    recording.scaling_holds.push_back(
        {60, 120, ResourceName("orders"), nasty, {WaitFor::cooldown, say<Says::dropped>(nasty)}});
    ActionUse use;
    use.table = {1};
    use.operation = Operation::query;
    recording.actions[0].uses = {use};
    recording.actions[0].minutes = {{}, {9, 7, 1, 1, 80'000, 9'000, 20'001, 30'000}};
    return recording;
}

TEST(RunDatabase, reads_back_what_was_written) {
    const ScenarioFolder folder;
    const std::string path = folder.file("run.sqlite", "an older file");
    const Recording written = recorded();
    const RunIdentity identity{"0123456789abcdef", "1.2.3", nasty, 9'000'000'000'000'000'000};
    ASSERT_TRUE(write_run_database(path, written, identity).empty());
    const auto stored = read_run_database(path);
    ASSERT_TRUE(stored.ok()) << all_texts(stored.errors());
    EXPECT_EQ(stored.value().identity.fingerprint, identity.fingerprint);
    EXPECT_EQ(stored.value().identity.version, identity.version);
    EXPECT_EQ(stored.value().identity.scenario_text, identity.scenario_text);
    EXPECT_EQ(stored.value().identity.seed, identity.seed);

    const Recording& read = stored.value().recording;
    EXPECT_EQ(read.name, written.name);
    EXPECT_EQ(read.start, written.start);
    EXPECT_EQ(read.simulated, written.simulated);
    EXPECT_EQ(read.workload_names, written.workload_names);
    EXPECT_EQ(read.workloads, written.workloads);
    EXPECT_EQ(read.sent_by, written.sent_by);
    EXPECT_EQ(read.totals(), written.totals());
    ASSERT_EQ(read.call_units.size(), written.call_units.size());
    EXPECT_GT(read.call_units.size(), 0u);
    for (std::size_t u = 0; u < read.call_units.size(); ++u) {
        EXPECT_EQ(read.call_units[u].consumed, written.call_units[u].consumed);
        EXPECT_EQ(read.call_units[u].items, written.call_units[u].items);
    }
    ASSERT_EQ(read.tables.size(), 2u);
    for (std::size_t t = 0; t < 2; ++t) {
        EXPECT_EQ(read.tables[t].name, written.tables[t].name);
        expect_same(read.tables[t], written.tables[t]);
    }
    ASSERT_TRUE(read.actions.contains(0));
    EXPECT_EQ(read.actions.at(0).minutes, written.actions.at(0).minutes);
    ASSERT_EQ(read.actions.at(0).uses.size(), 1U);
    EXPECT_EQ(read.actions.at(0).uses[0].table, TableIndex{1});
    EXPECT_EQ(read.tables[1].hottest[1].key, ~Key{0});
    EXPECT_EQ(read.tables[1].partitions[2].parent, std::optional<std::size_t>(1));
    EXPECT_EQ(read.tables[1].partitions[1].parent, std::nullopt);
    EXPECT_EQ(read.tables[1].partitions[2].limit_at(Side::read, 6),
              CapacityRate::milli_units_per_second(37'500));
    EXPECT_EQ(read.tables[1].partitions[2].limit_at(Side::read, 7),
              CapacityRate::milli_units_per_second(1'234'567));
    ASSERT_EQ(read.events.size(), written.events.size());
    for (std::size_t e = 0; e < read.events.size(); ++e) {
        EXPECT_EQ(read.events[e].kind, written.events[e].kind);
        EXPECT_EQ(read.events[e].second, written.events[e].second);
        EXPECT_EQ(read.events[e].end_second, written.events[e].end_second);
        EXPECT_EQ(read.events[e].resource, written.events[e].resource);
        EXPECT_EQ(read.events[e].text, written.events[e].text);
    }
    ASSERT_EQ(read.scaling_holds.size(), 1U);
    EXPECT_EQ(read.scaling_holds[0].second, 60);
    EXPECT_EQ(read.scaling_holds[0].seconds, 120);
    EXPECT_EQ(read.scaling_holds[0].resource, ResourceName("orders"));
    EXPECT_EQ(read.scaling_holds[0].policy, nasty);
    EXPECT_EQ(read.scaling_holds[0].wait.what, WaitFor::cooldown);
    EXPECT_EQ(read.scaling_holds[0].wait.message, say<Says::dropped>(nasty));
    EXPECT_FALSE(std::filesystem::exists(path + "-journal"));
}

TEST(RunDatabase, has_minutes_that_any_sqlite_tool_can_add_up) {
    const ScenarioFolder folder;
    const FinishedRun run(scenario_text({}));
    ASSERT_TRUE(write_run_database(folder.path("run.sqlite"), run.recording(), {}).empty());
    Database database(folder.path("run.sqlite"), Database::Mode::read);
    SqlStatement select(
        database,
        "SELECT sum(throttled), sum(requests), sum(consumed_units) FROM minutes WHERE "
        "side = 'write'");
    select.query();
    ASSERT_TRUE(select.next());
    const Totals totals = run.totals();
    const auto& tries = totals.tries[1];
    EXPECT_EQ(select.integer(0), static_cast<std::int64_t>(tries[1] + tries[2] + tries[3]));
    EXPECT_EQ(select.integer(1),
              static_cast<std::int64_t>(tries[0] + tries[1] + tries[2] + tries[3]));
    EXPECT_EQ(select.real(2), totals.consumed[1].in_units());
}

void expect_database_refused(const std::string& path, ExitCode exit_code, std::string_view what) {
    const auto stored = read_run_database(path);
    ASSERT_FALSE(stored.ok()) << path;
    const Error& error = stored.errors().front();
    EXPECT_EQ(error.exit_code, exit_code) << error.text();
    EXPECT_EQ(digits_of(error.number), 310) << error.text();
    EXPECT_NE(error.what.find(what), std::string::npos) << error.text();
}

TEST(RunDatabase, refuses_files_that_are_not_run_databases) {
    const ScenarioFolder folder;
    expect_database_refused(folder.path("none.sqlite"), ExitCode::input_missing,
                            "cannot read the database");
    expect_database_refused(folder.file("text.sqlite", "this is no database, however long it is. " +
                                                           std::string(9'000, '.')),
                            ExitCode::bad_trace, "not a database");
    {
        Database foreign(folder.path("foreign.sqlite"), Database::Mode::create);
        foreign.run("CREATE TABLE run (key, value)");
        Database newer(folder.path("newer.sqlite"), Database::Mode::create);
        newer.run(
            "PRAGMA application_id = 1230196564; PRAGMA user_version = 9; CREATE TABLE run (key, "
            "value)");
        Database bare(folder.path("bare.sqlite"), Database::Mode::create);
        bare.run(
            "PRAGMA application_id = 1230196564; PRAGMA user_version = 8; CREATE TABLE run (key, "
            "value)");
    }
    expect_database_refused(folder.path("foreign.sqlite"), ExitCode::bad_trace,
                            "a SQLite database, but not of a run");
    expect_database_refused(folder.path("newer.sqlite"), ExitCode::bad_trace,
                            "run database of version 9; this program reads version 8");
    expect_database_refused(folder.path("bare.sqlite"), ExitCode::bad_trace,
                            "damaged: no such table");
    expect_database_refused(folder.file("empty.sqlite", ""), ExitCode::bad_trace, "not of a run");
}

TEST(RunDatabase, reports_that_it_cannot_be_written) {
    const ScenarioFolder folder;
    const Errors errors = write_run_database(folder.path("no/such/folder.sqlite"), Recording{}, {});
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors[0].exit_code, ExitCode::input_output);
    EXPECT_NE(errors[0].what.find("cannot write the database"), std::string::npos)
        << errors[0].text();
}

TEST(RunDatabase, damage_is_an_error_or_other_numbers_but_never_a_crash) {
    const ScenarioFolder folder;
    const std::string path = folder.path("run.sqlite");
    ASSERT_TRUE(write_run_database(path, recorded(), {}).empty());
    const std::string whole = content_of(path);
    std::uint64_t state = 1;
    for (int i = 0; i < 300; ++i) {
        std::string damaged = whole;
        state = state * 6364136223846793005 + 1442695040888963407;
        damaged[(state >> 20) % whole.size()] ^= static_cast<char>(1 << (state >> 8) % 8);
        if (i % 10 == 0) damaged.resize((state >> 33) % whole.size());
        folder.file("damaged.sqlite", damaged);
        const auto stored = read_run_database(folder.path("damaged.sqlite"));
        if (!stored.ok()) {
            EXPECT_FALSE(stored.errors().front().what.empty());
        }
    }
}

TEST(RunDatabase, sizes_that_the_data_cannot_have_are_damage) {
    const ScenarioFolder folder;
    const std::string path = folder.path("run.sqlite");
    for (const char* harm :
         {"UPDATE seconds SET count = 4611686018427387904",
          "UPDATE seconds SET count = -1",
          "UPDATE heat_tiles SET bytes = 9223372036854775807",
          "UPDATE heat_tiles SET first_second = -5",
          "UPDATE heat_tiles SET first_second = 1000000000000",
          "UPDATE partitions SET first_position = 'zz'",
          "UPDATE partitions SET parent = 99",
          "UPDATE run SET value = 4611686018427387904 WHERE key = 'start_us'",
          "UPDATE run SET value = -1 WHERE key = 'simulated_us'",
          "UPDATE run SET value = 4611686018427387904 WHERE key = 'simulated_us'",
          "UPDATE tables SET column_seconds = 0",
          "UPDATE totals SET value = -1 WHERE measure = 'attempts'",
          "UPDATE partitions SET born_second = -1",
          "UPDATE partitions SET born_second = 4611686018427387904",
          "UPDATE partitions SET retired_second = -5",
          "UPDATE partitions SET throttled_writes = -1",
          "UPDATE partitions SET consumed_write_half_units = 4611686018427387904",
          "UPDATE limits SET second = 4611686018427387904 WHERE table_number = 0 AND partition = 0 "
          "AND side = 'read' AND second = 0",
          "UPDATE limits SET milli_units_per_second = -1",
          "UPDATE limits SET partition = partition + 99",
          "UPDATE hot_keys SET count = -1",
          "UPDATE events SET second = 4611686018427387904, end_second = 4611686018427387905",
          "UPDATE events SET second = -3",
          "UPDATE hot_keys SET partition = -1",
          "UPDATE events SET kind = 77",
          "DELETE FROM seconds",
          "UPDATE heat_tiles SET zstd = x'00'"}) {
        ASSERT_TRUE(write_run_database(path, recorded(), {}).empty());
        Database database(path, Database::Mode::create);
        database.run(harm);
        ASSERT_FALSE(database.failed()) << database.failure();
        SCOPED_TRACE(harm);
        expect_database_refused(path, ExitCode::bad_trace,
                                "damaged: its contents are inconsistent");
    }
}

}  // namespace
}  // namespace isotherm
