// SPDX-License-Identifier: Apache-2.0
// Runs whose every request is checked by the independent auditor.

#include "tests/laws/auditor.h"

#include <fmt/format.h>

#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

struct Audited {
    Auditor auditor;
    std::unique_ptr<Simulation> simulation;
    std::optional<RunReport> report;
};

void run(Audited& audited, const std::string& text) {
    Tuning tuning;
    tuning.log = [&audited](const RequestBatch& batch) { audited.auditor.log(batch); };
    auto created = Simulation::create(scenario_of(text).value(), tuning);
    ASSERT_TRUE(created.ok());
    audited.simulation = std::move(created.value());
    audited.simulation->advance(audited.simulation->end());
    audited.report.emplace(audited.simulation->report());
}

// Reads and writes of several sizes with retries, on shares that throttle some of them.
std::string busy_table(int partitions, int read, int write, double filled, std::string_view retry,
                       int seed) {
    return fmt::format(R"(
era = "2016"
seed = {}
duration = "40s"
[tables.tab]
partitions = {}
capacity = {{ mode = "provisioned", read = {}, write = {} }}
[model]
initial_burst = {}
[workloads.reads]
table = "tab"
operation = "GetItem"
consistency = "eventual"
arrivals = {{ shape = "poisson", rate = "300/s" }}
keys = {{ distribution = "zipf", distinct = 500, exponent = 1.0 }}
sizes = {{ distribution = "exponential", mean = "6 KB" }}
client = {{ retry = "{}" }}
[workloads.writes]
table = "tab"
operation = "PutItem"
arrivals = {{ shape = "poisson", rate = "200/s" }}
keys = {{ distribution = "zipf", distinct = 500, exponent = 0.8 }}
sizes = {{ distribution = "exponential", mean = "2 KB" }}
client = {{ retry = "{}" }}
)",
                       seed, partitions, read, write, filled, retry, retry);
}

TEST(Audit, every_decision_of_static_shares_matches_the_auditor) {
    int seed = 1;
    for (const char* retry : {"fire_and_forget", "sdk_legacy", "sdk_standard"}) {
        for (const int partitions : {1, 4, 5}) {
            SCOPED_TRACE(fmt::format("{} on {}", retry, partitions));
            Audited audited;
            run(audited, busy_table(partitions, 280, 300, 0.0, retry, seed++));
            const Recording& recording = audited.report->recording();
            EXPECT_GT(recording.totals().throttled, 100u);
            EXPECT_GT(recording.totals().admitted, 100u);
            audited.auditor.recount(recording);
            audited.auditor.follow_requests();
            audited.auditor.check_charges(4096, 1024);
            audited.auditor.predict_static_shares(partitions, 280, 300, 0.0);
        }
    }
}

TEST(Audit, other_admission_models_count_correctly_as_well) {
    for (const char* era : {"2018", "2019", "2024"}) {
        SCOPED_TRACE(era);
        Audited audited;
        std::string text = busy_table(3, 280, 300, 0.0, "sdk_standard", 5);
        text.replace(text.find("2016"), 4, era);
        run(audited, text);
        EXPECT_GT(audited.report->recording().totals().throttled, 100u);
        audited.auditor.recount(audited.report->recording());
        audited.auditor.follow_requests();
        audited.auditor.check_charges(4096, 1024);
    }
}

}  // namespace
}  // namespace isotherm
