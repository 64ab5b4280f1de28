// SPDX-License-Identifier: Apache-2.0
#pragma once
// Heat maps and timelines as PNG and SVG files. Works without a display; the same recording gives
// the same bytes. No Qt type appears here, so that callers need not know what paints.

#include <cstdint>
#include <optional>
#include <string>

#include "app/render/theme_name.h"
#include "engine/recording/recording.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

enum class PictureFormat : std::uint8_t { png, svg };

struct PictureOptions {
    int width = 1920;  // logical pixels
    int height = 1080;
    double scale = 1;  // device pixels a logical one: 2 for fine screens and paper
    ThemeName theme = ThemeName::dark;
    std::optional<std::string> table;  // none: the one with most throttling, else most demand
    std::optional<Side> side;          // likewise; timelines show both
    std::optional<std::int64_t> first_second;
    std::optional<std::int64_t> end_second;
    std::string fingerprint;  // of the run, for the file's text chunks
};

// By the end of the name.
Result<PictureFormat> picture_format(const std::string& path);

// The file's bytes.
Result<std::string> draw_heat_map(const Recording& recording, const PictureOptions& options,
                                  PictureFormat format);
Result<std::string> draw_timeline(const Recording& recording, const PictureOptions& options,
                                  PictureFormat format);

// Units of each workload's calls, over the whole run.
Result<std::string> draw_unit_bars(const Recording& recording, const PictureOptions& options,
                                   PictureFormat format);

// Writes a file, replacing an old one only when the new one is complete; gives back the path.
Result<std::string> write_heat_map(const std::string& path, const Recording& recording,
                                   const PictureOptions& options);
Result<std::string> write_timeline(const std::string& path, const Recording& recording,
                                   const PictureOptions& options);
Result<std::string> write_unit_bars(const std::string& path, const Recording& recording,
                                    const PictureOptions& options);

// Painting text needs a QGuiApplication: makes one, for no display, if there is none.
void ensure_gui_application();

}  // namespace isotherm
