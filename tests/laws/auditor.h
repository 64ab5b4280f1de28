// SPDX-License-Identifier: Apache-2.0
#pragma once
// An independent check of a run. The auditor knows the log with the outcome of every request and
// the rules, and shares no code with the engine's buckets, charges or key space. It counts
// everything again, and for a table with equal static shares it predicts every decision.

#include <gtest/gtest.h>

#include <map>
#include <tuple>
#include <vector>

#include "engine/run/simulation.h"

namespace isotherm {

class Auditor {
public:
    struct Row {
        std::int64_t time_us;
        std::uint64_t key;
        std::uint64_t sequence;
        std::uint32_t bytes;
        std::uint32_t table;
        std::uint32_t workload;
        Operation operation;
        unsigned attempt;
        std::uint32_t partition;
        std::int64_t half_units;
        bool admitted;
        bool resent;
    };

    // Pass this to Simulation::create as Tuning::log.
    void log(const RequestBatch& batch) {
        for (std::size_t i = 0; i < batch.size(); ++i) {
            rows_.push_back({batch.arrival[i].time_since_epoch().count(), batch.key[i],
                             batch.sequence[i], batch.bytes[i], batch.table[i].value,
                             batch.workload[i].value, batch.operation[i], batch.attempt[i],
                             batch.partition[i].value, batch.cost[i].count(),
                             batch.outcome[i] == Outcome::admitted, batch.resent[i] != 0});
        }
    }
    const std::vector<Row>& rows() const { return rows_; }

    // Invariants 1, 2 and 5: counts and units, per table and in total.
    void recount(const Recording& recording) const {
        std::map<std::uint32_t, std::array<std::uint64_t, 4>> by_table;
        std::map<std::uint32_t, std::array<std::int64_t, 2>> units;
        for (const Row& row : rows_) {
            auto& counts = by_table[row.table];
            counts[0] += row.attempt == 1;
            counts[1] += 1;
            counts[2] += row.admitted;
            counts[3] += !row.admitted && !row.resent;
            if (row.admitted) units[row.table][is_write(row.operation)] += row.half_units;
        }
        for (std::uint32_t t = 0; t < recording.tables.size(); ++t) {
            const Totals& totals = recording.tables[t].totals;
            EXPECT_EQ(totals.requests, by_table[t][0]);
            EXPECT_EQ(totals.attempts, by_table[t][1]);
            EXPECT_EQ(totals.admitted, by_table[t][2]);
            EXPECT_EQ(totals.given_up, by_table[t][3]);
            EXPECT_EQ(totals.throttled, by_table[t][1] - by_table[t][2]);
            EXPECT_EQ(totals.consumed[0].count(), units[t][0]);
            EXPECT_EQ(totals.consumed[1].count(), units[t][1]);
        }
    }

    // Invariants 6 and 8: times, and the tries of each request. Tries are numbered from 1 without a
    // gap, each comes after the previous one, and none comes after a success or after the client
    // gave up.
    void follow_requests() const {
        struct Last {
            unsigned attempt = 0;
            std::int64_t time_us = -1;
            bool open = true;
        };
        std::map<std::pair<std::uint32_t, std::uint64_t>, Last> last;
        std::int64_t now = 0;
        for (const Row& row : rows_) {
            EXPECT_GE(row.time_us, now);
            now = row.time_us;
            Last& before = last[{row.workload, row.sequence}];
            EXPECT_TRUE(before.open);
            EXPECT_EQ(row.attempt, before.attempt + 1);
            EXPECT_GT(row.time_us, before.time_us);
            before = {row.attempt, row.time_us, !row.admitted && row.resent};
        }
    }

