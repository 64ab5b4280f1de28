// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/fact.h"

#include <fmt/format.h>

#include "engine/vocabulary/quantity.h"

namespace isotherm {

std::string fact_text(std::int64_t value) { return grouped(value); }
std::string fact_text(double value) { return fmt::format("{:g}", value); }
std::string fact_text(bool value) { return value ? "yes" : "no"; }
std::string fact_text(const std::string& value) { return value; }

}  // namespace isotherm
