// SPDX-License-Identifier: Apache-2.0
#include "engine/backtest/backtest_decisions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <cmath>

#include "engine/backtest/backtest_series.h"
#include "engine/vocabulary/json_settings.h"
#include "engine/vocabulary/json_text.h"
#include "engine/scaling/policy_by_side.h"
#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/spelling.h"
#include "engine/vocabulary/time_reader.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t longest_lookback = 86'400;  // seconds
// No bucket is modelled here, so only sums and products of throughput must fit into 64 bits.
constexpr std::int64_t most_units = 1'000'000'000'000'000;

class CaseReader {
public:
    CaseReader(const std::string& file_name, const Era& era) : file_(file_name), era_(era) {}

    Result<DecisionCase> read(const Json& root) {
        if (!root.is_object()) return wrong("", "not an object", "write {\"policy\": …}");
        result_.decreases = DecreaseLimits::of(era_);
        read_policy(root);
        read_resource(root);
        read_numbers(root);
        read_provisioned(root);
        read_checks(root);
        if (!errors_.empty()) return errors_;
        return std::move(result_);
    }

private:
    Error wrong(std::string path, std::string what, std::string fix) const {
        return {ExitCode::bad_trace,
                ErrorNumber::bad_decisions,
                {.file = file_, .path = path},
                printable(path.empty() ? what : fmt::format("{}: {}", path, what)),
                printable(fix)};
    }
    void report(std::string path, std::string what, std::string fix) {
        errors_.push_back(wrong(std::move(path), std::move(what), std::move(fix)));
    }

    void read_policy(const Json& root) {
        const auto& catalog = Catalog<ScalingPolicyKind>::instance();
        const Json name = root.value("policy", Json());
        result_.policy_name = name.is_string() ? name.get<std::string>() : "";
        std::shared_ptr<ScalingPolicyKind> made = PolicyBySide::named(result_.policy_name);
        if (made == nullptr) {
            return report("policy", fmt::format("{} is not a scaling policy", name.dump()),
                          suggestion_text(result_.policy_name, catalog.names()));
        }
        const Json settings = root.value("settings", Json::object());
        if (!settings.is_object() && !settings.is_null()) {
            report("settings", "not an object", "write {\"reads_upper_threshold\": 80}");
        } else if (settings.is_object()) {
            Errors errors =
                apply_json_settings(settings, file_, "settings", ExitCode::bad_trace, *made);
            errors_.insert(errors_.end(), errors.begin(), errors.end());
        }
        result_.policy = std::move(made);
    }

    // Accepts "table", "gsi" or "index".
    void read_resource(const Json& root) {
        const Json resource = root.value("resource", Json("table"));
        const std::string text = resource.is_string() ? resource.get<std::string>() : "";
        result_.is_index = text == "gsi" || text == "index";
        if (text != "table" && !result_.is_index) {
            report("resource", fmt::format("{}; expected \"table\" or \"gsi\"", resource.dump()),
                   "write \"table\"");
        }
    }

    std::optional<std::int64_t> whole(const Json& root, const char* name, std::int64_t lowest,
                                      std::int64_t highest) {
        if (!root.contains(name) || root[name].is_null()) return std::nullopt;
        const double value = root[name].is_number() ? root[name].get<double>() : -1;
        if (value != std::floor(value) || value < static_cast<double>(lowest) ||
            value > static_cast<double>(highest)) {
            report(name,
                   fmt::format("{}; expected a whole number from {} to {}", root[name].dump(),
                               lowest, highest),
                   "write it as a number, without quotes");
            return std::nullopt;
        }
        return static_cast<std::int64_t>(value);
    }

    void read_numbers(const Json& root) {
        lookback_ = whole(root, "lookback_period_s", 1, longest_lookback).value_or(300);
        if (const auto limit = whole(root, "decreases_allowed_per_utc_day", 0, 1'000'000)) {
            result_.decreases = DecreaseLimits::a_day(*limit);
        }
    }

    void read_provisioned(const Json& root) {
        const Json pair = root.value("provisioned", Json());
        const auto units = [](const Json& value) {
            const double number = value.is_number() ? value.get<double>() : 0;
            const bool fits = number == std::floor(number) && number >= 1 &&
                              number <= CapacityRate::highest.in_units_per_second();
            return fits ? static_cast<std::int64_t>(number) : 0;
        };
        if (pair.is_array() && pair.size() == 2)
            result_.provisioned = {units(pair[0]), units(pair[1])};
        if (result_.provisioned.read < 1 || result_.provisioned.write < 1) {
            report("provisioned", fmt::format("{}; expected [reads, writes]", pair.dump()),
                   "write whole numbers of units, such as [100, 50]");
        }
    }

    std::optional<double> sum_of(const Json& check, const char* name, const std::string& path) {
        if (!check.contains(name) || check[name].is_null()) return std::nullopt;
        const double value = check[name].is_number() ? check[name].get<double>() : -1;
        if (!(value >= 0 && value <= largest_sum * 60)) {
            report(path + "." + name,
                   fmt::format("{}; expected a sum of at least 0, or null", check[name].dump()),
                   "give the sum over the lookback period");
            return std::nullopt;
        }
        return value;
    }

