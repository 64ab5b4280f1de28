// SPDX-License-Identifier: Apache-2.0
#pragma once
// UpdateTable: which changes of provisioned throughput DynamoDB takes, and how long they last.
// Plain values in and out, so that the simulation and the backtest ask the
// same code; the caller keeps one DecreaseLedger a table and a global index.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/model/era.h"
#include "engine/model/partition_count.h"
#include "engine/vocabulary/message.h"
#include "engine/vocabulary/settings.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// How often the throughput of one resource may be lowered.
//   2012: 1 a UTC day; 2013: 2; 2015: 4
//   2017: 4; when they are used, one more whenever none was accepted in the past 4 h ( 9 a day)
//   2018: the same with 1 h, every accepted decrease counting against the four (27 a day)
//   2025: a bucket of 4 that is full at 00:00 UTC and gains one each clock hour    (27 a day)
struct DecreaseLimits {
    std::int64_t per_day = 4;
    SimDuration within{};       // of the day's first one; 0: at any time of the day
    SimDuration after_quiet;    // one more after so long without a decrease; 0: never
    std::int64_t per_hour = 0;  // above 0: a bucket of per_day that gains so many each clock hour

    static DecreaseLimits of(const Era& era);
    // A plain number a UTC day.
    static DecreaseLimits a_day(std::int64_t count) { return {count, 0h, 0h, 0}; }
};

// The decreases of one table or global index, as far as the limits look back. Days are UTC's.
class DecreaseLedger {
public:
    explicit DecreaseLedger(DecreaseLimits limits) : limits_(limits) {}

    bool allows(WallTime now) const { return left(now) > 0; }
    // How many would be accepted at `now`, one right after another.
    std::int64_t left(WallTime now) const;
    std::int64_t used_today(WallTime now) const;
    // The earliest time from `now` on at which one is allowed.
    WallTime next_allowed(WallTime now) const;

    // Times must not go back.
    void record(WallTime now);

private:
    std::int64_t in_bucket(WallTime now) const;

    DecreaseLimits limits_;
    std::chrono::sys_days day_{};  // of the last decrease; `count_` 0: none yet
    std::int64_t count_ = 0;       // on that day
    std::int64_t bucket_ = 0;      // left right after the last one
    WallTime first_;               // of that day
    WallTime last_;
};

// How long a table is UPDATING; the old throughput applies meanwhile.
struct UpdateDurations : Configurable {
    SimDuration within_peak = 10s;  // up to the highest throughput it ever had, and decreases
    SimDuration beyond_peak = 30s;  // more than ever, without new partitions
    SimDuration with_splits = 60s;  // partitions have to split, …
    SimDuration each_split = 10s;   // … and this for each of them, …
    SimDuration longest = 300s;     // … but never longer than this

    void settings(SettingsVisitor& visit) override;
};

// What one UpdateTable call asks for one resource it names.
struct ThroughputChange {
    std::string resource;  // for the sentence: "votes" or "votes / by_date"
    Throughput present;    // units per second, in force
    Throughput wanted;
    Throughput earlier_peak;             // highest it ever had
    std::int64_t partitions_to_split{};  // needed to carry `wanted`
    bool active = true;                  // TableStatus or IndexStatus is ACTIVE
    DecreaseLedger* decreases = nullptr;

    bool lowers() const { return wanted.read < present.read || wanted.write < present.write; }
};

// One call: a table, some of its global indexes, or both.
struct UpdateTableCall {
    std::span<const ThroughputChange> changes;  // at least one
    Throughput rest_of_table{};    // of the table and its global indexes that are not named
    Throughput rest_of_account{};  // of all other tables; both count for quotas only
    // What the caller's own integers carry, units per second; far above any quota of DynamoDB.
    std::int64_t most_units = CapacityRate::highest.in_milli_units_per_second() / 1'000;
};

struct UpdateTableAnswer {
    bool accepted = false;
    SimDuration lasts{};    // until ACTIVE with the new values, when accepted
    std::string exception;  // DynamoDB's name, when refused: "LimitExceededException"
    Message why;            // when refused
};

// Decides, and on acceptance enters the decreases into the ledgers. A call is taken or refused
// whole; lowering reads and writes of a resource together counts once.
UpdateTableAnswer update_table(const Era& era, const UpdateDurations& durations,
                               const UpdateTableCall& call, WallTime now);

}  // namespace isotherm
