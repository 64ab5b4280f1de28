#include "workloads/recorded/key_names.h"

#include <fmt/format.h>

namespace isotherm {

std::string KeyNames::name_of(Key key) const {
    // A trace without text has numbers of all 64 bits.
    if (key >> 63 == 0 || (all_.empty() && slots_.empty())) return fmt::format("{}", key);
    if (all_wanted_) {
        const auto found = all_.find(key);
        if (found != all_.end()) return found->second;
    } else if (const Slot& slot = slots_[key % slot_count]; slot.key == key) {
        return std::string(slot.text.data(), slot.length);
    }
    return fmt::format("#{:016x}", key);
}

}  // namespace isotherm
