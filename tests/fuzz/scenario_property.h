// SPDX-License-Identifier: Apache-2.0
#pragma once
// Properties that must hold for every text read as a scenario, from a fuzzer or from the corpus. A
// violation aborts the program, even without assertions: a fuzzer needs a crash, a test a failure.

#include <cstdio>
#include <cstdlib>
#include <string>

#include "engine/scenario/scenario.h"

namespace isotherm {

inline void check_scenario_input(const std::string& text) {
    const auto must_hold = [](bool condition, const char* what) {
        if (condition) return;
        std::fprintf(stderr, "violated: %s\n", what);
        std::abort();
    };
    const auto scenario = read_scenario_text(text, "fuzz.toml");
    if (!scenario.ok()) {
        must_hold(scenario.errors().size() <= 20, "at most twenty errors");
        for (const Error& error : scenario.errors()) {
            must_hold(error.exit_code == ExitCode::bad_scenario ||
                          error.exit_code == ExitCode::input_missing,
                      "a bad scenario has its exit code");
            must_hold(!error.what.empty() && error.number != ErrorNumber::none,
                      "an error says what is wrong");
            must_hold(error.text().find('\x1b') == std::string::npos,
                      "no escape reaches the terminal");
        }
        return;
    }
    const std::string resolved = resolved_text(scenario.value());
    const auto again = read_scenario_text(resolved, "resolved.toml");
    must_hold(again.ok(), "what is written out can be read");
    must_hold(resolved_text(again.value()) == resolved, "and means the same");
}

}  // namespace isotherm
