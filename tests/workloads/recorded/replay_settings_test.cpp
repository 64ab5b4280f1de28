// SPDX-License-Identifier: Apache-2.0
// Settings of replays: suffixes, the calendar, the length of the stream, and skipped lines.

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "app/report/english.h"
#include "tests/workloads/recorded/replayed.h"

namespace isotherm {
namespace {

using testing::GivenSettings;
using testing::replay_file;
using testing::Settings;
using testing::TraceFile;

// With n write shards each key is divided evenly into n keys; nothing else changes.
TEST(Replay, write_shards_spread_each_key_over_their_number) {
    std::string text = "time,key\n";
    for (int i = 0; i < 8'000; ++i) text += std::to_string(i) + (i % 2 == 0 ? ",votes\n" : ",42\n");
    const TraceFile file(text);
    const Settings settings{{"format", "csv"}, {"time_unit", "s"}};
    const auto plain = replay_file(file.path, settings);
    Settings sharded = settings;
    sharded.emplace("write_shards", "10");
    const auto spread = replay_file(file.path, sharded);
    ASSERT_TRUE(plain.errors.empty() && spread.errors.empty());
    EXPECT_EQ(plain.time_us, spread.time_us);
    EXPECT_EQ(plain.operation, spread.operation);
    std::map<Key, int> counts;
    for (const Key key : spread.key) ++counts[key];
    ASSERT_EQ(counts.size(), 20u);
    // 400 rows per key, standard deviation sqrt(4,000 x 0.1 x 0.9) = 19; the tolerance is six of
    // them.
    for (const auto& [key, count] : counts) EXPECT_NEAR(count, 400, 114);
    std::set<std::string> names;
    for (const auto& [key, count] : counts) names.insert(spread.stream->key_name(key));
    EXPECT_TRUE(names.contains("votes.1") && names.contains("votes.10") && names.contains("42.7"));
    EXPECT_EQ(names.size(), 20u);
    // The keys do not depend on how many rows are requested at a time.
    EXPECT_EQ(replay_file(file.path, sharded, 7).key, spread.key);
    // A key with a suffix is the same whatever the number of shards is.
    sharded["write_shards"] = "20";
    std::set<Key> more;
    for (const Key key : replay_file(file.path, sharded).key) more.insert(key);
    for (const auto& [key, count] : counts) EXPECT_TRUE(more.contains(key));
}

// Runs last 24 hours in this test.
TEST(Replay, says_when_the_stream_is_longer_or_shorter_than_the_run) {
    const auto notes_of = [](const std::string& text) {
        const TraceFile file(text);
        const auto replayed = replay_file(file.path, {{"format", "csv"}, {"time_unit", "s"}});
        std::string notes;
        for (const Message& note : replayed.stream->notes(never)) notes += english(note) + "\n";
        return notes;
    };
    // The stream covers 6 of 24 hours.
    const std::string shorter = notes_of("time,key\n0,a\n21600,a\n");
    EXPECT_NE(shorter.find("ends at 06:00:00, the run at 1d 00:00:00"), std::string::npos)
        << shorter;
    EXPECT_NE(shorter.find("25.0 %"), std::string::npos) << shorter;
    EXPECT_NE(notes_of("time,key\n0,a\n90000,a\n")
                  .find("the stream continues after the run ends at 1d 00:00:00"),
              std::string::npos);
    EXPECT_EQ(notes_of("time,key\n0,a\n86399,a\n"), "");
}

TEST(Replay, takes_the_start_of_the_run_from_the_stream) {
    const auto start_of = [](const std::string& text, Settings settings = {}) {
        const TraceFile file(text);
        settings.emplace("file", file.path);
        settings.emplace("format", "csv");
        settings.emplace("time_unit", "s");
        const auto kind = Catalog<WorkloadKind>::instance().create("replay");
        GivenSettings given(std::move(settings));
        kind->settings(given);
        return kind->recorded_start({});
    };
    // 2018-06-13 is day 17,695 of Unix time.
    const WallTime day{std::chrono::sys_days{std::chrono::year{2018} / 6 / 13}};
    EXPECT_EQ(start_of("time,key\n1528848000,a\n1528848009,a\n"), day);
    EXPECT_EQ(start_of("time,key\n1528848000,a\n", {{"offset", "90s"}}), day + 90s);
    EXPECT_EQ(start_of("time,key\n1528848009,a\n1528848000,a\n", {{"sort", "true"}}), day);
    // Times that count from the start of the recording give no date.
    EXPECT_EQ(start_of("time,key\n0,a\n5,a\n"), std::nullopt);
}

TEST(Replay, skips_bad_lines_and_says_so_in_its_notes) {
    const TraceFile file("time,key\n0,a\nrubbish\n1,b\n");
    Settings settings{{"format", "csv"}, {"time_unit", "s"}};
    EXPECT_EQ(replay_file(file.path, settings).errors.size(), 1u);
    settings.emplace("skip_bad", "all");
    const auto replayed = replay_file(file.path, settings);
    EXPECT_TRUE(replayed.errors.empty());
    EXPECT_EQ(replayed.key.size(), 2u);
    ASSERT_FALSE(replayed.stream->notes(never).empty());
    EXPECT_NE(english(replayed.stream->notes(never)[0])
                  .find("1 bad line was skipped; the first: line 3, column"),
              std::string::npos)
        << english(replayed.stream->notes(never)[0]);
}

}  // namespace
}  // namespace isotherm
