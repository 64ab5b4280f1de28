// SPDX-License-Identifier: Apache-2.0
#include "engine/demand/recorded_load.h"

#include <algorithm>

#include "engine/model/key_space.h"

namespace isotherm {
namespace {

constexpr std::size_t buffered_rows = 4'096;

// Returns the part of a call's units that counts against a partition's maximum.
double leader_units(double units, Operation operation, const Era& era) {
    if (traits_of(operation).consistency != Consistency::eventual) return units;
    return units * static_cast<double>(era.partition_read_maximum) /
           static_cast<double>(era.partition_eventual_maximum);
}

}  // namespace

void StepKeys::add(Key key, double cost) {
    const double sum = units[key] += cost;
    if (sum > most || (sum == most && key < heaviest)) {
        most = sum;
        heaviest = key;
    }
}

void StepKeys::clear() {
    units.clear();
    heaviest = 0;
    most = 0;
}

bool RecordedLoad::refill() {
    if (ended_) return false;
    if (arrival_.empty()) {
        arrival_.resize(buffered_rows);
        key_.resize(buffered_rows);
        bytes_.resize(buffered_rows);
        operation_.resize(buffered_rows);
    }
    finding_.assign(buffered_rows, Finding::item);
    next_ = 0;
    count_ = stream_->fill({arrival_, key_, bytes_, operation_, finding_});
    rows_ += count_;
    ended_ = count_ == 0;
    return !ended_;
}

void RecordedLoad::read(SimTime until, const Context& context) {
    while (next_ < count_ || refill()) {
        for (; next_ < count_; ++next_) {
            if (arrival_[next_] >= until) return;
            if (arrival_[next_] >= from_ && arrival_[next_] < to_) add(next_, context);
        }
    }
}

void RecordedLoad::add(std::size_t row, const Context& context) {
    std::size_t at = 0;
    if (!begins_.empty()) {
        const auto after = std::upper_bound(begins_.begin(), begins_.end(), arrival_[row]);
        at = after == begins_.begin() ? 0 : static_cast<std::size_t>(after - begins_.begin()) - 1;
    }
    const TableIndex table = targets_[at];
    const Operation operation = operation_[row];
    const auto side = side_of(operation);
    double units = context.rules.of(operation, bytes_[row]).in_units();
    for (const IndexSpec* index : context.locals[table.value]) {
        units += entry_writes(*index, operation, finding_[row]).all() *
                 context.rules.of(Operation::put_item, index->entry_bytes(bytes_[row])).in_units();
    }
    const PartitionIndex partition = context.tables[table].ranges.owner(position_of(key_[row]));
    StepDemand& step = context.partitions[partition.value][side];
    step.units += units;
    step.leader += leader_units(units, operation, context.tables.era());
    context.keys[table.value][side].add(key_[row], units);
    double& dearest = context.dearest[table.value][side];
    dearest = std::max(dearest, units);
    if (side_of(operation) == Side::write) add_entries(row, table, context);
}

void RecordedLoad::add_entries(std::size_t row, TableIndex table, const Context& context) const {
    constexpr auto writes_side = Side::write;
    for (Index& index : context.indexes) {
        if (index.base != table) continue;
        const EntryWrites writes = entry_writes(*index.spec, operation_[row], finding_[row]);
        const double each =
            context.rules.of(Operation::put_item, index.spec->entry_bytes(bytes_[row])).in_units();
        const auto write = [&](std::uint64_t version, double units) {
            if (units <= 0) return;
            const auto key = index_key(index, row, version, context.design);
            if (!key) return;
            const PartitionIndex partition =
                context.tables[index.resource].ranges.owner(position_of(*key));
            StepDemand& step = context.partitions[partition.value][writes_side];
            step.units += units;
            step.leader += units;
            context.keys[index.resource.value][writes_side].add(*key, units);
            double& dearest = context.dearest[index.resource.value][writes_side];
            dearest = std::max(dearest, each);
        };
        write(0, writes.of_key * each);
        write(rows_ + row, writes.of_new_key * each);
    }
}

std::optional<Key> RecordedLoad::index_key(Index& index, std::size_t row, std::uint64_t version,
                                           const KeyDesign* design) const {
    const IndexSpec& spec = *index.spec;
    const std::uint64_t number = rows_ - count_ + row;
    const Draw draw{.number = version == 0 ? number : position_of(number ^ position_of(version)),
                    .time = arrival_[row],
                    .key = key_[row],
                    .workload = workload_,
                    .bytes = bytes_[row],
                    .operation = operation_[row]};
    if (index.sort_rule != nullptr && !index.sort_rule->key(design->attributes, draw))
        return std::nullopt;
    if (index.rule != nullptr) {
        const auto key = index.rule->key(design->attributes, draw);
        if (key) index.drawn.remember(*key, draw);
        return key;
    }
    if (spec.keys != IndexKeys::time)
        return position_of(key_[row] ^ position_of(version)) %
               static_cast<std::uint64_t>(spec.distinct);
    const auto suffixes = static_cast<std::uint64_t>(spec.suffixes);
    return static_cast<std::uint64_t>((arrival_[row] - sim_start) / spec.period) * suffixes +
           (rows_ + row) % suffixes;
}

}  // namespace isotherm
