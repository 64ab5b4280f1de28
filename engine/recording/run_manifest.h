// SPDX-License-Identifier: Apache-2.0
#pragma once
// The manifest of a run directory: which run it was, and which files it wrote. Whoever opens the
// directory reads it first, so that no number of another run, or of none, is taken for this one's.

#include <map>
#include <string>
#include <vector>

#include "engine/recording/run_database.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

// Raised when a manifest means something else than before; a reader opens its own only.
inline constexpr int manifest_format = 1;

struct RunManifest {
    std::string version;                        // of the program that wrote it
    std::string fingerprint;                    // of the run
    bool complete = true;                       // false: the run was stopped early
    std::map<std::string, std::string> hashes;  // by name: XXH3 of the bytes of each file beside it
};

// Errors: 66 where there is none, 65 where it is no manifest of ours or of another format.
Result<RunManifest> read_manifest(const std::string& folder);
Result<RunManifest> read_manifest_text(const std::string& text, const std::string& path);

// A run from its directory, or from a run.sqlite by itself, for which nothing vouches. Errors: 66
// where something is missing, 65 where a file is not the one that the run wrote, or is damaged.
Result<StoredRun> read_run(const std::string& path);

// XXH3 of a regular file's bytes as they lie on disk; empty where there is none to be read.
std::string file_hash(const std::string& path);

}  // namespace isotherm
