// SPDX-License-Identifier: Apache-2.0
#pragma once
// The text of hashed keys, so that hot keys can be shown by name. Hot path: once per row of a text
// trace.
//
// Keep::frequent uses a fixed number of slots, and a key's hash selects its slot. Each slot has a
// counter as in Misra and Gries (1982): its own key increments it, other keys decrement it, and
// when it is zero, the next key takes the slot. A key that makes up more than half of the rows of
// its slot therefore stays, and memory does not grow with the trace. Keep::all stores every key,
// for statistics and for rows that are written again.

#include <array>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/model/key_space.h"

namespace isotherm {

class KeyNames {
public:
    enum class Keep { frequent, all };

    explicit KeyNames(Keep keep) : all_wanted_(keep == Keep::all) {}

    void remember(Key key, std::string_view text) {
        if (key >> 63 == 0) return;  // a number needs no name
        if (all_wanted_) {
            all_.try_emplace(key, text);
            return;
        }
        if (slots_.empty()) slots_.resize(slot_count);
        Slot& slot = slots_[key % slot_count];
        if (slot.key == key) {
            ++slot.count;
        } else if (slot.count > 0) {
            --slot.count;
        } else {
            slot.key = key;
            slot.count = 1;
            slot.length = static_cast<std::uint16_t>(std::min(text.size(), text_bytes_most));
            slot.cut = slot.length < text.size();
            std::memcpy(slot.text.data(), text.data(), slot.length);
        }
    }

    // Returns the key as a number, or its text cut at `text_bytes_most`; "#" and the hash if the
    // text was never stored or was dropped. Valid UTF-8: other bytes become escapes such as \xED.
    std::string name_of(Key key) const;

    // Returns the text of a key as it was stored, with Keep::all; nullptr if it has none.
    const std::string* text_of(Key key) const {
        const auto found = all_.find(key);
        return found == all_.end() ? nullptr : &found->second;
    }
    // Forgets all texts but one: rows have been written, and the last may stand for more rows.
    void forget_all_but(Key key) {
        auto kept = all_.extract(key);
        all_.clear();
        if (!kept.empty()) all_.insert(std::move(kept));
    }

    // Whether all keys so far were numbers.
    bool empty() const { return all_.empty() && slots_.empty(); }

    static constexpr std::size_t slot_count = 65'536;
    static constexpr std::size_t text_bytes_most = 112;

private:
    struct Slot {
        Key key = 0;
        std::uint32_t count = 0;
        std::uint16_t length = 0;
        bool cut = false;  // whether only the beginning of the text is kept
        std::array<char, text_bytes_most> text;
    };

    bool all_wanted_;
    std::vector<Slot> slots_;
    // Only for look-ups, so the order of elements does not matter.
    std::unordered_map<Key, std::string> all_;
};

}  // namespace isotherm
