// SPDX-License-Identifier: Apache-2.0
#include "engine/run/checked_scenario.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "engine/run/report_json.h"

namespace isotherm {

Result<Scenario> checked(Result<Scenario> scenario) {
    if (!scenario.ok() || scenario.value().expectations.empty()) return scenario;
    const nlohmann::ordered_json shape = report_shape(scenario.value());
    Errors errors;
    for (const auto& [name, expectation] : scenario.value().expectations) {
        const auto unknown = expectation.figure.unknown_in(shape);
        if (!unknown) continue;
        errors.push_back({ExitCode::bad_scenario, ErrorNumber::unknown_figure, expectation.place,
                          fmt::format("{}: {}", printable(expectation.place.path), unknown->what),
                          unknown->fix});
    }
    if (errors.empty()) return scenario;
    std::stable_sort(errors.begin(), errors.end(), [](const Error& a, const Error& b) {
        return std::tie(a.place.file, a.place.line, a.place.column) <
               std::tie(b.place.file, b.place.line, b.place.column);
    });
    return errors;
}

}  // namespace isotherm
