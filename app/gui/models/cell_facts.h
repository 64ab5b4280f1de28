// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is known of one partition in one second, or in one minute of a run recorded by the minute:
// the inspector, the tooltip and "Why?".

#include <QCoreApplication>
#include <QString>
#include <QStringList>
#include <optional>

#include "app/gui/models/run_model.h"
#include "app/gui/models/view_state.h"

namespace isotherm {

struct CellFacts {
    std::size_t partition = 0;
    HashWindow range;
    TimeWindow time;    // the second, or the minute
    double demand = 0;  // units asked for in it
    double consumed = 0;
    double limit = 0;  // units per second, at its beginning
    double heat = 0;   // demand over the limit; of a minute, in its hottest second
    std::uint64_t throttled = 0;
    std::uint16_t refusals = 0;  // as in HeatCell
    // Of what the bucket can hold, when it was last asked; on demand there is none.
    std::optional<double> burst_left = 1;
    bool on_demand = false;  // the table, then
    double table_demand = 0;
    double table_busiest = 0;  // of its busiest second
    double table_provisioned = 0;
    std::int64_t table_throttled_seconds = 0;

    bool is_second() const { return time.length() == 1; }
    double share_of_table() const { return table_demand > 0 ? demand / table_demand : 0; }
    // The refusing limits, in order.
    std::vector<Outcome> causes() const;
};

// The partition that owned the position in that second; nothing before its birth or after the
// recording.
std::optional<std::size_t> owner_of(const TableRecording& table, CellCursor cursor);
std::optional<CellFacts> cell_facts(const RunModel& run, std::size_t table, Side side,
                                    CellCursor cursor);

// One line for the status bar and for tooltips.
QString cell_sentence(const CellFacts& facts, Side side);

class Explanation {
    Q_DECLARE_TR_FUNCTIONS(isotherm::Explanation)

public:
    // The causal chain behind what the cell shows, each step with its numbers as recorded.
    static QStringList why(const RunModel& run, std::size_t table, Side side,
                           const CellFacts& facts);

private:
    static QStringList asked_in_second(const TableRecording& table, Side side,
                                       const CellFacts& facts);
    static QStringList asked_in_minute(const TableRecording& table, Side side,
                                       const CellFacts& facts);
    static QString burst(const TableRecording& table, Side side, const CellFacts& facts);
    static QStringList of_indexes(const RunModel& run, const TableRecording& table,
                                  TimeWindow time);
    static QString whole_table_on_demand(Side side, const CellFacts& facts);
    static QString table_burst(const TableRecording& table, Side side, const CellFacts& facts);
    static QString whole_table(Side side, const CellFacts& facts);
    static QString hot_key(const RunModel& run, const TableRecording& table, std::size_t partition);
    // What was last asked of the capacity before that moment was over, and what its policy waited
    // for in it.
    static QStringList scaling(const RunModel& run, const TableRecording& table, TimeWindow time);
};

}  // namespace isotherm
