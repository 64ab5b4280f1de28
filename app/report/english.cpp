// SPDX-License-Identifier: Apache-2.0
#include "app/report/english.h"

#include <fmt/format.h>

#include <cmath>

#include "engine/requests/outcome.h"

namespace isotherm {
namespace {

struct EnglishForm {
    Says says = Says::nothing;
    // {0} to {5} are the arguments. A side is shown as "reads" by {1} and as "read" by {1.verb}.
    std::string_view text;
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
     "{0}: {1} {2.verb} requests refused from {3} to {4}: their item collection is full"},
    {Says::backfilled, "{0} has been backfilled and is ACTIVE"},
    {Says::dropped, "{0} is dropped"},
    {Says::exported_and_dropped, "{0} is exported and dropped"},
    {Says::stopped, "stopped at {0} of {1}"},
    {Says::split_done, "{0} has split into {1} and {2}"},
    {Says::split_begun, "{0} begins to split: {1}"},
    {Says::split_refused, "{0} does not split: {1}"},
    {Says::workload_changed, "{0} ({1}): {2}"},
    {Says::workload_as_it_was, "{0} ({1}): as it was"},
    {Says::too_many_actions, "{0}: over {1} actions were open"},
    {Says::too_many_watched, "{0}: over {1} items were watched"},
    {Says::too_many_counted, "{0}: the items of over {1} keys were counted"},
    {Says::too_many_records, "{0}: over {1} records of its stream waited for a reader"},
    {Says::consumer_behind, "{0}: {2} behind the stream of {1}"},
    {Says::consumer_caught_up, "{0}: caught up with the stream of {1}"},
    {Says::records_lost, "{0}: the stream of {1} removed {2} records before they were read"},
    {Says::replica_behind, "{0}: {2} behind {1}"},
    {Says::replica_caught_up, "{0}: caught up with {1}"},
    {Says::region_failed, "Region {0} fails; {1} of its writes have not reached other Regions"},
    {Says::region_back, "Region {0} is back"},
    {Says::alarm_raised,
     "alarm {0} of {1} is in ALARM: {2} is {3}, the threshold is {4}, in {5} of {6} periods; {7} "
     "tries were throttled by then"},
    {Says::alarm_cleared,
     "alarm {0} of {1} is OK: {2} is {3}, the threshold is {4}, in {5} of {6} periods"},
    {Says::alarm_without_data, "alarm {0} of {1} has INSUFFICIENT_DATA: {2} has no datapoints"},
    {Says::job_begun, "job {0} begins: {1} of {2}, {3}"},
    {Says::job_done, "job {0} is done: {1} of {2}, {3} in {4}"},
    {Says::job_refused, "job {0} is refused: {1} of {2}: {3}"},
    {Says::bad_line_skipped, "{0}: {1} bad line was skipped; the first: line {2}, column {3}: {4}"},
    {Says::bad_lines_skipped,
     "{0}: {1} bad lines were skipped; the first: line {2}, column {3}: {4}"},
    {Says::items_cut, "{0}: {1} items above {2} were cut to that size"},
    {Says::rows_moved_forward, "{0}: {1} rows went back in time; their times were moved forward"},
    {Says::stream_goes_on,
     "{0}: the stream continues after the run ends at {1}; means cover only its beginning"},
    {Says::stream_ends_early,
     "{0}: the stream ends at {1}, the run at {2}: means over the whole run are {3} of the means "
     "while the stream lasts"},
    {Says::busy, "it is busy"},
    {Says::too_large, "it holds more than {0}"},
    {Says::has_stream, "the table has a stream"},
    {Says::too_few_requests, "too few requests to choose a split point"},
    {Says::visited_in_order, "its items are visited in order: a split would not help for long"},
    {Says::one_item_has_all, "one item has all of the traffic: a split cannot divide it"},
    {Says::holds_one_item, "it holds a single item"},
    {Says::written_in_scenario, "as set in the scenario"},
    {Says::period_over, "its period is over"},
    {Says::fixed_not_in_force, "capacity differed from the fixed values"},
    {Says::scheduled_action, "scheduled action \"{0}\": minimum {1}, maximum {2}"},
    {Says::used, "{0} used {1} %"},
    {Says::used_of, "{0} used {1} % of {2}"},
    {Says::used_with_throttles,
     "{0} used {1} % of its capacity, with {2} throttled requests per minute"},
    {Says::of_side, "{0}: {1}"},
    {Says::above_target, "{0} units/s for {1} min, above {2} % of {3} provisioned"},
    {Says::below_target, "at most {0} units/s for {1} min, well below {2} % of {3} provisioned"},
    {Says::outside_bounds, "outside the min-max range"},
    {Says::outside_hours, "outside the script's hours"},
    {Says::breaker_open, "the circuit breaker is open"},
    {Says::but, "{0}, but {1}"},
    {Says::cools_down, "the cooldown lasts another {0}"},
    {Says::above_for, "{0} above {1} % of {2} provisioned for {3} of {4} min"},
    {Says::below_for, "{0} below {1} % of {2} provisioned for {3} of {4} min"},
    {Says::would_go_down_to, "{0} would go down to {1}"},
    {Says::would_go_down, "{0} would go down"},
    {Says::no_decrease_left, "no decrease is left today"},
    {Says::decreases_paced, "decreases are paced over the day"},
    {Says::table_not_active, "the table is not ACTIVE"},
    {Says::outside_maintenance, "the time is outside the maintenance windows"},
    {Says::side_steps, "{0}: {1}"},
    {Says::autoscaling_off, "autoscaling is off"},
    {Says::consumed_percent, "consumed {0} %"},
    {Says::raised_by_throttles_of_provisioned,
     "too many throttled events per provisioned unit: {0} -> {1}"},
    {Says::raised_by_throttles_of_consumed,
     "too many throttled events per consumed unit: {0} -> {1}"},
    {Says::raised_above_threshold, "above the upper threshold: {0} -> {1}"},
    {Says::raised_by_throttles, "too many throttled events: {0} -> {1}"},
    {Says::low_check, "low check {0} of {1}"},
    {Says::changed_to, "{0} -> {1}"},
    {Says::maximum, "maximum {0}"},
    {Says::minimum, "minimum {0}"},
    {Says::left_alone, "but {0} units are consumed: not changed"},
    {Says::not_active, "not ACTIVE"},
    {Says::without_decreases, "again without decreases"},
    {Says::decreases_outside_maintenance, "no decreases outside maintenance windows"},
    {Says::reads_wait, "reads wait as writes rise"},
    {Says::writes_wait, "writes wait as reads rise"},
    {Says::not_active_now, "{0} is not ACTIVE"},
    {Says::does_not_exist, "{0} does not exist"},
    {Says::increase_too_large,
     "{0}: {1.verb} units {2} -> {3} exceeds {4} times the present value in one UpdateTable"},
    {Says::increase_too_small,
     "{0}: {1.verb} units {2} -> {3} is below the minimum increase of {4} %"},
    {Says::below_least, "{0}: provisioned throughput must be at least {1} unit"},
    {Says::values_equal, "{0}: the requested values equal the present ones"},
    {Says::values_equal_or_on_demand,
     "{0}: the requested values equal the present ones, or the table is on demand"},
    {Says::decreases_used, "{0}: {1} decreases used this UTC day, the next is allowed at {2}"},
    {Says::more_than_representable, "{0}: above the limit of {1} units per second"},
    {Says::above_table_quota,
     "{0} {1.verb} units of the table with its global indexes exceed the quota of {2} per table"},
    {Says::above_account_quota,
     "{0} {1.verb} units of all tables exceed the quota of {2} per account"},
    {Says::no_on_demand_yet, "{0}: on-demand mode launched in 2018"},
    {Says::too_many_mode_switches,
     "{0} has changed its capacity mode {1} times in 24 hours already"},
    {Says::recovery_off, "{0}: point-in-time recovery is off"},
    {Says::too_many_jobs, "{0}: {1} such jobs are at work already"},
    {Says::asked_at, "At {0}, demand on partition {1} of {2} was {3} {4}."},
    {Says::limit_then, "Its limit in force was {0} {1} a second, so demand was {2} of the limit."},
    {Says::asked_in_minute,
     "In the minute from {0} to {1}, demand on partition {2} of {3} was {4} {5}. This run is "
     "recorded by the minute, so the exact second is not known."},
    {Says::limit_in_minute,
     "Its limit in force was {0} {1} a second; in its hottest second demand was {2} of the limit."},
    {Says::covered_by_burst,
     "Nothing was refused: saved-up burst capacity covered the excess; {0} of it is left."},
    {Says::within_limit, "Nothing was refused: demand stayed within the limit."},
    {Says::indexes_behind,
     "A write is refused if an index of the table is too far behind, and one of them was."},
    {Says::index_asked, "In the busiest second, demand on index {0} was {1} of its {2} WCU."},
    {Says::index_backlog,
     "Its backlog was {0} index writes, and a new one could expect to wait {1} s."},
    {Says::no_burst, "Unused capacity is not saved up for this limit; there is no burst."},
    {Says::burst_gone_since, "Its burst capacity has been used up since {0}."},
    {Says::burst_gone_in_second, "Its burst capacity was used up in this second."},
    {Says::burst_gone_in_minute, "Its burst capacity was used up in this minute."},
    {Says::burst_left_after_second, "{0} of its burst capacity was left at the end of the second."},
    {Says::burst_left_in_minute,
     "{0} of its burst capacity was left at its last request in this minute."},
    {Says::table_burst_left, "{0} of the table's burst capacity was left afterwards."},
    {Says::table_burst_gone_since, "The table's burst capacity has been used up since {0}."},
    {Says::table_burst_gone, "The table's burst capacity was used up just then."},
    {Says::request_refused, "So {0} request was refused, worth {1} {2}."},
    {Says::requests_refused, "So {0} requests were refused, worth {1} {2}."},
    {Says::refused_because, "{0} DynamoDB's reason: {1}."},
    {Says::grown_on_demand,
     "Demand on the whole table was {0} {1}; its on-demand capacity had grown to {2} a second."},
    {Says::uneven_second,
     "Demand on the whole table was {0} of its {1} {2} ({3}): the load is uneven, not too large. "
     "{4} of it went to this partition."},
    {Says::insufficient_second,
     "Demand on the whole table was {0} of its {1} {2} ({3}): its throughput is insufficient in "
     "this second."},
    {Says::uneven_minute,
     "Even in the busiest second of this minute, demand on the whole table was {0} of its {1} {2} "
     "({3}): the load is uneven, not too large. {4} of the minute's demand went to this "
     "partition."},
    {Says::insufficient_minute,
     "In the busiest second of this minute, demand on the whole table was {0} of its {1} {2} "
     "({3}): its throughput is insufficient. Requests were refused in {4} of the minute's "
     "seconds."},
    {Says::last_asked,
     "The last request to change its capacity was made at {0} by {1}, from {2} to {3} RCU/WCU"},
    {Says::asked_and_refused, "{0}; DynamoDB refused: {1}."},
    {Says::asked_and_late, "{0}; it took effect only at {1}."},
    {Says::asked_and_in_force, "{0}, in force since {1}."},
    {Says::was_waiting, "Meanwhile {0} was waiting: {1}."},
    {Says::hottest_key,
     "Of the keys in this partition, {0} (workload {1}) was refused most: {2} times in the run."},
    {Says::no_key_stands_out, "No key of this partition stands out."},
    {Says::b_only_begun, "B has only begun."},
    {Says::a_has_nothing, "A has no recorded data to compare with."},
    {Says::neither_throttles, "Neither A nor B throttles anything."},
    {Says::as_many, "B throttles as many tries as A: {0}."},
    {Says::shares_of_tries, "{0} of all tries, A {1}"},
    {Says::fewer_tries, "B throttles {0} fewer tries than A ({1})."},
    {Says::more_tries, "B throttles {0} more tries than A ({1})."},
    {Says::same_bill, "Both have the same bill."},
    {Says::bills, "{0}, A {1}"},
    {Says::bill_higher, "Its bill is {0} higher ({1})."},
    {Says::bill_lower, "Its bill is {0} lower ({1})."},
    {Says::difference_of_shares, "B − A is {0} ± {1} percentage points of tries"},
    {Says::clear_difference, "Clear: with {0} seeds {1}."},
    {Says::no_clear_difference,
     "No clear difference: with {0} seeds {1}, which is within the noise."},
});
static_assert(in_order_of_says(forms));

