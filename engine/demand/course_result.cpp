// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/demand/course.h"

namespace isotherm {
namespace {

// A key is reported if its demand is more than this share of its partition's limit.
constexpr double key_worth_naming = 0.01;

std::size_t order_of_birth(const Table& table, PartitionIndex partition) {
    const auto at = std::find(table.partitions.begin(), table.partitions.end(), partition);
    return static_cast<std::size_t>(at - table.partitions.begin());
}

}  // namespace

std::string DemandCourse::key_name(TableIndex resource, Key key) const {
    for (const Load& load : loads_) {
        if (load.resource != resource || !load.keys->key_name || load.written_by) continue;
        for (const KeyLoad& run : load.keys->keys) {
            if (key >= run.first && key - run.first < run.count) return load.keys->key_name(key);
        }
    }
    for (const RecordedLoad& stream : streams_) {
        const auto& targets = stream.targets();
        if (std::find(targets.begin(), targets.end(), resource) != targets.end())
            return stream.stream().key_name(key);
    }
    for (const RecordedLoad::Index& index : indexes_) {
        const Draw* const draw = index.resource == resource && index.rule != nullptr
                                     ? index.drawn.draw_of(key)
                                     : nullptr;
        if (draw != nullptr) return index.rule->text(design_->attributes, *draw, "");
    }
    const std::string name = index_writes_.key_name(resource, key, scenario_.start);
    return name.empty() ? std::to_string(key) : name;
}

SideDemand DemandCourse::side_result(TableIndex resource, Side side) const {
    const SideTracker& tracker = trackers_[resource.value][side];
    const Table& table = tables_[resource];
    SideDemand demand;
    demand.mean = tracker.seconds > 0 ? tracker.asked / tracker.seconds : 0;
    demand.peak = tracker.whole.peak();
    demand.partition = tracker.partition.peak();
    if (demand.partition.units > 0)
        demand.hottest_partition = order_of_birth(table, tracker.hottest);
    if (tracker.key.peak().units > key_worth_naming * tracker.key.peak().limit) {
        demand.key = tracker.key.peak();
        demand.hottest_key = key_name(resource, tracker.hottest_key);
    }
    demand.chance = tracker.chance + tracker.highest_chance;
    demand.at_chance = tracker.at_chance;
    demand.impossible_share = tracker.impossible_share;
    demand.dearest_write = tracker.dearest;
    demand.full_bucket = tracker.full_bucket;
    demand.throttles_from = tracker.refused_by_index;
    for (std::size_t kind = 0; kind < demand_limit_count; ++kind) {
        auto shortage = tracker.shortages[kind].found(static_cast<DemandLimit>(kind));
        if (!shortage) continue;
        shortage->partition = order_of_birth(table, tracker.shortages[kind].worst_partition());
        if (shortage->throttles_from &&
            (!demand.throttles_from || *shortage->throttles_from < *demand.throttles_from))
            demand.throttles_from = shortage->throttles_from;
        demand.shortages.push_back(*shortage);
    }
    return demand;
}

Demand DemandCourse::result() const {
    Demand demand;
    for (std::uint32_t t = 0; t < tables_.size(); ++t) {
        const Table& table = tables_[{t}];
        ResourceDemand one;
        one.name = table.name;
        for (const TableSpec& spec : specs_) {
            if (spec.name == one.name.table) one.on_demand = spec.capacity.on_demand();
        }
        one.partitions = starts_[t].partitions;
        one.partitions_end = table.ranges.size();
        one.capacity = starts_[t].capacity;
        one.partition_limit = starts_[t].limit;
        for (const Side side : both_sides) one.sides[side] = side_result({t}, side);
        one.lag = lags_[t];
        if (one.lag && !one.lag->of_index) {
            const PartitionIndex slowest{static_cast<std::uint32_t>(one.lag->partition)};
            one.lag->partition = order_of_birth(table, slowest);
        }
        demand.resources.push_back(std::move(one));
    }
    for (const RecordedLoad& stream : streams_) demand.requests_read += stream.rows();
    return demand;
}

Result<Demand> find_demand(const Scenario& scenario) {
    Scenario own = scenario;
    own.recorded = std::make_shared<RecordedSources>();
    return DemandCourse(own).run();
}

}  // namespace isotherm
