// SPDX-License-Identifier: Apache-2.0
#include "engine/jobs/job_spec.h"

#include <fmt/format.h>

#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

constexpr std::string_view jobs_prefix = "jobs.";
constexpr double longest_keep = 100 * 365 * 86'400.0;  // seconds
constexpr double periods_most = 10'000;
constexpr double largest_import = 15.0 * (1ULL << 40);  // bytes

void time_settings(JobSpec& job, SettingsVisitor& visit) {
    visit.field({.name = "at", .help = "when it begins, from the start of the run"}, job.at);
    visit.field(
        {.name = "after", .help = "the job after which it begins, instead of at: \"jobs.NAME\""},
        job.after);
    visit.field({.name = "every",
                 .help = "time after which it begins again, until the end of the run; 0: once"},
                job.every);
}

// A setting that other kinds of jobs do not have. A scenario that is written out has all of them,
// so it is the value that tells.
void only_for(const JobSpec& job, const char* setting, bool has, bool usual,
              SettingsVisitor& visit) {
    if (has || usual) return;
    visit.reject(setting, fmt::format("a job of the kind {} does not have it", word_of(job.kind)),
                 "remove it");
}

void check_kind(const JobSpec& job, SettingsVisitor& visit) {
    const JobSpec usual;
    const bool makes = makes_table(job.kind);
    only_for(job, "to", makes, job.to.empty(), visit);
    only_for(job, "window", job.kind == JobKind::export_changes, job.window == usual.window, visit);
    only_for(job, "keep", job.kind == JobKind::backup, job.keep == usual.keep, visit);
    only_for(job, "size", job.kind == JobKind::import_table, job.size.count == 0, visit);
    only_for(job, "on", job.kind == JobKind::recovery, job.on, visit);
    only_for(job, "every", !makes && job.kind != JobKind::recovery && !is_of_replica(job.kind),
             job.every == 0us, visit);
    if (makes && job.to.empty())
        visit.reject("", "the table that it makes is not named", "add to = \"NAME\"");
    if (!job.after.empty() && !job.after.starts_with(jobs_prefix))
        visit.reject("after", "this is not the name of a job", "write after = \"jobs.NAME\"");
    if (!job.after.empty() && job.at > 0us)
        visit.reject("at", "the job begins after another one", "remove at or after");
    if (!job.after.empty() && job.every > 0us)
        visit.reject("every", "the job begins after another one, each time that is done",
                     "give every to the first of them");
}

}  // namespace

void JobSpec::settings(SettingsVisitor& visit) {
    choice_field(visit,
                 {.name = "kind",
                  .help = "what is done; pitr: point-in-time recovery is turned on or off; "
                          "add_replica, remove_replica: of a global table, the table is the "
                          "replica's, such as \"orders@eu\"",
                  .required = true},
                 kind);
    visit.field({.name = "table", .help = "the table; left out: that of the job before it"}, table);
    visit.field(
        {.name = "to", .help = "name of the table that a restore, an import or a copy makes"}, to);
    time_settings(*this, visit);
    visit.field({.name = "window",
                 .help = "export_incremental: how far back the changes reach that are exported",
                 .lowest = 15 * 60,
                 .highest = 24 * 3'600,
                 .source = "Developer Guide, DynamoDB data export to Amazon S3: 15 minutes to 24 "
                           "hours"},
                window);
    visit.field({.name = "keep",
                 .help = "backup: how long it is kept; 0: to the end of the run",
                 .highest = longest_keep},
                keep);
    visit.field({.name = "period",
                 .help = "of a time series, whose table: 0 the present one, -1 that of the period "
                         "before",
                 .lowest = -periods_most,
                 .highest = 0},
                period);
    visit.field({.name = "size",
                 .help = "import: size of the source, not compressed; 0: as the export before it, "
                         "or as the table at the start",
                 .highest = largest_import,
                 .source = "Developer Guide, Quotas: 15 TB in us-east-1, us-west-2 and eu-west-1"},
                size);
    visit.field({.name = "on", .help = "pitr: whether it is turned on"}, on);
    if (visit.reads()) check_kind(*this, visit);
}

std::string JobSpec::before() const {
    return after.starts_with(jobs_prefix) ? after.substr(jobs_prefix.size()) : std::string();
}

}  // namespace isotherm
