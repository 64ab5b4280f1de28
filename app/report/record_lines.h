// SPDX-License-Identifier: Apache-2.0
#pragma once
// A report as JSON text. What fits on a line of 400 characters stands on one line: a report has
// thousands of records, and half of their bytes would be indentation.

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace isotherm {

// Bytes that are not UTF-8, which may occur in paths, become U+FFFD.
std::string record_lines(const nlohmann::ordered_json& json);

}  // namespace isotherm
