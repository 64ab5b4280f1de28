#pragma once
// Puts a finished picture on disk: written under a temporary name, synced and renamed, so that a
// reader never sees half of one.

#include <optional>
#include <string>

#include "engine/vocabulary/result.h"

namespace isotherm {

// Devices and pipes are written straight. Nothing when all went well.
std::optional<Error> write_picture_bytes(const std::string& path, const std::string& bytes);

}  // namespace isotherm
