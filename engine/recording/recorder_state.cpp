// SPDX-License-Identifier: Apache-2.0
// A recorder that is saved, or that goes on with the recording of another one.

#include "engine/recording/recorder.h"
#include "engine/recording/recording_state.h"

namespace isotherm {

// Saved with all peaks and bursts settled.
void Recorder::OpenColumn::state(StateVisitor& visit) {
    visit(cells, peak_heat);
    if (visit.loads()) peak_demand.assign(cells.size(), 0);
}

void Recorder::state(StateVisitor& visit) {
    visit.part("recording", [&] { visit_length(recording_, visit); });
    visit.part("open second", [&] {
        visit(open_);
        visit.same_length(busy_);
        visit.same_length(open_tries_);
        visit.same_length(open_calls_);
        visit.same_length(open_parts_);
        visit.same_length(open_replication_);
        visit.same_length(open_backlogs_);
        visit.same_length(open_given_up_);
        visit.same_length(open_minutes_);
        if (!visit.loads()) {
            for (std::size_t table = 0; table < open_columns_.size(); ++table)
                for (const Side side : both_sides) {
                    settle_peaks(table, side);
                    open_columns_[table][side].settle_burst_left();
                }
        }
        visit.same_length(open_columns_);
        visit(closed_);
        visit.require(closed_ >= 0);
        const std::int64_t columns = (closed_ + column_seconds_ - 1) / column_seconds_;
        for (const TableRecording& table : recording_.tables)
            for (const Side side : both_sides)
                visit.require(static_cast<std::int64_t>(table.seconds[side].size()) <= columns &&
                              table.heat[side].end_second() <= columns);
        for (const auto& sides : open_columns_)
            for (const OpenColumn& column : sides)
                visit.require(column.cells.size() == column.peak_heat.size());
    });
    visit.part("fingerprint", [&] { visit(arrivals_, outcomes_); });
    visit.part("traffic", [&] {
        visit.set_workloads(recording_.workload_names.size());
        visit(traffic_);
    });
    if (!visit.loads()) return;
    wake_all();
    std::fill(recent_.begin(), recent_.end(), nullptr);
    std::fill(place_.begin(), place_.end(), 0U);
    for (std::size_t i = 0; i < traffic_.size(); ++i)
        place_[traffic_[i].workload.value * open_tries_.size() + traffic_[i].table.value] =
            static_cast<std::uint32_t>(i + 1);
}

Recording Recorder::give_history() {
    if (events_before_end_) recording_.events = std::move(*events_before_end_);
    recording_.simulated = {};
    recording_.workloads.clear();
    recording_.call_units.clear();
    for (TableRecording& table : recording_.tables) {
        table.totals = {};
        table.callers = {};
        table.hottest.clear();
        table.most_throttled.clear();
    }
    return std::move(recording_);
}

}  // namespace isotherm
