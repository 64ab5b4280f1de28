// SPDX-License-Identifier: Apache-2.0
#pragma once
// The alarms of a run: evaluated each minute on what CloudWatch shows by then. They change nothing;
// they say when an operator would have been told.

#include <map>
#include <vector>

#include "engine/alarms/alarm_spec.h"
#include "engine/alarms/table_metrics.h"
#include "engine/vocabulary/state_visitor.h"

namespace isotherm {

enum class AlarmState : std::uint8_t { insufficient_data, ok, alarm };
constexpr auto words_of(AlarmState) {
    return std::to_array<std::string_view>({"INSUFFICIENT_DATA", "OK", "ALARM"});
}

// The state that `found` datapoints of the latest spec.periods periods give, of which `breaching`
// breach the threshold; nullopt: the state stays (CloudWatch User Guide, "Configuring how
// CloudWatch alarms treat missing data").
std::optional<AlarmState> judged_state(const AlarmSpec& spec, std::int64_t found,
                                       std::int64_t breaching);

class Alarms {
public:
    // `specs` must outlive this. `metric_delay`: from the end of a period until its datapoint is
    // there.
    Alarms(const std::map<std::string, AlarmSpec>& specs, WallTime start, SimDuration metric_delay);

    bool empty() const { return watched_.empty(); }
    // Evaluates all alarms if a minute of the wall clock ends at `now`; adds an event to `into` for
    // each alarm whose state changes. The recording must hold every second before `now`.
    void observe(SimTime now, const Recording& recording, std::vector<Event>& into);

    void state(StateVisitor& visit);

private:
    struct Watched {
        const std::string* name = nullptr;
        const AlarmSpec* spec = nullptr;
        AlarmState state = AlarmState::insufficient_data;
    };
    struct Datapoint {
        std::optional<double> value;
        double threshold = 0;
    };

    void evaluate(Watched& alarm, std::size_t table, SimTime now, const Recording& recording,
                  std::vector<Event>& into) const;
    std::vector<Datapoint> datapoints(const AlarmSpec& spec, std::size_t table, SimTime now,
                                      const Recording& recording) const;

    std::vector<Watched> watched_;
    WallTime start_;
    SimDuration metric_delay_;
};

}  // namespace isotherm
