// SPDX-License-Identifier: Apache-2.0
#include "engine/caches/cache_store.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace isotherm {

CacheStore::CacheStore(const CacheRules& rules) : rules_(rules) {}

std::uint64_t CacheStore::room() const {
    return rules_.bytes_most > 0 ? rules_.bytes_most : std::numeric_limits<std::uint64_t>::max();
}

// Where the name is, or where it would be.
std::size_t CacheStore::place_of(std::uint64_t name) const {
    const std::size_t mask = places_.size() - 1;
    std::size_t place = name & mask;
    while (places_[place] != 0 && slots_[places_[place] - 1].entry.name != name)
        place = (place + 1) & mask;
    return place;
}

CacheEntry* CacheStore::find(std::uint64_t name) {
    if (size_ == 0) return nullptr;
    const std::uint32_t slot = places_[place_of(name)];
    return slot == 0 ? nullptr : &slots_[slot - 1].entry;
}

void CacheStore::append(Ends& ends, Links Slot::*links, std::uint32_t slot) {
    slots_[slot].*links = {ends.last, none};
    (ends.last == none ? ends.first : (slots_[ends.last].*links).after) = slot;
    ends.last = slot;
}

void CacheStore::unlink(Ends& ends, Links Slot::*links, std::uint32_t slot) {
    const Links of = slots_[slot].*links;
    (of.before == none ? ends.first : (slots_[of.before].*links).after) = of.after;
    (of.after == none ? ends.last : (slots_[of.after].*links).before) = of.before;
}

void CacheStore::touch(const CacheEntry& entry) {
    const std::uint32_t slot = places_[place_of(entry.name)] - 1;
    if (used_.last == slot) return;
    unlink(used_, &Slot::used, slot);
    append(used_, &Slot::used, slot);
}

void CacheStore::expire(SimTime now) {
    for (const bool query : {false, true}) {
        const SimDuration ttl = ttl_of(query);
        if (ttl == 0s) continue;
        Ends& ends = set_[query];
        while (ends.first != none && slots_[ends.first].entry.set_at + ttl <= now)
            remove(ends.first, MissReason::expired);
    }
}

CacheStore::Held CacheStore::held(SimTime now) const {
    Held held{size_, bytes_};
    for (const bool query : {false, true}) {
        const SimDuration ttl = ttl_of(query);
        if (ttl == 0s) continue;
        for (std::uint32_t slot = set_[query].first; slot != none; slot = slots_[slot].set.after) {
            const CacheEntry& entry = slots_[slot].entry;
            if (entry.set_at + ttl > now) break;
            --held.entries;
            held.bytes -= size_of(entry);
        }
    }
    return held;
}

bool CacheStore::set(const CacheEntry& entry) {
    if (size_of(entry) > room()) {
        erase(entry.name, MissReason::evicted);
        return false;
    }
    if (2 * (size_ + 1) > places_.size()) grow();
    std::uint32_t slot = places_[place_of(entry.name)];
    if (slot > 0) {
        --slot;
        bytes_ -= size_of(slots_[slot].entry);
        unlink(used_, &Slot::used, slot);
        unlink(set_[slots_[slot].entry.query], &Slot::set, slot);
    } else {
        if (free_.empty()) {
            slot = static_cast<std::uint32_t>(slots_.size());
            slots_.emplace_back();
        } else {
            slot = free_.back();
            free_.pop_back();
        }
        places_[place_of(entry.name)] = slot + 1;
        ++size_;
    }
    slots_[slot].entry = entry;
    bytes_ += size_of(entry);
    append(used_, &Slot::used, slot);
    append(set_[entry.query], &Slot::set, slot);
    while (bytes_ > room() || (rules_.items_most > 0 && size_ > rules_.items_most))
        remove(used_.first, MissReason::evicted);
    return true;
}

void CacheStore::erase(std::uint64_t name, MissReason why) {
    if (size_ == 0) return;
    const std::uint32_t slot = places_[place_of(name)];
    if (slot > 0) remove(slot - 1, why);
}

void CacheStore::remove(std::uint32_t slot, MissReason why) {
    const CacheEntry& entry = slots_[slot].entry;
    seen_.set(entry.name, why);
    unlink(used_, &Slot::used, slot);
    unlink(set_[entry.query], &Slot::set, slot);
    bytes_ -= size_of(entry);
    --size_;
    // Entries behind the free place move up, so that looking for them does not end too early.
    const std::size_t mask = places_.size() - 1;
    std::size_t hole = place_of(entry.name);
    for (std::size_t place = (hole + 1) & mask; places_[place] != 0; place = (place + 1) & mask) {
        const std::size_t home = slots_[places_[place] - 1].entry.name & mask;
        if (((place - home) & mask) < ((place - hole) & mask)) continue;
        places_[hole] = places_[place];
        hole = place;
    }
    places_[hole] = 0;
    free_.push_back(slot);
}

void CacheStore::grow() {
    constexpr std::size_t least = 64;
    places_.assign(std::max(least, 2 * places_.size()), 0);
    for (std::uint32_t slot = used_.first; slot != none; slot = slots_[slot].used.after)
        places_[place_of(slots_[slot].entry.name)] = slot + 1;
}

void CacheStore::clear() {
    slots_.clear();
    free_.clear();
    places_.clear();
    used_ = set_[0] = set_[1] = {};
    size_ = bytes_ = 0;
}

// The entries in order of their use. The order in which they were set follows from their times;
// those of one time expire together.
void CacheStore::state(StateVisitor& visit, SimTime now) {
    std::vector<CacheEntry> entries;
    for (std::uint32_t slot = used_.first; slot != none; slot = slots_[slot].used.after)
        entries.push_back(slots_[slot].entry);
    visit(entries);
    if (visit.loads()) {
        clear();
        for (const CacheEntry& entry : entries) {
            visit.require(find(entry.name) == nullptr && entry.set_at <= now && entry.seen <= now &&
                          entry.changed >= sim_start);
            set(entry);
            visit.require(size_ == static_cast<std::size_t>(&entry - entries.data()) + 1);
        }
        std::vector<std::uint32_t> slots(slots_.size());
        for (std::uint32_t slot = 0; slot < slots.size(); ++slot) slots[slot] = slot;
        std::ranges::stable_sort(slots, {},
                                 [this](std::uint32_t slot) { return slots_[slot].entry.set_at; });
        set_[0] = set_[1] = {};
        for (const std::uint32_t slot : slots)
            append(set_[slots_[slot].entry.query], &Slot::set, slot);
    }
    visit(seen_);
}

}  // namespace isotherm
