// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The error for a bug that surfaced as an exception. It is reported like any other error, because
// it must not end the program.

#include <string>

#include "engine/vocabulary/result.h"

namespace isotherm {

inline Error internal_error(const char* what, std::string fix) {
    return {
        ExitCode::internal_error, 70, {}, std::string("internal error: ") + what, std::move(fix)};
}

}  // namespace isotherm
