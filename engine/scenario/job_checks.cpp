// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/job_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/callers/flow_settings.h"
#include "engine/scenario/series_tables.h"
#include "engine/vocabulary/choice.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

using Jobs = std::map<std::string, JobSpec>;

template <class Map>
std::vector<std::string> names_in(const Map& map) {
    std::vector<std::string> names;
    for (const auto& one : map) names.push_back(one.first);
    return names;
}

// Whether `job` begins when `other` is done, or when one is done that does.
bool comes_after(const Jobs& jobs, const std::string& job, const std::string& other) {
    std::string at = jobs.at(job).before();
    for (std::size_t steps = 0; steps < jobs.size() && !at.empty(); ++steps) {
        if (at == other) return true;
        const auto found = jobs.find(at);
        at = found == jobs.end() ? std::string() : found->second.before();
    }
    return false;
}

// The time before which the job does not begin: when the first of its chain does.
SimDuration begins_at(const Jobs& jobs, const std::string& job) {
    auto at = jobs.find(job);
    for (std::size_t steps = 0; steps < jobs.size(); ++steps) {
        const auto before = jobs.find(at->second.before());
        if (before == jobs.end()) break;
        at = before;
    }
    return at->second.at;
}

// The name of the table that the job is about, which may be one that another job makes.
std::string table_of(const Jobs& jobs, const std::string& job) {
    auto at = jobs.find(job);
    for (std::size_t steps = 0; at != jobs.end() && steps <= jobs.size(); ++steps) {
        if (!at->second.table.empty()) return at->second.table;
        at = jobs.find(at->second.before());
    }
    return {};
}

// The tables that the workload's calls go to.
std::set<std::string> tables_asked(const WorkloadSpec& workload) {
    std::set<std::string> tables{workload.table};
    const FlowSettings* flow = workload.workload == nullptr ? nullptr : workload.workload->flow();
    if (flow == nullptr) return tables;
    const auto look = [&](const std::vector<StepSettings>& steps) {
        for (const StepSettings& step : steps) {
            if (!step.table.empty()) tables.insert(step.table);
            for (const PartSettings& part : step.parts)
                if (!part.table.empty()) tables.insert(part.table);
        }
    };
    look(flow->steps);
    for (const auto& block : flow->blocks) look(block.second);
    if (flow->reads_stream()) tables.insert(flow->callers->stream()->table);
    return tables;
}

class JobCheck {
public:
    JobCheck(const Scenario& scenario, const std::string& name, SettingsVisitor& visit)
        : scenario_(scenario), name_(name), job_(scenario.jobs.at(name)), visit_(visit) {}

    void run() {
        check_era();
        if (!check_before()) return;
        check_time();
        if (!check_table()) return;
        check_made();
        if (is_of_replica(job_.kind)) check_replica();
        check_recovery();
        check_gone();
        check_asked();
    }

private:
    const Era& era() const { return scenario_.era; }

    void check_era() {
        const auto introduced = [&](bool concerned, const char* era_of, const char* what) {
            if (!concerned || era().name >= era_of) return;
            visit_.reject("kind", fmt::format("{}; the era is {}", what, era().name),
                          fmt::format("choose era = \"{}\" or later", era_of));
        };
        const JobKind kind = job_.kind;
        introduced(kind == JobKind::backup || kind == JobKind::copy_table ||
                       kind == JobKind::restore || kind == JobKind::recovery,
                   "2018", "backups came in November 2017, point-in-time recovery in March 2018");
        introduced(kind == JobKind::export_table, "2024", "exports to S3 came in November 2020");
        introduced(kind == JobKind::import_table, "2024", "imports from S3 came in August 2022");
        introduced(kind == JobKind::export_changes, "2024",
                   "incremental exports came in September 2023");
    }

    // The job that it waits for.
    bool check_before() {
        if (job_.after.empty()) return true;
        const std::string before = job_.before();
        const auto found = scenario_.jobs.find(before);
        if (found == scenario_.jobs.end()) {
            if (!before.empty())
                visit_.reject("after", fmt::format("there is no job \"{}\"", printable(before)),
                              suggestion_text(before, names_in(scenario_.jobs)));
            return false;
        }
        if (before == name_ || comes_after(scenario_.jobs, before, name_)) {
            visit_.reject("after", "the jobs wait for each other, so none of them begins",
                          "give one of them a time: at = \"1h\"");
            return false;
        }
        const auto wants = [&](JobKind kind, JobKind wanted, const char* word) {
            if (job_.kind != kind || found->second.kind == wanted) return;
            visit_.reject(
                "after",
                fmt::format("{} is no {}: there is nothing to {}", before, word, word_of(kind)),
                fmt::format("name a job of the kind {}", word));
        };
        wants(JobKind::restore, JobKind::backup, "backup");
        wants(JobKind::import_table, JobKind::export_table, "export");
        return true;
    }

