// SPDX-License-Identifier: Apache-2.0
// No text overlaps another one or leaves the picture, for any size, theme or table.

#include "tests/app/render/painted.h"

#include <QPaintDevice>
#include <QPaintEngine>
#include <gtest/gtest.h>

#include <cmath>

#include "app/render/picture_file.h"

namespace isotherm {
namespace {

struct TextBox {
    QRectF box;
    std::string text;
};

// A paint engine that keeps only the areas in which text was drawn.
class TextListener final : public QPaintEngine {
public:
    TextListener() : QPaintEngine(QPaintEngine::AllFeatures) {}
    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState&) override {}
    void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
    void drawImage(const QRectF&, const QImage&, const QRectF&, Qt::ImageConversionFlags) override {
    }
    void drawPath(const QPainterPath&) override {}
    void drawPolygon(const QPointF*, int, PolygonDrawMode) override {}
    void drawRects(const QRectF*, int) override {}
    void drawRects(const QRect*, int) override {}
    void drawTextItem(const QPointF& at, const QTextItem& item) override {
        // Height of the ink from ascenders to descenders, not of the line.
        const double height = item.ascent() * 0.78;
        boxes.push_back(
            {QRectF(at.x(), at.y() - height, item.width(), height + item.descent() * 0.8),
             item.text().toStdString()});
    }
    Type type() const override { return QPaintEngine::User; }

    std::vector<TextBox> boxes;
};

class TextDevice final : public QPaintDevice {
public:
    explicit TextDevice(QSize size) : size_(size) {}
    QPaintEngine* paintEngine() const override { return &listener; }
    mutable TextListener listener;

protected:
    int metric(PaintDeviceMetric metric) const override {
        switch (metric) {
            case PdmWidth:
                return size_.width();
            case PdmHeight:
                return size_.height();
            case PdmDpiX:
            case PdmDpiY:
            case PdmPhysicalDpiX:
            case PdmPhysicalDpiY:
                return 96;
            case PdmDevicePixelRatio:
                return 1;
            case PdmDevicePixelRatioScaled:
                return static_cast<int>(devicePixelRatioFScale());
            case PdmDepth:
                return 32;
            default:
                return 0;
        }
    }

private:
    QSize size_;
};

void expect_tidy(const std::vector<TextBox>& boxes, QSize size, const std::string& what) {
    EXPECT_GT(boxes.size(), 2U) << what;
    const QRectF picture(0, 0, size.width(), size.height());
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        EXPECT_TRUE(picture.contains(boxes[i].box))
            << what << ": \"" << boxes[i].text << "\" is cut";
        for (std::size_t j = i + 1; j < boxes.size(); ++j) {
            EXPECT_FALSE(boxes[i].box.intersects(boxes[j].box))
                << what << ": \"" << boxes[i].text << "\" over \"" << boxes[j].text << "\"";
        }
    }
}

// The text scale that the exporter uses.
double text_scale(QSize size) {
    return std::max(0.9, std::pow(std::min(size.width() / 1280.0, size.height() / 720.0), 0.75));
}

void expect_tidy_pictures(const MadeRecording& made, const std::string& what) {
    for (const QSize size : {QSize(1920, 1080), QSize(1280, 720), QSize(1024, 768)}) {
        for (const bool zoomed : {false, true}) {
            Stretch stretch = whole(made.recording);
            const std::int64_t seconds = stretch.end_second;
            if (zoomed) {
                stretch.first_second = seconds / 2;
                stretch.end_second = seconds / 2 + seconds / 10;
            }
            stretch.text_scale = text_scale(size);
            const QRectF bounds(QPointF(0, 0), QSizeF(size));
            const Theme theme = make_theme(ThemeName::dark);
            const std::string where = what + " at " + std::to_string(size.width());
            {
                TextDevice device(size);
                QPainter painter(&device);
                paint_heat_map(painter, {stretch, Side::write, nullptr}, theme, bounds);
                painter.end();
                expect_tidy(device.listener.boxes, size, where + ", heat map");
            }
            TextDevice device(size);
            QPainter painter(&device);
            paint_timeline(painter, {stretch}, theme, bounds);
            painter.end();
            expect_tidy(device.listener.boxes, size, where + ", timeline");
        }
    }
}

}  // namespace

