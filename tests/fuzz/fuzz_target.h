// SPDX-License-Identifier: Apache-2.0
#pragma once
// A fuzz target is one file, ISOTHERM_FUZZ_TARGET(name) { … `input` … }, with seeds and findings in
// corpus/name. Built with libFuzzer, each target is a program. The ordinary build compiles all
// targets into one test suite that replays the corpus, so that they keep compiling and no fixed
// finding returns.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>

#include "engine/vocabulary/result.h"

namespace isotherm {

using FuzzTarget = void (*)(std::string_view input);

inline std::map<std::string, FuzzTarget>& fuzz_targets() {
    static std::map<std::string, FuzzTarget> targets;
    return targets;
}

// Aborts if the condition is false, even without assertions: a fuzzer needs a crash.
inline void must_hold(bool condition, const char* what) {
    if (condition) return;
    std::fprintf(stderr, "violated: %s\n", what);
    std::abort();
}

// Checks the errors of a refusal: whatever the input was, they must be usable.
inline void must_be_told_well(const Errors& errors) {
    must_hold(!errors.empty(), "a refusal has an error");
    for (const Error& error : errors) {
        must_hold(!error.what.empty() && error.number != ErrorNumber::none,
                  "an error says what is wrong");
        must_hold(error.exit_code != ExitCode::internal_error, "and is not taken for ours");
        const std::string text = error.text();
        for (const char c : text)
            must_hold(c == '\n' || static_cast<unsigned char>(c) >= 0x20,
                      "no control character reaches the terminal");
    }
}

}  // namespace isotherm

#ifdef ISOTHERM_LIBFUZZER
#define ISOTHERM_FUZZ_TARGET(name)                                                    \
    static void fuzz_##name(std::string_view input);                                  \
    extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t n) { \
        fuzz_##name({reinterpret_cast<const char*>(bytes), n});                       \
        return 0;                                                                     \
    }                                                                                 \
    static void fuzz_##name(std::string_view input)
#else
#define ISOTHERM_FUZZ_TARGET(name)                                    \
    static void fuzz_##name(std::string_view input);                  \
    static const bool fuzz_##name##_known =                           \
        isotherm::fuzz_targets().emplace(#name, &fuzz_##name).second; \
    static void fuzz_##name(std::string_view input)
#endif
