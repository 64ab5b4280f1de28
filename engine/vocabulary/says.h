// SPDX-License-Identifier: Apache-2.0
#pragma once
// All messages of the engine, and the meaning of their arguments; see message.h.

#include <array>
#include <cstdint>
#include <string_view>

namespace isotherm {

// Run files contain the names in `message_forms`, so the order of codes may change but the names
// may not.
enum class Says : std::uint8_t {
    nothing,
    list,  // several messages, joined with "; "

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
    too_many_actions,
    too_many_watched,
    too_many_counted,
    too_many_records,
    consumer_behind,
    consumer_caught_up,
    records_lost,
    replica_behind,
    replica_caught_up,
    region_failed,
    region_back,
    alarm_raised,
    alarm_cleared,
    alarm_without_data,

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

    // Why a policy waits.
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

    // Steps of Dynamic DynamoDB, joined with ", ".
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
    too_many_mode_switches,

    // Explanations of a cell of the heat map (engine/insight).
    asked_at,
    limit_then,
    asked_in_minute,
    limit_in_minute,
    covered_by_burst,
    within_limit,
    indexes_behind,
    index_asked,
    index_backlog,
    no_burst,
    burst_gone_since,
    burst_gone_in_second,
    burst_gone_in_minute,
    burst_left_after_second,
    burst_left_in_minute,
    table_burst_left,
    table_burst_gone_since,
    table_burst_gone,
    request_refused,
    requests_refused,
    refused_because,
    grown_on_demand,
    uneven_second,
    insufficient_second,
    uneven_minute,
    insufficient_minute,
    last_asked,
    asked_and_refused,
    asked_and_late,
    asked_and_in_force,
    was_waiting,
    hottest_key,
    no_key_stands_out,

