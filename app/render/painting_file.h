// SPDX-License-Identifier: Apache-2.0
#pragma once
// A painting as a PNG or SVG file, without metadata.

#include <QPainter>
#include <functional>
#include <string>

#include "engine/vocabulary/result.h"

namespace isotherm {

// Paints within the bounds.
using PaintWithin = std::function<void(QPainter&, QRectF)>;

// Paints on `width` x `height` logical pixels and writes the file; the format follows from the
// name's extension. Returns the path. An existing file is replaced only when the new one is
// complete.
Result<std::string> write_painting(const std::string& path, int width, int height,
                                   const PaintWithin& paint);

}  // namespace isotherm
