// SPDX-License-Identifier: Apache-2.0
// A pool of workers: each waits for its answer, thinks, and begins again.

#include "engine/flows/callers.h"
#include "engine/flows/latency.h"
#include "engine/flows/random_duration.h"

namespace isotherm {
namespace {

struct PoolSettings {
    std::int64_t count = 1;
    RandomDuration think;
    SimDuration ramp{};
};

class PoolOfWorkers final : public Callers {
public:
    PoolOfWorkers(const PoolSettings& settings, std::uint64_t seed, SimTime from, SimTime to)
        : settings_(settings), seed_(seed), from_(from), to_(to) {}

    void start(Upcoming& next) override {
        for (std::int64_t worker = 0; worker < settings_.count; ++worker) {
            const SimTime at = from_ + settings_.ramp * worker / settings_.count;
            add({at, static_cast<std::uint64_t>(worker), static_cast<std::uint32_t>(worker)}, next);
        }
    }
    bool due(const Begin&, Upcoming&) override { return true; }
    void ended(const Begin& begin, bool, SimTime now, Upcoming& next) override {
        SimDuration think = settings_.think.at(unit_from(seed_ ^ position_of(begin.action)));
        if (now + think <= begin.at) think = shortest_round;
        add({now + think, begin.action + static_cast<std::uint64_t>(settings_.count), begin.worker},
            next);
    }
    void state(StateVisitor&) override {}  // who begins next is among the begins

private:
    // Time between two begins of a worker whose actions take none, because an open circuit breaker
    // fails them at once [inferred].
    static constexpr SimDuration shortest_round = 1ms;

    void add(const Begin& begin, Upcoming& next) const {
        if (begin.at < to_) next.push_back(begin);
    }

    PoolSettings settings_;
    std::uint64_t seed_;
    SimTime from_;
    SimTime to_;
};

class Workers final : public CallerKind {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "count",
                     .help = "number of workers",
                     .lowest = 1,
                     .highest = 1e6,
                     .required = true},
                    settings_.count);
        settings_.think.setting(visit, "think",
                                "time between the end of an action and the worker's next");
        visit.field({.name = "ramp",
                     .help = "time over which the workers' first actions are spread",
                     .highest = in_seconds(longest_run)},
                    settings_.ramp);
        stretch_settings(visit);
    }
    std::unique_ptr<Callers> start(const CallersContext& context) const override {
        return std::make_unique<PoolOfWorkers>(settings_, context.seed, from_, to_);
    }
    std::uint32_t worker_count() const override {
        return static_cast<std::uint32_t>(settings_.count);
    }

private:
    PoolSettings settings_;
};

const Registered<CallerKind, Workers> workers_entry(
    "workers", "each of a number of workers begins anew when its action has ended",
    {R"(count = 20, think = "20 ms")"});

}  // namespace
}  // namespace isotherm
