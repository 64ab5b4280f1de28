// SPDX-License-Identifier: Apache-2.0
// Runs that end when all is done that ends by itself.

#include "tests/engine/scenario/scenario_folder.h"
#include "tests/flows/flow_run.h"

namespace isotherm {
namespace {

// 995 puts of 10 ms each, one after the other: 9.95 s.
constexpr const char* loader = R"(callers = { kind = "items", total = 995 }
steps = [{ call = "PutItem", for_each = "item in chunk" }])";
constexpr const char* beside = R"([workloads.endless]
table = "tab"
operation = "GetItem"
arrivals = { shape = "constant", rate = "50/s" }
keys = { distribution = "uniform", distinct = 100 })";

std::string text_until_done(const char* more = "") {
    std::string text = text_of(FlowCase{.duration = "1h", .workload = loader, .more = more});
    return text.insert(text.find("latency"), "until_done = true\n");
}

TEST(UntilDone, ends_at_the_whole_second_after_the_last_item) {
    const FinishedRun run(text_until_done());
    EXPECT_EQ(run.recording().simulated, SimDuration(10s));
    EXPECT_EQ(run.recording().actions.at(0).done, 995U);
    EXPECT_TRUE(run.report().complete());
    EXPECT_EQ(in_seconds(*run.recording().actions.at(0).last_done - sim_start), 9.95);
}

TEST(UntilDone, does_not_wait_for_what_never_ends) {
    const FinishedRun run(text_until_done(beside));
    EXPECT_EQ(run.recording().simulated, SimDuration(10s));
    // The first request comes after 20 ms, and the one at 10 s is not part of the run.
    EXPECT_EQ(run.recording().tables[0].totals.attempts, 995U + 10 * 50 - 1);
}

TEST(UntilDone, is_the_same_however_the_run_is_driven) {
    const Scenario scenario = scenario_of(text_until_done(beside)).value();
    const FinishedRun whole(scenario);
    const FinishedRun sliced(scenario, {.batch_rows = 7, .slice = 300ms});
    EXPECT_EQ(sliced.recording().simulated, whole.recording().simulated);
    EXPECT_EQ(sliced.report().fingerprint(), whole.report().fingerprint());
}

TEST(UntilDone, waits_for_retries_of_a_recorded_stream) {
    const ScenarioFolder folder;
    folder.file("calls.csv", "time,key\n0,1\n0,2\n0,3\n");
    const std::string text = R"(duration = "1h"
until_done = true
[model]
initial_burst = 0
[tables.tab]
capacity = { read = 1, write = 1 }
[workloads.calls]
table = "tab"
replay = { file = ")" + folder.path("calls.csv") +
                             R"(", format = "csv", time_unit = "s" }
client = { retry = "fixed", attempts = 100, wait = "700 ms" }
)";
    const FinishedRun run(text);
    const Totals totals = run.recording().totals();
    EXPECT_EQ(totals.admitted, 3U);
    EXPECT_EQ(totals.given_up, 0U);
    EXPECT_GT(totals.throttled, 0U);
    // Three eventual reads of half a unit each, at a unit a second.
    EXPECT_GE(run.recording().simulated, SimDuration(2s));
    EXPECT_LE(run.recording().simulated, SimDuration(10s));
}

TEST(UntilDone, needs_something_that_ends) {
    std::string text =
        text_of(FlowCase{.workload = R"(arrivals = { shape = "constant", rate = "1/s" }
keys = { distribution = "uniform", distinct = 100 })"});
    text.insert(text.find("latency"), "until_done = true\n");
    const auto scenario = read_scenario_text(text, "bad.toml");
    ASSERT_FALSE(scenario.ok());
    const std::string said = scenario.errors().front().text();
    EXPECT_NE(said.find("bad.toml:4"), said.npos) << said;
    EXPECT_NE(said.find("no workload ends by itself"), said.npos) << said;
}

}  // namespace
}  // namespace isotherm
