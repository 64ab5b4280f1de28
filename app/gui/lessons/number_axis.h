// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// An axis of numbers with a mark that the student drags, or moves with the arrow keys. After the
// run the right number stands beside it.

#include <QWidget>
#include <optional>

#include "app/gui/models/view_state.h"
#include "app/render/canvas.h"

namespace isotherm {

class NumberAxis final : public QWidget {
    Q_OBJECT

public:
    explicit NumberAxis(const ViewState& view, QWidget* parent = nullptr);

    // `value`: nothing is marked yet if it is missing. `locked`: the mark can no longer be moved.
    void show_numbers(double least, double most, std::optional<double> value,
                      std::optional<double> result, bool locked);
    std::optional<double> value() const { return value_; }
    // One step of the arrow keys.
    double step() const;
    double x_of(double number) const;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void moved(double value);
    void taken();  // Enter

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void move_to(double number);
    double number_at(double x) const;
    void paint_mark(Canvas& canvas, double number, const QString& text, const QColor& colour,
                    bool above);

    const ViewState& view_;
    double least_ = 0;
    double most_ = 1;
    std::optional<double> value_;
    std::optional<double> result_;
    bool locked_ = false;
};

}  // namespace isotherm
