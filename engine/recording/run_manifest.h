// SPDX-License-Identifier: Apache-2.0
#pragma once
// The manifest of a run directory: it identifies the run and lists its files. Readers of the
// directory read it first, so that they never mix in data from another run.

#include <map>
#include <string>
#include <vector>

#include "engine/recording/run_database.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

// Incremented when the meaning of a manifest changes. Readers accept only their own format.
inline constexpr int manifest_format = 1;

struct RunManifest {
    std::string version;                        // of the program that wrote the run
    std::string fingerprint;                    // of the run
    bool complete = true;                       // false: the run was stopped early
    std::map<std::string, std::string> hashes;  // XXH3 of every other file, by file name
};

// Exit codes of errors: 66 if there is no manifest; 65 if it is damaged, foreign or of another
// format.
Result<RunManifest> read_manifest(const std::string& folder);
Result<RunManifest> read_manifest_text(const std::string& text, const std::string& path);

// Reads a run from its directory, or from a single run.sqlite, which is then not verified against a
// manifest. Exit codes of errors: 66 if something is missing; 65 if a file is damaged or is not the
// file that the run wrote.
Result<StoredRun> read_run(const std::string& path);

// XXH3 of the bytes of a regular file; empty if it cannot be read.
std::string file_hash(const std::string& path);

}  // namespace isotherm
