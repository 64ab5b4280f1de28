// SPDX-License-Identifier: Apache-2.0
// The units that a recorded stream needs in each second, and the scenario made for it.

#include <gtest/gtest.h>

#include <fstream>

#include "app/report/stream_reading.h"
#include "engine/run/simulation.h"
#include "tests/temporary_folder.h"

namespace isotherm {
namespace {

std::string written(const TemporaryFolder& folder, std::string_view name, const std::string& text) {
    const std::string path = folder.path(name);
    std::ofstream(path) << text;
    return path;
}

StreamFacts facts_of(const std::string& path) {
    ReadingState state;
    auto read = read_stream(path, state);
    EXPECT_TRUE(read.ok()) << (read.ok() ? "" : read.errors().front().text());
    return std::move(read.value());
}

TEST(StreamPace, KnowsTheUnitsOfEachSecond) {
    TemporaryFolder folder;
    // 4,096 bytes read with eventual consistency are half a unit, 4,097 one; 1,025 bytes written
    // are two.
    const StreamFacts facts = facts_of(written(folder, "s.csv",
                                               "time,key,size,op\n"
                                               "100,a,4096,GET\n"
                                               "100,b,4097,GET\n"
                                               "103,a,1025,PUT\n"
                                               "103,a,1,PUT\n"
                                               "109,a,0,GET\n"));
    const StreamPace& pace = facts.pace;
    EXPECT_EQ(pace.seconds, 10);
    EXPECT_EQ(pace.columns.size(), 10U);
    EXPECT_EQ(pace.columns[0].busiest_reads, 2U);
    EXPECT_EQ(pace.columns[1].requests(), 0U);
    EXPECT_EQ(pace.columns[3].busiest_writes, 2U);
    EXPECT_DOUBLE_EQ(pace.mean_requests, 0.5);
    const PaceNeed& reads = pace.needs[Side::read];
    const PaceNeed& writes = pace.needs[Side::write];
    EXPECT_DOUBLE_EQ(reads.units, 2);
    EXPECT_DOUBLE_EQ(reads.busiest, 1.5);
    EXPECT_EQ(reads.busiest_second, 0);
    EXPECT_DOUBLE_EQ(writes.busiest, 3);
    EXPECT_EQ(writes.busiest_second, 3);
    EXPECT_EQ(writes.provisioned(), 1);
}

TEST(StreamPace, FoldsADayWithoutLosingItsBusiestSecond) {
    TemporaryFolder folder;
    std::string text = "time,key\n";
    for (int second = 0; second < 86'400; second += 30) text += std::to_string(second) + ",k\n";
    text += "86398,k\n";  // in the same column as the busiest second, 86,400, but before it
    for (int i = 0; i < 9; ++i) text += "86400,k\n";
    const StreamPace pace = facts_of(written(folder, "day.csv", text)).pace;
    EXPECT_EQ(pace.seconds, 86'401);
    EXPECT_LE(static_cast<std::int64_t>(pace.columns.size()), StreamPaceBuilder::most_columns);
    EXPECT_EQ(pace.busiest_requests, 9U);
    EXPECT_EQ(pace.busiest_second, 86'400);
    EXPECT_EQ(pace.columns.back().busiest(), 9U);
    std::uint64_t sum = 0;
    for (const PaceColumn& column : pace.columns) sum += column.requests();
    EXPECT_EQ(sum, 2'890U);
}

TEST(StreamScenario, SpellsOutWhatTheStreamWasTakenFor) {
    TemporaryFolder folder;
    // Three files that need settings in the scenario: other names and another delimiter, no times,
    // and a step back in time.
    for (const auto& [name, text] : std::vector<std::pair<std::string, std::string>>{
             {"named.csv", "timestamp;object;bytes;method\n1700000000;a;10;GET\n"},
             {"timeless.csv", "key,size\na,10\nb,20\n"},
             {"disorder.csv", "time,key\n10,a\n5,b\n12,c\n"}}) {
        const std::string path = written(folder, name, text);
        const auto scenario =
            read_scenario_text(scenario_of_stream(facts_of(path)), path + ".toml");
        ASSERT_TRUE(scenario.ok()) << name << ": " << scenario.errors().front().text();
        auto simulation = Simulation::create(scenario.value());
        ASSERT_TRUE(simulation.ok()) << name << ": " << simulation.errors().front().text();
        simulation.value()->advance(simulation.value()->end());
        EXPECT_EQ(simulation.value()->failure(), nullptr) << name;
        EXPECT_GT(simulation.value()->report().recording().totals().requests, 0U) << name;
    }
}

}  // namespace
}  // namespace isotherm
