// SPDX-License-Identifier: Apache-2.0
#pragma once
// Arrivals at a rate times factors, and the shape of arrivals with a single factor.

#include <memory>

#include "workloads/composed/composed_rate.h"
#include "workloads/composed/line_times.h"
#include "workloads/composed/rate_factor.h"

namespace isotherm {

class ComposedLines final : public RateLines {
public:
    explicit ComposedLines(ComposedRate rate) : rate_(std::move(rate)) {}
    CourseLine next(SimDuration at) override { return rate_.line_at(at); }
    void state(StateVisitor&) override {}  // follows from the scenario

private:
    ComposedRate rate_;
};

inline void rate_setting(SettingsVisitor& visit, RequestRate& rate) {
    visit.field({.name = "rate",
                 .help = "mean request rate where the factor is 1",
                 .highest = rate_highest,
                 .required = true,
                 .also = "rps tps qps requests_per_second throughput"},
                rate);
}

// A shape that has a rate and the settings of one factor.
template <class Factor>
class FactorShape : public ArrivalShape {
public:
    void settings(SettingsVisitor& visit) override {
        rate_setting(visit, rate_);
        factor_.settings(visit);
    }
    std::unique_ptr<ArrivalTimes> start(const ShapeContext& context) const override {
        return std::make_unique<LineTimes>(std::make_unique<ComposedLines>(rate(context.place)),
                                           context);
    }
    SimDuration begins_last() const override { return factor_.begins_last(); }
    RateCurve rate_curve(SimDuration duration, const RunPlace& place) const override {
        return rate(place).curve(duration);
    }
    std::vector<std::string> files() const override { return factor_.files(); }
    Errors check_files(const std::string& folder) const override {
        Errors wrong = factor_.check_files(folder);
        return wrong.empty() ? rate({.folder = folder}).too_high() : wrong;
    }
    void make_absolute(const std::string& folder) override { factor_.make_absolute(folder); }

protected:
    ComposedRate rate(const RunPlace& place) const {
        return {rate_.per_second(), {factor_.course(place)}};
    }

private:
    RequestRate rate_{1'000'000, 1s};
    Factor factor_;
};

}  // namespace isotherm