    void check_time() {
        if (job_.at >= scenario_.duration)
            visit_.reject("at", fmt::format("the run ends after {}", text_of(scenario_.duration)),
                          "choose an earlier time, or make the run longer");
        if (job_.kind == JobKind::export_changes && job_.after.empty() && job_.at < job_.window)
            visit_.reject("window",
                          fmt::format("the window of {} begins before the run, whose changes are "
                                      "not known",
                                      text_of(job_.window)),
                          "begin the export later, or choose a shorter window");
    }

    bool check_table() {
        const std::string table = table_of(scenario_.jobs, name_);
        if (table.empty()) {
            visit_.reject("", "the table is not named", "add table = \"NAME\"");
            return false;
        }
        const std::string source = source_of_job(scenario_, name_);
        if (source.empty()) {
            visit_.reject("table", fmt::format("there is no table \"{}\"", printable(table)),
                          suggestion_text(table, names_in(scenario_.tables)));
            return false;
        }
        const TimeSeriesSpec& series = scenario_.tables.at(source).time_series;
        if (!series.enabled()) {
            if (job_.period != 0)
                visit_.reject("period", fmt::format("{} is no time series", table), "remove it");
            return true;
        }
        check_period(table, series);
        return true;
    }

    // Which table of a series it is about, if it has not been made yet or is dropped by then.
    void check_period(const std::string& table, const TimeSeriesSpec& series) {
        const PeriodCalendar calendar(*series.period);
        const WallTime first =
            calendar.shifted(calendar.start_of(scenario_.start), -series.history);
        const bool once = job_.after.empty() && job_.every == 0us;
        const WallTime begins = scenario_.start + (once ? job_.at : scenario_.duration);
        const WallTime asked = calendar.shifted(calendar.start_of(begins), job_.period);
        if (asked < first) {
            visit_.reject("period",
                          fmt::format("{} has tables of {} earlier periods at the start", table,
                                      series.history),
                          "choose a later period, or give the series more history");
        } else if (once && series.retention > 0 &&
                   calendar.shifted(asked, 1 + series.retention) + series.cool_after <= begins) {
            visit_.reject("period",
                          fmt::format("{} drops its tables after {} periods, so this one is gone "
                                      "by then",
                                      table, series.retention),
                          "choose a later period, or raise retention");
        }
    }

    void check_made() {
        if (!makes_table(job_.kind) || job_.to.empty()) return;
        if (!is_resource_name(job_.to))
            visit_.reject("to", fmt::format("\"{}\" cannot be a table name", printable(job_.to)),
                          "table names are 3 to 255 characters of a-z A-Z 0-9 _ - .");
        const bool made_twice = std::ranges::any_of(scenario_.jobs, [&](const auto& other) {
            return other.first != name_ && makes_table(other.second.kind) &&
                   other.second.to == job_.to;
        });
        if (scenario_.tables.contains(job_.to) || made_twice)
            visit_.reject("to",
                          fmt::format("there is a table {} already: DynamoDB answers "
                                      "TableAlreadyExistsException",
                                      job_.to),
                          "choose another name");
    }

    // A replica is added to or removed from a global table that allows it.
    void check_replica() {
        const std::string table = table_of(scenario_.jobs, name_);
        const TableSpec& spec = scenario_.tables.at(table);
        if (job_.table.empty())
            return visit_.reject("table", "the replica is not named",
                                 "add table = \"TABLE@REPLICA\"");
        if (spec.replica_of.empty())
            return visit_.reject("table", fmt::format("{} is not a replica", table),
                                 "name one of the scenario, such as \"orders@eu\"");
        if (spec.replication.strong())
            return visit_.reject("table",
                                 "the Regions of a global table with strong consistency are "
                                 "chosen when it is made",
                                 "use consistency = \"eventual\"");
        if (job_.kind == JobKind::add_replica &&
            spec.replication.version == GlobalTableVersion::v2017)
            return visit_.reject("table", "version 2017 adds replicas to empty tables only",
                                 "use version 2019");
        const std::string twice = same_job_before();
        if (!twice.empty())
            return visit_.reject("table", fmt::format("job {} does the same to {}", twice, table),
                                 "remove one of them");
    }

    std::string same_job_before() const {
        for (const auto& [other, spec] : scenario_.jobs)
            if (other < name_ && spec.kind == job_.kind && spec.table == job_.table) return other;
        return {};
    }

