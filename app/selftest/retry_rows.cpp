// SPDX-License-Identifier: Apache-2.0
// Rows R1-R3: effect of retries on load and success. The client is the SDK's standard client
// without its retry quota.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "app/selftest/measured_run.h"
#include "app/selftest/numeric_row.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {
namespace {

// A table of one partition whose callers try four times and wait for a uniform time of up to
// `longest` between tries. A long round trip makes the engine's windows long and the row fast to
// simulate; otherwise it only delays each retry.
std::string callers(std::string_view duration, int capacity, std::string_view model,
                    std::string_view arrivals, std::string_view longest) {
    return fmt::format(R"(
era = "2016"
duration = "{}"
[model]
burst_window = "0s"
{}
[tables.tokens]
capacity = {{ read = 1, write = {} }}
partitions = 1
[workloads.callers]
table = "tokens"
operation = "PutItem"
arrivals = {{ {} }}
keys = {{ distribution = "sequential", distinct = 1 }}
[workloads.callers.client]
retry = "sdk_standard"
attempts = 4
first_delay = "{}"
longest_delay = "{}"
retry_cost = 0
round_trip = "100ms"
)",
                       duration, model, capacity, arrivals, longest, longest);
}

// A bucket of one token at 1,000 tokens per second throttles all tries within 1 ms of an admitted
// try. Of Poisson tries at rate a per second, it thus throttles the share a / (a + 1000). Waits of
// seconds make the tries of a request independent, so the share is p = 0.3 at a = 428.57 = new
// requests per second x tries per request. New requests end one minute before the run, so that
// every request finishes.
NumericRow independent_row() {
    constexpr double p = 0.3;
    const double attempts = (1 - std::pow(p, 4)) / (1 - p);
    return {
        "R1",
        {{"tries per request, share throttled 0.3, at most 4 tries", attempts, 0.0040},
         {"share given up, if 0.3 of all tries are throttled and 4 are made", std::pow(p, 4),
          0.00045}},
        [=](std::uint64_t seed) {
            const double rate = 1'000 * p / (1 - p) / attempts;
            const auto arrivals = fmt::format(
                R"(shape = "spike", rate = "{:.3f}/s", peak = "0/s", at = "3310s", lasting = "1h")",
                rate);
            const MeasuredRun run(
                callers("3370s", 1'000, R"(allocated_window = "1ms")", arrivals, "2s"), seed);
            const Totals& totals = run.totals();
            const auto requests = static_cast<double>(totals.requests);
            return std::vector{static_cast<double>(totals.attempts) / requests,
                               static_cast<double>(totals.given_up) / requests};
        }};
}

constexpr int jitter_retries = 10;
constexpr double jitter_first_ms = 50;
constexpr double jitter_longest_ms = 20'000;
constexpr double jitter_round_trip_ms = 5;

const std::string jitter_scenario = R"(
duration = "1s"
[tables.tokens]
capacity = { read = 1, write = 1 }
[workloads.callers]
table = "tokens"
operation = "PutItem"
arrivals = { shape = "constant", rate = "1/s" }
keys = { distribution = "sequential", distinct = 1 }
client = { retry = "sdk_standard", attempts = 11, first_delay = "50ms", longest_delay = "20s", retry_cost = 0, round_trip = "5ms" }
)";

// Refuses every try until the client gives up. Returns the sum of each request's waits in
// milliseconds.
std::vector<double> summed_waits_ms(std::size_t requests, std::uint64_t seed) {
    const Scenario scenario = scenario_of_row(jitter_scenario, seed);
    const auto client = scenario.workloads.at("callers").client->start(
        RandomStream(seed, "workloads.callers.client"));
    ResendQueue again;
    std::vector<double> last_ms(requests);
    RequestBatch batch;
    batch.resize(1);
    const std::vector<std::uint32_t> rows{0};
    const auto refuse = [&](const Request& request) {
        batch.set_row(0, request);
        batch.outcome[0] = Outcome::partition_share;
        client->react(batch, rows, again);
        last_ms[request.sequence] = in_seconds(request.arrival - sim_start) * 1e3;
    };
    for (std::size_t i = 0; i < requests; ++i) {
        Request request;
        request.arrival = sim_start;
        request.sequence = i;
        refuse(request);
    }
    while (!again.empty()) {
        const Request request = again.front();
        again.pop();
        refuse(request);
    }
    for (double& ms : last_ms) ms -= jitter_retries * jitter_round_trip_ms;
    return last_ms;
}

// The mean of a sum of uniform waits is half the sum of their upper bounds; the variance is a
// twelfth of the sum of the squared bounds.
NumericRow jitter_row() {
    double longest = 0, squares = 0;
    for (int k = 0; k < jitter_retries; ++k) {
        const double wait = std::min(jitter_longest_ms, std::ldexp(jitter_first_ms, k));
        longest += wait;
        squares += wait * wait;
    }
    const double deviation = std::sqrt(squares / 12);
    return {"R2",
            {{"full jitter, 10 waits: mean of the sum, ms", longest / 2, 114},
             {"full jitter, 10 waits: deviation of the sum, ms", deviation, 0.012 * deviation},
             {"full jitter, 10 waits: largest sum, ms", longest, 0, true}},
            [](std::uint64_t seed) {
                const std::vector<double> sums = summed_waits_ms(100'000, seed);
                const auto count = static_cast<double>(sums.size());
                const double mean = std::accumulate(sums.begin(), sums.end(), 0.0) / count;
                double square = 0;
                for (const double sum : sums) square += (sum - mean) * (sum - mean);
                return std::vector{mean, std::sqrt(square / count),
                                   *std::max_element(sums.begin(), sums.end())};
            }};
}

// Mean-field model with capacity c, l > c new requests per second, and at most n tries: the
// throttled share is p = (1 - c/l)^(1/n), and a request has (c/l) / (1 - p) tries on average. The
// share that fails is 1 - c/l for every n.
NumericRow storm_row() {
    constexpr double capacity = 1'000, rate = 1'500;
    constexpr double measured_seconds = 2'000;  // after 200 s of warm-up
    const double p = std::pow(1 - capacity / rate, 0.25);
    return {"R3",
            {{"retry storm, 1500/s, capacity 1000/s: tries per request", capacity / rate / (1 - p),
              0.028},
             {"retry storm, 1500/s, capacity 1000/s: share failed", 1 - capacity / rate, 0.004},
             {"retry storm, 1500/s, capacity 1000/s: goodput, /s", capacity, 0.5},
             // The reference gives no tolerance for this figure, so the failed share's is used.
             {"retry storm, 1500/s, capacity 1000/s: share throttled", p, 0.004}},
            [](std::uint64_t seed) {
                const auto until = [&](std::string_view duration) {
                    return MeasuredRun(callers(duration, 1'000, "",
                                               R"(shape = "poisson", rate = "1500/s")", "10s"),
                                       seed)
                        .totals();
                };
                const Totals warm = until("200s");
                const Totals whole = until("2200s");
                const auto measured = [&](std::uint64_t Totals::*count) {
                    return static_cast<double>(whole.*count - warm.*count);
                };
                const double requests = measured(&Totals::requests);
                const double attempts = measured(&Totals::attempts);
                return std::vector{attempts / requests, measured(&Totals::given_up) / requests,
                                   measured(&Totals::admitted) / measured_seconds,
                                   measured(&Totals::throttled) / attempts};
            }};
}

}  // namespace

std::vector<NumericRow> retry_rows() { return {independent_row(), jitter_row(), storm_row()}; }

}  // namespace isotherm
