// SPDX-License-Identifier: Apache-2.0
#pragma once
// A run as a small picture for a gallery: its busiest tables and indexes below each other, each
// with its name, its heat map and, below it, its demand against its capacity. Text grows with the
// width. No Qt type appears here, so that callers do not depend on Qt.

#include <string>

#include "app/render/picture_file.h"

namespace isotherm {

// Writes a picture of `options.width` x `options.height` pixels; tables, sides and times of the
// options have no effect. Returns the path.
Result<std::string> write_card(const std::string& path, const Recording& recording,
                               const PictureOptions& options);

}  // namespace isotherm
