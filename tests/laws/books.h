// SPDX-License-Identifier: Apache-2.0
#pragma once
// Checks that the numbers of a finished run add up (invariants 1, 2, 4, 5 and 11): sums over the
// finest records are compared with every coarser record.

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tests/laws/run_of.h"

namespace isotherm {

inline void expect_balanced(const Totals& totals) {
    EXPECT_EQ(totals.requests, totals.admitted + totals.refused + totals.given_up + totals.waiting);
    EXPECT_EQ(totals.attempts, totals.admitted + totals.refused + totals.throttled);
    std::uint64_t by_outcome = 0, by_operation = 0;
    for (const auto& side : totals.tries) {
        for (const std::uint64_t tries : side) by_outcome += tries;
    }
    for (const std::uint64_t tries : totals.operations) by_operation += tries;
    EXPECT_EQ(by_outcome, totals.attempts);
    EXPECT_EQ(by_operation, totals.attempts);
}

// Compares one table's seconds and cells with its totals, and checks that no bucket gave more than
// its initial level plus what it earned.
inline void expect_balanced(const TableRecording& table, const Scenario& scenario) {
    for (const Side side : both_sides) {
        HalfUnits consumed_by_second, consumed_by_cell;
        std::uint64_t throttled_by_cell = 0;
        std::array<std::uint64_t, outcome_count> tries{};
        std::vector<HalfUnits> consumed(table.partitions.size());
        for (std::size_t second = 0; second < table.seconds[side].size(); ++second) {
            const SeriesSecond& sum = table.seconds[side][second];
            std::int64_t demand = 0, taken = 0;
            for (std::size_t p = 0;
                 const HeatCell& cell : table.heat[side].row(static_cast<std::int64_t>(second))) {
                demand += cell.demand;
                taken += cell.consumed().count();
                consumed[p++] += cell.consumed();
                throttled_by_cell += cell.throttled_count;
                EXPECT_EQ(cell.refusals != 0, cell.throttled_count != 0);
            }
            EXPECT_LE(sum.calls.throttled_requests, sum.throttled());
            EXPECT_EQ(demand, sum.demand);
            EXPECT_EQ(taken, sum.consumed);
            consumed_by_second += HalfUnits(sum.consumed);
            consumed_by_cell += HalfUnits(taken);
            for (std::size_t o = 0; o < outcome_count; ++o) tries[o] += sum.requests[o];
        }
        EXPECT_EQ(consumed_by_second, table.totals.consumed[side]);
        EXPECT_EQ(tries, table.totals.tries[side]);
        for (std::size_t p = 0; p < table.partitions.size(); ++p) {
            const PartitionRecord& partition = table.partitions[p];
            EXPECT_EQ(consumed[p], partition.consumed[side]);
            CapacityRate limit;  // the highest limit of the run, because policies may raise it
            for (std::int64_t second = 0; second <= whole_seconds(scenario.duration); ++second)
                limit = std::max(limit, partition.limit_at(side, second));
            const WideCapacityUnits held =
                limit * (scenario.era.allocated_window + scenario.era.burst_window);
            if (scenario.era.admission == "static_shares") {
                // A read is admitted before its cost is known, so the last one, of one page at
                // most, may still be owed.
                const CapacityUnits owed =
                    side == Side::read ? CapacityUnits::units(257) : CapacityUnits{};
                EXPECT_LE(WideCapacityUnits(consumed[p]), held + limit * scenario.duration + owed);
            }
            throttled_by_cell -= partition.throttled[side];
        }
        EXPECT_EQ(throttled_by_cell, 0u);
    }
}

inline void expect_balanced(const FinishedRun& run) {
    const Recording& recording = run.recording();
    Totals by_workload;
    for (const Totals& totals : recording.workloads) {
        expect_balanced(totals);
        by_workload += totals;
    }
    for (const TableRecording& table : recording.tables) {
        expect_balanced(table.totals);
        expect_balanced(table, run.report().scenario());
    }
    by_workload.calls = run.totals().calls;  // kept per table only
    Totals all = run.totals();
    all += recording.consequences(SentBy::index_writes);
    EXPECT_EQ(by_workload, all);
    Totals by_table;
    for (const TableRecording& table : recording.tables) by_table += table.totals;
    EXPECT_EQ(by_table, all);
    HalfUnits by_call;
    for (const CallUnits& units : recording.call_units) by_call += units.consumed;
    EXPECT_EQ(by_call, all.consumed[0] + all.consumed[1]);
}

// Expects two recordings of a table to have the same numbers.
inline void expect_same(const TableRecording& a, const TableRecording& b) {
    EXPECT_EQ(a.totals, b.totals);
    EXPECT_EQ(a.callers, b.callers);
    EXPECT_EQ(a.opened_second, b.opened_second);
    EXPECT_EQ(a.removed_second, b.removed_second);
    EXPECT_EQ(a.busiest_second, b.busiest_second);
    EXPECT_EQ(a.busiest_minute, b.busiest_minute);
    ASSERT_EQ(a.modes.size(), b.modes.size());
    for (std::size_t m = 0; m < a.modes.size(); ++m)
        EXPECT_EQ(a.modes[m].on_demand, b.modes[m].on_demand);
    ASSERT_EQ(a.partitions.size(), b.partitions.size());
    for (std::size_t p = 0; p < a.partitions.size(); ++p) {
        EXPECT_EQ(a.partitions[p].first_position, b.partitions[p].first_position);
        EXPECT_EQ(a.partitions[p].last_position, b.partitions[p].last_position);
        EXPECT_EQ(a.partitions[p].consumed, b.partitions[p].consumed);
        EXPECT_EQ(a.partitions[p].throttled, b.partitions[p].throttled);
    }
    for (const Side side : both_sides) {
        ASSERT_EQ(a.seconds[side].size(), b.seconds[side].size());
        for (std::size_t second = 0; second < a.seconds[side].size(); ++second) {
            EXPECT_EQ(a.seconds[side][second].demand, b.seconds[side][second].demand);
            EXPECT_EQ(a.seconds[side][second].requests, b.seconds[side][second].requests);
            EXPECT_EQ(a.seconds[side][second].calls, b.seconds[side][second].calls);
            const auto row_a = a.heat[side].row(static_cast<std::int64_t>(second));
            const auto row_b = b.heat[side].row(static_cast<std::int64_t>(second));
            ASSERT_EQ(row_a.size(), row_b.size());
            for (std::size_t p = 0; p < row_a.size(); ++p) {
                EXPECT_EQ(row_a[p].demand, row_b[p].demand);
                EXPECT_EQ(row_a[p].throttled, row_b[p].throttled);
                EXPECT_EQ(row_a[p].burst_left, row_b[p].burst_left);
            }
        }
    }
    // A key has one entry for each workload that sent it.
    const auto counts = [](const std::vector<HotKey>& keys) {
        std::map<std::string, std::uint64_t> by_name;
        for (const HotKey& key : keys) by_name[key.name] += key.count;
        return by_name;
    };
    EXPECT_EQ(counts(a.hottest), counts(b.hottest));
}

}  // namespace isotherm
