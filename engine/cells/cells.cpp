// SPDX-License-Identifier: Apache-2.0
#include "engine/cells/cells.h"

#include <algorithm>
#include <cmath>

#include "engine/scenario/series_tables.h"

namespace isotherm {
namespace {

std::vector<Load> loads_where(const Scenario& scenario, const Tables& tables, bool of_entries) {
    std::vector<Load> loads = known_loads(scenario, tables).loads;
    std::erase_if(loads,
                  [&](const Load& load) { return load.written_by.has_value() != of_entries; });
    return loads;
}

WorkloadIndex index_of(const Scenario& scenario, const std::string& workload) {
    return {static_cast<std::uint32_t>(
        std::distance(scenario.workloads.begin(), scenario.workloads.find(workload)))};
}

std::vector<ResendPlan> plans_of(const Scenario& scenario) {
    std::vector<ResendPlan> plans;
    for (const auto& [name, workload] : scenario.workloads)
        plans.push_back(workload.client->resend_plan().value_or(ResendPlan{}));
    return plans;
}

SimTime end_of_slot(SimTime now) {
    return sim_start + resend_slot * (now.time_since_epoch() / resend_slot + 1);
}

SimTime end_of_second(SimTime now) {
    return sim_start + std::chrono::seconds(whole_seconds(now) + 1);
}

}  // namespace

Cells::Cells(const Scenario& scenario, Tables& tables, const IndexWrites& index_writes,
             PartitionSplits& splits, Recorder& recorder, ModelOf model, LaneThreads& threads)
    : scenario_(scenario),
      tables_(tables),
      splits_(splits),
      recorder_(recorder),
      model_(std::move(model)),
      rules_(scenario.era),
      places_(tables.size()),
      entries_(scenario, tables, loads_where(scenario, tables, true), index_writes,
               {static_cast<std::uint32_t>(scenario.workloads.size())}),
      resends_(plans_of(scenario)),
      lanes_(threads) {
    add_loads(loads_where(scenario, tables, false), nullptr, sim_start);
}

// Adds the loads of all workloads, or of the workload `only` from the time `from` on.
void Cells::add_loads(const std::vector<Load>& loads, const std::string* only, SimTime from) {
    const std::vector<TableSpec> specs = run_tables(scenario_);
    for (const Load& load : loads) {
        if (only != nullptr && (load.workload != *only || load.rows.back().end <= from)) continue;
        const auto spec =
            std::ranges::find(specs, tables_[load.resource].name.table, &TableSpec::name);
        loads_.emplace_back(load, index_of(scenario_, load.workload), scenario_, *spec, rules_);
        CellLoad& added = loads_.back();
        if (only != nullptr) added.begin_at(from);
        spread(added);
        side_of_load(added).add(added);
    }
    std::fill(places_.begin(), places_.end(), 0);
    follow();
}

// Reads and writes of a workload have the same keys.
void Cells::spread(CellLoad& load) {
    const KeyRanges& ranges = tables_[load.resource()].ranges;
    for (const CellLoad& other : loads_) {
        if (&other == &load) break;
        if (other.load().demand == load.load().demand && other.resource() == load.resource() &&
            static_cast<std::size_t>(other.shares().size()) == ranges.size())
            return load.spread_like(other);
    }
    load.spread(ranges);
}

SideCells& Cells::side_of_load(const CellLoad& load) {
    for (SideCells& side : sides_) {
        if (side.table() == load.resource() && side.side() == load.side()) return side;
    }
    return sides_.emplace_back(load.resource(), load.side());
}

void Cells::follow() {
    entries_.follow(tables_);
    std::vector<bool> changed(tables_.size());
    for (std::uint32_t t = 0; t < tables_.size(); ++t) {
        changed[t] = places_[t] != tables_[{t}].ranges.size();
        places_[t] = tables_[{t}].ranges.size();
    }
    for (CellLoad& load : loads_) {
        if (changed[load.resource().value] &&
            static_cast<std::size_t>(load.shares().size()) != places_[load.resource().value])
            spread(load);
    }
    for (SideCells& side : sides_) {
        if (changed[side.table().value]) side.follow(tables_);
    }
}

void Cells::remove(TableIndex table) {
    bool moved = false;
    for (CellLoad& load : loads_) {
        if (load.resource() != table) continue;
        const WorkloadSpec& workload = scenario_.workloads.at(load.load().workload);
        const std::vector<TableIndex> targets = targets_of(scenario_, workload, tables_);
        const auto at = std::ranges::find(targets, table);
        if (at == targets.end() || at + 1 == targets.end()) continue;
        load.move_to(*(at + 1));
        spread(load);
        moved = true;
    }
    if (!moved) return;
    sides_.clear();
    for (CellLoad& load : loads_) side_of_load(load).add(load);
    std::fill(places_.begin(), places_.end(), 0);
    follow();
}

// A scenario that changes later has loads that the state does not have; they have not begun.
void Cells::state(StateVisitor& visit) {
    visit(served_, tries_);
    const auto load_of = [this](std::uint64_t stream) {
        const auto at = std::ranges::find(loads_, stream, &CellLoad::stream);
        return at == loads_.end() ? nullptr : &*at;
    };
    std::vector<std::uint64_t> streams;
    for (const CellLoad& load : loads_) streams.push_back(load.stream());
    visit(streams);
    for (const std::uint64_t stream : streams) {
        CellLoad* load = load_of(stream);
        visit.require(load != nullptr);
        if (load == nullptr) continue;
        const TableIndex before = load->resource();
        visit(*load);
        if (visit.loads() && load->resource() != before) spread(*load);
    }
    if (visit.loads()) {
        sides_.clear();
        for (CellLoad& load : loads_) side_of_load(load).add(load);
        std::fill(places_.begin(), places_.end(), 0);
        follow();
    }
    resends_.state(visit, load_of);
    entries_.state(visit);
}

void Cells::change(const std::string& workload, SimTime now) {
    has_changed_ = true;
    for (CellLoad& load : loads_) {
        if (load.load().workload == workload) load.end_at(now);
    }
    add_loads(loads_where(scenario_, tables_, false), &workload, now);
}

SimTime Cells::serve(SimTime until, SimTime next_event) {
    const SimTime whole =
        resends_.waiting().empty() ? end_of_second(served_) : end_of_slot(served_);
    const SimTime end = std::min(whole, next_event);
    if (end > until) return until;
    serve_step({served_, end});
    return end;
}

void Cells::catch_up(SimTime now) {
    if (served_ < now) serve_step({served_, now});
}

void Cells::serve_step(const CellStep& step) {
    open(step);
    std::vector<std::pair<SideCells*, std::size_t>> blocks;
    for (SideCells& side : sides_) {
        for (std::size_t b = 0; b < side.block_count(); ++b) blocks.emplace_back(&side, b);
    }
    const std::span<PartitionSecond> seconds = recorder_.count_second();
    lanes_.run(blocks.size(), [&](std::size_t i) {
        blocks[i].first->serve_block(blocks[i].second, tables_, seconds);
    });
    settle(step);
    served_ = step.to;
}

void Cells::open(const CellStep& step) {
    std::vector<std::vector<CellExtra>> extras(sides_.size());
    add_due(step, extras);
    pressure_.assign(sides_.size(), {});
    for (std::size_t s = 0; s < sides_.size(); ++s) {
        SideCells& side = sides_[s];
        side.find_means(step);
        if (side.side() == Side::write && !entries_.empty()) {
            pressure_[s] = entries_.back_pressure(
                side.table(), step,
                [&](const std::string& workload) { return side.mean_rows(workload); });
        }
        side.open(step, std::move(extras[s]), pressure_[s].pressure, model_(side.table()), tables_);
    }
}

// Hands the requests that come again to the partitions that serve them now.
void Cells::add_due(const CellStep& step, std::vector<std::vector<CellExtra>>& extras) {
    for (const CellResends::Due& due : resends_.take(step.to)) {
        CellLoad& load = *due.load;
        CellExtra extra;
        extra.place = tables_[load.resource()].ranges.index_of(due.position.hash,
                                                               [&] { return due.position.sort; });
        extra.flow = due.flow;
        if (due.of_hot_key) extra.hot = load.hot_index(due.key);
        extra.attempt = due.attempt;
        extra.count = due.count;
        extra.units = due.units;
        for (std::size_t s = 0; s < sides_.size(); ++s) {
            const auto& loads = sides_[s].loads();
            const auto at = std::ranges::find(loads, &load);
            if (at == loads.end()) continue;
            extra.load = static_cast<std::uint32_t>(at - loads.begin());
            extras[s].push_back(extra);
        }
    }
}

void Cells::settle(const CellStep& step) {
    const std::span<PartitionSecond> seconds = recorder_.count_second();
    for (SideCells& side : sides_) side.close(tables_, seconds);
    for (const SideCells& side : sides_) {
        for (const CellRefusal& refusal : side.refusals())
            resends_.announce(side.loads()[refusal.load]->workload(), refusal);
        for (std::uint32_t l = 0; l < side.loads().size(); ++l) {
            const auto [first, again] = side.successes(l);
            resends_.add_successes(side.loads()[l]->workload(), first, again);
        }
    }
    for (std::size_t s = 0; s < sides_.size(); ++s) {
        if (sides_[s].idle()) continue;
        settle_side(sides_[s], step);
        std::uint64_t by_index = 0;
        for (const CellRefusal& refusal : sides_[s].refusals())
            if (is_back_pressure(refusal.outcome)) by_index += refusal.count;
        if (by_index > 0)
            entries_.count_refused(pressure_[s].index, by_index, pressure_[s].pressure.refused,
                                   recorder_);
        recorder_.add_to_fingerprint(sides_[s].arrivals_hash(), sides_[s].outcomes_hash());
    }
    if (!entries_.empty()) entries_.apply(step, tables_, model_, recorder_);
    resends_.settle();
    sample_for_splits(step);
}

void Cells::settle_side(SideCells& side, const CellStep& step) {
    const KeyRanges& ranges = tables_[side.table()].ranges;
    given_up_.clear();
    for (const CellRefusal& refusal : side.refusals()) {
        CellLoad& load = *side.loads()[refusal.load];
        const ItemPosition position =
            refusal.hot == no_hot_key ? ranges.first_at(refusal.place)
                                      : ItemPosition{position_of(load.hot()[refusal.hot].key), 0};
        given_up_.push_back(refusal.count - resends_.resend(load, refusal, position, step));
    }
    for (std::uint32_t l = 0; l < side.loads().size(); ++l) {
        count_flow(side, l, step);
        count_keys(side, l);
    }
}

void Cells::count_flow(const SideCells& side, std::uint32_t l, const CellStep& step) {
    const CellLoad& load = *side.loads()[l];
    for (std::uint32_t f = 0; f < load.flows().size(); ++f) {
        const CellFlow& flow = load.flows()[f];
        const SideCells::FlowSum sum = side.sum(l, f);
        if (sum.tries == 0) continue;
        Recorder::Counted counted{.workload = load.workload(),
                                  .table = side.table(),
                                  .operation = flow.operation,
                                  .requests = sum.fresh,
                                  .consumed = HalfUnits(sum.units),
                                  .units_given_up = {}};
        counted.tries[0] = sum.tries;
        for (std::size_t r = 0; r < side.refusals().size(); ++r) {
            const CellRefusal& refusal = side.refusals()[r];
            if (refusal.load != l || refusal.flow != f) continue;
            counted.tries[0] -= refusal.count;
            counted.tries[static_cast<std::size_t>(refusal.outcome)] += refusal.count;
            counted.consumed -= HalfUnits(refusal.units);
            counted.given_up += given_up_[r];
            counted.units_given_up +=
                HalfUnits(refusal.units / refusal.count * static_cast<std::int64_t>(given_up_[r]));
        }
        recorder_.count(counted);
        tries_ += sum.tries;
        CallCounts& calls = recorder_.calls(side.table(), side.side());
        if (flow.finding == Finding::condition_failed)
            calls.conditional_check_failed += counted.tries[0];
        if (flow.returned > 0)
            calls.returned_items += static_cast<std::uint64_t>(
                std::floor(static_cast<double>(counted.tries[0]) * flow.returned + 0.5));
        if (side.side() == Side::write) entries_.take_in(load, flow, counted.tries[0], step);
    }
    side.add_stored(l, tables_);
}

void Cells::count_keys(const SideCells& side, std::uint32_t l) {
    const CellLoad& load = *side.loads()[l];
    std::uint64_t tries = 0, throttled = 0;
    for (std::uint32_t f = 0; f < load.flows().size(); ++f) tries += side.sum(l, f).tries;
    for (const CellRefusal& refusal : side.refusals())
        if (refusal.load == l) throttled += refusal.count;
    if (tries == 0) return;
    for (const CellExtra& extra : side.extras()) {
        if (extra.load != l || extra.hot == no_hot_key) continue;
        recorder_.count_key(load.workload(), side.table(), load.hot()[extra.hot].key, extra.count,
                            extra.refused);
        tries -= extra.count;
        throttled -= extra.refused;
    }
    recorder_.count_other_keys(load.workload(), side.table(),
                               load.distinct_keys() - load.hot().size(), tries, throttled);
}

// A partition that may split needs positions of its requests.
void Cells::sample_for_splits(const CellStep& step) {
    constexpr std::size_t most_of_step = 256;
    for (const PartitionSplits::Wanted& wanted : splits_.wanted_samples()) {
        const TableIndex table = tables_.partitions.table[wanted.partition.value];
        const KeyRanges& ranges = tables_[table].ranges;
        const ItemPosition first = tables_.partitions.first[wanted.partition.value];
        const std::size_t place = ranges.index_of(first.hash, [&] { return first.sort; });
        if (ranges.owner_at(place) != wanted.partition) continue;
        std::vector<std::pair<CellLoad*, double>> askers;
        double all = 0;
        for (const SideCells& side : sides_) {
            if (side.table() != table) continue;
            for (CellLoad* load : side.loads()) {
                const double rows = side.mean_rows(*load) * load->share_at(place);
                if (rows <= 0) continue;
                all += rows;
                askers.emplace_back(load, all);
            }
        }
        const auto count = std::min({wanted.count, most_of_step, static_cast<std::size_t>(all)});
        CellRandom random(0x73706c69742d6174, wanted.partition.value,
                          step.from.time_since_epoch().count());
        for (std::size_t i = 0; i < count; ++i) {
            const double drawn = random.unit() * all;
            const auto asker =
                std::upper_bound(askers.begin(), askers.end() - 1, drawn,
                                 [](double at, const auto& one) { return at < one.second; });
            splits_.add_sample(wanted.partition, asker->first->sample(ranges, place, random));
        }
    }
}

void Cells::record_waiting() {
    for (const auto& [slot, list] : resends_.waiting()) {
        for (const CellResends::Due& due : list)
            recorder_.add_waiting(due.load->workload(), due.load->resource(), due.count);
    }
    WorkloadIndex workload{static_cast<std::uint32_t>(scenario_.workloads.size())};
    const std::vector<TableIndex> resources = entries_.resources();
    const std::vector<std::uint64_t> waiting = entries_.tried_and_waiting();
    for (std::size_t i = 0; i < waiting.size(); ++i, ++workload.value)
        recorder_.add_waiting(workload, resources[i], waiting[i]);
}

std::string Cells::key_name(WorkloadIndex workload, Key key) const {
    for (const CellLoad& load : loads_) {
        if (load.workload() == workload && load.load().demand->key_name)
            return load.load().demand->key_name(key);
    }
    return std::to_string(key);
}

}  // namespace isotherm
