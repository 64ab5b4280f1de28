// SPDX-License-Identifier: Apache-2.0
#pragma once
// Why a table or index has too little throughput for what all its partitions are asked for: load,
// a spent burst, a scaling policy that is late or at its maximum, retries, or a batch job.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/insight/side_history.h"
#include "engine/insight/throttle_finding.h"
#include "engine/recording/recording.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// The policy of one side of a resource, as the scenario has it.
struct WrittenPolicy {
    std::string name;
    std::optional<std::int64_t> maximum;  // units per second; nullopt: none is written
};
std::optional<WrittenPolicy> policy_of_side(const Scenario& scenario, const ResourceName& resource,
                                            Side side);

class CapacityCauses {
public:
    // Without a scenario, maxima of policies are not known.
    CapacityCauses(const Recording& recording, std::size_t table, Side side,
                   const SideHistory& history, const Scenario* scenario);

    struct Answer {
        ThrottleCause cause = ThrottleCause::insufficient_capacity;
        bool weak = false;
        std::optional<ScalingEvidence> scaling = {};
    };
    // Why the whole table was short in a column.
    Answer cause(std::size_t column) const;

    // The workload whose scans or batches explain a column; nullptr: none.
    struct Job {
        std::string workload;
        double units = 0;       // that it asked for in all
        double baseline = 0;    // units per second of the other traffic
        bool declared = false;  // the scenario says that it is a bulk job, and when it is at work
        std::int64_t first = 0, last = 0;  // seconds, if declared
    };
    const Job* job(std::size_t column) const;
    // The units of a write that no full bucket can hold, and what its tries share of all that the
    // side refused; nullopt: there is none.
    struct Impossible {
        double units = 0;
        double share = 0;
    };
    const std::optional<Impossible>& impossible() const { return impossible_; }

private:
    struct Raise {
        std::int64_t second = 0;
        std::optional<std::int64_t> effective;
        std::int64_t wanted = 0;
        std::string policy;
        std::optional<ThrottleCause> refused;  // because of a quota or a decrease
    };
    struct Stretch {
        std::int64_t first = 0, end = 0;
    };

    void find_raises();
    void find_retry_storms();
    void find_job();
    bool take_declared_job(const std::map<std::size_t, Job>& jobs, double others);
    void find_impossible();
    std::optional<Answer> scaling_cause(std::size_t column) const;

    const Recording& recording_;
    const std::size_t number_;
    const TableRecording& table_;
    Side side_;
    const SideHistory& history_;
    const Scenario* scenario_;
    std::optional<WrittenPolicy> policy_;
    std::vector<Raise> raises_;   // in order of time
    std::vector<Stretch> waits_;  // of the policy, before a raise
    std::vector<bool> storm_;     // by column
    std::optional<Job> job_;
    std::optional<Impossible> impossible_;
};

}  // namespace isotherm
