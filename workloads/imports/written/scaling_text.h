// SPDX-License-Identifier: Apache-2.0
#pragma once
// Writes the scaling of one side of a table or index as lines of a scenario.

#include <string>
#include <vector>

#include "workloads/imports/imported_plan.h"
#include "workloads/imports/written/toml_lines.h"

namespace isotherm {

// Scheduled actions as scenarios have them.
struct WrittenAction {
    std::string at;  // cron in UTC
    std::optional<std::int64_t> min;
    std::optional<std::int64_t> max;
    std::string remark;
};
struct WrittenScaling {
    std::string policy;  // target_tracking, scheduled; empty: none
    std::vector<WrittenAction> actions;
    std::vector<std::string> remarks;
    bool scale_in = true;
};

// Decides how the scaling is written. Schedules that cannot be converted become `asks`.
WrittenScaling written_scaling(const ImportedScaling& scaling, bool on_demand, const RunSpan& run,
                               std::vector<std::string>& asks);

// `path` is the table or index: tables.orders. Writes nothing but comments if there is no policy.
void write_scaling(TomlLines& lines, const std::string& path, Side side,
                   const ImportedScaling& scaling, const WrittenScaling& written);

}  // namespace isotherm
