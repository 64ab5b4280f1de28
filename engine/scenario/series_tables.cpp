// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/series_tables.h"

#include <algorithm>
#include <set>

namespace isotherm {
namespace {

SimTime sim_time(const Scenario& scenario, WallTime time) {
    return sim_start + (time - scenario.start);
}

std::vector<SeriesTable> tables_by_period(const Scenario& scenario, const TableSpec& spec) {
    std::vector<SeriesTable> tables;
    const PeriodCalendar calendar(*spec.time_series.period);
    const WallTime present = calendar.start_of(scenario.start);
    const WallTime last = scenario.start + scenario.duration + spec.time_series.ahead;
    WallTime begins = calendar.shifted(present, -spec.time_series.history);
    while (begins < last) {
        const WallTime ends = calendar.shifted(begins, 1);
        tables.push_back({spec.name + "_" + calendar.name_of(begins), begins, ends});
        begins = ends;
    }
    return tables;
}

// Returns how many later periods have ended by the start of the run; -1 if the table's own period
// has not ended.
std::int64_t age_at_start(const std::vector<SeriesTable>& tables, std::size_t at, WallTime start) {
    std::int64_t age = -1;
    for (std::size_t later = at; later < tables.size() && tables[later].ends <= start; ++later)
        ++age;
    return age;
}

// Returns the size of one table of a series at the start of the run: 0 for a future table, part of
// `series.size` for the current one, all of it for earlier ones.
Bytes member_size(const Scenario& scenario, const TableSpec& series, const SeriesTable& table) {
    if (table.begins > scenario.start) return {};
    if (table.ends <= scenario.start) return series.size;
    const double passed =
        in_seconds(scenario.start - table.begins) / in_seconds(table.ends - table.begins);
    return Bytes{static_cast<std::uint64_t>(static_cast<double>(series.size.count) * passed)};
}

TableSpec member_spec(const Scenario& scenario, const TableSpec& series,
                      const std::vector<SeriesTable>& tables, std::size_t at) {
    TableSpec spec = series;
    spec.name = tables[at].name;
    spec.time_series = {};
    const SimDuration until_made = tables[at].begins - series.time_series.ahead - scenario.start;
    spec.created = at == 0 ? SimDuration{} : std::max(until_made, SimDuration{});
    spec.size = member_size(scenario, series, tables[at]);
    const std::int64_t age = age_at_start(tables, at, scenario.start);
    if (age < 0 || series.capacity.on_demand()) return spec;
    // The table had full throughput during its period and keeps its number of partitions, so each
    // partition has a small share of the present throughput.
    const auto cool = [&](CapacitySpec& capacity) {
        capacity.provisioned =
            series.time_series.cooled(capacity.provisioned, static_cast<std::size_t>(age));
    };
    if (spec.partitions == 0) {
        spec.partitions =
            partitions_at_creation(scenario.era, series.capacity.provisioned, series.size);
    }
    spec.highest = series.capacity.provisioned;
    cool(spec.capacity);
    for (auto& [name, index] : spec.indexes) {
        if (index.global()) cool(index.capacity);
    }
    return spec;
}

void add_steps(const Scenario& scenario, const TableSpec& series, std::vector<SeriesStep>& steps) {
    const TimeSeriesSpec& spec = series.time_series;
    const PeriodCalendar calendar(*spec.period);
    std::vector<std::string> indexes;
    for (const auto& [name, index] : series.indexes) {
        if (index.global()) indexes.push_back(name);
    }
    const std::vector<SeriesTable> tables = series_tables(scenario, series);
    for (std::size_t at = 0; at < tables.size(); ++at) {
        const SeriesTable& table = tables[at];
        const SimTime made = sim_time(scenario, table.begins - spec.ahead);
        if (at > 0 && made > sim_start)
            steps.push_back({.at = made, .kind = SeriesStep::Kind::open, .table = table.name});
        const std::size_t most = std::max(spec.cool_read.size(), spec.cool_write.size());
        for (std::size_t age = 0; age < most && !series.capacity.on_demand(); ++age) {
            const WallTime time =
                calendar.shifted(table.ends, static_cast<std::int64_t>(age)) + spec.cool_after;
            if (time <= scenario.start) continue;
            steps.push_back({.at = sim_time(scenario, time),
                             .kind = SeriesStep::Kind::cool,
                             .table = table.name,
                             .throughput = spec.cooled(series.capacity.provisioned, age),
                             .indexes = indexes});
        }
        if (spec.retention == 0) continue;
        const WallTime gone = calendar.shifted(table.ends, spec.retention) + spec.cool_after;
        steps.push_back({.at = std::max(sim_time(scenario, gone), sim_start),
                         .kind = SeriesStep::Kind::remove,
                         .table = table.name,
                         .archive = spec.archive});
    }
}

// The table that a job makes, until then absent: with the settings of the other table but without
// its stream, time to live, point-in-time recovery and Contributor Insights, which a restore does
// not bring back (Developer Guide, Restoring a table).
TableSpec made_spec(const Scenario& scenario, const TableSpec& source, const std::string& name) {
    TableSpec spec = source;
    spec.name = name;
    spec.size = size_at_start(scenario, source);
    spec.time_series = {};
    spec.created = scenario.duration + 1s;
    spec.stream = {};
    spec.point_in_time_recovery = false;
    spec.contributor_insights = InsightsMode::off;
    spec.time_to_live = {};
    spec.vector_indexes.clear();
    for (auto& [index_name, index] : spec.indexes) {
        index.created = {};
        index.contributor_insights = InsightsMode::off;
    }
    return spec;
}

void add_tables_of_jobs(const Scenario& scenario, std::vector<TableSpec>& specs) {
    bool any = false;
    for (const auto& [name, job] : scenario.jobs) {
        const auto source = scenario.tables.find(source_of_job(scenario, name));
        if (!makes_table(job.kind) || source == scenario.tables.end()) continue;
        if (job.to.empty() || scenario.tables.contains(job.to)) continue;  // rejected
        specs.push_back(made_spec(scenario, source->second, job.to));
        any = true;
    }
    if (!any) return;
    std::stable_sort(specs.begin(), specs.end(),
                     [](const TableSpec& a, const TableSpec& b) { return a.name < b.name; });
}

// Whether `later` begins after `job` in the chain of jobs, or at a later time.
bool begins_before(const Scenario& scenario, const std::string& job, const std::string& later) {
    const auto first_of = [&](std::string name, bool& meets) {
        for (std::size_t steps = 0; steps <= scenario.jobs.size(); ++steps) {
            const auto at = scenario.jobs.find(name);
            if (at == scenario.jobs.end()) break;
            const std::string before = at->second.before();
            if (before.empty()) return at->second.at;
            meets = meets || before == job;
            name = before;
        }
        return SimDuration();
    };
    bool follows = false, unused = false;
    const SimDuration begins = first_of(later, follows);
    return follows || first_of(job, unused) < begins;
}

// Whether it is a replica that is not there at the start, because a job adds it. One that another
// job removes before is there.
bool is_added_later(const Scenario& scenario, const std::string& table) {
    const auto about = [&](const auto& job, JobKind kind) {
        return job.second.kind == kind && job.second.table == table;
    };
    for (const auto& add : scenario.jobs) {
        if (!about(add, JobKind::add_replica)) continue;
        return std::none_of(scenario.jobs.begin(), scenario.jobs.end(), [&](const auto& job) {
            return about(job, JobKind::remove_replica) &&
                   begins_before(scenario, job.first, add.first);
        });
    }
    return false;
}

}  // namespace

std::string source_of_job(const Scenario& scenario, const std::string& job) {
    auto at = scenario.jobs.find(job);
    for (std::size_t steps = 0; at != scenario.jobs.end() && steps <= scenario.jobs.size();
         ++steps) {
        if (!at->second.table.empty()) {
            // A table that another job makes has the settings of that job's table.
            const std::string& table = at->second.table;
            if (scenario.tables.contains(table)) return table;
            at = std::find_if(scenario.jobs.begin(), scenario.jobs.end(), [&](const auto& one) {
                return makes_table(one.second.kind) && one.second.to == table;
            });
        } else {
            at = scenario.jobs.find(at->second.before());
        }
    }
    return {};
}

std::vector<SeriesTable> series_tables(const Scenario& scenario, const TableSpec& spec) {
    return spec.time_series.enabled() ? tables_by_period(scenario, spec)
                                      : std::vector<SeriesTable>{};
}

Bytes size_at_start(const Scenario& scenario, const TableSpec& spec) {
    if (!spec.time_series.one_table || !spec.time_series.period) return spec.size;
    Bytes size;
    for (const SeriesTable& table : tables_by_period(scenario, spec))
        size.count += member_size(scenario, spec, table).count;
    return size;
}

std::vector<TableIndex> targets_of(const Scenario& scenario, const WorkloadSpec& workload,
                                   const Tables& tables) {
    std::vector<TableIndex> targets;
    for (const SeriesTable& table : series_tables(scenario, scenario.tables.at(workload.table)))
        targets.push_back(*tables.named(table.name, workload.index));
    if (targets.empty()) targets.push_back(*tables.named(workload.table, workload.index));
    return targets;
}

std::vector<TableSpec> run_tables(const Scenario& scenario) {
    std::vector<TableSpec> specs;
    for (const auto& [name, spec] : scenario.tables) {
        const std::vector<SeriesTable> members = series_tables(scenario, spec);
        if (members.empty()) {
            specs.push_back(spec);
            specs.back().size = size_at_start(scenario, spec);
        }
        for (std::size_t at = 0; at < members.size(); ++at)
            specs.push_back(member_spec(scenario, spec, members, at));
    }
    add_tables_of_jobs(scenario, specs);
    for (TableSpec& spec : specs)
        if (is_added_later(scenario, spec.name)) spec.created = scenario.duration + 1s;
    return specs;
}

std::vector<TableIndex> scaled_resources(const Scenario& scenario, const ResourceName& name,
                                         const Tables& tables) {
    std::set<ResourceName> wanted;
    for (const SeriesTable& table : series_tables(scenario, scenario.tables.at(name.table)))
        wanted.insert(ResourceName(table.name, name.index));
    if (wanted.empty()) wanted.insert(name);
    std::vector<TableIndex> resources;
    for (std::uint32_t t = 0; t < tables.size(); ++t) {
        if (wanted.contains(tables.tables[t].name)) resources.push_back({t});
    }
    return resources;
}

bool is_looked_after(const Scenario& scenario, TableIndex resource, const Tables& tables,
                     SimTime now) {
    const std::string& table = tables[resource].name.table;
    const WallTime wall = scenario.start + (now - sim_start);
    for (const auto& [name, spec] : scenario.tables) {
        std::int64_t begun_later = 0;
        const std::vector<SeriesTable> members = series_tables(scenario, spec);
        for (auto member = members.rbegin(); member != members.rend(); ++member) {
            if (member->name == table) return begun_later < spec.time_series.scaled;
            begun_later += member->begins <= wall;
        }
    }
    return true;
}

void SeriesStep::state(StateVisitor& visit) {
    constexpr std::size_t kinds = 3;
    visit(at, table, throughput, indexes, archive);
    visit.one_of(kind, kinds);
}

std::vector<SeriesStep> series_steps(const Scenario& scenario) {
    std::vector<SeriesStep> steps;
    for (const auto& [name, spec] : scenario.tables) {
        if (spec.time_series.enabled()) add_steps(scenario, spec, steps);
    }
    std::stable_sort(steps.begin(), steps.end(),
                     [](const SeriesStep& a, const SeriesStep& b) { return a.at < b.at; });
    return steps;
}

}  // namespace isotherm
