// SPDX-License-Identifier: Apache-2.0
#include "engine/clients/backoff.h"

#include "engine/clients/policy_of.h"

namespace isotherm {

void round_trip_setting(SettingsVisitor& visit, SimDuration& round_trip) {
    visit.field({.name = "round_trip",
                 .help = "time from sending a request to receiving its response; workloads with "
                         "steps have [latency] instead",
                 .lowest = 1e-6,
                 .highest = 10,
                 .source = "[inferred] single-digit milliseconds"},
                round_trip);
}

void clients_setting(SettingsVisitor& visit, std::int64_t& clients) {
    visit.field({.name = "clients",
                 .help = "number of SDK clients that share the workload's requests",
                 .lowest = 1,
                 .highest = 1e6,
                 .source = "[inferred] one process"},
                clients);
}

void attempts_setting(SettingsVisitor& visit, std::int64_t& attempts, std::string_view source,
                      double highest) {
    visit.field({.name = "attempts",
                 .help = "maximum number of tries of a request, including the first",
                 .lowest = 1,
                 .highest = highest,
                 .source = source},
                attempts);
}

void BackoffMode::settings(SettingsVisitor& visit) {
    attempts_setting(visit, settings_.attempts, sources_.attempts);
    visit.field(
        {.name = "first_delay",
         .help = settings_.jitter
                     ? "longest random wait before the first retry of a throttled call; doubles "
                       "with each further retry"
                     : "wait before the first retry of a throttled call; doubles each time",
         .lowest = 0,
         .highest = 60,
         .source = sources_.delay},
        settings_.first_delay[0]);
    visit.field({.name = "first_delay_transient",
                 .help = "the same after an error of the service or a time-out",
                 .lowest = 0,
                 .highest = 60,
                 .source = sources_.delay},
                settings_.first_delay[1]);
    settings_.first_delay[2] = settings_.first_delay[1];
    visit.field({.name = "longest_delay",
                 .help = "longest wait before any retry",
                 .lowest = 0,
                 .highest = 3600,
                 .source = sources_.delay},
                settings_.longest_delay);
    if (settings_.quota) {
        visit.field({.name = "retry_quota",
                     .help = "size of each client's retry quota, in tokens",
                     .lowest = 0,
                     .highest = 1e9,
                     .source = sources_.quota},
                    settings_.retry_quota);
        visit.field({.name = "retry_cost",
                     .help = "tokens a retry costs after throttling",
                     .lowest = 0,
                     .highest = 1e6,
                     .source = sources_.quota},
                    settings_.cost[0]);
        visit.field({.name = "retry_cost_transient",
                     .help = "tokens a retry costs after an error of the service",
                     .lowest = 0,
                     .highest = 1e6,
                     .source = sources_.quota},
                    settings_.cost[1]);
        visit.field({.name = "retry_cost_timeout",
                     .help = "tokens a retry costs after a time-out",
                     .lowest = 0,
                     .highest = 1e6,
                     .source = sources_.quota},
                    settings_.cost[2]);
    }
    clients_setting(visit, settings_.clients);
    round_trip_setting(visit, settings_.round_trip);
}

SimDuration longest_before_retry(const BackoffSettings& settings, Failure failure,
                                 std::int64_t retry) {
    SimDuration longest = settings.first_delay[static_cast<std::size_t>(failure)];
    for (std::int64_t k = 1; k < retry && longest < settings.longest_delay; ++k) longest *= 2;
    return std::min(longest, settings.longest_delay);
}

std::vector<SimDuration> longest_waits(const BackoffSettings& settings, Failure failure) {
    std::vector<SimDuration> waits{longest_before_retry(settings, failure, 1)};
    for (std::int64_t retry = 2; retry < settings.attempts; ++retry) {
        const SimDuration wait = longest_before_retry(settings, failure, retry);
        if (wait == waits.back()) break;
        waits.push_back(wait);
    }
    return waits;
}

ResendPlan plan_of(const BackoffSettings& settings) {
    ResendPlan plan;
    for (std::int64_t retry = 1; retry < settings.attempts; ++retry) {
        const SimDuration longest = longest_before_retry(settings, Failure::throttled, retry);
        plan.delays.push_back({settings.round_trip + (settings.jitter ? SimDuration{} : longest),
                               settings.round_trip + longest});
    }
    if (settings.quota) {
        plan.quota = settings.retry_quota * settings.clients;
        plan.retry_cost = settings.cost[static_cast<std::size_t>(Failure::throttled)];
    }
    return plan;
}

std::unique_ptr<ClientPolicy> BackoffMode::start(RandomStream random) const {
    return policy_of(Backoff(settings_, std::move(random)));
}

}  // namespace isotherm
