// SPDX-License-Identifier: Apache-2.0
// The single requests of a part of a run.

#include "engine/run/request_log.h"

#include <gtest/gtest.h>

#include "tests/engine/run/loads.h"

namespace isotherm {
namespace {

constexpr const char* busy = R"(
era = "2016"
seed = 3
duration = "20s"
[model]
initial_burst = 0
[tables.votes]
partitions = 2
item_size = "1500 B"
capacity = { mode = "provisioned", read = 10, write = 60 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "poisson", rate = "50/s" }
keys = { distribution = "zipf", distinct = 10 }
client = { retry = "sdk_standard" }
)";

// The log agrees with the recording: each second has the same numbers of tries, refusals and units.
TEST(RequestLog, agrees_with_the_books_of_every_second) {
    const FinishedRun run(busy);
    const std::atomic<bool> go_on{false};
    for (std::int64_t s = 0; s < 20; ++s) {
        const auto log = log_requests(run.report().scenario(),
                                      {.table = ResourceName("votes"),
                                       .first = sim_start + std::chrono::seconds(s),
                                       .end = sim_start + std::chrono::seconds(s + 1)},
                                      go_on);
        ASSERT_TRUE(log.ok());
        std::uint64_t throttled = 0;
        HalfUnits demand;
        for (const LoggedRequest& request : log.value().requests) {
            throttled += is_throttled(request.outcome);
            demand += request.cost;
            EXPECT_EQ(request.cost.in_units(), 2.0);  // a write of 1,500 B
            EXPECT_EQ(request.bytes, 1'500U);
            EXPECT_EQ(request.workload, "voters");
        }
        const SeriesSecond& booked = run.table().seconds[1][static_cast<std::size_t>(s)];
        EXPECT_EQ(log.value().count, booked.throttled() + booked.requests[0]);
        EXPECT_EQ(throttled, booked.throttled());
        EXPECT_EQ(demand.count(), booked.demand);
    }
}

TEST(RequestLog, keeps_the_first_ones_and_counts_all) {
    const FinishedRun run(busy);
    const std::atomic<bool> go_on{false};
    const auto log = log_requests(
        run.report().scenario(),
        {.table = ResourceName("votes"), .first = sim_start, .end = sim_start + 20s, .most = 7},
        go_on);
    EXPECT_EQ(log.value().requests.size(), 7U);
    EXPECT_EQ(log.value().count, run.totals().attempts);
    const auto half = log_requests(run.report().scenario(),
                                   {.table = ResourceName("votes"),
                                    .first = sim_start,
                                    .end = sim_start + 20s,
                                    .last_position = ~KeyPosition{0} / 2},
                                   go_on);
    EXPECT_LT(half.value().count, log.value().count);
    EXPECT_GT(half.value().count, 0U);
    const std::atomic<bool> stop{true};
    EXPECT_EQ(
        log_requests(run.report().scenario(),
                     {.table = ResourceName("votes"), .first = sim_start, .end = sim_start + 20s},
                     stop)
            .value()
            .count,
        0U);
}

}  // namespace
}  // namespace isotherm
