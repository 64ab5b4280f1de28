#include "engine/recording/frequent_keys.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

namespace isotherm {

void FrequentKeys::make_room() {
    std::vector<std::uint64_t> in_use;
    in_use.reserve(used_);
    std::copy_if(counts_.begin(), counts_.end(), std::back_inserter(in_use),
                 [](std::uint64_t count) { return count != 0; });
    const auto middle = in_use.begin() + static_cast<std::ptrdiff_t>(in_use.size() / 2);
    std::nth_element(in_use.begin(), middle, in_use.end());
    const std::uint64_t median = *middle;
    taken_off_ += median;

    const std::vector<Key> keys = std::exchange(keys_, std::vector<Key>(slots));
    const std::vector<std::uint64_t> counts = std::exchange(counts_, std::vector<std::uint64_t>(slots));
    used_ = 0;
    for (std::size_t i = 0; i < slots; ++i) {
        if (counts[i] <= median) continue;
        const std::size_t slot = slot_of(keys[i]);
        keys_[slot] = keys[i];
        counts_[slot] = counts[i] - median;
        ++used_;
    }
    assert(used_ < most_used);
}

std::vector<FrequentKey> FrequentKeys::top(std::size_t most) const {
    std::vector<FrequentKey> list;
    for (std::size_t i = 0; i < slots; ++i) {
        if (counts_[i] != 0) list.push_back({keys_[i], counts_[i], taken_off_});
    }
    std::sort(list.begin(), list.end(), [](const FrequentKey& a, const FrequentKey& b) {
        return a.count != b.count ? a.count > b.count : a.key < b.key;
    });
    if (list.size() > most) list.resize(most);
    return list;
}

}  // namespace isotherm
