// SPDX-License-Identifier: Apache-2.0
#pragma once
// Draws of Zipf keys for workloads that have rules of their own for which key a rank is.

#include <cstdint>
#include <memory>

#include "workloads/synthetic/key_distribution.h"

namespace isotherm {

// Key r - 1 has a weight of r^-exponent, for r from 1 to `distinct`. See zipf.cpp.
std::unique_ptr<KeyDraws> zipf_draws(std::uint64_t distinct, double exponent, RandomStream random);

}  // namespace isotherm
