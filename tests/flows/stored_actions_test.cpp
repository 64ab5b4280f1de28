// SPDX-License-Identifier: Apache-2.0
// Latencies of actions and steps in run.sqlite.

#include <gtest/gtest.h>

#include "engine/recording/run_database.h"
#include "engine/recording/sqlite.h"
#include "tests/engine/scenario/scenario_folder.h"
#include "tests/flows/flow_run.h"

namespace isotherm {
namespace {

// A call whose time is exponential with a mean of 10 ms has ln(1 / (1 - p)) x 10 ms as its quantile
// p. Five standard deviations of 6,000 calls.
TEST(StoredActions, have_the_latencies_of_their_steps) {
    const FlowRun run({.latency = R"(model = "exponential", time = "10 ms")",
                       .workload = R"(arrivals = { shape = "constant", rate = "100/s" }
steps = [{ call = "GetItem", key = "7", as = "READ" }, { wait = "20 ms" }])"});
    const ScenarioFolder folder;
    const std::string path = folder.path("run.sqlite");
    ASSERT_TRUE(write_run_database(path, run.run().recording(), {}).empty());
    Database database(path, Database::Mode::read);
    SqlStatement steps(database,
                       "SELECT name, done, failed, p50_ms, p90_ms, p95_ms, p99_ms, p99_9_ms, "
                       "max_ms FROM action_steps ORDER BY step");
    steps.query();
    ASSERT_TRUE(steps.next());
    EXPECT_EQ(steps.text(0), "READ");
    EXPECT_NEAR(static_cast<double>(steps.integer(1)), 6'000, 10);  // some are open at the end
    EXPECT_EQ(steps.integer(2), 0);
    EXPECT_NEAR(steps.real(3), 6.93, 0.65);
    EXPECT_NEAR(steps.real(4), 23.03, 1.94);
    EXPECT_NEAR(steps.real(5), 29.96, 2.8);
    EXPECT_NEAR(steps.real(6), 46.05, 6.4);
    EXPECT_NEAR(steps.real(7), 69.08, 20.4);
    EXPECT_GE(steps.real(8), steps.real(7));
    ASSERT_TRUE(steps.next());
    for (int column = 3; column < 9; ++column)
        EXPECT_NEAR(steps.real(column), 20, 20 * 0.004) << column;
    EXPECT_FALSE(steps.next());
    SqlStatement actions(database, "SELECT p50_ms, p95_ms, p99_9_ms FROM actions");
    actions.query();
    ASSERT_TRUE(actions.next());
    EXPECT_NEAR(actions.real(0), 26.93, 0.65);
    EXPECT_NEAR(actions.real(1), 49.96, 2.8);
    EXPECT_NEAR(actions.real(2), 89.08, 20.4);
    EXPECT_FALSE(database.failed());
}

}  // namespace
}  // namespace isotherm
