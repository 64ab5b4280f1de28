// SPDX-License-Identifier: Apache-2.0
#pragma once
// Suffixes that spread each key of a recorded stream over several keys, as an application would
// append them to its partition keys: "A.1" to "A.n" (Developer Guide, "Using write sharding"). Hot
// path: once per request.
//
// A key with a suffix is stored as a hash of key and suffix, the same for every n. So that hot keys
// can be shown by name, a bounded table remembers the origin of frequent keys, with the method of
// KeyNames.

#include <xxhash.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/model/key_space.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {

class WriteShards {
public:
    // `count` is the number of suffixes, at least 2; `random` draws one for each request.
    WriteShards(std::uint32_t count, RandomStream random)
        : count_(count), random_(std::move(random)), slots_(slot_count) {}

    Key spread(Key key) {
        const std::uint64_t suffix = 1 + random_.below(count_);
        // The highest bit marks a key that is not a number.
        const Key spread_key = XXH3_64bits_withSeed(&key, sizeof key, suffix) | (Key{1} << 63);
        remember(spread_key, key, static_cast<std::uint32_t>(suffix));
        return spread_key;
    }

    struct Origin {
        Key key = 0;
        std::uint32_t suffix = 0;
    };
    // Returns the original key and suffix; nullopt if they were never stored or were replaced.
    std::optional<Origin> origin_of(Key spread_key) const {
        const Slot& slot = slots_[spread_key % slot_count];
        return slot.spread_key == spread_key ? std::optional(slot.origin) : std::nullopt;
    }

    static constexpr std::size_t slot_count = 65'536;

private:
    struct Slot {
        Key spread_key = 0;
        Origin origin;
        std::uint32_t count = 0;
    };

    void remember(Key spread_key, Key key, std::uint32_t suffix) {
        Slot& slot = slots_[spread_key % slot_count];
        if (slot.spread_key == spread_key)
            ++slot.count;
        else if (slot.count > 0)
            --slot.count;
        else
            slot = {spread_key, {key, suffix}, 1};
    }

    std::uint32_t count_;
    RandomStream random_;
    std::vector<Slot> slots_;
};

}  // namespace isotherm
