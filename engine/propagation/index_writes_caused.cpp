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
    if (updates && !write.sets.empty() && (index.rule != nullptr || index.sort_rule != nullptr)) {
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
    const auto before = entry_before(index, write);
    const auto after = entry_after(index, write, before);
    if (before == after) {
        // Attributes that are not in the index need no write; of keys_only, all others are not.
        const bool projected = index.spec.projection == Projection::all ||
                               (index.spec.projection == Projection::include && projected_changes);
        if (before && projected) push(index, before->key, bytes, now, write.workload, rules);
        return;
    }
    if (before)
        push(index, before->key, bytes, now, write.workload, rules);  // deletes the old entry
    if (after) push(index, after->key, bytes, now, write.workload, rules);
}

std::optional<IndexWrites::Entry> IndexWrites::entry_before(IndexState& index,
                                                            const Written& write) const {
    const auto key = index_key(index, write.item, 0);
    if (!key) return std::nullopt;
    if (index.sort_rule == nullptr) return Entry{*key, 0};
    const auto sort = index.sort_rule->key(keys_->attributes, write.item);
    return sort ? std::optional(Entry{*key, *sort}) : std::nullopt;
}

std::optional<IndexWrites::Entry> IndexWrites::entry_after(
    IndexState& index, const Written& write, const std::optional<Entry>& before) const {
    const auto values_of = [&](const KeyRule& rule) {
        return [this, &write, &rule](const NameMeaning& name) {
            if (name.kind == NameMeaning::Kind::attribute)
                for (const ItemChanges::Set& set : write.sets)
                    if (set.attribute == static_cast<std::uint32_t>(name.from)) return set.value;
            return keys_->attributes.meaning(name, write.item, rule.salt());
        };
    };
    Entry entry;
    if (index.sort_rule != nullptr) {
        const auto sort = index.sort_rule->key_if_any(values_of(*index.sort_rule));
        if (!sort) return std::nullopt;
        entry.sort = *sort;
    }
    if (index.rule == nullptr && before) {
        entry.key = before->key;
        return entry;
    }
    if (index.rule == nullptr) {
        entry.key = simple_index_key(index.spec, write.item.key, write.item.time, index.random, 0);
        return entry;
    }
    const auto value_of = values_of(*index.rule);
    const auto key = index.rule->key_if_any(value_of);
    if (!key) return std::nullopt;
    index.set_keys.remember(*key, [&] { return index.rule->text(value_of); });
    entry.key = *key;
    return entry;
}

std::optional<Key> IndexWrites::index_key(IndexState& index, Draw draw,
                                          std::uint64_t version) const {
    // A changed key is that of another item.
    if (version > 0) draw.number = position_of(draw.number ^ position_of(version));
    if (!has_sort_key(index, draw)) return std::nullopt;
    if (index.rule == nullptr)
        return simple_index_key(index.spec, draw.key, draw.time, index.random, version);
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
