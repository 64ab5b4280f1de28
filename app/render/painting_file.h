// SPDX-License-Identifier: Apache-2.0
#pragma once
// Paintings as SVG and PNG files.

#include <QPainter>
#include <functional>
#include <string>

#include "engine/vocabulary/result.h"

namespace isotherm {

// Paints within the bounds.
using PaintWithin = std::function<void(QPainter&, QRectF)>;

// The texts inside a picture file.
struct PictureText {
    std::string title;
    std::string description;
};

// Returns an SVG file of `width` x `height` logical pixels. Texts of users are safe in it.
std::string painted_svg(int width, int height, const PictureText& text, const PaintWithin& paint);

// Paints on x `height` logical pixels and writes the file; the format follows from the
// name's extension, and it has no texts beside the painting. Returns the path. An existing file is
// replaced only when the new one is complete.
Result<std::string> write_painting(const std::string& path, int width, int height,
                                   const PaintWithin& paint);

}  // namespace isotherm
