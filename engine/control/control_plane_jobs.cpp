// SPDX-License-Identifier: Apache-2.0
// Jobs of the control plane: backups, restores, exports, imports, and tables that are created or
// deleted. They take no capacity of the table (Developer Guide: backups, exports and imports do not
// affect its performance); what they change is which tables there are.

#include <algorithm>

#include "engine/control/control_plane.h"
#include "engine/control/table_status.h"
#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

std::int64_t bytes_of(const Tables& tables, TableIndex resource) {
    const KeyRanges& ranges = tables[resource].ranges;
    std::int64_t bytes = 0;
    for (std::size_t i = 0; i < ranges.size(); ++i)
        bytes += tables.partitions.bytes[ranges.owner_at(i).value];
    return bytes;
}

// What all global indexes of the table hold.
std::int64_t index_bytes_of(const Tables& tables, TableIndex table) {
    std::int64_t bytes = 0;
    for (std::uint32_t t = 0; t < tables.size(); ++t)
        if (tables[{t}].base == table) bytes += bytes_of(tables, {t});
    return bytes;
}

std::int64_t in_proportion(std::int64_t value, std::int64_t part, std::int64_t whole) {
    const __int128 product = static_cast<__int128>(value) * part;
    return whole == 0 ? 0 : static_cast<std::int64_t>(product / whole);
}

Event job_event(const ResourceName& table, SimTime now, Message text) {
    return {EventKind::job, whole_seconds(now), whole_seconds(now), table, std::move(text)};
}

}  // namespace

void ControlPlane::schedule_jobs() {
    for (const auto& [name, job] : scenario_.jobs) {
        if (job.after.empty()) events_.schedule(sim_start + job.at, Phase::changes, JobDue{name});
    }
    for (const TableSpec& table : run_tables(scenario_))
        if (table.point_in_time_recovery) recoverable_.push_back(table.name);
    std::sort(recoverable_.begin(), recoverable_.end());
}

void ControlPlane::fire(const JobDue& due, SimTime now) {
    due.done ? end_job(due, now) : begin_job(due, now);
}

// The name of the table that the job is about: one of a time series is chosen when the job begins.
std::string ControlPlane::table_of_job(const JobDue& due, SimTime now) const {
    const JobSpec& job = scenario_.jobs.at(due.job);
    if (job.table.empty()) return due.table;
    const auto found = scenario_.tables.find(job.table);
    if (found == scenario_.tables.end() || !found->second.time_series.enabled()) return job.table;
    const PeriodCalendar calendar(*found->second.time_series.period);
    const WallTime present = calendar.start_of(scenario_.start + (now - sim_start));
    return job.table + "_" + calendar.name_of(calendar.shifted(present, job.period));
}

JobSize ControlPlane::size_of_job(const JobSpec& job, const JobDue& due,
                                  const std::string& table) const {
    const auto source = tables_.named(copied_by(job, table));
    const auto made = tables_.named(job.kind == JobKind::add_replica ? table : job.to);
    JobSize size;
    size.bytes = job.size.count > 0 ? job.size.count : due.bytes;
    if (!source) return size;
    if (size.bytes == 0) size.bytes = static_cast<std::uint64_t>(bytes_of(tables_, *source));
    if (job.kind == JobKind::create_table) size.bytes = 0;
    size.items = size.bytes / tables_[*source].item_bytes;
    size.partitions = std::ssize(tables_[made.value_or(*source)].partitions);
    if (!made) size.partitions = static_cast<std::int64_t>(tables_[*source].ranges.size());
    return size;
}

// The table whose items the job copies: a new replica gets those of its global table.
std::string ControlPlane::copied_by(const JobSpec& job, const std::string& table) const {
    return job.kind == JobKind::add_replica ? scenario_.tables.at(table).replica_of : table;
}

// Why DynamoDB refuses the job; empty if it takes it.
Message ControlPlane::why_not(const JobSpec& job, const std::string& table) const {
    const auto source = tables_.named(table);
    const bool there = source && tables_[*source].status != TableStatus::absent;
    // A backup, an export and the settings of a new table outlive the table.
    if (job.kind == JobKind::add_replica) {
        const std::string copied = copied_by(job, table);
        if (tables_[*tables_.named(copied)].status == TableStatus::absent)
            return say<Says::refused_with>("TableNotFoundException",
                                           say<Says::does_not_exist>(copied));
    }
    if (job.kind == JobKind::add_replica && there)
        return say<Says::refused_with>("ReplicaAlreadyExistsException",
                                       say<Says::not_active_now>(table));
    const bool needs_table = job.kind != JobKind::add_replica &&
                             (!makes_table(job.kind) || job.kind == JobKind::copy_table ||
                              (job.kind == JobKind::restore && job.after.empty()));
    if (needs_table && !there)
        return say<Says::refused_with>("TableNotFoundException", say<Says::does_not_exist>(table));
    const bool needs_recovery =
        is_export(job.kind) || (job.kind == JobKind::restore && job.after.empty());
    if (needs_recovery && !std::binary_search(recoverable_.begin(), recoverable_.end(), table))
        return say<Says::refused_with>("PointInTimeRecoveryUnavailableException",
                                       say<Says::recovery_off>(table));
    if ((job.kind == JobKind::delete_table || job.kind == JobKind::remove_replica) &&
        busy_one(tables_, table) != nullptr)
        return say<Says::refused_with>("ResourceInUseException", say<Says::not_active_now>(table));
    const std::int64_t most = scenario_.control.jobs.most_of(job.kind);
    std::int64_t running = 0;
    (void)events_.any([&](const ControlEvent& event, SimTime) {
        const auto* other = std::get_if<JobDue>(&event);
        running += other != nullptr && other->done &&
                   quota_of(scenario_.jobs.at(other->job).kind) == quota_of(job.kind);
        return false;
    });
    if (most > 0 && running >= most)
        return say<Says::refused_with>("LimitExceededException",
                                       say<Says::too_many_jobs>(word_of(job.kind), most));
    return {};
}

