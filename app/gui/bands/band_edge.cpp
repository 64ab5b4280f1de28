// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/bands/band_edge.h"

#include <QMouseEvent>
#include <QPainter>
#include <cmath>

namespace isotherm {

BandEdge::BandEdge(const ViewState& view, const QString& name, QWidget* parent)
    : QWidget(parent), view_(view) {
    setCursor(Qt::SizeVerCursor);
    setFocusPolicy(Qt::NoFocus);
    setObjectName(name);
    setToolTip(tr("Drag to set the height; a double click fits it to the content again"));
}

void BandEdge::place(int bottom, int width) {
    setGeometry(0, bottom - thickness / 2 - 1, width, thickness);
    raise();
}

// The edge can be seen only where the mouse would take hold of it.
void BandEdge::paintEvent(QPaintEvent*) {
    if (!pointed_at_ && !dragged_) return;
    QPainter painter(this);
    painter.fillRect(QRect(0, thickness / 2, width(), 2), view_.theme().selection);
}

void BandEdge::enterEvent(QEnterEvent*) {
    pointed_at_ = true;
    update();
}

void BandEdge::leaveEvent(QEvent*) {
    pointed_at_ = false;
    update();
}

void BandEdge::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    dragged_ = true;
    pressed_at_ = event->globalPosition().y();
    Q_EMIT pressed();
}

void BandEdge::mouseMoveEvent(QMouseEvent* event) {
    if (dragged_)
        Q_EMIT moved(static_cast<int>(std::lround(event->globalPosition().y() - pressed_at_)));
}

void BandEdge::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !dragged_) return;
    dragged_ = false;
    update();
    Q_EMIT released();
}

void BandEdge::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) Q_EMIT reset_asked();
}

}  // namespace isotherm
