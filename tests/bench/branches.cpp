// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/branches.h"

#include <fmt/format.h>

#include <iostream>
#include <stdexcept>

#include "tests/bench/instructions.h"
#include "tests/bench/measured.h"
#include "tests/bench/timed_run.h"

namespace isotherm::bench {
namespace {

// 20,000 writes a second to 100 partitions, half of which there is capacity for. Nobody tries
// again, so that half of the tries are refused.
Body half_throttled(const std::string& era, const std::string& capacity) {
    return [=](double) {
        return run_scenario(
            fmt::format("duration = \"10s\"\nera = \"{}\"\n[model]\ninitial_burst = 0\n"
                        "[tables.bench]\npartitions = 100\ncapacity = {{ {} }}\n"
                        "[workloads.bench]\ntable = \"bench\"\noperation = \"PutItem\"\n"
                        "arrivals = {{ shape = \"poisson\", rate = \"20000/s\" }}\n"
                        "keys = {{ distribution = \"uniform\", distinct = 1000000 }}\n"
                        "client = {{ retry = \"fire_and_forget\" }}\n",
                        era, capacity));
    };
}

const std::string provisioned = "mode = \"provisioned\", read = 1000, write = 10000";

}  // namespace

std::vector<GuardedLoop> guarded_loops() {
    return {{{"half throttled, era 2016", half_throttled("2016", provisioned), {}},
             "*StaticShares::admit(*",
             0.02},
            {{"half throttled, era 2018", half_throttled("2018", provisioned), {}},
             "*AdaptiveCapacity::admit(*",
             0.02},
            {{"half throttled, era 2026", half_throttled("2026", provisioned), {}},
             "*GlobalAdmission::admit(*",
             0.6}};
}

bool check_branches(const std::string& self) {
    const auto valgrind = found("valgrind");
    if (!valgrind) throw std::runtime_error("valgrind is not in PATH; it counts the branches");
    std::cout << "| run | requests | branches a request | mispredicted a request | most |\n"
                 "|---|---|---|---|---|\n";
    bool good = true;
    for (const GuardedLoop& loop : guarded_loops()) {
        const CountedRun run = counted_run(
            *valgrind, fmt::format("--branch-sim=yes --toggle-collect='{}'", loop.function), self,
            loop.path.name, 1);
        // Instructions, conditional branches, mispredicted ones, and the same two of indirect ones.
        constexpr std::size_t conditional = 1, mispredicted = 2;
        if (run.events.size() <= mispredicted || run.events[conditional] == 0)
            throw std::runtime_error("no function is called " + loop.function);
        const double missed = run.events[mispredicted] / run.requests;
        std::cout << fmt::format("| {} | {:.0f} | {:.2f} | {:.3f} | {} |\n", loop.path.name,
                                 run.requests, run.events[conditional] / run.requests, missed,
                                 loop.most)
                  << std::flush;
        good &= missed <= loop.most;
    }
    return good;
}

}  // namespace isotherm::bench
