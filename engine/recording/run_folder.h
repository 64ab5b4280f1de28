// SPDX-License-Identifier: Apache-2.0
#pragma once
// The contents of a run directory, and checks whether a folder is one.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/vocabulary/result.h"

namespace isotherm::run_folder {

inline constexpr std::string_view manifest_name = "manifest.json";
// Subfolders used when a run directory is written in place: staging_name for the new run,
// aside_name for the run that it replaces.
inline constexpr std::string_view staging_name = ".isotherm-partial";
inline constexpr std::string_view aside_name = ".isotherm-replaced";

// Whether a file of this name belongs to a run directory. Every file written there must be listed,
// or the next run would refuse the folder because of an unknown file.
bool is_ours(std::string_view name);

// Returns the names of a run's files in a folder, the manifest last. Errors: the folder cannot be
// listed, or it contains anything that is not from a run.
Result<std::vector<std::string>> files_in(const std::string& path, const std::string& shown);
// Returns why a run may not be written to the folder, or nullopt. With `replace`, a complete run
// can be replaced, but not files that only have the names of a run's files.
std::optional<Error> obstacle(const std::string& path, const std::string& shown, bool replace);
// Removes the files of a run, then the folder. Returns an errno or 0. Tries twice, to avoid leaving
// an incomplete run.
int remove(const std::string& path);

// Moves each file in one step, the manifest last, so that the folder contains a complete run or
// none. Returns an errno or 0. After an error, files are moved back as far as possible.
int move_files(const std::string& from, const std::string& to);
// was_interrupted: whether a program was killed during move_files(). put_back: restores the files
// that the killed program had moved aside.
bool was_interrupted(const std::string& path);
void put_back(const std::string& path);

}  // namespace isotherm::run_folder
