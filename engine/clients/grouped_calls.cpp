// SPDX-License-Identifier: Apache-2.0
#include "engine/clients/grouped_calls.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace isotherm {
namespace {

class GroupedCalls final : public ClientPolicy {
public:
    GroupedCalls(std::unique_ptr<ClientPolicy> policy, const CallShape& shape)
        : policy_(std::move(policy)), items_(shape.items) {}

    void react(RequestBatch& batch, std::span<const std::uint32_t> rows,
               ResendQueue& again) override {
        collect_calls(batch, rows);
        calls_again_.clear();
        again.divert(&calls_again_);
        policy_->react(calls_, call_rows_, again);
        again.divert(nullptr);
        send_unprocessed(batch, rows, again);
    }

    SimDuration soonest_resend() const override { return policy_->soonest_resend(); }
    void state(StateVisitor& visit) override { policy_->state(visit); }

    std::optional<SimDuration> decide(Failure failure, const AnsweredAttempt& attempt) override {
        return policy_->decide(failure, attempt);
    }
    void succeeded(const AnsweredAttempt& attempt) override { policy_->succeeded(attempt); }

private:
    // Builds one row per call; its sequence is the number of the call. A call counts as throttled
    // if at least one of its items was throttled.
    void collect_calls(const RequestBatch& batch, std::span<const std::uint32_t> rows) {
        first_.clear();
        for (std::size_t r = 0; r < rows.size(); ++r) {
            if (r == 0 || !same_call(batch, rows[r - 1], rows[r])) first_.push_back(r);
        }
        calls_.resize(first_.size());
        call_rows_.resize(first_.size());
        std::iota(call_rows_.begin(), call_rows_.end(), 0U);
        first_.push_back(rows.size());
        for (std::size_t c = 0; c < calls_.size(); ++c) {
            const auto items = rows.subspan(first_[c], first_[c + 1] - first_[c]);
            Request call = batch.row(items.front());
            call.sequence /= items_;
            calls_.set_row(c, call);
            calls_.outcome[c] = Outcome::admitted;
            for (const std::uint32_t row : items) {
                if (is_throttled(batch.outcome[row])) calls_.outcome[c] = batch.outcome[row];
            }
        }
    }

    bool same_call(const RequestBatch& batch, std::uint32_t a, std::uint32_t b) const {
        return batch.sequence[a] / items_ == batch.sequence[b] / items_;
    }

    void send_unprocessed(RequestBatch& batch, std::span<const std::uint32_t> rows,
                          ResendQueue& again) {
        std::size_t next = 0;  // index in calls_again_, which is in the order of calls_
        for (std::size_t c = 0; c < calls_.size(); ++c) {
            const bool resent = calls_.resent[c] != 0;
            for (std::size_t r = first_[c]; r < first_[c + 1]; ++r) {
                const std::uint32_t row = rows[r];
                const bool unprocessed = is_throttled(batch.outcome[row]);
                batch.resent[row] = resent && unprocessed;
                if (!batch.resent[row]) continue;
                Request item = batch.row(row);
                item.arrival = calls_again_[next].arrival;
                item.attempt = calls_again_[next].attempt;
                again.push(item);
            }
            next += resent;
        }
    }

    std::unique_ptr<ClientPolicy> policy_;
    std::uint64_t items_;
    RequestBatch calls_;
    std::vector<std::uint32_t> call_rows_;
    // Position of each call's first item in `rows`; the last element is the number of rows.
    std::vector<std::size_t> first_;
    std::vector<Request> calls_again_;
};

}  // namespace

std::unique_ptr<ClientPolicy> in_grouped_calls(std::unique_ptr<ClientPolicy> policy,
                                               const CallShape& shape) {
    return std::make_unique<GroupedCalls>(std::move(policy), shape);
}

}  // namespace isotherm
