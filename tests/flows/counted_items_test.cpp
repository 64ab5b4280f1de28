// SPDX-License-Identifier: Apache-2.0
// Counted items: their bytes, when they were written, and that they expire; ranges of times.

#include <cmath>

#include "engine/flows/counted_keys.h"
#include "tests/flows/flow_run.h"

namespace isotherm {
namespace {

FlowCase counted(const std::string& writers, const std::string& asker, const std::string& table) {
    return {.era = "2018",
            .duration = "10m",
            .workload = R"(client = { retry = "fire_and_forget" }
)" + asker,
            .table = "partition_key = \"device\"\nsort_key = \"{time}\"\n" + table,
            .more = writers};
}

std::string writer(const char* name, const char* rest, const char* step = "") {
    return fmt::format(R"([workloads.{}]
table = "tab"
{}
steps = [{{ call = "PutItem", key = "1"{} }}]
)",
                       name, rest, step);
}

// The items that one Query at 9 min 59.5 s returned, and its units.
struct Asked {
    std::uint64_t items = 0;
    double units = 0;

    explicit Asked(const FlowCase& one) {
        const FlowRun run(one);
        items = run.actions().items_returned;
        units = run.actions().consumed()[Side::read].in_units();
    }
};

std::string once(const char* sort) {
    return fmt::format(R"(callers = {{ kind = "every", period = "1h", offset = "599500ms" }}
steps = [{{ call = "Query", key = "1", pages = "all"{} }}])",
                       sort);
}

const std::string each_second =
    writer("w", R"(callers = { kind = "every", period = "1s", overlap = "allow" })");

// Items of 0 s, 1 s … 599 s. The minute is 9; from minute 7 to minute 8 are 420 to 480, both ends
// included.
TEST(CountedItems, in_a_range_of_times_are_those_written_then) {
    const std::string table = "item_size = \"100 B\"\ncollection = \"counted\"";
    EXPECT_EQ(Asked(counted(each_second, once(""), table)).items, 600u);
    const Asked minute(counted(
        each_second, once(R"(, sort = { from = "{minute(-2)}", to = "{minute(-1)}" })"), table));
    EXPECT_EQ(minute.items, 61u);
    EXPECT_EQ(minute.units, 1.0);  // 6,100 bytes are two blocks of 4 KB, half a unit each
    EXPECT_EQ(Asked(counted(each_second, once(R"(, sort = { from = "{minute}" })"), table)).items,
              60u);
    EXPECT_EQ(Asked(counted(each_second, once(R"(, sort = { to = "{minute(-9)}" })"), table)).items,
              1u);
    EXPECT_EQ(
        Asked(counted(each_second, once(R"(, sort = { to = "{minute(-10)}" })"), table)).items, 0u);
}

// Of 1,000 items that were written over 20 minutes, a minute has 50.
TEST(CountedItems, of_a_known_number_are_spread_over_their_span) {
    const std::string table = "item_size = \"100 B\"\ncollection = 1000";
    const Asked minute(counted(
        each_second,
        once(R"(, sort = { from = "{minute(-2)}", to = "{minute(-1)}", span = "20m" })"), table));
    EXPECT_EQ(minute.items, 50u);
}

// Ten items of 100 bytes and ten of 900 bytes are 10,000 bytes: three blocks.
TEST(CountedItems, have_the_bytes_that_were_written) {
    const std::string writers =
        writer("small", R"(callers = { kind = "every", period = "60s" })", ", bytes = \"100 B\"") +
        writer("large", R"(callers = { kind = "every", period = "60s", offset = "1s" })",
               ", bytes = \"900 B\"");
    const Asked all(counted(writers, once(""), "item_size = \"5 KB\"\ncollection = \"counted\""));
    EXPECT_EQ(all.items, 20u);
    EXPECT_EQ(all.units, 1.5);
}

// What was written before 7:00 expired before 9:00 and is deleted by then; 420 s to 599 s are left.
TEST(CountedItems, expire) {
    const std::string table =
        "item_size = \"100 B\"\ncollection = \"counted\"\ntime_to_live = \"2m\"\n"
        "time_to_live_delay = \"0s\"\nnew_items = \"100 %\"";
    const Asked left(counted(each_second, once(""), table));
    EXPECT_EQ(left.items, 180u);
    EXPECT_EQ(left.units, 2.5);
    EXPECT_EQ(Asked(counted(each_second, once(R"(, sort = { to = "{minute(-2)}" })"), table)).items,
              1u);
}

// With a delay of up to an hour nothing is gone yet that was written in the last minutes.
TEST(CountedItems, that_have_expired_can_be_read_until_they_are_deleted) {
    const std::string table =
        "item_size = \"100 B\"\ncollection = \"counted\"\ntime_to_live = \"2m\"\n"
        "time_to_live_delay = \"10m\"\nnew_items = \"100 %\"";
    const std::uint64_t left = Asked(counted(each_second, once(""), table)).items;
    // An item of age a - 2 min is gone with the chance (a - 2 min) / 10 min: of 600 items, about
    // sum of (a - 120) / 600 for a from 120 to 600, 192, minus half a minute's rounding, 24.
    EXPECT_NEAR(static_cast<double>(left), 600 - 192 + 24, 60);
}

