// SPDX-License-Identifier: Apache-2.0
// Cases T1 to T5 and T12 to T16: a single token bucket, simulated through the scenario format.
// Expected values are computed here and not taken from the engine.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_dec_float.hpp>

#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

// Throttled share of Poisson arrivals of unit cost at a continuously refilled bucket of `size`
// tokens: the loss of an M/D/1/K queue (Brun and Garcia 2000). The sum alternates, so it needs 100
// digits.
double throttled_share(const std::string& arrivals_per_second, int refill_per_second, int size) {
    using Number = boost::multiprecision::cpp_dec_float_100;
    const Number rho = Number(arrivals_per_second) / refill_per_second;
    Number sum = 0, factorial = 1;
    for (int k = 0; k < size; ++k) {
        if (k > 0) factorial *= k;
        const Number rest = size - 1 - k;
        const Number term =
            (k == 0 ? Number(1) : pow(rest, k)) * exp(rest * rho) * pow(rho, k) / factorial;
        sum += k % 2 == 0 ? term : Number(-term);
    }
    return static_cast<double>(1 - sum / (1 + rho * sum));
}

struct PoissonCase {
    const char* id;
    const char* arrivals_per_second;
    int size;
    std::int64_t arrivals;
    double printed;    // value in the reference table
    double tolerance;  // five standard deviations of a run of this length
};

class PoissonBucket : public testing::TestWithParam<PoissonCase> {};

// One partition of 100 RCU whose buckets hold `size` units in all; every read costs one unit.
std::string poisson_scenario(const PoissonCase& row, std::int64_t seconds) {
    return fmt::format(R"(
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
                       seconds, row.size * 10, row.arrivals_per_second);
}

TEST_P(PoissonBucket, throttles_the_share_that_the_formula_says) {
    const PoissonCase& row = GetParam();
    const double expected = throttled_share(row.arrivals_per_second, 100, row.size);
    EXPECT_NEAR(expected, row.printed, 5e-8);

    const double rate = std::stod(row.arrivals_per_second);
    constexpr double warm_up_arrivals = 10'000;
    const auto warm_up = static_cast<std::size_t>(warm_up_arrivals / rate);
    const auto seconds =
        static_cast<std::int64_t>((warm_up_arrivals + static_cast<double>(row.arrivals)) / rate);
    const FinishedRun run(poisson_scenario(row, seconds));
    std::uint64_t throttled = 0, tries = 0;
    for (std::size_t second = warm_up; second < run.table().seconds[0].size(); ++second) {
        throttled += run.throttled_in(Side::read, second);
        tries += run.throttled_in(Side::read, second) + run.admitted_in(Side::read, second);
    }
    EXPECT_NEAR(static_cast<double>(tries), static_cast<double>(row.arrivals),
                5e-3 * static_cast<double>(row.arrivals));
    const double measured = static_cast<double>(throttled) / static_cast<double>(tries);
    EXPECT_NEAR(measured, expected, row.tolerance) << row.id;
    RecordProperty("measured", fmt::format("{:.7f}", measured));
    RecordProperty("expected", fmt::format("{:.7f}", expected));
}

INSTANTIATE_TEST_SUITE_P(
    Validation, PoissonBucket,
    testing::Values(PoissonCase{"T1", "50", 1, 1'000'000, 0.3333333, 0.0021},
                    PoissonCase{"T2", "90", 5, 1'000'000, 0.0643619, 0.0020},
                    PoissonCase{"T3", "100", 10, 1'000'000, 0.05084746, 0.0026},
                    PoissonCase{"T4", "120", 20, 1'000'000, 0.1667627, 0.0036},
                    PoissonCase{"T5", "95", 20, 2'000'000, 0.00806865, 0.0012}),
    [](const auto& row) { return std::string(row.param.id); });

