// SPDX-License-Identifier: Apache-2.0
// Causes that need a history: retries, jobs, refused decreases; and mixtures with known shares.

#include <nlohmann/json.hpp>

#include "engine/insight/findings_json.h"
#include "tests/answers/planted.h"

namespace isotherm {
namespace {

// 600 a second for 10 s on 100: what is refused comes again for up to 50 s, when fresh requests are
// 60 a second and would fit.
TEST(PlantedCause, retry_storm) {
    const Planted planted(R"(
era = "2026"
duration = "5m"
model.burst_window = "0s"
[tables.votes]
item_size = "1 KB"
capacity = { read = 5, write = 100 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "spike", rate = "60/s", peak = "600/s", at = "1m", lasting = "10s" }
keys = { distribution = "uniform", distinct = 100000 }
client = { retry = "java1" }
)");
    EXPECT_GT(planted.share(ThrottleCause::retry_storm), 0.05) << planted.text();
    EXPECT_NEAR(
        planted.share(ThrottleCause::retry_storm) + planted.share(ThrottleCause::burst_spent), 1,
        1e-9)
        << planted.text();
    for (const ThrottleFinding& finding : planted.findings) {
        if (finding.cause != ThrottleCause::retry_storm) continue;
        EXPECT_GE(finding.first_second, 60);
        EXPECT_GE(finding.evidence.resent_share, 0.5);
    }
}

// Live reads are 50 units of 100. A Scan of 64 MB, 8,192 eventual units, comes at 2 minutes.
TEST(PlantedCause, background_job) {
    const Planted planted(R"(
era = "2026"
duration = "10m"
model.burst_window = "0s"
[tables.users]
item_size = "4 KB"
size = "64 MB"
capacity = { read = 100, write = 5 }
[workloads.visitors]
table = "users"
operation = "GetItem"
consistency = "strong"
arrivals = { shape = "constant", rate = "50/s" }
keys = { distribution = "uniform", distinct = 16384 }
client = { retry = "fire_and_forget" }
[workloads.export]
table = "users"
operation = "Scan"
segments = 1
arrivals = { shape = "constant", rate = "2/s", start_after = "2m", count = 64 }
client = { retry = "fire_and_forget" }
)");
    EXPECT_GT(planted.run.totals().throttled, 100U);
    EXPECT_GT(planted.share(ThrottleCause::background_job), 0.99) << planted.text();
    EXPECT_EQ(planted.only().evidence.job, "export");
    EXPECT_NEAR(planted.only().evidence.others, 50, 1);
}

// Two tables, each with one cause. 500 of 1,500 a second are refused for 60 s because of one key:
// 30,000 less what a second's maximum starts with (20). 15 of 20 a second for lack of capacity:
// 900.
TEST(MixedCauses, have_their_shares) {
    const Planted planted(R"(
era = "2026"
duration = "1m"
model.initial_burst = 0
model.initial_maximum = 0
[tables.hot]
item_size = "1 KB"
capacity = { read = 10, write = 40000 }
[tables.small]
item_size = "1 KB"
capacity = { read = 5, write = 5 }
[workloads.hot_voters]
table = "hot"
operation = "PutItem"
arrivals = { shape = "constant", rate = "1500/s" }
keys = { distribution = "sequential", distinct = 1 }
client = { retry = "fire_and_forget" }
[workloads.small_voters]
table = "small"
operation = "PutItem"
arrivals = { shape = "constant", rate = "20/s" }
keys = { distribution = "uniform", distinct = 1000 }
client = { retry = "fire_and_forget" }
)");
    EXPECT_TRUE(planted.books_balance());
    EXPECT_NEAR(planted.share(ThrottleCause::hot_key), 30'000.0 / 30'900, 0.001) << planted.text();
    EXPECT_NEAR(planted.share(ThrottleCause::insufficient_capacity), 900.0 / 30'900, 0.001);
}

// One table: a hot key for two minutes, and later twice as much as the whole table has.
TEST(MixedCauses, an_overload_after_a_hot_key_has_its_own_stretch) {
    const Planted planted(R"(
era = "2016"
duration = "10m"
model.burst_window = "0s"
[tables.votes]
item_size = "1 KB"
partitions = 10
capacity = { read = 10, write = 1000 }
[workloads.one_candidate]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "200/s", count = 24000 }
keys = { distribution = "sequential", distinct = 1 }
client = { retry = "fire_and_forget" }
[workloads.everybody]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "2000/s", start_after = "5m" }
keys = { distribution = "uniform", distinct = 1000000 }
client = { retry = "fire_and_forget" }
)");
    EXPECT_TRUE(planted.books_balance());
    // 100 of 200 a second for 120 s, and 1,000 of 2,000 for 300 s.
    EXPECT_NEAR(planted.share(ThrottleCause::hot_key), 12'000.0 / 312'000, 0.005) << planted.text();
    EXPECT_NEAR(planted.share(ThrottleCause::insufficient_capacity), 300'000.0 / 312'000, 0.01);
    for (const ThrottleFinding& finding : planted.findings) {
        if (finding.cause != ThrottleCause::hot_key) continue;
        EXPECT_NEAR(static_cast<double>(finding.last_second), 119, 1);
    }
}

TEST(MixedCauses, a_run_without_throttles_has_no_findings) {
    const Planted planted(R"(
duration = "1m"
[tables.votes]
capacity = { read = 10, write = 100 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "5/s" }
keys = { distribution = "uniform", distinct = 1000 }
)");
    EXPECT_TRUE(planted.findings.empty());
    EXPECT_EQ(planted.text(), "Nothing was throttled: all of 299 tries got through.\n");
}

// Each throttled try of each shipped scenario has one cause, at full and at coarse resolution.
TEST(MixedCauses, books_balance_in_shipped_scenarios) {
    for (const char* name : {"heat", "date_index", "scaling_day", "two_kinds_of_reads",
                             "popular_product", "item_collection", "request_patterns"}) {
        for (const char* resolution : {"second", "minute"}) {
            auto scenario = read_scenario_file(
                ISOTHERM_SOURCE_DIR "/resources/scenarios/" + std::string(name) + ".toml",
                {{"resolution", resolution}});
            ASSERT_TRUE(scenario.ok()) << name;
            const FinishedRun run(scenario.value());
            const auto findings = findings_of(run.recording(), &run.report().scenario());
            std::uint64_t sum = 0;
            double shares = 0;
            for (const ThrottleFinding& finding : findings) {
                shares += finding.share;
                if (finding.cause == ThrottleCause::collection_full) continue;
                sum += finding.throttled;
                EXPECT_LE(finding.first_second, finding.last_second) << name;
                EXPECT_LT(finding.last_second, run.recording().seconds() + 60) << name;
            }
            EXPECT_EQ(sum, run.totals().throttled) << name << ' ' << resolution;
            if (sum > 0) {
                EXPECT_NEAR(shares, 1, 1e-9) << name;
            }
            if (std::string(name) == "item_collection") {
                ASSERT_EQ(findings.size(), 1U);
                EXPECT_EQ(findings[0].cause, ThrottleCause::collection_full);
                EXPECT_EQ(findings[0].exception(), "ItemCollectionSizeLimitExceededException");
            }
        }
    }
}

TEST(FindingsJson, has_the_names_of_the_contract) {
    const Planted planted(R"(
duration = "1m"
model.initial_burst = 0
[tables."eu.votes"]
capacity = { read = 5, write = 5 }
[workloads.voters]
table = "eu.votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "20/s" }
keys = { distribution = "uniform", distinct = 1000 }
client = { retry = "fire_and_forget" }
)");
    const auto json = findings_json(planted.findings);
    ASSERT_EQ(json.size(), 1U);
    EXPECT_EQ(json[0]["cause"], "insufficient_capacity");
    EXPECT_EQ(json[0]["resource"]["table"], "eu.votes");
    EXPECT_TRUE(json[0]["resource"]["index"].is_null());
    EXPECT_EQ(json[0]["side"], "write");
    EXPECT_EQ(json[0]["share_of_throttled"], 1.0);
    for (const char* key : {"first_s", "last_s", "evidence", "remedies"})
        EXPECT_TRUE(json[0].contains(key)) << key;
}

}  // namespace
}  // namespace isotherm
