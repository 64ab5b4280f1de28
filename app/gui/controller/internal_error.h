// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A bug of ours that came out as an exception: told like any other trouble, because it must not
// take the window down.

#include <string>

#include "engine/vocabulary/result.h"

namespace isotherm {

inline Error internal_error(const char* what, std::string fix) {
    return {
        ExitCode::internal_error, 70, {}, std::string("internal error: ") + what, std::move(fix)};
}

}  // namespace isotherm
