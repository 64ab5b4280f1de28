// SPDX-License-Identifier: Apache-2.0
// Rows T1-T5 and T12-T16: a single token bucket, set up through the scenario format.
// allocated_window = tokens / rate makes a partition's bucket hold that number of tokens;
// burst_window = 0 adds no burst tokens.

#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>

#include "app/selftest/measured_run.h"
#include "app/selftest/numeric_row.h"

namespace isotherm {
namespace {

constexpr double tokens_per_second = 100;  // every bucket of these rows

// Returns the long-run share of each state of a Markov chain: the solution of pi P = pi whose
// shares add up to 1.
Eigen::VectorXd stationary(const Eigen::MatrixXd& transitions) {
    const Eigen::Index states = transitions.rows();
    Eigen::MatrixXd balance = transitions.transpose();
    balance.diagonal().array() -= 1;
    balance.row(states - 1).setOnes();  // replaces one redundant equation
    return balance.fullPivLu().solve(Eigen::VectorXd::Unit(states, states - 1));
}

// Returns the throttled share of Poisson arrivals that cost one token each, at a bucket of `size`
// tokens. This is the loss of an M/D/1/K queue, computed from the Markov chain of the number of
// missing tokens, observed whenever a token has been refilled.
double throttled_share(double arrivals_per_second, int size) {
    const double rho = arrivals_per_second / tokens_per_second;
    const auto arrivals = [rho](Eigen::Index k) {  // Poisson count in the refill time of a token
        const auto n = static_cast<double>(k);
        return std::exp(-rho + n * std::log(rho) - std::lgamma(n + 1));
    };
    Eigen::MatrixXd transitions = Eigen::MatrixXd::Zero(size, size);
    for (Eigen::Index from = 0; from < size; ++from) {
        const Eigen::Index least = std::max<Eigen::Index>(from - 1, 0);
        for (Eigen::Index to = least; to + 1 < size; ++to)
            transitions(from, to) = arrivals(to - least);
        transitions(from, size - 1) = 1 - transitions.row(from).sum();
    }
    return 1 - 1 / (stationary(transitions)[0] + rho);
}

struct PoissonBucket {
    const char* id;
    int arrivals_per_second;
    int size;
    std::int64_t arrivals;
    double tolerance;
};

constexpr std::int64_t warm_up_arrivals = 10'000;

double measured_share(const PoissonBucket& row, std::uint64_t seed) {
    const MeasuredRun run(fmt::format(R"(
era = "2016"
duration = "{}s"
[model]
allocated_window = "{}ms"
burst_window = "0s"
[tables.tokens]
capacity = {{ read = 100, write = 1 }}
partitions = 1
[workloads.arrivals]
table = "tokens"
operation = "GetItem"
consistency = "strong"
arrivals = {{ shape = "poisson", rate = "{}/s" }}
keys = {{ distribution = "sequential", distinct = 1 }}
client = {{ retry = "fire_and_forget" }}
)",
                                      (warm_up_arrivals + row.arrivals) / row.arrivals_per_second,
                                      row.size * 10, row.arrivals_per_second),
                          seed);
    const auto& seconds = run.table().seconds[Side::read];
    std::uint64_t throttled = 0, tries = 0;
    for (auto s = static_cast<std::size_t>(warm_up_arrivals / row.arrivals_per_second);
         s < seconds.size(); ++s) {
        throttled += seconds[s].throttled();
        tries += seconds[s].throttled() + seconds[s].requests[0];
    }
    return static_cast<double>(throttled) / static_cast<double>(tries);
}

NumericRow poisson_row(const PoissonBucket& row) {
    return {row.id,
            {{fmt::format("throttled share: Poisson {}/s, refill 100/s, {} {}",
                          row.arrivals_per_second, row.size, row.size == 1 ? "token" : "tokens"),
              throttled_share(row.arrivals_per_second, row.size), row.tolerance}},
            [row](std::uint64_t seed) { return std::vector{measured_share(row, seed)}; }};
}

// A load of evenly spaced writes. A second workload, the probe, sends `probes` writes, the first at
// `probe_at_us`; the number of them admitted shows how many tokens were left.
struct EvenBucket {
    int bucket_ms = 0;  // bucket size in milliseconds of refill at 100 tokens per second
    double filled = 0;
    int interval_us = 0;
    std::int64_t arrivals = 0;
    std::int64_t start_after_us = 0;
    std::int64_t probe_at_us = 0;
    std::int64_t probes = 0;
    int probes_per_us = 1;
    std::int64_t duration_us = 1'000'000'000;

