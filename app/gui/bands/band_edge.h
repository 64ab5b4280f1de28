// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The lower edge of a heat block or a chart, which the user drags to set its height. A double click
// gives the part the height that follows from its content again.

#include <QWidget>

#include "app/gui/models/view_state.h"

namespace isotherm {

class BandEdge final : public QWidget {
    Q_OBJECT

public:
    static constexpr int thickness = 5;

    BandEdge(const ViewState& view, const QString& name, QWidget* parent);
    // Puts it over the lower edge of a part, at `bottom` in the band.
    void place(int bottom, int width);

Q_SIGNALS:
    void pressed();
    void moved(int pixels);  // since it was pressed, down is positive
    void released();
    void reset_asked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    const ViewState& view_;
    double pressed_at_ = 0;  // on the screen: the edge itself moves
    bool dragged_ = false;
    bool pointed_at_ = false;
};

}  // namespace isotherm
