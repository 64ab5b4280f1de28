// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widgets/cursor_halo.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

namespace isotherm {
namespace {

constexpr int halo_diameter = 64;
constexpr int ring_width = 4;
constexpr int wash_alpha = 60;

}  // namespace

CursorHalo::CursorHalo(const ViewState& view, QWidget* window) : QWidget(window), view_(view) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    resize(halo_diameter, halo_diameter);
    setVisible(false);
}

void CursorHalo::set_on(bool on) {
    qApp->removeEventFilter(this);
    if (on) qApp->installEventFilter(this);
    setVisible(false);  // eventFilter shows it when the mouse moves
}

bool CursorHalo::eventFilter(QObject* watched, QEvent* event) {
    const auto* widget = qobject_cast<QWidget*>(watched);
    if (widget != nullptr && event->type() == QEvent::MouseMove && widget->window() == window()) {
        const QPoint at = static_cast<QMouseEvent*>(event)->globalPosition().toPoint();
        move(window()->mapFromGlobal(at) - rect().center());
        setVisible(true);
        raise();
    }
    if (event->type() == QEvent::Leave && watched == window()) setVisible(false);
    return QWidget::eventFilter(watched, event);
}

void CursorHalo::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ring = view_.theme().selection;
    QColor wash = ring;
    wash.setAlpha(wash_alpha);
    painter.setBrush(wash);
    painter.setPen(QPen(ring, ring_width));
    constexpr double inset = ring_width / 2.0 + 0.5;
    painter.drawEllipse(QRectF(rect()).adjusted(inset, inset, -inset, -inset));
}

}  // namespace isotherm
