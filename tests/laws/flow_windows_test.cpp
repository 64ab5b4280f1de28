// SPDX-License-Identifier: Apache-2.0
// Where windows are cut changes no result, also when calls are ended or repeated within the window
// in which they were sent: by time-outs, second reads and ends of actions that come before an
// answer can.

#include "tests/laws/flow_scenarios.h"
#include "tests/laws/run_of.h"
#include "tests/laws/shipped_scenarios.h"

namespace isotherm {
namespace {

// Time-outs around the shortest time to an answer, which is 1.6 ms, on tables that refuse.
std::string short_scenario(const std::string& settings, const std::string& steps) {
    return flow_text("failures = \"2 %\", zones = [3, 1, 1]", fmt::format(R"([workloads.hasty]
table = "tab"
arrivals = {{ shape = "poisson", rate = "300/s" }}
keys = {{ distribution = "zipf", distinct = 50 }}
{}
steps = [
{}
]
[workloads.pool]
table = "other"
callers = {{ kind = "workers", count = 40, think = "900 us" }}
keys = {{ distribution = "uniform", distinct = 9 }}
client = {{ retry = "fixed", attempts = 3, wait = "1 ms" }}
attempt_timeout = "700 us"
action_timeout = "2500 us"
steps = [
  {{ call = "GetItem", key = "{{worker}}", consistency = "strong" }},
  {{ call = "UpdateItem", on_fail = "go_on" }},
]
)",
                                                                          settings, steps));
}

constexpr const char* get_and_put = R"(  { call = "GetItem", on_fail = "go_on" },
  { call = "BatchGetItem", key = "{i}", for_each = "i in 1..5", on_fail = "go_on" },
  { call = "PutItem", on_fail = "go_on" })";
constexpr const char* transactions =
    R"(  { call = "GetItem", consistency = "strong", as = "OLD", on_fail = "go_on" },
  { call = "UpdateItem", condition = "unchanged since OLD", on_fail = "go_on" },
  { call = "TransactWriteItems", parts = [{ put = "{key}", bytes = "500 B" }, { table = "other", update = "3" }], on_fail = "go_on" })";

std::vector<std::pair<std::string, std::string>> hasty_scenarios() {
    return {
        {"attempts", short_scenario("attempt_timeout = \"900 us\"\n"
                                    "client = { retry = \"sdk_standard\" }\nconnections = 4",
                                    get_and_put)},
        {"calls", short_scenario("timeout = \"5100 us\"\nattempt_timeout = \"1200 us\"\n"
                                 "client = { retry = \"fixed\", attempts = 9, wait = \"500 us\" }",
                                 get_and_put)},
        {"hedges", short_scenario("hedge_after = \"400 us\"\nconnections = 6\n"
                                  "client = { retry = \"fixed\", wait = \"1 ms\" }",
                                  "  { call = \"GetItem\", on_fail = \"go_on\" },\n"
                                  "  { call = \"BatchGetItem\", key = \"{i}\", for_each = \"i in "
                                  "1..5\", on_fail = \"go_on\" }")},
        {"hedges_expire",
         short_scenario("hedge_after = \"300 us\"\nattempt_timeout = \"1 ms\"\n"
                        "action_timeout = \"6 ms\"\nconnections = 6\n"
                        "client = { retry = \"fixed\", wait = \"1 ms\" }",
                        "  { call = \"GetItem\", on_fail = \"go_on\" },\n"
                        "  { call = \"Query\", items = 30, on_fail = \"go_on\" }")},
        {"actions", short_scenario("action_timeout = \"4 ms\"\nconnections = 6", transactions)},
        {"transactions", short_scenario("attempt_timeout = \"800 us\"\naction_timeout = \"9 ms\"\n"
                                        "client = { retry = \"fixed\", wait = \"1 ms\" }",
                                        transactions)},
    };
}

std::string report_at(const Scenario& scenario, SimTime end, const Driving& driving) {
    auto created = Simulation::create(scenario, {.batch_rows = driving.batch_rows});
    if (!created.ok()) return all_texts(created.errors());
    Simulation& simulation = *created.value();
    while (simulation.now() < end && !simulation.finished()) {
        const SimDuration left = end - simulation.now();
        simulation.advance(simulation.now() + std::min(driving.slice, left));
    }
    return simulation.report().json().dump();
}

void expect_same_with_any_window(const Scenario& scenario, SimDuration until,
                                 std::initializer_list<SimDuration> slices) {
    const SimTime end = sim_start + std::min(until, scenario.duration);
    const std::string whole = report_at(scenario, end, {});
    ASSERT_EQ(whole.front(), '{') << whole;
    for (const SimDuration slice : slices)
        EXPECT_EQ(report_at(scenario, end, {.batch_rows = 5, .slice = slice}), whole)
            << slice.count() << " us";
}

class FlowWindows : public testing::TestWithParam<std::pair<std::string, std::string>> {};

TEST_P(FlowWindows, change_no_result) {
    const Scenario scenario = scenario_of(GetParam().second).value();
    expect_same_with_any_window(scenario, scenario.duration, {1us * 61, 1us * 811, 1us * 4'999});
}

INSTANTIATE_TEST_SUITE_P(Hasty, FlowWindows, testing::ValuesIn(hasty_scenarios()),
                         [](const auto& scenario) { return scenario.param.first; });
INSTANTIATE_TEST_SUITE_P(Laws, FlowWindows, testing::ValuesIn(flow_scenarios()),
                         [](const auto& scenario) { return scenario.param.first; });

// The first seconds of each shipped scenario that has flows.
class ShippedWindows : public testing::TestWithParam<std::string> {};

TEST_P(ShippedWindows, change_no_result) {
    const auto read = read_scenario_file(GetParam());
    ASSERT_TRUE(read.ok()) << all_texts(read.errors());
    const Scenario& scenario = read.value();
    const bool flows = std::ranges::any_of(scenario.workloads, [&](const auto& workload) {
        return runs_as_flow(scenario, workload.second);
    });
    if (!flows) GTEST_SKIP() << "no flows";
    expect_same_with_any_window(scenario, 10s, {1us * 1'237});
}

INSTANTIATE_TEST_SUITE_P(Shipped, ShippedWindows, testing::ValuesIn(shipped_scenarios()), stem_of);

}  // namespace
}  // namespace isotherm
