// SPDX-License-Identifier: Apache-2.0
// The fields of XXH3's state are public only to code that is compiled for one version of xxHash.
#define XXH_STATIC_LINKING_ONLY
#include <xxhash.h>
// The same function with the widest vectors of the processor, where the library has it.
#if defined(__x86_64__) && __has_include(<xxh_x86dispatch.h>)
#include <xxh_x86dispatch.h>
#endif

#include "engine/vocabulary/fingerprint.h"

namespace isotherm {

void Fingerprint::add_bytes(const void* bytes, std::size_t count) {
    XXH3_64bits_update(state_.get(), bytes, count);
}

// The other fields are constants, set by XXH3_64bits_reset.
void Fingerprint::state(StateVisitor& visit) {
    unsigned version = XXH_versionNumber();
    visit(version);
    visit.require(version == XXH_VERSION_NUMBER && version == XXH_versionNumber());
    XXH3_state_t& hash = *state_;
    auto& sums = hash.acc;
    auto& buffer = hash.buffer;
    for (std::uint64_t& sum : sums) visit(sum);
    // What was buffered, and the last stripe of what was consumed; the rest is left as memory was.
    constexpr std::size_t stripe = 64;
    for (std::size_t i = 0; i < sizeof buffer; ++i) {
        const bool counts =
            i < hash.bufferedSize || (hash.totalLen > sizeof buffer && i >= sizeof buffer - stripe);
        if (!visit.loads() && !counts) buffer[i] = 0;
        visit(buffer[i]);
    }
    visit(hash.bufferedSize, hash.nbStripesSoFar, hash.totalLen);
    visit.require(hash.bufferedSize <= sizeof buffer &&
                  hash.nbStripesSoFar <= hash.nbStripesPerBlock);
}

}  // namespace isotherm
