// SPDX-License-Identifier: Apache-2.0
#include "app/report/backtest_report.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

#include "app/report/english.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

std::string_view unit_of(Side side) { return side == Side::read ? "RCU" : "WCU"; }

double share(__int128 part, __int128 whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

// Range and sum of the provisioned throughput that the series recorded.
struct RecordedRange {
    std::int64_t lowest = 0;
    std::int64_t highest = 0;
    double unit_hours = 0;
};
std::optional<RecordedRange> recorded_range(const RecordedSide& side) {
    if (side.provisioned.empty()) return std::nullopt;
    const auto [lowest, highest] =
        std::minmax_element(side.provisioned.begin(), side.provisioned.end());
    std::int64_t sum = 0;
    for (const std::int64_t units : side.provisioned) sum += units;
    return RecordedRange{*lowest, *highest, static_cast<double>(sum) / 60};
}

// Returns the figures that the series itself recorded; null if the file has none for this side.
Json recorded_json(const BacktestSeries& series, Side side) {
    const RecordedSide& recorded = series.recorded_of(side);
    if (recorded.period_seconds == 0) return nullptr;
    __int128 consumed = 0;
    for (std::size_t i = 0; i < series.minutes(); ++i) consumed += series.consumed(side, i);
    const auto range = recorded_range(recorded);
    const auto known = [](bool is, auto value) { return is ? Json(value) : Json(nullptr); };
    return {{"period_s", recorded.period_seconds},
            {"periods", recorded.periods},
            {"missing_periods", recorded.missing},
            {"consumed_units",
             static_cast<double>(consumed) / static_cast<double>(nano_units_per_unit)},
            {"throttle_events", known(recorded.has_throttle_events, recorded.throttle_events)},
            {"units_per_event", known(recorded.has_throttle_events, recorded.units_per_event)},
            {"lowest_provisioned", known(range.has_value(), range ? range->lowest : 0)},
            {"highest_provisioned", known(range.has_value(), range ? range->highest : 0)},
            {"provisioned_unit_hours", known(range.has_value(), range ? range->unit_hours : 0)}};
}

Json side_json(const BacktestSide& side, Json recorded) {
    return {{"demand_units", side.units(side.demand)},
            {"consumed_units", side.units(side.consumed)},
            {"throttled_units", side.units(side.throttled)},
            {"throttled_share", share(side.throttled, side.demand)},
            {"throttled_minutes", side.throttled_minutes},
            {"idle_share", side.idle_share()},
            {"scale_outs", side.scale_outs},
            {"scale_ins", side.scale_ins},
            {"lowest_provisioned", side.lowest},
            {"highest_provisioned", side.highest},
            {"last_provisioned", side.last},
            {"best_fixed", side.best_fixed},
            {"recorded", std::move(recorded)}};
}

Json request_json(const ScalingRequest& request) {
    Json json{{"utc", utc_text(request.at)},
              {"provisioned_before", {request.before.read, request.before.write}},
              {"wanted", {request.decision.wanted.read, request.decision.wanted.write}},
              {"accepted", request.answer.accepted},
              {"reason", english(request.decision.reason)}};
    if (request.answer.accepted) {
        json["effective_utc"] = utc_text(request.effective());
    } else {
        json["exception"] = request.answer.exception;
        json["refusal"] = english(request.answer.why);
    }
    return json;
}

// Returns the amounts that prices apply to: provisioned unit-hours, and the request units that
// would have been charged on demand.
Json usage_json(const BacktestResult& result) {
    const BacktestSide& reads = result.of(Side::read);
    const BacktestSide& writes = result.of(Side::write);
    return {{"provisioned_read_unit_hours", reads.unit_hours()},
            {"provisioned_write_unit_hours", writes.unit_hours()},
            {"consumed_read_request_units", reads.units(reads.consumed)},
            {"consumed_write_request_units", writes.units(writes.consumed)}};
}

template <class... Values>
void line(std::string& out, fmt::format_string<Values...> form, Values&&... values) {
    fmt::format_to(std::back_inserter(out), form, std::forward<Values>(values)...);
    out += '\n';
}

void append_heading(std::string& out, const BacktestSeries& series, const Era& era) {
    const auto minutes = static_cast<std::int64_t>(series.minutes());
    line(out, "{} minutes from {} to {}, DynamoDB as of {}", grouped(minutes),
         utc_text(series.first), utc_text(series.first + std::chrono::minutes(minutes)), era.name);
    if (!series.table.empty()) {
        line(out, "  {}{}{}", printable(series.table), series.index.empty() ? "" : " / ",
             printable(series.index));
    }
    for (const std::string& note : series.notes) line(out, "  {}", note);
}

void append_recorded(std::string& out, Side side, const RecordedSide& recorded) {
    if (const auto range = recorded_range(recorded)) {
        line(out, "  as recorded      {} to {} {}, {} unit-hours", grouped(range->lowest),
             grouped(range->highest), unit_of(side), grouped(range->unit_hours, 1));
    }
    if (recorded.has_throttle_events)
        line(out, "  as recorded      {} throttle events", grouped(recorded.throttle_events, 0));
}

void append_side(std::string& out, Side side, const BacktestResult& result,
                 const RecordedSide& recorded) {
    const BacktestSide& summary = result.of(side);
    line(out, "\n{}", side == Side::read ? "Reads" : "Writes");
    line(out, "  asked for        {} units", grouped(summary.units(summary.demand), 0));
    line(out, "  throttled        {} units ({}) in {} minutes",
         grouped(summary.units(summary.throttled), 0),
         percent(share(summary.throttled, summary.demand), 2), grouped(summary.throttled_minutes));
    line(out, "  provisioned      {} to {} {}, {} unit-hours, {} idle", grouped(summary.lowest),
         grouped(summary.highest), unit_of(side), grouped(summary.unit_hours(), 1),
         percent(summary.idle_share()));
    append_recorded(out, side, recorded);
    line(out, "  changes          {} out, {} in", grouped(summary.scale_outs),
         grouped(summary.scale_ins));
    line(out, "  best fixed value {} {}: the smallest that throttles nothing",
         grouped(summary.best_fixed), unit_of(side));
}

// Price books before 2018 have no on-demand prices.
std::string on_demand_text(const Statement& month) {
    return month.complete() ? "$" + month.total.text() : "no price";
}

std::string single_text(const NamedBacktest& backtest, const BacktestSeries& series) {
    const BacktestResult& result = backtest.result;
    std::string out;
    line(out, "\n{}, starting at {} RCU and {} WCU, {} checks", backtest.policy,
         grouped(result.start.read), grouped(result.start.write), grouped(result.checks));
    for (const Side side : both_sides) append_side(out, side, result, series.recorded_of(side));
    line(out,
         "\nCost of a month like this: ${} with the policy, {} on demand, ${} at the best fixed "
         "values (prices: {})",
         backtest.cost.policy.total.text(), on_demand_text(backtest.cost.on_demand),
         backtest.cost.best_fixed.total.text(), backtest.cost.policy.book);
    if (backtest.cost.recorded) {
        line(out, "With the recorded provisioned throughput: ${}",
             backtest.cost.recorded->total.text());
    }
    for (const auto& [exception, count] : result.refusals) {
        line(out, "\nUpdateTable was refused {} times: {}", grouped(count), exception);
    }
    return out;
}

std::string comparison_text(const std::vector<NamedBacktest>& backtests) {
    std::string out;
    line(out, "\n{:<18} {:>15} {:>9} {:>15} {:>13} {:>6} {:>7} {:>8} {:>11}", "policy",
         "throttled units", "share", "throttled mins", "unit-hours", "idle", "changes", "refused",
         "$ per month");
    for (const NamedBacktest& backtest : backtests) {
        __int128 demand = 0;
        __int128 throttled = 0;
        __int128 consumed = 0;
        __int128 provisioned = 0;
        std::int64_t minutes = 0;
        double hours = 0;
        for (const BacktestSide& side : backtest.result.sides) {
            demand += side.demand;
            throttled += side.throttled;
            consumed += side.consumed;
            provisioned += side.provisioned;
            minutes += side.throttled_minutes;
            hours += side.unit_hours();
        }
        const BacktestSide& any = backtest.result.sides[Side::read];
        const auto accepted =
            static_cast<std::int64_t>(backtest.result.requests.size()) - backtest.result.refused();
        line(out, "{:<18} {:>15} {:>9} {:>15} {:>13} {:>6} {:>7} {:>8} {:>11}", backtest.policy,
             grouped(any.units(throttled), 0), percent(share(throttled, demand), 2),
             grouped(minutes), grouped(hours, 1), percent(1 - share(consumed, provisioned), 0),
             grouped(accepted), grouped(backtest.result.refused()),
             backtest.cost.policy.total.text());
    }
    if (!backtests.empty()) {
        line(out, "{:<18} {:>15} {:>9} {:>15} {:>13} {:>6} {:>7} {:>8} {:>11}", "on demand", "0",
             "", "", "", "", "", "", backtests.front().cost.on_demand.total.text());
        if (backtests.front().cost.recorded) {
            line(out, "{:<18} {:>15} {:>9} {:>15} {:>13} {:>6} {:>7} {:>8} {:>11}", "as recorded",
                 "", "", "", "", "", "", "", backtests.front().cost.recorded->total.text());
        }
    }
    line(out, "\nThrottled minutes and unit-hours are sums over reads and writes.");
    return out;
}

// Returns whether the CSV rows have columns of recorded values.
bool says_more(const BacktestSeries& series) {
    return std::any_of(series.recorded.begin(), series.recorded.end(), [](const auto& side) {
        return !side.provisioned.empty() || side.has_throttle_events;
    });
}

}  // namespace

