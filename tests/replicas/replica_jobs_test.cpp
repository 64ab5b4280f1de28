// SPDX-License-Identifier: Apache-2.0
// Replicas that are added and removed during a run.

#include <gtest/gtest.h>

#include "tests/laws/resumed_run.h"
#include "tests/replicas/region_run.h"

namespace isotherm {
namespace {

// A table of 40 GB; a copy takes 10 minutes and an hour for each TB: 600 + 40/1,024 x 3,600 =
// 740.625 s.
std::string of_jobs(const std::string& jobs) {
    return text_of({.duration = "40m",
                    .table = "size = \"40 GB\"",
                    .rest = writer("shop", "orders", "10/s") + "[jobs]\n" + jobs});
}

constexpr const char* grow =
    "grow = { kind = \"add_replica\", table = \"orders@eu\", at = \"60s\" }\n";
constexpr double added_at = 60 + 740.625;

nlohmann::json json_of(const FinishedRun& run) { return run.report().json(); }

TEST(ReplicaJobs, add_a_region_that_gets_the_later_writes) {
    const FinishedRun run(of_jobs(grow));
    const ConsumerRecord& record = direction(run, "orders to orders@eu");
    // Ten writes a second from then on, of which those of half a second are on their way.
    EXPECT_NEAR(static_cast<double>(record.written), (2'400 - added_at) * 10, 2);
    EXPECT_NEAR(static_cast<double>(record.left), 5, 2);
    const auto job = json_of(run)["jobs"]["grow"];
    EXPECT_EQ(job["begun_s"], 60);
    EXPECT_EQ(job["done_s"], 800);
    EXPECT_EQ(job["bytes"], 40LL << 30);
    // 40 GB at the price of Ireland, and sent by Virginia.
    const double price = 40 * 0.1698 + 40 * 0.02;
    EXPECT_NEAR(job["price"].get<double>(), price, 1e-9);
    EXPECT_EQ(run.table("orders@eu").opened_second, 800);
}

// Until it is there it costs nothing, and nothing is sent to it.
TEST(ReplicaJobs, a_region_that_is_not_there_costs_nothing) {
    const FinishedRun run(
        of_jobs("grow = { kind = \"add_replica\", table = \"orders@eu\", at = \"39m\" }\n"));
    EXPECT_EQ(direction(run, "orders to orders@eu").written, 0U);
    const nlohmann::json report = json_of(run);
    for (const auto& line : report["cost"]["period"]["lines"])
        EXPECT_NE(line["table"], "orders@eu") << line.dump();
}

// What is on its way to a replica that goes is dropped; the books balance.
TEST(ReplicaJobs, remove_a_region) {
    const FinishedRun run(
        of_jobs("go = { kind = \"remove_replica\", table = \"orders@eu\", at = \"10m\" }\n"));
    const ConsumerRecord& record = direction(run, "orders to orders@eu");
    EXPECT_NEAR(static_cast<double>(record.written), 620 * 10, 2);  // 20 s until it is gone
    EXPECT_NEAR(static_cast<double>(record.given_up), 5, 2);
    EXPECT_EQ(record.left, 0U);
    EXPECT_EQ(record.written, record.done + record.given_up);
    EXPECT_EQ(json_of(run)["replicas"]["orders@eu"]["from"]["orders"]["dropped"], record.given_up);
    // The backlog of a table that is gone does not grow.
    EXPECT_EQ(run.table("orders@eu").backlog.back().entries, 0);
}

// A Region that is left and entered again: its table is there at the start.
TEST(ReplicaJobs, remove_a_region_and_add_it_again) {
    const FinishedRun run(
        of_jobs("go = { kind = \"remove_replica\", table = \"orders@eu\", at = \"10m\" }\n"
                "grow = { kind = \"add_replica\", table = \"orders@eu\", after = \"jobs.go\" }\n"));
    // Until 620 s, and again 740.625 s later.
    const ConsumerRecord& record = direction(run, "orders to orders@eu");
    EXPECT_NEAR(static_cast<double>(record.written), 10 * (2'400 - 740.625), 3);
    EXPECT_EQ(json_of(run)["jobs"]["grow"]["done"], 1);
}

TEST(ReplicaJobs, go_on_from_a_saved_state) {
    const std::string text =
        of_jobs(grow + std::string("go = { kind = \"remove_replica\", table = \"orders@eu\", at = "
                                   "\"25m\" }\n"));
    const Scenario scenario = *scenario_of(text);
    const std::string expected = FinishedRun(scenario).report().json().dump();
    for (const std::size_t rows : {1, 7})
        EXPECT_EQ(FinishedRun(scenario, {.batch_rows = rows}).report().json().dump(), expected);
    EXPECT_EQ(resumed_report(scenario, {5min, 20min, 26min}), expected);
}

TEST(ReplicaJobs, that_cannot_be_are_refused) {
    const auto said = [](const std::string& text, const char* part) {
        const auto read = read_scenario_text(text, "test.toml");
        ASSERT_FALSE(read.ok());
        EXPECT_NE(all_texts(read.errors()).find(part), std::string::npos)
            << all_texts(read.errors());
    };
    said(of_jobs("a = { kind = \"add_replica\", table = \"orders\", at = \"1m\" }\n"),
         "orders is not a replica");
    said(of_jobs(grow + std::string("b = { kind = \"add_replica\", table = \"orders@eu\" }\n")),
         "job b does the same to orders@eu");
    said(of_jobs(grow + std::string("[workloads.reader]\ntable = \"orders@eu\"\noperation = "
                                    "\"GetItem\"\narrivals = { shape = \"constant\", rate = "
                                    "\"1/s\" }\nkeys = { distribution = \"uniform\", distinct = 10 "
                                    "}\n")),
         "which is not there from the start on");
}

// A write that meets one of another Region is sent again by the retry mode; in the end all are
// written. Both sides count the same conflicts.
TEST(Regions, with_strong_consistency_send_conflicting_writes_again) {
    const auto writers = [](const std::string& retry) {
        std::string text;
        for (const auto& [name, table] : {std::pair("a", "orders"), std::pair("b", "orders@two")})
            text += fmt::format(R"([workloads.{}]
table = "{}"
operation = "PutItem"
arrivals = {{ shape = "poisson", rate = "2/s" }}
keys = {{ distribution = "uniform", distinct = 1 }}
client = {{ {} }}
)",
                                name, table, retry);
        return FinishedRun(
            text_of({.era = "2026",
                     .duration = "1h",
                     .replication = "{ consistency = \"strong\", region_rtt = \"70 ms\", witness = "
                                    "\"us-west-2\" }",
                     .replicas = "replicas.two = { region = \"us-east-2\" }",
                     .rest = text}));
    };
    const FinishedRun once = writers("retry = \"fire_and_forget\"");
    const FinishedRun again = writers("retry = \"fixed\", attempts = 20, wait = \"300 ms\"");
    for (const FinishedRun* run : {&once, &again}) {
        const ActionRecord& actions = run->recording().actions.at(0);
        EXPECT_EQ(actions.conflicts, direction(*run, "orders to orders@two").conflicts);
        EXPECT_GT(actions.conflicts, 500U);
    }
    EXPECT_EQ(once.recording().actions.at(0).failed,
              once.recording().actions.at(0).conflicts + once.workload("a").throttled);
    EXPECT_EQ(again.recording().actions.at(0).failed, 0U);
    const ActionRecord& actions = again.recording().actions.at(0);
    EXPECT_EQ(direction(again, "orders to orders@two").written, actions.done);
}

}  // namespace
}  // namespace isotherm
