// SPDX-License-Identifier: Apache-2.0
// A pool of workers: each waits for its answer, thinks, and begins again.

#include <algorithm>
#include <vector>

#include "engine/callers/callers.h"
#include "engine/callers/latency.h"
#include "engine/callers/random_duration.h"

namespace isotherm {
namespace {

constexpr double most_workers = 1e6;

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
        at_work_.resize(count());
        for (std::uint32_t worker = 0; worker < count(); ++worker)
            add(from_ + settings_.ramp * worker / settings_.count, worker, worker, next);
    }
    bool due(const Begin&, Upcoming&) override { return true; }
    void ended(const Begin& begin, bool, SimTime now, Upcoming& next) override {
        if (drops(begin)) return;
        SimDuration think = settings_.think.at(unit_from(seed_ ^ position_of(begin.action)));
        if (now + think <= begin.at) think = shortest_round;
        const std::uint64_t action =
            begin.action < first_ ? first_ + begin.worker : begin.action + count();
        add(now + think, action, begin.worker, next);
    }

    void adopt(const CallerKind& kind) override;
    // Workers who are new begin at once.
    void change(SimTime now, Upcoming& next) override {
        at_work_.resize(std::max<std::size_t>(at_work_.size(), count()));
        first_ = next_;
        for (std::uint32_t worker = 0; worker < count(); ++worker)
            if (at_work_[worker] == 0) add(std::max(now, from_), first_ + worker, worker, next);
    }
    bool drops(const Begin& begin) override {
        if (begin.worker < count()) return false;
        at_work_[begin.worker] = 0;
        return true;
    }
    std::uint32_t worker_numbers() const override {
        return static_cast<std::uint32_t>(at_work_.size());
    }

    // Who begins next is among the begins.
    void state(StateVisitor& visit) override {
        visit(at_work_, first_, next_);
        visit.require(at_work_.size() >= count() &&
                      static_cast<double>(at_work_.size()) <= most_workers);
    }

private:
    // Time between two begins of a worker whose actions take none, because an open circuit breaker
    // fails them at once [inferred].
    static constexpr SimDuration shortest_round = 1ms;

    std::uint32_t count() const { return static_cast<std::uint32_t>(settings_.count); }
    void add(SimTime at, std::uint64_t action, std::uint32_t worker, Upcoming& next) {
        next_ = std::max(next_, action + 1);
        at_work_[worker] = at < to_;
        if (at >= to_) return;
        Begin& begin = next.begins.emplace_back();
        begin.at = at;
        begin.action = action;
        begin.worker = worker;
    }

    PoolSettings settings_;
    std::uint64_t seed_;
    SimTime from_;
    SimTime to_;
    std::vector<std::uint8_t> at_work_;  // by worker: 1 while its actions follow each other
    std::uint64_t first_ = 0;  // number of the first worker's first action since the last change
    std::uint64_t next_ = 0;   // above the numbers of all actions
};

class Workers final : public CallerKind {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "count",
                     .help = "number of workers",
                     .lowest = 1,
                     .highest = most_workers,
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
    std::optional<SimDuration> thinks() const override { return settings_.think.mean; }
    const PoolSettings& pool() const { return settings_; }

private:
    PoolSettings settings_;
};

void PoolOfWorkers::adopt(const CallerKind& kind) {
    settings_ = static_cast<const Workers&>(kind).pool();
}

const Registered<CallerKind, Workers> workers_entry(
    "workers", "each of a number of workers begins anew when its action has ended",
    {R"(count = 20, think = "20 ms")"});

}  // namespace
}  // namespace isotherm
