// SPDX-License-Identifier: Apache-2.0
// Synthetic workloads: one table of 1,000 partitions unless the path is about something else.

#include <fmt/format.h>

#include "tests/bench/bare_kernels.h"
#include "tests/bench/timed_run.h"

namespace isotherm::bench {
namespace {

constexpr double full_seconds = 30;
constexpr std::uint64_t rate = 200'000;  // requests per second

// The length of a run: whole seconds, at least one.
std::int64_t seconds_of(double share, double full = full_seconds) {
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(share * full));
}

std::string table_text(std::string_view name, std::int64_t partitions, std::int64_t write) {
    return fmt::format(
        "[tables.{}]\npartitions = {}\n"
        "capacity = {{ mode = \"provisioned\", read = 1000, write = {} }}\n",
        name, partitions, write);
}

std::string workload_text(std::string_view name, std::string_view table, double per_second,
                          std::string_view retry) {
    return fmt::format(
        "[workloads.{}]\ntable = \"{}\"\noperation = \"PutItem\"\n"
        "arrivals = {{ shape = \"poisson\", rate = \"{}/s\" }}\n"
        "keys = {{ distribution = \"zipf\", distinct = 1000000, exponent = 0.99 }}\n"
        "client = {{ retry = \"{}\" }}\n",
        name, table, per_second, retry);
}

std::string head(std::string_view era, std::int64_t seconds) {
    return fmt::format("name = \"bench\"\nseed = 1\nduration = \"{}s\"\n{}", seconds,
                       era.empty() ? std::string() : fmt::format("era = \"{}\"\n", era));
}

std::string one_table(std::string_view era, double share, std::int64_t write,
                      std::string_view retry, std::int64_t partitions = 1'000) {
    return head(era, seconds_of(share)) + table_text("bench", partitions, write) +
           workload_text("bench", "bench", rate, retry);
}

Done zipf(double share) {
    return run_scenario(one_table("2016", share, 1'000'000, "fire_and_forget"));
}
Done zipf_now(double share) {
    return run_scenario(one_table("", share, 1'000'000, "fire_and_forget"));
}
// About half of the tries are refused, and clients of the old SDK try again ten times.
Done retry_storm(double share) {
    return run_scenario(one_table("2016", share, 100'000, "sdk_legacy") +
                        "[model]\ninitial_burst = 0\n");
}
Done many_partitions(double share) {
    return run_scenario(one_table("2016", share, 10'000'000, "fire_and_forget", 300'000) +
                        "[model]\ntable_quota = 10000000\n");
}

// 50 million requests in a week.
Done sparse_week(double share) {
    const std::int64_t seconds = seconds_of(share, 7 * 86'400);
    return run_scenario(head("2016", seconds) + table_text("bench", 1'000, 1'000'000) +
                        workload_text("bench", "bench", 5e7 / (7 * 86'400), "fire_and_forget"));
}

Done thousand_tables(double share) {
    std::string text = head("2016", seconds_of(share, 10));
    for (int i = 0; i < 1'000; ++i) {
        const std::string name = fmt::format("table-{}", i);
        text += table_text(name, 1, 1'000) + workload_text(name, name, 200, "fire_and_forget");
    }
    return run_scenario(text);
}

Done ten_workloads(double share) {
    std::string text = head("2016", seconds_of(share)) + table_text("bench", 1'000, 1'000'000);
    for (int i = 0; i < 10; ++i)
        text += workload_text(fmt::format("w{}", i), "bench", rate / 10.0, "fire_and_forget");
    return run_scenario(text);
}

std::uint64_t requests_of(double share) {
    return rate * static_cast<std::uint64_t>(seconds_of(share));
}

}  // namespace

std::vector<BenchPath> synthetic_paths() {
    const Anchor bare{"bare kernel",
                      [](double share) { return bare_synthetic(requests_of(share)); }};
    const Anchor ycsb{"YCSB's Zipf loop",
                      [](double share) { return ycsb_zipf_loop(requests_of(share)); }, 0.55};
    const Anchor era_2016{"the same in era 2016", zipf};
    return {
        {"synthetic Zipf, era 2016", zipf, {ycsb, bare}},
        {"synthetic Zipf, default era", zipf_now, {era_2016}},
        {"retry storm, sdk_legacy", retry_storm, {bare}, 60},
        {"sparse week", sparse_week, {bare}},
        {"1,000 tables", thousand_tables, {bare}, 100},
        {"10 workloads on a table", ten_workloads, {bare}, 50},
        {"300,000 partitions", many_partitions, {bare}, 70},
    };
}

}  // namespace isotherm::bench
