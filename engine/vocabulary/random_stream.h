// SPDX-License-Identifier: Apache-2.0
#pragma once
// Random numbers for one entity and one purpose, seeded by (seed, name), so that they do not depend
// on other entities, threads, or the order of creation. Uses Boost's engine and distributions,
// because those of the standard library differ between compilers.
// Hot path: a few draws per request.

#include <xxhash.h>

#include <boost/random/exponential_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>

#include "engine/vocabulary/state_visitor.h"

namespace isotherm {

class RandomStream {
public:
    // `name` identifies the entity and the purpose, such as "workloads.voters.keys".
    RandomStream(std::uint64_t seed, std::string_view name)
        : engine_(XXH3_64bits_withSeed(name.data(), name.size(), seed)) {}

    std::uint64_t next() { return engine_(); }

    // Fills `numbers` with what as many calls of next() would give; faster for more than a few,
    // because compilers temper several words of the engine at a time.
    void fill(std::span<std::uint64_t> numbers) {
        constexpr std::size_t words = Engine::state_size;
        static_assert(sizeof(Engine) == (words + 1) * sizeof(std::uint64_t));
        auto* const engine = reinterpret_cast<std::byte*>(&engine_);
        std::byte* const position = engine + words * sizeof(std::uint64_t);
        while (!numbers.empty()) {
            numbers.front() = engine_();  // makes new words if all have been taken
            std::size_t taken = 0;
            std::memcpy(&taken, position, sizeof taken);
            const std::size_t rest = std::min(numbers.size() - 1, words - taken);
            const auto more = numbers.subspan(1, rest);
            std::memcpy(more.data(), engine + taken * sizeof(std::uint64_t), more.size_bytes());
            for (std::uint64_t& word : more) word = tempered(word);
            taken += rest;
            std::memcpy(position, &taken, sizeof taken);
            numbers = numbers.subspan(1 + rest);
        }
    }

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
    static_assert(std::is_trivially_copyable_v<Engine>);

    // The last step of the engine, from a word of its state to a number.
    static constexpr std::uint64_t tempered(std::uint64_t word) {
        word ^= (word >> Engine::tempering_u) & Engine::tempering_d;
        word ^= (word << Engine::tempering_s) & Engine::tempering_b;
        word ^= (word << Engine::tempering_t) & Engine::tempering_c;
        return word ^ (word >> Engine::tempering_l);
    }

    Engine engine_;
    boost::random::exponential_distribution<double> exponential_{1.0};
};

// Numbers of a stream, made many at a time, for a loop.
class RandomWords {
public:
    // `least`: so many numbers will be taken at least. No more than that are made before they are
    // asked for, so the stream ends up as if each had been taken from it by itself.
    RandomWords(RandomStream& random, std::size_t least) : random_(random), least_(least) {}

    std::uint64_t operator()() {
        if (taken_ == made_) [[unlikely]]
            make();
        return numbers_[taken_++];
    }

private:
    void make() {
        made_ = std::clamp<std::size_t>(least_, 1, numbers_.size());
        least_ -= std::min(least_, made_);
        random_.fill(std::span(numbers_).first(made_));
        taken_ = 0;
    }

    RandomStream& random_;
    std::size_t least_;
    std::size_t made_ = 0;
    std::size_t taken_ = 0;
    std::array<std::uint64_t, 256> numbers_;
};

}  // namespace isotherm