    std::int64_t last_arrival_us() const { return start_after_us + arrivals * interval_us; }
};

MeasuredRun run_of(const EvenBucket& row, std::uint64_t seed) {
    std::string text = fmt::format(R"(
era = "2016"
duration = "{}us"
[model]
allocated_window = "{}ms"
burst_window = "0s"
initial_burst = {}
[tables.tokens]
capacity = {{ read = 1, write = 100 }}
partitions = 1
[workloads.load]
table = "tokens"
operation = "PutItem"
arrivals = {{ shape = "constant", rate = "{}/s", count = {}, start_after = "{}us" }}
keys = {{ distribution = "sequential", distinct = 1 }}
client = {{ retry = "fire_and_forget" }}
)",
                                   row.duration_us, row.bucket_ms, row.filled,
                                   1'000'000 / row.interval_us, row.arrivals, row.start_after_us);
    if (row.probes > 0) {
        text += fmt::format(R"([workloads.probe]
table = "tokens"
operation = "PutItem"
arrivals = {{ shape = "constant", rate = "{}/us", count = {}, start_after = "{}us" }}
keys = {{ distribution = "sequential", distinct = 1 }}
client = {{ retry = "fire_and_forget" }}
)",
                            row.probes_per_us, row.probes, row.probe_at_us - 1);
    }
    return MeasuredRun(text, seed);
}

// Returns by bisection the smallest value in (low, high] for which `holds` is true; it must also be
// true for all larger ones.
std::int64_t least(std::int64_t low, std::int64_t high,
                   const std::function<bool(std::int64_t)>& holds) {
    while (high - low > 1) {
        const std::int64_t middle = low + (high - low) / 2;
        (holds(middle) ? high : low) = middle;
    }
    return high;
}

// Returns the time of the first throttled write: the shortest run that contains it ends one
// microsecond later.
double first_throttle_seconds(EvenBucket row, std::uint64_t seed) {
    const std::int64_t shortest = least(0, row.duration_us, [&](std::int64_t microseconds) {
        row.duration_us = microseconds;
        return run_of(row, seed).totals().throttled > 0;
    });
    return static_cast<double>(shortest - 1) / 1e6;
}

// Returns the fraction of a token left when the load ends. At 100 tokens per second, an empty
// bucket admits a probe after 10,000 us; it admits one earlier if part of a token was left.
double tokens_left(EvenBucket row, std::uint64_t seed) {
    constexpr std::int64_t us_per_token = 10'000;
    const std::int64_t end = row.last_arrival_us();
    row.probes = 1;
    const std::int64_t whole = least(0, us_per_token, [&](std::int64_t later) {
        row.probe_at_us = end + later;
        return run_of(row, seed).workload("probe").admitted > 0;
    });
    return static_cast<double>(us_per_token - whole) / us_per_token;
}

// A constant overload of 250/s. Figures: accepted and throttled writes, time of the first throttled
// write, and tokens left.
NumericRow overload_row(std::string id, const std::string& about, const EvenBucket& row,
                        const std::array<double, 4>& expected) {
    return {std::move(id),
            {{about + ": accepted", expected[0]},
             {about + ": throttled", expected[1]},
             {about + ": first throttle, s", expected[2]},
             {about + ": tokens left", expected[3]}},
            [row](std::uint64_t seed) {
                const Totals totals = run_of(row, seed).totals();
                return std::vector{static_cast<double>(totals.admitted),
                                   static_cast<double>(totals.throttled),
                                   first_throttle_seconds(row, seed), tokens_left(row, seed)};
            }};
}

