// SPDX-License-Identifier: Apache-2.0
#pragma once
// Jobs in a run's report: those of the control plane, and the bulk jobs of clients.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/billing/price_book.h"
#include "engine/billing/usage.h"
#include "engine/recording/recording.h"
#include "engine/scenario/scenario.h"

namespace isotherm {

// A job of the control plane, each time that it was asked for. Seconds count from the start.
struct JobRun {
    std::string job;
    std::string table;
    std::int64_t begun = 0;
    std::optional<std::int64_t> done;  // nullopt: refused, or not done at the end of the run
    std::uint64_t bytes = 0;
    Message refusal;  // empty: it was begun

    bool refused() const { return !refusal.empty(); }
};
// In order of their beginning.
std::vector<JobRun> job_runs(const Recording& recording);

// What the jobs of the control plane that are done are charged for.
std::vector<ServiceUse> job_uses(const Recording& recording, const Scenario& scenario);
// Whether point-in-time recovery of the table is on in the second.
bool recoverable_at(const Recording& recording, const Scenario& scenario, const std::string& table,
                    bool at_start, std::int64_t second);

// Tries of callers on the table that were throttled in these seconds.
std::uint64_t throttled_between(const Recording& recording, const std::string& table,
                                std::int64_t first, std::int64_t end);

// A job of the control plane, all times together.
struct JobCourse {
    std::string table;  // empty: it has not begun
    std::uint64_t begun = 0, done = 0, refused = 0;
    std::optional<std::int64_t> first_begun, last_done;
    std::int64_t seconds = 0;  // of those that are done, together
    std::uint64_t bytes = 0;
    std::uint64_t throttled = 0;               // tries on its table meanwhile
    std::optional<Money> price;                // once; nullopt: not known
    std::optional<Money> price_of_month = {};  // as long as its backups are kept
};
JobCourse job_course(const Recording& recording, const Scenario& scenario, const std::string& job);

// A bulk job of a client: a workload that is `like` a program.
struct ClientJobCourse {
    std::size_t workload = 0;
    std::optional<double> begun_s, done_s;
    HalfUnits read{}, written{};
    std::uint64_t throttled = 0;        // tries of its own
    std::uint64_t others_attempts = 0;  // on its table, in the whole run
    std::uint64_t others_throttled = 0;
};
ClientJobCourse client_job_course(const Recording& recording, const Scenario& scenario,
                                  const std::string& workload);

nlohmann::ordered_json jobs_json(const Recording& recording, const Scenario& scenario);
nlohmann::ordered_json client_jobs_json(const Recording& recording, const Scenario& scenario);

}  // namespace isotherm
