// SPDX-License-Identifier: Apache-2.0
// Costs of writing calls: unit cases V-C6 to V-C8 and V-G1 to V-G4, the worked examples 37 to 43,
// 46, 47, 82 to 84 and 91.

#include "engine/units/write_calls.h"
#include "tests/engine/units/costs.h"

#include <gtest/gtest.h>

namespace isotherm {
namespace {

OperationCost write(const WriteCall& call, std::string_view year = "2024") {
    return done(write_cost(era(year), call));
}
double units(const WriteCall& call, std::string_view year = "2024") {
    return write(call, year).write().in_units();
}

TEST(Indexes, are_written_zero_to_two_times_VG1_to_VG4_examples_46_47) {
    using Change = IndexChange::Change;
    const auto cost = [](WriteCall call, IndexChange change) {
        call.indexes = {change};
        const OperationCost made = write(call);
        return std::pair(made.table_write.in_units(), made.index_write.in_units());
    };
    using Units = std::pair<double, double>;                                         // table, index
    EXPECT_EQ(cost(put(kb), {.entry_before = {}, .entry_after = kb}), Units(1, 1));  // V-G1
    const WriteCall update{.kind = WriteKind::update, .before = kb, .after = kb};
    EXPECT_EQ(cost(update, {.entry_before = kb, .entry_after = kb, .change = Change::index_key}),
              Units(1, 2));                                                           // V-G2
    EXPECT_EQ(cost(update, {.entry_before = 200, .entry_after = 200}), Units(1, 0));  // V-G3
    EXPECT_EQ(cost(put(kb), {}), Units(1, 0));                                        // V-G4
    EXPECT_EQ(cost(remove(kb), {.entry_before = 3 * kb, .entry_after = {}}), Units(1, 3));
    EXPECT_EQ(
        cost(update,
             {.entry_before = 3 * kb, .entry_after = kb, .change = Change::projected_attributes}),
        Units(1, 3));
    EXPECT_EQ(
        cost(update, {.entry_before = 3 * kb, .entry_after = 2 * kb, .change = Change::index_key}),
        Units(1, 5));
    // Writes of local indexes are charged to the table.
    EXPECT_EQ(cost(put(kb), {.kind = IndexKind::local, .entry_before = {}, .entry_after = kb}),
              Units(2, 0));
}

TEST(Writes, round_up_the_larger_of_before_and_after_VC8_examples_37_38_91) {
    EXPECT_EQ(100 * units(put(512)), 100);
    EXPECT_EQ(units(put(1'639)), 2);       // 1.6 KB
    EXPECT_EQ(units(put(500, 3'000)), 3);  // overwrites a larger item
    EXPECT_EQ(units({.kind = WriteKind::update, .before = 3'482, .after = 3'483}),
              4);  // one byte more than 3.4 KB
    EXPECT_EQ(units(remove(1'639)), 2);
    EXPECT_EQ(units(remove(std::nullopt)), 1);
    // YCSB: ten fields of 100 B named field0 to field9 (60 B), and the key, are more than 1,024 B.
    EXPECT_EQ(units(put(1'000 + 60)), 2);
    EXPECT_FALSE(write_cost(era(), put(400 * kb + 1)).ok());
    EXPECT_FALSE(write_cost(era("2013"), put(64 * kb + 1)).ok());
}

TEST(Writes, with_a_failed_condition_are_paid_example_43) {
    const auto failed = [](std::optional<std::uint64_t> before,
                           std::optional<AbsentItemCharge> rule = {}) {
        WriteCall call = put(310 * kb, before);
        call.condition_fails = true;
        call.absent_item_charge = rule;
        call.indexes = {{.entry_before = {}, .entry_after = kb}};  // not written
        return call;
    };
    EXPECT_EQ(units(failed(300 * kb)), 310);
    EXPECT_EQ(units(failed(320 * kb)), 320);
    EXPECT_EQ(units(failed({})), 310);
    EXPECT_EQ(units(failed({}), "2016"), 1);
    EXPECT_EQ(units(failed({}, AbsentItemCharge::one_unit)), 1);
    EXPECT_EQ(units(failed({}, AbsentItemCharge::attempted_item), "2016"), 310);
    WriteCall removal = remove(2 * kb);
    removal.condition_fails = true;
    EXPECT_EQ(units(removal), 2);
}

TEST(Writes, by_time_to_live_are_free_but_for_replicas) {
    WriteCall call = remove(3 * kb);
    call.expired = true;
    call.indexes = {{.entry_before = kb, .entry_after = {}}};
    EXPECT_EQ(units(call), 0);
    call.indexes.clear();
    call.replicas.regions = 3;
    EXPECT_EQ(write(call).replicated_write.in_units(), 2 * 3);
}

TEST(Writes, in_global_tables_are_paid_in_each_region_examples_82_to_84) {
    WriteCall call = put(kb);
    call.replicas.regions = 2;
    EXPECT_EQ(150 * write(call).replicated_write.in_units(), 300);
    call.indexes = {{.entry_before = {}, .entry_after = kb}};
    EXPECT_EQ(200 * write(call).replicated_write.in_units(), 400);
    EXPECT_EQ(200 * write(call).index_write.in_units(), 400);
    EXPECT_EQ(write(call).table_write.in_units(), 0);
    const auto first_version = [](WriteCall one) {
        one.replicas = {2, GlobalTable::Version::v2017};
        return write(one).replicated_write.in_units();
    };
    EXPECT_EQ(first_version(put(kb)), 4);
    EXPECT_EQ(first_version({.kind = WriteKind::update, .before = kb, .after = kb}), 3);
    EXPECT_EQ(first_version(remove(kb)), 3);
}

TEST(BatchWriteItem, rounds_each_item_VC6_example_39) {
    EXPECT_EQ(done(batch_write_cost(era(), {.writes = {put(500), put(3'584)}})).write().in_units(),
              5);
    EXPECT_FALSE(batch_write_cost(era(), {.writes = std::vector(26, put(1))}).ok());
    EXPECT_FALSE(
        batch_write_cost(era(), {.writes = {{.kind = WriteKind::update, .after = 1}}}).ok());
    EXPECT_FALSE(batch_write_cost(era("2012"), {.writes = std::vector(17, put(64 * kb))})
                     .ok());  // above 1 MB
}

TEST(BatchWriteItem, returns_what_the_table_cannot_serve) {
    const auto cost =
        done(batch_write_cost(era(), {.writes = {put(3 * kb), remove(3 * kb), put(kb)},
                                      .available = HalfUnits::units(4)}));
    EXPECT_EQ(cost.write().in_units(), 4);  // the first and the last item: 3 + 1
    EXPECT_EQ(cost.items_processed, 2u);
    EXPECT_EQ(cost.items_unprocessed, 1u);
}

TEST(TransactWriteItems, double_each_item_VC7_examples_40_to_42) {
    const std::vector three(3, put(500));
    const auto cost = [](TransactWriteCall call) { return done(transact_write_cost(era(), call)); };
    EXPECT_EQ(cost({.writes = three}).write().in_units(), 6);
    const auto cached = cost({.writes = three, .through_cache = true});
    EXPECT_EQ(cached.write().in_units(), 6);
    EXPECT_EQ(cached.read().in_units(), 6);
    EXPECT_EQ(cost({.writes = {put(3 * kb)}}).write().in_units(), 6);
    EXPECT_EQ(cost({.writes = {put(kb)}, .checked = {{2'000, 1}}}).write().in_units(), 2 + 4);
    const auto again = cost({.writes = three, .repeated = true});
    EXPECT_EQ(again.write().in_units(), 0);
    EXPECT_EQ(again.read().in_units(), 6);  // a transactional read of 4 KB is two units
    EXPECT_EQ(cost({.writes = {put(5 * kb)}, .repeated = true}).read().in_units(), 4);
    WriteCall indexed = put(500);
    indexed.indexes = {{.entry_before = {}, .entry_after = 500}};
    EXPECT_EQ(cost({.writes = {indexed}}).table_write.in_units(), 2);
    EXPECT_EQ(cost({.writes = {indexed}}).index_write.in_units(), 1);  // not doubled
    EXPECT_FALSE(transact_write_cost(era("2013"), {.writes = three}).ok());
}

}  // namespace
}  // namespace isotherm
