// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the engine has to say to people: a code with typed arguments, never a sentence. The console
// and the files put it in English (app/report/english.h), the window in the user's language.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/resource_name.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

enum class Side : std::uint8_t;

// Run files hold the names in `message_forms`, so codes may move but names may not change.
enum class Says : std::uint8_t {
    nothing,
    list,  // one after the other, as "; "

    // Capacity.
    provisioned,
    on_demand_mode,
    on_demand,
    units,
    units_pair,
    with_warm,
    with_maximum,
    maximum_units,
    maximum_none,
    maximum_kept,

    // Events.
    starts_with_one,
    starts,
    now_has,
    asks,
    asks_refused,
    refused_with,
    throttled_requests,
    collection_refused,
    backfilled,
    dropped,
    exported_and_dropped,
    stopped,
    split_done,
    split_begun,
    split_refused,
    workload_changed,
    workload_as_it_was,

    // Notes of recorded streams.
    bad_line_skipped,
    bad_lines_skipped,
    items_cut,
    rows_moved_forward,
    stream_goes_on,
    stream_ends_early,

    // Why a partition splits, or does not.
    busy,
    too_large,
    has_stream,
    too_few_requests,
    visited_in_order,
    one_item_has_all,
    holds_one_item,

    // Why capacity changes.
    written_in_scenario,
    period_over,
    fixed_not_in_force,
    scheduled_action,
    used,
    used_of,
    used_with_throttles,
    of_side,
    above_target,
    below_target,
    outside_bounds,
    outside_hours,
    breaker_open,

    // What a policy waits for.
    but,
    cools_down,
    above_for,
    below_for,
    would_go_down_to,
    would_go_down,
    no_decrease_left,
    decreases_paced,
    table_not_active,
    outside_maintenance,

    // Steps of Dynamic DynamoDB, joined as ", ".
    side_steps,
    autoscaling_off,
    consumed_percent,
    raised_by_throttles_of_provisioned,
    raised_by_throttles_of_consumed,
    raised_above_threshold,
    raised_by_throttles,
    low_check,
    changed_to,
    maximum,
    minimum,
    left_alone,
    not_active,
    without_decreases,
    decreases_outside_maintenance,
    reads_wait,
    writes_wait,

    // Why DynamoDB refuses an UpdateTable.
    not_active_now,
    does_not_exist,
    increase_too_large,
    increase_too_small,
    below_least,
    values_equal,
    values_equal_or_on_demand,
    decreases_used,
    more_than_representable,
    above_table_quota,
    above_account_quota,
    no_on_demand_yet,
    too_many_mode_switches
};

// How an argument is meant, and so how it is shown. Spelled by letters in `message_forms`.
enum class Meaning : char {
    name = 'n',    // a table, partition, policy, file: as it is
    count = 'c',   // a whole number as it is
    large = 'L',   // a whole number, its digits in groups
    amount = 'g',  // a number with the digits it needs
    tenths = 't',  // one digit after the point
    hundredths = 'h',
    whole = 'w',     // a number, rounded
    percent = 'p',   // a share, in percent with one digit after the point
    duration = 'd',  // microseconds
    moment = 'm',    // of the run, microseconds since its start
    utc = 'u',       // microseconds since 1970
    size = 's',      // bytes
    side = 'S',      // 0: reads, 1: writes
    message = 'M',
    messages = '*'
};

struct Message;
using MessageValue = std::variant<std::string, std::int64_t, double, std::vector<Message>>;

struct Message {
    Says says = Says::nothing;
    std::vector<MessageValue> arguments;

    bool empty() const { return says == Says::nothing; }
    bool operator==(const Message& other) const;
    // The argument as what it is; the caller knows the form.
    const std::string& name(std::size_t at) const { return std::get<std::string>(arguments[at]); }
    std::int64_t number(std::size_t at) const { return std::get<std::int64_t>(arguments[at]); }
    double amount(std::size_t at) const { return std::get<double>(arguments[at]); }
    const Message& message(std::size_t at) const { return messages(at).front(); }
    const std::vector<Message>& messages(std::size_t at) const {
        return std::get<std::vector<Message>>(arguments[at]);
    }
};

inline bool Message::operator==(const Message& other) const {
    return says == other.says && arguments == other.arguments;
}

struct MessageForm {
    Says says = Says::nothing;
    std::string_view name;      // in files
    std::string_view meanings;  // of its arguments, a letter each
};

