// SPDX-License-Identifier: Apache-2.0
#pragma once
// An empty word of a command line is a variable of the shell that was not set: --out "$UNSET". No
// option of ours means anything by it, and a command must not go on as if it had not been given.

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>

#include "engine/vocabulary/result.h"

namespace isotherm {

// The usage error, for the first empty argument or option without its value.
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
                     5,
                     {.file = printable(option)},
                     option.empty() ? "an argument is empty"
                                    : fmt::format("{} is given an empty value", printable(option)),
                     "write a value, or leave it out; is a variable of the shell not set?"};
    }
    return std::nullopt;
}

}  // namespace isotherm