TEST(CountedItems, that_were_deleted_do_not_expire_again) {
    CountedKeys keys;
    keys.count({.table = {0}, .many_items = true, .expires = 2min});
    const auto at = [](int second) { return sim_start + std::chrono::seconds(second); };
    for (int second = 0; second < 10; ++second)
        keys.changed({0}, 7, Operation::put_item, Finding::item, 100, at(second));
    for (int second = 20; second < 24; ++second)
        keys.changed({0}, 7, Operation::delete_item, Finding::item, 100, at(second));
    keys.changed({0}, 7, Operation::put_item, Finding::item, 100, at(100));
    EXPECT_EQ(keys.items({0}, 7).count, 7u);
    keys.expire(at(180));  // the four deleted ones and the six others of the first seconds
    EXPECT_EQ(keys.items({0}, 7).count, 1u);
    EXPECT_EQ(keys.items({0}, 7).bytes, 100u);
    keys.expire(at(300));
    EXPECT_EQ(keys.items({0}, 7).count, 0u);
    EXPECT_EQ(keys.size(), 0u);
}

std::string plain_queries(const std::string& settings) {
    return R"(operation = "Query"
keys = { distribution = "uniform", distinct = 1 }
arrivals = { shape = "constant", rate = "1/s" }
)" + settings;
}

struct PlainAsked {
    std::uint64_t returned = 0;
    double units = 0;

    explicit PlainAsked(const std::string& settings, const std::string& table =
                                                         "item_size = \"100 B\"\ncollection = "
                                                         "\"counted\"") {
        std::string puts = each_second;
        puts.replace(puts.find("\"1\""), 3, "\"0\"");  // the only key that is drawn
        const FlowRun run(counted(puts, plain_queries(settings), table));
        returned = run.run().table().totals.calls.returned_items;
        units = run.actions().consumed()[Side::read].in_units();
    }
};

// Puts come at 0 s, 1 s … and their writer knows of them 10 ms later; queries come at 1 s, 2 s … So
// the k-th of 599 queries finds k items of 100 bytes.
TEST(CountedItems, are_met_by_queries_without_steps) {
    const PlainAsked all("items_per_query = 0");
    EXPECT_EQ(all.returned, 599u * 600 / 2);
    double units = 0;
    for (int items = 1; items < 600; ++items)
        units += std::max(1.0, std::ceil(items * 100 / 4'096.0)) / 2;
    EXPECT_EQ(all.units, units);
    // At most seven, of which the filter keeps a half.
    EXPECT_EQ(PlainAsked("items_per_query = 7").returned, 21u + 593 * 7);
    EXPECT_NEAR(static_cast<double>(PlainAsked("items_per_query = 7\nfilter_keeps = 0.5").returned),
                (21 + 593 * 7) / 2.0, 5 * std::sqrt(600 * 0.25));
}

TEST(CountedItems, must_be_counted_to_ask_for_all_of_them) {
    const auto read = read_scenario_text(
        text_of(counted(each_second, plain_queries("items_per_query = 0"), "")), "test.toml");
    ASSERT_FALSE(read.ok());
    EXPECT_NE(all_texts(read.errors())
                  .find("items_per_query: how many items a key has is not "
                        "counted"),
              std::string::npos)
        << all_texts(read.errors());
}

// 591 items of 100 KB, of 0 s to 590 s: 54 pages of eleven items, which take 540 ms.
TEST(CountedItems, are_walked_through_by_a_scan) {
    const Asked all(counted(each_second,
                            R"(callers = { kind = "every", period = "1h", offset = "590100ms" }
steps = [{ call = "Scan", segments = 1, pages = "all" }])",
                            "item_size = \"100 KB\"\ncollection = \"counted\""));
    EXPECT_EQ(all.items, 591u);
    EXPECT_EQ(all.units, 591 * 25 / 2.0);
}

// The same table, read by a request a second, in turn for both segments. The k-th of 599 finds k
// items, half of them in its segment, whose pages of eleven items it reads one after the other,
// again and again, as they grow.
TEST(CountedItems, are_walked_through_by_a_scan_without_steps) {
    const std::string scans = R"(operation = "Scan"
segments = 2
arrivals = { shape = "constant", rate = "1/s" }
)";
    const FlowRun run(counted(each_second, scans,
                              "item_size = \"100 KB\"\n"
                              "collection = \"counted\""));
    std::uint64_t items = 0;
    double units = 0;
    std::uint64_t next[2] = {0, 0};
    for (std::uint64_t request = 0; request < 599; ++request) {
        const std::uint64_t bytes = (request + 1) * 102'400 / 2;  // of a segment
        const std::uint64_t full = 11 * 102'400;
        const std::uint64_t pages = std::max<std::uint64_t>(1, (bytes + full - 1) / full);
        std::uint64_t& page = next[request % 2];
        const std::uint64_t read = page + 1 >= pages ? bytes - (pages - 1) * full : full;
        page = page + 1 >= pages ? 0 : page + 1;
        items += read / 102'400;
        units += std::max<double>(1, static_cast<double>((read + 4'095) / 4'096)) / 2;
    }
    EXPECT_EQ(run.run().table().totals.calls.returned_items, items);
    EXPECT_EQ(run.actions().consumed()[Side::read].in_units(), units);
}

}  // namespace
}  // namespace isotherm
