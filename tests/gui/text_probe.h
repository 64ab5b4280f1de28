// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A paint device that keeps the drawn texts and their places instead of pixels, to check what a
// widget writes.

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QTextItem>
#include <vector>

namespace isotherm {

struct DrawnText {
    QString text;
    QRectF area;
};

class TextProbe final : public QPaintDevice {
public:
    explicit TextProbe(QSize size) : size_(size) {}

    QPaintEngine* paintEngine() const override { return &engine_; }
    // Joins texts that are side by side on a line: text in several fonts is drawn in parts.
    std::vector<DrawnText> texts() const {
        std::vector<DrawnText> joined;
        for (const DrawnText& next : engine_.texts) {
            DrawnText* last = joined.empty() ? nullptr : &joined.back();
            if (last != nullptr && std::abs(last->area.bottom() - next.area.bottom()) < 3 &&
                std::abs(last->area.right() - next.area.left()) < 1.5) {
                last->text += next.text;
                last->area |= next.area;
            } else {
                joined.push_back(next);
            }
        }
        return joined;
    }

protected:
    int metric(PaintDeviceMetric what) const override {
        switch (what) {
            case PdmWidth:
                return size_.width();
            case PdmHeight:
                return size_.height();
            case PdmDepth:
                return 32;
            case PdmDpiX:
            case PdmDpiY:
            case PdmPhysicalDpiX:
            case PdmPhysicalDpiY:
                return 96;
            case PdmDevicePixelRatioScaled:
                return static_cast<int>(devicePixelRatioFScale());
            default:
                return what == PdmDevicePixelRatio ? 1 : 0;
        }
    }

private:
    class Engine final : public QPaintEngine {
    public:
        Engine() : QPaintEngine(AllFeatures) {}
        bool begin(QPaintDevice*) override { return true; }
        bool end() override { return true; }
        Type type() const override { return User; }
        void updateState(const QPaintEngineState& changed) override {
            if (changed.state() & DirtyTransform) transform_ = changed.transform();
        }
        void drawTextItem(const QPointF& at, const QTextItem& item) override {
            const QRectF area(at.x(), at.y() - item.ascent(), item.width(),
                              item.ascent() + item.descent());
            texts.push_back({item.text(), transform_.mapRect(area)});
        }
        void drawPolygon(const QPointF*, int, PolygonDrawMode) override {}
        void drawPath(const QPainterPath&) override {}
        void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
        void drawImage(const QRectF&, const QImage&, const QRectF&,
                       Qt::ImageConversionFlags) override {}

        std::vector<DrawnText> texts;

    private:
        QTransform transform_;
    };

    QSize size_;
    mutable Engine engine_;
};

}  // namespace isotherm
