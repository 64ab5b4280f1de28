// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A message above the page, never a dialog: what happened, what can be done, and optionally a
// button that does it.

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

    // Offers `action` as a button labelled `action_text`; no button if the text is empty.
    void show_message(Kind kind, const QString& what, const QString& fix,
                      const QString& action_text = {}, std::function<void()> action = {});
    QString text() const { return text_->text(); }
    // High enough for the wrapped text at the current width.
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
