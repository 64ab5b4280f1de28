// SPDX-License-Identifier: Apache-2.0
// Requests at even distances against independent ones, at a bucket of a token: the formula is
// compared with a bucket that is simulated request by request.

#include "engine/cells/even_rows.h"

#include <gtest/gtest.h>

#include <boost/random/exponential_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>

namespace isotherm {
namespace {

struct Rates {
    double even;      // a second
    double others;    // a second
    double admitted;  // a second
};
class EvenRows : public testing::TestWithParam<Rates> {};

// The refused share of even requests divided by that of the others. The bucket holds up to ten
// tokens.
double simulated_ratio(const Rates& rates) {
    constexpr double seconds = 20'000;
    boost::random::mt19937_64 engine(5);
    boost::random::exponential_distribution<double> gap(rates.others);
    double next_even = 0.37 / rates.even, next_other = gap(engine), level = 1, last = 0;
    double refused_even = 0, refused_other = 0, even = 0, other = 0;
    while (last < seconds) {
        const bool is_even = next_even < next_other;
        const double now = is_even ? next_even : next_other;
        level = std::min(10.0, level + (now - last) * rates.admitted);
        last = now;
        const bool refused = level < 1;
        if (!refused) level -= 1;
        (is_even ? even : other) += 1;
        (is_even ? refused_even : refused_other) += refused;
        if (is_even)
            next_even += 1 / rates.even;
        else
            next_other += gap(engine);
    }
    return refused_even / even / (refused_other / other);
}

TEST_P(EvenRows, are_refused_as_often_as_one_by_one) {
    const Rates rates = GetParam();
    const double weight =
        static_cast<double>(weight_of_even(rates.even, rates.others, rates.admitted)) / full_weight;
    EXPECT_NEAR(weight, simulated_ratio(rates), 0.06);
}

INSTANTIATE_TEST_SUITE_P(Rates, EvenRows,
                         testing::Values(Rates{20, 55, 18.3}, Rates{20, 55, 50.7},
                                         Rates{400, 260, 361.7}, Rates{100, 1'000, 305.1},
                                         Rates{100, 10, 33.7}, Rates{10, 200, 150.3}));

TEST(EvenRows, have_full_weight_alone_and_none_of_their_own) {
    EXPECT_EQ(weight_of_even(10, 0, 5), full_weight);
    EXPECT_EQ(weight_of_even(0, 10, 5), full_weight);
    EXPECT_EQ(weight_of_even(10, 10, 0), full_weight);
}

}  // namespace
}  // namespace isotherm
