// SPDX-License-Identifier: Apache-2.0
// What if: the numbers worth trying, changes made live, and the text of run B.

#include <gtest/gtest.h>

#include "engine/control/live_change.h"
#include "engine/insight/what_if.h"
#include "engine/run/comparison.h"
#include "tests/engine/scenario/hot_scenario.h"

namespace isotherm {
namespace {

const WhatIfKnob* knob_of(const WhatIf& what_if, const TomlPath& path) {
    for (const WhatIfKnob& knob : what_if.knobs()) {
        if (knob.path == path) return &knob;
    }
    return nullptr;
}

const TomlPath wcu{"tables", "votes", "capacity", "write"};
const TomlPath shards{"workloads", "voters", "write_shards"};
const TomlPath skew{"workloads", "voters", "keys", "exponent"};
const TomlPath rate{"workloads", "voters", "arrivals", "rate"};

TEST(WhatIf, OffersTheNumbersThatDecideMost) {
    WhatIf what_if;
    what_if.show(good_scenario(hot_scenario), "votes", SimDuration{});
    for (const TomlPath& path : {wcu, shards, skew, rate}) {
        const WhatIfKnob* knob = knob_of(what_if, path);
        ASSERT_NE(knob, nullptr) << path.back();
        EXPECT_TRUE(knob->live);
        EXPECT_LE(knob->lowest, knob->value);
        EXPECT_GE(knob->highest, knob->value);
    }
    EXPECT_EQ(knob_of(what_if, wcu)->value, 400);
    EXPECT_EQ(knob_of(what_if, skew)->value, 1.2);
    EXPECT_FALSE(knob_of(what_if, {"tables", "votes", "item_size"})->live);
    EXPECT_FALSE(what_if.changed());
}

TEST(WhatIf, SlidersGoFromTheLowestToTheHighest) {
    WhatIf what_if;
    what_if.show(good_scenario(hot_scenario), "votes", SimDuration{});
    constexpr int steps = 400;
    for (const WhatIfKnob& knob : what_if.knobs()) {
        EXPECT_EQ(knob.at_position(0, steps), knob.clamped(knob.lowest));
        EXPECT_EQ(knob.at_position(steps, steps), knob.clamped(knob.highest)) << knob.path.back();
        double last = -1;
        for (int position = 0; position <= steps; position += 10) {
            const double number = knob.at_position(position, steps);
            EXPECT_GE(number, last);
            last = number;
        }
    }
}

// Regression: an item size is not part of a capacity, and trying one in run B crashed the program.
TEST(WhatIf, BMayHaveWhatCannotChangeWhileItRuns) {
    WhatIf what_if;
    const Scenario scenario = good_scenario(hot_scenario);
    what_if.show(scenario, "votes", SimDuration{});
    for (WhatIfKnob& knob : what_if.knobs()) {
        if (knob.path.back() == "item_size") knob.wanted = 2 * knob.value;
    }
    const auto b = what_if.text_of_b(scenario, hot_scenario);
    ASSERT_TRUE(b.has_value());
    EXPECT_NE(b->find("item_size = \"400 B\""), std::string::npos) << *b;
    EXPECT_TRUE(what_if.live_changes(scenario, hot_scenario, "hot.toml").value().empty());
}

TEST(WhatIf, BIsTheScenarioWithTheWantedValuesAndNothingElse) {
    WhatIf what_if;
    const Scenario scenario = good_scenario(hot_scenario);
    what_if.show(scenario, "votes", SimDuration{});
    for (WhatIfKnob& knob : what_if.knobs()) {
        if (knob.path == wcu) knob.wanted = 1'600;
        if (knob.path == shards) knob.wanted = 10;
    }
    const auto b = what_if.text_of_b(scenario, hot_scenario);
    ASSERT_TRUE(b.has_value());
    EXPECT_EQ(differences(scenario, good_scenario(*b)),
              (std::vector<std::string>{"tables.votes.capacity.write = 1600",
                                        "workloads.voters.write_shards = 10"}));
}

// A later live change repeats the settings of the earlier one, because it replaces the earlier one.
TEST(WhatIf, LaterLiveChangesKeepTheEarlierOnes) {
    std::string text = hot_scenario;
    Scenario scenario = good_scenario(text);
    WhatIf what_if;
    const auto change = [&](const TomlPath& path, double wanted, SimDuration at) {
        what_if.show(scenario, "votes", at);
        for (WhatIfKnob& knob : what_if.knobs()) {
            if (knob.path == path) knob.wanted = wanted;
        }
        auto made = what_if.live_changes(scenario, text, "test.toml");
        ASSERT_TRUE(made.ok()) << made.errors().front().text();
        ASSERT_EQ(made.value().size(), 1U);
        made.value()[0].at = at;
        text = *with_live_changes(text, made.value());
        scenario = good_scenario(text);
    };
    change(shards, 10, 20s);
    change(rate, 500, 30s);
    const auto& changes = scenario.workloads.at("voters").changes;
    ASSERT_EQ(changes.size(), 2U);
    const std::string both = resolved_text(*changes.at("live_2").workload);
    EXPECT_NE(both.find("write_shards = 10"), std::string::npos);
    EXPECT_NE(both.find("rate = \"500/s\""), std::string::npos);
    what_if.show(scenario, "votes", 25s);
    EXPECT_EQ(knob_of(what_if, shards)->value, 10);
    EXPECT_EQ(knob_of(what_if, rate)->value, 300);
    what_if.show(scenario, "votes", 35s);
    EXPECT_EQ(knob_of(what_if, rate)->value, 500);
    // In run B the values that were tried live apply from the start, and the live changes are gone.
    what_if.knobs();
    for (WhatIfKnob& knob : what_if.knobs()) {
        if (knob.path == skew) knob.wanted = 0.5;
    }
    const Scenario b = good_scenario(*what_if.text_of_b(scenario, text));
    EXPECT_TRUE(b.workloads.at("voters").changes.empty());
    EXPECT_NE(resolved_text(b).find("write_shards = 10"), std::string::npos);
}

TEST(WhatIf, FollowsThroughputInForceAndForgetsWishes) {
    WhatIf what_if;
    what_if.show(good_scenario(hot_scenario), "votes", SimDuration{});
    what_if.provisioned(ResourceName("votes"), {.read = 40, .write = 650});
    EXPECT_EQ(knob_of(what_if, wcu)->value, 650);
    EXPECT_EQ(knob_of(what_if, wcu)->wanted, 650);
    EXPECT_FALSE(what_if.changed());
    for (WhatIfKnob& knob : what_if.knobs())
        if (knob.path == wcu) knob.wanted = 800;
    EXPECT_TRUE(what_if.changed());
    EXPECT_TRUE(what_if.live());
    // A wish is kept while the value in force changes.
    what_if.provisioned(ResourceName("votes"), {.read = 40, .write = 700});
    EXPECT_EQ(knob_of(what_if, wcu)->wanted, 800);
    what_if.reset();
    EXPECT_FALSE(what_if.changed());
    for (WhatIfKnob& knob : what_if.knobs())
        if (knob.path.back() == "item_size") knob.wanted = knob.value + 1;
    EXPECT_FALSE(what_if.live());
}

TEST(WhatIf, PositionsAreTheInverseOfValues) {
    WhatIf what_if;
    what_if.show(good_scenario(hot_scenario), "votes", SimDuration{});
    constexpr int steps = 400;
    for (const WhatIfKnob& knob : what_if.knobs()) {
        EXPECT_EQ(knob.position(knob.lowest, steps), 0) << knob.path.back();
        EXPECT_EQ(knob.position(knob.highest, steps), steps) << knob.path.back();
        EXPECT_EQ(knob.position(2 * knob.highest, steps), steps) << "values are clamped";
    }
}

}  // namespace
}  // namespace isotherm
