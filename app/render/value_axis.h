// SPDX-License-Identifier: Apache-2.0
#pragma once
// Round numbers for an axis of amounts, and short texts for amounts.

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "engine/vocabulary/quantity.h"

namespace isotherm {

// Returns 1, 2 or 5 times a power of ten, so that at most `most_ticks` steps reach `highest`.
inline double round_step(double highest, int most_ticks) {
    if (!(highest > 0)) return 1;
    const double rough = highest / std::max(1, most_ticks);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double times : {1.0, 2.0, 5.0}) {
        if (times * power >= rough * (1 - 1e-9)) return times * power;
    }
    return 10 * power;
}

// Returns 0, step, 2 step, … up to `highest`.
inline std::vector<double> value_ticks(double highest, int most_ticks) {
    const double step = round_step(highest, most_ticks);
    std::vector<double> ticks;
    for (int i = 0; i * step <= highest * (1 + 1e-9); ++i) ticks.push_back(i * step);
    return ticks;
}

// Formats a tick with the decimals that the step needs, so that all ticks of an axis have the same
// number.
inline std::string tick_text(double value, double step) {
    const int decimals = step >= 1 ? 0 : static_cast<int>(std::ceil(-std::log10(step) - 1e-9));
    return grouped(value, decimals);
}

// Formats an amount in little room: "987", "9,870", "98.7 k", "832 k", "1.2 M" or "3.4 G".
inline std::string short_amount(double amount) {
    const auto in = [amount](double unit, const char* name) {
        return grouped(amount / unit, std::abs(amount) >= 100 * unit ? 0 : 1) + name;
    };
    const double size = std::abs(amount);
    if (size >= 1e9) return in(1e9, " G");
    if (size >= 1e6) return in(1e6, " M");
    if (size >= 1e4) return in(1e3, " k");
    return grouped(amount, size < 10 && size != std::floor(size) ? 1 : 0);
}

}  // namespace isotherm
