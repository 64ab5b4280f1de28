// SPDX-License-Identifier: Apache-2.0
// A flow whose settings change while it is at work, and limits, which follow what they are a share
// of.

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
    find_light_actions();
}

void Flow::change(FlowMaking making, SimTime now) {
    use_events(now);
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
        if (limit.share.value == 0)
            for (const std::uint32_t instance : instances_[l])
                limiters_[instance].limiter.set_rate(rate_of(limit), now);
        // Workers who are new have limits of their own, as full as at the start.
        const std::uint32_t workers = settings_->callers ? settings_->callers->worker_count() : 1;
        while (limit.per == LimitPer::worker && instances_[l].size() < workers)
            add_limiter(l, limiters_[instances_[l].front()].limiter.rate());
    }
    gates_.resize(first_limiter() + limiters_.size());
}

void Flow::add_limiter(std::size_t limit, CapacityRate rate) {
    const LimitSettings& settings = settings_->limits[limit];
    instances_[limit].push_back(static_cast<std::uint32_t>(limiters_.size()));
    limiters_.push_back(
        {static_cast<std::uint32_t>(limit), Limiter(rate, settings.burst, settings.charge)});
}

CapacityRate Flow::rate_of(const LimitSettings& limit) {
    return CapacityRate::milli_units_per_second(
        static_cast<std::int64_t>(limit.parsed_rate().per_second() * 1e3 + 0.5));
}

bool Flow::limits(const LimitSettings& limit, const OpenCall& call) const {
    if (limit.share.value == 0) return true;
    const LimitSettings::Target target = limit.target();
    const FlowRow& row = call.rows.front();
    return side_of(row.operation) == target.side &&
           world_.tables[row.table].name == ResourceName(target.table, target.index);
}

CapacityUnits Flow::known_cost(const OpenCall& call, const LimitSettings& limit) const {
    if (limit.unit() == LimitUnit::calls) return CapacityUnits::units(1);
    HalfUnits cost;
    for (const FlowRow& row : call.rows) cost += world_.charge.of(row.operation, row.bytes);
    return cost;
}

// Limits that are shares of provisioned throughput follow it.
void Flow::look_up_limits(SimTime now) {
    for (std::size_t l = 0; l < settings_->limits.size(); ++l) {
        const LimitSettings& limit = settings_->limits[l];
        if (limit.share.value == 0) continue;
        if (looked_up_ != never && limit.reread > 0us && now < looked_up_ + limit.reread) continue;
        const LimitSettings::Target target = limit.target();
        const auto table = world_.tables.named(target.table, target.index);
        if (!table) continue;
        // What bulk jobs assume of tables on demand: 40,000 units (Amazon EMR, AWS Glue).
        constexpr std::int64_t assumed_on_demand = 40'000;
        const Table& of = world_.tables[*table];
        const std::int64_t units =
            of.capacity.on_demand() ? assumed_on_demand : of.capacity.provisioned.of(target.side);
        const CapacityRate rate = CapacityRate::milli_units_per_second(
            static_cast<std::int64_t>(static_cast<double>(units) * 1e3 * limit.share.value + 0.5));
        for (const std::uint32_t instance : instances_[l]) {
            Limiter& limiter = limiters_[instance].limiter;
            if (limiter.rate() != rate) limiter.set_rate(rate, now);
        }
    }
    looked_up_ = now;
}

}  // namespace isotherm
