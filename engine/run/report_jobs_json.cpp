// SPDX-License-Identifier: Apache-2.0
#include "engine/run/report_jobs_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/run/report_resource_json.h"
#include "engine/scenario/replica_settings.h"
#include "engine/vocabulary/choice.h"
#include "engine/vocabulary/message_json.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

// Arguments of Says::job_begun and Says::job_refused.
constexpr std::size_t job_argument = 0, bytes_argument = 3, why_argument = 3;

constexpr std::int64_t seconds_of_hour = 3'600;

// Hours for which the backup is kept until the end of the run; one that has begun counts.
std::int64_t hours_kept(const JobRun& run, const JobSpec& spec, std::int64_t end) {
    if (!run.done) return 0;
    if (spec.keep > 0us) end = std::min(end, run.begun + whole_seconds(spec.keep));
    return std::max<std::int64_t>(0, (end - *run.done + seconds_of_hour - 1) / seconds_of_hour);
}

// nullopt: the job has no price of its own, or it is for each month.
std::optional<PriceItem> price_item_of(JobKind kind) {
    switch (kind) {
        case JobKind::restore:
        case JobKind::copy_table:
            return PriceItem::restore_warm_gb;
        case JobKind::export_table:
            return PriceItem::export_gb;
        case JobKind::export_changes:
            return PriceItem::export_incremental_gb;
        case JobKind::import_table:
            return PriceItem::import_gb;
        case JobKind::add_replica:
            return PriceItem::replica_gb;
        default:
            return std::nullopt;
    }
}

std::optional<Money> price_of(const PriceBook& book, PriceItem item, std::uint64_t bytes) {
    const auto usd = book.usd(item);
    if (!usd) return std::nullopt;
    return gigabytes(bytes) * Quantity(1, traits_of(item).per_price) * *usd;
}

void add_price(std::optional<Money>& sum, const std::optional<Money>& part) {
    sum = sum && part ? std::optional(*sum + *part) : std::nullopt;
}

Json money_json(const std::optional<Money>& amount) {
    return amount ? Json(amount->in_dollars()) : Json(nullptr);
}

template <class Value>
Json known(const std::optional<Value>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json run_json(const Recording& recording, const JobRun& run) {
    const std::int64_t end = run.done.value_or(recording.seconds());
    return {{"table", run.table},
            {"begun_s", run.begun},
            {"done_s", known(run.done)},
            {"bytes", run.bytes},
            {"throttled_meanwhile",
             run.refused() ? 0 : throttled_between(recording, run.table, run.begun, end)},
            {"refusal_message", message_json(run.refusal)}};
}

std::size_t number_of(const Recording& recording, const std::string& workload) {
    return static_cast<std::size_t>(std::ranges::find(recording.workload_names, workload) -
                                    recording.workload_names.begin());
}

std::optional<double> seconds_at(const std::optional<SimTime>& time) {
    if (!time) return std::nullopt;
    return in_seconds(*time - sim_start);
}

}  // namespace

std::vector<JobRun> job_runs(const Recording& recording) {
    std::vector<JobRun> runs;
    for (const Event& event : recording.events) {
        if (event.kind != EventKind::job ||
            (event.text.says != Says::job_begun && event.text.says != Says::job_done &&
             event.text.says != Says::job_refused))
            continue;
        const std::string& job = event.text.name(job_argument);
        if (event.text.says == Says::job_done) {
            // Runs of a job that last longer than its interval end in the order of their beginning.
            const auto begun = std::ranges::find_if(runs, [&](const JobRun& run) {
                return run.job == job && run.table == event.resource.table && !run.done &&
                       !run.refused();
            });
            if (begun != runs.end()) begun->done = event.second;
            continue;
        }
        JobRun& run = runs.emplace_back();
        run.job = job;
        run.table = event.resource.table;
        run.begun = event.second;
        if (event.text.says == Says::job_refused)
            run.refusal = event.text.message(why_argument);
        else
            run.bytes = static_cast<std::uint64_t>(event.text.number(bytes_argument));
    }
    return runs;
}

std::vector<ServiceUse> job_uses(const Recording& recording, const Scenario& scenario) {
    std::vector<ServiceUse> uses;
    for (const JobRun& run : job_runs(recording)) {
        const auto spec = scenario.jobs.find(run.job);
        if (spec == scenario.jobs.end() || !run.done) continue;
        const ResourceName table(run.table);
        if (spec->second.kind == JobKind::backup) {
            const std::int64_t hours = hours_kept(run, spec->second, recording.seconds());
            uses.push_back(
                {table, PriceItem::backup_warm_gb_month,
                 gigabytes(run.bytes) * Quantity(hours, scenario.billing.hours_per_month)});
        } else if (const auto item = price_item_of(spec->second.kind)) {
            uses.push_back({table, *item, gigabytes(run.bytes)});
            // A new replica is also charged for what the Region of its table sends.
            if (spec->second.kind == JobKind::add_replica)
                uses.push_back({ResourceName(scenario.tables.at(run.table).replica_of),
                                PriceItem::xregion_gb, gigabytes(run.bytes)});
        }
    }
    return uses;
}

bool recoverable_at(const Recording& recording, const Scenario& scenario, const std::string& table,
                    bool at_start, std::int64_t second) {
    if (scenario.jobs.empty()) return at_start;
    bool is_on = at_start;
    for (const JobRun& run : job_runs(recording)) {
        const auto spec = scenario.jobs.find(run.job);
        if (spec == scenario.jobs.end() || spec->second.kind != JobKind::recovery) continue;
        if (run.table == table && run.done && *run.done <= second) is_on = spec->second.on;
    }
    return is_on;
}

