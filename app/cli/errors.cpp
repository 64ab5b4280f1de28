// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

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
    if (json) {
        nlohmann::ordered_json all{{"error", error_json(errors.front())},
                                   {"errors", nlohmann::ordered_json::array()}};
        for (const Error& error : errors) all["errors"].push_back(error_json(error));
        fmt::print(stderr, "{}\n", written_json(all));
    } else {
        for (const Error& error : errors) fmt::print(stderr, "{}", error.text());
    }
    return errors.front().exit_code;
}

}  // namespace isotherm
