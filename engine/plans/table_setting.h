// SPDX-License-Identifier: Apache-2.0
#pragma once
// How a table of a scenario and its global indexes are provisioned, and the changes of the
// scenario's text that make it so.

#include <map>
#include <string>
#include <vector>

#include "engine/insight/remedy.h"
#include "engine/plans/side_setting.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// The names are part of JSON output: append, never rename.
enum class TableKind : std::uint8_t { fixed, target_tracking, schedule, mixed, on_demand };
inline constexpr std::array<std::string_view, 5> table_kind_names{"fixed", "target_tracking",
                                                                  "schedule", "mixed", "on_demand"};
constexpr std::string_view name_of(TableKind kind) {
    return table_kind_names[static_cast<std::size_t>(kind)];
}

struct TableSetting {
    TableKind kind = TableKind::fixed;
    std::map<ResourceName, BySide<SideSetting>> places;  // the table and its global indexes
    Throughput start{1, 1};                              // where a policy begins
    Throughput warm;                                     // on demand; 0: as it is

    // "on-demand mode", "reads 20 units; writes target 70 %, 20 to 400 units".
    std::string text() const;
};

// Tables whose capacity can be planned: all but series of tables, which have one for each period.
std::vector<std::string> planned_tables(const Scenario& scenario);
// The table and its global indexes.
std::vector<ResourceName> places_of(const Scenario& scenario, const std::string& table);

// The changes of the scenario, without those of [changes] that change this table's throughput.
std::vector<RemedyEdit> edits_of(const Scenario& scenario, const std::string& table,
                                 const TableSetting& setting);
// The names of the [changes] that go, because a plan decides the throughput.
std::vector<std::string> dropped_changes(const Scenario& scenario, const std::string& table);

// The text with all edits; nullopt if it has no place for one.
std::optional<std::string> with_edits(const std::string& text,
                                      const std::vector<RemedyEdit>& edits);

}  // namespace isotherm
