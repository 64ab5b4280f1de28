// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The head of a band: fold arrow, name, capacity and partitions; at the right what is in view:
// throttled tries with their share and the hottest partition; the bill of the run; and a menu. The
// head of the band that the upper edge cuts stays in sight.

#include <QElapsedTimer>
#include <QToolButton>

#include "app/gui/bands/band_list.h"
#include "app/gui/canvas/time_canvas.h"
#include "app/gui/models/run_costs.h"

namespace isotherm {

class BandHead final : public TimeCanvas {
    Q_OBJECT

public:
    BandHead(RunModel& run, ViewState& view, const RunCosts& costs, QWidget* parent);
    void show_entry(const BandEntry& entry);
    // What the head says, from left to right; what does not fit is left out.
    QString name() const;
    QString capacity() const;   // "20,000 WCU · 21 partitions"
    QString throttled() const;  // "1,673,419 (49.4 %)", of the shown sides
    QString hottest() const;    // "943 % P18"
    QString bill() const;       // "$13.13"
    QString spoken() const override;

Q_SIGNALS:
    void collapse_others_asked();
    void dragged_to(int y);  // by its grip, in the head

protected:
    void paint_content(Canvas& canvas) override;
    void paint_overlay(Canvas& canvas) override;
    QString description(QPointF at) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void wheelEvent(QWheelEvent* event) override { event->ignore(); }
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Numbers {
        std::uint64_t tries = 0;
        std::uint64_t throttled = 0;
        double hottest = 0;
        std::size_t partition = 0;
        bool known = false;
    };
    const Numbers& numbers() const;
    void show_menu(QPoint at);
    QRectF grip() const;

    const RunCosts& costs_;
    BandEntry entry_;
    QToolButton* fold_;
    QToolButton* more_;
    bool gripped_ = false;
    mutable Numbers numbers_;
    mutable std::optional<std::pair<TimeWindow, std::int64_t>> numbers_for_;
    mutable QElapsedTimer counted_at_;
};

}  // namespace isotherm
