// SPDX-License-Identifier: Apache-2.0
// The totals of a run cover what callers sent. Writes that these cause later in indexes are counted
// separately.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/laws/books.h"
#include "tests/laws/catalog_scenarios.h"

namespace isotherm {
namespace {

std::string orders(const std::string& indexes, const std::string& retry) {
    return R"(era = "2018"
seed = 3
duration = "90s"
model.initial_burst = 0
[tables.orders]
item_size = "500 B"
capacity = { read = 50, write = 100 }
)" + indexes +
           R"([workloads.shop]
table = "orders"
mix = { PutItem = 0.7, UpdateItem = 0.1, GetItem = 0.2 }
arrivals = { shape = "poisson", rate = "180/s" }
keys = { distribution = "zipf", distinct = 500 }
client = )" +
           retry + "\n";
}

const std::string healthy =
    R"(indexes.by_day = { partition_key = "day", capacity = { read = 10, write = 1000 } }
indexes.by_state = { partition_key = "state", capacity = { read = 10, write = 1000 } }
)";

TEST(Callers, indexes_with_enough_capacity_change_no_total_of_callers) {
    for (const char* retry : {"{ retry = \"fire_and_forget\" }", "{ retry = \"sdk_standard\" }"}) {
        const FinishedRun without(orders("", retry));
        const FinishedRun with(orders(healthy, retry));
        EXPECT_GT(without.totals().throttled, 1'000u) << "a law about throttled callers";
        EXPECT_EQ(with.totals(), without.totals()) << retry;
        EXPECT_EQ(with.report().json()["totals"], without.report().json()["totals"]);
        for (const char* key : {"throttled_by_reason", "refused_by", "answered_with"})
            EXPECT_EQ(with.report().json()[key], without.report().json()[key]) << key;
        expect_balanced(with);

        // Each served write causes one write in each index; writes due after the end are missing.
        const Totals caused = with.recording().consequences(SentBy::index_writes);
        const auto writes = static_cast<double>(with.totals().tries[1][0]);
        EXPECT_NEAR(static_cast<double>(caused.admitted), 2 * writes, 2 * 20);
        EXPECT_EQ(caused.throttled, 0u);
    }
}

// An index that cannot keep up has throttled tries that no caller sent.
TEST(Callers, an_index_that_falls_behind_throttles_no_caller_until_it_refuses) {
    const std::string slow =
        "indexes.by_day = { partition_key = \"day\", capacity = { read = 10, "
        "write = 40 } }\n";
    const FinishedRun with(orders(slow, "{ retry = \"fire_and_forget\" }"));
    const FinishedRun without(orders("", "{ retry = \"fire_and_forget\" }"));
    EXPECT_GT(with.table("orders", "by_day").totals.throttled, 100u);
    EXPECT_EQ(with.table("orders", "by_day").callers.attempts, 0u);
    EXPECT_EQ(with.totals().throttled, without.totals().throttled);
    expect_balanced(with);
}

// A query of an index is sent by a caller; a write of the same index is not.
TEST(Callers, queries_of_an_index_are_sent_by_callers) {
    const std::string reader = R"([workloads.reader]
table = "orders"
index = "by_day"
operation = "Query"
arrivals = { shape = "constant", rate = "10/s" }
keys = { distribution = "uniform", distinct = 10 }
client = { retry = "fire_and_forget" }
)";
    const FinishedRun run(orders(healthy, "{ retry = \"fire_and_forget\" }") + reader);
    const TableRecording& index = run.table("orders", "by_day");
    EXPECT_EQ(index.callers.requests, 899u);  // request 900 arrives after the end
    EXPECT_GT(index.totals.requests, 2 * 899u);
    const auto json = run.report().json();
    EXPECT_EQ(json["tables"]["orders"]["indexes"]["by_day"]["callers"]["requests"], 899);
    EXPECT_EQ(json["totals"]["requests"], run.workload("shop").requests + 899);
    expect_balanced(run);
}

}  // namespace
}  // namespace isotherm
