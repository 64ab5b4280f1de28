// SPDX-License-Identifier: Apache-2.0
#pragma once
// Random numbers for one entity and one purpose, seeded by (seed, name), so that they do not depend
// on other entities, threads, or the order of creation. Uses Boost's engine and distributions,
// because those of the standard library differ between compilers.
// Hot path: a few draws per request.

#include <xxhash.h>

#include <boost/random/exponential_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <array>
#include <bit>
#include <cassert>
#include <cstdint>
#include <string_view>

#include "engine/vocabulary/state_visitor.h"

namespace isotherm {

class RandomStream {
public:
    // `name` identifies the entity and the purpose, such as "workloads.voters.keys".
    RandomStream(std::uint64_t seed, std::string_view name)
        : engine_(XXH3_64bits_withSeed(name.data(), name.size(), seed)) {}

    std::uint64_t next() { return engine_(); }

    // Uniform in [0, 1), in multiples of 2^-53.
    double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }

    // Exactly uniform in [0, bound) (Lemire 2019: multiplies, and rejects values that would cause a
    // bias).
    std::uint64_t below(std::uint64_t bound) {
        assert(bound > 0);
        unsigned __int128 product = static_cast<unsigned __int128>(next()) * bound;
        if (static_cast<std::uint64_t>(product) < bound) {
            const std::uint64_t uneven = (0 - bound) % bound;
            while (static_cast<std::uint64_t>(product) < uneven) {
                product = static_cast<unsigned __int128>(next()) * bound;
            }
        }
        return static_cast<std::uint64_t>(product >> 64);
    }

    // Exponential with mean 1.
    double exponential() { return exponential_(engine_); }

    // The distribution has no state. The engine's is its words and, last, the position of the next
    // one; Boost itself saves them only as text, which takes far longer than a batch of requests.
    void state(StateVisitor& visit) {
        constexpr std::size_t words_most = Engine::state_size;
        auto words = std::bit_cast<std::array<std::uint64_t, words_most + 1>>(engine_);
        visit(words);
        visit.require(words.back() <= words_most);
        if (visit.loads()) engine_ = std::bit_cast<Engine>(words);
    }

private:
    using Engine = boost::random::mt19937_64;

    Engine engine_;
    boost::random::exponential_distribution<double> exponential_{1.0};
};

}  // namespace isotherm
