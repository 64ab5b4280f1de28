// SPDX-License-Identifier: Apache-2.0
// Independent arrivals at a rate times any number of factors: day and night x weekday x campaign.

#include <algorithm>

#include "workloads/composed/factor_shape.h"

namespace isotherm {
namespace {

class Product final : public ArrivalShape {
public:
    void settings(SettingsVisitor& visit) override {
        rate_setting(visit, rate_);
        visit.list({.name = "of",
                    .help = "the factors that multiply the rate",
                    .required = true,
                    .element = R"({ factor = "ramp", to = 2, over = "1h" })"},
                   factors_.size(), [this](std::size_t index, SettingsVisitor& inner) {
                       if (index >= factors_.size()) factors_.resize(index + 1);
                       inner.kind({.name = "factor", .help = "which factor", .required = true},
                                  factors_[index].by("factor"));
                   });
    }

    std::unique_ptr<ArrivalTimes> start(const ShapeContext& context) const override {
        return std::make_unique<LineTimes>(std::make_unique<ComposedLines>(rate(context.place)),
                                           context);
    }
    SimDuration begins_last() const override {
        SimDuration last{};
        for (const auto& factor : factors_)
            if (factor) last = std::max(last, factor->begins_last());
        return last;
    }
    RateCurve rate_curve(SimDuration duration, const RunPlace& place) const override {
        return rate(place).curve(duration);
    }
    std::vector<std::string> files() const override {
        std::vector<std::string> all;
        for (const auto& factor : factors_) {
            if (!factor) continue;
            for (std::string& file : factor->files()) all.push_back(std::move(file));
        }
        return all;
    }
    Errors check_files(const std::string& folder) const override {
        Errors all;
        for (const auto& factor : factors_) {
            if (!factor) continue;
            for (Error& error : factor->check_files(folder)) all.push_back(std::move(error));
        }
        return all.empty() ? rate({.folder = folder}).too_high() : all;
    }
    void make_absolute(const std::string& folder) override {
        for (auto& factor : factors_)
            if (factor) factor->make_absolute(folder);
    }

private:
    ComposedRate rate(const RunPlace& place) const {
        std::vector<LinearCourse> courses;
        for (const auto& factor : factors_)
            if (factor) courses.push_back(factor->course(place));
        return {rate_.per_second(), std::move(courses)};
    }

    RequestRate rate_{1'000'000, 1s};
    std::vector<Chosen<RateFactor>> factors_;
};

const Registered<ArrivalShape, Product> product_entry(
    "product", "a rate times factors: day and night x weekday x campaign",
    {R"(rate = "400/s", of = [{ factor = "diurnal", amplitude = 0.5, period = "7s" }, )"
     R"({ factor = "spike", times = 2, at = "3s", lasting = "2s" }])"});

}  // namespace
}  // namespace isotherm
