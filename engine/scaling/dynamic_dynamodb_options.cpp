// SPDX-License-Identifier: Apache-2.0
#include "engine/scaling/dynamic_dynamodb_options.h"

#include <fmt/format.h>

#include <cmath>

#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/time_reader.h"
#include "engine/vocabulary/trimmed.h"

namespace isotherm {
namespace {

constexpr std::string_view documented = "Dynamic DynamoDB, configuration options";
constexpr double percent_most = 1e6;

// Calls `use` with each part of a comma-separated list. Returns false as soon as `use` does.
template <class Use>
bool each_part(std::string_view text, Use use) {
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        const std::string_view part = trimmed(text.substr(0, comma));
        if (!part.empty() && !use(part)) return false;
        if (comma == std::string_view::npos) break;
        text.remove_prefix(comma + 1);
    }
    return true;
}

// Visits the options of one side. Their names contain "reads" and "read", or "writes" and "write".
class SideSettings {
public:
    SideSettings(SettingsVisitor& visit, Side side)
        : visit_(visit),
          plural_(side == Side::read ? "reads" : "writes"),
          singular_(side == Side::read ? "read" : "write") {}

    void all(DynamicSideOptions& options) {
        switches(options);
        thresholds(options);
        steps(options);
        bounds(options);
        fine("increase_consumed", true, options.increase_consumed);
        fine("increase_throttled_by_provisioned", false, options.increase_throttled_by_provisioned);
        fine("increase_throttled_by_consumed", false, options.increase_throttled_by_consumed);
        fine("decrease_consumed", true, options.decrease_consumed);
    }

private:
    void flag(const std::string& name, std::string_view help, bool& value) {
        visit_.field({.name = name, .help = help, .source = documented}, value);
    }
    void number(const std::string& name, std::string_view help, double& value) {
        visit_.field({.name = name, .help = help, .highest = percent_most, .source = documented},
                     value);
    }
    void unit(const std::string& name, std::string_view help, std::string& value, bool open) {
        std::vector<std::string> words{"percent", "units"};
        if (open) words.emplace_back();
        visit_.field({.name = name, .help = help, .source = documented},
                     Choice{value, std::move(words)});
    }

    void switches(DynamicSideOptions& options) {
        flag(fmt::format("enable_{}_autoscaling", plural_),
             "whether the policy changes this side's capacity at all", options.autoscaling);
        flag(fmt::format("enable_{}_up_scaling", plural_), "whether it raises", options.up_scaling);
        flag(fmt::format("enable_{}_down_scaling", plural_), "whether the policy lowers capacity",
             options.down_scaling);
        flag(fmt::format("allow_scaling_down_{}_on_0_percent", plural_),
             "whether the policy lowers capacity when nothing is consumed", options.down_at_zero);
    }
    void thresholds(DynamicSideOptions& options) {
        number(fmt::format("{}_upper_threshold", plural_),
               "raises above this utilization in percent; 0: off", options.upper_threshold);
        number(fmt::format("{}_lower_threshold", plural_),
               "lowers below this utilization in percent; 0: off", options.lower_threshold);
        number(fmt::format("throttled_{}_upper_threshold", plural_),
               "raises above this number of throttled events in the window; 0: off",
               options.throttled_upper_threshold);
        visit_.field({.name = fmt::format("num_{}_checks_before_scale_down", singular_),
                      .help = "number of consecutive low checks before capacity is lowered",
                      .highest = percent_most,
                      .source = documented},
                     options.checks_before_scale_down);
        number(fmt::format("num_{}_checks_reset_percent", singular_),
               "utilization in percent at which the count of low checks is reset; 0: off",
               options.checks_reset_percent);
    }
    void steps(DynamicSideOptions& options) {
        number(fmt::format("increase_{}_with", plural_), "size of an increase",
               options.increase_with);
        unit(fmt::format("increase_{}_unit", plural_), "unit of the increase",
             options.increase_unit, false);
        number(fmt::format("decrease_{}_with", plural_), "size of a decrease",
               options.decrease_with);
        unit(fmt::format("decrease_{}_unit", plural_), "unit of the decrease",
             options.decrease_unit, false);
    }
    void bounds(DynamicSideOptions& options) {
        const double most = CapacityRate::highest.in_units_per_second();
        const std::string least_name = fmt::format("min_provisioned_{}", plural_);
        visit_.field({.name = least_name,
                      .help = "minimum capacity, units per second; 0: none",
                      .highest = most,
                      .source = documented},
                     options.min);
        visit_.field({.name = fmt::format("max_provisioned_{}", plural_),
                      .help = "maximum capacity, units per second; 0: none",
                      .highest = most,
                      .source = documented},
                     options.max);
        if (options.max > 0 && options.min > options.max) {
            visit_.reject(least_name, "above the maximum", "make it the smaller of the two");
        }
    }
    void fine(std::string_view rule, bool has_with, FineStep& step) {
        unit(fmt::format("{}_{}_unit", rule, plural_),
             "unit of this step; empty: the general unit of the side", step.unit, true);
        if (has_with) {
            number(fmt::format("{}_{}_with", rule, plural_),
                   "size of this step; 0: the general size of the side", step.with);
        }
        const std::string name = fmt::format("{}_{}_scale", rule, plural_);
        visit_.field({.name = name,
                      .help = "table of step sizes by percentage, such as {0: 0, 0.5: 10, 1: 20}",
                      .source = documented},
                     step.table);
        if (!parse_step_table(step.table)) {
            visit_.reject(name, fmt::format("\"{}\" is not a table of steps", step.table),
                          "write {0: 0, 0.25: 5, 0.5: 10}");
        }
    }

