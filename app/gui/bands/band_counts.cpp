// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/bands/band_counts.h"

#include <algorithm>

namespace isotherm {

BandCounts::BandCounts(const RunModel& run, QObject* parent) : QObject(parent), run_(run) {
    connect(&run, &RunModel::restarted, this, [this] {
        tables_.clear();
        counted_seconds_ = 0;
    });
    connect(&run, &RunModel::extended, this, [this](qint64 second) {
        if (second < counted_seconds_) tables_.clear();  // the run stepped back
        catch_up();
    });
}

void BandCounts::catch_up() {
    const auto& tables = run_.recording().tables;
    tables_.resize(tables.size());
    for (std::size_t t = 0; t < tables.size(); ++t) {
        Counted& of = tables_[t];
        for (const Side side : both_sides) {
            const auto& columns = tables[t].seconds[side];
            Count& count = of.counts[side];
            for (std::size_t c = of.columns; c < columns.size(); ++c) {
                for (const std::uint64_t requests : columns[c].requests) count.tries += requests;
                count.throttled += columns[c].throttled();
                const auto provisioned = static_cast<double>(columns[c].provisioned) * 1e-3;
                const double each = static_cast<double>(tables[t].column_seconds);
                const double demand = HalfUnits(columns[c].demand).in_units() / each;
                if (provisioned > 0) count.hottest = std::max(count.hottest, demand / provisioned);
            }
        }
        of.columns =
            std::max(tables[t].seconds[Side::read].size(), tables[t].seconds[Side::write].size());
    }
    counted_seconds_ = run_.recorded_seconds();
}

const BySide<BandCounts::Count>& BandCounts::of(std::size_t table) {
    static const BySide<Count> none{};
    if (tables_.size() != run_.recording().tables.size() ||
        counted_seconds_ != run_.recorded_seconds()) {
        tables_.clear();
        catch_up();
    }
    return table < tables_.size() ? tables_[table].counts : none;
}

}  // namespace isotherm
