// SPDX-License-Identifier: Apache-2.0
#pragma once
// Work that some threads share.

#include <cstddef>
#include <functional>

namespace isotherm {

// Runs `count` pieces of work on some threads; an exception ends them all and is passed on.
void share_out(std::size_t count, std::size_t threads,
               const std::function<void(std::size_t)>& work);

}  // namespace isotherm
