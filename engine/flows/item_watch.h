// SPDX-License-Identifier: Apache-2.0
#pragma once
// Which items of a table are there, and when they last changed: what conditions and transactions
// ask about. Only tables that such steps name are watched.
//
// An item that nothing in the run has written counts as absent [inferred].

#include <unordered_map>
#include <vector>

#include "engine/model/key_space.h"
#include "engine/requests/request_batch.h"

namespace isotherm {

class ItemWatch {
public:
    // A run stops when it has to remember more: 24 bytes each, and the map's own.
    static constexpr std::size_t most_items = 10'000'000;

    void watch(TableIndex table) {
        if (watched_.size() <= table.value) watched_.resize(table.value + 1);
        watched_[table.value] = true;
        any_ = true;
    }
    bool any() const { return any_; }
    bool watches(TableIndex table) const {
        return table.value < watched_.size() && watched_[table.value];
    }

    struct State {
        SimTime changed = before_start;
        bool there = false;

        void state(StateVisitor& visit) { visit(changed, there); }
    };
    State of(TableIndex table, Key key) const {
        const auto found = items_.find(name_of(table, key));
        return found == items_.end() ? State() : found->second;
    }
    // An admitted write changed the item.
    void changed(TableIndex table, Key key, Operation operation, SimTime now) {
        items_[name_of(table, key)] = {now, !is_delete(operation)};
    }
    std::size_t size() const { return items_.size(); }

    void state(StateVisitor& visit) { visit(items_); }

private:
    static constexpr SimTime before_start{SimDuration::min()};

    static std::uint64_t name_of(TableIndex table, Key key) {
        return position_of(key ^ position_of(table.value));
    }

    std::vector<bool> watched_;                       // by table
    std::unordered_map<std::uint64_t, State> items_;  // never iterated
    bool any_ = false;
};

}  // namespace isotherm
