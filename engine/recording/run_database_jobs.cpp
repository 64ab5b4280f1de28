// SPDX-License-Identifier: Apache-2.0
// Jobs of the control plane in run.sqlite, for queries of the user; read back as events.

#include <algorithm>
#include <vector>

#include "engine/recording/run_database_parts.h"

namespace isotherm::run_database {
namespace {

constexpr const char* jobs_schema = R"sql(
CREATE TABLE jobs (job TEXT NOT NULL, kind TEXT NOT NULL, table_name TEXT NOT NULL, begun_s INTEGER NOT NULL,
                   done_s INTEGER, bytes INTEGER NOT NULL, refused INTEGER NOT NULL);
)sql";

// Arguments of the messages about jobs.
constexpr std::size_t name_argument = 0, kind_argument = 1, size_argument = 3;

const Event* end_of(const Recording& recording, const Event& begun,
                    const std::vector<const Event*>& taken) {
    for (const Event& event : recording.events) {
        if (event.kind == EventKind::job && event.text.says == Says::job_done &&
            event.second >= begun.second && event.resource == begun.resource &&
            event.text.name(name_argument) == begun.text.name(name_argument) &&
            std::ranges::find(taken, &event) == taken.end())
            return &event;
    }
    return nullptr;
}

}  // namespace

void write_jobs(Database& database, const Recording& recording) {
    database.run(jobs_schema);
    SqlStatement done_ones(database, "INSERT INTO jobs VALUES (?, ?, ?, ?, ?, ?, ?)");
    SqlStatement others(database, "INSERT INTO jobs VALUES (?, ?, ?, ?, NULL, ?, ?)");
    std::vector<const Event*> taken;
    for (const Event& event : recording.events) {
        const bool refused = event.text.says == Says::job_refused;
        if (event.kind != EventKind::job || (!refused && event.text.says != Says::job_begun))
            continue;
        const std::string_view name = event.text.name(name_argument);
        const std::string_view kind = event.text.name(kind_argument);
        const std::string_view table = event.resource.table;
        const std::int64_t bytes = refused ? 0 : event.text.number(size_argument);
        const Event* end = refused ? nullptr : end_of(recording, event, taken);
        if (end != nullptr) {
            taken.push_back(end);
            done_ones.insert(name, kind, table, event.second, end->second, bytes, std::int64_t{0});
        } else {
            others.insert(name, kind, table, event.second, bytes, std::int64_t{refused});
        }
    }
}

}  // namespace isotherm::run_database
