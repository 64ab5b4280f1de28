// SPDX-License-Identifier: Apache-2.0
#pragma once
// Who calls and what an action is: the settings of a workload that make it a flow.

#include <map>
#include <string>
#include <vector>

#include "engine/callers/callers.h"
#include "engine/callers/limit_settings.h"
#include "engine/callers/step_settings.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

enum class Overflow : std::uint8_t { wait, shed };
constexpr auto words_of(Overflow) { return std::to_array<std::string_view>({"wait", "shed"}); }

struct FlowSettings : Configurable {
    Chosen<CallerKind> callers;
    std::vector<StepSettings> steps;
    std::map<std::string, std::vector<StepSettings>> blocks;  // by name
    std::vector<LimitSettings> limits;
    std::int64_t in_flight = 0;  // 0: unlimited
    Overflow overflow = Overflow::wait;
    std::int64_t queue = 0;  // places for waiting actions; 0: unlimited
    SimDuration attempt_timeout{};
    SimDuration hedge_after{};  // 0: reads are not hedged
    SimDuration timeout{};
    SimDuration action_timeout{};
    std::int64_t connections = 0;  // 0: as in [latency]
    std::int64_t actions_most = 1'000'000;
    std::string through;  // the cache of a workload without steps
    // Segments of the Scan of such a workload that walks through its table; 0: it does not.
    std::int64_t walked_segments = 0;

    void settings(SettingsVisitor& visit) override;
    // The only one of these that recorded streams have.
    void through_setting(SettingsVisitor& visit);

    // Whether anything makes the workload a flow.
    bool any() const;
    bool reads_stream() const { return callers && callers->stream().has_value(); }
    // Whether actions begin at the workload's `arrivals`.
    bool uses_arrivals() const { return !callers || callers->uses_arrivals(); }
    // Whether its requests can be foreseen: a single call at each arrival, and no cache before it.
    bool foreseeable() const { return steps.empty() && uses_arrivals() && through.empty(); }

private:
    void limit_settings(SettingsVisitor& visit);
    void timeout_settings(SettingsVisitor& visit);
    void check_rounds(SettingsVisitor& visit) const;
};

// Visits a list of steps; readers append to it.
void steps_setting(SettingsVisitor& visit, std::vector<StepSettings>& steps);

}  // namespace isotherm
