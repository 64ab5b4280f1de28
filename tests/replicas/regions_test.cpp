// SPDX-License-Identifier: Apache-2.0
// Regions that fail and come back, strong consistency, laws, and what the reader refuses.

#include <gtest/gtest.h>

#include "engine/insight/findings.h"
#include "tests/laws/resumed_run.h"
#include "tests/replicas/region_run.h"

namespace isotherm {
namespace {

const OutageRecord& outage(const FinishedRun& run) { return run.recording().outages.at(0); }

const char* const ireland_fails =
    "[outages.ireland]\nregion = \"eu-west-1\"\nbegin = \"60s\"\nend = \"120s\"\n";

// Calls to a Region that is down fail; writes to it wait, and follow when it is back.
TEST(Regions, that_fail_get_their_writes_later) {
    const FinishedRun run(
        text_of({.duration = "5m",
                 .rest = writer("virginia", "orders", "100/s") +
                         writer("ireland", "orders@eu", "50/s") + ireland_fails}));
    const ConsumerRecord& record = direction(run, "orders to orders@eu");
    // 60 s x 100/s, and half a second on its way.
    EXPECT_NEAR(static_cast<double>(run.table("orders@eu").backlog[119].entries), 6'050, 20);
    EXPECT_NEAR(static_cast<double>(record.age.most()) * 1e-6, 60.5, 0.2);
    EXPECT_LT(record.left, 120u);
    EXPECT_EQ(outage(run).failed.at(0), 60u * 50);
    EXPECT_TRUE(outage(run).moved.empty());
    EXPECT_NEAR(static_cast<double>(outage(run).unsent), 25, 6);  // 0.5 s x 50/s
    // What never reached DynamoDB is in none of its counts.
    // The first call comes a fiftieth of a second after the start.
    EXPECT_EQ(run.workload("ireland").requests, 240u * 50 - 1);
    EXPECT_EQ(run.table("orders@eu").callers.attempts, 240u * 50 - 1);
}

TEST(Regions, that_fail_send_their_callers_elsewhere) {
    const FinishedRun run(text_of({.duration = "5m",
                                   .rest = writer("ireland", "orders@eu", "50/s") + ireland_fails +
                                           "move_to = \"us-east-1\"\nmove_after = \"20s\"\n"}));
    EXPECT_EQ(outage(run).failed.at(0), 20u * 50);
    EXPECT_EQ(outage(run).moved.at(0), 40u * 50);
    EXPECT_EQ(run.table("orders").callers.admitted, 40u * 50);
    // They come back with the others.
    EXPECT_EQ(direction(run, "orders to orders@eu").done, 40u * 50);
}

// Flows see an error of the service and try again by their retry mode.
TEST(Regions, that_fail_are_errors_of_the_service_for_flows) {
    const FinishedRun run(text_of(
        {.duration = "3m",
         .rest = std::string("[workloads.ireland]\ntable = \"orders@eu\"\narrivals = { shape = "
                             "\"constant\", rate = \"10/s\" }\nclient = { retry = \"fixed\", "
                             "attempts = 3, wait = \"1 s\" }\nsteps = [{ call = \"PutItem\", key = "
                             "\"{action}\" }]\n") +
                 ireland_fails,
         .model = with_latency}));
    const ActionRecord& actions = run.recording().actions.at(0);
    // Calls of the last two seconds before it is back succeed in a later attempt.
    EXPECT_NEAR(static_cast<double>(actions.failed), 58 * 10, 11);
    EXPECT_NEAR(static_cast<double>(outage(run).failed.at(0)), 58 * 10 * 3 + 10 * 2 + 10, 35);
}

TEST(Regions, with_strong_consistency_wait_for_a_round_trip) {
    const std::string strong = "{ consistency = \"strong\", region_rtt = \"70 ms\" }";
    const auto mean_ms = [&](const std::string& replication, const std::string& call) {
        const FinishedRun run(text_of(
            {.era = "2026",
             .replication = replication,
             .replicas = "replicas.two = { region = \"us-east-2\" }\nreplicas.west = { region = "
                         "\"us-west-2\" }",
             .rest = "[workloads.one]\ntable "
                     "= \"orders\"\ncallers = { kind = \"workers\", count = 1 }\nsteps = [{ " +
                     call + " }]\n",
             .model = with_latency}));
        return run.recording().actions.at(0).latency.mean_ms();
    };
    EXPECT_NEAR(mean_ms(strong, "call = \"PutItem\", key = \"7\""), 80, 0.01);
    EXPECT_NEAR(mean_ms(strong, "call = \"GetItem\", key = \"7\", consistency = \"strong\""), 80,
                0.01);
    EXPECT_NEAR(mean_ms(strong, "call = \"GetItem\", key = \"7\", consistency = \"eventual\""), 10,
                0.01);
    EXPECT_NEAR(mean_ms("{}", "call = \"PutItem\", key = \"7\""), 10, 0.01);
}

// A write fails if the item was written in another Region within a round trip. With 2 writes a
// second each, of which a part x passes: x = e^(-2 x 0.07), so 0.884 of them.
TEST(Regions, with_strong_consistency_refuse_conflicting_writes) {
    const FinishedRun run(
        text_of({.era = "2026",
                 .duration = "4h",
                 .replication = "{ consistency = \"strong\", region_rtt = \"70 ms\", witness = "
                                "\"us-west-2\" }",
                 .replicas = "replicas.two = { region = \"us-east-2\" }",
                 .rest = writer("a", "orders", "2/s", "", "poisson", 1) +
                         writer("b", "orders@two", "2/s", "", "poisson", 1)}));
    const ConsumerRecord& record = direction(run, "orders to orders@two");
    const double asked = static_cast<double>(run.workload("a").admitted);
    EXPECT_NEAR(static_cast<double>(record.conflicts) / asked, 0.116, 0.01);
    EXPECT_NEAR(static_cast<double>(record.written) / asked, 0.884, 0.01);
    EXPECT_TRUE(
        run.report().json()["replicas"]["orders@two"]["from"]["orders"]["lag_s"]["p50"].is_null());
}

std::string lively() {
    return text_of(
        {.duration = "4m",
         .replication = "{}",
         .replicas = three_regions,
         .table = "sort_key = \"sk\"\nindexes.by_day = { partition_key = \"day\", "
                  "capacity = { read = 10, write = 60 } }",
         .rest = writer("virginia", "orders", "120/s", "", "poisson", 100) +
                 writer("ireland", "orders@eu", "50/s", "", "poisson", 100) +
                 "[workloads.deletes]\ntable = \"orders@ap\"\noperation = "
                 "\"DeleteItem\"\narrivals = { shape = \"poisson\", rate = \"5/s\" }\nkeys = { "
                 "distribution = \"uniform\", distinct = 100 }\n" +
                 ireland_fails + "move_to = \"ap-northeast-1\"\nmove_after = \"10s\"\n"});
}

// No batch, slice or thread changes a result.
TEST(RegionLaws, batches_slices_and_threads_do_not_matter) {
    const Scenario scenario = *scenario_of(lively());
    const std::string expected = FinishedRun(scenario).report().json().dump();
    for (const std::size_t rows : {1, 7, 1024})
        EXPECT_EQ(FinishedRun(scenario, {.batch_rows = rows}).report().json().dump(), expected);
    EXPECT_EQ(FinishedRun(scenario, {.slice = 1'700ms, .threads = 1}).report().json().dump(),
              expected);
    EXPECT_EQ(
        FinishedRun(scenario, {.threads = 3, .least_deferred_rows = 1}).report().json().dump(),
        expected);
}

TEST(RegionLaws, a_run_that_is_saved_goes_on) {
    const Scenario scenario = *scenario_of(lively());
    const std::string expected = FinishedRun(scenario).report().json().dump();
    EXPECT_EQ(resumed_report(scenario, {13'370ms, 59'999ms, 97'123ms, 121'050ms}), expected);
}

TEST(RegionLaws, the_resolved_text_is_the_same_scenario) {
    const Scenario scenario = *scenario_of(lively());
    const std::string resolved = resolved_text(scenario);
    EXPECT_EQ(resolved.find("orders@eu]"), std::string::npos);
    const Scenario again = *scenario_of(resolved);
    EXPECT_EQ(FinishedRun(again).fingerprint(), FinishedRun(scenario).fingerprint());
}

// What replicated writes take, and what they take from callers, is one finding.
TEST(RegionFindings, name_the_replica_that_is_behind) {
    const Scenario scenario = *scenario_of(
        text_of({.duration = "5m",
                 .replicas = "replicas.eu = { region = \"eu-west-1\", capacity = { write = 200 } }",
                 .rest = writer("shop", "orders", "300/s")}));
    const FinishedRun run(scenario);
    const auto findings = findings_of(run.recording(), &scenario);
    ASSERT_EQ(findings.size(), 1u);
    EXPECT_EQ(findings[0].cause, ThrottleCause::replica_behind);
    EXPECT_EQ(findings[0].resource, ResourceName("orders@eu"));
    EXPECT_EQ(findings[0].share, 1);
    EXPECT_EQ(findings[0].evidence.reads, "orders");
    EXPECT_NEAR(findings[0].evidence.behind_s, 100, 2);
    EXPECT_NEAR(static_cast<double>(findings[0].evidence.behind_writes), 30'000, 200);
}

struct Refused {
    RegionCase scenario;
    const char* says;
    int line;
};

std::string shop() { return writer("shop", "orders", "1/s"); }

TEST(RegionChecks, refuse_what_cannot_be) {
    const std::vector<Refused> cases{
        {{.replicas = "replicas.eu = { region = \"us-east-1\" }", .rest = shop()},
         "it cannot be its own replica",
         9},
        {{.replicas = "replicas.eu = { region = \"eu-wst-1\" }", .rest = shop()},
         "there is no AWS Region \"eu-wst-1\"",
         9},
        {{.replicas = "replicas.a = { region = \"eu-west-1\" }\nreplicas.b = { region = "
                      "\"eu-west-1\" }",
          .rest = shop()},
         "replica a is in eu-west-1, too",
         10},
        {{.era = "2016", .rest = shop()}, "global tables were introduced in November 2017", 9},
        {{.replication = "{ version = \"2017\" }", .table = "size = \"1 GB\"", .rest = shop()},
         "must be empty",
         10},
        {{.replication = "{ version = \"2017\" }",
          .replicas = "replicas.eu = { region = \"eu-west-1\", capacity = { write = 5 } }",
          .rest = shop()},
         "same write capacity in all Regions",
         9},
        {{.replicas = "replicas.eu = { region = \"eu-west-1\", capacity = { mode = \"on_demand\" "
                      "} }",
          .rest = shop()},
         "same capacity mode",
         9},
        {{.replication = "{ consistency = \"strong\" }", .rest = shop()},
         "introduced in June 2025",
         8},
        {{.era = "2026", .replication = "{ consistency = \"strong\" }", .rest = shop()},
         "needs three Regions",
         8},
        {{.era = "2026",
          .replication = "{ consistency = \"strong\" }",
          .replicas = three_regions,
          .rest = shop()},
         "is not offered across",
         8},
        {{.era = "2026",
          .replication = "{ consistency = \"strong\", witness = \"us-west-2\" }",
          .replicas = "replicas.two = { region = \"us-east-2\" }",
          .table = "new_items = \"1 %\"\ntime_to_live = \"1h\"",
          .rest = shop()},
         "has no time to live",
         11},
        {{.era = "2026",
          .replication = "{ consistency = \"strong\", witness = \"us-west-2\" }",
          .replicas = "replicas.two = { region = \"us-east-2\" }",
          .rest = "[workloads.shop]\ntable = \"orders@two\"\noperation = "
                  "\"TransactWriteItems\"\narrivals = { shape = \"constant\", rate = \"1/s\" }\n"},
         "refuses transactions",
         13},
        {{.rest = shop() + "[outages.x]\nregion = \"eu-west-2\"\nbegin = \"1s\"\nend = \"2s\"\n"},
         "no table is in \"eu-west-2\"",
         19},
        {{.rest = shop() + "[outages.x]\nregion = \"eu-west-1\"\nbegin = \"2s\"\nend = \"1s\"\n"},
         "before it has failed",
         21},
        {{.rest = shop() + "[outages.x]\nregion = \"eu-west-1\"\nbegin = \"1s\"\nend = "
                           "\"2s\"\nmove_to = \"ap-south-1\"\n"},
         "has a replica in \"ap-south-1\"",
         22}};
    for (const Refused& one : cases) {
        const std::string text = text_of(one.scenario);
        const auto read = read_scenario_text(text, "test.toml");
        ASSERT_FALSE(read.ok()) << one.says;
        bool said = false;
        for (const Error& error : read.errors())
            said = said ||
                   (error.what.find(one.says) != std::string::npos && error.place.line == one.line);
        EXPECT_TRUE(said) << one.says << " at " << one.line << "\n" << all_texts(read.errors());
    }
}

}  // namespace
}  // namespace isotherm
