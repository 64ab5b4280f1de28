// SPDX-License-Identifier: Apache-2.0
#include "engine/propagation/index_writes.h"

#include <algorithm>
#include <utility>

namespace isotherm {
SimDuration time_to_serve(HalfUnits units, CapacityRate rate) {
    if (units == HalfUnits{}) return {};
    if (rate == CapacityRate{}) return SimDuration::max();
    const auto nano_units = static_cast<__int128>(CapacityUnits(units).in_nano_units());
    const std::int64_t per_us = rate.in_milli_units_per_second();  // nano-units per microsecond
    return SimDuration(static_cast<std::int64_t>((nano_units + per_us - 1) / per_us));
}

IndexWrites::IndexWrites(const Tables& tables, const std::vector<TableSpec>& specs,
                         std::uint64_t seed, std::shared_ptr<const KeyDesign> keys)
    : keys_(std::move(keys)), of_table_(tables.size()) {
    for (std::uint32_t t = 0; t < tables.size(); ++t) {
        const Table& table = tables.tables[t];
        if (!table.base) continue;
        const std::string name = table.name.label();
        const auto spec = std::find_if(specs.begin(), specs.end(), [&](const TableSpec& one) {
            return one.name == table.name.table;
        });
        const IndexSpec& index = spec->indexes.at(table.name.index);
        of_table_[table.base->value].push_back(indexes_.size());
        indexes_.emplace_back("index writes of " + name, TableIndex{t}, table, index,
                              RandomStream(seed, "indexes." + name));
        if (keys_ != nullptr) {
            indexes_.back().rule = keys_->rule(table.name);
            indexes_.back().sort_rule = keys_->sort_rule(table.name);
        }
        if (index.created == 0s) continue;
        backfills_.push_back(
            {indexes_.size(), static_cast<std::uint32_t>(spec->item_size.count), 0, false});
        IndexState filling = indexes_.back();
        filling.name = "backfill of " + name;
        filling.random = RandomStream(seed, "backfill." + name);
        indexes_.push_back(std::move(filling));
    }
    follow(tables);
}

void IndexWrites::begin_backfill(TableIndex index, std::uint64_t items) {
    for (Backfill& backfill : backfills_) {
        if (indexes_[backfill.state].resource != index) continue;
        backfill.items_left = items;
        backfill.runs = true;
    }
}

void IndexWrites::feed_backfills(const Charge& rules, SimTime now) {
    for (Backfill& backfill : backfills_) {
        IndexState& index = indexes_[backfill.state];
        // Enough for the next periods: one second of the index's throughput. A half-unit per second
        // is 500 milli-units per second.
        const HalfUnits enough(index.pending.rate().in_milli_units_per_second() / 500);
        while (backfill.items_left > 0 && index.pending.waiting() <= enough) {
            --backfill.items_left;
            if (index.random.unit() >= index.spec.in_index.value) continue;
            const auto key = index_key(
                index, {.number = backfill.items_left, .time = now, .key = backfill.items_left}, 0);
            if (!key) continue;
            push(index, *key, index.spec.entry_bytes(backfill.item_bytes), now, no_workload, rules);
        }
    }
}

std::vector<TableIndex> IndexWrites::finished_backfills() {
    std::vector<TableIndex> finished;
    for (Backfill& backfill : backfills_) {
        const IndexState& index = indexes_[backfill.state];
        if (!backfill.runs || backfill.items_left > 0 || index.pending.waiting() > HalfUnits{})
            continue;
        backfill.runs = false;
        finished.push_back(index.resource);
    }
    return finished;
}

void IndexWrites::follow(const Tables& tables) {
    for (IndexState& index : indexes_) {
        index.pending.follow(tables);
        index.open = index.pending.rate() > CapacityRate{};
    }
}

void IndexWrites::IndexState::state(StateVisitor& visit) {
    visit(random, pending, behind, sequence, refusals, open, behind_lag);
    visit(caused);
    if (rule != nullptr) visit(drawn, set_keys);
    visit.one_of(refuses_with, outcome_count);
}

void IndexWrites::state(StateVisitor& visit) {
    visit.same_length(indexes_);
    for (Backfill& backfill : backfills_) visit(backfill.items_left, backfill.runs);
}

std::vector<std::string> IndexWrites::workload_names() const {
    std::vector<std::string> names;
    for (const IndexState& index : indexes_) names.push_back(index.name);
    return names;
}

std::vector<TableIndex> IndexWrites::workload_tables() const {
    std::vector<TableIndex> tables;
    for (const IndexState& index : indexes_) tables.push_back(index.resource);
    return tables;
}

// The first index that lags too far determines the outcome. Each such index counts the refusal.
void IndexWrites::refuse(RequestBatch& batch, std::vector<std::uint32_t>& rows) {
    std::erase_if(rows, [&](std::uint32_t row) {
        if (side_of(batch.operation[row]) != Side::write) return false;
        bool refused = false;
        for (const std::size_t i : of_table_[batch.table[row].value]) {
            if (!indexes_[i].behind_lag) continue;
            ++indexes_[i].refusals[static_cast<std::size_t>(indexes_[i].refuses_with)];
            if (!refused) batch.outcome[row] = indexes_[i].refuses_with;
            refused = true;
        }
        return refused;
    });
}

std::vector<IndexWrites::Refusals> IndexWrites::take_refusals() {
    std::vector<Refusals> refusals;
    for (IndexState& index : indexes_) refusals.push_back(std::exchange(index.refusals, {}));
    return refusals;
}

void IndexWrites::push(IndexState& index, Key key, std::uint32_t bytes, SimTime now,
                       std::uint32_t cause, const Charge& rules) {
    const HalfUnits cost = rules.of(Operation::put_item, bytes);
    index.pending.add({{key, index.sequence++, cost, now, 1}, bytes, cause});
}

std::vector<IndexWrites::Caused> IndexWrites::caused_by(WorkloadIndex workload) const {
    std::vector<Caused> all;
    for (const IndexState& index : indexes_) {
        const auto found = index.caused.find(workload.value);
        if (found == index.caused.end()) continue;
        all.push_back(found->second);
        all.back().index = index.resource;
    }
    return all;
}

std::vector<IndexWrites::Queue> IndexWrites::waiting() const {
    std::vector<Queue> list;
    for (std::size_t i = 0; i < indexes_.size(); ++i) {
        for (std::size_t p = 0; p < indexes_[i].pending.partitions(); ++p) {
            if (indexes_[i].pending.any(p)) list.push_back({i, p});
        }
    }
    return list;
}

void IndexWrites::next_writes(Queue queue, CapacityUnits budget, SimTime now,
                              WorkloadIndex first_workload, RequestBatch& batch) const {
    const IndexState& index = indexes_[queue.index];
    const WorkloadIndex workload{first_workload.value + static_cast<std::uint32_t>(queue.index)};
    index.pending.next_writes(queue.partition, budget, batch, [&](const Pending& write) -> Request {
        return {now,      write.key,           write.sequence, write.bytes, index.resource,
                workload, Operation::put_item, write.attempt};
    });
}

void IndexWrites::settle(Queue queue, const RequestBatch& batch) {
    IndexState& index = indexes_[queue.index];
    const auto done = [&](const Pending& write, std::size_t) {
        if (write.cause == no_workload) return;
        Caused& caused = index.caused[write.cause];
        ++caused.writes;
        caused.consumed += write.cost;
    };
    index.pending.settle(queue.partition, batch, done, [](const Pending&, std::size_t) {});
}

void IndexWrites::look_at_lags(const Tables& tables, SimTime now) {
    for (IndexState& index : indexes_) look_at_lag(index, tables[index.resource], now);
}

void IndexWrites::look_at_lag(IndexState& index, const Table& table, SimTime now) {
    const auto lag = index.pending.lag(now);
    index.behind.raise_to(lag.behind);
    index.behind_lag = index.open && lag.slowest >= index.spec.lag;
    if (!index.behind_lag) return;
    if (lag.slowest > lag.of_all) {
        index.refuses_with = Outcome::index_partition;
    } else {
        const bool set = table.capacity.on_demand() && table.capacity.maximum.write > 0;
        index.refuses_with = set ? Outcome::index_on_demand_maximum : Outcome::index_throughput;
    }
}

std::vector<BacklogSecond> IndexWrites::take_backlogs() {
    std::vector<BacklogSecond> backlogs;
    for (IndexState& index : indexes_) backlogs.push_back(std::exchange(index.behind, {}));
    return backlogs;
}

std::vector<std::uint64_t> IndexWrites::tried_and_waiting() const {
    std::vector<std::uint64_t> counts;
    for (const IndexState& index : indexes_) {
        std::uint64_t count = 0;
        index.pending.each([&](const Pending& write) { count += write.attempt > 1; });
        counts.push_back(count);
    }
    return counts;
}

std::string IndexWrites::key_name(TableIndex index, Key key, WallTime start) const {
    const auto of = std::find_if(indexes_.begin(), indexes_.end(),
                                 [&](const IndexState& state) { return state.resource == index; });
    if (of == indexes_.end()) return {};
    const IndexSpec& spec = of->spec;
    if (of->rule != nullptr) {
        if (const std::string* set = of->set_keys.text_of(key)) return *set;
        const Draw* draw = of->drawn.draw_of(key);
        return draw == nullptr ? std::to_string(key) : of->rule->text(keys_->attributes, *draw, "");
    }
    if (spec.keys != IndexKeys::time) return std::to_string(key);
    const auto suffixes = static_cast<std::uint64_t>(spec.suffixes);
    const WallTime begins = start + spec.period * static_cast<std::int64_t>(key / suffixes);
    std::string name = utc_text(begins);
    if (spec.period >= 24h) name.resize(std::string_view("2016-03-01").size());
    return suffixes == 1 ? name : name + "_" + std::to_string(key % suffixes + 1);
}

}  // namespace isotherm