    // Invariant 5: the cost of a plain read or write follows from its bytes.
    void check_charges(std::int64_t read_unit, std::int64_t write_unit) const {
        for (const Row& row : rows_) {
            const std::int64_t unit = is_write(row.operation) ? write_unit : read_unit;
            const std::int64_t bytes = std::max<std::int64_t>(row.bytes, 1);
            const std::int64_t whole = (bytes + unit - 1) / unit;
            const bool half = row.operation == Operation::get_item_eventual;
            EXPECT_EQ(row.half_units, half ? whole : 2 * whole);
        }
    }

    // Invariants 3 and 4 for a table with `partitions` equal shares of `read` and `write` units per
    // second. The burst buckets hold 300 s and start with the share `filled`. The maximum of 3,000
    // reads and 1,000 writes has a bucket of one second that starts empty. Predicts the partition
    // of each request and whether it is admitted.
    void predict_static_shares(std::int64_t partitions, std::int64_t read, std::int64_t write,
                               double filled) const {
        // `level` is in half-units / (1,000,000 x partitions). In this unit a partition's share
        // earns exactly 2 x provisioned per microsecond.
        struct Bucket {
            __int128 level = 0;
            __int128 maximum = 0;  // nano-units
            std::int64_t time_us = 0;
        };
        constexpr std::int64_t most_per_us[2] = {3'000'000, 1'000'000};  // nano-units
        const std::int64_t provisioned[2] = {read, write};
        std::vector<std::array<Bucket, 2>> buckets(static_cast<std::size_t>(partitions));
        const auto most = [&](int side) {
            return static_cast<__int128>(2) * provisioned[side] * 300 * 1'000'000;
        };
        for (auto& pair : buckets) {
            for (int side : {0, 1}) {
                pair[side].level = static_cast<__int128>(static_cast<double>(most(side)) * filled);
            }
        }
        for (const Row& row : rows_) {
            const auto p = static_cast<std::size_t>((static_cast<unsigned __int128>(hash(row.key)) *
                                                     static_cast<unsigned>(partitions)) >>
                                                    64);
            EXPECT_EQ(row.partition, p);
            const int side = is_write(row.operation);
            Bucket& bucket = buckets[p][side];
            // 2 x provisioned per microsecond, in the unit of `level`.
            bucket.level +=
                static_cast<__int128>(2) * provisioned[side] * (row.time_us - bucket.time_us);
            bucket.level = std::min(bucket.level, most(side));
            bucket.maximum +=
                static_cast<__int128>(most_per_us[side]) * (row.time_us - bucket.time_us);
            bucket.maximum = std::min<__int128>(bucket.maximum, most_per_us[side] * 1'000'000);
            bucket.time_us = row.time_us;
            // A read is admitted if its minimum cost is there; the rest is owed.
            const bool eventual = row.operation == Operation::get_item_eventual;
            const std::int64_t least = side == 1 ? row.half_units : eventual ? 1 : 2;
            const std::int64_t needed = std::min(row.half_units, least);
            const auto of_share = [&](std::int64_t half_units) {
                return static_cast<__int128>(half_units) * 1'000'000 * partitions;
            };
            // For eventually consistent reads the three replicas together serve 4,500, where the
            // leader alone serves 3,000.
            const auto of_maximum = [&](std::int64_t half_units) {
                const std::int64_t nano = half_units * 500'000'000;
                return eventual ? nano * 3'000 / 4'500 : nano;
            };
            const bool taken =
                bucket.level >= of_share(needed) && bucket.maximum >= of_maximum(needed);
            EXPECT_EQ(row.admitted, taken);
            if (!taken) continue;
            bucket.level -= of_share(row.half_units);
            bucket.maximum -= of_maximum(row.half_units);
        }
    }

private:
    static int is_write(Operation operation) {
        return operation == Operation::put_item || operation == Operation::update_item ||
                       operation == Operation::delete_item
                   ? 1
                   : 0;
    }
    // The finalizer of SplitMix64 as published in its paper.
    static std::uint64_t hash(std::uint64_t key) {
        std::uint64_t z = key + 0x9E3779B97F4A7C15ULL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }

    std::vector<Row> rows_;
};

}  // namespace isotherm
