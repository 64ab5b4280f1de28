// SPDX-License-Identifier: Apache-2.0
// The example of resources/docs/extending.md works, and is quoted there as it is.

#include "engine/scenario/scenario.h"
#include "tests/engine/scaling/policy_bench.h"
#include "tests/engine/scenario/scenario_folder.h"

namespace isotherm {
namespace {

TEST(Headroom, asks_for_what_was_consumed_and_some_units_above) {
    PolicyBench bench("headroom", {{"units", 50}});
    bench.minutes(1, 200, 10);
    EXPECT_EQ(bench.check().wanted.read, 250);
    EXPECT_EQ(bench.check().wanted.write, 60);
    Message reason = say<Says::used_of>(Side::read, 200.0, std::int64_t{100});
    add(reason, say<Says::used_of>(Side::write, 10.0, std::int64_t{100}));
    EXPECT_EQ(bench.check().reason, reason);
}

TEST(Headroom, keeps_to_its_bounds_and_waits_for_the_table) {
    PolicyBench bench("headroom", {{"units", 50}, {"min", 80}, {"max", 220}});
    bench.minutes(1, 200, 10);
    EXPECT_EQ(bench.check().wanted.read, 220);
    EXPECT_EQ(bench.check().wanted.write, 80);
    bench.active = false;
    EXPECT_EQ(bench.check().wanted.read, 100);
    ASSERT_TRUE(bench.check().wait.has_value());
    EXPECT_EQ(bench.check().wait->what, WaitFor::active);
}

TEST(Headroom, is_chosen_in_a_scenario_like_any_other) {
    const auto scenario = read_scenario_text(R"(
duration = "10m"
[tables.orders]
capacity = { read = 10, write = 10 }
scaling.write = { policy = "headroom", units = 20 }
[workloads.callers]
table = "orders"
operation = "PutItem"
arrivals = { shape = "constant", rate = "5/s" }
keys = { distribution = "uniform", distinct = 100 }
)",
                                             "headroom.toml");
    ASSERT_TRUE(scenario.ok()) << scenario.errors().front().text();
    EXPECT_NE(resolved_text(scenario.value()).find("policy = \"headroom\"\nunits = 20"),
              std::string::npos)
        << resolved_text(scenario.value());
}

TEST(Headroom, is_quoted_in_the_document_as_it_is) {
    const std::string source =
        content_of(std::string(ISOTHERM_SOURCE_DIR) + "/tests/examples/headroom.cpp");
    const std::string document =
        content_of(std::string(ISOTHERM_SOURCE_DIR) + "/resources/docs/extending.md");
    ASSERT_FALSE(source.empty());
    EXPECT_NE(document.find("```cpp\n" + source + "```\n"), std::string::npos)
        << "quote tests/examples/headroom.cpp in resources/docs/extending.md";
}

}  // namespace
}  // namespace isotherm