    // Comparison of run B with run A.
    b_only_begun,
    a_has_nothing,
    neither_throttles,
    as_many,
    shares_of_tries,
    fewer_tries,
    more_tries,
    same_bill,
    bills,
    bill_higher,
    bill_lower,
    difference_of_shares,
    clear_difference,
    no_clear_difference
};

// The meaning of an argument: how it is shown. `message_forms` contains the letters.
enum class Meaning : char {
    name = 'n',    // name of a table, partition, policy or file, unchanged
    asker = 'a',   // source of a change: a policy, "changes.NAME", "time series"
    count = 'c',   // a whole number, without grouping
    large = 'L',   // a whole number with its digits in groups
    amount = 'g',  // a number with as many digits as it needs
    tenths = 't',  // one digit after the point
    hundredths = 'h',
    whole = 'w',    // a number, rounded to a whole number
    percent = 'p',  // a share, in percent with one digit after the point
    rounded = 'P',  // a share, in whole percent
    points = '%',   // a difference of shares, in percentage points
    dollars = '$',
    quantity = 'q',  // units; with one decimal place if it is significant
    duration = 'd',  // microseconds
    moment = 'm',    // time in the run, microseconds since its start
    utc = 'u',       // microseconds since 1970
    size = 's',      // bytes
    side = 'S',      // 0: reads, 1: writes
    unit = 'U',      // unit of a side: RCU or WCU
    outcome = 'o',   // the limit that refused a request
    message = 'M',
    messages = '*'
};

struct MessageForm {
    Says says = Says::nothing;
    std::string_view name;      // name in files
    std::string_view meanings;  // meanings of its arguments, one letter each
};

// In the order of the codes.
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
    MessageForm{Says::asks, "asks", "naMM"},
    MessageForm{Says::asks_refused, "asks_refused", "naMMM"},
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
    MessageForm{Says::too_many_actions, "too_many_actions", "nL"},
    MessageForm{Says::too_many_watched, "too_many_watched", "nL"},
    MessageForm{Says::too_many_counted, "too_many_counted", "nL"},
    MessageForm{Says::too_many_records, "too_many_records", "nL"},
    MessageForm{Says::consumer_behind, "consumer_behind", "nnd"},
    MessageForm{Says::consumer_caught_up, "consumer_caught_up", "nn"},
    MessageForm{Says::records_lost, "records_lost", "nnL"},
    MessageForm{Says::replica_behind, "replica_behind", "nnd"},
    MessageForm{Says::replica_caught_up, "replica_caught_up", "nn"},
    MessageForm{Says::region_failed, "region_failed", "nL"},
    MessageForm{Says::region_back, "region_back", "n"},
    MessageForm{Says::alarm_raised, "alarm_raised", "nnnggccL"},
    MessageForm{Says::alarm_cleared, "alarm_cleared", "nnnggcc"},
    MessageForm{Says::alarm_without_data, "alarm_without_data", "nnn"},
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
    MessageForm{Says::asked_at, "asked_at", "mnnqU"},
    MessageForm{Says::limit_then, "limit_then", "qUP"},
    MessageForm{Says::asked_in_minute, "asked_in_minute", "mmnnqU"},
    MessageForm{Says::limit_in_minute, "limit_in_minute", "qUP"},
    MessageForm{Says::covered_by_burst, "covered_by_burst", "P"},
    MessageForm{Says::within_limit, "within_limit", ""},
    MessageForm{Says::indexes_behind, "indexes_behind", ""},
    MessageForm{Says::index_asked, "index_asked", "nqq"},
    MessageForm{Says::index_backlog, "index_backlog", "Lq"},
    MessageForm{Says::no_burst, "no_burst", ""},
    MessageForm{Says::burst_gone_since, "burst_gone_since", "m"},
    MessageForm{Says::burst_gone_in_second, "burst_gone_in_second", ""},
    MessageForm{Says::burst_gone_in_minute, "burst_gone_in_minute", ""},
    MessageForm{Says::burst_left_after_second, "burst_left_after_second", "P"},
    MessageForm{Says::burst_left_in_minute, "burst_left_in_minute", "P"},
    MessageForm{Says::table_burst_left, "table_burst_left", "P"},
    MessageForm{Says::table_burst_gone_since, "table_burst_gone_since", "m"},
    MessageForm{Says::table_burst_gone, "table_burst_gone", ""},
    MessageForm{Says::request_refused, "request_refused", "LqU"},
    MessageForm{Says::requests_refused, "requests_refused", "LqU"},
    MessageForm{Says::refused_because, "refused_because", "on"},
    MessageForm{Says::grown_on_demand, "grown_on_demand", "qUq"},
    MessageForm{Says::uneven_second, "uneven_second", "qqUPP"},
    MessageForm{Says::insufficient_second, "insufficient_second", "qqUP"},
    MessageForm{Says::uneven_minute, "uneven_minute", "qqUPP"},
    MessageForm{Says::insufficient_minute, "insufficient_minute", "qqUPc"},
    MessageForm{Says::last_asked, "last_asked", "maMM"},
    MessageForm{Says::asked_and_refused, "asked_and_refused", "MM"},
    MessageForm{Says::asked_and_late, "asked_and_late", "Mm"},
    MessageForm{Says::asked_and_in_force, "asked_and_in_force", "Mm"},
    MessageForm{Says::was_waiting, "was_waiting", "nM"},
    MessageForm{Says::hottest_key, "hottest_key", "nnL"},
    MessageForm{Says::no_key_stands_out, "no_key_stands_out", ""},
    MessageForm{Says::b_only_begun, "b_only_begun", ""},
    MessageForm{Says::a_has_nothing, "a_has_nothing", ""},
    MessageForm{Says::neither_throttles, "neither_throttles", ""},
    MessageForm{Says::as_many, "as_many", "L"},
    MessageForm{Says::shares_of_tries, "shares_of_tries", "pp"},
    MessageForm{Says::fewer_tries, "fewer_tries", "LM"},
    MessageForm{Says::more_tries, "more_tries", "LM"},
    MessageForm{Says::same_bill, "same_bill", ""},
    MessageForm{Says::bills, "bills", "$$"},
    MessageForm{Says::bill_higher, "bill_higher", "$M"},
    MessageForm{Says::bill_lower, "bill_lower", "$M"},
    MessageForm{Says::difference_of_shares, "difference_of_shares", "%%"},
    MessageForm{Says::clear_difference, "clear_difference", "cM"},
    MessageForm{Says::no_clear_difference, "no_clear_difference", "cM"},
};

// Whether a table has one row for each code, in order; for static_asserts.
template <class Rows>
constexpr bool in_order_of_says(const Rows& rows) {
    if (rows.size() != message_forms.size()) return false;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (static_cast<std::size_t>(rows[i].says) != i) return false;
    return rows.back().says == Says::no_clear_difference;  // the last code
}

constexpr const MessageForm& form_of(Says says) {
    return message_forms[static_cast<std::size_t>(says)];
}

static_assert(in_order_of_says(message_forms));

}  // namespace isotherm
