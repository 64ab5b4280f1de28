// SPDX-License-Identifier: Apache-2.0
#pragma once
// A moment of a run in a file, from which another process continues: the state of the engine, and
// the recording so far, because no run directory has it. The run that continues gives the same
// report and fingerprint as one that was never interrupted, and takes only the remaining time.
//
// The file is one line of JSON (version, time, fingerprint, length and hash of the rest), then the
// state, compressed with zstd.

#include <string>
#include <utility>
#include <vector>

#include "engine/run/simulation.h"

namespace isotherm {

struct Checkpoint {
    std::string version;  // of the program that wrote it, with its commit
    SimTime time;
    std::string fingerprint;  // hash of all arrivals and outcomes up to `time`
    std::uint64_t attempts = 0;
    std::string scenario;  // with every setting written out
    // The recorded streams: workload, and hash of the file; an empty hash for a pipe.
    std::vector<std::pair<std::string, std::string>> inputs;
    std::string state;    // Simulation::state
    std::string history;  // Simulation::history

    // Returns a checkpoint of the simulation's present state.
    static Checkpoint of(Simulation& simulation);
    // Makes a simulation that has just been created go on from the checkpoint. `file` is for
    // messages. Returns errors: exit code 78 for another version or scenario, with what differs, 65
    // for a damaged state or an input that has changed.
    Errors resume(Simulation& simulation, const std::string& file) const;
};

// Writes the whole file or nothing, as `write_file` does; never overwrites one of `inputs`.
Errors write_checkpoint(const Checkpoint& checkpoint, const std::string& path,
                        const std::vector<std::string>& inputs = {});
std::string checkpoint_text(const Checkpoint& checkpoint);
Result<Checkpoint> read_checkpoint(const std::string& path);
Result<Checkpoint> read_checkpoint_text(const std::string& text, const std::string& path);

}  // namespace isotherm