TEST(TextLayout, is_tidy_for_one_and_for_a_thousand_partitions) {
    for (const std::size_t partitions : {1U, 3U, 12U, 20U, 50U, 1'000U}) {
        expect_tidy_pictures(made_day(partitions, 400), std::to_string(partitions) + " partitions");
    }
}

TEST(TextLayout, is_tidy_where_partitions_split_again_and_again) {
    MadeRecording made(2, 100, 400);
    KeyPosition size = KeyPosition{1} << 63;
    std::size_t parent = 0;
    for (std::int64_t born = 40; born < 400; born += 40) {
        size /= 2;
        const std::size_t left = made.add_partition(0, size - 1, born, parent);
        made.add_partition(size, 2 * size - 1, born, parent);
        parent = left;
    }
    for (std::int64_t s = 0; s < 400; ++s) made.add_second(Side::write, s, {{1, 50, 0}});
    expect_tidy_pictures(made, "many splits");
}

TEST(TextLayout, is_tidy_with_long_names_and_large_numbers) {
    MadeRecording made = made_day(3, 400);
    made.table().name.table.assign(300, 'w');
    for (auto& side : made.table().seconds) {
        for (SeriesSecond& second : side) {
            second.provisioned = 9'999'999'999;
            for (auto& requests : second.requests) requests = 4'000'000'000;
        }
    }
    expect_tidy_pictures(made, "long names");
}

TEST(TextLayout, is_tidy_in_a_storm_of_retries) {
    MadeRecording made(2, 100, 400);
    for (std::int64_t s = 0; s < 400; ++s)
        made.add_second(Side::write, s, {{0, 1'000'000, 999'900}});
    expect_tidy_pictures(made, "a storm");
}

TEST(TextLayout, is_tidy_when_there_is_nothing_to_draw) {
    expect_tidy_pictures(MadeRecording(2, 100, 400), "nothing");
}

// Text without spaces is wrapped as well, where Unicode allows it: no line begins with a full stop.
TEST(TextLayout, wraps_japanese) {
    QImage nowhere(1, 1, QImage::Format_RGB32);
    QPainter painter(&nowhere);
    const Theme theme = make_theme(ThemeName::dark);
    const Canvas canvas(painter, theme, 1);
    const TextStyle style{12};
    // "Column: 57 or 58 s. Colour: its hottest second. Throttling: if there was any in the column."
    const QString text = QString::fromUtf8(
        "\xe5\x88\x97: 57 \xe3\x81\xbe\xe3\x81\x9f\xe3\x81\xaf 58 \xe7\xa7\x92\xe3\x80\x82"
        "\xe8\x89\xb2: \xe3\x81\x9d\xe3\x81\xae\xe4\xb8\xad\xe3\x81\xa7\xe6\x9c\x80\xe3\x82\x82"
        "\xe7\x86\xb1\xe3\x81\x84\xe7\xa7\x92\xe3\x80\x82");
    for (const double width : {50.0, 90.0, 140.0}) {
        const QStringList lines = canvas.wrapped(text, style, width);
        EXPECT_GT(lines.size(), 1);
        for (const QString& line : lines) {
            EXPECT_LE(canvas.width_of(line, style), width) << line.toStdString();
            EXPECT_NE(line.front(), QChar(0x3002)) << line.toStdString();
        }
        EXPECT_EQ(QString(lines.join(QString())).remove(QLatin1Char(' ')),
                  QString(text).remove(QLatin1Char(' ')));
    }
    EXPECT_EQ(
        canvas.wrapped(QStringLiteral("three RCU/WCU words"), style, 1),
        (QStringList{QStringLiteral("three"), QStringLiteral("RCU/WCU"), QStringLiteral("words")}));
}

}  // namespace isotherm
