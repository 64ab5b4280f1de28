// SPDX-License-Identifier: Apache-2.0
#pragma once
// Runs of workloads that go through caches.

#include "tests/flows/flow_run.h"

namespace isotherm {

// The callers try once.
inline constexpr const char* gives_up = "client = { retry = \"fire_and_forget\" }";

class CacheRun {
public:
    explicit CacheRun(const FlowCase& one, const Driving& driving = {}) : flow_(one, driving) {}

    const FlowRun& flow() const { return flow_; }
    const ActionRecord& actions(std::string_view workload = "flow") const {
        return flow_.actions(workload);
    }
    const CacheRecord& cache() const { return flow_.run().recording().caches.at(0); }
    std::uint64_t misses(MissReason reason) const {
        return cache().misses[static_cast<std::size_t>(reason)];
    }
    // Of the minutes from `first` on, before `end`.
    double hit_ratio(std::size_t first, std::size_t end) const {
        std::uint64_t hits = 0, look_ups = 0;
        for (std::size_t m = first; m < end; ++m) {
            hits += cache().minutes.at(m).hits;
            look_ups += cache().minutes.at(m).look_ups;
        }
        return static_cast<double>(hits) / static_cast<double>(look_ups);
    }
    double read_units_per_second(std::size_t first_minute, std::size_t end_minute) const {
        const auto& seconds = flow_.run().table("tab").seconds[Side::read];
        std::int64_t half_units = 0;
        for (std::size_t s = first_minute * 60; s < end_minute * 60; ++s)
            half_units += seconds.at(s).consumed;
        return static_cast<double>(half_units) / 2 /
               static_cast<double>((end_minute - first_minute) * 60);
    }
    HalfUnits saved() const {
        HalfUnits sum;
        for (const auto& [table, units] : cache().saved) sum += units;
        return sum;
    }
    HalfUnits consumed() const { return flow_.run().table("tab").totals.consumed[Side::read]; }

private:
    FlowRun flow_;
};

}  // namespace isotherm
