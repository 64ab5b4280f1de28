// SPDX-License-Identifier: Apache-2.0
#include "engine/billing/money.h"

#include <array>
#include <cassert>

namespace isotherm {
namespace {

constexpr int money_decimals = 12;
constexpr int digits_most = 15;  // before the point
constexpr Wide pico_dollars_in_dollar = 1'000'000'000'000;

constexpr Wide magnitude(Wide value) { return value < 0 ? -value : value; }

Wide greatest_divisor(Wide a, Wide b) {
    while (b != 0) {
        const Wide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

// Returns numerator / denominator with halves rounded away from zero. The denominator must be
// positive.
Wide rounded_quotient(Wide numerator, Wide denominator) {
    const Wide size = magnitude(numerator);
    const Wide rest = size % denominator;
    const Wide rounded = size / denominator + (rest >= denominator - rest ? 1 : 0);
    return numerator < 0 ? -rounded : rounded;
}

constexpr Wide power_of_ten(int exponent) {
    Wide power = 1;
    for (int i = 0; i < exponent; ++i) power *= 10;
    return power;
}

std::string digits_of(Wide value) {
    std::string digits;
    do {
        digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
        value /= 10;
    } while (value > 0);
    return digits;
}

// Formats value x 10^-decimals, with commas between thousands.
std::string decimal_text(Wide value, int decimals) {
    std::string digits = digits_of(magnitude(value));
    const auto places = static_cast<std::size_t>(decimals);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    std::string fraction = digits.substr(digits.size() - places);
    digits.resize(digits.size() - places);
    for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
    if (!fraction.empty()) fraction.insert(0, ".");
    return (value < 0 ? "-" : "") + digits + fraction;
}

void drop_trailing_zeros(std::string& text, std::size_t decimals_kept) {
    const std::size_t point = text.find('.');
    if (point == std::string::npos) return;
    while (text.back() == '0' && text.size() > point + 1 + decimals_kept) text.pop_back();
    if (text.back() == '.') text.pop_back();
}

}  // namespace

std::optional<Money> Money::parse(std::string_view text) {
    Wide value = 0;
    int digits = 0, decimals = 0;
    bool after_point = false;
    for (const char c : text) {
        if (c == '.' && !after_point && digits > 0) {
            after_point = true;
        } else if (c >= '0' && c <= '9') {
            value = value * 10 + (c - '0');
            int& count = after_point ? decimals : digits;
            if (++count > (after_point ? money_decimals : digits_most)) return std::nullopt;
        } else {
            return std::nullopt;
        }
    }
    if (digits == 0 || (after_point && decimals == 0)) return std::nullopt;
    return Money(value * power_of_ten(money_decimals - decimals));
}

double Money::in_dollars() const {
    return static_cast<double>(pico_dollars_) / static_cast<double>(pico_dollars_in_dollar);
}

std::string Money::text(int decimals) const {
    assert(decimals >= 0 && decimals <= money_decimals);
    return decimal_text(rounded_quotient(pico_dollars_, power_of_ten(money_decimals - decimals)),
                        decimals);
}

std::string Money::exact_text(int least) const {
    std::string text = decimal_text(pico_dollars_, money_decimals);
    drop_trailing_zeros(text, static_cast<std::size_t>(least));
    return text;
}

Quantity::Quantity(Wide parts, Wide per) {
    assert(per > 0);
    const Wide divisor = greatest_divisor(magnitude(parts), per);
    parts_ = parts / divisor;
    per_ = per / divisor;
}

double Quantity::in_units() const {
    return static_cast<double>(parts_) / static_cast<double>(per_);
}

std::string Quantity::text(int decimals) const {
    const Wide power = power_of_ten(decimals);
    const Wide whole = magnitude(parts_) / per_;
    const Wide fraction = rounded_quotient(magnitude(parts_) % per_ * power, per_);
    const Wide value = whole * power + fraction;
    std::string text = decimal_text(parts_ < 0 ? -value : value, decimals);
    drop_trailing_zeros(text, 0);
    return text;
}

bool operator<(const Quantity& a, const Quantity& b) { return (a - b).parts_ < 0; }

Quantity operator+(const Quantity& a, const Quantity& b) {
    const Wide divisor = greatest_divisor(a.per_, b.per_);
    const Wide a_factor = b.per_ / divisor;
    return Quantity(a.parts_ * a_factor + b.parts_ * (a.per_ / divisor), a.per_ * a_factor);
}

// Cancels common factors crosswise first, so that the products do not overflow unnecessarily.
Quantity operator*(const Quantity& a, const Quantity& b) {
    const Quantity left(a.parts_, b.per_);
    const Quantity right(b.parts_, a.per_);
    return Quantity(left.parts_ * right.parts_, left.per_ * right.per_);
}

Money operator*(const Quantity& quantity, Money price) {
    // Multiplies whole units and the rest separately: only the rest is divided, and products stay
    // small.
    const Wide pico = price.in_pico_dollars();
    const Wide whole = quantity.parts_ / quantity.per_;
    const Wide rest = quantity.parts_ % quantity.per_;
    return Money::pico_dollars(whole * pico + rounded_quotient(rest * pico, quantity.per_));
}

}  // namespace isotherm
