// SPDX-License-Identifier: Apache-2.0
// The shipped scenarios state their expected results and fulfil them.

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

class ShippedScenario : public testing::TestWithParam<std::string> {};

TEST_P(ShippedScenario, keeps_its_point) {
    const auto path =
        std::filesystem::path(ISOTHERM_SOURCE_DIR) / "resources/scenarios" / GetParam();
    const auto scenario = read_scenario_file(path.string());
    ASSERT_TRUE(scenario.ok()) << all_texts(scenario.errors());
    EXPECT_GE(scenario.value().expectations.size(), 2u) << "promises next to nothing";
    const FinishedRun run(scenario.value());
    EXPECT_TRUE(run.report().complete());
    EXPECT_EQ(run.report().expectations().size(), scenario.value().expectations.size());
    for (const JudgedExpectation& one : run.report().expectations())
        EXPECT_TRUE(one.holds) << one.name << ": " << one.text;
    for (const BrokenLimit& limit : run.report().broken_limits()) ADD_FAILURE() << limit.text;
}

INSTANTIATE_TEST_SUITE_P(
    Scenarios, ShippedScenario,
    testing::Values("heat.toml", "votes.toml", "popular_product.toml", "date_index.toml",
                    "time_series.toml", "dilution.toml", "scaling_day.toml", "nasa.toml",
                    "inbox.toml", "batch_load.toml", "stream_tokens.toml", "episodes.toml",
                    "copy_a_table.toml", "popular_product_cached.toml", "watch_log.toml",
                    "social_graph.toml", "game_invitations.toml", "partition_arithmetic.toml",
                    "two_kinds_of_reads.toml", "counters_and_tenants.toml", "item_collection.toml",
                    "monthly_tables.toml", "night_script.toml", "on_demand_doubling.toml",
                    "tokyo_2012.toml", "limits_2012.toml", "request_patterns.toml", "user_log.toml",
                    "storage_and_ttl.toml", "streams.toml", "votes_aggregated.toml",
                    "cross_region_copy.toml", "told_too_late.toml", "tenants.toml",
                    "leading_keys.toml", "emr_share.toml", "export_to_s3.toml",
                    "storage_classes_and_backups.toml"),
    [](const auto& one) { return one.param.substr(0, one.param.find('.')); });

}  // namespace
}  // namespace isotherm
