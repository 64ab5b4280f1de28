// SPDX-License-Identifier: Apache-2.0
#include "app/render/picture_file.h"

#include <QBuffer>
#include <QGuiApplication>
#include <QImageWriter>
#include <fmt/format.h>

#include <algorithm>
#include <clocale>
#include <cmath>
#include <functional>
#include <iostream>
#include <new>

#include "app/render/action_bars.h"
#include "app/render/busiest.h"
#include "app/render/consumer_lanes.h"
#include "app/render/heat_map.h"
#include "app/render/hottest_first.h"
#include "app/render/painting_file.h"
#include "app/render/room_to_paint.h"
#include "app/render/timeline.h"
#include "app/render/unit_bars.h"
#include "engine/recording/output_file.h"
#include "engine/vocabulary/escaping.h"

namespace isotherm {
namespace {

constexpr int least_width = 640;
constexpr int least_height = 400;
constexpr int most_pixels_a_side = 16'384;
constexpr double most_scale = 4;
constexpr int dots_per_metre = 3'780;  // 96 dots an inch

Error usage_error(ErrorNumber number, std::string path, std::string what, std::string fix) {
    Error error;
    error.exit_code = ExitCode::usage;
    error.number = number;
    error.place.path = std::move(path);
    error.what = std::move(what);
    error.fix = std::move(fix);
    return error;
}

std::optional<Error> size_error(const PictureOptions& options) {
    const bool fits = options.width >= least_width && options.height >= least_height &&
                      options.scale >= 1 && options.scale <= most_scale &&
                      std::max(options.width, options.height) * options.scale <= most_pixels_a_side;
    if (fits) return std::nullopt;
    return usage_error(
        ErrorNumber::picture_bad_size, "size",
        fmt::format("a picture of {} x {} at scale {} is not possible", options.width,
                    options.height, options.scale),
        fmt::format("choose at least {} x {}, a scale from 1 to {}, and at most {} pixels a side",
                    least_width, least_height, most_scale, most_pixels_a_side));
}

// Text is sized for a screen of 1,280 x 720 at arm's length, and larger in larger pictures, because
// these are viewed from farther away.
double text_scale(const PictureOptions& options) {
    const double size = std::min(options.width / 1280.0, options.height / 720.0);
    return std::clamp(std::pow(size, 0.75), 0.9, 2.5);
}

Result<Stretch> stretch_of(const Recording& recording, const PictureOptions& options) {
    if (auto error = size_error(options)) return *error;
    if (recording.tables.empty()) {
        return usage_error(ErrorNumber::picture_nothing_recorded, "tables",
                           "the recording has no tables",
                           "draw a run of a scenario with a [tables.…] section");
    }
    std::size_t table = 0;
    if (options.table) {
        const auto found = std::find_if(recording.tables.begin(), recording.tables.end(),
                                        [&](const TableRecording& candidate) {
                                            return candidate.name.label() == *options.table;
                                        });
        if (found == recording.tables.end()) {
            std::string names;
            for (const TableRecording& known : recording.tables) {
                names += (names.empty() ? "" : ", ") + printable(known.name.label());
            }
            return usage_error(
                ErrorNumber::picture_unknown_table, "table",
                fmt::format("there is no table \"{}\" in this run", printable(*options.table)),
                "choose one of: " + names);
        }
        table = static_cast<std::size_t>(found - recording.tables.begin());
    } else {
        table = busiest_table(recording);
    }
    const std::int64_t first = options.first_second.value_or(0);
    const std::int64_t end = options.end_second.value_or(recording.seconds());
    const bool any_time = first >= 0 && (first < end || (first == end && recording.seconds() == 0));
    if (!any_time || first > recording.seconds()) {
        return usage_error(ErrorNumber::picture_bad_range, "from, to",
                           fmt::format("the range from {} s to {} s is not in the run", first, end),
                           fmt::format("choose a range inside the run, which lasts {} seconds",
                                       recording.seconds()));
    }
    return Stretch{recording, table, first, end, text_scale(options), options.scale};
}

using Painting = std::function<void(QPainter&, const Theme&, QRectF)>;

Result<std::string> encoded_png(const Recording& recording, const PictureOptions& options,
                                const PictureText& caption, const Painting& paint) {
    const QSize size(static_cast<int>(std::lround(options.width * options.scale)),
                     static_cast<int>(std::lround(options.height * options.scale)));
    QImage image(size, QImage::Format_RGB32);
    if (image.isNull()) {
        Error error{
            ExitCode::out_of_memory,
            ErrorNumber::picture_encoding_failed,
            {},
            fmt::format("no memory for a picture of {} x {} pixels", size.width(), size.height()),
            "choose a smaller picture"};
        return error;
    }
    image.setDevicePixelRatio(options.scale);
    image.setDotsPerMeterX(static_cast<int>(dots_per_metre * options.scale));
    image.setDotsPerMeterY(static_cast<int>(dots_per_metre * options.scale));
    require_room_to_paint();
    {
        QPainter painter(&image);
        paint(painter, make_theme(options.theme), QRectF(0, 0, options.width, options.height));
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "png");
    writer.setText(QStringLiteral("Title"), qtext(caption.title));
    writer.setText(QStringLiteral("Description"), qtext(caption.description));
    writer.setText(QStringLiteral("Scenario"), qtext(recording.name));
    writer.setText(QStringLiteral("Fingerprint"), qtext(options.fingerprint));
    writer.setText(QStringLiteral("Software"), QStringLiteral("Isotherm"));
    if (!writer.write(image)) {
        Error error{ExitCode::input_output,
                    ErrorNumber::picture_encoding_failed,
                    {},
                    "the picture could not be encoded: " + writer.errorString().toStdString(),
                    "choose a smaller picture, or SVG"};
        return error;
    }
    return std::string(bytes.constData(), static_cast<std::size_t>(bytes.size()));
}

std::string encoded_svg(const Recording& recording, const PictureOptions& options,
                        const PictureText& caption, const Painting& paint) {
    const std::string description =
        fmt::format("{} Scenario: {}. Fingerprint: {}.", caption.description, recording.name,
                    options.fingerprint);
    return painted_svg(options.width, options.height, {caption.title, description},
                       [&](QPainter& painter, QRectF bounds) {
                           paint(painter, make_theme(options.theme), bounds);
                       });
}

Result<std::string> encoded(const Recording& recording, const PictureOptions& options,
                            PictureFormat format, const PictureText& caption,
                            const Painting& paint) {
    ensure_gui_application();
    if (format == PictureFormat::svg) return encoded_svg(recording, options, caption, paint);
    return encoded_png(recording, options, caption, paint);
}

using Drawing = Result<std::string> (*)(const Recording&, const PictureOptions&, PictureFormat);

Result<std::string> write_picture(const std::string& path, const Recording& recording,
                                  const PictureOptions& options, Drawing draw) {
    const auto format = picture_format(path);
    if (!format.ok()) return format.errors();
    auto bytes = draw(recording, options, format.value());
    if (!bytes.ok()) return bytes;
    if (Errors errors = write_file(path, bytes.value()); !errors.empty()) return errors;
    return path;
}

// What Qt says while it starts. Root has no XDG_RUNTIME_DIR, and pictures do not need one, so the
// warning about it is dropped. After a fatal message Qt aborts; with too little memory, which keeps
// it from mapping its plug-ins, the exception leads to the handler that main installed.
void report_start(QtMsgType type, const QMessageLogContext&, const QString& text) {
    static bool lacks_memory = false;
    if (text.contains(QLatin1String("Cannot allocate memory"))) lacks_memory = true;
    if (type == QtFatalMsg && lacks_memory) throw std::bad_alloc();
    if (!lacks_memory && !text.contains(QLatin1String("XDG_RUNTIME_DIR")))
        std::cerr << text.toStdString() << '\n';
}

}  // namespace

void ensure_gui_application() {
    if (QCoreApplication::instance() != nullptr) return;
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    const auto reports = qInstallMessageHandler(report_start);
    static int argument_count = 1;
    static char name[] = "isotherm";
    static char* arguments[] = {name, nullptr};
    // Never destroyed, because at exit, fonts and images may be destroyed after the application
    // object would be.
    static auto* application = new QGuiApplication(argument_count, arguments);
    (void)application;
    qInstallMessageHandler(reports);
    // Qt applies the environment's locale, but our numbers always have decimal points.
    std::setlocale(LC_NUMERIC, "C");
}

Result<PictureFormat> picture_format(const std::string& path) {
    const auto ends_with = [&](std::string_view end) {
        return path.size() > end.size() &&
               std::equal(end.rbegin(), end.rend(), path.rbegin(), [](char a, char b) {
                   return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
               });
    };
    if (ends_with(".png")) return PictureFormat::png;
    if (ends_with(".svg")) return PictureFormat::svg;
    return usage_error(ErrorNumber::picture_unknown_format, printable(path),
                       "a picture's name must end in .png or .svg",
                       "name it " + printable(path) + ".png or " + printable(path) + ".svg");
}

Result<std::string> draw_heat_map(const Recording& recording, const PictureOptions& options,
                                  PictureFormat format) {
    auto stretch = stretch_of(recording, options);
    if (!stretch.ok()) return stretch.errors();
    const TableRecording& table = stretch.value().table_recording();
    const HeatMapView view{stretch.value(), options.side.value_or(busiest_side(table)), nullptr,
                           options.scenario};
    const std::string side(side_names[view.side]);
    const PictureText caption{
        fmt::format("{}: heat map of {}, {}s", recording.name, table.name, side),
        "Hash space over time; colour is demand as a share of the limit in force, the height of a "
        "bar the share of the demand that was refused."};
    return encoded(recording, options, format, caption,
                   [&](QPainter& painter, const Theme& theme, QRectF bounds) {
                       paint_heat_map(painter, view, theme, bounds);
                   });
}

Result<std::string> draw_hottest_first(const Recording& recording, const PictureOptions& options,
                                       PictureFormat format) {
    const Side side = options.side.value_or(hottest_side(recording));
    const Recording ranked = hottest_first(recording, side, options.scenario);
    PictureOptions of_ranked = options;
    of_ranked.table.reset();
    auto stretch = stretch_of(ranked, of_ranked);
    if (!stretch.ok()) return stretch.errors();
    Stretch shown = stretch.value();
    shown.by_rank = true;
    const HeatMapView view{shown, side};
    const PictureText caption{
        fmt::format("{}: all partitions, hottest first, {}s", recording.name,
                    std::string(side_names[side])),
        "Partitions by their hottest second, over time; colour is demand as a share of the limit "
        "in force, the height of a bar the share of the demand that was refused."};
    return encoded(ranked, options, format, caption,
                   [&](QPainter& painter, const Theme& theme, QRectF bounds) {
                       paint_heat_map(painter, view, theme, bounds);
                   });
}

Result<std::string> draw_timeline(const Recording& recording, const PictureOptions& options,
                                  PictureFormat format) {
    auto stretch = stretch_of(recording, options);
    if (!stretch.ok()) return stretch.errors();
    const TimelineView view{stretch.value(), options.past};
    const PictureText caption{
        fmt::format("{}: timeline of {}", recording.name, stretch.value().table_recording().name),
        "Provisioned, consumed and throttled capacity over time."};
    return encoded(recording, options, format, caption,
                   [&](QPainter& painter, const Theme& theme, QRectF bounds) {
                       paint_timeline(painter, view, theme, bounds);
                   });
}

Result<std::string> draw_unit_bars(const Recording& recording, const PictureOptions& options,
                                   PictureFormat format) {
    if (auto error = size_error(options)) return *error;
    const UnitBarsView view{recording, text_scale(options), options.scale};
    const PictureText caption{fmt::format("{}: units of calls", recording.name),
                              "The cost of one call of each workload, and of all its calls."};
    return encoded(recording, options, format, caption,
                   [&](QPainter& painter, const Theme& theme, QRectF bounds) {
                       paint_unit_bars(painter, view, theme, bounds);
                   });
}

Result<std::string> draw_action_bars(const Recording& recording, const PictureOptions& options,
                                     PictureFormat format) {
    if (auto error = size_error(options)) return *error;
    const ActionBarsView view{recording, text_scale(options), options.scale};
    const PictureText caption{fmt::format("{}: actions", recording.name),
                              "What an action of each workload costs, and how long it takes."};
    return encoded(recording, options, format, caption,
                   [&](QPainter& painter, const Theme& theme, QRectF bounds) {
                       paint_action_bars(painter, view, theme, bounds);
                   });
}

Result<std::string> draw_consumer_lanes(const Recording& recording, const PictureOptions& options,
                                        PictureFormat format) {
    if (auto error = size_error(options)) return *error;
    const ConsumerLanesView view{recording, text_scale(options), options.scale};
    const PictureText caption{fmt::format("{}: readers of streams", recording.name),
                              "How far each reader of a stream is behind, over time."};
    return encoded(recording, options, format, caption,
                   [&](QPainter& painter, const Theme& theme, QRectF bounds) {
                       paint_consumer_lanes(painter, view, theme, bounds);
                   });
}

Result<std::string> write_heat_map(const std::string& path, const Recording& recording,
                                   const PictureOptions& options) {
    return write_picture(path, recording, options, draw_heat_map);
}

Result<std::string> write_hottest_first(const std::string& path, const Recording& recording,
                                        const PictureOptions& options) {
    return write_picture(path, recording, options, draw_hottest_first);
}

Result<std::string> write_timeline(const std::string& path, const Recording& recording,
                                   const PictureOptions& options) {
    return write_picture(path, recording, options, draw_timeline);
}

Result<std::string> write_unit_bars(const std::string& path, const Recording& recording,
                                    const PictureOptions& options) {
    return write_picture(path, recording, options, draw_unit_bars);
}

Result<std::string> write_action_bars(const std::string& path, const Recording& recording,
                                      const PictureOptions& options) {
    return write_picture(path, recording, options, draw_action_bars);
}

Result<std::string> write_consumer_lanes(const std::string& path, const Recording& recording,
                                         const PictureOptions& options) {
    return write_picture(path, recording, options, draw_consumer_lanes);
}

}  // namespace isotherm