// In order of the codes.
inline constexpr std::array message_forms{
    MessageForm{Says::nothing, "nothing", ""},
    MessageForm{Says::list, "list", "*"},
    MessageForm{Says::provisioned, "provisioned", "LL"},
    MessageForm{Says::on_demand_mode, "on_demand_mode", ""},
    MessageForm{Says::on_demand, "on_demand", ""},
    MessageForm{Says::units, "units", "LL"},
    MessageForm{Says::units_pair, "units_pair", "LL"},
    MessageForm{Says::with_warm, "with_warm", "MLL"},
    MessageForm{Says::with_maximum, "with_maximum", "MMM"},
    MessageForm{Says::maximum_units, "maximum_units", "L"},
    MessageForm{Says::maximum_none, "maximum_none", ""},
    MessageForm{Says::maximum_kept, "maximum_kept", ""},
    MessageForm{Says::starts_with_one, "starts_with_one", "ncM"},
    MessageForm{Says::starts, "starts", "ncM"},
    MessageForm{Says::now_has, "now_has", "nM"},
    MessageForm{Says::asks, "asks", "nnMM"},
    MessageForm{Says::asks_refused, "asks_refused", "nnMMM"},
    MessageForm{Says::refused_with, "refused_with", "nM"},
    MessageForm{Says::throttled_requests, "throttled_requests", "nLSmm"},
    MessageForm{Says::collection_refused, "collection_refused", "nLSmm"},
    MessageForm{Says::backfilled, "backfilled", "n"},
    MessageForm{Says::dropped, "dropped", "n"},
    MessageForm{Says::exported_and_dropped, "exported_and_dropped", "n"},
    MessageForm{Says::stopped, "stopped", "mm"},
    MessageForm{Says::split_done, "split_done", "nnn"},
    MessageForm{Says::split_begun, "split_begun", "nM"},
    MessageForm{Says::split_refused, "split_refused", "nM"},
    MessageForm{Says::workload_changed, "workload_changed", "nnn"},
    MessageForm{Says::workload_as_it_was, "workload_as_it_was", "nn"},
    MessageForm{Says::bad_line_skipped, "bad_line_skipped", "nLccn"},
    MessageForm{Says::bad_lines_skipped, "bad_lines_skipped", "nLccn"},
    MessageForm{Says::items_cut, "items_cut", "nLs"},
    MessageForm{Says::rows_moved_forward, "rows_moved_forward", "nL"},
    MessageForm{Says::stream_goes_on, "stream_goes_on", "nm"},
    MessageForm{Says::stream_ends_early, "stream_ends_early", "nmmp"},
    MessageForm{Says::busy, "busy", ""},
    MessageForm{Says::too_large, "too_large", "s"},
    MessageForm{Says::has_stream, "has_stream", ""},
    MessageForm{Says::too_few_requests, "too_few_requests", ""},
    MessageForm{Says::visited_in_order, "visited_in_order", ""},
    MessageForm{Says::one_item_has_all, "one_item_has_all", ""},
    MessageForm{Says::holds_one_item, "holds_one_item", ""},
    MessageForm{Says::written_in_scenario, "written_in_scenario", ""},
    MessageForm{Says::period_over, "period_over", ""},
    MessageForm{Says::fixed_not_in_force, "fixed_not_in_force", ""},
    MessageForm{Says::scheduled_action, "scheduled_action", "ncc"},
    MessageForm{Says::used, "used", "St"},
    MessageForm{Says::used_of, "used_of", "Stc"},
    MessageForm{Says::used_with_throttles, "used_with_throttles", "Stw"},
    MessageForm{Says::of_side, "of_side", "SM"},
    MessageForm{Says::above_target, "above_target", "tcgc"},
    MessageForm{Says::below_target, "below_target", "tcgc"},
    MessageForm{Says::outside_bounds, "outside_bounds", ""},
    MessageForm{Says::outside_hours, "outside_hours", ""},
    MessageForm{Says::breaker_open, "breaker_open", ""},
    MessageForm{Says::but, "but", "MM"},
    MessageForm{Says::cools_down, "cools_down", "d"},
    MessageForm{Says::above_for, "above_for", "Sgccc"},
    MessageForm{Says::below_for, "below_for", "Sgccc"},
    MessageForm{Says::would_go_down_to, "would_go_down_to", "Sc"},
    MessageForm{Says::would_go_down, "would_go_down", "S"},
    MessageForm{Says::no_decrease_left, "no_decrease_left", ""},
    MessageForm{Says::decreases_paced, "decreases_paced", ""},
    MessageForm{Says::table_not_active, "table_not_active", ""},
    MessageForm{Says::outside_maintenance, "outside_maintenance", ""},
    MessageForm{Says::side_steps, "side_steps", "S*"},
    MessageForm{Says::autoscaling_off, "autoscaling_off", ""},
    MessageForm{Says::consumed_percent, "consumed_percent", "h"},
    MessageForm{Says::raised_by_throttles_of_provisioned, "raised_by_throttles_of_provisioned",
                "cc"},
    MessageForm{Says::raised_by_throttles_of_consumed, "raised_by_throttles_of_consumed", "cc"},
    MessageForm{Says::raised_above_threshold, "raised_above_threshold", "cc"},
    MessageForm{Says::raised_by_throttles, "raised_by_throttles", "cc"},
    MessageForm{Says::low_check, "low_check", "cc"},
    MessageForm{Says::changed_to, "changed_to", "cc"},
    MessageForm{Says::maximum, "maximum", "c"},
    MessageForm{Says::minimum, "minimum", "c"},
    MessageForm{Says::left_alone, "left_alone", "c"},
    MessageForm{Says::not_active, "not_active", ""},
    MessageForm{Says::without_decreases, "without_decreases", ""},
    MessageForm{Says::decreases_outside_maintenance, "decreases_outside_maintenance", ""},
    MessageForm{Says::reads_wait, "reads_wait", ""},
    MessageForm{Says::writes_wait, "writes_wait", ""},
    MessageForm{Says::not_active_now, "not_active_now", "n"},
    MessageForm{Says::does_not_exist, "does_not_exist", "n"},
    MessageForm{Says::increase_too_large, "increase_too_large", "nSccg"},
    MessageForm{Says::increase_too_small, "increase_too_small", "nSccg"},
    MessageForm{Says::below_least, "below_least", "nc"},
    MessageForm{Says::values_equal, "values_equal", "n"},
    MessageForm{Says::values_equal_or_on_demand, "values_equal_or_on_demand", "n"},
    MessageForm{Says::decreases_used, "decreases_used", "ncu"},
    MessageForm{Says::more_than_representable, "more_than_representable", "nc"},
    MessageForm{Says::above_table_quota, "above_table_quota", "cSc"},
    MessageForm{Says::above_account_quota, "above_account_quota", "cSc"},
    MessageForm{Says::no_on_demand_yet, "no_on_demand_yet", "n"},
    MessageForm{Says::too_many_mode_switches, "too_many_mode_switches", "nc"},
};

