// SPDX-License-Identifier: Apache-2.0
#pragma once
// The sizes of items. A size belongs to the key, not to the request: every request for an item
// finds the same number of bytes.

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
    // The run's seed, so that all its workloads use the same size for an item.
    std::uint64_t seed = 0;
    std::uint32_t bytes_largest = 0;  // largest item that DynamoDB accepts
};

class KeySizes {
public:
    virtual ~KeySizes() = default;
    // Fills in the size of each key's item. The columns must have the same length.
    virtual void fill(std::span<const Key> keys, std::span<std::uint32_t> bytes) const = 0;
    // Returns the size at a quantile of all items; `quantile` is between 0 and 1, both exclusive.
    virtual std::uint32_t bytes_at(double quantile) const = 0;
};

class ItemSizes : public Configurable {
public:
    virtual std::unique_ptr<KeySizes> start(const SizeContext& context) const = 0;
    // Returns the size in bytes that must not exceed the era's largest item; 0: no such check.
    virtual std::uint64_t largest() const { return 0; }
};

// Assigns each key a uniform number in [0, 1), independent of the key's position in the hash space.
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
