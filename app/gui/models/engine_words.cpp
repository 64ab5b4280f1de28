// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/engine_words.h"

#include <QCoreApplication>

#include "app/gui/models/cause_names.h"
#include "app/gui/models/engine_numbers.h"
#include "app/render/canvas.h"
#include "app/render/plot_frame.h"
#include "app/report/english.h"
#include "engine/vocabulary/result.h"

namespace isotherm {
namespace {

struct Form {
    Says says = Says::nothing;
    const char* text = "";  // %1 to %9 stand for the arguments
    bool verb = false;      // sides are shown as "read" and "write", not "reads" and "writes"
};

constexpr auto forms = std::to_array<Form>({
    {Says::nothing, ""},
    {Says::list, "%1"},
    {Says::provisioned, QT_TRANSLATE_NOOP("EngineWords", "%1 RCU and %2 WCU provisioned")},
    {Says::on_demand_mode, QT_TRANSLATE_NOOP("EngineWords", "on-demand mode")},
    {Says::on_demand, QT_TRANSLATE_NOOP("EngineWords", "on demand")},
    {Says::units, QT_TRANSLATE_NOOP("EngineWords", "%1 RCU and %2 WCU")},
    {Says::units_pair, "%1/%2"},
    {Says::with_warm, QT_TRANSLATE_NOOP("EngineWords", "%1, warm %2/%3")},
    {Says::with_maximum, QT_TRANSLATE_NOOP("EngineWords", "%1, maximum %2/%3")},
    {Says::maximum_units, "%1"},
    {Says::maximum_none, QT_TRANSLATE_NOOP("EngineWords", "none")},
    {Says::maximum_kept, QT_TRANSLATE_NOOP("EngineWords", "as it was")},
    {Says::starts_with_one, QT_TRANSLATE_NOOP("EngineWords", "%1 starts with %2 partition: %3")},
    {Says::starts, QT_TRANSLATE_NOOP("EngineWords", "%1 starts with %2 partitions: %3")},
    {Says::now_has, QT_TRANSLATE_NOOP("EngineWords", "%1 now has %2")},
    {Says::asks, QT_TRANSLATE_NOOP("EngineWords", "%1: %2 asks for %3: %4")},
    {Says::asks_refused, QT_TRANSLATE_NOOP("EngineWords", "%1: %2 asks for %3: %4; refused: %5")},
    {Says::refused_with, "%1: %2"},
    {Says::throttled_requests,
     QT_TRANSLATE_NOOP("EngineWords", "%1: %2 %3 requests throttled from %4 to %5"), true},
    {Says::collection_refused,
     QT_TRANSLATE_NOOP("EngineWords",
                       "%1: %2 %3 requests refused from %4 to %5: their item collection is full"),
     true},
    {Says::backfilled, QT_TRANSLATE_NOOP("EngineWords", "%1 has been backfilled and is ACTIVE")},
    {Says::dropped, QT_TRANSLATE_NOOP("EngineWords", "%1 is dropped")},
    {Says::exported_and_dropped, QT_TRANSLATE_NOOP("EngineWords", "%1 is exported and dropped")},
    {Says::stopped, QT_TRANSLATE_NOOP("EngineWords", "stopped at %1 of %2")},
    {Says::split_done, QT_TRANSLATE_NOOP("EngineWords", "%1 has split into %2 and %3")},
    {Says::split_begun, QT_TRANSLATE_NOOP("EngineWords", "%1 begins to split: %2")},
    {Says::split_refused, QT_TRANSLATE_NOOP("EngineWords", "%1 does not split: %2")},
    {Says::workload_changed, QT_TRANSLATE_NOOP("EngineWords", "%1 (%2): %3")},
    {Says::workload_as_it_was, QT_TRANSLATE_NOOP("EngineWords", "%1 (%2): as it was")},
    {Says::too_many_actions, QT_TRANSLATE_NOOP("EngineWords", "%1: over %2 actions were open")},
    {Says::too_many_watched, QT_TRANSLATE_NOOP("EngineWords", "%1: over %2 items were watched")},
    {Says::too_many_counted,
     QT_TRANSLATE_NOOP("EngineWords", "%1: the items of over %2 keys were counted")},
    {Says::too_many_records,
     QT_TRANSLATE_NOOP("EngineWords", "%1: over %2 records of its stream waited for a reader")},
    {Says::consumer_behind, QT_TRANSLATE_NOOP("EngineWords", "%1: %3 behind the stream of %2")},
    {Says::consumer_caught_up,
     QT_TRANSLATE_NOOP("EngineWords", "%1: caught up with the stream of %2")},
    {Says::records_lost,
     QT_TRANSLATE_NOOP("EngineWords",
                       "%1: the stream of %2 removed %3 records before they were read")},
    {Says::replica_behind, QT_TRANSLATE_NOOP("EngineWords", "%1: %3 behind %2")},
    {Says::replica_caught_up, QT_TRANSLATE_NOOP("EngineWords", "%1: caught up with %2")},
    {Says::region_failed,
     QT_TRANSLATE_NOOP("EngineWords",
                       "Region %1 fails; %2 of its writes have not reached other Regions")},
    {Says::region_back, QT_TRANSLATE_NOOP("EngineWords", "Region %1 is back")},
    {Says::alarm_raised,
     QT_TRANSLATE_NOOP("EngineWords",
                       "alarm %1 of %2 is in ALARM: %3 is %4, the threshold is %5, in %6 of %7 "
                       "periods; %8 tries were throttled by then")},
    {Says::alarm_cleared,
     QT_TRANSLATE_NOOP("EngineWords",
                       "alarm %1 of %2 is OK: %3 is %4, the threshold is %5, in %6 of %7 periods")},
    {Says::alarm_without_data,
     QT_TRANSLATE_NOOP("EngineWords",
                       "alarm %1 of %2 has INSUFFICIENT_DATA: %3 has no datapoints")},
    {Says::job_begun, QT_TRANSLATE_NOOP("EngineWords", "job %1 begins: %2 of %3, %4")},
    {Says::job_done, QT_TRANSLATE_NOOP("EngineWords", "job %1 is done: %2 of %3, %4 in %5")},
    {Says::job_refused, QT_TRANSLATE_NOOP("EngineWords", "job %1 is refused: %2 of %3: %4")},
    {Says::bad_line_skipped,
     QT_TRANSLATE_NOOP("EngineWords",
                       "%1: %2 bad line was skipped; the first: line %3, column %4: %5")},
    {Says::bad_lines_skipped,
     QT_TRANSLATE_NOOP("EngineWords",
                       "%1: %2 bad lines were skipped; the first: line %3, column %4: %5")},
    {Says::items_cut,
     QT_TRANSLATE_NOOP("EngineWords", "%1: %2 items above %3 were cut to that size")},
    {Says::rows_moved_forward,
     QT_TRANSLATE_NOOP("EngineWords",
                       "%1: %2 rows went back in time; their times were moved forward")},
    {Says::stream_goes_on,
     QT_TRANSLATE_NOOP(
         "EngineWords",
         "%1: the stream continues after the run ends at %2; means cover only its beginning")},
    {Says::stream_ends_early,
     QT_TRANSLATE_NOOP("EngineWords",
                       "%1: the stream ends at %2, the run at %3: means over the whole run are %4 "
                       "of the means while the stream lasts")},
    {Says::busy, QT_TRANSLATE_NOOP("EngineWords", "it is busy")},
    {Says::too_large, QT_TRANSLATE_NOOP("EngineWords", "it holds more than %1")},
    {Says::has_stream, QT_TRANSLATE_NOOP("EngineWords", "the table has a stream")},
    {Says::too_few_requests,
     QT_TRANSLATE_NOOP("EngineWords", "too few requests to choose a split point")},
    {Says::visited_in_order,
     QT_TRANSLATE_NOOP("EngineWords",
                       "its items are visited in order: a split would not help for long")},
    {Says::one_item_has_all,
     QT_TRANSLATE_NOOP("EngineWords", "one item has all of the traffic: a split cannot divide it")},
    {Says::holds_one_item, QT_TRANSLATE_NOOP("EngineWords", "it holds a single item")},
    {Says::written_in_scenario, QT_TRANSLATE_NOOP("EngineWords", "as set in the scenario")},
    {Says::period_over, QT_TRANSLATE_NOOP("EngineWords", "its period is over")},
    {Says::fixed_not_in_force,
     QT_TRANSLATE_NOOP("EngineWords", "capacity differed from the fixed values")},
    {Says::scheduled_action,
     QT_TRANSLATE_NOOP("EngineWords", "scheduled action \"%1\": minimum %2, maximum %3")},
    {Says::used, QT_TRANSLATE_NOOP("EngineWords", "%1 used %2 %")},
    {Says::used_of, QT_TRANSLATE_NOOP("EngineWords", "%1 used %2 % of %3")},
    {Says::used_with_throttles,
     QT_TRANSLATE_NOOP("EngineWords",
                       "%1 used %2 % of its capacity, with %3 throttled requests per minute")},
    {Says::of_side, "%1: %2"},
    {Says::above_target,
     QT_TRANSLATE_NOOP("EngineWords", "%1 units/s for %2 min, above %3 % of %4 provisioned")},
    {Says::below_target,
     QT_TRANSLATE_NOOP("EngineWords",
                       "at most %1 units/s for %2 min, well below %3 % of %4 provisioned")},
    {Says::outside_bounds, QT_TRANSLATE_NOOP("EngineWords", "outside the min-max range")},
    {Says::outside_hours, QT_TRANSLATE_NOOP("EngineWords", "outside the script's hours")},
    {Says::breaker_open, QT_TRANSLATE_NOOP("EngineWords", "the circuit breaker is open")},
    {Says::but, QT_TRANSLATE_NOOP("EngineWords", "%1, but %2")},
    {Says::cools_down, QT_TRANSLATE_NOOP("EngineWords", "the cooldown lasts another %1")},
    {Says::above_for,
     QT_TRANSLATE_NOOP("EngineWords", "%1 above %2 % of %3 provisioned for %4 of %5 min")},
    {Says::below_for,
     QT_TRANSLATE_NOOP("EngineWords", "%1 below %2 % of %3 provisioned for %4 of %5 min")},
    {Says::would_go_down_to, QT_TRANSLATE_NOOP("EngineWords", "%1 would go down to %2")},
    {Says::would_go_down, QT_TRANSLATE_NOOP("EngineWords", "%1 would go down")},
    {Says::no_decrease_left, QT_TRANSLATE_NOOP("EngineWords", "no decrease is left today")},
    {Says::decreases_paced, QT_TRANSLATE_NOOP("EngineWords", "decreases are paced over the day")},
    {Says::table_not_active, QT_TRANSLATE_NOOP("EngineWords", "the table is not ACTIVE")},
    {Says::outside_maintenance,
     QT_TRANSLATE_NOOP("EngineWords", "the time is outside the maintenance windows")},
    {Says::side_steps, "%1: %2"},
    {Says::autoscaling_off, QT_TRANSLATE_NOOP("EngineWords", "autoscaling is off")},
    {Says::consumed_percent, QT_TRANSLATE_NOOP("EngineWords", "consumed %1 %")},
    {Says::raised_by_throttles_of_provisioned,
     QT_TRANSLATE_NOOP("EngineWords", "too many throttled events per provisioned unit: %1 -> %2")},
    {Says::raised_by_throttles_of_consumed,
     QT_TRANSLATE_NOOP("EngineWords", "too many throttled events per consumed unit: %1 -> %2")},
    {Says::raised_above_threshold,
     QT_TRANSLATE_NOOP("EngineWords", "above the upper threshold: %1 -> %2")},
    {Says::raised_by_throttles,
     QT_TRANSLATE_NOOP("EngineWords", "too many throttled events: %1 -> %2")},
    {Says::low_check, QT_TRANSLATE_NOOP("EngineWords", "low check %1 of %2")},
    {Says::changed_to, QT_TRANSLATE_NOOP("EngineWords", "%1 -> %2")},
    {Says::maximum, QT_TRANSLATE_NOOP("EngineWords", "maximum %1")},
    {Says::minimum, QT_TRANSLATE_NOOP("EngineWords", "minimum %1")},
    {Says::left_alone, QT_TRANSLATE_NOOP("EngineWords", "but %1 units are consumed: not changed")},
    {Says::not_active, QT_TRANSLATE_NOOP("EngineWords", "not ACTIVE")},
    {Says::without_decreases, QT_TRANSLATE_NOOP("EngineWords", "again without decreases")},
    {Says::decreases_outside_maintenance,
     QT_TRANSLATE_NOOP("EngineWords", "no decreases outside maintenance windows")},
    {Says::reads_wait, QT_TRANSLATE_NOOP("EngineWords", "reads wait as writes rise")},
    {Says::writes_wait, QT_TRANSLATE_NOOP("EngineWords", "writes wait as reads rise")},
    {Says::not_active_now, QT_TRANSLATE_NOOP("EngineWords", "%1 is not ACTIVE")},
    {Says::does_not_exist, QT_TRANSLATE_NOOP("EngineWords", "%1 does not exist")},
    {Says::increase_too_large,
     QT_TRANSLATE_NOOP(
         "EngineWords",
         "%1: %2 units %3 -> %4 exceeds %5 times the present value in one UpdateTable"),
     true},
    {Says::increase_too_small,
     QT_TRANSLATE_NOOP("EngineWords",
                       "%1: %2 units %3 -> %4 is below the minimum increase of %5 %"),
     true},
    {Says::below_least,
     QT_TRANSLATE_NOOP("EngineWords", "%1: provisioned throughput must be at least %2 unit")},
    {Says::values_equal,
     QT_TRANSLATE_NOOP("EngineWords", "%1: the requested values equal the present ones")},
    {Says::values_equal_or_on_demand,
     QT_TRANSLATE_NOOP(
         "EngineWords",
         "%1: the requested values equal the present ones, or the table is on demand")},
    {Says::decreases_used,
     QT_TRANSLATE_NOOP("EngineWords",
                       "%1: %2 decreases used this UTC day, the next is allowed at %3")},
    {Says::more_than_representable,
     QT_TRANSLATE_NOOP("EngineWords", "%1: above the limit of %2 units per second")},
    {Says::above_table_quota,
     QT_TRANSLATE_NOOP(
         "EngineWords",
         "%1 %2 units of the table with its global indexes exceed the quota of %3 per table"),
     true},
    {Says::above_account_quota,
     QT_TRANSLATE_NOOP("EngineWords",
                       "%1 %2 units of all tables exceed the quota of %3 per account"),
     true},
    {Says::no_on_demand_yet,
     QT_TRANSLATE_NOOP("EngineWords", "%1: on-demand mode launched in 2018")},
    {Says::too_many_mode_switches,
     QT_TRANSLATE_NOOP("EngineWords",
                       "%1 has changed its capacity mode %2 times in 24 hours already")},
    {Says::recovery_off, QT_TRANSLATE_NOOP("EngineWords", "%1: point-in-time recovery is off")},
    {Says::too_many_jobs, QT_TRANSLATE_NOOP("EngineWords", "%1: %2 such jobs are at work already")},
    {Says::asked_at,
     QT_TRANSLATE_NOOP("EngineWords", "At %1, demand on partition %2 of %3 was %4 %5.")},
    {Says::limit_then,
     QT_TRANSLATE_NOOP("EngineWords",
                       "Its limit in force was %1 %2 a second, so demand was %3 of the limit.")},
    {Says::asked_in_minute,
     QT_TRANSLATE_NOOP("EngineWords",
                       "In the minute from %1 to %2, demand on partition %3 of %4 was %5 %6. This "
                       "run is recorded by the minute, so the exact second is not known.")},
    {Says::limit_in_minute, QT_TRANSLATE_NOOP("EngineWords",
                                              "Its limit in force was %1 %2 a second; in its "
                                              "hottest second demand was %3 of the limit.")},
    {Says::covered_by_burst,
     QT_TRANSLATE_NOOP(
         "EngineWords",
         "Nothing was refused: saved-up burst capacity covered the excess; %1 of it is left.")},
    {Says::within_limit,
     QT_TRANSLATE_NOOP("EngineWords", "Nothing was refused: demand stayed within the limit.")},
    {Says::indexes_behind,
     QT_TRANSLATE_NOOP(
         "EngineWords",
         "A write is refused if an index of the table is too far behind, and one of them was.")},
    {Says::index_asked,
     QT_TRANSLATE_NOOP("EngineWords",
                       "In the busiest second, demand on index %1 was %2 of its %3 WCU.")},
    {Says::index_backlog,
     QT_TRANSLATE_NOOP(
         "EngineWords",
         "Its backlog was %1 index writes, and a new one could expect to wait %2 s.")},
    {Says::no_burst,
     QT_TRANSLATE_NOOP("EngineWords",
                       "Unused capacity is not saved up for this limit; there is no burst.")},
    {Says::burst_gone_since,
     QT_TRANSLATE_NOOP("EngineWords", "Its burst capacity has been used up since %1.")},
    {Says::burst_gone_in_second,
     QT_TRANSLATE_NOOP("EngineWords", "Its burst capacity was used up in this second.")},
    {Says::burst_gone_in_minute,
     QT_TRANSLATE_NOOP("EngineWords", "Its burst capacity was used up in this minute.")},
    {Says::burst_left_after_second,
     QT_TRANSLATE_NOOP("EngineWords",
                       "%1 of its burst capacity was left at the end of the second.")},
    {Says::burst_left_in_minute,
     QT_TRANSLATE_NOOP("EngineWords",
                       "%1 of its burst capacity was left at its last request in this minute.")},
    {Says::table_burst_left,
     QT_TRANSLATE_NOOP("EngineWords", "%1 of the table's burst capacity was left afterwards.")},
    {Says::table_burst_gone_since,
     QT_TRANSLATE_NOOP("EngineWords", "The table's burst capacity has been used up since %1.")},
    {Says::table_burst_gone,
     QT_TRANSLATE_NOOP("EngineWords", "The table's burst capacity was used up just then.")},
    {Says::request_refused,
     QT_TRANSLATE_NOOP("EngineWords", "So %1 request was refused, worth %2 %3.")},
    {Says::requests_refused,
     QT_TRANSLATE_NOOP("EngineWords", "So %1 requests were refused, worth %2 %3.")},
    {Says::refused_because, QT_TRANSLATE_NOOP("EngineWords", "%1 DynamoDB's reason: %2.")},
    {Says::grown_on_demand,
     QT_TRANSLATE_NOOP(
         "EngineWords",
         "Demand on the whole table was %1 %2; its on-demand capacity had grown to %3 a second.")},
    {Says::uneven_second,
     QT_TRANSLATE_NOOP("EngineWords",
                       "Demand on the whole table was %1 of its %2 %3 (%4): the load is uneven, "
                       "not too large. %5 of it went to this partition.")},
    {Says::insufficient_second,
     QT_TRANSLATE_NOOP("EngineWords",
                       "Demand on the whole table was %1 of its %2 %3 (%4): its throughput is "
                       "insufficient in this second.")},
    {Says::uneven_minute,
     QT_TRANSLATE_NOOP("EngineWords",
                       "Even in the busiest second of this minute, demand on the whole table was "
                       "%1 of its %2 %3 (%4): the load is uneven, not too large. %5 of the "
                       "minute's demand went to this partition.")},
    {Says::insufficient_minute,
     QT_TRANSLATE_NOOP("EngineWords",
                       "In the busiest second of this minute, demand on the whole table was %1 of "
                       "its %2 %3 (%4): its throughput is insufficient. Requests were refused in "
                       "%5 of the minute's seconds.")},
    {Says::last_asked,
     QT_TRANSLATE_NOOP(
         "EngineWords",
         "The last request to change its capacity was made at %1 by %2, from %3 to %4 RCU/WCU")},
    {Says::asked_and_refused, QT_TRANSLATE_NOOP("EngineWords", "%1; DynamoDB refused: %2.")},
    {Says::asked_and_late, QT_TRANSLATE_NOOP("EngineWords", "%1; it took effect only at %2.")},
    {Says::asked_and_in_force, QT_TRANSLATE_NOOP("EngineWords", "%1, in force since %2.")},
    {Says::was_waiting, QT_TRANSLATE_NOOP("EngineWords", "Meanwhile %1 was waiting: %2.")},
    {Says::hottest_key,
     QT_TRANSLATE_NOOP(
         "EngineWords",
         "Of the keys in this partition, %1 (workload %2) was refused most: %3 times in the run.")},
    {Says::no_key_stands_out,
     QT_TRANSLATE_NOOP("EngineWords", "No key of this partition stands out.")},
    {Says::b_only_begun, QT_TRANSLATE_NOOP("EngineWords", "B has only begun.")},
    {Says::a_has_nothing,
     QT_TRANSLATE_NOOP("EngineWords", "A has no recorded data to compare with.")},
    {Says::neither_throttles,
     QT_TRANSLATE_NOOP("EngineWords", "Neither A nor B throttles anything.")},
    {Says::as_many, QT_TRANSLATE_NOOP("EngineWords", "B throttles as many tries as A: %1.")},
    {Says::shares_of_tries, QT_TRANSLATE_NOOP("EngineWords", "%1 of all tries, A %2")},
    {Says::fewer_tries,
     QT_TRANSLATE_NOOP("EngineWords", "B throttles %1 fewer tries than A (%2).")},
    {Says::more_tries, QT_TRANSLATE_NOOP("EngineWords", "B throttles %1 more tries than A (%2).")},
    {Says::same_bill, QT_TRANSLATE_NOOP("EngineWords", "Both have the same bill.")},
    {Says::bills, QT_TRANSLATE_NOOP("EngineWords", "%1, A %2")},
    {Says::bill_higher, QT_TRANSLATE_NOOP("EngineWords", "Its bill is %1 higher (%2).")},
    {Says::bill_lower, QT_TRANSLATE_NOOP("EngineWords", "Its bill is %1 lower (%2).")},
    {Says::difference_of_shares,
     QT_TRANSLATE_NOOP("EngineWords", "B − A is %1 ± %2 percentage points of tries")},
    {Says::clear_difference, QT_TRANSLATE_NOOP("EngineWords", "Clear: with %1 seeds %2.")},
    {Says::no_clear_difference,
     QT_TRANSLATE_NOOP("EngineWords",
                       "No clear difference: with %1 seeds %2, which is within the noise.")},
});
static_assert(in_order_of_says(forms));

QString translated(const char* text) { return QCoreApplication::translate("EngineWords", text); }

QString side_word(std::int64_t side, bool verb) {
    if (verb)
        return translated(side == 0 ? QT_TRANSLATE_NOOP("EngineWords", "read")
                                    : QT_TRANSLATE_NOOP("EngineWords", "write"));
    return translated(side == 0 ? QT_TRANSLATE_NOOP("EngineWords", "reads")
                                : QT_TRANSLATE_NOOP("EngineWords", "writes"));
}

QString shown(const std::vector<Message>& messages, const QString& between) {
    QStringList parts;
    for (const Message& one : messages) parts << engine_words(one);
    return parts.join(between);
}

QString shown(std::int64_t number, Meaning meaning, bool verb) {
    switch (meaning) {
        case Meaning::duration:
            return qtext(duration_text(SimDuration(number)));
        case Meaning::moment:
            return clock_of(number / 1'000'000);
        case Meaning::utc:
            return qtext(utc_text(WallTime(SimDuration(number))));
        case Meaning::size:
            return qtext(text_of(Bytes{static_cast<std::uint64_t>(number)}));
        case Meaning::unit:
            return unit_name(static_cast<Side>(number));
        case Meaning::outcome:
            return Words::cause_sentence(static_cast<Outcome>(number));
        case Meaning::side:
            return side_word(number, verb);
        default:
            return count_text(number);
    }
}

QString shown(const Message& message, std::size_t at) {
    const auto meaning = static_cast<Meaning>(form_of(message.says).meanings[at]);
    const MessageValue& value = message.arguments[at];
    if (const auto* text = std::get_if<std::string>(&value))
        return meaning == Meaning::asker ? asked_by_words(*text) : qtext(printable(*text));
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return shown(*number, meaning, forms[static_cast<std::size_t>(message.says)].verb);
    if (const auto* number = std::get_if<double>(&value)) return engine_number(*number, meaning);
    const bool list = message.says == Says::list;
    return shown(message.messages(at), list ? QStringLiteral("; ") : QStringLiteral(", "));
}

}  // namespace

QString engine_words(const Message& message) {
    const char* form = forms[static_cast<std::size_t>(message.says)].text;
    if (*form == 0) return {};
    const QString text = translated(form);
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int number =
            text[i] == QLatin1Char('%') && i + 1 < text.size() ? text[i + 1].digitValue() : -1;
        const bool argument = number >= 1 && number <= static_cast<int>(message.arguments.size());
        result +=
            argument ? shown(message, static_cast<std::size_t>(number - 1)) : QString(text[i]);
        i += argument;
    }
    return result;
}

QString asked_by_words(const std::string& asked_by) {
    if (asked_by == "time series")
        return translated(QT_TRANSLATE_NOOP("EngineWords", "time series"));
    return qtext(printable(asked_by));
}

}  // namespace isotherm
