// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// An empty lane on which the student draws how a number changes over the minutes of a run. After
// the run its curve is drawn behind the student's.

#include <QWidget>
#include <optional>
#include <vector>

#include "app/gui/models/view_state.h"
#include "app/render/canvas.h"
#include "engine/lessons/lesson_runs.h"

namespace isotherm {

class CurveCanvas final : public QWidget {
    Q_OBJECT

public:
    explicit CurveCanvas(const ViewState& view, QWidget* parent = nullptr);

    // An empty lane of so many minutes, up to this value.
    void show_lane(double minutes, double highest, const QString& unit);
    void show_curves(std::vector<CurvePoint> drawn, std::vector<double> result, bool locked);
    const std::vector<CurvePoint>& drawn() const { return drawn_; }
    double highest() const { return highest_; }
    QRectF plot() const;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void drawn_changed();
    void taken();  // Enter

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    std::size_t columns() const { return levels_.size(); }
    void to_levels();
    void set_level(std::size_t column, double value);
    void draw_at(QPointF at);
    void levels_drawn();
    QPointF place(double minute, double value) const;
    void paint_curve(Canvas& canvas, const std::vector<CurvePoint>& points, const QColor& colour,
                     bool dotted);

    const ViewState& view_;
    double minutes_ = 1;
    double highest_ = 1;
    QString unit_;
    std::vector<CurvePoint> drawn_;
    std::vector<double> levels_;       // of the drawn curve, by column
    std::vector<double> result_;       // of the run, by minute
    std::optional<std::size_t> last_;  // column under the mouse
    std::size_t cursor_ = 0;
    bool locked_ = false;
};

}  // namespace isotherm
