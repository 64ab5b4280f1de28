// SPDX-License-Identifier: Apache-2.0
#include "workloads/composed/composed_rate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "workloads/synthetic/arrival_clock.h"

namespace isotherm {

ComposedRate::ComposedRate(double rate, std::vector<LinearCourse> factors)
    : rate_(rate), factors_(std::move(factors)) {}

CourseLine ComposedRate::line_at(SimDuration at) const {
    constexpr double deviation_most = 1e-3;
    constexpr SimDuration shortest = 1ms;
    CourseLine product{endless, rate_, rate_};
    int changing = 0;
    std::vector<CourseLine> lines;
    for (const LinearCourse& factor : factors_) {
        const CourseLine line = factor.line_at(at);
        product.end = std::min(product.end, line.end);
        product.from *= line.from;
        changing += line.from == line.to ? 0 : 1;
        lines.push_back(line);
    }
    const auto value = [&](SimDuration time) {
        double all = rate_;
        for (const CourseLine& line : lines) all *= line.at(time, at);
        return all;
    };
    product.to = value(product.end);
    while (changing > 1 && product.end - at > shortest) {
        const SimDuration middle = at + (product.end - at) / 2;
        const double deviation = std::abs(value(middle) - (product.from + product.to) / 2);
        if (deviation <= deviation_most * std::max(product.from, product.to)) break;
        product.end = middle;
        product.to = value(middle);
    }
    return product;
}

RateCurve ComposedRate::curve(SimDuration duration) const {
    return curve_of_lines(duration, [this](SimDuration at) { return line_at(at); });
}

Errors ComposedRate::too_high() const {
    double highest = rate_;
    for (const LinearCourse& factor : factors_) highest *= factor.highest();
    if (highest <= rate_highest) return {};
    Error error;
    error.number = ErrorNumber::out_of_range;
    error.what = fmt::format(
        "the arrivals rise to {:.3g} requests per second; at most {:.0e} can "
        "be followed",
        highest, rate_highest);
    error.fix = "reduce the rate, the values or the factors";
    return {error};
}

}  // namespace isotherm
