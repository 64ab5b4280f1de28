// SPDX-License-Identifier: Apache-2.0
#pragma once
// A job of DynamoDB's control plane, as a scenario describes it: jobs.NAME = { kind = "backup", …
// }. Such a job reads and writes no items through the table, so it takes no capacity.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

enum class JobKind : std::uint8_t {
    backup,
    restore,
    recovery,  // point-in-time recovery is turned on or off
    export_table,
    export_changes,
    import_table,
    create_table,
    delete_table,
    copy_table,
    add_replica,
    remove_replica
};
constexpr auto words_of(JobKind) {
    return std::to_array<std::string_view>(
        {"backup", "restore", "pitr", "export", "export_incremental", "import", "create_table",
         "delete_table", "copy_table", "add_replica", "remove_replica"});
}

// Whether the job makes a table, `to`.
constexpr bool makes_table(JobKind kind) {
    return kind == JobKind::restore || kind == JobKind::import_table ||
           kind == JobKind::create_table || kind == JobKind::copy_table;
}
// Whether the job is about a replica, such as orders@eu.
constexpr bool is_of_replica(JobKind kind) {
    return kind == JobKind::add_replica || kind == JobKind::remove_replica;
}
constexpr bool is_export(JobKind kind) {
    return kind == JobKind::export_table || kind == JobKind::export_changes;
}

struct JobSpec : Configurable {
    JobKind kind = JobKind::backup;
    std::string table;  // empty: that of the job before it
    std::string to;     // the table that it makes
    SimDuration at{};
    std::string after;        // "jobs.NAME"; empty: begins at `at`
    SimDuration every{};      // 0: once
    SimDuration window{24h};  // of the changes that are exported
    SimDuration keep{};       // of a backup; 0: to the end of the run
    std::int64_t period = 0;  // of a time series: the table of so many periods later (earlier: < 0)
    Bytes size{0};            // of what is imported; 0: as the export, or as the table at the start
    bool on = true;           // of point-in-time recovery

    void settings(SettingsVisitor& visit) override;
    // The name of the job after which it begins: "jobs.b" is b.
    std::string before() const;
};

}  // namespace isotherm
