// SPDX-License-Identifier: Apache-2.0
#pragma once
// Checks for resources that Qt and fontconfig need and do not check themselves.

namespace isotherm {

// Throws std::bad_alloc if the machine has too little memory, or too few threads, to paint a
// picture. Call it before painting each picture.
void require_room_to_paint();

}  // namespace isotherm