std::string shown(const std::vector<Message>& messages, std::string_view between,
                  const Wording& wording) {
    std::string text;
    for (const Message& one : messages) {
        if (!text.empty()) text += between;
        text += worded(one, wording);
    }
    return text;
}

// Shows two decimals from $0.10 up, four from $0.001 up, else six.
std::string dollars_text(double dollars) {
    const double size = std::abs(dollars);
    const int decimals = size >= 0.1 || size == 0 ? 2 : size >= 0.001 ? 4 : 6;
    return (dollars < 0 ? "-$" : "$") + grouped(size, decimals);
}

std::string quantity_text(double units) {
    const bool whole = std::abs(units - std::round(units)) < 0.05 || std::abs(units) >= 1'000;
    return grouped(units, whole ? 0 : 1);
}

std::string_view refused_by(Outcome outcome) {
    switch (outcome) {
        case Outcome::admitted:
            return "";
        case Outcome::partition_share:
            return "Refused: over the partition's share of the provisioned throughput.";
        case Outcome::table_throughput:
            return "Refused: over the table's provisioned throughput.";
        case Outcome::partition_maximum:
            return "Refused: over the maximum of one partition.";
        case Outcome::on_demand_capacity:
            return "Refused: over the capacity that the on-demand table has grown to.";
        case Outcome::on_demand_maximum:
            return "Refused: over the maximum set for the on-demand table.";
        case Outcome::quota:
            return "Refused: over a quota of the table or the account.";
        case Outcome::node_capacity:
            return "Refused: the storage nodes could not absorb the burst.";
        case Outcome::index_throughput:
            return "Refused because an index is too far behind: its throughput is too low.";
        case Outcome::index_partition:
            return "Refused because an index is too far behind: one of its partitions is too hot.";
        case Outcome::index_on_demand_maximum:
            return "Refused because an index is too far behind: its on-demand maximum is too low.";
        case Outcome::collection_full:
            return "Refused because the item's collection is full (10 GB).";
    }
    return "";
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
        case Meaning::rounded:
            return percent(number, 0);
        case Meaning::points:
            return fmt::format("{:.2f}", number * 100);
        case Meaning::dollars:
            return dollars_text(number);
        case Meaning::quantity:
            return quantity_text(number);
        default:
            return fmt::format("{:g}", number);
    }
}