std::string units_text(__int128 nano_units) {
    const auto units = static_cast<std::int64_t>(nano_units / nano_units_per_unit);
    const auto rest = static_cast<std::int64_t>(nano_units % nano_units_per_unit);
    if (rest == 0) return fmt::format("{}", units);
    std::string text = fmt::format("{}.{:09}", units, rest);
    text.erase(text.find_last_not_of('0') + 1);
    return text;
}

std::string request_text(const ScalingRequest& request) {
    std::string text;
    for (const Side side : both_sides) {
        const std::int64_t before = request.before.of(side);
        const std::int64_t wanted = request.decision.wanted.of(side);
        if (before == wanted) continue;
        text += fmt::format("{}{} {} -> {}", text.empty() ? "" : ", ",
                            side == Side::read ? "reads" : "writes", before, wanted);
    }
    if (!request.answer.accepted) text += ", refused: " + request.answer.exception;
    return text;
}

Json backtest_json(const NamedBacktest& backtest, const BacktestSeries& series, const Era& era) {
    const BacktestResult& result = backtest.result;
    const WallTime end = series.first + std::chrono::minutes(series.minutes());
    Json requests = Json::array();
    for (const ScalingRequest& request : result.requests) requests.push_back(request_json(request));
    return {{"policy", backtest.policy},
            {"era", era.name},
            {"series",
             {{"table", series.table.empty() ? Json() : Json(series.table)},
              {"index", series.index.empty() ? Json() : Json(series.index)},
              {"first_utc", utc_text(series.first)},
              {"end_utc", utc_text(end)},
              {"minutes", series.minutes()},
              {"period_s", series.period_seconds},
              {"notes", series.notes}}},
            {"start", {result.start.read, result.start.write}},
            {"checks", result.checks},
            {"read", side_json(result.of(Side::read), recorded_json(series, Side::read))},
            {"write", side_json(result.of(Side::write), recorded_json(series, Side::write))},
            {"refusals", result.refusals},
            {"refused", result.refused()},
            {"usage", usage_json(result)},
            {"cost_per_month",
             {{"book", backtest.cost.policy.book},
              {"policy", backtest.cost.policy.total.in_dollars()},
              {"on_demand", backtest.cost.on_demand.total.in_dollars()},
              {"best_fixed", backtest.cost.best_fixed.total.in_dollars()},
              {"recorded", backtest.cost.recorded ? Json(backtest.cost.recorded->total.in_dollars())
                                                  : Json(nullptr)},
              {"complete", backtest.cost.policy.complete() && backtest.cost.on_demand.complete()}}},
            {"requests", std::move(requests)}};
}

