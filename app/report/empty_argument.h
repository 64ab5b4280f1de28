// SPDX-License-Identifier: Apache-2.0
#pragma once
// Detection of empty arguments. An empty argument usually comes from a shell variable that was not
// set, as in --out "$UNSET". No option accepts an empty argument, and a command must not continue
// as if the option had not been given.

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>

#include "engine/vocabulary/result.h"

namespace isotherm {

// Returns a usage error for the first empty argument or option with an empty value; nullopt: none.
inline std::optional<Error> find_empty_argument(int argument_count, char** arguments) {
    for (int i = 1; i < argument_count; ++i) {
        const std::string_view word = arguments[i];
        const std::string_view before = i > 1 ? arguments[i - 1] : "";
        const bool valueless =
            word.starts_with("--") && word.size() > 3 && word.find('=') == word.size() - 1;
        if (!word.empty() && !valueless) continue;
        const bool of_option = before.starts_with('-') && before.size() > 1;
        const std::string option(valueless   ? word.substr(0, word.size() - 1)
                                 : of_option ? before
                                             : "");
        return Error{ExitCode::usage,
                     ErrorNumber::empty_argument,
                     {.file = printable(option)},
                     option.empty() ? "an argument is empty"
                                    : fmt::format("{} has an empty value", printable(option)),
                     "give a value or leave the argument out; a shell variable may be unset"};
    }
    return std::nullopt;
}

}  // namespace isotherm
