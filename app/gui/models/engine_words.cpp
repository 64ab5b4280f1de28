// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/engine_words.h"

#include <QCoreApplication>
#include <QLocale>

#include "app/gui/models/cause_names.h"
#include "app/render/canvas.h"
#include "engine/vocabulary/result.h"

namespace isotherm {
namespace {

struct Form {
    Says says = Says::nothing;
    const char* text = "";  // with %1 to %9, as QString::arg takes them
    bool verb = false;      // sides are "read" and "write", not "reads" and "writes"
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
    {Says::throttled_requests, QT_TRANSLATE_NOOP("EngineWords", "%1: %2 %3 requests throttled from %4 to %5"), true},
    {Says::collection_refused, QT_TRANSLATE_NOOP("EngineWords", "%1: %2 %3 requests refused, their item collection is full, from %4 to %5"), true},
    {Says::backfilled, QT_TRANSLATE_NOOP("EngineWords", "%1 has been backfilled and is ACTIVE")},
    {Says::dropped, QT_TRANSLATE_NOOP("EngineWords", "%1 is dropped")},
    {Says::exported_and_dropped, QT_TRANSLATE_NOOP("EngineWords", "%1 is exported and dropped")},
    {Says::stopped, QT_TRANSLATE_NOOP("EngineWords", "stopped at %1 of %2")},
    {Says::split_done, QT_TRANSLATE_NOOP("EngineWords", "%1 has split into %2 and %3")},
    {Says::split_begun, QT_TRANSLATE_NOOP("EngineWords", "%1 begins to split: %2")},
    {Says::split_refused, QT_TRANSLATE_NOOP("EngineWords", "%1 does not split: %2")},
    {Says::workload_changed, QT_TRANSLATE_NOOP("EngineWords", "%1 (%2): %3")},
    {Says::workload_as_it_was, QT_TRANSLATE_NOOP("EngineWords", "%1 (%2): as it was")},
    {Says::bad_line_skipped, QT_TRANSLATE_NOOP("EngineWords", "%1: %2 bad line was skipped; the first: line %3, column %4: %5")},
    {Says::bad_lines_skipped, QT_TRANSLATE_NOOP("EngineWords", "%1: %2 bad lines were skipped; the first: line %3, column %4: %5")},
    {Says::items_cut, QT_TRANSLATE_NOOP("EngineWords", "%1: %2 items above %3 were cut to it")},
    {Says::rows_moved_forward, QT_TRANSLATE_NOOP("EngineWords", "%1: %2 rows stepped back in time and were moved forward")},
    {Says::stream_goes_on, QT_TRANSLATE_NOOP("EngineWords", "%1: the stream goes on after the run's end at %2; means are those of its beginning")},
    {Says::stream_ends_early, QT_TRANSLATE_NOOP("EngineWords", "%1: the stream ends at %2, the run at %3: means of the whole run are %4 of those while the stream lasts")},
    {Says::busy, QT_TRANSLATE_NOOP("EngineWords", "it is busy")},
    {Says::too_large, QT_TRANSLATE_NOOP("EngineWords", "it holds more than %1")},
    {Says::has_stream, QT_TRANSLATE_NOOP("EngineWords", "the table has a stream")},
    {Says::too_few_requests, QT_TRANSLATE_NOOP("EngineWords", "too few requests to choose a place")},
    {Says::visited_in_order, QT_TRANSLATE_NOOP("EngineWords", "its items are visited in order: a split would not help for long")},
    {Says::one_item_has_all, QT_TRANSLATE_NOOP("EngineWords", "one item has all of the traffic: a split cannot divide it")},
    {Says::holds_one_item, QT_TRANSLATE_NOOP("EngineWords", "it holds a single item")},
    {Says::written_in_scenario, QT_TRANSLATE_NOOP("EngineWords", "written in the scenario")},
    {Says::period_over, QT_TRANSLATE_NOOP("EngineWords", "its period is over")},
    {Says::fixed_not_in_force, QT_TRANSLATE_NOOP("EngineWords", "the fixed values were not in force")},
    {Says::scheduled_action, QT_TRANSLATE_NOOP("EngineWords", "scheduled action \"%1\": minimum %2, maximum %3")},
    {Says::used, QT_TRANSLATE_NOOP("EngineWords", "%1 used %2 %")},
    {Says::used_of, QT_TRANSLATE_NOOP("EngineWords", "%1 used %2 % of %3")},
    {Says::used_with_throttles, QT_TRANSLATE_NOOP("EngineWords", "%1 used %2 % with %3 throttled a minute")},
    {Says::of_side, "%1: %2"},
    {Says::above_target, QT_TRANSLATE_NOOP("EngineWords", "%1 units/s for %2 min, above %3 % of %4")},
    {Says::below_target, QT_TRANSLATE_NOOP("EngineWords", "at most %1 units/s for %2 min, well below %3 % of %4")},
    {Says::outside_bounds, QT_TRANSLATE_NOOP("EngineWords", "outside min and max")},
    {Says::outside_hours, QT_TRANSLATE_NOOP("EngineWords", "outside the script's hours")},
    {Says::breaker_open, QT_TRANSLATE_NOOP("EngineWords", "the circuit breaker is open")},
    {Says::but, QT_TRANSLATE_NOOP("EngineWords", "%1, but %2")},
    {Says::cools_down, QT_TRANSLATE_NOOP("EngineWords", "it cools down for another %1")},
    {Says::above_for, QT_TRANSLATE_NOOP("EngineWords", "%1 above %2 % of %3 for %4 of %5 min")},
    {Says::below_for, QT_TRANSLATE_NOOP("EngineWords", "%1 below %2 % of %3 for %4 of %5 min")},
    {Says::would_go_down_to, QT_TRANSLATE_NOOP("EngineWords", "%1 would go down to %2")},
    {Says::would_go_down, QT_TRANSLATE_NOOP("EngineWords", "%1 would go down")},
    {Says::no_decrease_left, QT_TRANSLATE_NOOP("EngineWords", "no decrease is left today")},
    {Says::decreases_paced, QT_TRANSLATE_NOOP("EngineWords", "decreases are paced over the day")},
    {Says::table_not_active, QT_TRANSLATE_NOOP("EngineWords", "the table is not ACTIVE")},
    {Says::outside_maintenance, QT_TRANSLATE_NOOP("EngineWords", "it is outside the maintenance windows")},
    {Says::side_steps, "%1: %2"},
    {Says::autoscaling_off, QT_TRANSLATE_NOOP("EngineWords", "autoscaling is off")},
    {Says::consumed_percent, QT_TRANSLATE_NOOP("EngineWords", "consumed %1 %")},
    {Says::raised_by_throttles_of_provisioned, QT_TRANSLATE_NOOP("EngineWords", "throttled events by provisioned units: %1 -> %2")},
    {Says::raised_by_throttles_of_consumed, QT_TRANSLATE_NOOP("EngineWords", "throttled events by consumed units: %1 -> %2")},
    {Says::raised_above_threshold, QT_TRANSLATE_NOOP("EngineWords", "above the upper threshold: %1 -> %2")},
    {Says::raised_by_throttles, QT_TRANSLATE_NOOP("EngineWords", "too many throttled events: %1 -> %2")},
    {Says::low_check, QT_TRANSLATE_NOOP("EngineWords", "low check %1 of %2")},
    {Says::changed_to, QT_TRANSLATE_NOOP("EngineWords", "%1 -> %2")},
    {Says::maximum, QT_TRANSLATE_NOOP("EngineWords", "maximum %1")},
    {Says::minimum, QT_TRANSLATE_NOOP("EngineWords", "minimum %1")},
    {Says::left_alone, QT_TRANSLATE_NOOP("EngineWords", "but %1 units are consumed: left alone")},
    {Says::not_active, QT_TRANSLATE_NOOP("EngineWords", "not ACTIVE")},
    {Says::without_decreases, QT_TRANSLATE_NOOP("EngineWords", "again without decreases")},
    {Says::decreases_outside_maintenance, QT_TRANSLATE_NOOP("EngineWords", "outside the maintenance windows")},
    {Says::reads_wait, QT_TRANSLATE_NOOP("EngineWords", "reads wait for writes")},
    {Says::writes_wait, QT_TRANSLATE_NOOP("EngineWords", "writes wait for reads")},
    {Says::not_active_now, QT_TRANSLATE_NOOP("EngineWords", "%1 is not ACTIVE")},
    {Says::does_not_exist, QT_TRANSLATE_NOOP("EngineWords", "%1 does not exist")},
    {Says::increase_too_large, QT_TRANSLATE_NOOP("EngineWords", "%1: %2 units %3 -> %4 is more than %5 times as much in one UpdateTable"), true},
    {Says::increase_too_small, QT_TRANSLATE_NOOP("EngineWords", "%1: %2 units %3 -> %4 is an increase below %5 %"), true},
    {Says::below_least, QT_TRANSLATE_NOOP("EngineWords", "%1: provisioned throughput must be at least %2 unit")},
    {Says::values_equal, QT_TRANSLATE_NOOP("EngineWords", "%1: the requested values equal the present ones")},
    {Says::values_equal_or_on_demand, QT_TRANSLATE_NOOP("EngineWords", "%1: the requested values equal the present ones, or the table is on demand")},
    {Says::decreases_used, QT_TRANSLATE_NOOP("EngineWords", "%1: %2 decreases used this UTC day, the next is allowed at %3")},
    {Says::more_than_representable, QT_TRANSLATE_NOOP("EngineWords", "%1: more than %2 units per second")},
    {Says::above_table_quota, QT_TRANSLATE_NOOP("EngineWords", "%1 %2 units of the table with its global indexes exceed the quota of %3 per table"), true},
    {Says::above_account_quota, QT_TRANSLATE_NOOP("EngineWords", "%1 %2 units of all tables exceed the quota of %3 per account"), true},
    {Says::no_on_demand_yet, QT_TRANSLATE_NOOP("EngineWords", "%1: on-demand mode came in 2018")},
    {Says::too_many_mode_switches, QT_TRANSLATE_NOOP("EngineWords", "%1 has changed its capacity mode %2 times in 24 hours already")},
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

QString shown(double number, Meaning meaning) {
    switch (meaning) {
        case Meaning::tenths:
            return QLocale().toString(number, 'f', 1);
        case Meaning::hundredths:
            return QLocale().toString(number, 'f', 2);
        case Meaning::whole:
            return QLocale().toString(number, 'f', 0);
        case Meaning::percent:
            return share_text(number, 1);
        default:
            return QLocale().toString(number, 'g', 6);
    }
}

QString shown(std::int64_t number, Meaning meaning, bool verb) {
    switch (meaning) {
        case Meaning::duration:
            return qtext(text_of(SimDuration(number)));
        case Meaning::moment:
            return clock_of(number / 1'000'000);
        case Meaning::utc:
            return qtext(utc_text(WallTime(SimDuration(number))));
        case Meaning::size:
            return qtext(text_of(Bytes{static_cast<std::uint64_t>(number)}));
        case Meaning::side:
            return side_word(number, verb);
        default:
            return count_text(number);
    }
}

QString shown(const Message& message, std::size_t at) {
    const auto meaning = static_cast<Meaning>(form_of(message.says).meanings[at]);
    const MessageValue& value = message.arguments[at];
    if (const auto* text = std::get_if<std::string>(&value)) return qtext(printable(*text));
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return shown(*number, meaning, forms[static_cast<std::size_t>(message.says)].verb);
    if (const auto* number = std::get_if<double>(&value)) return shown(*number, meaning);
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
        if (number < 1 || number > static_cast<int>(message.arguments.size())) {
            result += text[i];
            continue;
        }
        result += shown(message, static_cast<std::size_t>(number - 1));
        ++i;
    }
    return result;
}

QString asked_by_words(const std::string& asked_by) {
    if (asked_by == "time series") return translated(QT_TRANSLATE_NOOP("EngineWords", "time series"));
    return qtext(printable(asked_by));
}

}  // namespace isotherm
