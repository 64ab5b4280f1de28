// SPDX-License-Identifier: Apache-2.0
#include "app/report/actions_text.h"

#include <fmt/format.h>

#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

std::string count_text(std::uint64_t count) { return grouped(static_cast<std::int64_t>(count)); }

std::string milliseconds(double ms) {
    return ms >= 10'000 ? fmt::format("{:.3g} s", ms / 1'000) : fmt::format("{:.4g} ms", ms);
}

// "12 failed, 3 shed": only what there was.
class Rare {
public:
    void add(std::uint64_t count, std::string_view what) {
        if (count == 0) return;
        text_ += fmt::format("{}{} {}", text_.empty() ? "" : ", ", count_text(count), what);
    }
    std::string text() const { return text_; }

private:
    std::string text_;
};

std::string wait_line(std::string_view what, const WaitRecord& wait) {
    if (wait.waited.count() == 0) return {};
    return fmt::format("    {} waited {}: mean {}, p99 {}, longest queue {}\n",
                       count_text(wait.waited.count()), what, milliseconds(wait.waited.mean_ms()),
                       milliseconds(wait.waited.percentile_ms(0.99)),
                       count_text(wait.longest_queue));
}

std::string uses_text(const Recording& recording, const ActionRecord& record) {
    const std::uint64_t ended = record.done + record.failed;
    std::string text;
    for (const ActionUse& use : record.uses) {
        const OperationTraits& traits = traits_of(use.operation);
        text += fmt::format(
            "    {:<20} {:<20} {:>11} calls {:>12} attempts {:>12} {} {:>10} per action\n",
            traits.api_name, printable(recording.tables[use.table.value].name.label()),
            count_text(use.calls), count_text(use.attempts), grouped(use.consumed.in_units(), 1),
            traits.side == Side::read ? "RCU" : "WCU",
            ended == 0 ? "-" : grouped(use.consumed.in_units() / static_cast<double>(ended), 3));
    }
    for (const CausedUse& one : record.caused) {
        text += fmt::format(
            "    {:<20} {:<20} {:>11} index writes, caused {:>13} WCU {:>10} per action\n", "",
            printable(recording.tables[one.index.value].name.label()), count_text(one.writes),
            grouped(one.consumed.in_units(), 1),
            ended == 0 ? "-" : grouped(one.consumed.in_units() / static_cast<double>(ended), 3));
    }
    return text;
}

// A line for each step, if there are several.
std::string steps_text(const ActionRecord& record) {
    if (record.steps.size() < 2) return {};
    std::string text;
    for (const StepRecord& step : record.steps) {
        const LatencyHistogram& latency = step.latency;
        if (latency.count() == 0 && step.failed == 0) continue;
        text += fmt::format(
            "    step {:<15} {:>11} done, mean {}, p50 {}, p99 {}, p99.9 {}", printable(step.name),
            count_text(latency.count()), milliseconds(latency.mean_ms()),
            milliseconds(latency.percentile_ms(0.5)), milliseconds(latency.percentile_ms(0.99)),
            milliseconds(latency.percentile_ms(0.999)));
        text += step.failed > 0 ? fmt::format(", {} failed\n", count_text(step.failed)) : "\n";
    }
    return text;
}

std::string one_text(const Recording& recording, const std::string& name,
                     const ActionRecord& record) {
    Rare left;
    left.add(record.failed, "failed");
    left.add(record.shed, "shed");
    left.add(record.open, "still open");
    left.add(record.waiting, "still waiting");
    left.add(record.skipped, "left out");
    std::string text =
        fmt::format("  {}: {} begun, {} done{}{}\n", printable(name), count_text(record.begun),
                    count_text(record.done), left.text().empty() ? "" : ", ", left.text());
    if (record.latency.count() > 0) {
        text += fmt::format("    latency mean {}, p50 {}, p90 {}, p99 {}, p99.9 {}, max {}\n",
                            milliseconds(record.latency.mean_ms()),
                            milliseconds(record.latency.percentile_ms(0.5)),
                            milliseconds(record.latency.percentile_ms(0.9)),
                            milliseconds(record.latency.percentile_ms(0.99)),
                            milliseconds(record.latency.percentile_ms(0.999)),
                            milliseconds(record.latency.most_ms()));
    }
    if (record.first_begun && record.last_done) {
        text += fmt::format("    last done at {}, {} after the first began\n",
                            clock_text(*record.last_done),
                            clock_text(sim_start + (*record.last_done - *record.first_begun)));
    }
    text += steps_text(record);
    if (record.attempts() > record.calls() && record.calls() > 0)
        text += fmt::format(
            "    {:.3f} attempts per call, because of retries\n",
            static_cast<double>(record.attempts()) / static_cast<double>(record.calls()));
    text += uses_text(recording, record);
    text += wait_line("for a connection", record.wait_connection);
    text += wait_line("for a limit", record.wait_limit);
    text += wait_line("for their client's rate limiter", record.wait_client);
    text += wait_line("for a place in flight", record.wait_action);
    Rare rare;
    rare.add(record.conditions_failed, "conditions failed");
    rare.add(record.conflicts, "conflicts of transactions");
    rare.add(record.service_errors, "errors of the service");
    rare.add(record.timeouts, "attempts timed out");
    rare.add(record.hedged, "reads sent a second time");
    rare.add(record.hedges_won, "second reads answered first");
    rare.add(record.rejected, "calls refused by an open circuit breaker");
    rare.add(record.lost_rows, "unprocessed items lost");
    rare.add(record.messages_put, "messages put");
    rare.add(record.messages_left, "messages left");
    rare.add(record.dead_letters, "dead letters");
    if (!rare.text().empty()) text += fmt::format("    {}\n", rare.text());
    return text;
}

}  // namespace

std::string actions_text(const Recording& recording) {
    std::string text;
    for (const auto& [workload, record] : recording.actions)
        text += one_text(recording, recording.workload_names[workload], record);
    return text;
}

}  // namespace isotherm
