// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The run as CloudWatch shows it: a table's one-minute averages, and a sentence about what they
// hide.

#include <QCoreApplication>
#include <QString>
#include <vector>

#include "app/gui/models/run_model.h"
#include "engine/insight/time_window.h"
#include "app/render/heat_grid.h"

namespace isotherm {

inline constexpr std::int64_t lens_seconds = 60;  // CloudWatch's finest period for DynamoDB

struct LensMinute {
    TimeWindow seconds;      // shorter if the recording ends in it
    double consumed = 0;     // units per second, averaged over the minute
    double provisioned = 0;  // units per second, likewise
    std::uint64_t throttled = 0;

    double use() const { return provisioned > 0 ? consumed / provisioned : 0; }
};

// Returns the minutes, counted from the start of the run, that overlap the window.
std::vector<LensMinute> lens_minutes(const TableRecording& table, Side side, TimeWindow window);

// Returns a grid with one row of averages instead of the partitions; no cell is marked as
// throttled.
HeatGrid lens_grid(const std::vector<LensMinute>& minutes, TimeColumns columns);

class LensSentence {
    Q_DECLARE_TR_FUNCTIONS(isotherm::LensSentence)

public:
    // Returns a sentence with numbers about what the averages of this time hide.
    static QString text(const RunModel& run, std::size_t table, Side side, TimeWindow counted);
};

}  // namespace isotherm
