// SPDX-License-Identifier: Apache-2.0
#pragma once
// A hash of everything that happened in a run, in order. Two runs with the same fingerprint had the
// same events.
// Hot path: a few bytes per request.

#include <xxhash.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <type_traits>

#include "engine/vocabulary/state_visitor.h"

namespace isotherm {

// XXH3, 64 bits, over all added bytes; how they are divided among calls of `add` does not matter.
class Fingerprint {
public:
    Fingerprint() { XXH3_64bits_reset(state_.get()); }

    template <class Record>
    requires std::has_unique_object_representations_v<Record>
    void add(std::span<const Record> records) { add_bytes(records.data(), records.size_bytes()); }
    template <class Record>
    requires std::has_unique_object_representations_v<Record>
    void add(const Record& record) { add_bytes(&record, sizeof(Record)); }

    std::uint64_t value() const { return XXH3_64bits_digest(state_.get()); }

    // A state that another version of xxHash saved is refused.
    void state(StateVisitor& visit);

private:
    void add_bytes(const void* bytes, std::size_t count);

    struct Freed {
        void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
    };
    std::unique_ptr<XXH3_state_t, Freed> state_{XXH3_createState()};
};

}  // namespace isotherm
