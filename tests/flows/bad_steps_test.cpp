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

TEST(BadSteps, queues_that_nobody_reads_are_refused) {
    const std::string steps =
        "steps = [{ call = \"GetItem\", key = \"1\" }, { put = \"queues.mial\" }]";
    const std::string lonely = refusal(std::string(arrivals) + steps);
    EXPECT_NE(lonely.find("bad.toml:13:"), lonely.npos) << lonely;
    EXPECT_NE(lonely.find("workloads.flow.steps[1].put: no workload reads the queue \"mial\""),
              lonely.npos)
        << lonely;
    EXPECT_NE(lonely.find("name = \"mial\""), lonely.npos) << lonely;
    const std::string reader = R"(
[workloads.reader]
table = "tab"
callers = { kind = "queue", name = "mail" }
steps = [{ call = "GetItem", key = "1" }]
)";
    const std::string misspelt = refusal(std::string(arrivals) + steps + reader);
    EXPECT_NE(misspelt.find("did you mean \"mail\""), misspelt.npos) << misspelt;
    const std::string in_a_block = refusal(std::string(arrivals) + R"(steps = [{ do = "tell" }]
blocks.tell.steps = [{ put = "queues.mial" }]
changes.later = { at = "30s", in_flight = 3 })" +
                                           reader);
    EXPECT_NE(in_a_block.find("bad.toml:14:"), in_a_block.npos) << in_a_block;
    EXPECT_NE(in_a_block.find("workloads.flow.blocks.tell.steps[0].put: no workload reads"),
              in_a_block.npos)
        << in_a_block;
    EXPECT_EQ(refusal(std::string(arrivals) + "steps = [{ put = \"queues.mail\" }]" + reader), "");
}

// A text is never equal to a number, so the condition would never hold.
TEST(BadSteps, texts_are_not_compared_with_numbers) {
    const auto with = [](const char* condition) {
        return refusal(std::string(arrivals) +
                       "steps = [{ call = \"GetItem\", key = \"1\", if = \"" + condition +
                       "\" }]\n[attributes]\nstate = { weights = { OPEN = 1, DONE = 1 } }\n"
                       "size = { distribution = \"uniform\", distinct = 9 }\n");
    };
    EXPECT_NE(with("state = 3").find("character 9: a text is compared with a number"),
              std::string::npos)
        << with("state = 3");
    EXPECT_NE(with("size != 'OPEN'").find("a number is compared with a text"), std::string::npos);
    EXPECT_NE(with("pad(size, 3) = 7").find("a text is compared with a number"), std::string::npos);
    EXPECT_EQ(with("state = 'OPEN' and size = 3"), "");
    EXPECT_EQ(with("pad(size, 3) = '007'"), "");
    EXPECT_EQ(with("minute = '2024-01-01T00:00'"), "");
}

TEST(BadSteps, workers_do_not_begin_an_action_each_microsecond) {
    const auto with = [](const char* settings, const char* think = "0s") {
        return refusal(fmt::format(R"(callers = {{ kind = "workers", count = 1, think = "{}" }}
{}
steps = [{{ call = "GetItem", key = "1" }}])",
                                   think, settings));
    };
    for (const char* name : {"timeout", "attempt_timeout", "action_timeout"}) {
        const std::string said = with(fmt::format("{} = \"1us\"", name).c_str());
        EXPECT_NE(
            said.find(fmt::format("workloads.flow.{}: each worker would begin an action every "
                                  "1us",
                                  name)),
            said.npos)
            << said;
    }
    EXPECT_EQ(with("timeout = \"1ms\""), "");
    EXPECT_EQ(with("timeout = \"100us\"", "900us"), "");
    EXPECT_NE(with("timeout = \"100us\"", "899us"), "");
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

// The first error of a scenario with these attributes.
std::string refusal_of(const std::string& attributes, const std::string& steps,
                       const std::string& table = "partition_key = \"{user}\"") {
    const std::string text = text_of(FlowCase{
        .workload = std::string(arrivals) + "steps = [" + steps + "]",
        .table = table,
        .more =
            "[attributes]\nuser = { distribution = \"uniform\", distinct = 100 }\n" + attributes});
    const auto scenario = read_scenario_text(text, "bad.toml");
    return scenario.ok() ? std::string() : scenario.errors().front().text();
}

void expect_said(const std::string& said, const std::string& what) {
    EXPECT_NE(said.find(what), said.npos) << said;
    EXPECT_NE(said.find("bad.toml:"), said.npos) << said;
}

