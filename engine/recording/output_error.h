// SPDX-License-Identifier: Apache-2.0
#pragma once
// Error messages for output files: derives the exit code and the advice from an errno.

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "engine/vocabulary/result.h"

namespace isotherm {

inline ExitCode output_exit_code(int reason) {
    switch (reason) {
        case EACCES:
        case EPERM:
        case EROFS:
            return ExitCode::permission;
        case ENOENT:
        case ENOTDIR:
        case EISDIR:
        case EEXIST:
        case ELOOP:
        case ENAMETOOLONG:
        case ENOTEMPTY:
            return ExitCode::cannot_create;
        case EMFILE:
        case ENFILE:
        case ENOMEM:
            return ExitCode::out_of_memory;
        default:
            return ExitCode::input_output;
    }
}

// `path`: the name that the user gave. `reason`: an errno. `doing`: what failed: "cannot write".
inline Error output_error(const std::string& path, int reason, std::string_view doing) {
    std::string fix = "choose another location";
    if (output_exit_code(reason) == ExitCode::permission)
        fix = "choose a file or folder you may write to";
    if (reason == EFBIG) fix = "raise the limit for the size of files (ulimit -f)";
    if (reason == EMFILE || reason == ENFILE) fix = "raise the limit for open files (ulimit -n)";
    if (reason == ENOSPC || reason == EDQUOT) {
        std::error_code failed;
        const auto folder = std::filesystem::absolute(path, failed).parent_path();
        const auto space = std::filesystem::space(folder, failed);
        fix = fmt::format("free some disk space: only {} bytes are left",
                          failed ? 0 : space.available);
    }
    return {output_exit_code(reason),
            ErrorNumber::output_failed,
            {.file = path},
            fmt::format("{}: {}", doing, std::strerror(reason)),
            std::move(fix)};
}

}  // namespace isotherm
