// SPDX-License-Identifier: Apache-2.0
// The values that a sweep tries, their order, and the means over seeds.

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "engine/run/sweep.h"
#include "tests/engine/scenario/scenario_folder.h"
#include "tests/engine/scenario/scenario_texts.h"

namespace isotherm {
namespace {

using Values = std::vector<std::string>;

Values values_in(const std::string& text) {
    const auto axis = read_sweep_axis(text);
    if (axis.ok()) return axis.value().values;
    ADD_FAILURE() << axis.errors().front().text();
    return {};
}

TEST(SweepAxis, reads_lists_of_values_as_they_stand_after_set) {
    EXPECT_EQ(read_sweep_axis("a.b=1,2").value().path, "a.b");
    EXPECT_EQ(values_in("a=500, 1000,2e3"), (Values{"500", "1000", "2e3"}));
    EXPECT_EQ(values_in("era=2016,2026"), (Values{"2016", "2026"}));
    EXPECT_EQ(values_in(R"(a="x,y",[1,2],{b = 1, c = 2})"),
              (Values{R"("x,y")", "[1,2]", "{b = 1, c = 2}"}));
    EXPECT_EQ(values_in("a=5m"), Values{"5m"});
}

TEST(SweepAxis, spaces_a_range_evenly_and_includes_both_ends) {
    EXPECT_EQ(values_in("a=1000..4000:4"), (Values{"1000", "2000", "3000", "4000"}));
    EXPECT_EQ(values_in("a=0.0..1.0:5"), (Values{"0", "0.25", "0.5", "0.75", "1"}));
    EXPECT_EQ(values_in("a=-10..10:3"), (Values{"-10", "0", "10"}));
    EXPECT_EQ(values_in("a=1..10:4"), (Values{"1", "4", "7", "10"}));
    EXPECT_EQ(values_in("a=1..4:3"), (Values{"1", "3", "4"}));  // 2.5 is rounded
}

TEST(SweepAxis, spaces_a_range_by_a_constant_ratio) {
    EXPECT_EQ(values_in("a=10..10000:log4"), (Values{"10", "100", "1000", "10000"}));
    EXPECT_EQ(values_in("a=0.01..1.0:log3"), (Values{"0.01", "0.1", "1"}));
}

TEST(SweepAxis, keeps_the_unit_of_a_range) {
    EXPECT_EQ(values_in("a=100/s..300/s:3"), (Values{"100/s", "200/s", "300/s"}));
    EXPECT_EQ(values_in("a=1 KB..3 KB:3"), (Values{"1 KB", "2 KB", "3 KB"}));
    EXPECT_EQ(values_in("a=10 %..90 %:3"), (Values{"10 %", "50 %", "90 %"}));
}

TEST(SweepAxis, refuses_what_gives_no_values) {
    for (const auto& [text, what] :
         std::map<std::string, std::string>{{"a", "is not path=values"},
                                            {"=1,2", "is not path=values"},
                                            {"a=", "is not path=values"},
                                            {"a=1,,2", "a value is empty"},
                                            {"a=1,2,1", "the value 1 is given twice"},
                                            {"a=1..4", "\"\" is not a number of values"},
                                            {"a=1..4..2", "\"4..2\" is not the end of a range"},
                                            {"a=1..4:1", "\"1\" is not a number of values"},
                                            {"a=1..4:x", "\"x\" is not a number of values"},
                                            {"a=4..1:3", "the range is reversed"},
                                            {"a=4..4:3", "the range is empty"},
                                            {"a=1..3:9", "some are equal"},
                                            {"a=0..3:log3", "starts above zero"},
                                            {"a=1m..4h:3", "different units"}}) {
        const auto axis = read_sweep_axis(text);
        ASSERT_FALSE(axis.ok()) << text;
        const Error& error = axis.errors().front();
        EXPECT_NE(error.what.find(what), std::string::npos) << error.text();
        EXPECT_EQ(error.exit_code, ExitCode::usage);
        EXPECT_FALSE(error.fix.empty());
    }
}

TEST(SweepPlan, combines_all_values_with_the_last_setting_fastest) {
    SweepPlan plan;
    plan.axes = {{"a", {"1", "2"}}, {"b", {"x", "y", "z"}}};
    plan.seeds = 4;
    EXPECT_EQ(plan.settings(), 6u);
    EXPECT_EQ(plan.runs(), 24u);
    EXPECT_EQ(plan.values_of(0), (Values{"1", "x"}));
    EXPECT_EQ(plan.values_of(2), (Values{"1", "z"}));
    EXPECT_EQ(plan.values_of(5), (Values{"2", "z"}));
    EXPECT_EQ(plan.setting_of(23), 5u);
    EXPECT_EQ(plan.seed_of(0), 1);
    EXPECT_EQ(plan.seed_of(23), 4);
    plan.axes[1].values.pop_back();
    plan.zipped = true;
    EXPECT_EQ(plan.settings(), 2u);
    EXPECT_EQ(plan.values_of(1), (Values{"2", "y"}));
}

TEST(SweepPlan, lists_every_setting_that_the_scenario_refuses) {
    const ScenarioFolder folder;
    SweepPlan plan;
    plan.file = folder.file("s.toml", good());
    plan.axes = {{"tables.votes.capacity.write", {"10", "-1", "x"}}};
    const Errors errors = plan.check();
    ASSERT_EQ(errors.size(), 2u);
    EXPECT_NE(errors[0].what.find("is -1"), std::string::npos) << errors[0].text();
    EXPECT_NE(errors[1].what.find("is \"x\""), std::string::npos) << errors[1].text();
    for (const Error& error : errors)
        EXPECT_EQ(error.place.file, "--vary tables.votes.capacity.write");
}

TEST(SweepPlan, has_an_identity_that_changes_with_everything_that_decides_results) {
    const ScenarioFolder folder;
    SweepPlan plan;
    plan.file = folder.file("s.toml", good());
    plan.axes = {{"tables.votes.capacity.write", {"10", "20"}}};
    const auto identity_of = [](SweepPlan changed) {
        EXPECT_TRUE(changed.check().empty());
        return changed.identity;
    };
    std::set<std::string> identities{identity_of(plan)};
    EXPECT_EQ(identity_of(plan), *identities.begin());
    SweepPlan other = plan;
    other.axes[0].values[1] = "30";
    identities.insert(identity_of(other));
    other = plan;
    other.seeds = 2;
    identities.insert(identity_of(other));
    other = plan;
    other.overrides = {{"seed", "7"}};
    identities.insert(identity_of(other));
    other = plan;
    other.zipped = true;
    identities.insert(identity_of(other));
    other = plan;
    other.numbers = usual_sweep_numbers();
    identities.insert(identity_of(other));
    EXPECT_EQ(identities.size(), 6u);
}

// Student's t for 2 degrees of freedom at 97.5 %: 4.3027 (table). Deviation of 1, 2, 3: 1.
TEST(SweepMean, has_an_interval_by_students_t) {
    const SweepMean mean = mean_over_seeds({1.0, 2.0, std::nullopt, 3.0});
    EXPECT_EQ(mean.seeds, 3u);
    EXPECT_DOUBLE_EQ(*mean.mean, 2.0);
    EXPECT_NEAR(*mean.high, 2 + 4.3027 / std::sqrt(3.0), 1e-4);
    EXPECT_NEAR(*mean.low, 2 - 4.3027 / std::sqrt(3.0), 1e-4);
    EXPECT_FALSE(mean_over_seeds({5.0}).high);
    EXPECT_FALSE(mean_over_seeds({std::nullopt}).mean);
}

}  // namespace
}  // namespace isotherm
