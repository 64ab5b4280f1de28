// SPDX-License-Identifier: Apache-2.0
#pragma once
// isotherm trace convert: writes a recorded stream, or the requests of a simulated run, in another
// format.

#include <CLI/CLI.hpp>

#include "engine/vocabulary/result.h"

namespace isotherm {

// Adds the command below `trace`.
void add_trace_convert(CLI::App& trace, ExitCode& result);

}  // namespace isotherm
