// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a run directory holds, and whether a folder is one.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/vocabulary/result.h"

namespace isotherm::run_folder {

inline constexpr std::string_view manifest_name = "manifest.json";
// Folders inside one that is written where it stands: the new run, and the one that it replaces.
inline constexpr std::string_view staging_name = ".isotherm-partial";
inline constexpr std::string_view aside_name = ".isotherm-replaced";

// Whether a file of this name belongs into a run directory: every name that is written there must
// be known, or the next run would take it for somebody else's.
bool is_ours(std::string_view name);

// The files of a run in a folder, the manifest last. Errors: what cannot be listed; anything that
// is not from a run.
Result<std::vector<std::string>> files_in(const std::string& path, const std::string& shown);
// Why a run may not be written there. A complete run can be replaced; what only looks like one
// cannot.
std::optional<Error> obstacle(const std::string& path, const std::string& shown, bool replace);
// Removes the files of a run, then the folder. An errno, or 0; tried twice, because nothing is
// worse than half a run that stays.
int remove(const std::string& path);

// In one step for each file, the manifest last: so the folder holds a complete run or none. An
// errno or 0; after an error everything is back where it was, if that can be.
int move_files(const std::string& from, const std::string& to);
// Whether a program was killed while it did that, and putting back what it had moved aside.
bool was_interrupted(const std::string& path);
void put_back(const std::string& path);

}  // namespace isotherm::run_folder
