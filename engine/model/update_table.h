// SPDX-License-Identifier: Apache-2.0
#pragma once
// UpdateTable: decides which changes of provisioned throughput DynamoDB accepts, and how long they
// take. Inputs and outputs are plain values, so that simulation and backtest share this code. The
// caller keeps one DecreaseLedger per table and per global index.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/model/era.h"
#include "engine/model/partition_count.h"
#include "engine/vocabulary/message.h"
#include "engine/vocabulary/settings.h"
#include "engine/vocabulary/state_visitor.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// How often the throughput of one resource may be decreased per UTC day.
//   2012: 1; 2013: 2; 2015: 4
//   2017: 4; when used up, one more whenever the past 4 h had no decrease (at most 9 a day)
//   2018: as 2017 with 1 h; each accepted decrease counts against the four (at most 27 a day)
//   2025: a bucket of 4 that is full at 00:00 UTC and gains one each clock hour (at most 27 a day)
struct DecreaseLimits {
    std::int64_t per_day = 4;
    SimDuration within{};     // per_day holds this long after the day's first decrease; 0: all day
    SimDuration after_quiet;  // one more is allowed after this time without a decrease; 0: never
    std::int64_t per_hour = 0;  // above 0: a bucket of size per_day gains this each clock hour

    static DecreaseLimits of(const Era& era);
    // `count` decreases per UTC day, without further rules.
    static DecreaseLimits a_day(std::int64_t count) { return {count, 0h, 0h, 0}; }
};

// The recent decreases of one table or global index, as needed for the limits. Days are UTC days.
class DecreaseLedger {
public:
    explicit DecreaseLedger(DecreaseLimits limits) : limits_(limits) {}

    bool allows(WallTime now) const { return left(now) > 0; }
    // How many decreases in immediate succession would be accepted at `now`.
    std::int64_t left(WallTime now) const;
    std::int64_t used_today(WallTime now) const;
    // The earliest time, not before `now`, at which a decrease is allowed.
    WallTime next_allowed(WallTime now) const;

    // Records an accepted decrease. Times must not decrease from call to call.
    void record(WallTime now);

    void state(StateVisitor& visit) { visit(day_, count_, bucket_, first_, last_); }

private:
    std::int64_t in_bucket(WallTime now) const;

    DecreaseLimits limits_;
    std::chrono::sys_days day_{};  // day of the last decrease; unset while `count_` is 0
    std::int64_t count_ = 0;       // decreases on that day
    std::int64_t bucket_ = 0;      // tokens left right after the last decrease
    WallTime first_;               // first decrease of that day
    WallTime last_;
};

// How long a table has the status UPDATING. The old throughput applies during that time.
struct UpdateDurations : Configurable {
    SimDuration within_peak = 10s;  // decreases, and increases up to the highest throughput so far
    SimDuration beyond_peak = 30s;  // increases beyond that, without new partitions
    SimDuration with_splits = 60s;  // base value if partitions have to split
    SimDuration each_split = 10s;   // added for each split
    SimDuration longest = 300s;     // upper limit of with_splits + each_split x splits

    void settings(SettingsVisitor& visit) override;
};

// The change that one UpdateTable call requests for one resource.
struct ThroughputChange {
    std::string resource;  // for messages: "votes" or "votes / by_date"
    Throughput present;    // units per second, in force
    Throughput wanted;
    Throughput earlier_peak;             // highest throughput so far
    std::int64_t partitions_to_split{};  // number of splits needed for `wanted`
    bool active = true;                  // TableStatus or IndexStatus is ACTIVE
    DecreaseLedger* decreases = nullptr;

    bool lowers() const { return wanted.read < present.read || wanted.write < present.write; }
};

// One call, which names a table, some of its global indexes, or both.
struct UpdateTableCall {
    std::span<const ThroughputChange> changes;  // at least one
    Throughput rest_of_table{};    // sum over the table and its global indexes not in `changes`
    Throughput rest_of_account{};  // sum over all other tables; both sums are for quotas only
    // The largest value that the caller can represent, units per second; far above any DynamoDB
    // quota.
    std::int64_t most_units = CapacityRate::highest.in_milli_units_per_second() / 1'000;
};

struct UpdateTableAnswer {
    bool accepted = false;
    SimDuration lasts{};    // if accepted: time until ACTIVE with the new values
    std::string exception;  // if refused: name of the exception, "LimitExceededException"
    Message why;            // if refused
};

// Decides on a call; if it is accepted, records its decreases in the ledgers. A call is accepted or
// refused as a whole. A decrease of both reads and writes of a resource counts once.
UpdateTableAnswer update_table(const Era& era, const UpdateDurations& durations,
                               const UpdateTableCall& call, WallTime now);

}  // namespace isotherm
