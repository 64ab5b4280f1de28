// SPDX-License-Identifier: Apache-2.0
// How far the load could grow, and the scenario with that load.

#include <gtest/gtest.h>

#include "engine/insight/headroom.h"
#include "tests/engine/scenario/hot_scenario.h"

namespace isotherm {
namespace {

TEST(GrownLoad, MultipliesEveryRate) {
    const std::string text = std::string(hot_scenario) + R"(
[workloads.readers]
table = "votes"
operation = "GetItem"
arrivals = { shape = "spike", rate = "20/s", peak = "40/s", at = "30s", lasting = "10s" }
keys = { distribution = "uniform", distinct = 50 }
)";
    const Scenario before = good_scenario(text);
    const auto grown = with_grown_load(text, before, 1.5);
    ASSERT_TRUE(grown);
    EXPECT_NE(grown->find("rate = \"450/s\""), std::string::npos) << *grown;
    EXPECT_NE(grown->find("rate = \"30/s\""), std::string::npos) << *grown;
    EXPECT_NE(grown->find("peak = \"60/s\""), std::string::npos) << *grown;
    // Nothing else is changed.
    EXPECT_NE(grown->find("write = 400"), std::string::npos) << *grown;
    good_scenario(*grown);
}

}  // namespace
}  // namespace isotherm
