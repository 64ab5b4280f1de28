// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/key_names.h"

#include <fmt/format.h>

#include "engine/vocabulary/escaping.h"

namespace isotherm {
namespace {

// Removes an incomplete UTF-8 character at the end of a text that was cut.
std::string_view whole_characters(std::string_view text) {
    std::size_t last = text.size();
    while (last > 0 && text.size() - last < 3 && continues_character(text[last - 1])) --last;
    if (last == 0 || first_invalid_utf8(text.substr(last - 1)) == std::string_view::npos)
        return text;
    return static_cast<unsigned char>(text[last - 1]) >= 0xC0 ? text.substr(0, last - 1) : text;
}

}  // namespace

std::string KeyNames::name_of(Key key) const {
    // In a trace whose keys are numbers, keys may use all 64 bits.
    if (key >> 63 == 0 || (all_.empty() && slots_.empty())) return fmt::format("{}", key);
    if (all_wanted_) {
        const auto found = all_.find(key);
        if (found != all_.end()) return valid_text(found->second);
    } else if (const Slot& slot = slots_[key % slot_count]; slot.key == key) {
        const std::string_view text(slot.text.data(), slot.length);
        return valid_text(slot.cut ? whole_characters(text) : text);
    }
    return fmt::format("#{:016x}", key);
}

}  // namespace isotherm
