// SPDX-License-Identifier: Apache-2.0
#pragma once
// How many items each partition key of a table has: what admitted puts, updates and deletes of the
// run left there. Only tables with collection = "counted" are counted, and they begin empty.
//
// With a sort key every put adds an item, and a delete takes one away; without one a key has at
// most one item.

#include <deque>
#include <unordered_map>
#include <vector>

#include "engine/model/key_space.h"
#include "engine/requests/request_batch.h"

namespace isotherm {

class CountedKeys {
public:
    // A run stops when it has to remember more: 16 bytes each, and the map's own.
    static constexpr std::size_t most_keys = 50'000'000;

    void count(TableIndex table, bool many_items) {
        if (tables_.size() <= table.value) tables_.resize(table.value + 1);
        tables_[table.value] = many_items ? Counts::many : Counts::one;
        any_ = true;
    }
    bool any() const { return any_; }
    bool counts(TableIndex table) const {
        return table.value < tables_.size() && tables_[table.value] != Counts::nothing;
    }
    std::uint64_t items(TableIndex table, Key key) const {
        const auto found = items_.find(name_of(table, key));
        return found == items_.end() ? 0 : found->second;
    }
    // An admitted write changed an item of the key.
    void changed(TableIndex table, Key key, Operation operation, Finding finding) {
        const std::uint64_t name = name_of(table, key);
        if (is_delete(operation)) {
            const auto found = items_.find(name);
            if (found != items_.end() && --found->second == 0) items_.erase(found);
            return;
        }
        std::uint64_t& items = items_[name];
        const bool adds = is_put(operation) || finding == Finding::no_item;
        if (tables_[table.value] == Counts::one || (items == 0 && !adds))
            items = 1;
        else
            items += adds;
    }
    std::size_t size() const { return items_.size(); }

    void state(StateVisitor& visit) { visit(items_); }

private:
    enum class Counts : std::uint8_t { nothing, one, many };

    static std::uint64_t name_of(TableIndex table, Key key) {
        return position_of(key ^ position_of(table.value));
    }

    std::vector<Counts> tables_;                              // by table
    std::unordered_map<std::uint64_t, std::uint64_t> items_;  // never iterated
    bool any_ = false;
};

// Admitted writes that do not count yet. A write counts from when its writer can know of it, which
// is in a later window: so what a reader finds does not depend on where windows end.
class LateWrites {
public:
    struct Write {
        SimTime known;
        TableIndex table;
        Key key = 0;
        Operation operation = Operation::put_item;
        Finding finding = Finding::item;

        void state(StateVisitor& visit) {
            visit(known, table, key);
            visit.one_of(operation, operation_count);
            visit.one_of(finding, finding_count);
        }
    };

    // In the order of `known`.
    void add(const Write& write) { writes_.push_back(write); }
    // Counts what can be known of at `now`. Nobody asks about an earlier time any more.
    void count(CountedKeys& keys, SimTime now) {
        for (; !writes_.empty() && writes_.front().known <= now; writes_.pop_front()) {
            const Write& write = writes_.front();
            keys.changed(write.table, write.key, write.operation, write.finding);
        }
    }
    void state(StateVisitor& visit, const CountedKeys& keys) {
        visit(writes_);
        for (std::size_t i = 0; i < writes_.size(); ++i)
            visit.require(keys.counts(writes_[i].table) &&
                          (i == 0 || writes_[i - 1].known <= writes_[i].known));
    }

private:
    std::deque<Write> writes_;
};

}  // namespace isotherm
