// SPDX-License-Identifier: Apache-2.0
#include "app/report/jobs_text.h"

#include <fmt/format.h>

#include "app/report/english.h"
#include "engine/run/report_jobs_json.h"
#include "engine/vocabulary/choice.h"
#include "engine/vocabulary/escaping.h"

namespace isotherm {
namespace {

std::string in_groups_of(std::uint64_t count) { return grouped(static_cast<std::int64_t>(count)); }

std::string moment_of(std::int64_t second) {
    return clock_text(sim_start + std::chrono::seconds(second));
}

// "1h 2m 3s" of whole seconds.
std::string lasted_text(double seconds) {
    return text_of(SimDuration(std::chrono::seconds(static_cast<std::int64_t>(seconds + 0.5))));
}

std::string cost_of(const JobCourse& course) {
    std::string text;
    if (!course.price || !course.price_of_month) return "price not known";
    if (*course.price > Money()) text = fmt::format("${}", course.price->text());
    if (*course.price_of_month > Money())
        text +=
            fmt::format("{}${} a month", text.empty() ? "" : ", ", course.price_of_month->text());
    return text;
}

std::string job_line(const Recording& recording, const Scenario& scenario,
                     const std::string& name) {
    const JobSpec& spec = scenario.jobs.at(name);
    const JobCourse course = job_course(recording, scenario, name);
    std::string text = fmt::format("  {:<20} {:<18} ", printable(name), word_of(spec.kind));
    if (course.begun + course.refused == 0) return text + "has not begun\n";
    text += fmt::format("{:<20}", printable(course.table));
    if (course.first_begun) {
        text += fmt::format(" from {}", moment_of(*course.first_begun));
        if (course.begun > 1) text += fmt::format(", {} times", course.begun);
        text += course.done == course.begun
                    ? fmt::format(", {}", lasted_text(static_cast<double>(course.seconds)))
                    : fmt::format(", {} of {} done", course.done, course.begun);
        text += fmt::format(", {}", text_of(Bytes{course.bytes}));
        if (const std::string cost = cost_of(course); !cost.empty()) text += ", " + cost;
        text += fmt::format(", {} tries throttled meanwhile", in_groups_of(course.throttled));
    }
    text += '\n';
    for (const JobRun& run : job_runs(recording)) {
        if (run.job != name || !run.refused()) continue;
        text += fmt::format(
            "  {:<20} refused at {}: {}{}\n", "", moment_of(run.begun),
            printable(english(run.refusal)),
            course.refused > 1 ? fmt::format(", and {} times more", course.refused - 1) : "");
        break;
    }
    return text;
}

std::string client_job_line(const Recording& recording, const Scenario& scenario,
                            const std::string& name) {
    const WorkloadSpec& workload = scenario.workloads.at(name);
    const ClientJobCourse course = client_job_course(recording, scenario, name);
    std::string text = fmt::format("  {:<20} {:<18} {:<20}", printable(name),
                                   word_of(*workload.like.kind), printable(workload.table));
    if (!course.begun_s) return text + " has not begun\n";
    text += fmt::format(" from {}", moment_of(static_cast<std::int64_t>(*course.begun_s)));
    text += course.done_s ? fmt::format(", {}", lasted_text(*course.done_s - *course.begun_s))
                          : ", not done at the end";
    const bool reads = course.read > HalfUnits{};
    text += fmt::format(", {} {}", grouped((reads ? course.read : course.written).in_units(), 1),
                        reads ? "RCU" : "WCU");
    return text + fmt::format(
                      "\n  {:<20} {} of its own tries throttled; of others on the table {} "
                      "of {}\n",
                      "", in_groups_of(course.throttled), in_groups_of(course.others_throttled),
                      in_groups_of(course.others_attempts));
}

}  // namespace

std::string jobs_text(const RunReport& report) {
    std::string text;
    for (const auto& job : report.scenario().jobs)
        text += job_line(report.recording(), report.scenario(), job.first);
    for (const auto& workload : report.scenario().workloads)
        if (workload.second.like.given())
            text += client_job_line(report.recording(), report.scenario(), workload.first);
    return text.empty() ? text : "Jobs\n" + text + '\n';
}

}  // namespace isotherm
