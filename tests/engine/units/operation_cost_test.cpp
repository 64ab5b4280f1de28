// SPDX-License-Identifier: Apache-2.0
// Costs of reading calls: unit cases V-C1 to V-C11, V-G7 and V-G8, the worked examples 27 to 36,
// 40, 44, 45, 52, 53, 71 and 72. Also checks that request streams are charged like calls.

#include "engine/units/operation_cost.h"

#include <gtest/gtest.h>

#include "engine/model/charge.h"
#include "engine/units/read_calls.h"
#include "engine/units/write_calls.h"
#include "tests/engine/units/costs.h"

namespace isotherm {
namespace {

constexpr std::uint64_t mb = 1'024 * kb;
constexpr Consistency strong = Consistency::strong;
constexpr Consistency eventual = Consistency::eventual;

double get(std::optional<std::uint64_t> bytes, Consistency consistency,
           std::string_view year = "2024") {
    return done(get_cost(era(year), {bytes, consistency})).read().in_units();
}
double query(std::vector<ItemRun> items, Consistency consistency) {
    return done(query_cost(era(), {.items = std::move(items), .consistency = consistency}))
        .read()
        .in_units();
}
double query_together(std::uint64_t bytes, Consistency consistency) {
    return done(query_cost(era(), {.together_bytes = bytes, .consistency = consistency}))
        .read()
        .in_units();
}
TEST(GetItem, rounds_up_to_read_units_VC1_VC9_examples_27_to_30_36) {
    EXPECT_EQ(get(10 * kb, strong, "2012"), 10);
    EXPECT_EQ(get(10 * kb, strong, "2013"), 3);
    EXPECT_EQ(get(10 * kb, strong), 3);
    EXPECT_EQ(get(10 * kb, eventual), 1.5);
    EXPECT_EQ(get(3'584, strong), 1);  // 3.5 KB
    EXPECT_EQ(get(8 * kb, strong), 2);
    EXPECT_EQ(get(8 * kb, eventual), 1);
    EXPECT_EQ(done(transact_get_cost(era(), {.items = {{8 * kb, 1}}})).read().in_units(), 4);
    EXPECT_EQ(get(std::nullopt, strong), 1);
    EXPECT_EQ(get(std::nullopt, eventual), 0.5);
    EXPECT_EQ(done(transact_get_cost(era(), {.missing = 1})).read().in_units(), 2);
    EXPECT_EQ(80 * get(3 * kb, strong), 80);
}

TEST(BatchGetItem, rounds_each_item_VC2_example_31) {
    const auto cost =
        done(batch_get_cost(era(), {.items = {{1'536, 1}, {6'656, 1}}, .consistency = strong}));
    EXPECT_EQ(cost.read().in_units(), 3);
    EXPECT_EQ(cost.items_unprocessed, 0u);
}

// 16,000,000 / 307,200 = 52.08 items; in 2012, 1,048,576 / 51,200 = 20.48.
TEST(BatchGetItem, returns_what_fits_its_response_VC10) {
    const auto now =
        done(batch_get_cost(era(), {.items = {{300 * kb, 100}}, .consistency = strong}));
    EXPECT_EQ(now.items_returned, 52u);
    EXPECT_EQ(now.items_unprocessed, 48u);
    EXPECT_EQ(now.read().in_units(), 52 * 75);
    const auto first =
        done(batch_get_cost(era("2012"), {.items = {{50 * kb, 100}}, .consistency = strong}));
    EXPECT_EQ(first.items_returned, 20u);
    EXPECT_EQ(first.read().in_units(), 20 * 50);
}

// 1 MB contains 3 items of 300 KB: two partitions return 6 items, ten return 30.
TEST(BatchGetItem, returns_1_MB_of_a_partition) {
    for (const auto& [partitions, returned] : {std::pair{2u, 6u}, {10u, 30u}}) {
        const auto cost = done(batch_get_cost(
            era(), {.items = {{300 * kb, 100}}, .consistency = strong, .partitions = partitions}));
        EXPECT_EQ(cost.items_returned, returned);
        EXPECT_EQ(cost.items_unprocessed, 100 - returned);
    }
}

TEST(BatchGetItem, returns_what_the_table_can_serve_and_charges_no_more) {
    const auto cost = done(batch_get_cost(era(), {.items = {{4 * kb, 10}},
                                                  .missing = 2,
                                                  .consistency = eventual,
                                                  .available = HalfUnits(7)}));
    EXPECT_EQ(cost.items_processed, 7u);
    EXPECT_EQ(cost.items_unprocessed, 5u);
    EXPECT_EQ(cost.read().in_units(), 3.5);
    EXPECT_FALSE(batch_get_cost(era(), {.items = {{1, 101}}}).ok());
    EXPECT_FALSE(batch_get_cost(era(), {}).ok());
}

TEST(Query, rounds_the_sum_of_a_page_VC3_VC4_VC5_examples_32_33_35_52_53) {
    constexpr std::uint64_t forty_point_eight_kb = 41'779;
    EXPECT_EQ(query_together(forty_point_eight_kb, strong), 11);
    EXPECT_EQ(query_together(forty_point_eight_kb, eventual), 5.5);
    EXPECT_EQ(query({{64, 1'500}}, strong), 24);
    EXPECT_EQ(query({{64, 1'500}}, eventual), 12);
    EXPECT_EQ(query_together(80 * kb, eventual), 10);
    EXPECT_EQ(query({{128, 50}}, eventual), 1);
    EXPECT_EQ(query({}, strong), 1);  // a query that finds nothing costs one unit
    EXPECT_EQ(query({}, eventual), 0.5);
    const auto inbox = done(query_cost(era(), {.items = {{256 * kb, 50}}}));
    EXPECT_EQ(inbox.read().in_units(), 1'600);
    EXPECT_EQ(inbox.requests, 13u);
    EXPECT_EQ(inbox.steps[0], "50 items x 256 KB = 12.5 MB, in 13 pages that close at 1 MB");
}

// 349 items of 3,000 bytes are below 1 MB; the 350th ends the page: 257 read units.
TEST(Query, a_page_closes_with_the_item_that_passes_1_mb) {
    EXPECT_EQ(query({{3'000, 350}}, eventual), 128.5);
    EXPECT_EQ(done(query_cost(era(), {.items = {{3'000, 350}}})).requests, 1u);
    EXPECT_EQ(done(query_cost(era(), {.items = {{3'000, 351}}})).requests, 2u);
}

TEST(Query, costs_the_same_with_a_filter) {
    const auto cost = done(query_cost(
        era(), {.items = {{4 * kb, 100}}, .consistency = strong, .filter_keeps = Share{0.1}}));
    EXPECT_EQ(cost.read().in_units(), 100);
    EXPECT_EQ(cost.items_processed, 100u);
    EXPECT_EQ(cost.items_returned, 10u);
}

// Counts pages item by item, to check the bulk arithmetic.
double paged_one_by_one(const std::vector<ItemRun>& items) {
    std::int64_t units = 0;
    std::uint64_t held = 0;
    for (const ItemRun& run : items) {
        for (std::uint64_t i = 0; i < run.count; ++i) {
            held += run.bytes;
            if (held < mb) continue;
            units += static_cast<std::int64_t>((held + 4'095) / 4'096);
            held = 0;
        }
    }
    units += static_cast<std::int64_t>((held + 4'095) / 4'096);
    return static_cast<double>(std::max<std::int64_t>(1, units));
}

TEST(Query, fills_pages_as_item_by_item) {
    const std::vector<std::vector<ItemRun>> ranges{{{300 * kb, 7}},
                                                   {{1, 3'000'000}},
                                                   {{mb / 4, 4}},
                                                   {{mb / 4, 5}},
                                                   {{400 * kb, 2}, {100, 5'000}, {333, 9'999}},
                                                   {{5'000, 1}, {399'999, 100}, {1'024, 2'048}},
                                                   {{1'000, 1'048}, {576, 1}, {1, 1}}};
    for (const auto& items : ranges)
        EXPECT_EQ(query(items, strong), paged_one_by_one(items)) << items_text(items);
}

TEST(Scan, of_a_full_page_is_128_units_VC11_example_34) {
    EXPECT_EQ(done(scan_cost(era(), {.read = {.together_bytes = mb}})).read().in_units(), 128);
    EXPECT_EQ(done(scan_cost(era(), {.read = {.together_bytes = mb, .consistency = strong}}))
                  .read()
                  .in_units(),
              256);
    // The guide has an error here: 40 items of 4 KB cost 20 units with eventual and 40 with strong
    // consistency.
    EXPECT_EQ(done(scan_cost(era(), {.read = {.items = {{4 * kb, 40}}}})).read().in_units(), 20);
}

TEST(Scan, of_20_GB_is_2621440_units_example_72_and_15_segments_fit_30_GB_example_71) {
    const auto cost = done(scan_cost(era(), {.read = {.together_bytes = 20 * kb * mb}}));
    EXPECT_EQ(cost.read().in_units(), 2'621'440);
    EXPECT_EQ(cost.requests, 20'480u);
    EXPECT_EQ(advised_segments(Bytes{30 * kb * mb}), 15u);
}

TEST(Scan, rounds_each_segment_and_costs_the_least_for_each_partition) {
    const auto scan = [](std::vector<ItemRun> items, std::uint64_t segments,
                         std::uint64_t partitions) {
        return done(scan_cost(era(), {.read = {.items = std::move(items), .consistency = strong},
                                      .segments = segments,
                                      .partitions = partitions}))
            .read()
            .in_units();
    };
    EXPECT_EQ(scan({{1 * kb, 10}}, 1, 1), 3);  // 10 KB
    EXPECT_EQ(scan({{1 * kb, 10}}, 2, 1), 4);  // 5 KB twice
    EXPECT_EQ(scan({{1 * kb, 10}}, 4, 1), 4);  // 2 or 3 KB four times
    EXPECT_EQ(scan({{1 * kb, 2}}, 4, 1), 4);   // two segments find nothing
    EXPECT_EQ(scan({}, 1, 10), 10);            // empty, but ten partitions
    EXPECT_EQ(scan({{4 * kb, 100}}, 1, 10), 100);
    EXPECT_EQ(scan({}, 2, 3), 4);  // the second partition is in both segments
}

TEST(TransactGetItems, doubles_each_item_example_40) {
    EXPECT_EQ(done(transact_get_cost(era(), {.items = {{500, 3}}})).read().in_units(), 6);
    EXPECT_FALSE(transact_get_cost(era("2016"), {.items = {{500, 3}}}).ok());
    EXPECT_FALSE(transact_get_cost(era(), {.items = {{500, 101}}}).ok());
    EXPECT_FALSE(transact_get_cost(era(), {.items = {{400 * kb, 11}}}).ok());  // above 4 MB
}

TEST(Indexes, global_ones_are_read_from_their_own_capacity_VG7_example_44) {
    const auto cost = done(query_cost(era(), {.items = {{2'000, 8}}, .index = IndexKind::global}));
    EXPECT_EQ(cost.index_read.in_units(), 2);
    EXPECT_EQ(cost.table_read.in_units(), 0);
    EXPECT_FALSE(
        query_cost(era(),
                   {.items = {{2'000, 8}}, .consistency = strong, .index = IndexKind::global})
            .ok());
}

TEST(Indexes, local_ones_fetch_each_item_VG8_example_45) {
    RangeRead call{.items = {{200, 4}},
                   .consistency = strong,
                   .index = IndexKind::local,
                   .fetched = {{300, 4}}};
    EXPECT_EQ(done(query_cost(era(), call)).table_read.in_units(), 5);  // 4 KB + 4 x 4 KB
    call.consistency = eventual;
    EXPECT_EQ(done(query_cost(era(), call)).table_read.in_units(), 2.5);
    call.fetched.clear();
    EXPECT_EQ(done(query_cost(era(), call)).table_read.in_units(), 0.5);
}

TEST(Sizes, are_written_exactly) {
    EXPECT_EQ(size_text(12'800 * kb), "12.5 MB");
    EXPECT_EQ(size_text(41'779), "41,779 B");
    EXPECT_EQ(size_text(6'400), "6.25 KB");
    EXPECT_EQ(size_text(1'536), "1.5 KB");
    EXPECT_EQ(size_text(0), "0 B");
    EXPECT_EQ(size_text(30'000 * kb), "30,000 KB");
}

// Charges of a request stream and costs of a call are computed by different code and must agree.
TEST(Charge, agrees_with_the_calls_around_every_boundary) {
    for (const std::string& name : era_names()) {
        Era present = era(name);
        present.calls.transaction_items = 100;  // allows transactions in every era, as streams do
        const Charge charge(present);
        std::vector<std::uint32_t> sizes{0, 1, 2};
        for (std::uint32_t unit = 1'024; unit <= present.item_largest.count; unit += 1'024) {
            for (const std::uint32_t size : {unit - 1, unit, unit + 1}) {
                if (size <= present.item_largest.count) sizes.push_back(size);
            }
        }
        for (const std::uint32_t size : sizes) {
            const auto read = [&](Consistency consistency) {
                return done(get_cost(present, {size, consistency})).read();
            };
            const auto range = [&](Consistency consistency) {
                return done(query_cost(present, {.items = {{size, 1}}, .consistency = consistency}))
                    .read();
            };
            ASSERT_EQ(charge.of(Operation::get_item, size), read(strong)) << size;
            ASSERT_EQ(charge.of(Operation::get_item_eventual, size), read(eventual)) << size;
            ASSERT_EQ(charge.of(Operation::query, size), range(strong)) << size;
            ASSERT_EQ(charge.of(Operation::query_eventual, size), range(eventual)) << size;
            ASSERT_EQ(charge.of(Operation::scan, size), range(strong)) << size;
            ASSERT_EQ(charge.of(Operation::scan_eventual, size), range(eventual)) << size;
            ASSERT_EQ(charge.of(Operation::put_item, size),
                      done(write_cost(present, put(size))).write())
                << size;
            ASSERT_EQ(charge.of(Operation::delete_item, size),
                      done(write_cost(present, remove(size))).write())
                << size;
            ASSERT_EQ(charge.of(Operation::update_item, size),
                      done(write_cost(present, {.kind = WriteKind::update, .after = size})).write())
                << size;
            ASSERT_EQ(charge.of(Operation::transact_get_item, size),
                      done(transact_get_cost(present, {.items = {{size, 1}}})).read())
                << size;
            ASSERT_EQ(charge.of(Operation::transact_write_item, size),
                      done(transact_write_cost(present, {.writes = {put(size)}})).write())
                << size;
        }
    }
}

TEST(Charge, of_a_page_of_scan_is_that_of_its_bytes) {
    const Charge charge(era());
    for (const std::uint32_t bytes : {1u << 20, (1u << 20) - 1, (1u << 20) - 4'096, 96'000u}) {
        EXPECT_EQ(charge.of(Operation::scan_eventual, bytes),
                  done(scan_cost(era(), {.read = {.together_bytes = bytes}})).read());
    }
}

}  // namespace
}  // namespace isotherm
