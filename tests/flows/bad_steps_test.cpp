// SPDX-License-Identifier: Apache-2.0
// Steps that cannot be run are refused with their place.

#include "tests/flows/flow_run.h"

namespace isotherm {
namespace {

// The first error of a workload whose steps are these; "" if there is none.
std::string refusal(const std::string& workload) {
    const std::string text = text_of(FlowCase{.era = "2024", .workload = workload});
    const auto scenario = read_scenario_text(text, "bad.toml");
    return scenario.ok() ? std::string() : scenario.errors().front().text();
}

void expect_refused(const std::string& workload, const std::string& what) {
    const std::string said = refusal(workload);
    EXPECT_NE(said.find(what), said.npos) << workload << "\n" << said;
}

constexpr const char* arrivals = "arrivals = { shape = \"poisson\", rate = \"1/s\" }\n";

TEST(BadSteps, say_where_and_what) {
    const std::string said = refusal(std::string(arrivals) +
                                     R"(steps = [
  { call = "PutItem", key = "1" },
  { call = "PutItem", key = "{shard}" },
])");
    EXPECT_NE(said.find("bad.toml:15:29"), said.npos) << said;
    EXPECT_NE(said.find("nothing sets \"shard\""), said.npos) << said;
}

TEST(BadSteps, are_refused) {
    const auto steps = [](const char* step) {
        return std::string(arrivals) + "steps = [" + step + "]";
    };
    expect_refused(steps(R"({ call = "PutItem" })"), "nothing gives the step a key");
    expect_refused(steps(R"({ key = "1" })"), "no verb");
    expect_refused(steps(R"({ call = "GetItem", key = "1", wait = "1s" })"), "make it two steps");
    expect_refused(steps(R"({ call = "GetItem", key = "1", table = "tub" })"), "no table \"tub\"");
    expect_refused(steps(R"({ call = "GetItem", key = "1", items = 3 })"), "only Query or Scan");
    expect_refused(steps(R"({ call = "Query", key = "1", pages = "some" })"), "number of pages");
    expect_refused(steps(R"({ call = "GetItem", key = "{i}", for_each = "i in 1..9000000" })"),
                   "more than 100,000 values");
    expect_refused(steps(R"({ call = "GetItem", key = "{i}", for_each = "i in 9..1" })"),
                   "not a range");
    expect_refused(steps(R"({ call = "BatchGetItem", for_each = "item in READ" })"),
                   "nothing sets \"READ\"");
    expect_refused(steps(R"({ call = "BatchWriteItem", for_each = "item in chunk" })"),
                   "the callers have no chunk");
    expect_refused(steps(R"({ call = "GetItem", key = "1", if = "1 +" })"), "ends too early");
    expect_refused(steps(R"({ call = "GetItem", key = "1", until = "1 > 2 and" })"),
                   "ends too early");
    expect_refused(steps(R"({ call = "GetItem", key = "1", until = "0" })"), "never holds");
    expect_refused(steps(R"({ call = "GetItem", key = "1", until = "1 = 2" })"),
                   "\"1 = 2\" never holds");
    expect_refused(steps(R"({ call = "GetItem", key = "{4 / 0}" })"), "division by zero");
    expect_refused(steps(R"({ call = "GetItem", key = "1", condition = "absent" })"),
                   "have a condition here");
    expect_refused(steps(R"({ do = "missing" })"), "no block \"missing\"");
    expect_refused(steps(R"({ put = "mail" })"), "is not a queue");
    expect_refused(steps(R"({ call = "TransactWriteItems", parts = [{ get = "1" }] })"),
                   "put, update, delete");
    expect_refused(steps(R"({ call = "GetItem", key = "1", on_fail = "retry" })"),
                   "no block \"retry\"");
    expect_refused(steps(R"({ call = "GetItem", key = "1", colour = 3 })"), "unknown key");
}

TEST(BadSteps, writes_are_not_hedged) {
    const std::string hedges = std::string(arrivals) + "hedge_after = \"5 ms\"\n";
    const std::string of_steps = refusal(hedges + R"(steps = [{ call = "PutItem", key = "1" }])");
    EXPECT_NE(of_steps.find("bad.toml:13:15"), of_steps.npos) << of_steps;
    EXPECT_NE(of_steps.find("no call is a read"), of_steps.npos) << of_steps;
    const std::string keys = "keys = { distribution = \"uniform\", distinct = 9 }\n";
    expect_refused(hedges + keys + "operation = \"PutItem\"", "no call is a read");
    EXPECT_EQ(refusal(hedges + keys + "mix = { PutItem = 0.9, GetItem = 0.1 }"), "");
    EXPECT_EQ(
        refusal(hedges +
                R"(steps = [{ call = "PutItem", key = "1" }, { call = "Query", key = "1" }])"),
        "");
}

TEST(BadSteps, blocks_that_call_themselves_are_refused) {
    expect_refused(std::string(arrivals) + R"(steps = [{ do = "a" }]
blocks.a.steps = [{ do = "b" }]
blocks.b.steps = [{ do = "a" }])",
                   "calls itself");
    // Many ways to the same blocks are no cycle, and are looked at once.
    std::string chain = std::string(arrivals) + "steps = [{ do = \"b0\" }]\n";
    for (int i = 0; i < 60; ++i)
        chain += fmt::format("blocks.b{0}.steps = [{{ do = \"b{1}\" }}, {{ do = \"b{1}\" }}]\n", i,
                             i + 1);
    chain += "blocks.b60.steps = [{ stop = \"done\" }]\n";
    EXPECT_EQ(refusal(chain), "");
}

TEST(BadSteps, callers_and_limits_are_checked) {
    expect_refused(R"(callers = { kind = "workers" }
steps = [{ call = "GetItem", key = "1" }])",
                   "count is missing");
    expect_refused(std::string(arrivals) + R"(callers = { kind = "workers", count = 1 }
steps = [{ call = "GetItem", key = "1" }])",
                   "do not wait for arrivals");
    expect_refused(std::string(arrivals) + R"(limit = { rate = "7 apples/s" }
steps = [{ call = "GetItem", key = "1" }])",
                   "is not a rate");
    expect_refused(std::string(arrivals) + R"(limit = { share = "50 %", of = "tub.read" }
steps = [{ call = "GetItem", key = "1" }])",
                   "no table \"tub\"");
    expect_refused(std::string(arrivals) + R"(in_flight = 0
steps = [{ call = "GetItem", key = "1" }])",
                   "in_flight");
}

TEST(BadSteps, a_run_with_too_many_open_actions_stops_and_says_so) {
    const FlowRun run({.workload = R"(arrivals = { shape = "constant", rate = "1000/s" }
actions_most = 500
steps = [{ wait = "1h" }])"});
    EXPECT_FALSE(run.run().report().complete());
    EXPECT_LT(run.seconds(), 2);
    bool said = false;
    for (const Event& event : run.run().recording().events)
        said = said || event.text.says == Says::too_many_actions;
    EXPECT_TRUE(said);
}

}  // namespace
}  // namespace isotherm
