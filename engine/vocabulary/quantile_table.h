// SPDX-License-Identifier: Apache-2.0
#pragma once
// A fast approximation of a quantile function: linear interpolation between exact values, except in
// the outer 1/64 at both ends, where the function may be very steep and is computed exactly. For
// exponential and log-normal sizes (sigma up to 3), interpolated values are within 0.02 % of the
// exact ones. Hot path: once per request.

#include <algorithm>
#include <array>
#include <cassert>

namespace isotherm {

// `Exact` is a callable double(double) on (0, 1), increasing.
template <class Exact>
class QuantileTable {
public:
    explicit QuantileTable(Exact exact) : exact_(exact) {
        for (std::size_t i = 0; i < values_.size(); ++i) {
            const double quantile = static_cast<double>(i) / cell_count;
            values_[i] = exact_(std::clamp(quantile, lowest, highest));
        }
    }

    double operator()(double quantile) const {
        assert(quantile >= 0 && quantile < 1);
        if (quantile < tail || quantile >= 1 - tail) [[unlikely]] {
            return exact_(std::clamp(quantile, lowest, highest));
        }
        const double cell = quantile * cell_count;
        const auto i = static_cast<std::size_t>(cell);
        return values_[i] + (values_[i + 1] - values_[i]) * (cell - static_cast<double>(i));
    }

private:
    static constexpr std::size_t cell_count = 4'096;
    static constexpr double tail = 1.0 / 64;
    static constexpr double lowest = 0x1p-54;  // quantiles are multiples of 2^-53
    static constexpr double highest = 1 - 0x1p-53;

    Exact exact_;
    std::array<double, cell_count + 1> values_{};
};

}  // namespace isotherm
