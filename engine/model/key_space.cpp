// SPDX-License-Identifier: Apache-2.0
#include "engine/model/key_space.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace isotherm {

KeyRanges KeyRanges::equal(PartitionIndex first, std::uint32_t count) {
    assert(count > 0);
    KeyRanges ranges;
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto end = (static_cast<unsigned __int128>(i + 1) << 64) / count;
        ranges.last_.push_back(static_cast<KeyPosition>(end - 1));
        ranges.last_sort_.push_back(last_sort);
        ranges.owner_.push_back(PartitionIndex{first.value + i});
    }
    ranges.build_directory();
    return ranges;
}

void KeyRanges::split(PartitionIndex parent, ItemPosition cut, PartitionIndex first,
                      PartitionIndex second) {
    const auto at = std::find(owner_.begin(), owner_.end(), parent) - owner_.begin();
    const auto i = static_cast<std::size_t>(at);
    assert(i < owner_.size() && cut >= first_at(i) && cut < last_at(i));
    last_.insert(last_.begin() + at, cut.hash);
    last_sort_.insert(last_sort_.begin() + at, cut.sort);
    owner_[i] = second;
    owner_.insert(owner_.begin() + at, first);
    build_directory();
}

void KeyRanges::state(StateVisitor& visit) {
    std::vector<KeyPosition> last = last_;
    std::vector<SortPosition> sorts = last_sort_;
    std::vector<PartitionIndex> owners = owner_;
    visit(last, sorts, owners);
    const std::size_t count = last.size();
    visit.require(count > 0 && sorts.size() == count && owners.size() == count);
    if (!visit.loads()) return;
    const auto end = [&](std::size_t i) { return ItemPosition{last[i], sorts[i]}; };
    for (std::size_t i = 1; i < count; ++i) visit.require(end(i - 1) < end(i));
    visit.require(end(count - 1) == ItemPosition{~KeyPosition{0}, last_sort});
    last_ = std::move(last);
    last_sort_ = std::move(sorts);
    owner_ = std::move(owners);
    build_directory();
}

void KeyRanges::build_directory() {
    const std::size_t slices = std::bit_ceil(last_.size() * 4);
    shift_ = 64 - std::countr_zero(slices);
    directory_.resize(slices);
    std::uint32_t range = 0;
    for (std::size_t slice = 0; slice < slices; ++slice) {
        const KeyPosition start = static_cast<KeyPosition>(slice) << shift_;
        while (start > last_[range]) ++range;
        directory_[slice] = range;
    }
}

}  // namespace isotherm
