// SPDX-License-Identifier: Apache-2.0
#pragma once
// A place in a recording: a second and a position in hash space.

#include <cstdint>

#include "engine/model/key_space.h"

namespace isotherm {

// A second and a place in hash space.
struct CellCursor {
    std::int64_t second = 0;
    KeyPosition position = 0;
    bool operator==(const CellCursor&) const = default;
};

// A range of hash space, both ends included.
struct HashWindow {
    KeyPosition first = 0;
    KeyPosition last = ~KeyPosition{0};
    bool whole() const { return first == 0 && last == ~KeyPosition{0}; }
    bool operator==(const HashWindow&) const = default;
};

}  // namespace isotherm