    void read_checks(const Json& root) {
        const Json& checks = root.contains("checks") ? root["checks"] : Json();
        if (!checks.is_array()) {
            return report("checks", "not a list of checks, or missing",
                          "write \"checks\": [{\"utc\": …}]");
        }
        for (std::size_t i = 0; i < checks.size() && errors_.empty(); ++i) {
            read_check(checks[i], fmt::format("checks[{}]", i));
        }
    }

    void read_check(const Json& json, const std::string& path) {
        if (!json.is_object()) return report(path, "not an object", "write {\"utc\": …}");
        DecisionCheck check;
        const Json utc = json.value("utc", Json());
        const TimeRead time = utc.is_string()   ? read_time(utc.get_ref<const std::string&>())
                              : utc.is_number() ? read_time(utc.dump())
                                                : TimeRead{.problem = "is no time"};
        if (!time.ok()) {
            return report(
                path + ".utc",
                fmt::format("{}, which {}; expected \"2016-01-20T12:00:00Z\"", utc.dump(),
                            time.problem),
                time.help.empty() ? "write the time of the check in UTC" : std::string(time.help));
        }
        check.utc = time.time;
        if (!result_.checks.empty() && check.utc < result_.checks.back().utc) {
            return report(path + ".utc", "earlier than the previous check", "sort the checks");
        }
        const Json status = json.value("status", Json("ACTIVE"));
        check.active = status == "ACTIVE" || status.is_null();
        check.window.seconds = lookback_;
        check.window.consumed = {sum_of(json, "consumed_read_sum", path),
                                 sum_of(json, "consumed_write_sum", path)};
        check.window.throttle_events = {sum_of(json, "read_throttle_events", path),
                                        sum_of(json, "write_throttle_events", path)};
        result_.checks.push_back(check);
    }

    std::string file_;
    const Era& era_;
    std::int64_t lookback_ = 300;
    DecisionCase result_;
    Errors errors_;
};

// Spreads the window's sums evenly over its minutes, for policies that read single minutes.
void record_window(MetricHistory& history, const DecisionCheck& check) {
    const std::int64_t minutes =
        std::clamp<std::int64_t>(check.window.seconds / 60, 1, kept_minutes);
    const auto parts = static_cast<double>(minutes);
    for (std::int64_t back = minutes; back >= 1; --back) {
        for (const Side side : both_sides) {
            const double consumed = check.window.consumed[side].value_or(0.0) / parts;
            const double events = check.window.throttle_events[side].value_or(0.0) / parts;
            history.record(minute_of(check.utc) - std::chrono::minutes(back), side, consumed,
                           std::llround(events), consumed);
        }
    }
}

}  // namespace

Result<DecisionCase> read_decision_case(const std::string& text, const std::string& file_name,
                                        const Era& era) {
    const auto json =
        parse_json_text(text, file_name, ExitCode::bad_trace, ErrorNumber::bad_decisions);
    if (!json.ok()) return json.errors();
    return CaseReader(file_name, era).read(json.value());
}

std::vector<MadeDecision> run_decisions(const DecisionCase& decision_case, const Era& era) {
    ResourceOperator made(
        decision_case.policy->start({.era = era, .is_index = decision_case.is_index}));
    DecreaseLedger ledger(decision_case.decreases);
    MetricHistory history;
    Throughput present = decision_case.provisioned;
    std::vector<MadeDecision> decisions;
    for (const DecisionCheck& check : decision_case.checks) {
        record_window(history, check);
        const ScalingView view{.now = check.utc,
                               .metrics = MetricView(history, check.utc, 0s),
                               .provisioned = present,
                               .active = check.active,
                               .decreases_left = ledger.left(check.utc),
                               .window = &check.window,
                               .explain = true};
        MadeDecision decision{check.utc, present, present, {}};
        const auto ask = [&](const ScalingDecision& wanted) {
            const ThroughputChange change{
                .resource = decision_case.is_index ? "the index" : "the table",
                .present = present,
                .wanted = wanted.wanted,
                .earlier_peak = present,
                .active = check.active,
                .decreases = &ledger};
            const UpdateTableCall call{.changes = {&change, 1}, .most_units = most_units};
            return update_table(era, UpdateDurations{}, call, check.utc);
        };
        std::vector<Message> refusals;
        for (const ScalingRequest& request : made.check(view, ask)) {
            if (request.answer.accepted)
                decision.after = request.decision.wanted;
            else
                refusals.push_back(
                    say<Says::refused_with>(request.answer.exception, request.answer.why));
        }
        decision.reason = made.last_reason();
        for (const Message& refusal : refusals) add(decision.reason, refusal);
        present = decision.after;
        decisions.push_back(std::move(decision));
    }
    return decisions;
}

}  // namespace isotherm
