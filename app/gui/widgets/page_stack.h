// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A stack of pages whose minimum size is that of the page shown.

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
