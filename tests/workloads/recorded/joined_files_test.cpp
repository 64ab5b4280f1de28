// SPDX-License-Identifier: Apache-2.0
// Folders and patterns of files as one recorded stream.

#include "tests/engine/scenario/scenario_folder.h"
#include "tests/workloads/recorded/replayed.h"
#include "tests/workloads/recorded/zstd_frame.h"
#include "workloads/recorded/joined_reader.h"
#include "workloads/recorded/trace_opening.h"
#include "workloads/recorded/trace_statistics.h"

namespace isotherm {
namespace {

const testing::Settings columns{
    {"format", "csv"}, {"time_unit", "s"}, {"size", "size"}, {"operation", "op"}};

// Two rows a file; operations come in different orders.
class JoinedFiles : public ::testing::Test {
protected:
    JoinedFiles() {
        folder.file("logs/a.csv", "time,key,size,op\n10,a,1,get\n11,b,2,put\n");
        folder.file("logs/b.csv.zst", zstd_frame("time,key,size,op\n12,c,3,delete\n13,a,4,put\n"));
        folder.file("logs/deeper/c.csv", "time,key,size,op\n14,d,5,get\n15,a,6,delete\n");
        folder.file("logs/.hidden", "not a stream");
    }

    ScenarioFolder folder;
};

TEST_F(JoinedFiles, a_folder_is_one_stream_in_the_order_of_its_paths) {
    const auto replayed = testing::replay_file(folder.path("logs"), columns, 3);
    EXPECT_TRUE(replayed.errors.empty());
    EXPECT_EQ(replayed.bytes, (std::vector<std::uint32_t>{1, 2, 3, 4, 5, 6}));
    const std::int64_t second = 1'000'000;
    EXPECT_EQ(replayed.time_us, (std::vector<std::int64_t>{0, second, 2 * second, 3 * second,
                                                           4 * second, 5 * second}));
    EXPECT_EQ(replayed.operation,
              (std::vector<Operation>{Operation::get_item_eventual, Operation::put_item,
                                      Operation::delete_item, Operation::put_item,
                                      Operation::get_item_eventual, Operation::delete_item}));
    EXPECT_EQ(replayed.key[0], replayed.key[3]);
    const auto pattern = testing::replay_file(folder.path("logs/*.csv*"), columns);
    EXPECT_EQ(pattern.bytes, (std::vector<std::uint32_t>{1, 2, 3, 4}));
}

TEST_F(JoinedFiles, statistics_are_those_of_all_rows) {
    auto trace = open_trace(folder.path("logs"), {});
    ASSERT_TRUE(trace.ok());
    const auto read = read_statistics(*trace.value().reader, *trace.value().names, "logs");
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read.value().rows, 6U);
    EXPECT_EQ(read.value().distinct_keys, 4U);
    EXPECT_EQ(read.value().size_sum, 21U);
    EXPECT_EQ(read.value().operations.at("delete"), 2U);
}

TEST_F(JoinedFiles, errors_name_the_file_and_its_line) {
    const std::string bad = folder.file("logs/b.csv.zst", "time,key,size,op\n12,c,three,get\n");
    const auto replayed = testing::replay_file(folder.path("logs"), columns, 3);
    ASSERT_EQ(replayed.errors.size(), 1U);
    EXPECT_EQ(replayed.errors.front().place.file, bad);
    EXPECT_EQ(replayed.errors.front().place.line, 2);
    EXPECT_EQ(replayed.bytes, (std::vector<std::uint32_t>{1, 2}));
}

TEST_F(JoinedFiles, refuses_files_of_another_kind_and_empty_meanings) {
    folder.file("mixed/a.csv", "time,key\n1,a\n");
    folder.file("mixed/b.csv", "time,key\n1.5,a\n");
    testing::Settings no_sizes{{"format", "csv"}, {"time_unit", "s"}};
    const auto mixed = testing::replay_file(folder.path("mixed"), no_sizes);
    ASSERT_EQ(mixed.errors.size(), 1U);
    EXPECT_NE(mixed.errors.front().place.file.find("b.csv"), std::string::npos);
    std::filesystem::create_directory(folder.path("empty"));
    for (const char* name : {"empty", "*.log"}) {
        const auto none = files_meant(folder.path(name));
        ASSERT_FALSE(none.ok()) << name;
        EXPECT_EQ(none.errors().front().exit_code, ExitCode::input_missing);
    }
    // A star can be part of a name.
    const std::string star = folder.file("a*.csv", "time,key\n1,a\n");
    folder.file("ab.csv", "time,key\n1,a\n");
    EXPECT_EQ(files_meant(star).value(), std::vector{star});
}

}  // namespace
}  // namespace isotherm
