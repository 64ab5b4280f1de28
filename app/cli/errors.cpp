// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "engine/vocabulary/json_text.h"

namespace isotherm {
namespace {

nlohmann::ordered_json error_json(const Error& error) {
    return {{"where", error.where()},
            {"what", error.what},
            {"fix", error.fix},
            {"exit_code", static_cast<int>(error.exit_code)},
            {"code", fmt::format("E{:04}", digits_of(error.number))},
            {"file", printable(error.place.file)},
            {"line", error.place.line},
            {"column", error.place.column},
            {"offset", error.place.offset},
            {"path", error.place.path}};
}

}  // namespace

ExitCode print_errors(const Errors& errors, bool json) {
    // A damaged file of metrics can have an error in each of its lines.
    constexpr std::size_t shown_most = 20;
    const std::size_t shown = std::min(errors.size(), shown_most);
    const std::size_t left_out = errors.size() - shown;
    if (json) {
        nlohmann::ordered_json all{{"error", error_json(errors.front())},
                                   {"errors", nlohmann::ordered_json::array()}};
        for (std::size_t i = 0; i < shown; ++i) all["errors"].push_back(error_json(errors[i]));
        if (left_out > 0) all["errors_left_out"] = left_out;
        fmt::print(stderr, "{}\n", written_json(all));
    } else {
        for (std::size_t i = 0; i < shown; ++i) fmt::print(stderr, "{}", errors[i].text());
        if (left_out > 0)
            fmt::print(stderr, "... and {} more error{}\n", left_out, left_out == 1 ? "" : "s");
    }
    return errors.front().exit_code;
}

}  // namespace isotherm
