// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/import_parameters.h"

#include <fmt/format.h>

namespace isotherm {
namespace {

// The text between two marks; empty if they are not there.
std::string between(const std::string& text, std::string_view before, std::string_view ends) {
    const std::size_t at = text.find(before);
    if (at == std::string::npos) return {};
    const std::size_t begin = at + before.size();
    return text.substr(begin, text.find_first_of(ends, begin) - begin);
}

}  // namespace

std::string option_for(const std::string& expression) {
    if (expression.find("AWS::Region") != std::string::npos) return "--region REGION";
    std::string name = between(expression, "${", "},");
    if (name.empty()) name = between(expression, "{{resolve:", "}");
    if (name.empty()) name = between(expression, "Fn::ImportValue ", " ");
    if (name.empty()) name = between(expression, "Ref ", ": ");
    return name.empty() ? "--parameter NAME=VALUE" : fmt::format("--parameter {}=VALUE", name);
}

}  // namespace isotherm
