// SPDX-License-Identifier: Apache-2.0
#pragma once
// The results of a sweep in a folder: sweep.sqlite holds each run as soon as it has ended, so a
// sweep that was killed goes on where it stopped. At the end, sweep.csv and sweep.json hold the
// same results.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/recording/sqlite.h"
#include "engine/run/sweep.h"

namespace isotherm {

// What a stored sweep says about itself.
struct SweepDescription {
    std::string identity;
    std::string version;
    std::string name;                                // of the scenario
    std::vector<std::string> varied;                 // paths
    std::vector<std::vector<std::string>> settings;  // values by setting
    std::vector<std::string> numbers;                // names
    std::uint64_t seeds = 1;
    std::int64_t first_seed = 1;
    std::uint64_t part = 0, parts = 1;

    std::uint64_t runs() const { return settings.size() * seeds; }
    bool operator==(const SweepDescription&) const = default;
};

SweepDescription described(const SweepPlan& plan, std::string name, std::uint64_t part,
                           std::uint64_t parts);

using SweepRuns = std::map<std::uint64_t, SweepRun>;  // by number

class SweepStore {
public:
    // Opens the results in a folder, which is made if it does not exist, to continue this sweep.
    // Errors: the folder belongs to something else (73), is in use (75), or cannot be written.
    static Result<std::unique_ptr<SweepStore>> open(const std::string& folder,
                                                    const SweepDescription& sweep);
    // Reads the results of a finished or unfinished sweep.
    static Result<std::pair<SweepDescription, SweepRuns>> read(const std::string& folder);

    const SweepRuns& runs() const { return runs_; }
    // Stores a run at once. Returns false if it cannot be written; see failure().
    bool add(const SweepRun& run);
    Errors failure() const;
    // Writes sweep.csv and sweep.json, and closes the database.
    Errors finish();

private:
    SweepStore(std::string folder, SweepDescription sweep);
    Errors begin();

    std::string folder_;
    SweepDescription sweep_;
    SweepRuns runs_;
    std::unique_ptr<Database> database_;
    std::unique_ptr<SqlStatement> insert_;
};

// sweep.json: {name, varied, seeds, runs: [{values, seed, fingerprint, numbers}], settings:
// [{values, mean: {NAME: number}, low, high, seeds}], failed: [{values, seed, failure}]}. low and
// high are the ends of the 95 % confidence interval of the mean; null with fewer than two seeds.
nlohmann::ordered_json sweep_json(const SweepDescription& sweep, const SweepRuns& runs);
// One row for each run: the varied values, seed, fingerprint, numbers, failure.
std::string sweep_csv(const SweepDescription& sweep, const SweepRuns& runs);
// An error for the first run that failed; none if all are complete.
Errors failure_of(const SweepRuns& runs);
// Means over the seeds of one setting, in the order of the numbers.
std::vector<SweepMean> means_of(const SweepDescription& sweep, const SweepRuns& runs,
                                std::uint64_t setting);

}  // namespace isotherm
