// SPDX-License-Identifier: Apache-2.0
// Limits of whole tables in a heat map, and the numbers behind its cells.

#include "engine/insight/table_load.h"

#include <gtest/gtest.h>

#include "app/render/burst_line.h"
#include "app/render/cells/cell_detail.h"
#include "app/render/cells/heat_difference.h"
#include "engine/scenario/scenario.h"
#include "tests/engine/recording/made_recording.h"

namespace isotherm {
namespace {

Scenario with_admission(const char* name) {
    Scenario scenario;
    scenario.admission = Catalog<AdmissionKind>::instance().create(name);
    scenario.admission_name = name;
    return scenario;
}

// 1,500 units in each second; the limit of the table is 2 x 1,000.
MadeRecording made_table() {
    MadeRecording made(2, 1'000, 4);
    for (int s = 0; s < 4; ++s) made.add_second(Side::write, s, {{0, 900, 0}, {1, 600, 0}});
    return made;
}

TEST(TableLoad, only_admission_by_the_table_has_a_limit_of_the_table) {
    const MadeRecording made = made_table();
    const Scenario global = with_admission("global_admission");
    const Scenario shares = with_admission("static_shares");
    const TableLoad load(made.recording, &global, 0, Side::write);
    EXPECT_EQ(load.limit(1), 2'000);
    EXPECT_EQ(load.share(1), 0.75);
    EXPECT_EQ(TableLoad(made.recording, &shares, 0, Side::write).limit(1), std::nullopt);
    EXPECT_EQ(TableLoad(made.recording, nullptr, 0, Side::write).share(1), 0);
    EXPECT_EQ(load.share(99), 0);
}

TEST(TableLoad, on_demand_it_is_the_capacity_or_the_maximum_if_that_is_lower) {
    MadeRecording made = made_table();
    made.table().modes = {{0, true}};
    Scenario scenario = with_admission("static_shares");
    EXPECT_EQ(TableLoad(made.recording, &scenario, 0, Side::write).limit(2), 2'000);
    TableSpec spec;
    spec.capacity.maximum = {0, 1'200};
    scenario.tables["votes"] = spec;
    const TableLoad load(made.recording, &scenario, 0, Side::write);
    EXPECT_EQ(load.limit(2), 1'200);
    EXPECT_EQ(load.share(2), 1.25);
    // A change of the maximum that took effect in second 3.
    CapacityChange change;
    change.effective_second = 3;
    change.resource = ResourceName("votes");
    change.maximum = {0, 3'000};
    made.recording.capacity_changes.push_back(change);
    const TableLoad changed(made.recording, &scenario, 0, Side::write);
    EXPECT_EQ(changed.limit(2), 1'200);
    EXPECT_EQ(changed.limit(3), 2'000);  // now the capacity is lower
}

TEST(TableLoad, grows_with_the_recording) {
    const MadeRecording made = made_day(7, 300);
    const Scenario global = with_admission("global_admission");
    MadeRecording part = made_day(7, 300);
    TableRecording& table = part.table();
    for (auto& side : table.seconds) side.resize(100);
    TableLoad grown(part.recording, &global, 0, Side::write);
    table.seconds = made.recording.tables[0].seconds;  // as the run goes on
    grown.extend(part.recording, &global, 100);
    const TableLoad whole(made.recording, &global, 0, Side::write);
    for (int c = 0; c < 300; ++c) EXPECT_EQ(grown.share(c), whole.share(c)) << c;
}

// Every cell of the picture, computed from single seconds, has the code that coloured it.
TEST(CellDetail, agrees_with_the_grid_in_every_cell) {
    MadeRecording made = made_day(7, 1'000);
    auto& seconds = made.table().seconds[Side::write];
    for (std::size_t s = 0; s < 400; ++s) seconds[s].provisioned = 2'500'000;
    const TableRecording& table = made.recording.tables[0];
    const Scenario global = with_admission("global_admission");
    const TableLoad load(made.recording, &global, 0, Side::write);
    const HeatPyramid pyramid(table, Side::write);
    const HeatGrid grid =
        heat_grid(table, pyramid, TimeColumns::over(0, 1'000, 90), 1'000, KeepValues::none, &load);
    std::size_t by_table = 0, by_partition = 0, refused = 0;
    for (std::size_t c = 0; c < grid.columns.count; ++c) {
        for (std::size_t r = 0; r < grid.rows.size(); ++r) {
            const CellDetail of = cell_detail(table, Side::write, load, grid.rows[r],
                                              grid.columns.first_of(c), grid.columns.end_of(c));
            ASSERT_EQ(code_of(of.heat), grid.code(c, r)) << c << " " << r;
            ASSERT_EQ(of.refused_requests > 0, grid.refusal(c, r).any()) << c << " " << r;
            ASSERT_NEAR(of.refused_share(), grid.refusal(c, r).share(), 1e-6);
            by_table += of.of_table;
            by_partition += !of.of_table;
            refused += of.refused_requests > 0;
        }
    }
    EXPECT_GT(by_table, 20U);
    EXPECT_GT(by_partition, 20U);
    EXPECT_GT(refused, 5U);
}

TEST(CellDetail, names_the_limit_and_the_second_of_its_colour) {
    MadeRecording made = made_table();
    made.table().seconds[Side::write][2].provisioned = 1'000'000;
    const Scenario global = with_admission("global_admission");
    const TableLoad load(made.recording, &global, 0, Side::write);
    const auto rows = hash_rows(made.recording.tables[0], 0, 4);
    const CellDetail of = cell_detail(made.recording.tables[0], Side::write, load, rows[1], 0, 4);
    EXPECT_EQ(of.partition, 1U);
    EXPECT_TRUE(of.of_table);
    EXPECT_EQ(of.hottest_second, 2);
    EXPECT_EQ(of.limit, 1'000);
    EXPECT_DOUBLE_EQ(of.heat, 1.5);
    EXPECT_DOUBLE_EQ(of.partition_heat, 0.6);
    EXPECT_DOUBLE_EQ(of.demand, 4 * 600);
}

TEST(BurstLine, shows_the_least_of_all_partitions) {
    MadeRecording made = made_table();
    EXPECT_TRUE(saves_burst(made.recording.tables[0], Side::write));
    EXPECT_FALSE(saves_burst(made.recording.tables[0], Side::read));
    const HeatPyramid pyramid(made.recording.tables[0], Side::write);
    const auto columns = TimeColumns::over(0, 4, 4);
    EXPECT_EQ(heat_grid(made.recording.tables[0], pyramid, columns, 4).column_burst,
              std::vector<float>(4, 1));
    // On demand nothing is saved.
    made.table().modes = {{0, true}};
    EXPECT_FALSE(saves_burst(made.recording.tables[0], Side::write));
    for (const float left : heat_grid(made.recording.tables[0], pyramid, columns, 4).column_burst)
        EXPECT_TRUE(std::isnan(left));
    EXPECT_EQ(burst_height(0), 1);
    EXPECT_EQ(burst_height(0.5), 3);
    EXPECT_EQ(burst_height(1), 5);
}

TEST(HeatDifference, has_the_change_of_the_share_that_was_refused) {
    MadeRecording a(1, 100, 2), b(1, 100, 2);
    a.add_second(Side::write, 0, {{0, 100, 50}});
    b.add_second(Side::write, 0, {{0, 100, 75}});
    a.add_second(Side::write, 1, {{0, 100, 40}});
    b.add_second(Side::write, 1, {{0, 100, 0}});
    const auto grid = [](const MadeRecording& made) {
        const TableRecording& table = made.recording.tables[0];
        const HeatPyramid pyramid(table, Side::write);
        return heat_grid(table, pyramid, TimeColumns::over(0, 2, 2), 2, KeepValues::heat);
    };
    const HeatGrid difference = heat_difference(grid(a), grid(b)).grid;
    EXPECT_FLOAT_EQ(difference.refusal(0, 0).refused, 0.25F);
    EXPECT_FLOAT_EQ(difference.refusal(1, 0).refused, -0.4F);
}

}  // namespace
}  // namespace isotherm