// Whether a table has a row for each code, in order: whoever renders messages asserts it.
template <class Rows>
constexpr bool in_order_of_says(const Rows& rows) {
    if (rows.size() != message_forms.size()) return false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (static_cast<std::size_t>(rows[i].says) != i) return false;
    }
    return rows.back().says == Says::too_many_mode_switches;  // the last code
}

constexpr const MessageForm& form_of(Says says) {
    return message_forms[static_cast<std::size_t>(says)];
}

// nullopt where no message has this name.
std::optional<Says> says_named(std::string_view name);

namespace detail {

static_assert(in_order_of_says(message_forms));

template <class Value>
constexpr bool fits(char letter) {
    const auto meaning = static_cast<Meaning>(letter);
    if constexpr (std::is_same_v<Value, SimDuration>)
        return meaning == Meaning::duration;
    else if constexpr (std::is_same_v<Value, SimTime>)
        return meaning == Meaning::moment;
    else if constexpr (std::is_same_v<Value, WallTime>)
        return meaning == Meaning::utc;
    else if constexpr (std::is_same_v<Value, Bytes>)
        return meaning == Meaning::size;
    else if constexpr (std::is_same_v<Value, Side>)
        return meaning == Meaning::side;
    else if constexpr (std::is_same_v<Value, Message>)
        return meaning == Meaning::message;
    else if constexpr (std::is_same_v<Value, std::vector<Message>>)
        return meaning == Meaning::messages;
    else if constexpr (std::is_integral_v<Value>)
        return meaning == Meaning::count || meaning == Meaning::large;
    else if constexpr (std::is_floating_point_v<Value>)
        return std::string_view("gthwp").find(letter) != std::string_view::npos;
    else
        return meaning == Meaning::name;
}

template <class Value>
MessageValue held(const Value& value) {
    if constexpr (std::is_same_v<Value, SimDuration>)
        return std::int64_t{value.count()};
    else if constexpr (std::is_same_v<Value, SimTime> || std::is_same_v<Value, WallTime>)
        return std::int64_t{value.time_since_epoch().count()};
    else if constexpr (std::is_same_v<Value, Bytes>)
        return static_cast<std::int64_t>(value.count);
    else if constexpr (std::is_same_v<Value, Message>)
        return std::vector<Message>{value};
    else if constexpr (std::is_same_v<Value, std::vector<Message>>)
        return value;
    else if constexpr (std::is_same_v<Value, ResourceName>)
        return value.label();
    else if constexpr (std::is_integral_v<Value> || std::is_enum_v<Value>)
        return static_cast<std::int64_t>(value);
    else if constexpr (std::is_floating_point_v<Value>)
        return static_cast<double>(value);
    else
        return std::string(value);
}

template <Says says, class... Values>
constexpr bool form_fits() {
    constexpr std::string_view meanings = form_of(says).meanings;
    if constexpr (meanings.size() != sizeof...(Values)) {
        return false;
    } else {
        std::size_t at = 0;
        return (fits<Values>(meanings[at++]) && ...);
    }
}

}  // namespace detail

// The only way to make one: its arguments have to be what the form says.
template <Says says, class... Values>
Message say(const Values&... values) {
    static_assert(detail::form_fits<says, Values...>(), "these are not the arguments of the form");
    return {says, {detail::held(values)...}};
}

// Both, one after the other; either may say nothing. What is said already is not said again.
void add(Message& sum, const Message& more);

}  // namespace isotherm
