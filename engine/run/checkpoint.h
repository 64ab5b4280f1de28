// SPDX-License-Identifier: Apache-2.0
#pragma once
// A moment of a run to go on from. A run is a function of its scenario and inputs, so a checkpoint
// keeps the moment and what had happened by then; going on plays the run again up to there, checks
// that the same has happened, and continues. The result is the uninterrupted run's, or an error.

#include <functional>
#include <string>

#include "engine/run/simulation.h"

namespace isotherm {

struct Checkpoint {
    SimTime time;
    std::string scenario_hash;  // of the scenario with every setting written out
    std::string fingerprint;    // of everything up to `time`
    std::uint64_t attempts = 0;

    // Where a simulation stands now.
    static Checkpoint of(const Simulation& simulation, const Scenario& scenario);
    // Plays the run up to the checkpoint, or until `stop`, which is asked each simulated second,
    // says so. Errors where the scenario, an input or the program is another one than when the
    // checkpoint was taken.
    Errors replay(
        Simulation& simulation, const Scenario& scenario, const std::string& file,
        const std::function<bool()>& stop = [] { return false; }) const;
};

// Complete or not at all, as `write_file` does it; never over one of `inputs`.
Errors write_checkpoint(const Checkpoint& checkpoint, const std::string& path,
                        const std::vector<std::string>& inputs = {});
Result<Checkpoint> read_checkpoint(const std::string& path);
Result<Checkpoint> read_checkpoint_text(const std::string& text, const std::string& path);

}  // namespace isotherm
