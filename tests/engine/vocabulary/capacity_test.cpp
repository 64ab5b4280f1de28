// SPDX-License-Identifier: Apache-2.0
// Capacity arithmetic is exact: checked with whole numbers by hand and by property tests.

#include "engine/vocabulary/capacity.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace isotherm {
namespace {

TEST(CapacityRate, times_a_duration_is_exact) {
    // 333.333 units/s for 1.000001 s: 333.333333333 units.
    const auto units = CapacityRate::milli_units_per_second(333'333) * SimDuration(1'000'001);
    EXPECT_EQ(units.in_nano_units(), 333'333'333'333);
    EXPECT_DOUBLE_EQ(units.in_units(), 333.333333333);
}

TEST(CapacityRate, shares_never_exceed_the_whole) {
    // V-P6: 5,000 RCU over three partitions are 1,666.67 each.
    EXPECT_EQ((CapacityRate::units_per_second(5'000) / 3).in_milli_units_per_second(), 1'666'666);
    EXPECT_TRUE(rc::check("parts x share <= whole < parts x (share + 1)", [] {
        const auto whole = CapacityRate::milli_units_per_second(*rc::gen::inRange<std::int64_t>(
            0, CapacityRate::highest.in_milli_units_per_second() + 1));
        const auto parts = *rc::gen::inRange<std::int64_t>(1, 1'000'000);
        const std::int64_t share = (whole / parts).in_milli_units_per_second();
        RC_ASSERT(share * parts <= whole.in_milli_units_per_second());
        RC_ASSERT((share + 1) * parts > whole.in_milli_units_per_second());
    }));
}

TEST(CapacityRate, the_highest_of_a_partition_for_fifteen_minutes_still_fits) {
    // 10,000,000 units/s x 900 s = 9 x 10^18 nano-units, below 2^63 = 9.22 x 10^18.
    EXPECT_EQ(CapacityRate::highest_of_partition.earned_in<CapacityUnits>(900s).in_nano_units(),
              9'000'000'000'000'000'000);
}

TEST(CapacityRate, the_highest_of_a_table_for_300_seconds_is_exact) {
    EXPECT_EQ((CapacityRate::highest * 300s).in_nano_units(),
              __int128{300'000'000'000} * 1'000'000'000);
}

TEST(HalfUnits, add_up_and_convert_without_rounding) {
    const HalfUnits eventual(1);
    EXPECT_DOUBLE_EQ(eventual.in_units(), 0.5);
    EXPECT_EQ(eventual + eventual, HalfUnits::units(1));
    EXPECT_EQ(HalfUnits::units(3) - eventual, HalfUnits(5));
    EXPECT_EQ(eventual * 7, HalfUnits(7));
    EXPECT_EQ(CapacityUnits(HalfUnits(7)).in_nano_units(), 3'500'000'000);
    EXPECT_TRUE(CapacityUnits(eventual) < CapacityUnits::units(1));
}

}  // namespace
}  // namespace isotherm