    SettingsVisitor& visit_;
    std::string_view plural_;
    std::string_view singular_;
};

}  // namespace

std::optional<StepTable> parse_step_table(std::string_view text) {
    text = trimmed(text);
    if (text.empty()) return StepTable{};
    if (text.size() < 2 || text.front() != '{' || text.back() != '}') return std::nullopt;
    StepTable table;
    const bool good = each_part(text.substr(1, text.size() - 2), [&table](std::string_view part) {
        const std::size_t colon = part.find(':');
        if (colon == std::string_view::npos) return false;
        const auto from = number_in<double>(trimmed(part.substr(0, colon)));
        const auto step = number_in<double>(trimmed(part.substr(colon + 1)));
        if (!from || !step) return false;
        table.insert_or_assign(*from, *step);
        return true;
    });
    return good ? std::optional(std::move(table)) : std::nullopt;
}

double step_up(const StepTable& table, double x) {
    double step = 0;
    for (const auto& [from, value] : table) {
        if (x < from) break;
        step = value;
    }
    return step;
}

double step_down(const StepTable& table, double x) {
    double step = 0;
    for (auto entry = table.rbegin(); entry != table.rend(); ++entry) {
        if (x > entry->first) break;
        step = entry->second;
    }
    return step;
}

void DynamicOptions::settings(SettingsVisitor& visit) {
    for (const Side side : both_sides) {
        SideSettings(visit, side).all(sides[side]);
    }
    const auto minutes = [&visit](std::string_view name, std::string_view help,
                                  std::int64_t& value) {
        visit.field({.name = name,
                     .help = help,
                     .lowest = 1,
                     .highest = static_cast<double>(kept_minutes - 1),
                     .source = documented},
                    value);
    };
    visit.field({.name = "check_interval",
                 .help = "seconds from one check to the next",
                 .lowest = 1,
                 .highest = 86'400,
                 .source = documented},
                check_interval);
    minutes("lookback_window_start", "start of the window, in minutes before the check",
            lookback_window_start);
    minutes("lookback_period", "length of the window, minutes", lookback_period);
    visit.field({.name = "always_decrease_rw_together",
                 .help = "whether reads are lowered only if writes are not raised, and vice versa",
                 .source = documented},
                always_decrease_rw_together);
    visit.field(
        {.name = "maintenance_windows",
         .help = "daily UTC windows outside which capacity is only raised: 22:00-23:59,00:00-06:00",
         .source = documented},
        maintenance_windows);
    if (!each_part(maintenance_windows,
                   [](std::string_view part) { return part.find('-') != part.npos; })) {
        visit.reject("maintenance_windows", "not a list of windows",
                     "write 22:00-23:59,00:00-06:00");
    }
    visit.field({.name = "circuit_breaker_open",
                 .help = "times when the circuit breaker is open and capacity stays unchanged: "
                         "FROM/TO, FROM/TO",
                 .source = "[inferred] replaces the answers of the circuit-breaker-url"},
                circuit_breaker_open);
    if (!parse_utc_ranges(circuit_breaker_open)) {
        visit.reject("circuit_breaker_open", "not a list of times",
                     "write 2016-01-20T10:00:00Z/2016-01-20T11:00:00Z");
    }
    // Options that do not affect throughput: notifications, unused alarms, the address of the
    // circuit breaker.
    constexpr std::array<std::string_view, 4> texts{"sns_topic_arn", "sns_message_types",
                                                    "circuit_breaker_url", "region"};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        visit.field(
            {.name = texts[i], .help = "accepted, but has no effect here", .source = documented},
            unused_texts[i]);
    }
    constexpr std::array<std::string_view, 5> numbers{
        "reads_upper_alarm_threshold", "reads_lower_alarm_threshold",
        "writes_upper_alarm_threshold", "writes_lower_alarm_threshold", "circuit_breaker_timeout"};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        visit.field({.name = numbers[i],
                     .help = "accepted, but has no effect here",
                     .highest = percent_most,
                     .source = documented},
                    unused_numbers[i]);
    }
}

// Dynamic DynamoDB compares the digits as text, which gives the right order for times of the form
// HH:MM.
bool in_maintenance_window(std::string_view windows, WallTime now) {
    const auto day = std::chrono::floor<std::chrono::days>(now);
    const auto minute = std::chrono::floor<std::chrono::minutes>(now - day).count();
    const std::string present = fmt::format("{:02}{:02}", minute / 60, minute % 60);
    const auto digits = [](std::string_view text) {
        std::string kept;
        for (const char c : trimmed(text)) {
            if (c != ':') kept += c;
        }
        return kept;
    };
    bool inside = false;
    each_part(windows, [&](std::string_view part) {
        const std::size_t dash = part.find('-');
        inside = dash != std::string_view::npos && present >= digits(part.substr(0, dash)) &&
                 present <= digits(part.substr(dash + 1));
        return !inside;
    });
    return inside;
}

std::optional<std::vector<UtcRange>> parse_utc_ranges(std::string_view text) {
    std::vector<UtcRange> ranges;
    const bool good = each_part(text, [&ranges](std::string_view part) {
        const std::size_t slash = part.find('/');
        if (slash == std::string_view::npos) return false;
        const TimeRead from = read_time(trimmed(part.substr(0, slash)));
        const TimeRead to = read_time(trimmed(part.substr(slash + 1)));
        if (!from.ok() || !to.ok() || from.time > to.time) return false;
        ranges.push_back({from.time, to.time});
        return true;
    });
    return good ? std::optional(std::move(ranges)) : std::nullopt;
}

}  // namespace isotherm