std::string_view side_word(bool read, bool verb) {
    if (verb) return read ? "read" : "write";
    return read ? "reads" : "writes";
}

std::string shown(std::int64_t number, Meaning meaning, bool verb, const Wording& wording) {
    switch (meaning) {
        case Meaning::large:
            return grouped(number);
        case Meaning::duration:
            return duration_text(SimDuration(number));
        case Meaning::moment:
            return clock_text(SimTime(SimDuration(number)));
        case Meaning::utc:
            return utc_text(WallTime(SimDuration(number)));
        case Meaning::size:
            return text_of(Bytes{static_cast<std::uint64_t>(number)});
        case Meaning::unit:
            return number == 0 ? "RCU" : "WCU";
        case Meaning::outcome:
            return wording(refused_by(static_cast<Outcome>(number)));
        case Meaning::side:
            return wording(side_word(number == 0, verb));
        default:
            return std::to_string(number);
    }
}

std::string shown(const Message& message, std::size_t at, bool verb, const Wording& wording) {
    const auto meaning = static_cast<Meaning>(form_of(message.says).meanings[at]);
    const MessageValue& value = message.arguments[at];
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return shown(*number, meaning, verb, wording);
    if (const auto* number = std::get_if<double>(&value)) return shown(*number, meaning);
    return shown(message.messages(at), message.says == Says::list ? "; " : ", ", wording);
}

}  // namespace

std::string duration_text(SimDuration duration) {
    constexpr SimDuration tenth{100'000};
    if (duration < SimDuration(1s) || duration % SimDuration(1s) == SimDuration(0))
        return text_of(duration);
    const SimDuration rounded = (duration + tenth / 2) / tenth * tenth;
    return fmt::format("{:.1f} s", in_seconds(rounded));
}

std::string worded(const Message& message, const Wording& wording) {
    const std::string worded_form = wording(forms[static_cast<std::size_t>(message.says)].text);
    std::string_view form = worded_form;
    std::string text;
    for (std::size_t open = form.find('{'); open != form.npos; open = form.find('{')) {
        const std::size_t close = form.find('}', open);
        text += form.substr(0, open);
        text += shown(message, static_cast<std::size_t>(form[open + 1] - '0'), close > open + 2,
                      wording);
        form.remove_prefix(close + 1);
    }
    return text.append(form);
}

std::string english(const Message& message) {
    return worded(message, [](std::string_view form) { return std::string(form); });
}

}  // namespace isotherm