TEST(BadSteps, about_written_items_are_refused) {
    const char* get = R"({ call = "GetItem", key = "{mine}" })";
    EXPECT_EQ(refusal_of(R"(mine = { written_by = "workloads.flow" })", get), "");
    expect_said(refusal_of(R"(mine = { written_by = "workloads.flwo" })", get), "did you mean");
    expect_said(refusal_of(R"(mine = { written_by = "flow" })", get), "is no workload");
    expect_said(refusal_of(R"(mine = { written_by = "workloads.flow", weights = { a = 1 } })", get),
                "weights");
    expect_said(refusal_of(R"(mine = { written_by = "workloads.flow" }
yours = { of = "mine", distinct = 3 })",
                           get),
                "have no value of their own");
    expect_said(refusal_of(R"(mine = { written_by = "workloads.flow" })",
                           R"({ call = "GetItem", key = "{mine.colour}" })"),
                "nothing sets \"mine.colour\"");
    expect_said(refusal_of(R"(mine = { written_by = "workloads.flow" })", get,
                           R"(partition_key = "{mine}")"),
                "only to the steps of readers");
}

TEST(BadSteps, that_set_what_cannot_be_set_are_refused) {
    const std::string status = R"(status = { weights = { A = 1, B = 1 } })";
    const auto update = [&](const char* set) {
        return refusal_of(status, fmt::format(R"({{ call = "UpdateItem", set = "{}" }})", set));
    };
    EXPECT_EQ(update("status = 'A'"), "");
    EXPECT_EQ(update("status = pad(3, 5)"), "");
    expect_said(update("status"), "sets nothing");
    expect_said(update("state = 'A'"), "no attribute \"state\"");
    expect_said(update("status = 'A"), "has no second '");
    expect_said(update("user = 7"), "cannot change the key of its item");
    expect_said(refusal_of(status, R"({ call = "PutItem", set = "status = 'A'" })"),
                "only UpdateItem sets");
    expect_said(
        refusal_of("level = { of = \"status\", distinct = 3 }\n" + status,
                   R"({ call = "UpdateItem", set = "status = 'A'" })",
                   "partition_key = \"{user}\"\nindexes.by_level = { partition_key = \"{level}\", "
                   "capacity = { read = 1, write = 1 } }"),
        "depends on it");
}

TEST(BadSteps, that_ask_for_times_of_nothing_are_refused) {
    const auto query = [](const char* sort, const char* table) {
        return refusal_of("", fmt::format(R"({{ call = "Query", sort = {{ {} }} }})", sort),
                          std::string("partition_key = \"{user}\"\n") + table);
    };
    constexpr const char* by_time = "sort_key = \"{time}\"\ncollection = \"counted\"";
    EXPECT_EQ(query(R"(from = "{minute(-5)}")", by_time), "");
    expect_said(query(R"(from = "{minute(-5)}")", "sort_key = \"at\"\ncollection = \"counted\""),
                "is no time");
    expect_said(query(R"(from = "{minute(-5)}")", "sort_key = \"{time}\"\ncollection = 100"),
                "not known");
    expect_said(query(R"(from = "5m")", by_time), "character");
    expect_said(query(R"(from = "{user}")", by_time), "is no time");
    expect_said(query(R"(from = "{day}", is = "1")", by_time), "one condition");
}

// Nothing can interrupt steps that take no time.
TEST(BadSteps, that_follow_each_other_without_time_are_bounded) {
    const auto put = [](const char* rest) {
        return refusal(std::string("keys = { distribution = \"uniform\", distinct = 9 }\n") +
                       arrivals + "steps = [{ put = \"queues.mail\"" + rest + " }]\n" +
                       R"([workloads.reader]
table = "tab"
callers = { kind = "queue", name = "mail" }
steps = [{ call = "GetItem", key = "1" }]
)");
    };
    EXPECT_EQ(put(", times = 1000"), "");
    EXPECT_EQ(put(", times = 1000000000, between = \"1 ms\""), "");
    expect_said(put(", times = 1000000000"), "more than a million steps");
    const auto block = [](const char* inner) {
        return refusal(
            std::string("keys = { distribution = \"uniform\", distinct = 9 }\n") + arrivals +
            "steps = [{ do = \"b\", times = 1000000000 }]\nblocks.b.steps = [" + inner + "]");
    };
    EXPECT_EQ(block(R"({ call = "GetItem" })"), "");
    expect_said(block(R"({ call = "GetItem", if = "action > 3" })"), "more than a million steps");
    expect_said(block(R"({ put = "queues.mail" })"), "more than a million steps");
}

}  // namespace
}  // namespace isotherm