void ControlPlane::begin_job(const JobDue& due, SimTime now) {
    const JobSpec& job = scenario_.jobs.at(due.job);
    if (job.every > 0us && now + job.every < end_)
        events_.schedule(now + job.every, Phase::changes, JobDue{due.job});
    const std::string table = table_of_job(due, now);
    const ResourceName resource(table);
    if (Message why = why_not(job, table); !why.empty()) {
        served_.note(job_event(
            resource, now,
            say<Says::job_refused>(due.job, word_of(job.kind), resource, std::move(why))));
        return;
    }
    const JobSize size = size_of_job(job, due, table);
    JobDue end{.job = due.job, .done = true, .begun = now, .table = table, .bytes = size.bytes};
    if (job.kind == JobKind::export_changes)
        end.bytes = served_.written(*tables_.named(table), now - job.window, now);
    JobSize worked = size;
    // Indexes are restored with their table.
    if (job.kind == JobKind::restore || job.kind == JobKind::copy_table ||
        job.kind == JobKind::add_replica) {
        const TableIndex source = *tables_.named(copied_by(job, table));
        worked.bytes += static_cast<std::uint64_t>(
            in_proportion(index_bytes_of(tables_, source), static_cast<std::int64_t>(size.bytes),
                          bytes_of(tables_, source)));
    }
    served_.note(
        job_event(resource, now,
                  say<Says::job_begun>(
                      due.job, word_of(job.kind), resource,
                      Bytes{job.kind == JobKind::export_changes ? end.bytes : worked.bytes})));
    const SimDuration lasts = scenario_.control.jobs.time_of(job.kind, worked);
    if (lasts > 0us) {
        events_.schedule(now + lasts, Phase::effects, std::move(end));
    } else {
        end_job(end, now);
    }
}

void ControlPlane::end_job(const JobDue& due, SimTime now) {
    const JobSpec& job = scenario_.jobs.at(due.job);
    const ResourceName resource(due.table);
    served_.note(job_event(resource, now,
                           say<Says::job_done>(due.job, word_of(job.kind), resource,
                                               Bytes{due.bytes}, now - due.begun)));
    if (makes_table(job.kind)) {
        make_table(job.to, due.table, due, now);
    } else if (job.kind == JobKind::add_replica) {
        make_table(due.table, copied_by(job, due.table), due, now);
    } else if (job.kind == JobKind::delete_table || job.kind == JobKind::remove_replica) {
        roll_over({.at = now, .kind = SeriesStep::Kind::remove, .table = due.table}, now);
    } else if (job.kind == JobKind::recovery) {
        const auto at = std::lower_bound(recoverable_.begin(), recoverable_.end(), due.table);
        const bool is_on = at != recoverable_.end() && *at == due.table;
        if (job.on && !is_on)
            recoverable_.insert(at, due.table);
        else if (!job.on && is_on)
            recoverable_.erase(at);
    }
    for (const auto& [name, next] : scenario_.jobs) {
        if (next.before() == due.job)
            events_.schedule(now, Phase::changes,
                             JobDue{.job = name, .table = due.table, .bytes = due.bytes});
    }
}

// Opens the table that a job has filled, with the indexes that the other table has.
void ControlPlane::make_table(const std::string& name, const std::string& copied, const JobDue& due,
                              SimTime now) {
    const auto source = tables_.named(copied);
    const std::int64_t whole = bytes_of(tables_, *source);
    for (std::uint32_t t = 0; t < tables_.size(); ++t) {
        Table& made = tables_[{t}];
        if (made.name.table != name) continue;
        made.created = now;
        std::int64_t bytes = static_cast<std::int64_t>(due.bytes);
        if (made.base) {
            const auto index = tables_.named(copied, made.name.index);
            bytes = index ? in_proportion(bytes_of(tables_, *index), bytes, whole) : 0;
        }
        for (const PartitionIndex partition : made.partitions) {
            tables_.partitions.born[partition.value] = now;
            tables_.partitions.bytes[partition.value] = bytes / std::ssize(made.partitions);
        }
    }
    roll_over({.at = now, .kind = SeriesStep::Kind::open, .table = name}, now);
}

}  // namespace isotherm
