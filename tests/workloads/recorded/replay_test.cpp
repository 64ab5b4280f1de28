// SPDX-License-Identifier: Apache-2.0
// Replays: times, order, and the requests that rows become.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "engine/requests/workload.h"
#include "tests/workloads/recorded/replayed.h"
#include "workloads/recorded/replay_stream.h"

namespace isotherm {
namespace {

using testing::replay;
using testing::replay_file;
using testing::Replayed;
using testing::Settings;
using testing::TraceFile;

using Times = std::vector<std::int64_t>;

// Second 100 has 4 rows, second 102 has 2, second 103 has 1.
const std::string seven_rows = "time,key\n100,1\n100,2\n100,3\n100,4\n102,5\n102,6\n103,7\n";
const Settings csv_in_seconds{{"format", "csv"}, {"time_unit", "s"}};

Settings with(Settings settings, const Settings& more) {
    settings.insert(more.begin(), more.end());
    return settings;
}

TEST(Replay, spreads_the_rows_of_a_second_evenly_inside_it) {
    const auto replayed = replay(seven_rows, csv_in_seconds);
    EXPECT_EQ(replayed.time_us,
              (Times{0, 250'000, 500'000, 750'000, 2'000'000, 2'500'000, 3'000'000}));
    EXPECT_EQ(replayed.key, (std::vector<Key>{1, 2, 3, 4, 5, 6, 7}));
}

TEST(Replay, an_index_takes_no_recorded_writes) {
    const TraceFile file("time,key,op\n1,7,GET\n2,8,GET\n3,9,PUT\n4,9,GET\n");
    const Settings settings =
        with(csv_in_seconds, {{"operation", "op"}, {"read_operation", "Query"}});
    EXPECT_EQ(replay_file(file.path, settings).key.size(), 4u);
    const Replayed asked = replay_file(file.path, settings, 1'000, true);
    EXPECT_EQ(asked.key, (std::vector<Key>{7, 8}));
    ASSERT_EQ(asked.errors.size(), 1u);
    EXPECT_EQ(asked.errors[0].number, ErrorNumber::write_to_index);
    EXPECT_EQ(asked.errors[0].place.line, 4);
}

TEST(Replay, ten_times_the_speed_is_a_tenth_of_every_time) {
    const auto replayed = replay(seven_rows, with(csv_in_seconds, {{"speed", "10"}}));
    EXPECT_EQ(replayed.time_us, (Times{0, 25'000, 50'000, 75'000, 200'000, 250'000, 300'000}));
}

TEST(Replay, an_offset_leaves_out_the_beginning_and_moves_the_rest_to_zero) {
    // An offset of 250 ms skips the first row and is exactly the time of the second one.
    const auto replayed = replay(seven_rows, with(csv_in_seconds, {{"offset", "250ms"}}));
    EXPECT_EQ(replayed.key.front(), 2u);
    EXPECT_EQ(replayed.time_us, (Times{0, 250'000, 500'000, 1'750'000, 2'250'000, 2'750'000}));
    const auto both =
        replay(seven_rows, with(csv_in_seconds, {{"offset", "1s"}, {"speed", "0.5"}}));
    EXPECT_EQ(both.time_us, (Times{2'000'000, 3'000'000, 4'000'000}));
}

TEST(Replay, an_offset_beyond_the_end_leaves_no_requests) {
    const auto replayed = replay(seven_rows, with(csv_in_seconds, {{"offset", "10s"}}));
    ASSERT_EQ(replayed.errors.size(), 1u);
    EXPECT_EQ(replayed.errors[0].number, ErrorNumber::trace_no_requests);
    EXPECT_NE(replayed.errors[0].what.find("skips all 7 rows"), std::string::npos);
}

TEST(Replay, a_limit_ends_the_stream_before_later_damage_matters) {
    const auto replayed =
        replay("time,key\n1,1\n2,2\n3,3\n4,x\n5\n", with(csv_in_seconds, {{"limit", "2"}}));
    EXPECT_TRUE(replayed.errors.empty());
    EXPECT_EQ(replayed.key, (std::vector<Key>{1, 2}));
}

TEST(Replay, exact_times_are_kept) {
    const auto replayed =
        replay("time,key\n1500,1\n1501,2\n1501,3\n", {{"format", "csv"}, {"time_unit", "ms"}});
    EXPECT_EQ(replayed.time_us, (Times{0, 1'000, 1'000}));
}

TEST(Replay, batch_sizes_change_nothing) {
    std::string text = "time,key\n";
    for (int i = 0; i < 30'000; ++i)
        text += std::to_string(i * i / 90'000'0) + "," + std::to_string(i) + "\n";
    const auto whole = replay(text, csv_in_seconds, 50'000);
    ASSERT_EQ(whole.time_us.size(), 30'000u);
    EXPECT_TRUE(std::is_sorted(whole.time_us.begin(), whole.time_us.end()));
    for (const std::size_t batch_rows : {1u, 7u, 4'096u}) {
        const auto parts = replay(text, csv_in_seconds, batch_rows);
        EXPECT_EQ(parts.time_us, whole.time_us);
        EXPECT_EQ(parts.key, whole.key);
    }
}

TEST(Replay, disorder_is_an_error_that_names_both_rows) {
    const auto replayed = replay("time,key\n5,1\n9,2\n7,3\n", csv_in_seconds);
    ASSERT_EQ(replayed.errors.size(), 1u);
    EXPECT_EQ(replayed.errors[0].what, "line 4 (time 7 s) is earlier than line 3 (time 9 s)");
    EXPECT_EQ(replayed.errors[0].number, ErrorNumber::trace_out_of_order);
    EXPECT_EQ(replayed.errors[0].place.offset, 17);
    EXPECT_EQ(replayed.time_us, (Times{0, 4'000'000}));
}

TEST(Replay, small_disorder_moves_forward_and_sorting_is_stable) {
    const std::string text = "time,key\n5,1\n9,2\n7,3\n9,4\n7,5\n";
    const auto moved = replay(text, with(csv_in_seconds, {{"max_disorder", "2s"}}));
    EXPECT_EQ(moved.key, (std::vector<Key>{1, 2, 3, 4, 5}));
    EXPECT_EQ(moved.time_us, (Times{0, 4'000'000, 4'250'000, 4'500'000, 4'750'000}));
    const auto* stream = dynamic_cast<const ReplayStream*>(moved.stream.get());
    ASSERT_NE(stream, nullptr);
    EXPECT_EQ(stream->rows().rows_set_forward(), 2u);
    const auto sorted = replay(text, with(csv_in_seconds, {{"sort", "true"}}));
    EXPECT_EQ(sorted.key, (std::vector<Key>{1, 3, 5, 2, 4}));
    EXPECT_EQ(sorted.time_us, (Times{0, 2'000'000, 2'500'000, 4'000'000, 4'500'000}));
}

TEST(Replay, oversize_items_are_an_error_or_cut_and_counted) {
    const std::string text = "time,key,size\n1,1,409600\n2,2,409601\n3,3,70000000\n";
    const Settings sized = with(csv_in_seconds, {{"size", "size"}});
    const auto refused = replay(text, sized);
    ASSERT_EQ(refused.errors.size(), 1u);
    EXPECT_EQ(refused.errors[0].number, ErrorNumber::trace_item_too_large);
    EXPECT_EQ(refused.errors[0].place.line, 3);
    EXPECT_NE(refused.errors[0].what.find("409,601 bytes"), std::string::npos);
    EXPECT_NE(refused.errors[0].what.find("409,600 bytes"), std::string::npos);
    EXPECT_EQ(refused.key, (std::vector<Key>{1}));
    const auto cut = replay(text, with(sized, {{"oversize", "cut"}}));
    EXPECT_EQ(cut.bytes, (std::vector<std::uint32_t>{409'600, 409'600, 409'600}));
    EXPECT_EQ(dynamic_cast<const ReplayStream*>(cut.stream.get())->cut(), 2u);
    const auto same = replay(text, with(sized, {{"item_size", "2 KB"}}));
    EXPECT_EQ(same.bytes, (std::vector<std::uint32_t>{2'048, 2'048, 2'048}));
}

TEST(Replay, recorded_verbs_become_calls) {
    const std::string text = "time,key,op\n1,1,get\n2,1,SET\n3,1,delete\n";
    const Settings given = with(csv_in_seconds, {{"operation", "op"}});
    EXPECT_EQ(
        replay(text, given).operation,
        (std::vector{Operation::get_item_eventual, Operation::put_item, Operation::delete_item}));
    EXPECT_EQ(replay(text, with(given, {{"read_operation", "Query"},
                                        {"write_operation", "UpdateItem"},
                                        {"consistency", "strong"}}))
                  .operation,
              (std::vector{Operation::query, Operation::update_item, Operation::delete_item}));
}

TEST(Replay, without_sizes_items_have_the_size_of_the_table) {
    EXPECT_EQ(replay("time,key\n1,1\n", csv_in_seconds).bytes, (std::vector<std::uint32_t>{300}));
}

TEST(Replay, an_empty_trace_is_an_error_unless_allowed) {
    for (const std::string text : {"", "time,key\n"}) {
        const auto refused = replay(text, csv_in_seconds);
        ASSERT_EQ(refused.errors.size(), 1u);
        EXPECT_EQ(refused.errors[0].exit_code, ExitCode::bad_trace);
        EXPECT_EQ(refused.errors[0].number, ErrorNumber::trace_no_requests);
    }
    const auto allowed = replay("time,key\n", with(csv_in_seconds, {{"allow_empty", "true"}}));
    EXPECT_TRUE(allowed.errors.empty());
    EXPECT_TRUE(allowed.key.empty());
}

// A rate of 1,000 per second is one request per millisecond.
TEST(Replay, a_stream_without_times_takes_its_clock_from_arrivals) {
    const std::string path =
        std::string(ISOTHERM_SOURCE_DIR) + "/resources/samples/orm-busy-first-500k.int32be.gz";
    const auto replayed = replay_file(
        path, {{"format", "orm"}, {"arrivals", "constant"}, {"rate", "1000/s"}, {"limit", "5"}});
    ASSERT_EQ(replayed.key.size(), 5u);
    EXPECT_EQ(replayed.key[0], 0xF0000001u);
    EXPECT_EQ(replayed.key[1], 0x88000200u);
    for (std::size_t i = 1; i < 5; ++i)
        EXPECT_EQ(replayed.time_us[i] - replayed.time_us[i - 1], 1'000);
    const auto without = replay_file(path, {{"format", "orm"}});
    ASSERT_EQ(without.errors.size(), 1u);
    EXPECT_EQ(without.errors[0].exit_code, ExitCode::bad_scenario);
}

TEST(Replay, arrivals_are_rejected_where_the_trace_has_times) {
    const auto kind = Catalog<WorkloadKind>::instance().create("replay");
    testing::GivenSettings given(
        {{"file", "x"}, {"format", "csv"}, {"time_unit", "s"}, {"arrivals", "poisson"}});
    kind->settings(given);
    ASSERT_EQ(given.rejected.size(), 1u);
    EXPECT_NE(given.rejected[0].find("has its own times"), std::string::npos);
}

TEST(Replay, hot_keys_of_text_can_be_named) {
    std::string text = "time,key\n";
    for (int i = 0; i < 5'000; ++i) text += "1,cold-" + std::to_string(i) + "\n1,hot\n";
    const auto replayed = replay(text, csv_in_seconds);
    EXPECT_EQ(replayed.stream->key_name(key_from_text("hot")), "hot");
    EXPECT_EQ(replayed.stream->key_name(42), "42");
}

TEST(Replay, the_shipped_web_log_runs_to_its_end) {
    const std::string path = std::string(ISOTHERM_SOURCE_DIR) +
                             "/resources/samples/nasa-http-1995-08-01-first-6h.tsv.gz";
    const auto replayed =
        replay_file(path, {{"format", "weblog"}, {"oversize", "cut"}, {"speed", "10"}});
    EXPECT_TRUE(replayed.errors.empty());
    EXPECT_EQ(replayed.key.size(), 7'143u);
    // The last second is number 21,595; it has two rows.
    EXPECT_EQ(replayed.time_us.back(), 2'159'500'000 + 50'000);
}

// One hour of one disk in four formats: the keys are the same, and so are the spread times of the
// three formats with whole seconds.
TEST(Replay, csv_binary_and_compressed_forms_of_one_trace_are_one_stream) {
    const std::string folder = testing::shared_traces();
    if (folder.empty()) GTEST_SKIP() << "the shared recordings are not beside the sources";
    const auto binary = replay_file(folder + "/oracleGeneral/cloudphysics-hour1.oracleGeneral.bin",
                                    {{"format", "oracle_general"}});
    const auto zstd = replay_file(folder + "/oracleGeneral/cloudphysics-hour1.oracleGeneral.zst",
                                  {{"format", "oracle_general"}});
    const auto text =
        replay_file(folder + "/cloudphysics/cloudphysics-hour1.csv.gz",
                    with(csv_in_seconds, {{"key", "lbn"}, {"size", "size"}, {"operation", "op"}}));
    const auto exact =
        replay_file(folder + "/cloudphysics/cloudphysics-hour1.vscsi.gz", {{"format", "vscsi"}});
    ASSERT_EQ(binary.key.size(), 55'918u);
    EXPECT_EQ(zstd.key, binary.key);
    EXPECT_EQ(zstd.time_us, binary.time_us);
    EXPECT_EQ(zstd.bytes, binary.bytes);
    EXPECT_EQ(text.key, binary.key);
    EXPECT_EQ(text.time_us, binary.time_us);
    EXPECT_EQ(exact.key, binary.key);
    EXPECT_EQ(exact.bytes, text.bytes);
    EXPECT_EQ(exact.time_us.back(), 3'598'599'778) << "5637496.96858 s - 5633898.368802 s";
}

// A second with more rows than are read ahead is processed in pieces. Each piece but the last gets
// half of the time that is left in the second.
TEST(SecondSpread, a_very_full_second_stays_in_order_and_inside_itself) {
    const std::size_t ahead = SecondSpread::rows_ahead_most;
    std::string text;
    const auto add = [&](std::uint32_t time, std::size_t count) {
        std::string record(24, '\0');
        std::copy_n(reinterpret_cast<const char*>(&time), 4, record.begin());
        for (std::size_t i = 0; i < count; ++i) text += record;
    };
    add(10, 1);
    add(11, ahead + 10);
    add(12, 1);
    const auto replayed = replay(text, {{"format", "oracle_general"}}, 100'000);
    ASSERT_EQ(replayed.time_us.size(), ahead + 12);
    EXPECT_TRUE(std::is_sorted(replayed.time_us.begin(), replayed.time_us.end()));
    EXPECT_EQ(replayed.time_us[1], 1'000'000);
    EXPECT_EQ(replayed.time_us[1 + ahead], 1'500'000) << "the first piece fills half of the second";
    EXPECT_EQ(replayed.time_us[ahead + 10], 1'950'000) << "ten rows in the other half";
    EXPECT_EQ(replayed.time_us.back(), 2'000'000);
}

RC_GTEST_PROP(SecondSpread, gives_each_row_its_exact_place_in_the_second, ()) {
    const auto count = *rc::gen::inRange<std::size_t>(1, 3'000);
    const auto start = *rc::gen::inRange<std::int64_t>(-1'000'000'000, 1'000'000'000);
    const auto length = *rc::gen::inRange<std::int64_t>(0, 2'000'000'000);
    std::vector<std::int64_t> times(count);
    spread_evenly(times, start, length);
    for (std::size_t i = 0; i < count; ++i) {
        RC_ASSERT(times[i] ==
                  start + static_cast<std::int64_t>(i) * length / static_cast<std::int64_t>(count));
        RC_ASSERT(times[i] >= start && (length == 0 || times[i] < start + length));
        if (i > 0) RC_ASSERT(times[i] >= times[i - 1]);
    }
}

}  // namespace
}  // namespace isotherm
