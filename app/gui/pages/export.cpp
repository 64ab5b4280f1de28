// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/pages/export.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>

#include "app/render/heat_map.h"
#include "engine/recording/output_file.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/version.h"

namespace isotherm {
namespace {

constexpr double caption_line = 18;
constexpr double caption_margin = 12;
constexpr TextStyle page_title{16, true};
constexpr double title_line = 24;
constexpr TextStyle words_style{12};
constexpr TextStyle caption_style{12, false, true};
constexpr int pdf_dots_per_inch = 144;  // 1.5 per logical pixel of 1/96 inch

Error picture_error(const QString& path) {
    Error error;
    error.exit_code = ExitCode::cannot_create;
    error.place.file = path.toStdString();
    error.what = "the picture could not be encoded";
    error.fix = "choose another name, ending in .png, .svg or .pdf";
    return error;
}

Error no_memory_error(const QString& path) {
    Error error = picture_error(path);
    error.exit_code = ExitCode::out_of_memory;
    error.what = "not enough memory for a picture of this size";
    error.fix = "choose a smaller size";
    return error;
}

// A widget's picture and its vertical position on the sheet.
struct Placed {
    const QWidget* widget;
    std::function<void(QPainter&)> paint;
    double top;
};

// A line of text and the middle of its height on the sheet.
struct PlacedLine {
    QString text;
    TextStyle style;
    double y;
};

struct Sheet {
    std::vector<PlacedLine> lines;
    std::vector<Placed> pieces;
    QSizeF size;
};

// Wraps texts below each other; `y` is the upper edge before and the lower one afterwards.
class SheetText {
public:
    SheetText(Sheet& sheet, const ViewState& view, double width)
        : sheet_(sheet), painter_(&image_), canvas_(painter_, view.theme(), view.text_scale()) {
        width_ = width - 2 * canvas_.em(caption_margin);
    }
    void add(const QString& text, TextStyle style, double line, double& y) {
        for (const QString& part : canvas_.wrapped(text, style, width_)) {
            sheet_.lines.push_back({part, style, y + canvas_.em(line) / 2});
            y += canvas_.em(line);
        }
    }
    double em(double length) const { return canvas_.em(length); }

private:
    Sheet& sheet_;
    QImage image_{1, 1, QImage::Format_RGB32};  // text is measured, not painted
    QPainter painter_;
    Canvas canvas_;
    double width_ = 0;
};

// Collects the visible canvases and the legend in the order of the page, and stacks them between
// the words above and below them.
Sheet sheet_of(ExplorePage& page, const RunModel& run, const ViewState& view,
               const ExportWords& words) {
    Sheet sheet;
    const auto add = [&](const QWidget* widget, std::function<void(QPainter&)> paint) {
        if (widget->isVisibleTo(&page)) sheet.pieces.push_back({widget, std::move(paint), 0});
    };
    for (TimeCanvas* canvas : page.canvases())
        add(canvas, [canvas](QPainter& painter) { canvas->paint_into(painter); });
    HeatLegend* legend = &page.legend();
    add(legend, [legend](QPainter& painter) { legend->paint_into(painter); });
    const auto top_of = [&](const Placed& piece) {
        return piece.widget->mapTo(&page, QPoint()).y();
    };
    std::stable_sort(sheet.pieces.begin(), sheet.pieces.end(),
                     [&](const Placed& a, const Placed& b) { return top_of(a) < top_of(b); });
    SheetText text(sheet, view, page.width());
    double y = text.em(caption_margin);
    text.add(words.title, page_title, title_line, y);
    for (const QString& line : words.above) text.add(line, words_style, caption_line, y);
    y += text.em(caption_margin);
    for (Placed& piece : sheet.pieces) {
        piece.top = y;
        y += piece.widget->height();
    }
    y += text.em(caption_margin);
    for (const QString& line : words.below) text.add(line, words_style, caption_line, y);
    text.add(export_caption(run, view), caption_style, caption_line, y);
    sheet.size = QSizeF(page.width(), y + text.em(caption_margin));
    return sheet;
}

void paint_sheet(QPainter& painter, const Sheet& sheet, const ViewState& view, double ratio) {
    Canvas canvas(painter, view.theme(), view.text_scale(), ratio);
    canvas.fill(QRectF(QPointF(0, 0), sheet.size), view.theme().background);
    for (const PlacedLine& line : sheet.lines)
        canvas.text({canvas.em(caption_margin), line.y}, line.text, line.style);
    for (const Placed& placed : sheet.pieces) {
        painter.save();
        painter.translate(0, placed.top);
        placed.paint(painter);
        painter.restore();
    }
}

Errors written(const QString& path, const QByteArray& bytes) {
    return write_file(path.toStdString(),
                      std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

}  // namespace

QString export_form(const QString& path) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    static const QStringList known{QStringLiteral("png"), QStringLiteral("svg"),
                                   QStringLiteral("pdf"), QStringLiteral("csv"),
                                   QStringLiteral("json")};
    return known.contains(suffix) ? suffix : QString();
}

namespace {

QString scale_words(HeatScale scale) {
    switch (scale) {
        case HeatScale::absolute:
            return QCoreApplication::translate("Export", "colour: units a second");
        case HeatScale::relative:
            return QCoreApplication::translate("Export", "colour: rank among these cells");
        case HeatScale::partition:
            return QCoreApplication::translate("Export",
                                               "colour: share of the partition's own limit");
        default:
            return QCoreApplication::translate("Export", "colour: share of the limit");
    }
}

}  // namespace

QString export_caption(const RunModel& run, const ViewState& view) {
    const TimeWindow window = view.window();
    QString caption =
        qtext(time_range_text(shown_clock().axis_start(), window.first, window.end)) +
        QStringLiteral(" \u00b7 ") +
        QCoreApplication::translate("Export", "recorded every %1 s").arg(run.column_seconds()) +
        QStringLiteral(" \u00b7 ") + scale_words(view.heat_scale()) + QStringLiteral(" \u00b7 ") +
        QCoreApplication::translate("Export", "seed %1").arg(run.identity().seed);
    if (!run.identity().fingerprint.empty()) {
        caption +=
            QStringLiteral(" \u00b7 ") + QCoreApplication::translate("Export", "fingerprint %1")
                                             .arg(qtext(run.identity().fingerprint));
    }
    return caption + QStringLiteral(" \u00b7 Isotherm ") + QString::fromStdString(version());
}

Errors export_picture(const QString& path, RunModel& run, ViewState& view, QSize page_size,
                      const ExportWords& words) {
    const double ratio = path.endsWith(QLatin1String("@2x.png")) ? 2 : 1;
    ExplorePage page(run, view);
    page.setAttribute(Qt::WA_DontShowOnScreen);
    page.resize(page_size);
    for (TimeCanvas* canvas : page.canvases()) canvas->set_pixel_ratio(ratio);
    page.show();
    page.settle();
    const Sheet sheet = sheet_of(page, run, view, words);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const QString form = export_form(path);
    if (form == QLatin1String("png")) {
        QImage image((sheet.size * ratio).toSize(), QImage::Format_RGB32);
        if (image.isNull()) return {no_memory_error(path)};
        image.setDevicePixelRatio(ratio);
        QPainter painter(&image);
        paint_sheet(painter, sheet, view, ratio);
        painter.end();
        if (!image.save(&buffer, "PNG")) return {picture_error(path)};
    } else if (form == QLatin1String("svg")) {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setResolution(96);
        generator.setSize(sheet.size.toSize());
        generator.setViewBox(QRectF(QPointF(0, 0), sheet.size));
        generator.setTitle(qtext(markup_text(run.recording().name)));
        generator.setDescription(qtext(markup_text(export_caption(run, view).toStdString())));
        QPainter painter(&generator);
        paint_sheet(painter, sheet, view, 1);
        painter.end();
        // Browsers smooth enlarged images, which would show heat that is not in the data.
        bytes.replace("<image ", "<image style=\"image-rendering:pixelated\" ");
        bytes = QByteArray::fromStdString(safe_markup(bytes.toStdString()));
    } else if (form == QLatin1String("pdf")) {
        QPdfWriter writer(&buffer);
        writer.setResolution(pdf_dots_per_inch);
        writer.setTitle(qtext(run.recording().name));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        // 0.75 = 72 / 96: converts logical pixels (1/96 inch) to points (1/72 inch).
        writer.setPageSize(QPageSize(sheet.size * 0.75, QPageSize::Point));
        QPainter painter(&writer);
        painter.scale(pdf_dots_per_inch / 96.0, pdf_dots_per_inch / 96.0);
        paint_sheet(painter, sheet, view, 1);
        painter.end();
    } else {
        return {picture_error(path)};
    }
    return written(path, bytes);
}

Errors export_window(const QString& path, QWidget& window) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const QPixmap pixmap = window.grab();
    if (pixmap.isNull()) return {no_memory_error(path)};
    if (!pixmap.save(&buffer, "PNG")) return {picture_error(path)};
    return written(path, bytes);
}

Errors export_table(const QString& path, const RunTable& table) {
    return written(path,
                   export_form(path) == QLatin1String("csv") ? table.csv().toUtf8() : table.json());
}

}  // namespace isotherm
