// SPDX-License-Identifier: Apache-2.0
#pragma once
// Why entries that are not in a cache are not there: the last reason for each name, in 16 bytes.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/caches/cache_record.h"
#include "engine/vocabulary/state_visitor.h"

namespace isotherm {

class SeenKeys {
public:
    // Beyond this number, names are not remembered: their misses count as never seen.
    static constexpr std::size_t names_most = 10'000'000;

    void set(std::uint64_t name, MissReason reason) {
        if (2 * (count_ + 1) > words_.size()) grow();
        std::uint64_t& word = words_[place_of(name)];
        if (word == 0 && count_ == names_most) return;
        count_ += word == 0;
        word = bits_of(name) | static_cast<std::uint64_t>(reason);
    }
    MissReason reason(std::uint64_t name) const {
        if (words_.empty()) return MissReason::never_seen;
        return static_cast<MissReason>(words_[place_of(name)] & reason_mask);
    }

    void state(StateVisitor& visit) {
        std::vector<std::uint64_t> all;
        if (!visit.loads()) {
            for (const std::uint64_t word : words_)
                if (word != 0) all.push_back(word);
            std::ranges::sort(all);
        }
        visit(all);
        if (!visit.loads()) return;
        visit.require(all.size() <= names_most);
        words_.clear();
        count_ = 0;
        for (const std::uint64_t word : all) {
            visit.require((word & used) != 0 && (word & reason_mask) < miss_reason_count);
            set(word, static_cast<MissReason>(word & reason_mask));
        }
    }

private:
    // Of a name, which is a hash, 60 bits are kept; two names are taken for one with a chance of
    // n^2 / 2^61 for n names.
    static constexpr std::uint64_t reason_mask = 7;
    static constexpr std::uint64_t used = 8;
    static std::uint64_t bits_of(std::uint64_t name) { return (name & ~std::uint64_t{15}) | used; }

    // Where the name is, or where it would be.
    std::size_t place_of(std::uint64_t name) const {
        const std::uint64_t bits = bits_of(name);
        const std::size_t mask = words_.size() - 1;
        std::size_t place = (bits >> 4) & mask;
        while (words_[place] != 0 && (words_[place] & ~reason_mask) != bits)
            place = (place + 1) & mask;
        return place;
    }
    void grow() {
        constexpr std::size_t least = 64;
        std::vector<std::uint64_t> old(std::max(least, 2 * words_.size()));
        old.swap(words_);
        for (const std::uint64_t word : old)
            if (word != 0) words_[place_of(word)] = word;
    }

    std::vector<std::uint64_t> words_;  // open addressing; a power of two of them, half free
    std::size_t count_ = 0;
};

}  // namespace isotherm
