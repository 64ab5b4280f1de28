// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/fidelity.h"

#include <fmt/format.h>

#include "engine/scenario/scenario.h"
#include "engine/scenario/series_tables.h"

namespace isotherm {
namespace {

constexpr const char* follow_requests = "set fidelity = \"requests\"";

void reject_calls(const WorkloadKind& kind, const WorkloadContext& context,
                  SettingsVisitor& visit) {
    const auto demand = kind.demand(context);
    if (!demand) {
        const std::string_view setting = kind.hides_demand();
        if (setting.empty()) return;
        visit.reject(setting,
                     setting == "replay"
                         ? "fidelity = \"cells\" draws counts and cannot follow a recorded stream"
                         : "fidelity = \"cells\" draws counts from known rates and shares of keys; "
                           "these are known only request by request",
                     follow_requests);
    } else if (demand->rows_per_call > 1) {
        visit.reject("operation",
                     "fidelity = \"cells\" counts items and cannot follow calls of several",
                     follow_requests);
    } else if (demand->keys.walk) {
        visit.reject("segments",
                     "fidelity = \"cells\" draws keys and cannot follow a Scan through a table",
                     follow_requests);
    }
}

}  // namespace

void reject_unknown_to_cells(const TableSpec& table, SettingsVisitor& visit) {
    if (table.time_to_live > 0s) {
        visit.reject("time_to_live", "fidelity = \"cells\" does not follow items until they expire",
                     follow_requests);
    }
    for (const auto& [name, index] : table.indexes) {
        if (!index.global()) {
            visit.reject("indexes",
                         fmt::format("{} is a local index, which limits item collections; fidelity "
                                     "= \"cells\" does not count collections",
                                     name),
                         follow_requests);
        } else if (index.created > 0s) {
            visit.reject("indexes",
                         fmt::format("{} is added during the run; fidelity = \"cells\" does not "
                                     "follow backfills",
                                     name),
                         follow_requests);
        }
    }
}

void reject_unknown_to_cells(const Scenario& scenario, const WorkloadSpec& workload,
                             SettingsVisitor& visit) {
    if (runs_as_flow(scenario, workload)) {
        visit.reject("steps", "fidelity = \"cells\" draws counts and cannot follow callers",
                     follow_requests);
        return;
    }
    const WorkloadContext context = workload_context(scenario, workload);
    reject_calls(*workload.workload, context, visit);
    for (const auto& [name, change] : workload.changes)
        if (change.workload != nullptr) reject_calls(*change.workload, context, visit);
    if (workload.client.made() && !workload.client->resend_plan()) {
        visit.reject("client",
                     fmt::format("fidelity = \"cells\" has no plan of retries for \"{}\"",
                                 workload.client.name),
                     follow_requests);
    }
}

std::int64_t Scenario::column_seconds() const {
    constexpr std::int64_t minute = 60;
    // A column is a second of a table or index; a million take about 250 MB without partitions.
    constexpr SimDuration longest_by_second = 48h;
    constexpr std::int64_t most_table_seconds = 1'000'000;
    if (resolution != Resolution::automatic) return resolution == Resolution::second ? 1 : minute;
    if (fidelity == Fidelity::cells) return minute;
    std::int64_t resources = 0;
    for (const auto& [table_name, table] : tables) {
        const auto members = std::max<std::size_t>(1, series_tables(*this, table).size());
        resources += static_cast<std::int64_t>(members * (1 + table.indexes.size()));
    }
    const bool coarse =
        duration > longest_by_second || resources * whole_seconds(duration) > most_table_seconds;
    return coarse ? minute : 1;
}

}  // namespace isotherm
