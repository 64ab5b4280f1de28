// SPDX-License-Identifier: Apache-2.0
#pragma once
// Logarithm, exponential, power and sine computed only with + - x /, so that they give the same
// bits with every compiler, C library and processor (the last bit of libm depends on FMA). Errors
// are a few units in the last place; the functions are used for set-up and shapes, where such
// errors are far too small to be observed.

#include <cassert>
#include <cmath>

namespace isotherm::exact {

inline constexpr double ln2_high = 0x1.62e42fefa3800p-1;  // 38 leading bits of ln 2
inline constexpr double ln2_low = 0x1.ef35793c76730p-45;  // the rest
inline constexpr double pi = 0x1.921fb54442d18p+1;

// Natural logarithm of a positive finite number.
inline double log(double x) {
    assert(x > 0 && std::isfinite(x));
    int exponent = 0;
    double m = std::frexp(x, &exponent);  // exact; m in [1/2, 1)
    if (m < 0x1.6a09e667f3bcdp-1) {       // sqrt(1/2)
        m *= 2;
        --exponent;
    }
    // ln m = 2 artanh f with |f| <= 0.1716: eleven odd terms suffice for an error of 2^-56.
    const double f = (m - 1) / (m + 1);
    const double f2 = f * f;
    double sum = 1.0 / 21;
    for (int k = 19; k >= 1; k -= 2) sum = sum * f2 + 1.0 / k;
    return exponent * ln2_high + (2 * f * sum + exponent * ln2_low);
}

// e^x for |x| < 700.
inline double exp(double x) {
    assert(std::abs(x) < 700);
    const double k = std::floor(x / (ln2_high + ln2_low) + 0.5);
    const double r = (x - k * ln2_high) - k * ln2_low;  // |r| <= 0.347
    double sum = 1;
    for (int n = 14; n >= 1; --n) sum = 1 + sum * r / n;
    return std::ldexp(sum, static_cast<int>(k));
}

// x^y for positive x, if the result is neither huge nor tiny.
inline double pow(double x, double y) { return y == 0 ? 1 : exp(y * log(x)); }

// sin(2 pi turns).
inline double sin_turns(double turns) {
    double t = turns - std::floor(turns);  // [0, 1)
    double sign = 1;
    if (t >= 0.5) {
        t -= 0.5;
        sign = -1;
    }                             // [0, 1/2)
    if (t > 0.25) t = 0.5 - t;    // [0, 1/4]
    const double x = 2 * pi * t;  // [0, pi/2]; 12 odd terms give an error of 2^-56
    double sum = 1;
    for (int k = 22; k >= 2; k -= 2) sum = 1 - sum * x * x / (k * (k + 1));
    return sign * x * sum;
}

// Quantile function of the standard normal distribution: Acklam's rational approximation, relative
// error below 1.2e-9. `probability` must be between 0 and 1, exclusive.
double normal_quantile(double probability);

}  // namespace isotherm::exact
