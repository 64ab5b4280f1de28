// SPDX-License-Identifier: Apache-2.0
// Which items a caller of BatchGetItem or BatchWriteItem sends again.

#include "engine/clients/grouped_calls.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace isotherm {
namespace {

// Sends every refused call again after 10 ms and records the requests that it got.
class Eager final : public ClientPolicy {
public:
    explicit Eager(std::vector<Request>& seen) : seen_(seen) {}
    void react(RequestBatch& batch, std::span<const std::uint32_t> rows,
               ResendQueue& again) override {
        for (const std::uint32_t row : rows) {
            seen_.push_back(batch.row(row));
            batch.resent[row] = is_throttled(batch.outcome[row]);
            if (batch.resent[row] == 0) continue;
            Request request = batch.row(row);
            request.arrival += 10ms;
            ++request.attempt;
            again.push(request);
        }
    }
    SimDuration soonest_resend() const override { return 10ms; }
    std::optional<SimDuration> decide(Failure, const AnsweredAttempt&) override { return 10ms; }
    void succeeded(const AnsweredAttempt&) override {}
    void state(StateVisitor&) override {}

private:
    std::vector<Request>& seen_;
};

TEST(GroupedCalls, only_unprocessed_items_go_again_together) {
    // Calls of three items: all admitted, one refused, all refused. The last call is the second try
    // of two items.
    constexpr auto yes = Outcome::admitted, no = Outcome::partition_share;
    const std::vector<std::uint64_t> sequences{0, 1, 2, 3, 4, 5, 6, 7, 8, 13, 14};
    const std::vector<Outcome> outcomes{yes, yes, yes, yes, no, yes, no, no, no, no, yes};
    RequestBatch batch;
    batch.resize(sequences.size());
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const auto call = static_cast<std::int64_t>(sequences[i] / 3);
        Request request;
        request.arrival = sim_start + call * 1s;
        request.key = 100 + i;
        request.sequence = sequences[i];
        request.attempt = call == 4 ? 2 : 1;
        batch.set_row(i, request);
        batch.outcome[i] = outcomes[i];
    }
    std::vector<std::uint32_t> rows(batch.size());
    std::iota(rows.begin(), rows.end(), 0U);
    std::vector<Request> seen;
    ResendQueue again;
    const auto client = in_grouped_calls(std::make_unique<Eager>(seen), CallShape{.items = 3});
    EXPECT_EQ(client->soonest_resend(), 10ms);
    client->react(batch, rows, again);

    ASSERT_EQ(seen.size(), 4u);  // one decision per call, with the number of the call
    for (std::size_t c = 0; c < 3; ++c) EXPECT_EQ(seen[c].sequence, c);
    EXPECT_EQ(seen[3].sequence, 4u);
    EXPECT_EQ(seen[3].attempt, 2);

    const std::vector<std::uint64_t> expected{4, 6, 7, 8, 13};
    for (std::size_t i = 0; i < batch.size(); ++i)
        EXPECT_EQ(batch.resent[i] != 0, std::ranges::count(expected, sequences[i]) > 0) << i;
    for (const std::uint64_t sequence : expected) {
        ASSERT_FALSE(again.empty());
        const Request& request = again.front();
        EXPECT_EQ(request.sequence, sequence);
        EXPECT_EQ(request.arrival, sim_start + static_cast<std::int64_t>(sequence / 3) * 1s + 10ms);
        EXPECT_EQ(request.attempt, sequence == 13 ? 3 : 2);
        again.pop();
    }
    EXPECT_TRUE(again.empty());
}

}  // namespace
}  // namespace isotherm