    // An export, and a restore without a backup, need point-in-time recovery.
    void check_recovery() {
        if (!is_export(job_.kind) && !(job_.kind == JobKind::restore && job_.after.empty())) return;
        const std::string table = table_of(scenario_.jobs, name_);
        const auto spec = scenario_.tables.find(table);
        if (spec != scenario_.tables.end() && spec->second.point_in_time_recovery) return;
        const bool turned_on = std::ranges::any_of(scenario_.jobs, [&](const auto& other) {
            return other.second.kind == JobKind::recovery && other.second.on &&
                   table_of(scenario_.jobs, other.first) == table &&
                   begins_at(scenario_.jobs, other.first) <= begins_at(scenario_.jobs, name_);
        });
        if (turned_on) return;
        visit_.reject("kind",
                      fmt::format("{} of {} needs point-in-time recovery, which is off",
                                  word_of(job_.kind), table),
                      "set point_in_time_recovery = true in the table, or add a job of the kind "
                      "pitr before");
    }

    // Jobs on a table that another job has deleted by then.
    void check_gone() {
        const std::string table = table_of(scenario_.jobs, name_);
        if (scenario_.tables.contains(table) && scenario_.tables.at(table).time_series.enabled())
            return;  // each deletion is of another table
        for (const auto& [other, spec] : scenario_.jobs) {
            if ((spec.kind != JobKind::delete_table && spec.kind != JobKind::remove_replica) ||
                other == name_ || job_.kind == JobKind::add_replica ||
                table_of(scenario_.jobs, other) != table)
                continue;
            const bool later = comes_after(scenario_.jobs, name_, other) ||
                               (spec.after.empty() && spec.at < begins_at(scenario_.jobs, name_));
            const bool outlives = job_.kind == JobKind::import_table ||
                                  (job_.kind == JobKind::restore && !job_.after.empty());
            if (!later || outlives) continue;
            visit_.reject("table",
                          fmt::format("job {} deletes {} before this one begins", other, table),
                          "begin this job earlier, or delete the table later");
            return;
        }
    }

    // Workloads that send to a table that is deleted.
    void check_asked() {
        const std::string table = table_of(scenario_.jobs, name_);
        const auto spec = scenario_.tables.find(table);
        const bool goes = job_.kind == JobKind::delete_table || is_of_replica(job_.kind);
        if (!goes || spec == scenario_.tables.end() || spec->second.time_series.enabled()) return;
        for (const auto& one : scenario_.workloads) {
            if (!tables_asked(one.second).contains(table)) continue;
            visit_.reject(
                "table",
                fmt::format("workload {} sends requests to {}, which {}", one.first, table,
                            job_.kind == JobKind::add_replica ? "is not there from the start on"
                                                              : "would be gone"),
                is_of_replica(job_.kind)
                    ? "choose a replica that nobody asks"
                    : "delete a table that nobody asks, such as one of a time series");
            return;
        }
    }

    const Scenario& scenario_;
    std::string name_;
    const JobSpec& job_;
    SettingsVisitor& visit_;
};

}  // namespace

// Jobs refer to each other. A reader has taken a first look at all of them; see scenario_files.cpp.
void jobs_setting(Scenario& scenario, SettingsVisitor& visit) {
    visit.named({.name = "jobs",
                 .help = "what DynamoDB's control plane is asked to do during the run: backups, "
                         "exports, imports, tables that are created and deleted"},
                names_in(scenario.jobs), [&](const std::string& name, SettingsVisitor& inner) {
                    JobSpec shown;
                    const bool there = inner.reads() || scenario.jobs.contains(name);
                    (there ? scenario.jobs[name] : shown).settings(inner);
                    if (inner.reads()) JobCheck(scenario, name, inner).run();
                });
}

void check_share_of_job(const WorkloadSpec& workload, SettingsVisitor& visit) {
    if (!visit.reads() || !workload.like.given() || workload.workload == nullptr) return;
    const FlowSettings* flow = workload.workload->flow();
    if (flow == nullptr) {
        visit.reject("like", "a recorded stream is no bulk job", "remove like or replay");
        return;
    }
    const Share highest = workload.like.highest_share();
    if (workload.like.percent.value > highest.value) return;  // already reported
    for (const LimitSettings& limit : flow->limits) {
        if (limit.share.value <= highest.value) continue;
        visit.reject(
            "limit",
            fmt::format("{} takes {} of the throughput at most, not {}",
                        word_of(*workload.like.kind), text_of(highest), text_of(limit.share)),
            "make the share smaller");
    }
}

}  // namespace isotherm
