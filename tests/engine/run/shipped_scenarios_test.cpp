// The scenarios that ship keep what their limits promise.

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

class ShippedScenario : public testing::TestWithParam<std::string> {};

TEST_P(ShippedScenario, keeps_its_limits) {
    const auto path =
        std::filesystem::path(ISOTHERM_SOURCE_DIR) / "resources/scenarios" / GetParam();
    const auto scenario = read_scenario_file(path.string());
    ASSERT_TRUE(scenario.ok()) << all_texts(scenario.errors());
    EXPECT_LE(scenario.value().limits.throttled_share.value, 0.6) << "promises nothing";
    const FinishedRun run(scenario.value());
    EXPECT_TRUE(run.report().complete());
    for (const BrokenLimit& limit : run.report().broken_limits()) ADD_FAILURE() << limit.text;
}

INSTANTIATE_TEST_SUITE_P(Scenarios, ShippedScenario,
                         testing::Values("heat.toml", "votes.toml", "popular_product.toml",
                                         "date_index.toml", "time_series.toml", "dilution.toml",
                                         "scaling_day.toml", "nasa.toml"),
                         [](const auto& one) { return one.param.substr(0, one.param.find('.')); });

}  // namespace
}  // namespace isotherm
