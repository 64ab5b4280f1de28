// SPDX-License-Identifier: Apache-2.0
// When partitions split, where they are cut, and why some do not split.

#include "engine/admission/partition_splits.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/admission/admission_model.h"

namespace isotherm {
namespace {

constexpr ItemPosition everything_first{}, everything_last{~KeyPosition{0}, last_sort};

// `count` requests whose hashes are spread evenly over 64 bits, in no order: multiples of the
// golden ratio.
std::vector<ItemPosition> spread(std::size_t count) {
    std::vector<ItemPosition> sample;
    for (std::size_t i = 0; i < count; ++i)
        sample.push_back({static_cast<KeyPosition>(i) * 0x9e3779b97f4a7c15, 0});
    return sample;
}

SplitChoice choose(const std::vector<ItemPosition>& sample, bool may_cut_collections = true) {
    return choose_split(sample, everything_first, everything_last, may_cut_collections);
}

// Share of the requests that are at or before the cut.
double share_before(const std::vector<ItemPosition>& sample, ItemPosition cut) {
    const auto before =
        std::count_if(sample.begin(), sample.end(), [&](ItemPosition item) { return item <= cut; });
    return static_cast<double>(before) / static_cast<double>(sample.size());
}

TEST(ChooseSplit, cuts_at_the_median_of_the_traffic) {
    const auto even = spread(1'000);
    ASSERT_TRUE(choose(even).cut);
    EXPECT_NEAR(share_before(even, *choose(even).cut), 0.5, 0.002);
    // Nine tenths of the requests have hashes in the lowest sixteenth of the space, so the cut must
    // be there.
    auto uneven = spread(1'000);
    for (std::size_t i = 0; i < 900; ++i) uneven[i].hash >>= 4;
    ASSERT_TRUE(choose(uneven).cut);
    EXPECT_LT(choose(uneven).cut->hash, KeyPosition{1} << 60);
    EXPECT_NEAR(share_before(uneven, *choose(uneven).cut), 0.5, 0.002);
}

TEST(ChooseSplit, cuts_one_collection_by_sort_key) {
    auto sample = spread(1'000);
    for (ItemPosition& item : sample) item = {42, item.hash};
    const SplitChoice choice = choose(sample);
    ASSERT_TRUE(choice.cut);
    EXPECT_EQ(choice.cut->hash, 42u);
    EXPECT_NEAR(share_before(sample, *choice.cut), 0.5, 0.002);
}

TEST(ChooseSplit, leaves_one_collection_whole_where_a_local_index_forbids_the_cut) {
    auto sample = spread(1'000);
    for (ItemPosition& item : sample) item = {42, item.hash};
    const SplitChoice choice = choose(sample, false);
    EXPECT_FALSE(choice.cut);
    EXPECT_FALSE(choice.why_not.empty());
    // Two collections can still be separated: the cut is between them and never inside one.
    for (std::size_t i = 0; i < sample.size(); i += 2) sample[i].hash = 77;
    const SplitChoice between = choose(sample, false);
    ASSERT_TRUE(between.cut);
    EXPECT_EQ(share_before(sample, *between.cut), 0.5);
    EXPECT_TRUE(between.cut->sort == last_sort);
}

TEST(ChooseSplit, frees_a_hot_item_of_its_neighbours_in_two_cuts) {
    auto sample = spread(1'000);
    const ItemPosition hot{KeyPosition{1} << 63, 500};
    for (std::size_t i = 0; i < 700; ++i) sample[i * 7 % 1'000] = hot;
    const SplitChoice first = choose(sample);
    ASSERT_TRUE(first.cut);
    // Continue with the half that contains the hot item.
    const bool hot_is_left = hot <= *first.cut;
    const ItemPosition low = hot_is_left ? everything_first : hot;
    const ItemPosition high = hot_is_left ? hot : everything_last;
    EXPECT_TRUE(hot_is_left ? *first.cut == hot
                            : *first.cut == (ItemPosition{hot.hash, hot.sort - 1}));
    std::erase_if(sample, [&](ItemPosition item) { return item < low || item > high; });
    const SplitChoice second = choose_split(sample, low, high, true);
    ASSERT_TRUE(second.cut);
    EXPECT_TRUE(hot_is_left ? *second.cut == (ItemPosition{hot.hash, hot.sort - 1})
                            : *second.cut == hot);
    // A partition with only the hot item cannot be cut further.
    std::erase_if(sample, [&](ItemPosition item) { return item != hot; });
    EXPECT_FALSE(choose_split(sample, hot, hot, true).cut);
}

TEST(ChooseSplit, refuses_a_single_item) {
    const std::vector<ItemPosition> sample(500, ItemPosition{42, 7});
    EXPECT_FALSE(choose(sample).cut);
    EXPECT_EQ(choose(sample).why_not, say<Says::one_item_has_all>());
}

TEST(ChooseSplit, refuses_items_visited_in_order) {
    auto sample = spread(500);
    std::sort(sample.begin(), sample.end());
    EXPECT_FALSE(choose(sample).cut);
    EXPECT_EQ(choose(sample).why_not, say<Says::visited_in_order>());
}

TEST(ChooseSplit, refuses_when_it_has_seen_too_little) { EXPECT_FALSE(choose(spread(5)).cut); }

// A table whose partitions report their consumption every second.
struct WatchedTable {
    explicit WatchedTable(const TableSpec& spec, const char* year = "2024")
        : tables(*era_named(year), {spec}),
          model(Catalog<AdmissionKind>::instance().create(tables.era().admission)->start(1)) {
        model->allocate(tables, {0}, sim_start);
    }

    // Simulates one second in which partition 0 gets requests for `items` and consumes `units`
    // write units.
    void pass_second(const std::vector<ItemPosition>& items, std::int64_t units) {
        RequestBatch batch;
        batch.resize(items.size());
        const std::vector<SortOrder> orders{SortOrder::single};
        for (std::size_t i = 0; i < items.size(); ++i) {
            Request request;
            request.arrival = now;
            request.key = key_at(items[i].hash);
            request.operation = Operation::put_item;
            batch.set_row(i, request);
            batch.partition[i] = {0};
        }
        splits.sample(batch, orders);
        std::vector<PartitionSecond> seconds(tables.partitions.size());
        seconds[0].demand[1] = static_cast<std::uint32_t>(2 * units);
        now += 1s;
        splits.observe(now, tables, PartitionSeconds(std::move(seconds)), notices);
        for (const TableIndex table : splits.carry_out(now, tables, notices))
            model->allocate(tables, table, now);
    }
    std::int64_t count(SplitNotice::Kind kind) const {
        return std::count_if(notices.begin(), notices.end(),
                             [&](const SplitNotice& notice) { return notice.kind == kind; });
    }

    Tables tables;
    std::unique_ptr<AdmissionModel> model;
    PartitionSplits splits{1};
    std::vector<SplitNotice> notices;
    SimTime now = sim_start;
};

TableSpec one_partition(Throughput provisioned) {
    TableSpec spec;
    spec.name = "tab";
    spec.capacity.provisioned = provisioned;
    spec.partitions = 1;
    return spec;
}

TEST(SizeSplits, v_p5_a_partition_that_reaches_10_gb_splits_and_its_children_share_its_part) {
    TableSpec spec = one_partition({5'000, 2'000});
    spec.partitions = 0;
    WatchedTable table(spec, "2016");
    ASSERT_EQ(table.tables[{0}].ranges.size(), 4u);
    table.tables.partitions.bytes[0] = (10LL << 30) + 1;
    // The size is noticed at the end of the minute; the split is done 3 to 10 minutes later.
    while (table.count(SplitNotice::Kind::done) == 0 && table.now < sim_start + 12min)
        table.pass_second({}, 0);
    EXPECT_GE(table.now, sim_start + 1min + table.tables.era().split_lasts_least);
    EXPECT_LE(table.now, sim_start + 1min + table.tables.era().split_lasts_most + 1s);
    const KeyRanges& ranges = table.tables[{0}].ranges;
    ASSERT_EQ(ranges.size(), 5u);
    for (std::size_t i = 0; i < 5; ++i) {
        const auto& limit = table.tables.partitions.limit[ranges.owner_at(i).value];
        EXPECT_EQ(limit[0], CapacityRate::units_per_second(i < 2 ? 625 : 1'250)) << i;
        EXPECT_EQ(limit[1], CapacityRate::units_per_second(i < 2 ? 250 : 500)) << i;
    }
    for (int second = 0; second < 1'200; ++second) table.pass_second({}, 0);
    EXPECT_EQ(ranges.size(), 5u);  // the children have 5 GB each: no further split
}

TEST(HeatSplits, come_after_three_busy_minutes_and_take_three_to_ten_more) {
    WatchedTable table(one_partition({1, 10'000}));
    const auto items = spread(40);
    while (table.count(SplitNotice::Kind::begun) == 0 && table.now < sim_start + 10min)
        table.pass_second(items, 800);
    EXPECT_EQ(table.now, sim_start + 3min);
    while (table.count(SplitNotice::Kind::done) == 0 && table.now < sim_start + 20min)
        table.pass_second(items, 800);
    EXPECT_GE(table.now, sim_start + 6min);
    EXPECT_LE(table.now, sim_start + 13min + 1s);
    EXPECT_EQ(table.tables[{0}].ranges.size(), 2u);
}

TEST(HeatSplits, do_not_come_below_the_threshold_nor_after_a_pause) {
    WatchedTable below(one_partition({1, 10'000}));
    WatchedTable paused(one_partition({1, 10'000}));
    for (int second = 0; second < 1'800; ++second) {
        below.pass_second(spread(40), 799);
        paused.pass_second(spread(40),
                           second / 60 % 3 == 2 ? 0 : 1'000);  // two busy minutes, then a pause
    }
    EXPECT_TRUE(below.notices.empty());
    EXPECT_TRUE(paused.notices.empty());
}

TEST(HeatSplits, are_refused_for_a_single_item_and_reported_once) {
    WatchedTable table(one_partition({1, 10'000}));
    const std::vector<ItemPosition> one(40, ItemPosition{12'345, 0});
    for (int second = 0; second < 1'800; ++second) table.pass_second(one, 1'000);
    ASSERT_EQ(table.notices.size(), 1u);
    EXPECT_EQ(table.notices[0].kind, SplitNotice::Kind::refused);
}

TEST(HeatSplits, are_refused_to_a_provisioned_table_with_a_stream) {
    TableSpec spec = one_partition({1, 10'000});
    spec.stream.on = true;
    WatchedTable table(spec);
    for (int second = 0; second < 1'800; ++second) table.pass_second(spread(40), 1'000);
    ASSERT_EQ(table.notices.size(), 1u);
    EXPECT_EQ(table.notices[0].kind, SplitNotice::Kind::refused);
    EXPECT_EQ(table.notices[0].text.message(1), say<Says::has_stream>());
    EXPECT_EQ(table.tables[{0}].ranges.size(), 1u);
}

TEST(HeatSplits, did_not_exist_in_2018) {
    WatchedTable table(one_partition({1, 10'000}), "2018");
    for (int second = 0; second < 1'800; ++second) table.pass_second(spread(40), 1'000);
    EXPECT_TRUE(table.notices.empty());
}

}  // namespace
}  // namespace isotherm
