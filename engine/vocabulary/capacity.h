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

// The level of a bucket in nano-units, counted in 64 or 128 bits.
template <class Count>
class BasicCapacityUnits {
public:
    constexpr BasicCapacityUnits() = default;
    constexpr BasicCapacityUnits(HalfUnits charge)
        : nano_units_(Count{charge.count()} * 500'000'000) {}
    // Every 64-bit level is a 128-bit level.
    template <class Narrower>
    requires(sizeof(Narrower) <
             sizeof(Count)) constexpr BasicCapacityUnits(BasicCapacityUnits<Narrower> level)
        : nano_units_(level.in_nano_units()) {}
    static constexpr BasicCapacityUnits nano_units(Count count) {
        return BasicCapacityUnits(count, 0);
    }
    static constexpr BasicCapacityUnits units(std::int64_t count) {
        return BasicCapacityUnits(Count{count} * 1'000'000'000, 0);
    }

    constexpr Count in_nano_units() const { return nano_units_; }
    constexpr double in_units() const { return static_cast<double>(nano_units_) * 1e-9; }

    constexpr auto operator<=>(const BasicCapacityUnits&) const = default;
    constexpr BasicCapacityUnits& operator+=(BasicCapacityUnits other) {
        nano_units_ += other.nano_units_;
        return *this;
    }
    constexpr BasicCapacityUnits& operator-=(BasicCapacityUnits other) {
        nano_units_ -= other.nano_units_;
        return *this;
    }
    friend constexpr BasicCapacityUnits operator+(BasicCapacityUnits a, BasicCapacityUnits b) {
        return a += b;
    }
    friend constexpr BasicCapacityUnits operator-(BasicCapacityUnits a, BasicCapacityUnits b) {
        return a -= b;
    }

private:
    constexpr BasicCapacityUnits(Count nano_units, int) : nano_units_(nano_units) {}
    Count nano_units_ = 0;
};

// Of a partition, and what one request costs: 64 bits hold 9.2e9 units.
using CapacityUnits = BasicCapacityUnits<std::int64_t>;
// Of a whole table, index or account: 300 s of 1e9 units per second do not fit into 64 bits.
using WideCapacityUnits = BasicCapacityUnits<__int128>;

// Provisioned throughput, or a share of it; at most `highest`. What it earns in a time has 128
// bits; up to `highest_of_partition`, 15 minutes of it fit into 64.
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
    friend constexpr WideCapacityUnits operator*(CapacityRate rate, SimDuration time) {
        return WideCapacityUnits::nano_units(__int128{rate.milli_units_per_second_} * time.count());
    }
    // The same, as a level of the given width, which must be able to hold it.
    template <class Level>
    constexpr Level earned_in(SimDuration time) const {
        using Count = decltype(Level{}.in_nano_units());
        return Level::nano_units(Count{milli_units_per_second_} * time.count());
    }

    static const CapacityRate highest;               // of a table or index
    static const CapacityRate highest_of_partition;  // and of a storage node

private:
    constexpr explicit CapacityRate(std::int64_t value) : milli_units_per_second_(value) {}
    std::int64_t milli_units_per_second_ = 0;
};

inline constexpr CapacityRate CapacityRate::highest = CapacityRate::units_per_second(1'000'000'000);
inline constexpr CapacityRate CapacityRate::highest_of_partition =
    CapacityRate::units_per_second(10'000'000);

static_assert(CapacityRate::units_per_second(1) * 1s == WideCapacityUnits::units(1));
static_assert(CapacityRate::units_per_second(3'000) * 300s == WideCapacityUnits::units(900'000));
static_assert(CapacityUnits(HalfUnits::units(3)) == CapacityUnits::units(3));
static_assert(CapacityRate::highest_of_partition.earned_in<CapacityUnits>(900s) > CapacityUnits{},
              "no overflow in a 15-minute window");

}  // namespace isotherm
