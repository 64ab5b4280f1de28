// SPDX-License-Identifier: Apache-2.0
#pragma once
// How frequent keys were drawn, so that hot keys can be shown by their text.
//
// A key's hash selects its slot. Each slot has a counter as in Misra and Gries (1982): its own key
// increments it, other keys decrement it, and when it is zero, the next key takes the slot. A key
// that makes up more than half of the rows of its slot therefore stays. Hot path: once per request.

#include <algorithm>
#include <vector>

#include "engine/attributes/attributes.h"
#include "engine/model/key_space.h"

namespace isotherm {

class KeyMemory {
public:
    void remember(Key key, const Draw& draw) {
        if (slots_.empty()) slots_.resize(slot_count);
        Slot& slot = slots_[position_of(key) % slot_count];
        if (slot.key == key && slot.count > 0) {
            ++slot.count;
        } else if (slot.count > 0) {
            --slot.count;
        } else {
            slot = {key, 1, draw};
        }
    }
    // nullptr: the key was never drawn, or too rarely.
    const Draw* draw_of(Key key) const {
        if (slots_.empty()) return nullptr;
        const Slot& slot = slots_[position_of(key) % slot_count];
        return slot.key == key && slot.count > 0 ? &slot.draw : nullptr;
    }

    // Whether all draws are of this workload.
    bool all_of(std::uint32_t workload) const {
        return std::all_of(slots_.begin(), slots_.end(), [&](const Slot& slot) {
            return slot.count == 0 || slot.draw.workload == workload;
        });
    }

    void state(StateVisitor& visit) {
        visit(slots_);
        visit.require(slots_.empty() || slots_.size() == slot_count);
    }

private:
    static constexpr std::size_t slot_count = 4'096;
    struct Slot {
        Key key = 0;
        std::uint64_t count = 0;
        Draw draw;

        void state(StateVisitor& visit) { visit(key, count, draw); }
    };
    std::vector<Slot> slots_;
};

}  // namespace isotherm
