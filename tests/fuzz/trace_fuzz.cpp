// SPDX-License-Identifier: Apache-2.0
// Fuzzes the trace readers. The first byte selects the format, and the rest is the stream, which
// may be compressed. Any input must result in rows or in one error with a place, and the rows must
// not depend on how many are read at a time.

#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/trace_property.h"

ISOTHERM_FUZZ_TARGET(trace) { isotherm::check_trace_input(input); }