std::uint64_t throttled_between(const Recording& recording, const std::string& table,
                                std::int64_t first, std::int64_t end) {
    std::uint64_t throttled = 0;
    for (const TableRecording& one : recording.tables) {
        if (one.is_index || one.name.table != table) continue;
        const ColumnRange range = columns_of(first, end, one.column_seconds);
        for (const auto& side : one.seconds) {
            for (std::int64_t c = range.first; c < std::min(range.end, std::ssize(side)); ++c)
                throttled += side[static_cast<std::size_t>(c)].throttled();
        }
    }
    return throttled;
}

JobCourse job_course(const Recording& recording, const Scenario& scenario, const std::string& job) {
    const JobSpec& spec = scenario.jobs.at(job);
    const PriceBook books = price_book(scenario);
    const auto item = price_item_of(spec.kind);
    JobCourse course;
    course.price = Money();
    course.price_of_month = Money();
    for (const JobRun& run : job_runs(recording)) {
        if (run.job != job) continue;
        course.table = run.table;
        course.refused += run.refused();
        if (run.refused()) continue;
        ++course.begun;
        if (!course.first_begun) course.first_begun = run.begun;
        course.bytes += run.bytes;
        course.throttled += throttled_between(recording, run.table, run.begun,
                                              run.done.value_or(recording.seconds()));
        if (!run.done) continue;
        ++course.done;
        course.last_done = run.done;
        course.seconds += *run.done - run.begun;
        const PriceBook& book = books.of(run.table);
        if (item) add_price(course.price, price_of(book, *item, run.bytes));
        if (spec.kind == JobKind::add_replica) {
            const PriceBook& sender = books.of(scenario.tables.at(run.table).replica_of);
            add_price(course.price, price_of(sender, PriceItem::xregion_gb, run.bytes));
        }
        if (spec.kind == JobKind::backup)
            add_price(course.price_of_month,
                      price_of(book, PriceItem::backup_warm_gb_month, run.bytes));
    }
    return course;
}

ClientJobCourse client_job_course(const Recording& recording, const Scenario& scenario,
                                  const std::string& workload) {
    ClientJobCourse course;
    course.workload = number_of(recording, workload);
    const auto actions = recording.actions.find(course.workload);
    if (actions != recording.actions.end()) {
        const ActionRecord& record = actions->second;
        course.begun_s = seconds_at(record.first_begun);
        if (record.begun > 0 && record.open + record.waiting == 0)
            course.done_s = seconds_at(record.last_done);
    }
    const std::string& table = scenario.workloads.at(workload).table;
    for (const CallUnits& units : recording.call_units) {
        const bool own = units.workload == course.workload;
        const bool callers = units.workload < recording.sent_by.size() &&
                             recording.sent_by[units.workload] == SentBy::callers;
        if (own) {
            (traits_of(units.operation).side == Side::read ? course.read : course.written) +=
                units.consumed;
            course.throttled += units.attempts - units.served;
        } else if (callers && recording.tables.at(units.table).name.table == table) {
            course.others_attempts += units.attempts;
            course.others_throttled += units.attempts - units.served;
        }
    }
    return course;
}

Json jobs_json(const Recording& recording, const Scenario& scenario) {
    const std::vector<JobRun> runs = job_runs(recording);
    Json all = Json::object();
    for (const auto& [name, spec] : scenario.jobs) {
        const JobCourse course = job_course(recording, scenario, name);
        Json& json =
            all[name] = {{"kind", word_of(spec.kind)},
                         {"table", course.table.empty() ? Json(nullptr) : Json(course.table)},
                         {"to", spec.to.empty() ? Json(nullptr) : Json(spec.to)},
                         {"begun", course.begun},
                         {"done", course.done},
                         {"refused", course.refused},
                         {"begun_s", known(course.first_begun)},
                         {"done_s", known(course.last_done)},
                         {"lasted_s", nullptr},
                         {"bytes", course.bytes},
                         {"throttled_meanwhile", course.throttled},
                         {"price", money_json(course.price)},
                         {"price_per_month", money_json(course.price_of_month)},
                         {"runs", Json::array()}};
        if (course.done > 0) json["lasted_s"] = course.seconds;
        for (const JobRun& run : runs)
            if (run.job == name) json["runs"].push_back(run_json(recording, run));
    }
    return all;
}

Json client_jobs_json(const Recording& recording, const Scenario& scenario) {
    Json all = Json::object();
    for (const auto& [name, workload] : scenario.workloads) {
        if (!workload.like.given()) continue;
        const ClientJobCourse course = client_job_course(recording, scenario, name);
        std::optional<double> lasted;
        if (course.begun_s && course.done_s) lasted = *course.done_s - *course.begun_s;
        all[name] = {{"like", word_of(*workload.like.kind)},
                     {"table", workload.table},
                     {"begun_s", known(course.begun_s)},
                     {"done_s", known(course.done_s)},
                     {"lasted_s", known(lasted)},
                     {"read_units", course.read.in_units()},
                     {"write_units", course.written.in_units()},
                     {"throttled", course.throttled},
                     {"others_attempts", course.others_attempts},
                     {"others_throttled", course.others_throttled}};
    }
    return all;
}

}  // namespace isotherm