std::string backtest_text(const std::vector<NamedBacktest>& backtests, const BacktestSeries& series,
                          const Era& era) {
    std::string out;
    append_heading(out, series, era);
    out +=
        backtests.size() == 1 ? single_text(backtests.front(), series) : comparison_text(backtests);
    return out;
}

std::string backtest_csv_header(const BacktestSeries& series) {
    std::string header = "minute,timestamp_utc";
    for (const std::string_view side : side_names) {
        for (const char* column :
             {"demand", "provisioned", "consumed", "throttled", "burst_left"}) {
            header += fmt::format(",{}_{}", side, column);
        }
    }
    header += ",decision,reason";
    for (const std::string_view side : side_names) {
        if (says_more(series))
            header += fmt::format(",{0}_recorded_provisioned,{0}_recorded_consumed", side);
    }
    return header + "\n";
}

void append_backtest_row(std::string& out, const BacktestSeries& series, std::size_t minute,
                         const BySide<BacktestMinute>& sides,
                         std::span<const ScalingRequest> requests) {
    fmt::format_to(std::back_inserter(out), "{},{}", minute,
                   utc_text(series.first + std::chrono::minutes(minute)));
    for (const BacktestMinute& side : sides) {
        fmt::format_to(std::back_inserter(out), ",{},{},{},{},{}", units_text(side.demand),
                       side.provisioned, units_text(side.consumed), units_text(side.throttled),
                       units_text(side.burst_left));
    }
    std::string decisions;
    std::string reasons;
    for (const ScalingRequest& request : requests) {
        decisions += (decisions.empty() ? "" : "; ") + request_text(request);
        reasons += (reasons.empty() ? "" : "; ") + english(request.decision.reason);
        if (!request.answer.accepted) reasons += " (" + english(request.answer.why) + ")";
    }
    out += fmt::format(",{},{}", csv_cell(decisions), csv_cell(reasons));
    for (const Side side : both_sides) {
        if (!says_more(series)) break;
        const auto& provisioned = series.recorded_of(side).provisioned;
        out +=
            fmt::format(",{},{}", provisioned.empty() ? "" : fmt::format("{}", provisioned[minute]),
                        units_text(series.consumed(side, minute)));
    }
    out += '\n';
}

nlohmann::ordered_json decisions_json(const std::vector<MadeDecision>& decisions) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const MadeDecision& decision : decisions) {
        list.push_back({{"utc", utc_text(decision.utc)},
                        {"provisioned_before", {decision.before.read, decision.before.write}},
                        {"provisioned_after", {decision.after.read, decision.after.write}},
                        {"reason", english(decision.reason)}});
    }
    return list;
}

}  // namespace isotherm
