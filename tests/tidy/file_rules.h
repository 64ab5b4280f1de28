// SPDX-License-Identifier: Apache-2.0
#pragma once
// Rules about the length of files and functions, the licence of a file, and its format.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/tidy/source_tree.h"

namespace isotherm::tidy {

// A function at namespace or class level. Functions and lambdas inside it count as parts of it.
struct FunctionFound {
    std::string name;
    int first = 0;  // line of its declaration
    int last = 0;   // line of its closing brace

    bool operator==(const FunctionFound&) const = default;
};
std::vector<FunctionFound> functions_of(std::string_view text);

std::vector<Finding> file_length_findings(const std::vector<SourceFile>& files);
std::vector<Finding> function_length_findings(const std::vector<SourceFile>& files);
std::vector<Finding> licence_findings(const std::vector<SourceFile>& files);

// The clang-format program of the version that formats the sources; nullopt if it is not installed.
std::optional<std::string> clang_format();
std::vector<Finding> format_findings(const std::string& program, const std::filesystem::path& style,
                                     const std::filesystem::path& root,
                                     const std::vector<SourceFile>& files);

}  // namespace isotherm::tidy
