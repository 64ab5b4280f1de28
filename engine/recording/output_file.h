// SPDX-License-Identifier: Apache-2.0
#pragma once
// One file that a user named as an output: there completely or not at all, and nothing else is
// harmed on the way to it.

#include <string>
#include <string_view>
#include <vector>

#include "engine/vocabulary/result.h"

namespace isotherm {

// What forbids to write a file of this name, told before work is done for it. Only a new name or a
// regular file will do, never a folder, a device or a FIFO, and never one of `inputs`, whichever
// name or link leads there. Errors: 73, or 77 where permission is missing.
Errors check_output(const std::string& path, const std::vector<std::string>& inputs = {});

// Writes the file beside its place and renames it when it is whole and synced. A file that was
// there stays until then and keeps its mode; a symbolic link is followed. Nothing stays behind when
// it fails: 73 to 77, 71 without file handles.
Errors write_file(const std::string& path, std::string_view content,
                  const std::vector<std::string>& inputs = {});

// For folders that are written like that: a new file of `content`, not yet synced. `shown` is the
// name that the user knows.
Errors write_new_file(const std::string& path, std::string_view content, const std::string& shown);
// Syncs a file or folder that is there.
Errors sync_path(const std::string& path, const std::string& shown);

// In front of the names of what is not finished yet.
inline constexpr std::string_view partial_prefix = ".isotherm-partial.";
// The name under which something called `name` is written; no longer than names may be.
std::string partial_name(const std::string& name);
// Where symbolic links lead, also to a name that nothing has yet. Errors: a loop of links.
Result<std::string> followed(const std::string& path);

}  // namespace isotherm
