// SPDX-License-Identifier: Apache-2.0
#pragma once
// A stream of which a part of the reading, such as decompression, can be a lane of its own.

#include "engine/vocabulary/lane.h"

namespace isotherm {

class LanedStream {
public:
    // Lets `threads` do these parts from now on. The stream must outlive the threads. Called before
    // their first wake().
    virtual void add_lanes(LaneThreads& threads) = 0;

protected:
    ~LanedStream() = default;
};

}  // namespace isotherm
