// Fuzzing the trace readers: the first byte picks the format, the rest is the stream, which may be
// compressed. Any input must end in rows or in one error with a place, and the rows must not
// depend on how many are read at a time.

#include "tests/fuzz/trace_property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    isotherm::check_trace_input({reinterpret_cast<const char*>(bytes), size});
    return 0;
}