// A table-wide bucket, as in later eras, admits the same tries as a partition's bucket of the same
// size.
TEST(PoissonBuckets, a_partition_share_and_a_table_wide_bucket_decide_alike) {
    const PoissonCase row{"T2", "90", 5, 0, 0, 0};
    const FinishedRun partition(poisson_scenario(row, 1'000));
    const FinishedRun table(poisson_scenario(row, 1'000),
                            {{"model.admission", "global_admission"}, {"model.routers", "1"}});
    EXPECT_GT(partition.totals().throttled, 1'000u);
    EXPECT_EQ(partition.totals().throttled, table.totals().throttled);
    EXPECT_EQ(partition.totals().tries[0][static_cast<std::size_t>(Outcome::partition_share)],
              table.totals().tries[0][static_cast<std::size_t>(Outcome::table_throughput)]);
}

// Rows without randomness. A second workload sends `probes` requests, at most one microsecond
// apart, the first right after `probe_after_us`. The number of them that is admitted is the level
// of the bucket.
struct EvenCase {
    int bucket_ms;  // the bucket holds 100 tokens per second x this time
    double filled;
    int interval_us;
    std::int64_t arrivals;
    std::int64_t start_after_us = 0;
    std::int64_t probe_after_us = 0;
    std::int64_t probes = 0;
    int probes_per_us = 1;
    std::int64_t duration_us = 1'000'000'000;
};

FinishedRun run_of(const EvenCase& row) {
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
                            row.probes_per_us, row.probes, row.probe_after_us - 1);
    }
    return FinishedRun(text);
}

// Expects no throttling before the given time and one throttled request at it.
void expect_first_throttle_at(EvenCase row, std::int64_t microseconds) {
    row.duration_us = microseconds;
    EXPECT_EQ(run_of(row).totals().throttled, 0u) << "before " << microseconds;
    row.duration_us = microseconds + 1;
    EXPECT_EQ(run_of(row).totals().throttled, 1u) << "at " << microseconds;
}

// Expects a level of `left_millionths` at `end_us`: a whole token is there (1 - left) / 100 per
// second later, and not a microsecond earlier.
void expect_left(EvenCase row, std::int64_t end_us, std::int64_t left_millionths) {
    const std::int64_t whole_at = end_us + (1'000'000 - left_millionths) / 100;
    row.probes = 1;
    row.probe_after_us = whole_at - 1;
    EXPECT_EQ(run_of(row).workload("probe").admitted, 0u);
    row.probe_after_us = whole_at;
    EXPECT_EQ(run_of(row).workload("probe").admitted, 1u);
}

// T12. 30,000 tokens drain at 250 - 100 = 150/s and last 200 s.
TEST(EvenBucket, t12_a_full_burst_bucket_lasts_200_seconds_under_overload) {
    const EvenCase row{
        .bucket_ms = 300'000, .filled = 1, .interval_us = 4'000, .arrivals = 150'000};
    const FinishedRun run = run_of(row);
    EXPECT_EQ(run.totals().admitted, 89'999u);
    EXPECT_EQ(run.totals().throttled, 60'001u);
    expect_first_throttle_at(row, 200'000'000);
    expect_left(row, 600'000'000, 600'000);
}

// T13. 100 idle seconds save 10,000 tokens, which last 10,000 / 150 s.
TEST(EvenBucket, t13_an_empty_bucket_saves_what_is_not_used) {
    const EvenCase row{.bucket_ms = 300'000,
                       .filled = 0,
                       .interval_us = 4'000,
                       .arrivals = 75'000,
                       .start_after_us = 100'000'000};
    const FinishedRun run = run_of(row);
    EXPECT_EQ(run.totals().admitted, 40'000u);
    EXPECT_EQ(run.totals().throttled, 35'000u);
    expect_first_throttle_at(row, 166'668'000);
    expect_left(row, 400'000'000, 0);
}

TEST(EvenBucket, t14_without_burst_the_bucket_lasts_less_than_a_second) {
    const EvenCase row{.bucket_ms = 1'000, .filled = 1, .interval_us = 4'000, .arrivals = 150'000};
    const FinishedRun run = run_of(row);
    EXPECT_EQ(run.totals().admitted, 60'099u);
    EXPECT_EQ(run.totals().throttled, 89'901u);
    expect_first_throttle_at(row, 668'000);
    expect_left(row, 600'000'000, 600'000);
}

// T15. 20 tokens per second are not used: 12,000 after 600 s. The 12,001 probes take 121 us, in
// which the bucket earns only 0.012 tokens.
TEST(EvenBucket, t15_under_load_fills_the_bucket) {
    const EvenCase row{.bucket_ms = 300'000,
                       .filled = 0,
                       .interval_us = 12'500,
                       .arrivals = 48'000,
                       .probe_after_us = 600'000'001,
                       .probes = 12'001,
                       .probes_per_us = 100};
    const FinishedRun run = run_of(row);
    EXPECT_EQ(run.workload("load").admitted, 48'000u);
    EXPECT_EQ(run.workload("load").throttled, 0u);
    EXPECT_EQ(run.workload("probe").admitted, 12'000u);
    EXPECT_EQ(run.workload("probe").throttled, 1u);
}

// T16. The fourth partition gets 160 requests per second and has a capacity of 100.
TEST(EvenBucket, t16_a_hot_partition_throttles_alone) {
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
    for (int p = 0; p < 4; ++p) {
        text += fmt::format(R"([workloads.to_{0}]
table = "four"
operation = "PutItem"
arrivals = {{ shape = "constant", rate = "{1}/s" }}
keys = {{ distribution = "hash_slices", weights = [{2}], keys_per_slice = 1 }}
client = {{ retry = "fire_and_forget" }}
)",
                            p + 1, p == 3 ? 160 : 50,
                            p == 0   ? "1,0,0,0"
                            : p == 1 ? "0,1,0,0"
                            : p == 2 ? "0,0,1,0"
                                     : "0,0,0,1");
    }
    const FinishedRun run(text);
    const auto& partitions = run.table().partitions;
    ASSERT_EQ(partitions.size(), 4u);
    for (std::size_t p = 0; p < 3; ++p) {
        EXPECT_EQ(partitions[p].consumed[1], HalfUnits::units(3'000));
        EXPECT_EQ(partitions[p].throttled[1], 0u);
    }
    EXPECT_EQ(partitions[3].consumed[1], HalfUnits::units(6'000));
    EXPECT_EQ(partitions[3].throttled[1], 3'600u);
}

}  // namespace
}  // namespace isotherm
