// SPDX-License-Identifier: Apache-2.0
// How long calls take: V-F40, histograms, time-outs of calls and actions.

#include <cmath>

#include "engine/attributes/expression.h"
#include "tests/flows/flow_run.h"

namespace isotherm {
namespace {

double mean_ms(const char* call, const char* latency) {
    const FlowRun run({.latency = latency,
                       .duration = "100s",
                       .workload = fmt::format(R"(client = {{ retry = "fire_and_forget" }}
arrivals = {{ shape = "constant", rate = "1000/s", start_after = "1s" }}
steps = [{{ call = "{}", key = "{{action}}" }}])",
                                               call)});
    EXPECT_EQ(run.actions().failed, 0u);
    return run.actions().latency.mean_ms();
}

TEST(FlowLatency, v_f40_means_are_median_times_the_mean_of_the_factor_and_the_network) {
    constexpr const char* plain =
        R"(cross_zone = "0s", read_per_kb = "0s", write_per_kb = "0s", connections = 100000)";
    EXPECT_NEAR(mean_ms("GetItem", plain), 3.283, 0.02);
    EXPECT_NEAR(mean_ms("Query", plain), 4.401, 0.03);
    EXPECT_NEAR(mean_ms("PutItem", plain), 5.072, 0.03);
}

TEST(FlowLatency, a_write_crosses_zones_in_two_of_three_cases) {
    constexpr const char* base =
        R"(p99_over_p50 = 1, read_per_kb = "0s", write_per_kb = "0s", connections = 100000)";
    // 4.0 ms + 0.6 ms, and 0.6 ms more for two of three partitions: one partition here has one
    // leader, so all callers of one zone see the same.
    const std::string one = std::string(base) + ", zones = [1, 0, 0]";
    const double all_in_one = mean_ms("PutItem", one.c_str());
    EXPECT_GE(all_in_one, 4.599);
    EXPECT_LE(all_in_one, 5.201);
    EXPECT_NEAR(mean_ms("GetItem", base), 3.0, 0.001) << "eventual reads stay in the zone";
}

// 1,200 half units a second of one item: the replica in the zone serves 500 of them, and 700 come
// from another zone, 0.6 ms later. With callers in all zones each replica has 400.
TEST(FlowLatency, a_replica_serves_only_so_many_reads_of_its_zone) {
    const auto mean = [](const char* zones) {
        const FlowRun run(
            {.era = "2024",
             .latency = fmt::format(
                 R"(p99_over_p50 = 1, read_per_kb = "0s", connections = 100000, zone_reads = 250{})",
                 zones),
             .duration = "100s",
             .workload = R"(client = { retry = "fire_and_forget" }
arrivals = { shape = "constant", rate = "1200/s" }
steps = [{ call = "GetItem", key = "1" }])"});
        EXPECT_EQ(run.actions().failed, 0u);
        return run.actions().latency.mean_ms();
    };
    EXPECT_NEAR(mean(", zones = [1, 0, 0]"), 3.0 + 0.6 * 700 / 1'200, 0.001);
    EXPECT_NEAR(mean(""), 3.0, 0.001);
}

TEST(FlowLatency, percentiles_are_within_four_thousandths) {
    LatencyHistogram histogram;
    for (std::int64_t us = 1; us <= 1'000'000; ++us) histogram.add(SimDuration(us));
    for (const double share : {0.001, 0.25, 0.5, 0.9, 0.99, 0.999})
        EXPECT_NEAR(histogram.percentile_ms(share), 1'000 * share, 4 * share + 0.001);
    EXPECT_EQ(histogram.most_ms(), 1'000);
    EXPECT_DOUBLE_EQ(histogram.mean_ms(), 500.0005);
}

TEST(FlowLatency, a_call_fails_when_its_time_is_over) {
    const FlowRun run({.latency = R"(model = "constant", time = "10 ms")",
                       .duration = "10s",
                       .workload = R"(client = { retry = "fixed", attempts = 100, wait = "0s" }
callers = { kind = "items", total = 1, from = "1s" }
timeout = "55 ms"
attempt_timeout = "8 ms"
steps = [{ call = "GetItem", key = "1" }])"});
    // Attempts of 8 ms each; the seventh has 7 ms left.
    EXPECT_EQ(run.actions().failed, 1u);
    EXPECT_EQ(run.actions().attempts(), 7u);
    EXPECT_EQ(run.actions().latency.most_ms(), 55);
    EXPECT_EQ(run.actions().timeouts, 7u);
    EXPECT_EQ(run.actions().late, 7u);
    EXPECT_EQ(run.run().totals().admitted, 7u);
}

TEST(FlowLatency, an_action_fails_when_its_time_is_over) {
    const FlowRun run({.latency = R"(model = "constant", time = "10 ms")",
                       .duration = "10s",
                       .workload = R"(client = { retry = "fire_and_forget" }
callers = { kind = "workers", count = 3, from = "1s" }
action_timeout = "25 ms"
steps = [{ call = "GetItem", key = "{shard}", for_each = "shard in 1..9", at_once = 2 }])"});
    EXPECT_EQ(run.actions().done, 0u);
    EXPECT_EQ(run.actions().latency.mean_ms(), 25);
    expect_balanced_actions(run.actions());
    // Three rounds of two calls were sent by then, and their answers were late or dropped.
    EXPECT_NEAR(
        static_cast<double>(run.actions().attempts()) / static_cast<double>(run.actions().failed),
        6, 0.1);
}

TEST(FlowExpressions, are_whole_number_arithmetic) {
    const auto value = [](const char* text) {
        std::optional<ExpressionError> error;
        const auto made = Expression::compiled(
            text,
            [](std::string_view name, std::string_view field) -> std::optional<NameMeaning> {
                if (name == "five" && field.empty()) return NameMeaning{NameMeaning::Kind::item};
                return std::nullopt;
            },
            error);
        EXPECT_FALSE(error) << text << ": " << error->what;
        return made.value([](const NameMeaning&) { return std::int64_t{5}; });
    };
    EXPECT_EQ(value("1 + 2 * 3 - 4"), 3);
    EXPECT_EQ(value("(1 + 2) * 3"), 9);
    EXPECT_EQ(value("-7 / 2"), -4) << "rounds down";
    EXPECT_EQ(value("-7 % 2"), 1);
    EXPECT_EQ(value("five % 3 = 2 and not five < 5"), 1);
    EXPECT_EQ(value("five > 6 or five != 5"), 0);
    EXPECT_EQ(value("not (1 >= 2)"), 1);
}

}  // namespace
}  // namespace isotherm
