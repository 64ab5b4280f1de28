// SPDX-License-Identifier: Apache-2.0
#include "app/cli/expect_option.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace isotherm {
namespace {

Error expect_error(const std::string& text, const FigureError& error) {
    return {ExitCode::usage,
            ErrorNumber::options_contradict,
            {.file = "--expect"},
            fmt::format("\"{}\": {}", printable(text), error.what),
            error.fix};
}

}  // namespace

void add_expect_option(CLI::App& command, std::vector<std::string>& texts) {
    command
        .add_option("--expect", texts,
                    "Condition on a figure of the JSON report: 'FIGURE >= N', 'FIGURE <= N' or "
                    "'FIGURE = N within T'; if broken, exit code 3")
        ->allow_extra_args(false);
}

Result<std::vector<Expectation>> read_expectations(const std::vector<std::string>& texts) {
    std::vector<Expectation> expectations;
    for (const std::string& text : texts) {
        auto read = parse_expectation(text);
        if (const auto* error = std::get_if<FigureError>(&read)) return expect_error(text, *error);
        expectations.push_back(std::get<Expectation>(std::move(read)));
    }
    return expectations;
}

Result<std::vector<JudgedExpectation>> judge_expectations(
    const std::vector<Expectation>& expectations, const nlohmann::ordered_json& report) {
    std::vector<JudgedExpectation> all;
    for (const Expectation& expectation : expectations) {
        if (const auto unknown = expectation.figure.unknown_in(report))
            return expect_error(expectation.of, *unknown);
        all.push_back(judged("--expect", expectation, report));
    }
    return all;
}

std::string text_of(const std::vector<JudgedExpectation>& judged) {
    std::string text;
    for (const JudgedExpectation& one : judged) {
        text += fmt::format("{}  {}\n", one.holds ? "expected" : "EXPECTATION BROKEN",
                            printable(one.text));
    }
    return text;
}

ExitCode exit_code_of(const std::vector<JudgedExpectation>& judged) {
    const bool holds = std::all_of(judged.begin(), judged.end(),
                                   [](const JudgedExpectation& one) { return one.holds; });
    return holds ? ExitCode::done : ExitCode::limit_broken;
}

}  // namespace isotherm
