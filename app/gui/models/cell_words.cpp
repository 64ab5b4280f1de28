// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/cell_words.h"

#include "app/gui/models/cause_names.h"
#include "app/gui/models/engine_words.h"
#include "app/render/plot_frame.h"
#include "engine/insight/explanation.h"

namespace isotherm {

QString CellWords::sentence(const CellFacts& facts, Side side) {
    const QString unit = unit_name(side);
    const QString partition = partition_name(facts.partition);
    const QString range = range_text(facts.range.first, facts.range.last);
    const QString demand = amount_text(facts.demand), limit = amount_text(facts.limit);
    const QString heat = share_text(facts.heat, 0);
    if (!facts.is_second()) {
        return tr("%1  %2 %3   hottest second %4 of %5 %6 a second; %7 asked for in "
                  "the minute, throttled %8")
            .arg(Words::moment(facts.time), partition, range, heat, limit, unit, demand,
                 count_text(facts.throttled));
    }
    if (facts.throttled > 0) {
        return tr("%1  %2 %3   %4 of %5 %6 asked for (%7)   %Ln throttled", nullptr,
                  static_cast<int>(facts.throttled))
            .arg(clock_of(facts.time.first), partition, range, demand, limit, unit, heat);
    }
    return tr("%1  %2 %3   %4 of %5 %6 asked for (%7)")
        .arg(clock_of(facts.time.first), partition, range, demand, limit, unit, heat);
}

QStringList CellWords::why(const Recording& recording, std::size_t table, Side side,
                           const CellFacts& facts, const Scenario* scenario) {
    QStringList chain;
    for (const Message& step : explanation(recording, table, side, facts, scenario))
        chain << engine_words(step);
    return chain;
}

}  // namespace isotherm
