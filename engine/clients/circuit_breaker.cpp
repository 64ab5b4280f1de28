// SPDX-License-Identifier: Apache-2.0
// A circuit breaker around another retry mode: after some failed calls in a row it opens, and every
// call fails at once without being sent. Later one call is sent as a probe; it closes the breaker
// or opens it again.

#include <fmt/format.h>

#include <algorithm>

#include "engine/clients/backoff.h"
#include "engine/clients/policy_of.h"

namespace isotherm {
namespace {

struct BreakerSettings {
    std::int64_t failures = 5;
    SimDuration open = 10s;
    std::int64_t clients = 1;
};

class Breaker {
public:
    Breaker(const BreakerSettings& settings, std::unique_ptr<ClientPolicy> inner)
        : settings_(settings),
          inner_(std::move(inner)),
          states_(static_cast<std::size_t>(settings.clients)) {}

    std::optional<SimDuration> decide(Failure failure, const AnsweredAttempt& attempt) {
        const auto wait = inner_->decide(failure, attempt);
        State& state = states_[attempt.client];
        if (wait) return wait;
        if (++state.failed_in_a_row >= settings_.failures || state.probing)
            state.open_until = attempt.now + settings_.open;
        state.probing = false;
        return std::nullopt;
    }
    void succeeded(const AnsweredAttempt& attempt) {
        inner_->succeeded(attempt);
        states_[attempt.client] = {};
    }
    SimTime may_send(std::uint64_t client, std::int64_t attempt, SimTime now) {
        State& state = states_[client];
        if (attempt == 1 && state.open_until != sim_start) {
            if (now < state.open_until || state.probing) return never;
            state.probing = true;
        }
        return inner_->may_send(client, attempt, now);
    }
    SimDuration round_trip() const { return 5ms; }
    SimDuration shortest_wait() const { return inner_->soonest_resend(); }
    std::uint64_t clients() const { return states_.size(); }
    void state(StateVisitor& visit) {
        inner_->state(visit);
        visit.same_length(states_);
    }

private:
    struct State {
        std::int64_t failed_in_a_row = 0;
        SimTime open_until = sim_start;  // sim_start: closed
        bool probing = false;            // the probe has not been answered yet

        void state(StateVisitor& visit) {
            visit(failed_in_a_row, open_until, probing);
            visit.require(failed_in_a_row >= 0 && failed_in_a_row <= longest_run.count());
        }
    };

    BreakerSettings settings_;
    std::unique_ptr<ClientPolicy> inner_;
    std::vector<State> states_;
};

// All retry modes but the breaker itself: there is no breaker inside a breaker.
class InnerModes final : public CatalogBase {
public:
    static const InnerModes& instance() {
        static const InnerModes modes;
        return modes;
    }
    std::vector<std::string> names() const override {
        std::vector<std::string> names = all().names();
        std::erase(names, "circuit_breaker");
        return names;
    }
    std::string_view help(std::string_view name) const override { return all().help(name); }
    Example example(std::string_view name) const override { return all().example(name); }
    std::unique_ptr<Configurable> make(std::string_view name) const override {
        return name == "circuit_breaker" ? nullptr : all().make(name);
    }

private:
    static const Catalog<RetryMode>& all() { return Catalog<RetryMode>::instance(); }
};

class CircuitBreaker final : public RetryMode {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "inner",
                     .help = "the retry mode of a call while the breaker is closed, with its "
                             "settings"},
                    PlugIn{"retry", InnerModes::instance(), inner_name_, inner_});
        visit.field(
            {.name = "failures",
             .help = "calls that fail for good, one after the other, until the breaker opens",
             .lowest = 1,
             .highest = 1e6,
             .source = "[inferred] usual defaults of circuit breakers: 5"},
            settings_.failures);
        visit.field({.name = "open",
                     .help = "how long the breaker stays open before one call is sent as a probe",
                     .lowest = 1e-3,
                     .highest = 86'400,
                     .source = "[inferred] usual defaults of circuit breakers: 10 s"},
                    settings_.open);
        clients_setting(visit, settings_.clients);
        const std::int64_t of_inner = inner().client_count();
        if (of_inner != 1 && of_inner != settings_.clients)
            visit.reject("inner", "the breaker says how many clients there are",
                         fmt::format("write clients = {} beside inner", of_inner));
        inner().share_calls(settings_.clients);
    }
    std::unique_ptr<ClientPolicy> start(RandomStream random) const override {
        return policy_of(Breaker(settings_, inner().start(std::move(random))));
    }
    bool needs_flow() const override { return true; }
    std::int64_t client_count() const override { return settings_.clients; }

private:
    RetryMode& inner() const {
        if (inner_ == nullptr) inner_ = InnerModes::instance().make(inner_name_);
        // The cast is safe, because visitors store only objects that the catalog made.
        return static_cast<RetryMode&>(*inner_);
    }

    std::string inner_name_ = "fire_and_forget";
    mutable std::shared_ptr<Configurable> inner_;  // made when it is first needed
    BreakerSettings settings_;
};

const Registered<RetryMode, CircuitBreaker> circuit_breaker_entry(
    "circuit_breaker", "fails at once for a while after several failed calls",
    {R"(open = "50 ms")"});

}  // namespace
}  // namespace isotherm
