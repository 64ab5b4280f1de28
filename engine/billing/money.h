// SPDX-License-Identifier: Apache-2.0
#pragma once
// Money and quantities with exact integer arithmetic: amounts are whole pico-dollars, quantities
// are fractions. A line of a bill is rounded once, to a pico-dollar, when quantity and price are
// multiplied. Sums are exact, so they do not depend on the order. Rounding to cents happens only
// for output.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace isotherm {

__extension__ using Wide = __int128;

// US dollars. The published prices that need the most decimals are 0.0001484 dollars per hour and
// 0.125 dollars per million units. Twelve decimals therefore hold the exact price of any single
// unit; 128 bits hold 1.7e26 dollars.
class Money {
public:
    constexpr Money() = default;
    static constexpr Money pico_dollars(Wide count) { return Money(count); }
    // Parses "0.00121875"; at most 12 decimals and 15 digits before the point. nullopt for other
    // texts.
    static std::optional<Money> parse(std::string_view text);

    constexpr Wide in_pico_dollars() const { return pico_dollars_; }
    // The nearest double, for charts and JSON.
    double in_dollars() const;
    // "1,234.50", with halves rounded away from zero. `decimals`: 0 to 12.
    std::string text(int decimals = 2) const;
    // Without trailing zeros, but with at least `least` decimals: "0.000742", "37.92".
    std::string exact_text(int least = 2) const;

    constexpr auto operator<=>(const Money&) const = default;
    constexpr Money& operator+=(Money other) {
        pico_dollars_ += other.pico_dollars_;
        return *this;
    }
    friend constexpr Money operator+(Money a, Money b) { return a += b; }
    friend constexpr Money operator-(Money a, Money b) {
        return Money(a.pico_dollars_ - b.pico_dollars_);
    }
    friend constexpr Money operator-(Money a) { return Money(-a.pico_dollars_); }

private:
    constexpr explicit Money(Wide value) : pico_dollars_(value) {}
    Wide pico_dollars_ = 0;
};

// A quantity as the fraction parts / per, so that a third of an hour or a byte of a gigabyte is
// exact. Stored in lowest terms; `per` is positive.
class Quantity {
public:
    constexpr Quantity() = default;
    // `per` is at least 1. parts below 2^96, per below 2^96.
    explicit Quantity(Wide parts, Wide per = 1);

    Wide parts() const { return parts_; }
    Wide per() const { return per_; }
    double in_units() const;
    bool is_zero() const { return parts_ == 0; }
    // "1,234.5": rounded to `decimals`, without trailing zeros.
    std::string text(int decimals = 3) const;

    bool operator==(const Quantity&) const = default;
    friend bool operator<(const Quantity& a, const Quantity& b);
    friend Quantity operator+(const Quantity& a, const Quantity& b);
    friend Quantity operator-(const Quantity& a) { return Quantity(-a.parts_, a.per_); }
    friend Quantity operator-(const Quantity& a, const Quantity& b) { return a + -b; }
    friend Quantity operator*(const Quantity& a, const Quantity& b);
    // Rounded to a pico-dollar, halves away from zero.
    friend Money operator*(const Quantity& quantity, Money price);

private:
    Wide parts_ = 0;
    Wide per_ = 1;
};

}  // namespace isotherm
