// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A cache of series aggregated to pixel columns, shared by all lanes and charts that show them.

#include <QObject>
#include <map>
#include <tuple>

#include "app/gui/models/run_model.h"
#include "engine/insight/time_window.h"
#include "app/render/series_columns.h"

namespace isotherm {

class SeriesCache final : public QObject {
    Q_OBJECT

public:
    explicit SeriesCache(const RunModel& run, QObject* parent = nullptr)
        : QObject(parent), run_(run) {
        connect(&run, &RunModel::extended, this, [this] { columns_.clear(); });
        connect(&run, &RunModel::restarted, this, [this] { columns_.clear(); });
    }

    // `pixels` is the width of the plot in device pixels; views rarely use more than two widths.
    const SeriesColumns& columns(std::size_t table, Side side, TimeWindow window, int pixels) {
        if (columns_.size() > most_kept) columns_.clear();
        const Key key{table, side, window.first, window.end, pixels};
        const auto found = columns_.find(key);
        if (found != columns_.end()) return found->second;
        const TableRecording& of = run_.recording().tables[table];
        const auto columns = TimeColumns::over(window.first, window.end, pixels, of.column_seconds);
        return columns_
            .emplace(key, series_columns(of.seconds[side], columns, run_.recorded_seconds(),
                                         of.column_seconds))
            .first->second;
    }

private:
    static constexpr std::size_t most_kept = 64;
    using Key = std::tuple<std::size_t, Side, std::int64_t, std::int64_t, int>;

    const RunModel& run_;
    std::map<Key, SeriesColumns> columns_;
};

}  // namespace isotherm
