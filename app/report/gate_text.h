// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a gate found in several scenarios: as text for people, as JSON, and in the forms that CI
// systems show beside the code.

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/vocabulary/result.h"

namespace isotherm {

enum class GateCheckKind : std::uint8_t { limit, expectation, no_worse, warning };
inline constexpr std::array<std::string_view, 4> gate_check_names{"limit", "expectation",
                                                                  "no_worse", "warning"};

// Something that had to hold, or a warning that does not fail the gate.
struct GateCheck {
    GateCheckKind kind = GateCheckKind::limit;
    std::string name;
    bool holds = true;
    std::string text;
    Place place;         // in the scenario; line 0: not known
    bool counts = true;  // whether it can break the gate
};

struct GateResult {
    std::string file;  // of the scenario, as the user named it
    std::string name;
    Errors errors;  // why it did not run; empty: it ran
    std::string fingerprint;
    std::uint64_t attempts = 0;
    std::uint64_t throttled = 0;
    std::optional<double> cost_month;  // US dollars; nullopt: a price is not known
    double wall_seconds = 0;
    std::vector<GateCheck> checks;
    std::vector<std::string> notes;
    std::string folder;  // of the run that was written; empty: none

    bool passed() const;
    double throttled_share() const {
        return attempts == 0 ? 0 : static_cast<double>(throttled) / static_cast<double>(attempts);
    }
};

bool gate_passed(const std::vector<GateResult>& results);

std::string gate_text(const std::vector<GateResult>& results);
nlohmann::ordered_json gate_json(const std::vector<GateResult>& results);
// JUnit's XML: a suite for each scenario, a case for each check.
std::string gate_junit(const std::vector<GateResult>& results);
// A summary in GitHub's Markdown, for $GITHUB_STEP_SUMMARY or a comment.
std::string gate_markdown(const std::vector<GateResult>& results);
// Workflow commands of GitHub Actions, which it shows as annotations of the files.
std::string gate_github(const std::vector<GateResult>& results);

}  // namespace isotherm
