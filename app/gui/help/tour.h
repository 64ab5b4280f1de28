// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A tour in six steps on a real run. Each step says what to do and waits until it is done; Esc ends
// the tour.

#include <QFrame>
#include <QLabel>
#include <QPushButton>

#include "app/gui/controller/session.h"
#include "app/gui/widgets/action_table.h"

namespace isotherm {

inline constexpr int tour_steps = 6;

class Tour final : public QFrame {
    Q_OBJECT

public:
    Tour(Session& session, const ActionTable& actions, QWidget* parent);

    void begin();
    void end();
    bool running() const { return step_ >= 0; }
    int step() const { return step_; }
    QString words() const { return text_->text(); }

Q_SIGNALS:
    void ended();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void done(int step);
    void show_step();
    QString words_of(int step) const;

    Session& session_;
    const ActionTable& actions_;
    QLabel* text_;
    QPushButton* skip_;
    int step_ = -1;
};

}  // namespace isotherm
