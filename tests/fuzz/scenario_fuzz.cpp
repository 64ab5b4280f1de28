// Fuzzing the scenario reader: any text ends in a scenario or in errors with a place, and a
// scenario written out reads back as itself.

#include <cstdint>

#include "tests/fuzz/scenario_property.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    isotherm::check_scenario_input({reinterpret_cast<const char*>(bytes), size});
    return 0;
}
