// SPDX-License-Identifier: Apache-2.0
// Partitions of tables when they are created, changed and split: the published cases V-P. Split key
// ranges are compared with a search through a plain list.

#include "engine/model/table.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "engine/admission/admission_model.h"

namespace isotherm {
namespace {

constexpr TableIndex only{0};
constexpr std::int64_t gigabyte = 1LL << 30;

// A table whose limits are set by the admission model of the era.
struct OneTable {
    OneTable(const char* year, Throughput provisioned, std::int64_t partitions = 0)
        : tables(*era_named(year), {spec(provisioned, partitions)}),
          model(Catalog<AdmissionKind>::instance().create(tables.era().admission)->start(1)) {
        model->allocate(tables, only, sim_start);
    }
    static TableSpec spec(Throughput provisioned, std::int64_t partitions) {
        TableSpec table;
        table.name = "tab";
        table.capacity.provisioned = provisioned;
        table.partitions = partitions;
        return table;
    }

    void change(Throughput provisioned) {
        now += 60s;
        tables.set_throughput(only, provisioned, now);
        model->allocate(tables, only, now);
    }
    void split(std::size_t at) {
        now += 60s;
        const PartitionIndex parent = tables[only].ranges.owner_at(at);
        tables.split(
            parent,
            *middle_of(tables.partitions.first[parent.value], tables.partitions.last[parent.value]),
            now);
        model->allocate(tables, only, now);
    }

