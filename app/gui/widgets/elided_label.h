// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A label of one line that leaves the width to the widgets beside it. A text that does not fit is
// elided, and a tooltip shows all of it.

#include <QHelpEvent>
#include <QLabel>
#include <QStylePainter>
#include <QToolTip>

namespace isotherm {

class ElidedLabel final : public QLabel {
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr) : QLabel(parent) {
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    QSize minimumSizeHint() const override { return {0, QLabel::minimumSizeHint().height()}; }
    bool fits() const { return QLabel::sizeHint().width() <= width(); }

protected:
    void paintEvent(QPaintEvent* event) override {
        if (fits()) return QLabel::paintEvent(event);
        QStylePainter painter(this);
        const QString shown =
            fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width());
        painter.drawItemText(contentsRect(), static_cast<int>(alignment()), palette(), isEnabled(),
                             shown, foregroundRole());
    }
    bool event(QEvent* event) override {
        if (event->type() != QEvent::ToolTip || fits()) return QLabel::event(event);
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
        return true;
    }
};

}  // namespace isotherm
