// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the user says about an import that no file says.

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "engine/vocabulary/time.h"
#include "workloads/imports/import_parameters.h"

namespace isotherm {

struct ImportOptions {
    std::string table;   // of files that name none; with several tables: the only one to import
    std::string index;   // of files that name none
    std::string metric;  // of files that name none
    std::string region;  // of a global table; AWS::Region
    std::string zone;    // IANA time zone of times without one; empty: such times are refused
    std::string rule;    // name of a Contributor Insights rule
    // Of JSON lines: members by what they mean (time, key, operation, size, table, index).
    std::map<std::string, std::string> mapping = {};
    // By file: the kind to read it as, where several fit.
    std::map<std::string, std::string> kinds = {};
    ImportParameters parameters;   // of templates
    std::optional<WallTime> from;  // first and end of what is imported
    std::optional<WallTime> to;
    std::int64_t period_s = 0;         // of metrics that do not show it; 0: unknown
    std::int64_t attempts = 0;         // tries of the callers; 0: unknown, 3 are assumed
    bool keep_keys = false;            // key values may stand in the scenario
    std::uint64_t bad_lines_most = 0;  // lines of a log that may be skipped
};

}  // namespace isotherm
