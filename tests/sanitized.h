// SPDX-License-Identifier: Apache-2.0
#pragma once
// Whether a sanitizer is compiled in that needs more address space than a limit would leave. GCC
// defines macros, Clang answers __has_feature.

namespace isotherm {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif
#else
inline constexpr bool sanitized = false;
#endif

}  // namespace isotherm
