// SPDX-License-Identifier: Apache-2.0
#include "engine/billing/money.h"

#include <gtest/gtest.h>

namespace isotherm {
namespace {

Money dollars(const char* text) { return Money::parse(text).value(); }

TEST(Money, reads_plain_decimals_only) {
    EXPECT_EQ(dollars("0.00121875").in_pico_dollars(), Wide{1'218'750'000});
    EXPECT_EQ(dollars("0").in_pico_dollars(), 0);
    EXPECT_EQ(dollars("0.000000000001").in_pico_dollars(), 1);
    for (const char* text : {"", ".5", "5.", "-1", "+1", "1e3", "1,000", "0x1", "1.2.3", " 1", "1 ",
                             "nan", "0.0000000000001", "1234567890123456"}) {
        EXPECT_FALSE(Money::parse(text)) << text;
    }
}

TEST(Money, prints_cents_with_halves_away_from_zero) {
    EXPECT_EQ(dollars("9.375").text(), "9.38");
    EXPECT_EQ(dollars("9.374999999999").text(), "9.37");
    EXPECT_EQ((-dollars("9.375")).text(), "-9.38");
    EXPECT_EQ(dollars("0.005").text(), "0.01");
    EXPECT_EQ(dollars("0.0049").text(), "0.00");
    EXPECT_EQ(dollars("1234567.5").text(), "1,234,567.50");
    EXPECT_EQ(dollars("999.995").text(), "1,000.00");
    EXPECT_EQ(dollars("12.34").text(0), "12");
}

TEST(Money, prints_all_decimals_there_are) {
    EXPECT_EQ(dollars("0.000742").exact_text(), "0.000742");
    EXPECT_EQ(dollars("37.9").exact_text(), "37.90");
    EXPECT_EQ(dollars("5").exact_text(0), "5");
    EXPECT_EQ(Money::pico_dollars(-1).exact_text(), "-0.000000000001");
}

TEST(Quantity, is_exact_in_thirds) {
    const Quantity third(1, 3);
    EXPECT_EQ(third + third + third, Quantity(1));
    EXPECT_EQ((third * Quantity(3)).parts(), 1);
    EXPECT_EQ(Quantity(2, 6), third);
    EXPECT_TRUE(third < Quantity(1, 2));
    EXPECT_FALSE(third < third);
    EXPECT_EQ(third.text(), "0.333");
    EXPECT_EQ(Quantity(-2, 3).text(), "-0.667");
    EXPECT_EQ(Quantity(1'999'999, 1'000'000).text(), "2");
    EXPECT_EQ(Quantity(1'234'500, 1'000).text(), "1,234.5");
}

TEST(Quantity, times_a_price_is_rounded_once) {
    EXPECT_EQ((Quantity(1, 3) * dollars("1")).exact_text(), "0.333333333333");
    EXPECT_EQ((Quantity(2, 3) * dollars("1")).exact_text(), "0.666666666667");
    EXPECT_EQ((Quantity(-2, 3) * dollars("1")).exact_text(), "-0.666666666667");
    EXPECT_EQ((Quantity(1, 2) * Money::pico_dollars(1)).in_pico_dollars(), 1);
}

// A million units per second for ten years at the highest price per unit must not overflow in an
// intermediate result.
TEST(Quantity, holds_the_largest_bills) {
    const Quantity requests(Wide{2} * 1'000'000 * 315'360'000, 2);
    const Quantity month(2'628'000'000'000, 123'456'789);  // a month divided by an odd time
    const Money amount = requests * month * Quantity(1, 1'000'000) * dollars("2.344");
    EXPECT_NEAR(amount.in_dollars(), 3.1536e14 * 2.628e12 / 123'456'789 * 2.344e-6, 1e3);
}

}  // namespace
}  // namespace isotherm
