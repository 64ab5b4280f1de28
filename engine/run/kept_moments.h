// SPDX-License-Identifier: Apache-2.0
#pragma once
// Moments of a run in memory, to which it can go back without being simulated again from the start.
// Each holds the state of the engine and the length of the recording, so the recording is shared by
// all of them.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/run/simulation.h"

namespace isotherm {

// A moment is due after this much simulated time, or after this many tries, which take about 50 ms.
// With `fidelity = "cells"`, cells that take as long count instead, and saving the state must not
// take longer than a tenth of the time between two moments.
inline constexpr SimDuration moment_every = std::chrono::minutes(10);
inline constexpr std::uint64_t moment_every_tries = 100'000;
// When the states of all moments together have more bytes, some are dropped: in the last eighth of
// the run, the distances grow with the distance from the last one; before, all are about equal, so
// that no time is much farther from a moment than others.
inline constexpr std::size_t moments_budget = std::size_t{256} << 20;

class KeptMoments {
public:
    struct Moment {
        SimTime time;
        std::uint64_t attempts = 0;
        double work = 0;        // of simulating up to here, in tries; see work_since
        std::string packed;     // the state, compressed
        std::size_t bytes = 0;  // of the state

        std::string state() const;
    };

    explicit KeptMoments(std::size_t budget = moments_budget) : budget_(budget) {}

    // Keeps the simulation's present moment if one is due. Moments must be kept in order of time.
    void keep_if_due(Simulation& simulation);
    // When the next moment is due by time, for who wants to stop there.
    SimTime next_due() const { return empty() ? sim_start : moments_.back().time + moment_every; }
    // The last moment at or before `time`; nullptr if none.
    const Moment* last_at(SimTime time) const;
    // Forgets the moments after `time`.
    void forget_after(SimTime time);
    void clear() { forget_after(sim_start - 1us); }

    bool empty() const { return moments_.empty(); }
    const std::vector<Moment>& all() const { return moments_; }
    std::size_t bytes() const { return bytes_; }

private:
    void thin_out();

    std::vector<Moment> moments_;  // in order of time
    std::size_t bytes_ = 0;        // of all packed states
    std::size_t budget_;
};

// Returns the time up to which both scenarios are the same run: `never` if they are equal in
// everything, the start if they differ in anything but changes made during the run. A state saved
// before that time belongs to both.
SimTime same_until(const Scenario& a, const Scenario& b);

// Returns size and time of change of the recorded streams. States read the streams again up to
// their position, so they are of no use once a stream has changed.
std::string stamp_of_inputs(const Scenario& scenario);

}  // namespace isotherm
