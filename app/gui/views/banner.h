// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What went wrong or well, in place: what, the consequence, and what can be done. Never a dialog.

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <functional>

namespace isotherm {

class Banner final : public QFrame {
    Q_OBJECT

public:
    enum class Kind { note, trouble };

    explicit Banner(QWidget* parent = nullptr);

    // `action` with its text is offered as a button; empty for none.
    void show_message(Kind kind, const QString& what, const QString& fix,
                      const QString& action_text = {}, std::function<void()> action = {});
    QString text() const { return text_->text(); }
    // As high as its words are at this width.
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QLabel* text_;
    QPushButton* act_;
    QPushButton* copy_;
    std::function<void()> action_;
};

}  // namespace isotherm
