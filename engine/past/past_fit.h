// SPDX-License-Identifier: Apache-2.0
#pragma once
// How well a run fits what was recorded: its minutes beside the recorded ones.

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/past/past_metrics.h"
#include "engine/recording/recording.h"

namespace isotherm {

// What no metric says, and what is therefore assumed. Each leaves a trace of its own.
enum class Unknown : std::uint8_t {
    load,  // requests: consumed units differ although nothing is throttled
    skew,  // of keys: throttled although the table has capacity to spare, minute after minute
    start_burst,  // saved capacity at the start: only the first minutes differ
    sub_minute,   // the course within a minute: single minutes are throttled below the capacity
    splits,       // of partitions: throttling ends at some time, and the demand does not
};
inline constexpr std::size_t unknown_count = 5;
constexpr auto words_of(Unknown) {
    return std::to_array<std::string_view>({"load", "skew", "start_burst", "sub_minute", "splits"});
}

// One side of one table or index.
struct SideFit {
    ResourceName resource;
    Side side = Side::read;
    std::int64_t period_s = 60;
    std::int64_t first_second = 0;  // Unix time of the first period that is compared
    std::uint64_t periods = 0;      // in which anything was consumed, in the past or in the run
    std::uint64_t within = 0;       // those whose consumed units differ by 5 % at most
    double recorded_units = 0;
    double simulated_units = 0;
    double units_off = 0;  // sum of the differences of all periods, without their signs

    bool has_throttles = false;            // the metric was recorded
    std::uint64_t throttled_hit = 0;       // periods throttled in both
    std::uint64_t throttled_missed = 0;    // only in the past
    std::uint64_t throttled_invented = 0;  // only in the run
    double recorded_events = 0;
    double simulated_events = 0;
    double events_off = 0;

    bool has_provisioned = false;
    std::uint64_t changes_recorded = 0;  // of the provisioned units
    std::uint64_t changes_simulated = 0;
    std::uint64_t changes_hit = 0;  // to the same side of the level before, at most a period apart

    // Units and throttle events that the run has too many or too few of, by what would explain
    // them; in comparable numbers: shares of all that was recorded.
    std::array<double, unknown_count> unexplained{};

    double share_within() const {
        return periods == 0 ? 1 : static_cast<double>(within) / static_cast<double>(periods);
    }
};

struct PastFit {
    std::string file;
    std::vector<SideFit> sides;

    double share_within() const;  // of all periods of all sides
    // The unknown that explains most of what differs, and its share of it; the share is 0 if the
    // run fits.
    std::pair<Unknown, double> main_unknown() const;
    // For choosing between runs; 0: the run is the past. Differences of consumed units and of
    // throttle events, each relative to what was recorded, and throttled minutes that are wrong.
    double distance() const;
};

// Compares what both cover; series of tables that the run does not have are left out.
PastFit fit_to_past(const Recording& recording, const PastMetrics& past);

// Consumed units differ noticeably above this share.
inline constexpr double fit_tolerance = 0.05;

}  // namespace isotherm
