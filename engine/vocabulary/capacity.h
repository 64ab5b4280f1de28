// SPDX-License-Identifier: Apache-2.0
#pragma once
// Throughput capacity: read and write units, and units per second.
//
// Levels of buckets are in nano-units and rates in milli-units per second, because a milli-unit per
// second is a nano-unit per microsecond: refilling is one exact multiplication.
// Charges and totals are in half-units, the smallest amount that DynamoDB charges (an eventually
// consistent read of up to 4 KB costs half a read unit), so sums are exact and do not overflow.

#include <compare>
#include <cstdint>

#include "engine/vocabulary/time.h"

namespace isotherm {

// The cost of a request, or a total of such costs. 64 bits hold 4.6e18 units.
class HalfUnits {
public:
    constexpr HalfUnits() = default;
    constexpr explicit HalfUnits(std::int64_t count) : count_(count) {}
    static constexpr HalfUnits units(std::int64_t count) { return HalfUnits(2 * count); }

    constexpr std::int64_t count() const { return count_; }
    constexpr double in_units() const { return static_cast<double>(count_) * 0.5; }

    constexpr auto operator<=>(const HalfUnits&) const = default;
    constexpr HalfUnits& operator+=(HalfUnits other) {
        count_ += other.count_;
        return *this;
    }
    constexpr HalfUnits& operator-=(HalfUnits other) {
        count_ -= other.count_;
        return *this;
    }
    friend constexpr HalfUnits operator+(HalfUnits a, HalfUnits b) { return a += b; }
    friend constexpr HalfUnits operator-(HalfUnits a, HalfUnits b) { return a -= b; }
    friend constexpr HalfUnits operator*(HalfUnits a, std::int64_t times) {
        return HalfUnits(a.count_ * times);
    }

private:
    std::int64_t count_ = 0;
};

// The level of a bucket. 64 bits of nano-units hold 9.2e9 units.
class CapacityUnits {
public:
    constexpr CapacityUnits() = default;
    constexpr CapacityUnits(HalfUnits charge) : nano_units_(charge.count() * 500'000'000) {}
    static constexpr CapacityUnits nano_units(std::int64_t count) {
        return CapacityUnits(count, 0);
    }
    static constexpr CapacityUnits units(std::int64_t count) {
        return CapacityUnits(count * 1'000'000'000, 0);
    }

    constexpr std::int64_t in_nano_units() const { return nano_units_; }
    constexpr double in_units() const { return static_cast<double>(nano_units_) * 1e-9; }

    constexpr auto operator<=>(const CapacityUnits&) const = default;
    constexpr CapacityUnits& operator+=(CapacityUnits other) {
        nano_units_ += other.nano_units_;
        return *this;
    }
    constexpr CapacityUnits& operator-=(CapacityUnits other) {
        nano_units_ -= other.nano_units_;
        return *this;
    }
    friend constexpr CapacityUnits operator+(CapacityUnits a, CapacityUnits b) { return a += b; }
    friend constexpr CapacityUnits operator-(CapacityUnits a, CapacityUnits b) { return a -= b; }

private:
    constexpr CapacityUnits(std::int64_t nano_units, int) : nano_units_(nano_units) {}
    std::int64_t nano_units_ = 0;
};

// Provisioned throughput, or a share of it. Must not exceed `highest`, so that rate x 15 minutes
// fits into 64 bits of nano-units.
class CapacityRate {
public:
    constexpr CapacityRate() = default;
    static constexpr CapacityRate units_per_second(std::int64_t count) {
        return CapacityRate(count * 1'000);
    }
    static constexpr CapacityRate milli_units_per_second(std::int64_t count) {
        return CapacityRate(count);
    }

    constexpr std::int64_t in_milli_units_per_second() const { return milli_units_per_second_; }
    constexpr double in_units_per_second() const {
        return static_cast<double>(milli_units_per_second_) * 1e-3;
    }

    constexpr auto operator<=>(const CapacityRate&) const = default;
    friend constexpr CapacityRate operator+(CapacityRate a, CapacityRate b) {
        return CapacityRate(a.milli_units_per_second_ + b.milli_units_per_second_);
    }
    // Divides into `parts` equal shares, each rounded down to a milli-unit, so the shares never add
    // up to more than the whole.
    friend constexpr CapacityRate operator/(CapacityRate rate, std::int64_t parts) {
        return CapacityRate(rate.milli_units_per_second_ / parts);
    }
    friend constexpr CapacityUnits operator*(CapacityRate rate, SimDuration time) {
        return CapacityUnits::nano_units(rate.milli_units_per_second_ * time.count());
    }

    static const CapacityRate highest;

private:
    constexpr explicit CapacityRate(std::int64_t value) : milli_units_per_second_(value) {}
    std::int64_t milli_units_per_second_ = 0;
};

inline constexpr CapacityRate CapacityRate::highest = CapacityRate::units_per_second(10'000'000);

static_assert(CapacityRate::units_per_second(1) * 1s == CapacityUnits::units(1));
static_assert(CapacityRate::units_per_second(3'000) * 300s == CapacityUnits::units(900'000));
static_assert(CapacityUnits(HalfUnits::units(3)) == CapacityUnits::units(3));
static_assert(CapacityRate::highest * 900s > CapacityUnits{}, "no overflow in a 15-minute window");

}  // namespace isotherm
