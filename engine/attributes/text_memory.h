// SPDX-License-Identifier: Apache-2.0
#pragma once
// The texts of keys that are not made of a draw alone, so that hot keys can be shown by them.
//
// Slots are taken and given up as in KeyMemory; the text is rendered only when a key takes a slot.
// Hot path: once per such key.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/key_space.h"
#include "engine/vocabulary/state_visitor.h"

namespace isotherm {

class TextMemory {
public:
    // `text`: a function that returns the text of the key.
    template <class TextOf>
    void remember(Key key, const TextOf& text) {
        if (key >> 63 == 0) return;  // a number is its own text
        if (slots_.empty()) slots_.resize(slot_count);
        Slot& slot = slots_[position_of(key) % slot_count];
        if (slot.key == key) {
            ++slot.count;
        } else if (slot.count > 0) {
            --slot.count;
        } else {
            slot = {key, 1, text()};
        }
    }
    // nullptr: the key has no such text, or is too rare.
    const std::string* text_of(Key key) const {
        if (slots_.empty()) return nullptr;
        const Slot& slot = slots_[position_of(key) % slot_count];
        return slot.key == key ? &slot.text : nullptr;
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
        std::string text;

        void state(StateVisitor& visit) { visit(key, count, text); }
    };
    std::vector<Slot> slots_;
};

}  // namespace isotherm
