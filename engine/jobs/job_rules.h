// SPDX-License-Identifier: Apache-2.0
#pragma once
// How long DynamoDB's jobs take, and how many of them it runs at a time.

#include <string_view>

#include "engine/jobs/job_spec.h"

namespace isotherm {

// What a job works on.
struct JobSize {
    std::uint64_t bytes = 0;
    std::uint64_t items = 0;
    std::int64_t partitions = 1;  // that work side by side
};

struct JobRules : Configurable {
    SimDuration backup = 1min;
    SimDuration restore_begins = 10min;
    SimDuration restore_per_tb = 1h;
    SimDuration export_begins = 5min;
    SimDuration export_per_gb = 30s;  // of a partition
    SimDuration import_begins = 5min;
    std::int64_t import_items = 1'000;  // a second and partition
    SimDuration create_table = 20s;
    SimDuration delete_table = 20s;
    // At a time.
    std::int64_t exports_most = 300;
    std::int64_t imports_most = 50;
    std::int64_t restores_most = 50;
    std::int64_t tables_most = 500;

    void settings(SettingsVisitor& visit) override;
    SimDuration time_of(JobKind kind, const JobSize& size) const;
    // How many jobs like this one may run at a time; 0: any number.
    std::int64_t most_of(JobKind kind) const;
};

// Jobs that count against the same quota have the same number; 0: against none.
int quota_of(JobKind kind);

}  // namespace isotherm
