// SPDX-License-Identifier: Apache-2.0
#include "engine/jobs/job_rules.h"

namespace isotherm {
namespace {

constexpr double longest_step = 30 * 86'400.0;  // seconds
constexpr double jobs_most = 1e6;
constexpr std::string_view quotas = "Developer Guide, Quotas in Amazon DynamoDB";

// `rate` for each `unit` bytes, divided by the parts that work side by side; rounded up.
SimDuration in_proportion(SimDuration rate, std::uint64_t bytes, std::uint64_t unit,
                          std::int64_t parts) {
    const auto whole = static_cast<__int128>(rate.count()) * static_cast<__int128>(bytes);
    const auto divisor = static_cast<__int128>(unit) * parts;
    return SimDuration(static_cast<std::int64_t>((whole + divisor - 1) / divisor));
}

constexpr std::uint64_t gigabyte = 1ULL << 30, terabyte = 1ULL << 40;

void duration_settings(JobRules& rules, SettingsVisitor& visit) {
    const auto time = [&](const char* name, const char* help, std::string_view source,
                          SimDuration& value) {
        visit.field({.name = name, .help = help, .highest = longest_step, .source = source}, value);
    };
    time("backup", "time of a backup, whatever the size of the table",
         "[inferred] within seconds, regardless of table size (Developer Guide, On-demand backup)",
         rules.backup);
    time("restore_begins", "time of a restore before it copies data",
         "[inferred] most restores take less than an hour (Developer Guide)", rules.restore_begins);
    time("restore_per_tb", "time of a restore for each TB of the table and its indexes",
         "[inferred] most restores take less than an hour (Developer Guide)", rules.restore_per_tb);
    time("export_begins", "time of an export before it writes data; all of an incremental export",
         "[inferred] not published", rules.export_begins);
    time("export_per_gb", "time of an export for each GB of a partition",
         "[inferred] not published", rules.export_per_gb);
    time("import_begins", "time of an import before it writes items", "[inferred] not published",
         rules.import_begins);
    time("create_table", "time until a new table is ACTIVE", "[inferred] not published",
         rules.create_table);
    time("delete_table", "time until a deleted table is gone; it serves requests until then",
         "[inferred] not published", rules.delete_table);
}

}  // namespace

void JobRules::settings(SettingsVisitor& visit) {
    duration_settings(*this, visit);
    visit.field({.name = "import_items",
                 .help = "items that an import writes in a second to each partition of the new "
                         "table",
                 .lowest = 1,
                 .highest = 1e9,
                 .source = "[inferred] 1,000 write units of a partition"},
                import_items);
    const auto most = [&](const char* name, const char* help, std::int64_t& value) {
        visit.field(
            {.name = name, .help = help, .lowest = 1, .highest = jobs_most, .source = quotas},
            value);
    };
    most("exports_most", "exports at a time", exports_most);
    most("imports_most", "imports at a time", imports_most);
    most("restores_most", "restores at a time", restores_most);
    most("tables_most", "tables that are created or deleted at a time", tables_most);
}

SimDuration JobRules::time_of(JobKind kind, const JobSize& size) const {
    switch (kind) {
        case JobKind::backup:
            return backup;
        case JobKind::restore:
            return restore_begins + in_proportion(restore_per_tb, size.bytes, terabyte, 1);
        case JobKind::recovery:
            return {};
        case JobKind::export_table:
            return export_begins +
                   in_proportion(export_per_gb, size.bytes, gigabyte, size.partitions);
        case JobKind::export_changes:
            return export_begins;
        case JobKind::import_table:
            return import_begins + in_proportion(1s, size.items,
                                                 static_cast<std::uint64_t>(import_items),
                                                 size.partitions);
        case JobKind::create_table:
            return create_table;
        case JobKind::delete_table:
            return delete_table;
        case JobKind::copy_table:
            return backup + time_of(JobKind::restore, size);
        case JobKind::add_replica:  // charged as a restore; how long it takes is not published
            return time_of(JobKind::restore, size);
        case JobKind::remove_replica:
            return delete_table;
    }
    return {};
}

int quota_of(JobKind kind) {
    switch (kind) {
        case JobKind::export_table:
        case JobKind::export_changes:
            return 1;
        case JobKind::import_table:
            return 2;
        case JobKind::restore:
        case JobKind::copy_table:
            return 3;
        case JobKind::create_table:
        case JobKind::delete_table:
        case JobKind::add_replica:
        case JobKind::remove_replica:
            return 4;
        default:
            return 0;
    }
}

std::int64_t JobRules::most_of(JobKind kind) const {
    const std::int64_t most[] = {0, exports_most, imports_most, restores_most, tables_most};
    return most[quota_of(kind)];
}

}  // namespace isotherm
