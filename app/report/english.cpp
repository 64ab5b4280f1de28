// SPDX-License-Identifier: Apache-2.0
#include "app/report/english.h"

#include <fmt/format.h>

namespace isotherm {
namespace {

struct EnglishForm {
    Says says = Says::nothing;
    std::string_view
        text;  // {0} to {5} stand for the arguments; a side is "reads", {1.verb} "read"
};

constexpr auto forms = std::to_array<EnglishForm>({
    {Says::nothing, ""},
    {Says::list, "{0}"},
    {Says::provisioned, "{0} RCU and {1} WCU provisioned"},
    {Says::on_demand_mode, "on-demand mode"},
    {Says::on_demand, "on demand"},
    {Says::units, "{0} RCU and {1} WCU"},
    {Says::units_pair, "{0}/{1}"},
    {Says::with_warm, "{0}, warm {1}/{2}"},
    {Says::with_maximum, "{0}, maximum {1}/{2}"},
    {Says::maximum_units, "{0}"},
    {Says::maximum_none, "none"},
    {Says::maximum_kept, "as it was"},
    {Says::starts_with_one, "{0} starts with {1} partition: {2}"},
    {Says::starts, "{0} starts with {1} partitions: {2}"},
    {Says::now_has, "{0} now has {1}"},
    {Says::asks, "{0}: {1} asks for {2}: {3}"},
    {Says::asks_refused, "{0}: {1} asks for {2}: {3}; refused: {4}"},
    {Says::refused_with, "{0}: {1}"},
    {Says::throttled_requests, "{0}: {1} {2.verb} requests throttled from {3} to {4}"},
    {Says::collection_refused,
     "{0}: {1} {2.verb} requests refused, their item collection is full, from {3} to {4}"},
    {Says::backfilled, "{0} has been backfilled and is ACTIVE"},
    {Says::dropped, "{0} is dropped"},
    {Says::exported_and_dropped, "{0} is exported and dropped"},
    {Says::stopped, "stopped at {0} of {1}"},
    {Says::split_done, "{0} has split into {1} and {2}"},
    {Says::split_begun, "{0} begins to split: {1}"},
    {Says::split_refused, "{0} does not split: {1}"},
    {Says::workload_changed, "{0} ({1}): {2}"},
    {Says::workload_as_it_was, "{0} ({1}): as it was"},
    {Says::bad_line_skipped, "{0}: {1} bad line was skipped; the first: line {2}, column {3}: {4}"},
    {Says::bad_lines_skipped,
     "{0}: {1} bad lines were skipped; the first: line {2}, column {3}: {4}"},
    {Says::items_cut, "{0}: {1} items above {2} were cut to it"},
    {Says::rows_moved_forward, "{0}: {1} rows stepped back in time and were moved forward"},
    {Says::stream_goes_on,
     "{0}: the stream goes on after the run's end at {1}; means are those of its beginning"},
    {Says::stream_ends_early,
     "{0}: the stream ends at {1}, the run at {2}: means of the whole run are {3} of those while "
     "the stream lasts"},
    {Says::busy, "it is busy"},
    {Says::too_large, "it holds more than {0}"},
    {Says::has_stream, "the table has a stream"},
    {Says::too_few_requests, "too few requests to choose a place"},
    {Says::visited_in_order, "its items are visited in order: a split would not help for long"},
    {Says::one_item_has_all, "one item has all of the traffic: a split cannot divide it"},
    {Says::holds_one_item, "it holds a single item"},
    {Says::written_in_scenario, "written in the scenario"},
    {Says::period_over, "its period is over"},
    {Says::fixed_not_in_force, "the fixed values were not in force"},
    {Says::scheduled_action, "scheduled action \"{0}\": minimum {1}, maximum {2}"},
    {Says::used, "{0} used {1} %"},
    {Says::used_of, "{0} used {1} % of {2}"},
    {Says::used_with_throttles, "{0} used {1} % with {2} throttled a minute"},
    {Says::of_side, "{0}: {1}"},
    {Says::above_target, "{0} units/s for {1} min, above {2} % of {3}"},
    {Says::below_target, "at most {0} units/s for {1} min, well below {2} % of {3}"},
    {Says::outside_bounds, "outside min and max"},
    {Says::outside_hours, "outside the script's hours"},
    {Says::breaker_open, "the circuit breaker is open"},
    {Says::but, "{0}, but {1}"},
    {Says::cools_down, "it cools down for another {0}"},
    {Says::above_for, "{0} above {1} % of {2} for {3} of {4} min"},
    {Says::below_for, "{0} below {1} % of {2} for {3} of {4} min"},
    {Says::would_go_down_to, "{0} would go down to {1}"},
    {Says::would_go_down, "{0} would go down"},
    {Says::no_decrease_left, "no decrease is left today"},
    {Says::decreases_paced, "decreases are paced over the day"},
    {Says::table_not_active, "the table is not ACTIVE"},
    {Says::outside_maintenance, "it is outside the maintenance windows"},
    {Says::side_steps, "{0}: {1}"},
    {Says::autoscaling_off, "autoscaling is off"},
    {Says::consumed_percent, "consumed {0} %"},
    {Says::raised_by_throttles_of_provisioned, "throttled events by provisioned units: {0} -> {1}"},
    {Says::raised_by_throttles_of_consumed, "throttled events by consumed units: {0} -> {1}"},
    {Says::raised_above_threshold, "above the upper threshold: {0} -> {1}"},
    {Says::raised_by_throttles, "too many throttled events: {0} -> {1}"},
    {Says::low_check, "low check {0} of {1}"},
    {Says::changed_to, "{0} -> {1}"},
    {Says::maximum, "maximum {0}"},
    {Says::minimum, "minimum {0}"},
    {Says::left_alone, "but {0} units are consumed: left alone"},
    {Says::not_active, "not ACTIVE"},
    {Says::without_decreases, "again without decreases"},
    {Says::decreases_outside_maintenance, "outside the maintenance windows"},
    {Says::reads_wait, "reads wait for writes"},
    {Says::writes_wait, "writes wait for reads"},
    {Says::not_active_now, "{0} is not ACTIVE"},
    {Says::does_not_exist, "{0} does not exist"},
    {Says::increase_too_large,
     "{0}: {1.verb} units {2} -> {3} is more than {4} times as much in one UpdateTable"},
    {Says::increase_too_small, "{0}: {1.verb} units {2} -> {3} is an increase below {4} %"},
    {Says::below_least, "{0}: provisioned throughput must be at least {1} unit"},
    {Says::values_equal, "{0}: the requested values equal the present ones"},
    {Says::values_equal_or_on_demand,
     "{0}: the requested values equal the present ones, or the table is on demand"},
    {Says::decreases_used, "{0}: {1} decreases used this UTC day, the next is allowed at {2}"},
    {Says::more_than_representable, "{0}: more than {1} units per second"},
    {Says::above_table_quota,
     "{0} {1.verb} units of the table with its global indexes exceed the quota of {2} per table"},
    {Says::above_account_quota,
     "{0} {1.verb} units of all tables exceed the quota of {2} per account"},
    {Says::no_on_demand_yet, "{0}: on-demand mode came in 2018"},
    {Says::too_many_mode_switches,
     "{0} has changed its capacity mode {1} times in 24 hours already"},
});
static_assert(in_order_of_says(forms));

std::string shown(const std::vector<Message>& messages, std::string_view between) {
    std::string text;
    for (const Message& one : messages) {
        if (!text.empty()) text += between;
        text += english(one);
    }
    return text;
}

std::string shown(double number, Meaning meaning) {
    switch (meaning) {
        case Meaning::tenths:
            return fmt::format("{:.1f}", number);
        case Meaning::hundredths:
            return fmt::format("{:.2f}", number);
        case Meaning::whole:
            return fmt::format("{:.0f}", number);
        case Meaning::percent:
            return percent(number);
        default:
            return fmt::format("{:g}", number);
    }
}

std::string shown(std::int64_t number, Meaning meaning, bool verb) {
    switch (meaning) {
        case Meaning::large:
            return grouped(number);
        case Meaning::duration:
            return text_of(SimDuration(number));
        case Meaning::moment:
            return clock_text(SimTime(SimDuration(number)));
        case Meaning::utc:
            return utc_text(WallTime(SimDuration(number)));
        case Meaning::size:
            return text_of(Bytes{static_cast<std::uint64_t>(number)});
        case Meaning::side:
            return std::string(number == 0 ? "read" : "write") + (verb ? "" : "s");
        default:
            return std::to_string(number);
    }
}

std::string shown(const Message& message, std::size_t at, bool verb) {
    const auto meaning = static_cast<Meaning>(form_of(message.says).meanings[at]);
    const MessageValue& value = message.arguments[at];
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return shown(*number, meaning, verb);
    if (const auto* number = std::get_if<double>(&value)) return shown(*number, meaning);
    return shown(message.messages(at), message.says == Says::list ? "; " : ", ");
}

}  // namespace

std::string english(const Message& message) {
    std::string_view form = forms[static_cast<std::size_t>(message.says)].text;
    std::string text;
    for (std::size_t open = form.find('{'); open != form.npos; open = form.find('{')) {
        const std::size_t close = form.find('}', open);
        text += form.substr(0, open);
        text += shown(message, static_cast<std::size_t>(form[open + 1] - '0'), close > open + 2);
        form.remove_prefix(close + 1);
    }
    return text.append(form);
}

}  // namespace isotherm
