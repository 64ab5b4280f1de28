// SPDX-License-Identifier: Apache-2.0
// Bulk jobs of clients in a run: how long they take by their share, and what they do to others.

#include <fmt/format.h>

#include "tests/jobs/run_of.h"

#include "engine/insight/findings.h"

namespace isotherm {
namespace {

std::string exporting(const std::string& like, const std::string& live) {
    return R"(
era = "2026"
duration = "40m"
[tables.source]
size = "512 MB"
item_size = "1 KB"
capacity = { read = 100, write = 100 }
[workloads.export]
table = "source"
like = )" + like +
           R"(
[workloads.live]
table = "source"
operation = "GetItem"
consistency = "strong"
arrivals = { shape = "poisson", rate = ")" +
           live + R"(" }
keys = { distribution = "uniform", distinct = 100000 }
client = { retry = "fire_and_forget" }
)";
}

// 512 MB are 512 pages of 128 eventual units, 65,536 in all. The limiter holds five seconds, and
// the last page is sent while its level is above zero.
TEST(ClientJobs, half_of_the_reads_takes_twice_as_long_as_all) {
    const FinishedRun half = run_of(exporting("\"emr_export\"", "1/s"));
    EXPECT_NEAR(half.json["client_jobs"]["export"]["read_units"].get<double>(), 65'536, 2);
    EXPECT_NEAR(half.json["client_jobs"]["export"]["lasted_s"].get<double>(),
                (65'536.0 - 250 - 128) / 50, 3);
    const FinishedRun all =
        run_of(exporting("{ kind = \"emr_export\", percent = \"90 %\" }", "1/s"));
    EXPECT_NEAR(all.json["client_jobs"]["export"]["lasted_s"].get<double>(),
                (65'536.0 - 450 - 128) / 90, 3);
}

TEST(ClientJobs, a_share_that_fits_refuses_nobody) {
    const FinishedRun run = run_of(exporting("\"emr_export\"", "40/s"));
    EXPECT_EQ(run.json["client_jobs"]["export"]["others_throttled"], 0);
    EXPECT_GT(run.json["client_jobs"]["export"]["others_attempts"], 90'000);
}

TEST(ClientJobs, one_that_does_not_fit_is_named_as_the_cause) {
    const FinishedRun run =
        run_of(exporting("{ kind = \"emr_export\", percent = \"150 %\" }", "60/s"));
    EXPECT_GT(run.json["client_jobs"]["export"]["others_throttled"], 1'000);
    const std::vector<ThrottleFinding> findings =
        findings_of(run.report->recording(), &run.scenario);
    ASSERT_FALSE(findings.empty());
    EXPECT_EQ(findings.front().cause, ThrottleCause::background_job);
    EXPECT_EQ(findings.front().evidence.job, "export");
    EXPECT_NEAR(findings.front().evidence.others, 60, 6);
}

TEST(ClientJobs, a_bulk_put_writes_at_its_rate_and_its_price_is_missing) {
    const FinishedRun run = run_of(R"(
era = "2026"
duration = "10m"
[tables.target]
item_size = "1 KB"
capacity = { read = 1, write = 1000 }
[workloads.put]
table = "target"
like = { kind = "bulk_put", items = 100000, most_write_units = 500 }
)");
    // The limit holds a second: 100,000 items at 500 a second.
    EXPECT_NEAR(run.json["client_jobs"]["put"]["lasted_s"].get<double>(), 199, 2);
    EXPECT_EQ(run.json["client_jobs"]["put"]["write_units"], 100'000);
    EXPECT_FALSE(run.json["cost"]["period"]["complete"].get<bool>());
}

// A thread puts one item after the other: 100 a second where a call takes 10 ms. What a small table
// refuses comes again until it is written.
TEST(ClientJobs, dms_loads_with_its_threads_until_all_is_written) {
    const auto loaded = [](int threads, int write) {
        return run_of(fmt::format(R"(
era = "2026"
duration = "10m"
model.burst_window = "0s"
latency = {{ model = "constant", time = "10 ms" }}
[tables.target]
item_size = "1 KB"
capacity = {{ read = 1, write = {} }}
[workloads.load]
table = "target"
like = {{ kind = "dms", items = 10000, slots = {} }}
)",
                                  write, threads))
            .json["client_jobs"]["load"];
    };
    EXPECT_NEAR(loaded(8, 2'000)["lasted_s"].get<double>(), 12.5, 0.3);
    EXPECT_NEAR(loaded(0, 2'000)["lasted_s"].get<double>(), 100, 0.1);
    const nlohmann::json small = loaded(8, 100);
    // At 100 a second, and while threads wait before they try again nobody uses what there is.
    EXPECT_GT(small["lasted_s"].get<double>(), 99);
    EXPECT_LT(small["lasted_s"].get<double>(), 140);
    EXPECT_GT(small["throttled"], 100);
    EXPECT_EQ(small["write_units"], 10'000);
}

TEST(ClientJobs, what_the_workload_says_itself_wins) {
    const Scenario scenario = scenario_in(R"(
era = "2026"
duration = "10m"
[tables.source]
size = "20 GB"
capacity = { read = 100, write = 100 }
[workloads.export]
table = "source"
like = "emr_export"
consistency = "strong"
limit = { share = "25 %" }
)");
    const std::string text = resolved_text(scenario);
    EXPECT_NE(text.find("25 %"), std::string::npos);
    EXPECT_NE(text.find("total = 20"), std::string::npos);
    EXPECT_NE(text.find("\"emr\""), std::string::npos);
    // The long form is the same scenario.
    const Scenario again = scenario_in(text);
    EXPECT_EQ(resolved_text(again), text);
}

// V-F28: 20 GB at 100 RCU take 52,428.8 s, strong with all of them or eventual with half. What the
// limiter holds for five seconds, and the last page, are ten seconds less at most.
TEST(ClientJobs, twenty_gigabytes_take_fourteen_and_a_half_hours) {
    for (const std::string how :
         {"consistency = \"strong\"\nlike = { kind = \"emr_export\", percent = \"100 %\" }",
          "like = \"emr_export\""}) {
        const FinishedRun run = run_of(R"(
era = "2026"
duration = "15h"
[tables.source]
size = "20 GB"
item_size = "1 KB"
capacity = { read = 100, write = 1 }
[workloads.export]
table = "source"
)" + how);
        const double seconds = run.json["client_jobs"]["export"]["lasted_s"].get<double>();
        EXPECT_LE(seconds, 52'428.8) << how;
        EXPECT_GE(seconds, 52'428.8 - 10) << how;
    }
}

}  // namespace
}  // namespace isotherm
