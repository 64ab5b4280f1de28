// SPDX-License-Identifier: Apache-2.0
#include "app/render/canvas.h"

#include <QFontMetricsF>
#include <QPaintDevice>
#include <QTextBoundaryFinder>
#include <algorithm>
#include <cmath>

namespace isotherm {
namespace {

constexpr double legend_swatch_height = 14;
constexpr double legend_swatch_gap = 7;  // between swatch and text
constexpr double legend_entry_gap = 26;  // between a text and the next swatch
constexpr double legend_line = 25;
constexpr double hatch_step = 6;

}  // namespace

Canvas::Canvas(QPainter& painter, const Theme& theme, double text_scale, double pixel_ratio)
    : painter_(painter),
      theme_(theme),
      text_scale_(text_scale),
      pixel_ratio_(pixel_ratio > 0 ? pixel_ratio : painter.device()->devicePixelRatioF()) {
    painter_.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter_.setRenderHint(QPainter::TextAntialiasing, true);
}

double Canvas::snapped(double position) const {
    return std::round(position * pixel_ratio_) / pixel_ratio_;
}

QFont Canvas::font(TextStyle style) const {
    QFont font(QStringLiteral("DejaVu Sans"));
    // Both families are named, because otherwise the font of Japanese text would be arbitrary.
    font.setFamilies({QStringLiteral("DejaVu Sans"), QStringLiteral("Noto Sans CJK JP")});
    font.setPixelSize(static_cast<int>(std::lround(style.size * text_scale_)));
    font.setBold(style.bold);
    // Without hinting, widths are the same at every scale, so a picture keeps its layout.
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

double Canvas::width_of(const QString& text, TextStyle style) const {
    return QFontMetricsF(font(style)).horizontalAdvance(text);
}

double Canvas::height_of(TextStyle style) const { return QFontMetricsF(font(style)).height(); }

QString Canvas::elided(const QString& text, TextStyle style, double width) const {
    return QFontMetricsF(font(style)).elidedText(text, Qt::ElideRight, width);
}

QStringList Canvas::wrapped(const QString& text, TextStyle style, double width) const {
    QStringList lines;
    QString line;
    for (const LinePiece& piece : line_pieces(text)) {
        const QString longer = piece.after(line);
        if (!line.isEmpty() && width_of(longer, style) > width) {
            lines.push_back(line);
            line = piece.text;
        } else {
            line = longer;
        }
    }
    if (!line.isEmpty()) lines.push_back(line);
    return lines;
}

std::vector<LinePiece> line_pieces(const QString& text) {
    const auto has_no_spaces = [](QChar c) {
        return c.script() == QChar::Script_Han || c.script() == QChar::Script_Hiragana ||
               c.script() == QChar::Script_Katakana;
    };
    std::vector<LinePiece> pieces;
    for (const QString& word : text.split(QLatin1Char(' '))) {
        if (std::none_of(word.begin(), word.end(), has_no_spaces)) {
            pieces.push_back({word, true});
            continue;
        }
        QTextBoundaryFinder finder(QTextBoundaryFinder::Line, word);
        qsizetype start = 0;
        for (qsizetype end = finder.toNextBoundary(); end > start; end = finder.toNextBoundary()) {
            pieces.push_back({word.mid(start, end - start), start == 0});
            start = end;
        }
    }
    return pieces;
}

void Canvas::text(QPointF at, const QString& text, TextStyle style, Align align) {
    this->text(at, text, style, align, style.quiet ? theme_.quiet_text : theme_.text);
}

void Canvas::text(QPointF at, const QString& text, TextStyle style, Align align,
                  const QColor& colour) {
    if (text.isEmpty()) return;
    const QFont used = font(style);
    const QFontMetricsF metrics(used);
    const double width = metrics.horizontalAdvance(text);
    const double left = align == Align::left    ? at.x()
                        : align == Align::right ? at.x() - width
                                                : at.x() - width / 2;
    // Centres the text by the height of capitals, because most text is capital letters and digits.
    const double baseline = at.y() + metrics.capHeight() / 2;
    painter_.setFont(used);
    painter_.setPen(colour);
    painter_.drawText(QPointF(left, snapped(baseline)), text);
}

void Canvas::fill(QRectF area, const QColor& colour) {
    painter_.setRenderHint(QPainter::Antialiasing, false);
    painter_.fillRect(area, colour);
}

void Canvas::horizontal_line(double y, double left, double right, const QColor& colour) {
    const double thickness = std::max(1.0, device_pixel());
    fill(QRectF(left, snapped(y), right - left, thickness), colour);
}

void Canvas::vertical_line(double x, double top, double bottom, const QColor& colour) {
    const double thickness = std::max(1.0, device_pixel());
    fill(QRectF(snapped(x), top, thickness, bottom - top), colour);
}

void Canvas::hatched(QRectF area, const QColor& ground, const QColor& line) {
    fill(area, ground);
    painter_.save();
    painter_.setRenderHint(QPainter::Antialiasing, true);
    painter_.setPen(QPen(line, 1.2, Qt::SolidLine, Qt::FlatCap));
    // Each line is clipped by computing its ends, because QSvgGenerator of Qt 6.4 does not support
    // clipping.
    const double far = area.width() + area.height();
    for (double along = hatch_step / 2; along < far; along += hatch_step) {
        const double top_x = std::min(along, area.width());
        const double bottom_x = std::max(along - area.height(), 0.0);
        painter_.drawLine(area.topLeft() + QPointF(top_x, along - top_x),
                          area.topLeft() + QPointF(bottom_x, along - bottom_x));
    }
    painter_.restore();
}

void Canvas::glyph(Glyph glyph, QPointF centre, double size, const QColor& fill,
                   const QColor& outline) {
    const double r = size / 2;
    const auto at = [&](double x, double y) { return centre + QPointF(x * r, y * r); };
    painter_.save();
    painter_.setRenderHint(QPainter::Antialiasing, true);
    painter_.setBrush(fill);
    painter_.setPen(fill == outline ? QPen(Qt::NoPen) : QPen(outline, 1.2));
    switch (glyph) {
        case Glyph::triangle_up:
            painter_.drawPolygon(QPolygonF({at(0, -1), at(1, 0.85), at(-1, 0.85)}));
            break;
        case Glyph::triangle_down:
            painter_.drawPolygon(QPolygonF({at(0, 1), at(1, -0.85), at(-1, -0.85)}));
            break;
        case Glyph::triangle_left:
            painter_.drawPolygon(QPolygonF({at(-1, 0), at(0.85, -1), at(0.85, 1)}));
            break;
        case Glyph::square:
            painter_.drawPolygon(QPolygonF({at(-.8, -.8), at(.8, -.8), at(.8, .8), at(-.8, .8)}));
            break;
        case Glyph::diamond:
            painter_.drawPolygon(QPolygonF({at(0, -1), at(1, 0), at(0, 1), at(-1, 0)}));
            break;
        case Glyph::disc:
            painter_.drawEllipse(centre, r * 0.9, r * 0.9);
            break;
        case Glyph::triangle_right:
            painter_.drawPolygon(QPolygonF({at(1, 0), at(-0.85, -1), at(-0.85, 1)}));
            break;
        case Glyph::bar:
            painter_.drawPolygon(QPolygonF({at(-1, -.4), at(1, -.4), at(1, .4), at(-1, .4)}));
            break;
        case Glyph::post:
            painter_.drawPolygon(QPolygonF({at(-.4, -1), at(.4, -1), at(.4, 1), at(-.4, 1)}));
            break;
        case Glyph::cross:
            painter_.drawPolygon(
                QPolygonF({at(-1, -.5), at(-.5, -1), at(0, -.5), at(.5, -1), at(1, -.5), at(.5, 0),
                           at(1, .5), at(.5, 1), at(0, .5), at(-.5, 1), at(-1, .5), at(-.5, 0)}));
            break;
        case Glyph::plus:
            painter_.drawPolygon(QPolygonF({at(-1, -.35), at(-.35, -.35), at(-.35, -1), at(.35, -1),
                                            at(.35, -.35), at(1, -.35), at(1, .35), at(.35, .35),
                                            at(.35, 1), at(-.35, 1), at(-.35, .35), at(-1, .35)}));
            break;
    }
    painter_.restore();
}

std::vector<Span> lone_spans(const std::vector<Span>& bars, double size) {
    std::vector<Span> lone;
    for (std::size_t i = 0; i < bars.size();) {
        std::size_t end = i + 1;
        while (end < bars.size() && bars[end].left - bars[end - 1].right < size) ++end;
        const Span group{bars[i].left, bars[end - 1].right};
        if (group.right - group.left < size) lone.push_back(group);
        i = end;
    }
    return lone;
}

Legend::Legend(const Canvas& canvas, std::vector<LegendEntry> entries, double width)
    : entries_(std::move(entries)), line_height_(canvas.em(legend_line)) {
    QPointF at(0, 0);
    for (const LegendEntry& entry : entries_) {
        const double length = canvas.em(entry.swatch_width + legend_swatch_gap) +
                              canvas.width_of(entry.text, label_text);
        if (at.x() > 0 && at.x() + length > width) {
            at = QPointF(0, at.y() + line_height_);
            ++lines_;
        }
        places_.push_back(at);
        at.rx() += length + canvas.em(legend_entry_gap);
    }
}

void Legend::paint(Canvas& canvas, QPointF top_left) const {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        const QPointF place = top_left + places_[i];
        const double middle = place.y() + line_height_ / 2;
        const double height = canvas.em(legend_swatch_height);
        const double width = canvas.em(entries_[i].swatch_width);
        const double left = canvas.snapped(place.x());
        const double top = canvas.snapped(middle - height / 2);
        entries_[i].paint(canvas, QRectF(left, top, canvas.snapped(width), canvas.snapped(height)));
        canvas.text(QPointF(place.x() + width + canvas.em(legend_swatch_gap), middle),
                    entries_[i].text, label_text);
    }
}

}  // namespace isotherm
