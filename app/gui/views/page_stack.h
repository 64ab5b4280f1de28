// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Pages of which one is shown, and only that one says how small the window may be.

#include <QStackedWidget>

namespace isotherm {

class PageStack final : public QStackedWidget {
    Q_OBJECT

public:
    explicit PageStack(QWidget* parent = nullptr) : QStackedWidget(parent) {
        connect(this, &QStackedWidget::currentChanged, this, &QWidget::updateGeometry);
    }
    QSize minimumSizeHint() const override {
        return currentWidget() == nullptr ? QSize() : currentWidget()->minimumSizeHint();
    }
    bool hasHeightForWidth() const override { return false; }
};

}  // namespace isotherm
