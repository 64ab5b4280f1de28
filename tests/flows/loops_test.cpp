// SPDX-License-Identifier: Apache-2.0
// What the names of for_each mean: inside their loop, and only there.

#include <map>
#include <set>

#include "tests/flows/flow_run.h"

namespace isotherm {
namespace {

// How often each key was asked for, by its name.
std::map<std::string, int> keys_of(const std::string& workload, const std::string& more = "") {
    const std::string text =
        text_of(FlowCase{.era = "2024",
                         .workload = workload + "\nclient = { retry = \"fire_and_forget\" }",
                         .more = more});
    std::vector<Key> keys;
    auto simulation = Simulation::create(
        scenario_of(text).value(), {.log = [&keys](const RequestBatch& batch) {
            keys.insert(keys.end(), batch.key.begin(),
                        batch.key.begin() + static_cast<std::ptrdiff_t>(batch.size()));
        }});
    EXPECT_TRUE(simulation.ok());
    simulation.value()->advance(simulation.value()->end());
    std::map<std::string, int> count;
    for (const Key key : keys) ++count[std::to_string(key)];
    return count;
}

std::string numbers(const std::map<std::string, int>& keys) {
    std::string all;
    for (const auto& [key, times] : keys) all += fmt::format("{} x {}, ", key, times);
    return all;
}

constexpr const char* one_action = "callers = { kind = \"every\", period = \"1h\" }\n";

TEST(Loops, each_name_has_its_own_value) {
    EXPECT_EQ(numbers(keys_of(std::string(one_action) + R"(
steps = [{ do = "outer", for_each = "a in 1..2" }]
blocks.outer.steps = [{ do = "inner", for_each = "b in 3..4" }]
blocks.inner.steps = [
  { call = "PutItem", key = "{a * 100 + b * 10 + c}", for_each = "c in 5..6" },
  { call = "PutItem", key = "{a * 100 + b * 10 + item}", if = "a = 2 and b = 3" },
])")),
              "135 x 1, 136 x 1, 145 x 1, 146 x 1, 233 x 1, 235 x 1, 236 x 1, 245 x 1, 246 x 1, ");
}

// The inner one of two equal names is meant; behind its loop the outer one again.
TEST(Loops, an_inner_name_hides_an_outer_one_in_its_loop) {
    EXPECT_EQ(numbers(keys_of(std::string(one_action) + R"(
steps = [{ do = "outer", for_each = "i in 1..2" }]
blocks.outer.steps = [
  { do = "inner", for_each = "j in 7..7" },
  { call = "PutItem", key = "{i * 10}" },
]
blocks.inner.steps = [
  { call = "PutItem", key = "{i * 100}", for_each = "i in 5..6" },
  { call = "PutItem", key = "{i * 1000}" },
])")),
              "10 x 1, 1000 x 1, 20 x 1, 2000 x 1, 500 x 2, 600 x 2, ");
}

TEST(Loops, a_name_hides_an_attribute_only_in_its_loop) {
    EXPECT_EQ(numbers(keys_of(std::string(one_action) + R"(
steps = [
  { call = "PutItem", key = "{user}" },
  { call = "PutItem", key = "{user}", for_each = "user in 7..8" },
  { do = "block", for_each = "user in 9..9" },
]
blocks.block.steps = [{ call = "PutItem", key = "{user * 10}" }])",
                              "[attributes]\nuser = { distribution = \"uniform\", distinct = 1 }")),
              "0 x 1, 7 x 1, 8 x 1, 90 x 1, ");
}

// A Scan of single segments, each with its own number.
TEST(Loops, the_segment_of_a_scan_can_be_the_value) {
    const auto keys = keys_of(std::string(one_action) + R"(
steps = [{ call = "Scan", segments = 4, segment = "{part}", for_each = "part in 0..3" }])");
    EXPECT_EQ(keys.size(), 4u) << numbers(keys);
}

TEST(Loops, names_mean_nothing_outside) {
    const auto refusal = [](const char* steps) {
        const auto read = read_scenario_text(
            text_of(FlowCase{.era = "2024", .workload = std::string(one_action) + steps}),
            "bad.toml");
        return read.ok() ? std::string() : read.errors().front().text();
    };
    EXPECT_NE(refusal(R"(steps = [
  { call = "PutItem", key = "{i}", for_each = "i in 1..2" },
  { call = "PutItem", key = "{i}" },
])")
                  .find("bad.toml:15:29"),
              std::string::npos);
    // One of the places that run the block has no value of this name.
    EXPECT_NE(refusal(R"(steps = [{ do = "block", for_each = "i in 1..2" }, { do = "block" }]
blocks.block.steps = [{ call = "PutItem", key = "{i}" }])")
                  .find("nothing sets \"i\""),
              std::string::npos);
    EXPECT_EQ(
        refusal(
            R"(steps = [{ do = "block", for_each = "i in 1..2" }, { do = "block", for_each = "i in 5..6" }]
blocks.block.steps = [{ call = "PutItem", key = "{i}" }])"),
        "");
}

}  // namespace
}  // namespace isotherm
