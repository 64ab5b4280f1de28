// SPDX-License-Identifier: Apache-2.0
#pragma once
// A moment of a run from which the run can be continued. A run is determined by its scenario and
// inputs, so a checkpoint stores only the time and a fingerprint of everything up to then. To
// continue, the run is simulated again up to that time, the fingerprint is compared, and the
// simulation goes on. The result is the same as that of the uninterrupted run, or an error.

#include <functional>
#include <string>

#include "engine/run/simulation.h"

namespace isotherm {

struct Checkpoint {
    SimTime time;
    std::string scenario_hash;  // hash of the scenario with every setting
    std::string fingerprint;    // hash of all arrivals and outcomes up to `time`
    std::uint64_t attempts = 0;

    // Returns a checkpoint of the simulation's present state.
    static Checkpoint of(const Simulation& simulation, const Scenario& scenario);
    // Simulates up to the checkpoint. `stop` is called once per simulated second and ends the
    // replay early when it returns true. Returns errors if the scenario, an input or the program
    // has changed since the checkpoint was taken.
    Errors replay(
        Simulation& simulation, const Scenario& scenario, const std::string& file,
        const std::function<bool()>& stop = [] { return false; }) const;
};

// Writes the whole file or nothing, as `write_file` does; never overwrites one of `inputs`.
Errors write_checkpoint(const Checkpoint& checkpoint, const std::string& path,
                        const std::vector<std::string>& inputs = {});
Result<Checkpoint> read_checkpoint(const std::string& path);
Result<Checkpoint> read_checkpoint_text(const std::string& text, const std::string& path);

}  // namespace isotherm
