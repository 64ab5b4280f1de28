// SPDX-License-Identifier: Apache-2.0
#pragma once
// Shapes of arrivals as a scenario has them: arrivals = { shape = "sum", of = [ … ] }.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/scenario/scenario.h"
#include "workloads/synthetic/arrival_shape.h"

namespace isotherm {

// A table with arrivals, as in a workload.
struct ArrivalsTable final : Configurable {
    Chosen<ArrivalShape> arrivals;

    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "arrivals", .help = "when", .required = true}, arrivals.by("shape"));
    }
};

inline Errors errors_of_shape(const std::string& members) {
    ArrivalsTable table;
    return read_settings_text("arrivals = { " + members + " }\n", "example.toml", table);
}

inline Chosen<ArrivalShape> shape_of_text(const std::string& members) {
    ArrivalsTable table;
    const Errors errors =
        read_settings_text("arrivals = { " + members + " }\n", "example.toml", table);
    EXPECT_TRUE(errors.empty()) << members << "\n" << (errors.empty() ? "" : errors[0].text());
    return table.arrivals;
}

inline std::vector<SimTime> arrivals_of(const std::string& members, SimDuration duration,
                                        const RunPlace& place = {}, std::uint64_t seed = 1) {
    const auto shape = shape_of_text(members);
    if (!shape) return {};
    const auto arrivals =
        shape->start({RandomStream(seed, "workloads.test.arrivals"), duration, place});
    std::vector<SimTime> all;
    std::vector<SimTime> some(4'096);
    while (true) {
        const std::size_t count = arrivals->fill(some);
        all.insert(all.end(), some.begin(), some.begin() + static_cast<std::ptrdiff_t>(count));
        if (count < some.size()) return all;
    }
}

inline std::int64_t arrivals_between(const std::vector<SimTime>& times, SimDuration from,
                                     SimDuration to) {
    return std::lower_bound(times.begin(), times.end(), sim_start + to) -
           std::lower_bound(times.begin(), times.end(), sim_start + from);
}

inline std::vector<std::int64_t> counts_in_windows(const std::vector<SimTime>& times,
                                                   SimDuration window, SimDuration duration) {
    std::vector<std::int64_t> counts(static_cast<std::size_t>(duration / window));
    for (const SimTime time : times) {
        const auto at = static_cast<std::size_t>(time.time_since_epoch() / window);
        if (at < counts.size()) ++counts[at];
    }
    return counts;
}

// The number of arrivals that a rate curve expects between two times.
inline double expected_by(const RateCurve& curve, SimDuration from, SimDuration to) {
    double area = 0;
    for (const RateStretch& one : curve.stretches) {
        const SimTime begin = std::max(one.begin, sim_start + from);
        const SimTime end = std::min(one.end, sim_start + to);
        if (begin >= end) continue;
        const auto rate_at = [&](SimTime time) {
            return one.from + (one.to - one.from) * in_seconds(time - one.begin) /
                                  in_seconds(one.end - one.begin);
        };
        area += (rate_at(begin) + rate_at(end)) / 2 * in_seconds(end - begin);
    }
    return area;
}

}  // namespace isotherm
