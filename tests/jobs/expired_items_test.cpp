// SPDX-License-Identifier: Apache-2.0
// Items that time to live deletes, as the readers of the table's stream see them; and what reads of
// streams cost.

#include "tests/jobs/run_of.h"

namespace isotherm {
namespace {

std::string sessions(const std::string& reader, const std::string& steps = "") {
    return R"(
era = "2026"
duration = "20m"
billing = { book = "use1-2024" }
[tables.sessions]
item_size = "500 B"
new_items = "100 %"
partitions = 2
time_to_live = "5m"
time_to_live_delay = "0s"
stream = { view = "old" }
capacity = { read = 10, write = 40 }
[workloads.visitors]
table = "sessions"
operation = "PutItem"
arrivals = { shape = "constant", rate = "20/s" }
keys = { distribution = "sequential", distinct = 1000000 }
client = { retry = "fire_and_forget" }
[workloads.reader]
table = "sessions"
callers = { kind = "stream", of = "sessions", )" +
           reader + " }\n" + steps + "\n";
}

// 20 items a second; those of the first 14 minutes are more than 5 minutes old at minute 19, and
// the deletes of a minute are carried out at its end.
TEST(ExpiredItems, are_records_of_the_service) {
    const FinishedRun run = run_of(sessions("reader = \"sink\", rate = \"10k/s\""));
    const auto& deleted = run.json["tables"]["sessions"]["time_to_live_deleted_items"];
    const auto& records = run.json["consumers"]["reader"]["records"];
    EXPECT_GE(deleted.get<int>(), 20 * 60 * 14);
    EXPECT_EQ(records["by_time_to_live"], deleted);
    // The first put comes a twentieth of a second after the start.
    constexpr int puts = 20 * 1'200 - 1;
    EXPECT_EQ(records["written"].get<int>(), puts + deleted.get<int>());
    // They cost no write units: only the puts do.
    EXPECT_EQ(run.json["tables"]["sessions"]["consumed_write_units"], puts);
}

TEST(ExpiredItems, can_be_read_alone_or_left_out) {
    const FinishedRun only =
        run_of(sessions("reader = \"sink\", rate = \"10k/s\", expired_items = \"only\""));
    const auto& records = only.json["consumers"]["reader"]["records"];
    const int expired = records["by_time_to_live"].get<int>();
    // The puts of the last moments have not been read, nor the deletes of the last minute.
    EXPECT_NEAR(records["filtered"].get<int>(), 20 * 1'200, 40);
    EXPECT_LE(records["done"].get<int>(), expired);
    EXPECT_GE(records["done"].get<int>(), expired - 20 * 60);
    const FinishedRun never =
        run_of(sessions("reader = \"sink\", rate = \"10k/s\", expired_items = \"never\""));
    const int left_out = never.json["consumers"]["reader"]["records"]["filtered"].get<int>();
    EXPECT_LE(left_out, expired);
    EXPECT_GE(left_out, expired - 20 * 60);
}

double amount_of(const FinishedRun& run, const std::string& item) {
    for (const auto& line : run.json["cost"]["period"]["lines"])
        if (line["item"] == item) return line["amount"].get<double>();
    return -1;
}

const std::string waiting = "steps = [{ wait = \"1ms\" }]";

TEST(StreamReads, of_workers_are_charged_by_the_call_and_those_of_lambda_are_not) {
    const FinishedRun worker = run_of(sessions("reader = \"worker\"", waiting));
    const double reads = worker.json["consumers"]["reader"]["reads"].get<double>();
    EXPECT_GT(reads, 1'000);
    EXPECT_NEAR(amount_of(worker, "streams_rru_100k"), reads / 100'000 * 0.02, 1e-9);
    const FinishedRun lambda = run_of(sessions("reader = \"lambda\"", waiting));
    EXPECT_EQ(amount_of(lambda, "streams_rru_100k"), -1);
    EXPECT_NEAR(amount_of(lambda, "lambda_million"),
                lambda.json["consumers"]["reader"]["batches"].get<double>() / 1e6 * 0.2, 1e-9);
}

TEST(SavedJobs, go_on_as_if_the_run_had_not_stopped) {
    const std::string text = sessions("reader = \"sink\", rate = \"10k/s\"") + R"(
[jobs]
b = { kind = "backup", table = "sessions", at = "5m", every = "5m" }
p = { kind = "pitr", table = "sessions", at = "1m" }
x = { kind = "export", table = "sessions", at = "8m" }
c = { kind = "copy_table", table = "sessions", at = "2m", to = "copied" }
)";
    const FinishedRun whole = run_of(text);
    const Scenario scenario = scenario_in(text);
    for (const SimDuration at : {SimDuration(90s), SimDuration(500s), SimDuration(16min)}) {
        auto first = Simulation::create(scenario);
        first.value()->advance(sim_start + at);
        const std::string state = first.value()->state();
        const std::string history = first.value()->history();
        auto second = Simulation::create(scenario);
        ASSERT_FALSE(second.value()->resume(state, history).has_value());
        second.value()->advance(second.value()->end());
        const nlohmann::ordered_json json = second.value()->report().json();
        EXPECT_EQ(json["fingerprint"], whole.json["fingerprint"]);
        EXPECT_EQ(json["jobs"], whole.json["jobs"]);
        EXPECT_EQ(json["consumers"], whole.json["consumers"]);
    }
    EXPECT_EQ(whole.json["jobs"]["x"]["done"], 1);
    EXPECT_EQ(whole.json["jobs"]["b"]["done"], 3);
    EXPECT_EQ(whole.json["jobs"]["c"]["done"], 1);
}

}  // namespace
}  // namespace isotherm
