// SPDX-License-Identifier: Apache-2.0
// A flow whose settings change while it is at work.

#include <utility>

#include "engine/flows/flow.h"

namespace isotherm {

void Flow::adopt(FlowMaking making) {
    take_settings(making.parts.settings);
    making_.program = std::move(making.program);
    // The program refers to the rules of its own design.
    making_.keys = std::move(making.keys);
    making_.rule = making.rule;
    draws_ = RowSource(std::move(making.parts.draws));
    values_ = RowSource(std::move(making.parts.values));
    if (settings_->callers) callers_->adopt(*settings_->callers.operator->());
}

void Flow::change(FlowMaking making, SimTime now) {
    const std::uint64_t drawn = draws_.rows_taken();
    const std::uint64_t values = values_.rows_taken();
    const std::uint64_t next_arrival = callers_->forget_arrivals();
    adopt(std::move(making));
    // Keys are those that the actions would have had from the start.
    if (settings_->uses_arrivals())
        draws_.skip_before(now, next_arrival);
    else
        draws_.skip_rows(drawn);
    if (values_.there()) values_.skip_rows(values);
    change_limits(now);

    callers_->change(now, upcoming_);
    const std::vector<bool> begins = begins_.which_in_use();
    for (std::uint32_t slot = 0; slot < begins_.size(); ++slot)
        if (begins[slot] && callers_->drops(begins_[slot])) begins_[slot].at = never;
    schedule();
    // What waited may pass now. The window that opens next sees to it.
    event(now, Kind::callers, 0, 0);
    for (std::uint32_t gate = 0; gate < gates_.size(); ++gate)
        if (!gates_[gate].waiting.empty()) event(now, Kind::gate, 0, gate);
}

// Shares of throughput are looked up at the next call.
void Flow::change_limits(SimTime now) {
    for (std::size_t l = 0; l < settings_->limits.size(); ++l) {
        const LimitSettings& limit = settings_->limits[l];
        if (limit.share.value > 0) continue;
        const auto milli = static_cast<std::int64_t>(limit.parsed_rate().per_second() * 1e3 + 0.5);
        for (std::uint32_t i = 0; i < instances_[l]; ++i)
            limiters_[first_of_limit_[l] + i].set_rate(CapacityRate::milli_units_per_second(milli),
                                                       now);
    }
}

}  // namespace isotherm
