// SPDX-License-Identifier: Apache-2.0
#pragma once
// Whether the program is built with a sanitizer that needs so much address space that tests cannot
// limit it. GCC defines macros for this, Clang answers __has_feature.

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