// The bucket gains 100 - 80 = 20 tokens per second: 12,000 in 600 s. The 12,001 probes at 100 per
// microsecond take 121 us, in which the bucket gains only 0.012 tokens.
NumericRow under_load_row() {
    const EvenBucket row{.bucket_ms = 300'000,
                         .interval_us = 12'500,
                         .arrivals = 48'000,
                         .probe_at_us = 600'000'001,
                         .probes = 12'001,
                         .probes_per_us = 100};
    return {"T15",
            {{"80/s, empty 300 s bucket: accepted", 48'000},
             {"80/s, empty 300 s bucket: throttled", 0},
             {"80/s, empty 300 s bucket: tokens left", (100 - 80) * 600}},
            [row](std::uint64_t seed) {
                const MeasuredRun run = run_of(row, seed);
                return std::vector{static_cast<double>(run.workload("load").admitted),
                                   static_cast<double>(run.workload("load").throttled),
                                   static_cast<double>(run.workload("probe").admitted)};
            }};
}

std::vector<double> measure_hot_partition(std::uint64_t seed) {
    std::string text = R"(
era = "2016"
duration = "60000001us"
[model]
burst_window = "0s"
initial_burst = 0
[tables.four]
capacity = { read = 1, write = 400 }
partitions = 4
)";
    constexpr std::array weights{"1,0,0,0", "0,1,0,0", "0,0,1,0", "0,0,0,1"};
    for (std::size_t p = 0; p < weights.size(); ++p) {
        text += fmt::format(R"([workloads.to_{}]
table = "four"
operation = "PutItem"
arrivals = {{ shape = "constant", rate = "{}/s" }}
keys = {{ distribution = "hash_slices", weights = [{}], keys_per_slice = 1 }}
client = {{ retry = "fire_and_forget" }}
)",
                            p + 1, p == 3 ? 160 : 50, weights[p]);
    }
    const MeasuredRun run(text, seed);
    std::vector<double> measured;
    std::uint64_t throttled_elsewhere = 0;
    for (const PartitionRecord& partition : run.table().partitions) {
        const auto write = Side::write;
        measured.push_back(partition.consumed[write].in_units());
        if (measured.size() < 4)
            throttled_elsewhere += partition.throttled[write];
        else
            measured.push_back(static_cast<double>(partition.throttled[write]));
    }
    measured.push_back(static_cast<double>(throttled_elsewhere));
    return measured;
}

// Partition 4 gets 160 writes per second and can serve 400 / 4 = 100; the others get 50 each.
NumericRow hot_partition_row() {
    return {"T16",
            {{"hot partition: partition 1 accepted", 50 * 60},
             {"hot partition: partition 2 accepted", 50 * 60},
             {"hot partition: partition 3 accepted", 50 * 60},
             {"hot partition: partition 4 accepted", 100 * 60},
             {"hot partition: partition 4 throttled", (160 - 100) * 60},
             {"hot partition: partitions 1-3 throttled", 0}},
            measure_hot_partition};
}

}  // namespace

std::vector<NumericRow> bucket_rows() {
    return {
        poisson_row({"T1", 50, 1, 1'000'000, 0.0021}),
        poisson_row({"T2", 90, 5, 1'000'000, 0.0020}),
        poisson_row({"T3", 100, 10, 1'000'000, 0.0026}),
        poisson_row({"T4", 120, 20, 1'000'000, 0.0036}),
        poisson_row({"T5", 95, 20, 2'000'000, 0.0012}),
        // The bucket of 300 s x 100/s = 30,000 tokens is still full at the first arrival, at 4 ms;
        // the last arrival is at 600 s. Accepted: 30,000 + 100/s x 599.996 s = 89,999.6. The 30,000
        // tokens drain at 250 - 100 = 150/s, so they last 200 s.
        overload_row("T12", "250/s, full 300 s bucket",
                     {.bucket_ms = 300'000, .filled = 1, .interval_us = 4'000, .arrivals = 150'000},
                     {89'999, 60'001, 200, 0.6}),
        // The bucket is empty at 0 s and gains 10,000 tokens before the load starts at 100 s. They
        // drain at 250 - 100 = 150/s, so they last 66.7 s. The load ends at 400 s, so 100/s x 400 s
        // = 40,000 tokens are gained in all.
        overload_row("T13", "250/s from 100 s, bucket empty at 0 s",
                     {.bucket_ms = 300'000,
                      .filled = 0,
                      .interval_us = 4'000,
                      .arrivals = 75'000,
                      .start_after_us = 100'000'000},
                     {40'000, 35'000, 166.668, 0}),
        // The bucket holds 100 tokens. Accepted: 100 + 100/s x 599.996 s = 60,099.6.
        overload_row("T14", "250/s, full 1 s bucket",
                     {.bucket_ms = 1'000, .filled = 1, .interval_us = 4'000, .arrivals = 150'000},
                     {60'099, 89'901, 0.668, 0.6}),
        under_load_row(),
        hot_partition_row(),
    };
}

std::vector<UnmodelledRow> unmodelled_rows() {
    const std::string once_a_second =
        "buckets here fill continuously; none is refilled once a second";
    const std::string queue = "DynamoDB refuses requests; no bucket here queues them";
    return {{"T6", "bucket refilled once a second, 8/s, 10 a tick, 10 tokens", once_a_second},
            {"T7", "bucket refilled once a second, 9.5/s, 10 a tick, 30 tokens", once_a_second},
            {"T8", "bucket refilled once a second, 11/s, 10 a tick, 30 tokens", once_a_second},
            {"T9", "bucket refilled once a second, sizes 1 and 4", once_a_second},
            {"T10", "bucket of 1 token with a queue in front", queue},
            {"T11", "bucket of 5 tokens with a queue in front", queue}};
}

}  // namespace isotherm
