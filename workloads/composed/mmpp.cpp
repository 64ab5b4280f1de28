// SPDX-License-Identifier: Apache-2.0
// A Markov-modulated Poisson process (Fischer and Meier-Hellstern, "The Markov-modulated Poisson
// process cookbook", Performance Evaluation 18, 1993): a hidden state, which lasts an exponentially
// distributed time, decides the rate of independent arrivals. States and arrivals have random
// numbers of their own. The first state is drawn as if the process had been running for a long
// time.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "workloads/composed/line_times.h"

namespace isotherm {
namespace {

constexpr std::size_t states_most = 16;

struct MmppState {
    RequestRate rate{0, 1s};
    SimDuration mean = 10s;
    std::vector<double> next;  // empty: every other state is equally likely

    void settings(SettingsVisitor& visit) {
        visit.field({.name = "rate",
                     .help = "mean request rate in this state",
                     .highest = rate_highest,
                     .required = true},
                    rate);
        visit.field({.name = "mean",
                     .help = "mean time in this state",
                     .lowest = 0.001,
                     .highest = in_seconds(longest_run),
                     .required = true},
                    mean);
        visit.field({.name = "next",
                     .help = "weight of each state as the next one, in the order of the states; "
                             "default: 1 for each other state"},
                    next);
    }
};

// The weights with which each state is followed by the others; from a state to itself 0.
using Transitions = std::vector<std::vector<double>>;

Transitions transitions_of(const std::vector<MmppState>& states) {
    Transitions rows;
    for (std::size_t from = 0; from < states.size(); ++from) {
        std::vector<double> row = states[from].next;
        row.resize(states.size(), row.empty() ? 1 : 0);
        row[from] = 0;
        double sum = 0;
        for (const double weight : row) sum += weight;
        for (double& weight : row) weight = sum > 0 ? weight / sum : 0;
        rows.push_back(std::move(row));
    }
    return rows;
}

// Returns the share of the state changes that lead into each state: elimination without subtraction
// (Grassmann, Taksar and Heyman, Operations Research 33, 1985); nullopt if some state cannot be
// reached from another.
std::optional<std::vector<double>> visits_of(Transitions rows) {
    const std::size_t count = rows.size();
    for (std::size_t last = count; last-- > 1;) {
        double leaves = 0;
        for (std::size_t to = 0; to < last; ++to) leaves += rows[last][to];
        if (leaves <= 0) return std::nullopt;
        for (std::size_t from = 0; from < last; ++from) {
            rows[from][last] /= leaves;
            for (std::size_t to = 0; to < last; ++to)
                rows[from][to] += rows[from][last] * rows[last][to];
        }
    }
    std::vector<double> visits(count, 0);
    visits[0] = 1;
    for (std::size_t to = 1; to < count; ++to) {
        for (std::size_t from = 0; from < to; ++from) visits[to] += visits[from] * rows[from][to];
        if (visits[to] <= 0) return std::nullopt;
    }
    return visits;
}

// The share of the time that is spent in each state.
std::vector<double> times_in(const std::vector<MmppState>& states) {
    auto shares = visits_of(transitions_of(states)).value_or(std::vector<double>(states.size(), 1));
    double all = 0;
    for (std::size_t s = 0; s < states.size(); ++s) {
        shares[s] *= in_seconds(states[s].mean);
        all += shares[s];
    }
    for (double& share : shares) share /= all;
    return shares;
}

class MmppLines final : public RateLines {
public:
    MmppLines(const std::vector<MmppState>& states, RandomStream random)
        : states_(states), transitions_(transitions_of(states)), random_(std::move(random)) {
        state_ = picked(times_in(states_));
    }

    CourseLine next(SimDuration at) override {
        if (at > 0us) state_ = picked(transitions_[state_]);
        const MmppState& present = states_[state_];
        const double lasts = random_.exponential() * static_cast<double>(present.mean.count());
        const double longest = static_cast<double>(longest_run.count());
        const SimDuration end =
            at + SimDuration(1 + static_cast<std::int64_t>(std::min(std::round(lasts), longest)));
        return {end, present.rate.per_second(), present.rate.per_second()};
    }
    void state(StateVisitor& visit) override {
        visit(random_, state_);
        visit.require(state_ < states_.size());
    }

private:
    std::uint64_t picked(const std::vector<double>& shares) {
        double left = random_.unit();
        std::uint64_t last = 0;
        for (std::uint64_t i = 0; i < shares.size(); ++i) {
            if (shares[i] <= 0) continue;
            last = i;
            if (left < shares[i]) return i;
            left -= shares[i];
        }
        return last;  // what rounding left
    }

    std::vector<MmppState> states_;
    Transitions transitions_;
    RandomStream random_;
    std::uint64_t state_ = 0;
};

class Mmpp final : public ArrivalShape {
public:
    void settings(SettingsVisitor& visit) override {
        visit.list({.name = "states",
                    .help = "the states, each with its rate: 2 to 16",
                    .required = true,
                    .element = R"({ rate = "100/s", mean = "10s" })"},
                   states_.size(), [this](std::size_t index, SettingsVisitor& inner) {
                       if (index >= states_.size()) states_.resize(index + 1);
                       states_[index].settings(inner);
                   });
        if (visit.reads()) check_states(visit);
    }

    std::unique_ptr<ArrivalTimes> start(const ShapeContext& context) const override {
        RandomStream seeds = context.random;
        return std::make_unique<LineTimes>(
            std::make_unique<MmppLines>(states_, RandomStream(seeds.next(), "states")), context);
    }
    RateCurve rate_curve(SimDuration duration, const RunPlace&) const override {
        const std::vector<double> shares = times_in(states_);
        double mean = 0;
        for (std::size_t s = 0; s < states_.size(); ++s)
            mean += shares[s] * states_[s].rate.per_second();
        return {.stretches = {{sim_start, sim_start + duration, mean, mean}}, .bursts = {}};
    }
    bool follows_curve() const override { return false; }
    bool independent() const override { return false; }

private:
    void check_states(SettingsVisitor& visit) const {
        if (states_.empty()) return;  // already reported
        if (states_.size() < 2 || states_.size() > states_most) {
            return visit.reject("states", fmt::format("there are {} states", states_.size()),
                                fmt::format("give 2 to {} states", states_most));
        }
        for (const MmppState& state : states_) {
            if (!state.next.empty() && state.next.size() != states_.size()) {
                return visit.reject("states",
                                    fmt::format("a state has {} weights in next; there are {} "
                                                "states",
                                                state.next.size(), states_.size()),
                                    "give one weight for each state; that of the state itself "
                                    "has no effect");
            }
        }
        if (!visits_of(transitions_of(states_))) {
            visit.reject("states", "a state cannot be reached from another one",
                         "give each state a way to every other state in next");
        }
    }

    std::vector<MmppState> states_;
};

const Registered<ArrivalShape, Mmpp> mmpp_entry(
    "mmpp", "bursts of several heights: a hidden state decides the rate (Markov-modulated Poisson)",
    {R"(states = [{ rate = "800/s", mean = "1s" }, { rate = "100/s", mean = "2s" }])"});

}  // namespace
}  // namespace isotherm
