// SPDX-License-Identifier: Apache-2.0
// Fuzzes checkpoints: any text must result in a time within a run or in errors.

#include "engine/run/checkpoint.h"
#include "tests/fuzz/fuzz_target.h"

ISOTHERM_FUZZ_TARGET(checkpoint) {
    using namespace isotherm;
    const auto checkpoint = read_checkpoint_text(std::string(input), "c.json");
    if (!checkpoint.ok()) return must_be_told_well(checkpoint.errors());
    must_hold(checkpoint.value().time >= sim_start, "a run begins at its start");
}
