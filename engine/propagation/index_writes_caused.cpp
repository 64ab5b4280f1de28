// SPDX-License-Identifier: Apache-2.0
// Which index writes a write of the table causes: the entries that it adds, deletes and changes.

#include "engine/propagation/index_writes.h"

namespace isotherm {
namespace {

// Returns the index key of an item at time `now` by the settings of the index. `version`: 0 for the
// item's first index key; other values give later keys.
Key simple_index_key(const IndexSpec& spec, Key item, SimTime now, RandomStream& random,
                     std::uint64_t version) {
    if (spec.keys == IndexKeys::time) {
        const auto period = static_cast<std::uint64_t>((now - sim_start) / spec.period);
        const auto suffixes = static_cast<std::uint64_t>(spec.suffixes);
        return period * suffixes + (suffixes > 1 ? random.below(suffixes) : 0);
    }
    return position_of(item ^ position_of(version)) % static_cast<std::uint64_t>(spec.distinct);
}

}  // namespace

void IndexWrites::take_in(const RequestBatch& batch, const Charge& rules,
                          const ItemChanges& changes) {
    if (indexes_.empty()) return;
    auto known = changes.rows().begin();
    for (std::size_t row = 0; row < batch.size(); ++row) {
        while (known != changes.rows().end() && known->row < row) ++known;
        if (is_throttled(batch.outcome[row]) || side_of(batch.operation[row]) != Side::write)
            continue;
        const std::vector<std::size_t>& indexes = of_table_[batch.table[row].value];
        if (indexes.empty()) continue;
        Written write{draw_of(batch, row), batch.workload[row].value};
        if (known != changes.rows().end() && known->row == row) {
            const ItemChanges::Change& change = changes.of(*known);
            write = {change.item, write.workload, changes.sets(change)};
        }
        for (const std::size_t i : indexes) take_in_row(indexes_[i], batch, row, write, rules);
    }
}

void IndexWrites::take_in(const RequestBatch& batch, std::span<const Draw> items,
                          const Charge& rules) {
    for (std::size_t row = 0; row < batch.size(); ++row)
        for (const std::size_t i : of_table_[batch.table[row].value])
            take_in_row(indexes_[i], batch, row, {items[row], items[row].workload}, rules);
}

void IndexWrites::take_in_row(IndexState& index, const RequestBatch& batch, std::size_t row,
                              const Written& write, const Charge& rules) {
    const IndexSpec& spec = index.spec;
    if (!index.open) return;
    // These numbers are drawn for every row, whatever its outcome.
    const bool in_index = index.random.unit() < spec.in_index.value;
    const bool key_changes = index.random.unit() < spec.key_changes.value;
    const bool projected_changes = index.random.unit() < spec.projected_changes.value;
    const bool updates =
        batch.operation[row] == Operation::update_item && batch.finding[row] == Finding::item;
    const std::uint32_t bytes = spec.entry_bytes(batch.bytes[row]);
    const SimTime now = batch.arrival[row];
    if (updates && !write.sets.empty() && index.rule != nullptr) {
        if (!changes_item(batch.operation[row], batch.finding[row])) return;
        return take_in_update(index, write, bytes, now, projected_changes, rules);
    }
    const auto any_key = index_key(index, write.item, 0);
    if (!any_key) return;
    const Key key = *any_key;
    if (!in_index || !changes_item(batch.operation[row], batch.finding[row])) return;
    if (updates) {
        if (key_changes) {
            const auto new_key = index_key(index, write.item, ++index.sequence);
            push(index, key, bytes, now, write.workload, rules);  // delete the old entry
            if (new_key) push(index, *new_key, bytes, now, write.workload, rules);
        } else if (projected_changes) {
            push(index, key, bytes, now, write.workload, rules);
        }
        return;
    }
    push(index, key, bytes, now, write.workload, rules);
}

// An update that says what it sets: the old and the new entry are known.
void IndexWrites::take_in_update(IndexState& index, const Written& write, std::uint32_t bytes,
                                 SimTime now, bool projected_changes, const Charge& rules) {
    const auto before = index_key(index, write.item, 0);
    const auto after = key_after(index, write);
    if (before == after) {
        // Attributes that are not in the index need no write; of keys_only, all others are not.
        const bool projected = index.spec.projection == Projection::all ||
                               (index.spec.projection == Projection::include && projected_changes);
        if (before && projected) push(index, *before, bytes, now, write.workload, rules);
        return;
    }
    if (before) push(index, *before, bytes, now, write.workload, rules);  // deletes the old entry
    if (after) push(index, *after, bytes, now, write.workload, rules);
}

std::optional<Key> IndexWrites::key_after(IndexState& index, const Written& write) const {
    return index.rule->key_if_any([&](const NameMeaning& name) {
        if (name.kind == NameMeaning::Kind::attribute)
            for (const ItemChanges::Set& set : write.sets)
                if (set.attribute == static_cast<std::uint32_t>(name.from)) return set.value;
        return keys_->attributes.meaning(name, write.item, index.rule->salt());
    });
}

std::optional<Key> IndexWrites::index_key(IndexState& index, Draw draw,
                                          std::uint64_t version) const {
    if (index.rule == nullptr)
        return simple_index_key(index.spec, draw.key, draw.time, index.random, version);
    // A changed key is that of another item.
    if (version > 0) draw.number = position_of(draw.number ^ position_of(version));
    const auto key = index.rule->key(keys_->attributes, draw);
    if (key) index.drawn.remember(*key, draw);
    return key;
}

Draw IndexWrites::draw_of(const RequestBatch& batch, std::size_t row) const {
    const std::uint32_t workload = batch.workload[row].value;
    const bool flow = keys_ != nullptr && keys_->flows[workload] != 0;
    return {.number = flow ? batch.draw[row] : batch.sequence[row],
            .time = batch.arrival[row],
            .key = batch.key[row],
            .workload = workload,
            .bytes = batch.bytes[row],
            .operation = batch.operation[row]};
}

}  // namespace isotherm
