// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which bands the page shows, in which order, and which sides of each.

#include <QStringList>
#include <vector>

#include "app/gui/bands/band_counts.h"
#include "app/gui/models/view_state.h"

namespace isotherm {

struct BandEntry {
    std::size_t table = 0;    // subject of the run; of a series, its newest table
    std::vector<Side> sides;  // reads above writes; at least one
    bool collapsed = false;
    std::vector<std::size_t> series;  // members of a folded time series, oldest first; else empty
    QString series_name;              // of the time series, also for its unfolded members

    bool operator==(const BandEntry&) const = default;
};

struct BandList {
    std::vector<BandEntry> bands;
    std::size_t idle = 0;  // tables without traffic that are not shown

    // Position of the band that shows this table; nullopt if none does.
    std::optional<std::size_t> of(std::size_t table) const;
};

BandList band_list(const RunModel& run, const ViewState& view, BandCounts& counts);

// Whether a name matches a filter, in which `*` stands for anything. A filter without `*` may
// match anywhere in the name.
bool matches_filter(const QString& name, const QString& filter);

// The members of each time series of the run, oldest first, by position in Recording::tables.
struct RunSeries {
    QString name;
    std::vector<std::size_t> members;
    QStringList dates;  // of the members' periods
};
std::vector<RunSeries> run_series(const RunModel& run);

}  // namespace isotherm