    std::size_t count() const { return tables[only].ranges.size(); }
    // Limits of the partitions in order of position, in milli-units per second, rounded down.
    std::vector<std::int64_t> limits(Side side) const {
        std::vector<std::int64_t> list;
        for (std::size_t i = 0; i < count(); ++i) {
            const PartitionIndex partition = tables[only].ranges.owner_at(i);
            list.push_back(
                tables.partitions.limit[partition.value][side].in_milli_units_per_second());
        }
        return list;
    }
    void expect_equal_parts(std::size_t partitions, double read, double write) const {
        ASSERT_EQ(count(), partitions);
        for (const std::int64_t limit : limits(Side::read))
            EXPECT_EQ(limit, static_cast<std::int64_t>(read * 1'000));
        for (const std::int64_t limit : limits(Side::write))
            EXPECT_EQ(limit, static_cast<std::int64_t>(write * 1'000));
    }

    Tables tables;
    std::unique_ptr<AdmissionModel> model;
    SimTime now = sim_start;
};

TEST(PartitionMath, v_p1_1000_reads_and_500_writes_fit_one_partition) {
    OneTable("2016", {1'000, 500}).expect_equal_parts(1, 1'000, 500);
}

TEST(PartitionMath, v_p2_1000_reads_and_1000_writes_need_two) {
    OneTable("2016", {1'000, 1'000}).expect_equal_parts(2, 500, 500);
}

TEST(PartitionMath, v_p3_5000_reads_and_2000_writes_need_four) {
    OneTable("2016", {5'000, 2'000}).expect_equal_parts(4, 1'250, 500);
}

TEST(PartitionMath, v_p4_more_reads_split_every_partition_in_two) {
    OneTable table("2016", {5'000, 2'000});
    table.change({8'000, 2'000});
    table.expect_equal_parts(8, 1'000, 250);
    // The four parents retire, and their children are born at that moment.
    for (std::uint32_t parent = 0; parent < 4; ++parent) {
        EXPECT_EQ(table.tables.partitions.retired[parent], table.now);
    }
    for (std::uint32_t child = 4; child < 12; ++child) {
        EXPECT_EQ(table.tables.partitions.born[child], table.now);
        EXPECT_EQ(table.tables.partitions.parent[child], PartitionIndex{(child - 4) / 2});
        EXPECT_EQ(table.tables.partitions.retired[child], never);
    }
}

TEST(PartitionMath, v_p5_the_children_of_a_split_share_their_parents_part) {
    OneTable table("2016", {5'000, 2'000});
    table.split(1);
    ASSERT_EQ(table.count(), 5u);
    EXPECT_EQ(table.limits(Side::read),
              (std::vector<std::int64_t>{1'250'000, 625'000, 625'000, 1'250'000, 1'250'000}));
    EXPECT_EQ(table.limits(Side::write),
              (std::vector<std::int64_t>{500'000, 250'000, 250'000, 500'000, 500'000}));
}

TEST(PartitionMath, v_p7_when_one_of_eight_full_partitions_splits_there_is_room_for_90_gb) {
    OneTable table("2016", {8, 8}, 8);
    for (std::uint32_t p = 0; p < 8; ++p) table.tables.partitions.bytes[p] = 10 * gigabyte;
    table.split(3);
    EXPECT_EQ(table.count(), 9u);
    EXPECT_EQ(table.count() * table.tables.era().partition_size_maximum.count, 90u * gigabyte);
    // 80 GB stay stored: each child has half of its parent's data.
    std::int64_t stored = 0;
    for (std::size_t i = 0; i < table.count(); ++i) {
        stored += table.tables.partitions.bytes[table.tables[only].ranges.owner_at(i).value];
    }
    EXPECT_EQ(stored, 80 * gigabyte);
}

TEST(PartitionMath, v_p8_partitions_double_and_never_become_fewer) {
    OneTable table("2016", {0, 3'200});
    table.expect_equal_parts(4, 0, 800);
    table.change({0, 3'600});
    table.expect_equal_parts(4, 0, 900);
    table.change({0, 6'000});
    table.expect_equal_parts(8, 0, 750);
    table.change({0, 5'000});
    table.expect_equal_parts(8, 0, 625);
}

TEST(PartitionMath, v_p9_and_v_p10_a_table_loaded_fast_is_left_with_many_thin_partitions) {
    OneTable table("2016", {0, 11'000});
    table.expect_equal_parts(11, 0, 1'000);
    // 20 million items in 1,800 s, not rounded as in the guide
    EXPECT_EQ(OneTable("2016", {0, 11'111}).count(), 12u);
    table.change({0, 200});
    ASSERT_EQ(table.count(), 11u);
    for (const std::int64_t limit : table.limits(Side::write))
        EXPECT_EQ(limit, 18'181);  // 200 / 11 = 18.18
}

// 20 million items in 10,800 s are 1,852 per second; the guide rounds this to 1,900.
TEST(PartitionMath, v_p11_the_same_load_in_three_hours_needs_two_partitions) {
    EXPECT_EQ(OneTable("2016", {0, 1'852}).count(), 2u);
    OneTable("2016", {0, 1'900}).expect_equal_parts(2, 0, 950);
}

TEST(PartitionMath, v_p12_200000_writes_need_200_partitions) {
    OneTable("2016", {0, 200'000}).expect_equal_parts(200, 0, 1'000);
}

TEST(PartitionMath, v_p14_lower_throughput_keeps_the_partitions) {
    for (const char* year : {"2016", "2019", "2024"}) {
        OneTable table(year, {1, 10'000});
        const std::size_t before = table.count();
        EXPECT_GE(before, 10u);
        table.change({1, 10});
        EXPECT_EQ(table.count(), before) << year;
    }
}

// A range of a plain list; the owner of an item is found by looking at each range.
struct PlainRange {
    ItemPosition first, last;
    PartitionIndex owner;
};

PartitionIndex owner_by_search(const std::vector<PlainRange>& ranges, ItemPosition item) {
    const auto found = std::find_if(ranges.begin(), ranges.end(), [&](const PlainRange& range) {
        return range.first <= item && item <= range.last;
    });
    return found->owner;
}

// A random cut inside a range, in half of the cases inside one item collection. nullopt if the
// range has one item.
std::optional<ItemPosition> cut_of(const PlainRange& range) {
    if (range.first == range.last) return std::nullopt;
    const bool in_collection = *rc::gen::arbitrary<bool>();
    const std::uint64_t a = *rc::gen::arbitrary<std::uint64_t>(),
                        b = *rc::gen::arbitrary<std::uint64_t>();
    const KeyPosition width = range.last.hash - range.first.hash;
    ItemPosition cut{width == ~KeyPosition{0} ? a : range.first.hash + a % (width + 1),
                     in_collection ? b : last_sort};
    cut = std::max(cut, range.first);
    return cut < range.last ? cut : *middle_of(range.first, range.last);
}

TEST(KeyRangesThatSplit, give_each_item_to_the_range_that_a_search_finds) {
    EXPECT_TRUE(rc::check("hash and sort-key cuts", [] {
        const auto count = static_cast<std::uint32_t>(*rc::gen::inRange(1, 6));
        KeyRanges ranges = KeyRanges::equal({}, count);
        std::vector<PlainRange> plain;
        for (std::uint32_t i = 0; i < count; ++i)
            plain.push_back({ranges.first_at(i), ranges.last_at(i), {i}});
        std::uint32_t next = count;
        const int splits = *rc::gen::inRange(0, 30);
        for (int n = 0; n < splits; ++n) {
            // Any range may be split, so that collections are cut more than once.
            const auto at = static_cast<std::size_t>(
                *rc::gen::inRange<std::uint32_t>(0, static_cast<std::uint32_t>(plain.size())));
            const auto cut = cut_of(plain[at]);
            if (!cut) continue;
            const PlainRange parent = plain[at];
            ranges.split(parent.owner, *cut, {next}, {next + 1});
            const ItemPosition after = cut->sort == last_sort
                                           ? ItemPosition{cut->hash + 1, 0}
                                           : ItemPosition{cut->hash, cut->sort + 1};
            plain[at] = {parent.first, *cut, {next}};
            plain.push_back({after, parent.last, {next + 1}});
            next += 2;
        }
        RC_ASSERT(ranges.size() == plain.size());
        std::vector<ItemPosition> items;
        for (const PlainRange& range : plain) {
            for (const ItemPosition end : {range.first, range.last}) {
                items.push_back(end);
                items.push_back({end.hash, 0});
                items.push_back({end.hash, last_sort});
                items.push_back({end.hash, *rc::gen::arbitrary<SortPosition>()});
            }
        }
        for (int n = 0; n < 20; ++n) {
            items.push_back(
                {*rc::gen::arbitrary<KeyPosition>(), *rc::gen::arbitrary<SortPosition>()});
        }
        for (const ItemPosition item : items) {
            RC_ASSERT(ranges.owner(item.hash, [&] { return item.sort; }) ==
                      owner_by_search(plain, item));
        }
        for (std::size_t i = 0; i < ranges.size(); ++i) {
            RC_ASSERT(owner_by_search(plain, ranges.first_at(i)) == ranges.owner_at(i));
            RC_ASSERT(owner_by_search(plain, ranges.last_at(i)) == ranges.owner_at(i));
        }
    }));
}

TEST(KeyRangesThatSplit, can_cut_one_collection_to_single_items) {
    KeyRanges ranges = KeyRanges::equal({}, 1);
    ranges.split({0}, {700, 4}, {1}, {2});
    ranges.split({2}, {700, 5}, {3}, {4});
    const auto owner = [&](KeyPosition hash, SortPosition sort) {
        return ranges.owner(hash, [&] { return sort; }).value;
    };
    EXPECT_EQ(owner(699, last_sort), 1u);
    EXPECT_EQ(owner(700, 4), 1u);
    EXPECT_EQ(owner(700, 5), 3u);
    EXPECT_EQ(owner(700, 6), 4u);
    EXPECT_EQ(owner(701, 0), 4u);
}

TEST(MiddleOf, halves_a_range_and_does_not_cut_a_single_item) {
    EXPECT_EQ(middle_of({0, 0}, {99, last_sort}), (ItemPosition{49, last_sort}));
    EXPECT_EQ(middle_of({7, 10}, {7, 20}), (ItemPosition{7, 15}));
    EXPECT_EQ(middle_of({7, 10}, {7, 10}), std::nullopt);
}

}  // namespace
}  // namespace isotherm
