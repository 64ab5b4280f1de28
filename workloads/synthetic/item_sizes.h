// SPDX-License-Identifier: Apache-2.0
#pragma once
// How large the items are. A size belongs to the key, not to the request: whoever asks for the
// same item, however often, finds the same number of bytes.

#include <cstdint>
#include <memory>
#include <span>

#include "engine/model/key_space.h"
#include "engine/requests/request_batch.h"
#include "engine/vocabulary/catalog.h"
#include "engine/vocabulary/random_stream.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

struct SizeContext {
    std::uint64_t seed = 0;           // of the run: workloads of one run agree about an item
    std::uint32_t bytes_largest = 0;  // what DynamoDB accepts
};

class KeySizes {
public:
    virtual ~KeySizes() = default;
    // The size of each key's item. Columns of one length.
    virtual void fill(std::span<const Key> keys, std::span<std::uint32_t> bytes) const = 0;
    // The size at a quantile of all items, 0 to 1, both exclusive.
    virtual std::uint32_t bytes_at(double quantile) const = 0;
};

class ItemSizes : public Configurable {
public:
    virtual std::unique_ptr<KeySizes> start(const SizeContext& context) const = 0;
    // What an item may have at most by the settings, bytes; 0 where they do not say.
    virtual std::uint64_t largest() const { return 0; }
};

// A uniform number in [0, 1) for each key, unrelated to the key's place in the hash space.
class KeyQuantile {
public:
    explicit KeyQuantile(std::uint64_t seed) : salt_(RandomStream(seed, "item sizes").next()) {}
    double of(Key key) const {
        return static_cast<double>(position_of(key ^ salt_) >> 11) * 0x1p-53;
    }

private:
    std::uint64_t salt_;
};

}  // namespace isotherm
