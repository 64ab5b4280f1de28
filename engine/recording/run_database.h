// SPDX-License-Identifier: Apache-2.0
#pragma once
// run.sqlite: the recording as a database that any SQLite tool can query and from which charts can
// be drawn again. Its tables are described in resources/docs/run-directory.md.

#include <string>

#include "engine/recording/recording.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

// Facts about the run that are not part of the recording.
struct RunIdentity {
    std::string fingerprint;
    std::string version;
    std::string scenario_text;
    std::int64_t seed = 0;
};

// Replaces an existing file at `path`.
Errors write_run_database(const std::string& path, const Recording& recording,
                          const RunIdentity& identity);

struct StoredRun {
    Recording recording;
    RunIdentity identity;
};

// Returns an error if the file is not a run database of this version.
Result<StoredRun> read_run_database(const std::string& path);

}  // namespace isotherm
