// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/throttle_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

constexpr std::string_view events_ending = "ThrottleEvents";

struct ThrottleReason {
    std::string_view metric;  // between "Read" or "Write" and "ThrottleEvents"
    std::string_view text;
};
// Developer Guide, DynamoDB metrics and dimensions: throttle events by their reason.
constexpr auto throttle_reasons =
    std::to_array<ThrottleReason>({{"KeyRangeThroughput", "key range"},
                                   {"ProvisionedThroughput", "provisioned capacity"},
                                   {"MaxOnDemandThroughput", "maximum on-demand throughput"},
                                   {"AccountLimit", "account quota"}});

struct RecordedThrottles {
    double events = 0;  // of the metric without a reason
    std::map<std::string, double> by_reason;
    std::int64_t first_s = 0;
    std::int64_t end_s = 0;
    std::int64_t period_s = 0;

    double total() const {
        double sum = 0;
        for (const auto& [reason, count] : by_reason) sum += count;
        return std::max(events, sum);
    }
};

std::string reason_of(const std::string& metric) {
    std::string_view middle = metric;
    for (const std::string_view side : {"Read", "Write"})
        if (middle.starts_with(side)) middle.remove_prefix(side.size());
    middle.remove_suffix(events_ending.size());
    for (const ThrottleReason& reason : throttle_reasons)
        if (reason.metric == middle) return std::string(reason.text);
    return middle.empty() ? std::string() : metric;
}

void add_metric(const ImportedMetric& metric, const std::string& reason, RecordedThrottles& into) {
    double sum = 0;
    for (const auto& [time, value] : metric.points) {
        if (value <= 0) continue;
        sum += value;
        const std::int64_t end = time + std::max<std::int64_t>(metric.period_s, 1);
        into.first_s = into.end_s == 0 ? time : std::min(into.first_s, time);
        into.end_s = std::max(into.end_s, end);
    }
    into.period_s = std::max(into.period_s, metric.period_s);
    if (reason.empty()) {
        into.events += sum;
    } else if (sum > 0) {
        into.by_reason[reason] += sum;
    }
}

// What the scenario does not know of the time when requests were throttled.
std::string unknowns_of(const ImportedFacts& facts, const ImportPlan& plan, const CallsOf& of,
                        std::int64_t period_s) {
    std::string list;
    const auto add = [&](const std::string& one) { list += (list.empty() ? "" : ", ") + one; };
    if (period_s > 60) add(fmt::format("rates are means of {} minutes", period_s / 60));
    bool requested = false;
    bool skewed = false;
    for (const ImportedWorkload& workload : plan.workloads) {
        if (workload.table != of.table) continue;
        requested = true;
        skewed |= !workload.weights.empty();
    }
    if (!requested) add("no source says which requests came");
    if (requested && !skewed) add("keys are uniform");
    const auto table = facts.tables.find(of.table);
    if (table != facts.tables.end() && table->second.capacity.on_demand.source.name == "assumed")
        add("the capacity mode is assumed");
    add("capacity that changed meanwhile is known only at the start");
    return list;
}

void tell(ImportedFacts& facts, const ImportPlan& plan, const CallsOf& of, Side side,
          const RecordedThrottles& recorded) {
    std::string reasons;
    for (const auto& [reason, count] : recorded.by_reason)
        reasons += fmt::format("{}{}: {}", reasons.empty() ? "" : "; ", reason, grouped(count, 0));
    const std::string resource = of.index.empty() ? of.table : of.table + "/" + of.index;
    const double total = recorded.total();
    const std::string what =
        fmt::format("{} {} throttle event{} of {} {} recorded from {} to {}{}", grouped(total, 0),
                    side_names[side], total == 1 ? "" : "s", resource, total == 1 ? "was" : "were",
                    utc_text(WallTime(std::chrono::seconds(recorded.first_s))),
                    utc_text(WallTime(std::chrono::seconds(recorded.end_s))),
                    reasons.empty() ? "" : " (" + reasons + ")");
    const std::string why = "this scenario may not reproduce them because: " +
                            unknowns_of(facts, plan, of, recorded.period_s);
    facts.remarks.push_back(what + "; " + why);
    facts.assume(fmt::format("tables.{}{}.throttles.{}", of.table,
                             of.index.empty() ? "" : ".indexes." + of.index, side_names[side]),
                 grouped(total, 0) + " events are not part of the scenario", what + "; " + why);
}

}  // namespace

void tell_recorded_throttling(ImportedFacts& facts, const ImportPlan& plan) {
    std::map<CallsOf, BySide<RecordedThrottles>> all;
    for (const auto& [name, metric] : facts.metrics) {
        if (!name.metric.ends_with(events_ending) || name.statistic != "Sum" ||
            !name.operation.empty())
            continue;
        const Side side = name.metric.starts_with("Read") ? Side::read : Side::write;
        add_metric(metric, reason_of(name.metric), all[{name.table, name.index}][side]);
    }
    for (const auto& [of, sides] : all)
        for (const Side side : both_sides)
            if (sides[side].total() > 0) tell(facts, plan, of, side, sides[side]);
    for (const auto& [of, calls] : facts.calls) {
        if (calls.throttled == 0 || all.contains(of)) continue;
        const std::string what = fmt::format("{} call{} of {} in the log {} throttled",
                                             grouped(static_cast<std::int64_t>(calls.throttled)),
                                             calls.throttled == 1 ? "" : "s", of.table,
                                             calls.throttled == 1 ? "was" : "were");
        const std::string why =
            "this scenario may not reproduce it because: " + unknowns_of(facts, plan, of, 0);
        facts.remarks.push_back(what + "; " + why);
        facts.assume(fmt::format("tables.{}.throttles", of.table),
                     grouped(static_cast<std::int64_t>(calls.throttled)) +
                         " calls are not part of the scenario",
                     what + "; " + why);
    }
}

}  // namespace isotherm
