// SPDX-License-Identifier: Apache-2.0
#include "app/report/watch_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/run/report_alarms_json.h"
#include "engine/run/report_tenants_json.h"
#include "engine/run/service_uses.h"
#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

constexpr std::size_t tenants_printed_most = 10;

std::string large(std::uint64_t count) { return grouped(static_cast<std::int64_t>(count)); }

std::string moment(std::int64_t second) {
    return clock_text(sim_start + std::chrono::seconds(second));
}

double part_of_tries(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

// "at least 80 % of provisioned" or "above 1,000".
std::string condition_text(const AlarmSpec& spec) {
    std::string comparison(word_of(spec.comparison));
    std::replace(comparison.begin(), comparison.end(), '_', ' ');
    return fmt::format("{} {} in {} of {} periods of {}", comparison,
                       spec.threshold_given
                           ? grouped(spec.threshold, 0)
                           : fmt::format("{} of provisioned", text_of(spec.of_provisioned)),
                       spec.needed(), spec.periods, text_of(spec.period));
}

std::string alarms_part(const Recording& recording, const Scenario& scenario) {
    std::string text;
    for (const auto& [name, spec] : scenario.alarms) {
        const AlarmCourse course = alarm_course(recording, name);
        text += fmt::format("  {:<24} {}: {} {}\n", printable(name),
                            ResourceName(spec.table, spec.index).label(), spec.metric,
                            condition_text(spec));
        const auto throttled = first_throttled(recording, spec);
        if (!course.first_second) {
            text += fmt::format(
                "  {:<24} never in ALARM{}\n", "",
                throttled ? fmt::format("; throttled since {}", moment(*throttled)) : "");
            continue;
        }
        text += fmt::format(
            "  {:<24} ALARM at {}{}; {} tries were throttled by then; {} s in ALARM, now {}\n", "",
            moment(*course.first_second),
            course.raised > 1 ? fmt::format(" and {} times more", course.raised - 1) : "",
            grouped(course.throttled_before), grouped(course.seconds_in_alarm), course.state);
    }
    return text.empty() ? text : "Alarms\n" + text;
}

std::string tenant_line(const TenantRow& row, const TenantUse& all) {
    return fmt::format(
        "  {:<24} {:>12} tries ({:>5}) {:>12} throttled ({:>5}) {:>10} denied {}\n",
        printable(row.record->name), large(row.total.attempts),
        percent(part_of_tries(row.total.attempts, all.attempts)), large(row.total.throttled),
        percent(part_of_tries(row.total.throttled, row.total.attempts)), large(row.record->denied),
        row.month ? fmt::format("${}/month", row.month->text()) : "");
}

std::string tenants_part(const RunReport& report) {
    if (!report.scenario().tenants.given()) return {};
    const TenantTable table = tenant_table(report.recording(), report.bill().bill.month);
    TenantUse all;
    for (const TenantRow& row : table.rows) all += row.total;
    std::string text =
        fmt::format("Tenants by {}\n", printable(report.scenario().tenants.attribute));
    std::size_t printed = 0;
    for (const TenantRow& row : table.rows) {
        if (printed++ == tenants_printed_most) {
            text += fmt::format("  and {} more\n", table.rows.size() - tenants_printed_most);
            break;
        }
        text += tenant_line(row, all);
    }
    if (table.noisy == nullptr) return text;
    return text +
           fmt::format("  {} has {} of the throttled tries; of the others' {} are throttled\n",
                       printable(table.noisy->record->name),
                       percent(part_of_tries(table.noisy->total.throttled, all.throttled)),
                       percent(part_of_tries(table.others.throttled, table.others.attempts)));
}

std::string insights_part(const Recording& recording, const Scenario& scenario) {
    std::string text;
    for (std::size_t t = 0; t < recording.tables.size(); ++t) {
        const InsightsUse use = insights_use(scenario, recording, t);
        if (use.mode == InsightsMode::off) continue;
        text += fmt::format("  {:<24} {} {}, {} events\n", recording.tables[t].name.label(),
                            use.rules, use.rules == 1 ? "rule" : "rules", large(use.events));
    }
    return text.empty() ? text : "Contributor Insights\n" + text;
}

}  // namespace

std::string watch_text(const RunReport& report) {
    std::string text;
    for (const std::string& part :
         {alarms_part(report.recording(), report.scenario()), tenants_part(report),
          insights_part(report.recording(), report.scenario())}) {
        if (!part.empty()) text += part + '\n';
    }
    return text;
}

}  // namespace isotherm
