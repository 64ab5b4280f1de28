// SPDX-License-Identifier: Apache-2.0
// The timing wheel against a sorted list, on random pushes and pops.

#include "engine/requests/resend_queue.h"

#include <algorithm>
#include <array>
#include <vector>

#include <gtest/gtest.h>

#include "engine/vocabulary/random_stream.h"
#include "tests/engine/requests/naive_order.h"

namespace isotherm {
namespace {

Request request_at(SimTime time, std::uint64_t sequence = 0, std::uint32_t workload = 0) {
    Request request;
    request.arrival = time;
    request.sequence = sequence;
    request.workload = {workload};
    request.attempt = 2;
    return request;
}

TEST(ResendQueue, starts_empty_with_never_as_its_time) {
    ResendQueue queue;
    EXPECT_TRUE(queue.empty());
    EXPECT_EQ(queue.size(), 0u);
    EXPECT_EQ(queue.next_time(), never);
}

TEST(ResendQueue, breaks_ties_by_workload_sequence_and_attempt) {
    ResendQueue queue;
    queue.push(request_at(sim_start + 1s, 5, 1));
    queue.push(request_at(sim_start + 1s, 9, 0));
    queue.push(request_at(sim_start + 1s, 4, 1));
    Request third = request_at(sim_start + 1s, 4, 1);
    third.attempt = 3;
    queue.push(third);
    std::vector<std::tuple<std::uint32_t, std::uint64_t, int>> order;
    for (; !queue.empty(); queue.pop()) {
        order.emplace_back(queue.front().workload.value, queue.front().sequence,
                           queue.front().attempt);
    }
    EXPECT_EQ(order, (std::vector<std::tuple<std::uint32_t, std::uint64_t, int>>{
                         {0, 9, 2}, {1, 4, 2}, {1, 4, 3}, {1, 5, 2}}));
}

TEST(ResendQueue, keeps_requests_beyond_the_wheel) {
    // The wheel spans 16.8 s; requests days and years ahead must also come out in order.
    ResendQueue queue;
    const std::vector<SimDuration> delays{
        SimDuration(longest_run), 24h, 17s, 16s, 1us, 16'777'216us, 16'777'215us};
    for (const SimDuration delay : delays) queue.push(request_at(sim_start + delay));
    auto sorted = delays;
    std::sort(sorted.begin(), sorted.end());
    for (const SimDuration delay : sorted) {
        ASSERT_EQ(queue.next_time(), sim_start + delay);
        queue.pop();
    }
    EXPECT_TRUE(queue.empty());
}

// Random pushes, up to `spread` ahead of the last popped request, and pops.
void compare_with_sorted_list(SimDuration spread, std::uint64_t seed) {
    RandomStream random(seed, "resend queue");
    ResendQueue queue;
    std::vector<Request> list;  // sorted, next to be served last
    const auto later = [](const Request& a, const Request& b) { return served_before(b, a); };
    SimTime now = sim_start;
    for (std::uint64_t step = 0; step < 20'000; ++step) {
        if (list.empty() || random.below(100) < 52) {
            const auto ahead = SimDuration(static_cast<std::int64_t>(
                random.below(static_cast<std::uint64_t>(spread.count()))));
            const Request request =
                request_at(now + ahead, step, static_cast<std::uint32_t>(random.below(3)));
            queue.push(request);
            list.insert(std::upper_bound(list.begin(), list.end(), request, later), request);
        } else {
            ASSERT_EQ(queue.next_time(), list.back().arrival);
            ASSERT_TRUE(same_request(queue.front(), list.back())) << "step " << step;
            now = list.back().arrival;
            queue.pop();
            list.pop_back();
        }
        ASSERT_EQ(queue.size(), list.size());
    }
}

// Every operation with every finding, and the largest values.
TEST(ResendQueue, gives_back_every_field_of_what_waited) {
    constexpr std::array findings{Finding::item, Finding::no_item, Finding::condition_failed,
                                  Finding::collection_full, Finding::transaction_cancelled};
    ResendQueue queue;
    std::vector<Request> list;
    for (std::size_t operation = 0; operation < operation_count; ++operation) {
        for (const Finding finding : findings) {
            const auto number = list.size();
            list.push_back({sim_start + 1s + SimDuration(static_cast<std::int64_t>(number) * 999),
                            ~Key{0} - number,
                            ~std::uint64_t{0} - number,
                            ~std::uint32_t{0} - static_cast<std::uint32_t>(number),
                            {0xffff'fff0U},
                            {0xffff'fff1U},
                            static_cast<Operation>(operation),
                            255,
                            finding});
        }
    }
    for (const Request& request : list) queue.push(request);
    for (const Request& request : list) {
        ASSERT_TRUE(same_request(queue.front(), request));
        EXPECT_EQ(queue.front().bytes, request.bytes);
        EXPECT_EQ(queue.front().key, request.key);
        EXPECT_EQ(queue.front().table, request.table);
        EXPECT_EQ(queue.front().operation, request.operation);
        EXPECT_EQ(queue.front().finding, request.finding);
        queue.pop();
    }
    EXPECT_TRUE(queue.empty());
}

// Runs and single requests, taken in turn, have the order of single requests.
TEST(ResendQueue, gives_runs_that_end_in_time) {
    RandomStream random(7, "runs");
    ResendQueue by_run, one_by_one;
    for (std::uint64_t i = 0; i < 5'000; ++i) {
        const Request request =
            request_at(sim_start + SimDuration(static_cast<std::int64_t>(random.below(20'000))), i);
        by_run.push(request);
        one_by_one.push(request);
    }
    std::size_t longest = 0;
    while (!by_run.empty()) {
        const SimTime end = by_run.next_time() + 7us;
        const auto run = by_run.front_run(end, 4);
        ASSERT_LE(run.size(), 4u);
        longest = std::max(longest, run.size());
        if (run.empty()) {  // those of the first slot, which was there before them
            ASSERT_TRUE(same_request(by_run.front(), one_by_one.front()));
            by_run.pop();
            one_by_one.pop();
            continue;
        }
        for (const Request& request : run) {
            ASSERT_LT(request.arrival, end);
            ASSERT_TRUE(same_request(request, one_by_one.front()));
            one_by_one.pop();
        }
        by_run.pop(run.size());
        ASSERT_EQ(by_run.size(), one_by_one.size());
    }
    EXPECT_EQ(longest, 4u);
    EXPECT_TRUE(one_by_one.empty());
}

TEST(ResendQueue, gives_the_order_of_a_sorted_list_at_any_scale) {
    std::uint64_t seed = 1;
    for (const SimDuration spread :
         {SimDuration(5us), SimDuration(3ms), SimDuration(1s), SimDuration(16s), SimDuration(18s),
          SimDuration(2min), SimDuration(30h)}) {
        compare_with_sorted_list(spread, seed++);
    }
}

}  // namespace
}  // namespace isotherm
