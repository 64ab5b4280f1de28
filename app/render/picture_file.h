// SPDX-License-Identifier: Apache-2.0
#pragma once
// Heat maps, timelines and unit bars as PNG and SVG files. Works without a display; the same
// recording gives the same bytes. No Qt type appears here, so that callers do not depend on Qt.

#include <cstdint>
#include <optional>
#include <string>

#include "app/render/theme_name.h"
#include "engine/recording/recording.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

struct PastMetrics;
struct Scenario;

enum class PictureFormat : std::uint8_t { png, svg };

struct PictureOptions {
    int width = 1920;  // logical pixels
    int height = 1080;
    double scale = 1;  // device pixels per logical pixel: 2 for fine screens and paper
    ThemeName theme = ThemeName::dark;
    std::optional<std::string> table;  // nullopt: the busiest table, see busiest.h
    std::optional<Side> side;          // nullopt: the table's busier side; timelines show both
    std::optional<std::int64_t> first_second;
    std::optional<std::int64_t> end_second;
    std::string fingerprint;            // of the run; stored in the file's metadata
    const PastMetrics* past = nullptr;  // drawn in timelines; nullptr: nothing is known
    // Of the run, for limits of whole tables in heat maps; nullptr: only those of partitions count.
    const Scenario* scenario = nullptr;
};

// Chooses the format by the path's extension; unknown extensions are an error.
Result<PictureFormat> picture_format(const std::string& path);

// Each draw_ function returns the bytes of a picture file.
Result<std::string> draw_heat_map(const Recording& recording, const PictureOptions& options,
                                  PictureFormat format);
Result<std::string> draw_timeline(const Recording& recording, const PictureOptions& options,
                                  PictureFormat format);

// Draws a heat map of the partitions of all tables, hottest first; `options.table` has no effect.
Result<std::string> draw_hottest_first(const Recording& recording, const PictureOptions& options,
                                       PictureFormat format);

// Draws the units of each workload's calls over the whole run.
Result<std::string> draw_unit_bars(const Recording& recording, const PictureOptions& options,
                                   PictureFormat format);

// Draws the units and the latency of the actions of each workload with steps.
Result<std::string> draw_action_bars(const Recording& recording, const PictureOptions& options,
                                     PictureFormat format);

// Draws how far the readers of streams are behind.
Result<std::string> draw_consumer_lanes(const Recording& recording, const PictureOptions& options,
                                        PictureFormat format);

// Each write_ function writes a file and returns its path. An existing file is replaced only when
// the new one is complete.
Result<std::string> write_heat_map(const std::string& path, const Recording& recording,
                                   const PictureOptions& options);
Result<std::string> write_hottest_first(const std::string& path, const Recording& recording,
                                        const PictureOptions& options);
Result<std::string> write_timeline(const std::string& path, const Recording& recording,
                                   const PictureOptions& options);
Result<std::string> write_unit_bars(const std::string& path, const Recording& recording,
                                    const PictureOptions& options);
Result<std::string> write_action_bars(const std::string& path, const Recording& recording,
                                      const PictureOptions& options);
Result<std::string> write_consumer_lanes(const std::string& path, const Recording& recording,
                                         const PictureOptions& options);

// Creates a QGuiApplication, which text painting needs, if none exists. By default it uses no
// display.
void ensure_gui_application();

}  // namespace isotherm
