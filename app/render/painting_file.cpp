// SPDX-License-Identifier: Apache-2.0
#include "app/render/painting_file.h"

#include <QBuffer>
#include <QImage>
#include <QSvgGenerator>
#include <new>

#include "app/render/canvas.h"
#include "app/render/picture_file.h"
#include "app/render/room_to_paint.h"
#include "engine/recording/output_file.h"
#include "engine/vocabulary/escaping.h"

namespace isotherm {
namespace {

std::string plain_png(int width, int height, const PaintWithin& paint) {
    QImage image(width, height, QImage::Format_RGB32);
    if (image.isNull()) throw std::bad_alloc();
    {
        QPainter painter(&image);
        paint(painter, QRectF(0, 0, width, height));
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "png")) throw std::bad_alloc();  // nothing else can fail
    return bytes.toStdString();
}

}  // namespace

std::string painted_svg(int width, int height, const PictureText& text, const PaintWithin& paint) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(96);
    generator.setSize(QSize(width, height));
    generator.setViewBox(QRect(0, 0, width, height));
    generator.setTitle(qtext(markup_text(text.title)));
    generator.setDescription(qtext(markup_text(text.description)));
    require_room_to_paint();
    {
        QPainter painter(&generator);
        paint(painter, QRectF(0, 0, width, height));
    }
    // Browsers smooth enlarged images, which would show heat that was not recorded. Verdana is the
    // fallback because its widths equal DejaVu's.
    bytes.replace("<image ", "<image style=\"image-rendering:pixelated\" ");
    bytes.replace("font-family=\"DejaVu Sans\"",
                  "font-family=\"DejaVu Sans, Verdana, sans-serif\"");
    return safe_markup({bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

Result<std::string> write_painting(const std::string& path, int width, int height,
                                   const PaintWithin& paint) {
    const auto format = picture_format(path);
    if (!format.ok()) return format.errors();
    ensure_gui_application();
    require_room_to_paint();
    const std::string bytes = format.value() == PictureFormat::svg
                                  ? painted_svg(width, height, {}, paint)
                                  : plain_png(width, height, paint);
    if (Errors errors = write_file(path, bytes); !errors.empty()) return errors;
    return path;
}

}  // namespace isotherm
