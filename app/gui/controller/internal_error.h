// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The error for an exception nobody expected. It is reported like any other error, because it must
// not end the program.

#include <exception>
#include <new>
#include <string>

#include "engine/vocabulary/result.h"

namespace isotherm {

inline Error internal_error(const std::string& what, std::string fix) {
    return {ExitCode::internal_error,
            ErrorNumber::internal,
            {},
            "internal error: " + what,
            std::move(fix)};
}

// Describes an exception. `fix` tells the user what to do if the exception is a bug.
inline Error error_of(const std::exception_ptr& failure, std::string fix) {
    try {
        std::rethrow_exception(failure);
    } catch (const std::bad_alloc&) {
        return {ExitCode::out_of_memory,
                ErrorNumber::out_of_memory,
                {},
                "not enough memory",
                "close other programs; your edits are still here"};
    } catch (const std::exception& error) {
        return internal_error(error.what(), std::move(fix));
    } catch (...) {
        return internal_error("an exception of unknown type", std::move(fix));
    }
}

}  // namespace isotherm
