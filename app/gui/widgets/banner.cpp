// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widgets/banner.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QStyle>

namespace isotherm {

Banner::Banner(QWidget* parent)
    : QFrame(parent),
      text_(new QLabel(this)),
      act_(new QPushButton(this)),
      copy_(new QPushButton(tr("Copy"), this)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 6);
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::PlainText);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text_->setAccessibleDescription(tr("Message"));
    layout->addWidget(text_, 1);
    act_->setProperty("primary", true);
    layout->addWidget(act_);
    layout->addWidget(copy_);
    auto* close = new QPushButton(QStringLiteral("\u2715"), this);
    close->setAccessibleName(tr("Close the message"));
    close->setToolTip(tr("Close the message"));
    layout->addWidget(close);
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
    connect(copy_, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(text_->text()); });
    connect(act_, &QPushButton::clicked, this, [this] {
        hide();
        if (action_) action_();
    });
    setVisible(false);
}

// The banner spans the page, so its height is computed for the page's width, even before it is
// shown.
QSize Banner::minimumSizeHint() const {
    const QSize least = QFrame::minimumSizeHint();
    const int width = parentWidget() == nullptr ? this->width() : parentWidget()->width();
    return {least.width(), std::max(least.height(), layout()->totalHeightForWidth(width))};
}

void Banner::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    updateGeometry();
}

void Banner::show_message(Kind kind, const QString& what, const QString& fix,
                          const QString& action_text, std::function<void()> action) {
    text_->setText(fix.isEmpty() ? what : what + QLatin1Char('\n') + fix);
    // The bar at the left also differs in width, because colour alone is not enough.
    setStyleSheet(kind == Kind::trouble
                      ? QStringLiteral("isotherm--Banner { border-left: 6px solid #E69F00; }")
                      : QStringLiteral("isotherm--Banner { border-left: 2px solid #56B4E9; }"));
    setAutoFillBackground(true);
    act_->setText(action_text);
    act_->setVisible(!action_text.isEmpty());
    copy_->setVisible(kind == Kind::trouble);
    action_ = std::move(action);
    setVisible(true);
    // Screen readers say it at once.
    QAccessibleEvent told(text_, QAccessible::Alert);
    QAccessible::updateAccessibility(&told);
}

}  // namespace isotherm
