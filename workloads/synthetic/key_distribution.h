// SPDX-License-Identifier: Apache-2.0
#pragma once
// The keys that a synthetic workload's requests use. Each distribution has one file: uniform, zipf,
// …

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "engine/requests/request_batch.h"
#include "engine/requests/workload_demand.h"
#include "engine/vocabulary/catalog.h"
#include "engine/vocabulary/random_stream.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

// The keys of one workload's requests, in order.
class KeyDraws {
public:
    virtual ~KeyDraws() = default;

    // Draws one key for each element. The number requested per call does not change the sequence.
    virtual void fill(std::span<Key> keys) = 0;
    // The same for requests that arrive at these times, one for each key. Only distributions that
    // move use the times.
    virtual void fill_at(std::span<const SimTime> /*times*/, std::span<Key> keys) { fill(keys); }

    // The position and the random numbers.
    virtual void state(StateVisitor& visit) = 0;

    // Returns the name of a key that was drawn.
    virtual std::string name(Key key) const { return std::to_string(key); }
};

class KeyDistribution : public Configurable {
public:
    virtual std::unique_ptr<KeyDraws> start(RandomStream random) const = 0;
    // Returns each key's share of the requests, over a long time.
    virtual KeySpread spread() const = 0;
    // Whether the shares change with time.
    virtual bool moves() const { return false; }

    // Whether keys are plain numbers below `keys_highest`, so that a write shard can be added.
    virtual bool numbered() const { return true; }
};

// Highest number of keys of a distribution. Multiplied by 10,000 write shards, it stays below 2^63,
// where hashed text keys begin.
inline constexpr std::int64_t keys_highest = 100'000'000'000'000;

}  // namespace isotherm
