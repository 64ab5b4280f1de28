// SPDX-License-Identifier: Apache-2.0
#pragma once
// The painter that all plots use: it knows the theme, the text scale and the device's pixel ratio.

#include <QFont>
#include <QPainter>
#include <QString>
#include <QStringList>
#include <functional>
#include <string>
#include <vector>

#include "app/render/theme.h"
#include "engine/vocabulary/resource_name.h"

namespace isotherm {

// Sizes are in logical pixels at text scale 1.
struct TextStyle {
    double size = 13;
    bool bold = false;
    bool quiet = false;  // the theme's colour for captions
};
inline constexpr TextStyle title_text{21, true};
inline constexpr TextStyle headline_text{21, true};
inline constexpr TextStyle caption_text{13, false, true};
inline constexpr TextStyle label_text{12.5};
inline constexpr TextStyle note_text{12, false, true};

enum class Align : std::uint8_t { left, middle, right };

class Canvas {
public:
    // `pixel_ratio` is for devices that do not know their pixel ratio (SVG); 0: use the device's.
    Canvas(QPainter& painter, const Theme& theme, double text_scale, double pixel_ratio = 0);

    QPainter& painter() { return painter_; }
    const Theme& theme() const { return theme_; }
    double pixel_ratio() const { return pixel_ratio_; }

    // Returns a length multiplied by the text scale.
    double em(double length) const { return length * text_scale_; }
    // Rounds a position to the nearest border between device pixels.
    double snapped(double position) const;
    double device_pixel() const { return 1 / pixel_ratio_; }

    double width_of(const QString& text, TextStyle style) const;
    double height_of(TextStyle style) const;
    QString elided(const QString& text, TextStyle style, double width) const;
    QStringList wrapped(const QString& text, TextStyle style, double width) const;

    // Draws text on one line. `at` is the left end, middle or right end of the text, at the
    // vertical centre of the line.
    void text(QPointF at, const QString& text, TextStyle style, Align align = Align::left);
    void text(QPointF at, const QString& text, TextStyle style, Align align, const QColor& colour);

    void fill(QRectF area, const QColor& colour);
    void horizontal_line(double y, double left, double right, const QColor& colour);
    void vertical_line(double x, double top, double bottom, const QColor& colour);
    void hatched(QRectF area, const QColor& ground, const QColor& line);
    void glyph(Glyph glyph, QPointF centre, double size, const QColor& fill, const QColor& outline);

private:
    QFont font(TextStyle style) const;

    QPainter& painter_;
    const Theme& theme_;
    double text_scale_;
    double pixel_ratio_;
};

struct Span {
    double left = 0;
    double right = 0;
    double middle() const { return (left + right) / 2; }
};

// Groups bars that are closer to each other than `size` and returns the groups narrower than
// `size`. Such a group would be a hairline on a projector, so it gets a mark. `bars` must be sorted
// from left to right.
std::vector<Span> lone_spans(const std::vector<Span>& bars, double size);

// A swatch and its text.
struct LegendEntry {
    double swatch_width = 0;  // logical pixels at text scale 1
    std::function<void(Canvas&, QRectF)> paint;
    QString text;
};

// Legend entries side by side, on as many lines as the width requires.
class Legend {
public:
    Legend(const Canvas& canvas, std::vector<LegendEntry> entries, double width);
    double height() const { return line_height_ * static_cast<double>(lines_); }
    void paint(Canvas& canvas, QPointF top_left) const;

private:
    std::vector<LegendEntry> entries_;
    std::vector<QPointF> places_;
    double line_height_;
    int lines_ = 1;
};

// A piece of text that is never broken when the text is wrapped: a word, or in Chinese and
// Japanese, which have no spaces, a unit of Unicode's line breaking (UAX #14).
struct LinePiece {
    QString text;
    bool spaced = true;  // a space separates it from the piece before it
    QString after(const QString& line) const {
        return line.isEmpty() || !spaced ? line + text : line + QLatin1Char(' ') + text;
    }
};
std::vector<LinePiece> line_pieces(const QString& text);

inline QString qtext(const std::string& text) { return QString::fromStdString(text); }
inline QString qtext(const ResourceName& name) { return qtext(name.label()); }

}  // namespace isotherm
