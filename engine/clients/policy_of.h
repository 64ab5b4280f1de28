// SPDX-License-Identifier: Apache-2.0
#pragma once
// A ClientPolicy made of a retry mode's decisions.

#include <memory>
#include <utility>

#include "engine/clients/client_policy.h"
#include "engine/vocabulary/fixed_divisor.h"

namespace isotherm {

// `Mode` decides about single attempts:
//     std::optional<SimDuration> decide(Failure, const AnsweredAttempt&);
//     void succeeded(const AnsweredAttempt&);
//     SimDuration round_trip() const;   // from sending a request to receiving its answer
//     SimDuration shortest_wait() const;  // SimDuration::max(): never sends again
//     std::uint64_t clients() const;    // at least 1
//     SimTime may_send(std::uint64_t client, std::int64_t attempt, SimTime now);
//     void state(StateVisitor&);
template <class Mode>
class PolicyOf final : public ClientPolicy {
public:
    explicit PolicyOf(Mode mode) : mode_(std::move(mode)), clients_(mode_.clients()) {}

    void react(RequestBatch& batch, std::span<const std::uint32_t> rows,
               ResendQueue& again) override {
        const SimDuration round_trip = mode_.round_trip();
        for (const std::uint32_t i : rows) {
            const AnsweredAttempt attempt{batch.attempt[i], clients_.remainder(batch.sequence[i]),
                                          batch.arrival[i] + round_trip};
            batch.resent[i] = 0;
            if (!is_throttled(batch.outcome[i])) {
                mode_.succeeded(attempt);
            } else if (const SimDuration wait = wait_after(attempt); wait != no_retry) {
                batch.resent[i] = 1;
                Request request = batch.row(i);
                request.arrival += round_trip + wait;
                request.attempt = next_attempt(attempt.attempt);
                again.push(request);
            }
        }
    }

    SimDuration soonest_resend() const override {
        const SimDuration wait = mode_.shortest_wait();
        return wait == SimDuration::max() ? wait : mode_.round_trip() + wait;
    }

    std::optional<SimDuration> decide(Failure failure, const AnsweredAttempt& attempt) override {
        return mode_.decide(failure, attempt);
    }
    void succeeded(const AnsweredAttempt& attempt) override { mode_.succeeded(attempt); }
    SimTime may_send(std::uint64_t client, std::int64_t attempt, SimTime now) override {
        return mode_.may_send(client, attempt, now);
    }
    void state(StateVisitor& visit) override { mode_.state(visit); }

private:
    static constexpr SimDuration no_retry = SimDuration::min();

    // What the mode decides about a throttled attempt; no_retry instead of nullopt. A mode can
    // offer this itself: GCC 12 copies an optional through memory, writing its parts and then
    // reading the whole, for which the processor waits. In a retry storm these waits were half of
    // the time of react().
    SimDuration wait_after(const AnsweredAttempt& attempt) {
        if constexpr (requires { mode_.wait_after(Failure::throttled, attempt); })
            return mode_.wait_after(Failure::throttled, attempt);
        else
            return mode_.decide(Failure::throttled, attempt).value_or(no_retry);
    }

    // Rows count up to 255 attempts; later ones have the same number.
    static std::uint8_t next_attempt(std::int64_t attempt) {
        return static_cast<std::uint8_t>(attempt < 255 ? attempt + 1 : 255);
    }

    Mode mode_;
    FixedDivisor clients_;  // by mode_.clients()
};

template <class Mode>
std::unique_ptr<ClientPolicy> policy_of(Mode mode) {
    return std::make_unique<PolicyOf<Mode>>(std::move(mode));
}

}  // namespace isotherm
