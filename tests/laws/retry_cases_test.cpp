// SPDX-License-Identifier: Apache-2.0
// Validation cases R1 and R3: the effect of retries on load and on success.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

// A client with four attempts, uniform waits up to `longest` and no quota. Its long round trip
// makes windows long and the test fast; it shifts the waits without changing their effect.
std::string patient_client(const char* longest) {
    return fmt::format(R"(
[workloads.callers.client]
retry = "sdk_standard"
attempts = 4
first_delay = "{0}"
longest_delay = "{0}"
retry_cost = 0
round_trip = "100ms"
)",
                       longest);
}

// R1. A bucket of one token throttles requests within 1 ms after an admitted one: for Poisson tries
// at rate a, the share a / (a + 1000). Waits of seconds make tries independent, so p = 0.3 for a =
// 428.57 = new requests x (1 + p + p^2 + p^3). New requests end one minute before the run, so that
// all of them finish.
TEST(RetryCases, r1_independent_throttling_multiplies_the_tries) {
    constexpr double p = 0.3;
    const double attempts = 1 + p + p * p + p * p * p;
    EXPECT_NEAR(attempts, 1.417, 1e-12);
    const double rate = 1'000 * p / (1 - p) / attempts;
    const std::string text = fmt::format(R"(
era = "2016"
duration = "3370s"
[model]
allocated_window = "1ms"
burst_window = "0s"
[tables.tokens]
capacity = {{ read = 1, write = 1000 }}
partitions = 1
[workloads.callers]
table = "tokens"
operation = "PutItem"
arrivals = {{ shape = "spike", rate = "{:.3f}/s", peak = "0/s", at = "3310s", lasting = "1h" }}
keys = {{ distribution = "sequential", distinct = 1 }}
)",
                                         rate);
    const FinishedRun run(text + patient_client("2s"));
    const Totals totals = run.totals();
    const auto requests = static_cast<double>(totals.requests);
    EXPECT_NEAR(requests, 1e6, 5e3);
    EXPECT_EQ(totals.waiting, 0u);
    EXPECT_NEAR(static_cast<double>(totals.attempts) / requests, 1.417, 0.0040);
    EXPECT_NEAR(static_cast<double>(totals.given_up) / requests, 0.0081, 0.00045);
}

// R3. Mean field: with capacity c and l > c new requests, p = (1 - c/l)^(1/4). There are (c/l) / (1
// - p) tries per request, and a third of the requests fail however often they are tried.
TEST(RetryCases, r3_a_retry_storm_multiplies_tries_and_saves_nobody) {
    const std::string text = R"(
era = "2016"
duration = "2200s"
[model]
burst_window = "0s"
[tables.tokens]
capacity = { read = 1, write = 1000 }
partitions = 1
[workloads.callers]
table = "tokens"
operation = "PutItem"
arrivals = { shape = "poisson", rate = "1500/s" }
keys = { distribution = "sequential", distinct = 1 }
)" + patient_client("10s");
    const double p = std::pow(1 - 1'000.0 / 1'500, 0.25);
    EXPECT_NEAR(p, 0.7598357, 5e-8);
    const double attempts = 1'000.0 / 1'500 / (1 - p);
    EXPECT_NEAR(attempts, 2.775877, 5e-7);

    const Totals warm = FinishedRun(text, {{"duration", "200s"}}).totals();
    const Totals whole = FinishedRun(text).totals();
    const auto measured = [&](std::uint64_t Totals::*count) {
        return static_cast<double>(whole.*count - warm.*count);
    };
    const double requests = measured(&Totals::requests);
    EXPECT_NEAR(measured(&Totals::attempts) / requests, attempts, 0.028);
    EXPECT_NEAR(measured(&Totals::given_up) / requests, 1.0 / 3, 0.004);
    EXPECT_NEAR(measured(&Totals::admitted) / 2'000, 1'000, 0.5);
    EXPECT_NEAR(measured(&Totals::throttled) / measured(&Totals::attempts), p, 0.004);
}

}  // namespace
}  // namespace isotherm
