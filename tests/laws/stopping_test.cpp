// SPDX-License-Identifier: Apache-2.0
// A run may be stopped at any moment. It ends with numbers that add up and a partial result, and
// stopping does not change the result of a run that continues.

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <random>

#include "tests/laws/catalog_scenarios.h"
#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

using std::filesystem::path;

const path root = ISOTHERM_SOURCE_DIR;

// Paths of all valid scenario files: the shipped ones and the cases that failed once.
std::vector<std::string> scenario_files() {
    std::vector<std::string> files;
    for (const char* folder : {"resources/scenarios", "tests/cases"}) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
            // An hour of 300,000 partitions takes too long here; cells_test.cpp stops other runs.
            if (entry.path().extension() != ".toml" || entry.path().stem() == "prime_day") continue;
            const auto scenario = read_scenario_file(entry.path().string());
            if (scenario.ok()) files.push_back(relative(entry.path(), root).string());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

// Stops at `stop` and expects exactly the time before it to be recorded. finish throws if the
// numbers do not add up.
void expect_whole_until(const Scenario& scenario, SimTime stop) {
    auto created = Simulation::create(scenario);
    ASSERT_TRUE(created.ok()) << all_texts(created.errors());
    Simulation& simulation = *created.value();
    simulation.advance(stop);
    const SimTime reached = std::min(stop, simulation.end());
    ASSERT_EQ(simulation.now(), reached);
    const RunReport report = simulation.report();
    EXPECT_EQ(report.complete(), reached == simulation.end());
    EXPECT_EQ(report.recording().simulated, reached - sim_start);
    const auto columns = static_cast<std::size_t>(
        (report.recording().seconds() + scenario.column_seconds() - 1) / scenario.column_seconds());
    for (const TableRecording& table : report.recording().tables) {
        for (const auto& seconds : table.seconds)
            EXPECT_EQ(seconds.size(), columns) << table.name.label();
    }
}

class Stopping : public testing::TestWithParam<std::string> {};

TEST_P(Stopping, at_any_moment_gives_a_valid_partial_run) {
    std::mt19937_64 random(std::hash<std::string>{}(GetParam()));
    const SimDuration any(static_cast<std::int64_t>(random() % 90'000'000));
    // At and between the ends of columns.
    const std::map<std::string, std::vector<SimDuration>> stops{{"second", {1s, 7500ms, any}},
                                                                {"minute", {2min, any}}};
    for (const auto& [resolution, moments] : stops) {
        const auto scenario =
            read_scenario_file((root / GetParam()).string(), {{"resolution", resolution}});
        ASSERT_TRUE(scenario.ok()) << all_texts(scenario.errors());
        for (const SimDuration stop : moments)
            expect_whole_until(scenario.value(), sim_start + stop);
    }
}

std::string stopped_name(const testing::TestParamInfo<std::string>& info) {
    std::string name = path(info.param).replace_extension().string();
    std::replace_if(
        name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Files, Stopping, testing::ValuesIn(scenario_files()), stopped_name);

TEST(StoppingLaws, every_catalog_entry_stops_at_any_second) {
    for (const auto& [name, text] : catalog_scenarios()) {
        SCOPED_TRACE(name);
        const auto scenario = scenario_of(text);
        ASSERT_TRUE(scenario);
        for (const SimDuration stop : {SimDuration(1s), SimDuration(4999999us), SimDuration(11s)})
            expect_whole_until(*scenario, sim_start + stop);
    }
}

// A stream with an error ends the run there, and everything before it is counted.
TEST(StoppingLaws, a_broken_stream_keeps_the_rows_before_the_error) {
    const path folder = std::filesystem::temp_directory_path() / "isotherm-broken-stream";
    create_directories(folder);
    {
        std::FILE* file = std::fopen((folder / "broken.csv").c_str(), "w");
        ASSERT_NE(file, nullptr);
        std::fputs("time,operation,key\n", file);
        for (int i = 0; i < 40; ++i) std::fprintf(file, "%d.25,PutItem,k%d\n", i / 4, i);
        std::fputs("broken\n", file);
        std::fclose(file);
    }
    const auto scenario = read_scenario_text(R"(
era = "2016"
duration = "60s"
[tables.events]
capacity = { read = 1, write = 100 }
indexes.by_day = { capacity = { read = 1, write = 1 } }
[workloads.log]
table = "events"
replay = { file = "broken.csv", format = "csv", time_unit = "s" }
)",
                                             (folder / "s.toml").string());
    ASSERT_TRUE(scenario.ok()) << all_texts(scenario.errors());
    auto created = Simulation::create(scenario.value());
    ASSERT_TRUE(created.ok()) << all_texts(created.errors());
    Simulation& simulation = *created.value();
    while (!simulation.finished()) simulation.advance(simulation.now() + 1s);
    ASSERT_NE(simulation.failure(), nullptr);
    const RunReport report = simulation.report();
    EXPECT_FALSE(report.complete());
    EXPECT_EQ(report.recording().workloads[0].requests, 40U);
    remove_all(folder);
}

}  // namespace
}  // namespace isotherm
