// SPDX-License-Identifier: Apache-2.0
#include "tests/tidy/file_rules.h"

#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace isotherm::tidy {

namespace {

constexpr std::size_t most_lines = 400;
constexpr int most_function_lines = 60;

// Functions that may be long: tables and declarations of settings, which would not be easier to
// read in parts.
struct LongFunction {
    std::string_view path;
    std::string_view name;  // name with its class
};
constexpr auto known_long_functions = std::to_array<LongFunction>(
    {{"app/gui/widgets/action_table.cpp", "action_specs"},
     {"engine/model/era.cpp", "quota_settings"},
     {"engine/model/table_spec.cpp", "IndexSpec::settings"},
     {"engine/model/table_spec.cpp", "TableSpec::settings"},
     {"engine/scaling/dynamic_dynamodb_options.cpp", "DynamicOptions::settings"},
     {"engine/scenario/scenario.cpp", "Scenario::settings"},
     {"workloads/synthetic/call_settings.cpp", "CallSettings::settings"}});

bool is_known(std::string_view path, std::string_view name) {
    return std::ranges::any_of(known_long_functions, [&](const LongFunction& known) {
        return known.path == path && known.name == name;
    });
}

bool needs_licence(std::string_view path) {
    return is_cpp(path) || path.ends_with(".cpp.in") || path.ends_with(".sh") ||
           name_of(path) == "CMakeLists.txt" || path == ".ci/run";
}

std::string licence_of(std::string_view path) {
    const bool is_window = is_below(path, "app/gui") || is_below(path, "tests/gui") ||
                           is_below(path, "tests/bench/window");
    return is_window ? "GPL-3.0-or-later" : "Apache-2.0";
}

struct Output {
    std::string text;
    bool success = false;
};

Output output_of(const std::string& command) {
    Output output;
    FILE* const pipe = popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return output;
    std::array<char, 4096> part{};
    while (const std::size_t read = std::fread(part.data(), 1, part.size(), pipe))
        output.text.append(part.data(), read);
    const int status = pclose(pipe);
    output.success = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    return output;
}

std::string argument(const std::filesystem::path& path) { return "'" + path.string() + "' "; }

// Parses lines of the form path:line:column: error: …
void add_format_findings(const Output& output, std::vector<Finding>& findings) {
    const std::size_t before = findings.size();
    for (const auto line : lines_of(output.text)) {
        const std::size_t colon = line.find(':');
        if (line.find(": error: ") == std::string_view::npos) continue;
        Finding found{std::string(line.substr(0, colon)),
                      std::atoi(std::string(line.substr(colon + 1)).c_str()),
                      "is not as clang-format 14 formats it"};
        // A line can have errors in several columns but is reported once.
        if (findings.empty() || findings.back() != found) findings.push_back(std::move(found));
    }
    if (!output.success && findings.size() == before)
        findings.push_back({"clang-format", 0, "failed: " + output.text});
}

}  // namespace

std::vector<Finding> file_length_findings(const std::vector<SourceFile>& files) {
    std::vector<Finding> findings;
    for (const auto& file : files) {
        const std::size_t lines = is_cpp(file.path) ? lines_of(file.text).size() : 0;
        if (lines > most_lines)
            findings.push_back({file.path, static_cast<int>(most_lines + 1),
                                "the file has " + std::to_string(lines) + " lines, at most " +
                                    std::to_string(most_lines)});
    }
    return findings;
}

std::vector<Finding> function_length_findings(const std::vector<SourceFile>& files) {
    std::vector<Finding> findings;
    for (const auto& file : files) {
        const bool is_measured = is_below(file.path, "engine") ||
                                 is_below(file.path, "workloads") || is_below(file.path, "app");
        if (!is_measured || !is_cpp(file.path)) continue;
        for (const auto& [name, first, last] : functions_of(file.text)) {
            const int lines = last - first + 1;
            if (lines > most_function_lines && !is_known(file.path, name))
                findings.push_back({file.path, first,
                                    "the function " + name + " has " + std::to_string(lines) +
                                        " lines, at most " + std::to_string(most_function_lines)});
        }
    }
    return findings;
}

std::vector<Finding> licence_findings(const std::vector<SourceFile>& files) {
    constexpr std::size_t first_lines = 3;  // the licence may follow a #! line
    std::vector<Finding> findings;
    for (const auto& file : files) {
        if (!needs_licence(file.path)) continue;
        const std::string wanted = "SPDX-License-Identifier: " + licence_of(file.path);
        auto lines = lines_of(file.text);
        lines.resize(std::min(lines.size(), first_lines));
        if (std::ranges::none_of(lines, [&](auto line) { return line.ends_with(wanted); }))
            findings.push_back({file.path, 1, "lacks the line " + wanted});
    }
    return findings;
}

std::optional<std::string> clang_format() {
    for (const auto* program : {"clang-format", "clang-format-14"}) {
        const Output output = output_of(std::string(program) + " --version");
        if (output.success && output.text.find("version 14.") != std::string::npos) return program;
    }
    return std::nullopt;
}

std::vector<Finding> format_findings(const std::string& program, const std::filesystem::path& style,
                                     const std::filesystem::path& root,
                                     const std::vector<SourceFile>& files) {
    constexpr std::size_t files_at_once = 200;  // the length of a command line is limited
    const std::string start = "cd " + argument(root) + "&& " + program + " --dry-run -Werror " +
                              argument("--style=file:" + style.string());
    std::vector<Finding> findings;
    std::string names;
    std::size_t count = 0;
    const auto flush = [&] {
        if (count > 0) add_format_findings(output_of(start + names), findings);
        names.clear();
        count = 0;
    };
    for (const auto& file : files) {
        if (!is_cpp(file.path)) continue;
        names += argument(file.path);
        if (++count == files_at_once) flush();
    }
    flush();
    return findings;
}

}  // namespace isotherm::tidy
