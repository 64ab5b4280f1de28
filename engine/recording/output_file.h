// SPDX-License-Identifier: Apache-2.0
#pragma once
// Writes an output file atomically: the file is either complete or absent, and no other file is
// damaged.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/vocabulary/result.h"

namespace isotherm {

// Checks whether a file may be written under this name, before its content is computed. Only new
// names and regular files are allowed; folders, devices and FIFOs are not, and neither is any of
// `inputs`, under whatever name or link. Exit codes of errors: 73, or 77 if a permission is
// missing.
Errors check_output(const std::string& path, const std::vector<std::string>& inputs = {});

// Writes to a temporary file in the same folder, syncs it and renames it. An existing file stays
// unchanged until it is replaced, and the new file gets its mode; a symbolic link is followed. On
// failure, the temporary file is removed. Exit codes of errors: 73 to 77, or 71 without free file
// descriptors.
Errors write_file(const std::string& path, std::string_view content,
                  const std::vector<std::string>& inputs = {});

// The same for a content that comes in pieces. `produce` hands each of them to its argument, which
// returns false once writing has failed; if `produce` returns errors, nothing is written.
using WritePiece = std::function<bool(std::string_view)>;
Errors write_pieces(const std::string& path,
                    const std::function<Errors(const WritePiece&)>& produce,
                    const std::vector<std::string>& inputs = {});

// Writes a new file without syncing it; for output folders. `shown` is the path for error messages.
Errors write_new_file(const std::string& path, std::string_view content, const std::string& shown);
// Syncs an existing file or folder.
Errors sync_path(const std::string& path, const std::string& shown);

// Name prefix of files that are not complete yet.
inline constexpr std::string_view partial_prefix = ".isotherm-partial.";
// The temporary name for an output called `name`. Long names are replaced by a hash to stay within
// the limits of file systems.
std::string partial_name(const std::string& name);
// Resolves symbolic links of `path`; the target does not have to exist. Error: a loop of links.
Result<std::string> followed(const std::string& path);

}  // namespace isotherm
