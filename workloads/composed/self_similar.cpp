// SPDX-License-Identifier: Apache-2.0
// Traffic that is bursty at every time scale: many sources that are on and off for times with a
// heavy tail, and independent arrivals at a rate proportional to the number of sources that are on.
// Times with the tail t^-alpha, 1 < alpha < 2, give a Hurst exponent of H = (3 - alpha) / 2
// (Willinger, Taqqu, Sherman and Wilson, "Self-similarity through high-variability", IEEE/ACM
// Transactions on Networking 5, 1997). Here the times have a Pareto distribution. Each source
// begins as if it had been running for a long time.

#include <algorithm>

#include "engine/vocabulary/exact_math.h"
#include "workloads/composed/line_times.h"

namespace isotherm {
namespace {

struct SelfSimilarSettings {
    RequestRate rate{1'000'000, 1s};
    double hurst = 0.8;
    std::int64_t sources = 50;
    SimDuration on_mean = 1s;
    SimDuration off_mean = 2s;

    double alpha() const { return 3 - 2 * hurst; }
};

// Times with a Pareto distribution: P(time > t) = (least / t)^alpha for t >= least.
class ParetoTime {
public:
    ParetoTime(SimDuration mean, double alpha)
        : alpha_(alpha), least_(static_cast<double>(mean.count()) * (alpha - 1) / alpha) {}

    SimDuration draw(RandomStream& random) const { return beyond_least(random, alpha_); }
    // What is left of the time that lasts when one starts to look: its density is P(time > t) /
    // mean.
    SimDuration rest(RandomStream& random) const {
        const double part = random.unit() * alpha_ / (alpha_ - 1);
        if (part < 1) return whole(part * least_);
        return beyond_least(random, alpha_ - 1);
    }

private:
    // least x u^(-1 / exponent), with u = e^-(exponential draw).
    SimDuration beyond_least(RandomStream& random, double exponent) const {
        constexpr double longest_power = 60;  // e^60 of any least time is longer than any run
        return whole(least_ * exact::exp(std::min(random.exponential() / exponent, longest_power)));
    }
    static SimDuration whole(double microseconds) {
        const double longest = static_cast<double>(longest_run.count());
        return SimDuration(1 + static_cast<std::int64_t>(std::min(microseconds, longest)));
    }

    double alpha_;
    double least_;  // microseconds
};

class SourceLines final : public RateLines {
public:
    SourceLines(const SelfSimilarSettings& settings, RandomStream random)
        : random_(std::move(random)),
          on_time_(settings.on_mean, settings.alpha()),
          off_time_(settings.off_mean, settings.alpha()) {
        const double on = in_seconds(settings.on_mean);
        const double off = in_seconds(settings.off_mean);
        const auto count = static_cast<std::size_t>(settings.sources);
        rate_of_source_ = settings.rate.per_second() * (on + off) / on / static_cast<double>(count);
        for (std::size_t s = 0; s < count; ++s) {
            const bool is_on = random_.unit() * (on + off) < on;
            on_.push_back(is_on ? 1 : 0);
            until_.push_back(sim_start + (is_on ? on_time_ : off_time_).rest(random_));
        }
        order_sources();
    }

    CourseLine next(SimDuration at) override {
        while (until_[heap_.front()] <= sim_start + at) {
            std::ranges::pop_heap(heap_, Later{until_});
            const std::uint32_t source = heap_.back();
            on_[source] ^= 1;
            on_count_ += on_[source] != 0 ? 1 : -1;
            until_[source] += (on_[source] != 0 ? on_time_ : off_time_).draw(random_);
            std::ranges::push_heap(heap_, Later{until_});
        }
        const double rate = static_cast<double>(on_count_) * rate_of_source_;
        return {until_[heap_.front()].time_since_epoch(), rate, rate};
    }
    void state(StateVisitor& visit) override {
        visit(random_);
        visit.same_length(on_);
        visit.same_length(until_);
        for (const std::uint8_t on : on_) visit.require(on <= 1);
        if (visit.loads()) order_sources();
    }

private:
    // The source whose state ends first is at the front of the heap.
    struct Later {
        const std::vector<SimTime>& until;
        bool operator()(std::uint32_t a, std::uint32_t b) const {
            return std::pair(until[a], a) > std::pair(until[b], b);
        }
    };
    void order_sources() {
        heap_.clear();
        on_count_ = 0;
        for (std::uint32_t s = 0; s < on_.size(); ++s) {
            heap_.push_back(s);
            on_count_ += on_[s];
        }
        std::ranges::make_heap(heap_, Later{until_});
    }

    RandomStream random_;
    ParetoTime on_time_;
    ParetoTime off_time_;
    double rate_of_source_ = 0;
    std::vector<std::uint8_t> on_;  // by source
    std::vector<SimTime> until_;    // by source: when its state ends
    std::vector<std::uint32_t> heap_;
    std::int64_t on_count_ = 0;
};

class SelfSimilar final : public ArrivalShape {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "rate",
                     .help = "mean request rate",
                     .lowest = rate_lowest,
                     .highest = rate_highest,
                     .required = true,
                     .also = "rps tps qps requests_per_second throughput"},
                    settings_.rate);
        visit.field({.name = "hurst",
                     .help = "Hurst exponent: 0.5 is Poisson, towards 1 bursts last ever longer",
                     .lowest = 0.51,
                     .highest = 0.99},
                    settings_.hurst);
        visit.field({.name = "sources",
                     .help = "number of sources; the fewer, the higher the bursts",
                     .lowest = 1,
                     .highest = 10'000},
                    settings_.sources);
        visit.field({.name = "on_mean",
                     .help = "mean time for which a source is on",
                     .lowest = 0.001,
                     .highest = in_seconds(longest_run)},
                    settings_.on_mean);
        visit.field({.name = "off_mean",
                     .help = "mean time for which a source is off",
                     .lowest = 0.001,
                     .highest = in_seconds(longest_run)},
                    settings_.off_mean);
    }

    std::unique_ptr<ArrivalTimes> start(const ShapeContext& context) const override {
        RandomStream seeds = context.random;
        return std::make_unique<LineTimes>(
            std::make_unique<SourceLines>(settings_, RandomStream(seeds.next(), "sources")),
            context);
    }
    RateCurve rate_curve(SimDuration duration, const RunPlace&) const override {
        const double mean = settings_.rate.per_second();
        return {.stretches = {{sim_start, sim_start + duration, mean, mean}}, .bursts = {}};
    }
    bool follows_curve() const override { return false; }
    bool independent() const override { return false; }

private:
    SelfSimilarSettings settings_;
};

const Registered<ArrivalShape, SelfSimilar> self_similar_entry(
    "self_similar", "bursty at every time scale: many sources with heavy-tailed bursts and pauses",
    {R"(rate = "400/s")"});

}  // namespace
}  // namespace isotherm
