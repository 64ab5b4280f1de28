// SPDX-License-Identifier: Apache-2.0
#pragma once
// Draws how long single calls take. Every draw depends only on the seed, the workload, and the
// call, so that a change elsewhere changes no latency.

#include <array>

#include "engine/callers/latency_settings.h"
#include "engine/model/key_space.h"
#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/exact_math.h"
#include "engine/vocabulary/quantile_table.h"

namespace isotherm {

// A uniform number in [0, 1) that belongs to `bits`.
inline double unit_from(std::uint64_t bits) {
    return static_cast<double>(position_of(bits) >> 11) * 0x1p-53;
}

class Latency {
public:
    Latency(const LatencySettings& settings, std::uint64_t seed);

    // A row of a call: which of the service's replicas may serve it, and how slow it is.
    struct Row {
        PartitionIndex partition;
        bool eventual = false;
        std::uint64_t draw = 0;  // a number that belongs to this attempt of this row
    };
    // The factor of the service time of one row; a call takes as long as its slowest row.
    double factor(const Row& row) const;
    // Whether the row is served in another zone than the caller's.
    bool crosses(const Row& row, std::uint32_t caller_zone) const;
    // Whether the zone of the replica makes a difference.
    bool zones_matter() const {
        return settings_.model == LatencyModel::log_normal && settings_.zone_reads > 0;
    }
    // What one replica serves of a partition's eventually consistent reads in a second.
    HalfUnits zone_reads() const { return HalfUnits(2 * settings_.zone_reads); }
    std::uint32_t zone_of_caller(std::uint64_t action) const;

    // From sending a call to its answer. `bytes`: of all its rows. Hot path.
    SimDuration of(Operation operation, std::uint64_t bytes, double largest_factor,
                   bool crosses) const;
    SimDuration of_throttled(double largest_factor) const;
    // Whether a call, or the n-th attempt of one, meets an error of the service.
    bool fails(std::uint64_t draw) const { return unit_from(draw ^ failure_salt_) < failures_; }
    bool ever_fails() const { return failures_ > 0; }
    SimDuration shortest() const { return settings_.shortest(); }
    const LatencySettings& settings() const { return settings_; }

private:
    struct LogNormal {
        double sigma = 0;
        double operator()(double quantile) const {
            return exact::exp(sigma * exact::normal_quantile(quantile));
        }
    };
    struct Exponential {
        double operator()(double quantile) const { return -exact::log(1 - quantile); }
    };
    SimDuration bounded(double microseconds, SimDuration added) const;

    LatencySettings settings_;
    std::uint64_t salt_;
    std::uint64_t failure_salt_;
    double failures_;
    QuantileTable<LogNormal> log_normal_;
    QuantileTable<Exponential> exponential_;
    std::array<double, operation_count> median_{};  // microseconds
    std::array<double, operation_count> per_byte_{};
    std::array<double, 3> zone_limits_{};  // cumulative shares of the callers' zones
};

}  // namespace isotherm
