// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include "engine/vocabulary/result.h"

namespace isotherm {

inline Error bundle_error(const std::string& path, ExitCode code, std::string what,
                          std::string fix) {
    return {code, ErrorNumber::bad_manifest, {.file = path}, std::move(what), std::move(fix)};
}

}  // namespace isotherm
