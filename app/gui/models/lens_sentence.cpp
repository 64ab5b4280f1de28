// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/lens_sentence.h"

#include "app/gui/models/cause_names.h"
#include "engine/insight/cloudwatch_lens.h"

namespace isotherm {

QString LensSentence::text(const RunModel& run, std::size_t table, Side side, TimeWindow counted) {
    if (run.table(table) == nullptr) return {};
    const auto facts = lens_facts(run.recording(), table, side, counted);
    if (!facts) return tr("Nothing has been simulated yet.");
    const QString fullest = share_text(facts->fullest.use(), 0);
    const QString minute = minute_of(facts->fullest.seconds.first);
    const bool all = counted.first <= 0 && counted.end >= run.planned_seconds();
    const QString scope =
        all ? tr("In the whole run")
            : tr("From %1 to %2").arg(clock_of(counted.first), clock_of(counted.end));
    if (facts->throttled == 0) {
        return tr("%1, one-minute averages reach at most %2 of the table's capacity (minute %3). "
                  "Nothing was throttled, so the averages hide nothing here.")
            .arg(scope, fullest, minute);
    }
    const QString counts =
        tr("%Ln request(s) were throttled", nullptr, static_cast<int>(facts->throttled));
    QString hidden;
    if (const auto& worst = facts->worst) {
        const QString name = partition_name(worst->partition), heat = share_text(worst->heat, 0);
        hidden =
            worst->is_second()
                ? tr(" At %1, demand on partition %2 was %3 of its limit.")
                      .arg(clock_of(worst->time.first), name, heat)
                : tr(" In the hottest second of %1, demand on partition %2 was %3 of its limit.")
                      .arg(Words::moment(worst->time), name, heat);
    }
    return tr("%1, one-minute averages reach at most %2 of the table's capacity (minute %3), yet "
              "%4 in %5 separate seconds.%6 The average spreads one second over sixty and one "
              "partition over the whole table.")
        .arg(scope, fullest, minute, counts, count_text(facts->throttled_seconds), hidden);
}

}  // namespace isotherm
