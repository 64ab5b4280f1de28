// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The slots A and B, the results of both runs in sentences, and buttons that choose how A is shown
// beside B. Visible while two runs are compared, or when it was asked for.

#include <QButtonGroup>
#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <optional>

#include "app/gui/controller/session.h"
#include "app/gui/panels/compare_slots.h"
#include "engine/run/comparison.h"

namespace isotherm {

class CompareBar final : public QFrame {
    Q_OBJECT

public:
    explicit CompareBar(Session& session, QWidget* parent = nullptr);

    CompareSlots& compare_slots() { return *slots_; }
    // Shows the bar also while there is no B yet.
    void ask();
    QString sentence() const { return sentence_->text(); }
    QString verdict() const { return verdict_->text(); }
    // Reads both runs immediately instead of after a short delay.
    void refresh();
    // High enough for the wrapped text at the current width.
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void connect_all();
    // Places the buttons beside the text, or below it if the text would get too little width.
    void place();
    QToolButton* mode(const QString& text, const QString& tip, CompareMode mode);
    void show_state();
    void show_seeds();

    Session& session_;
    CompareSlots* slots_;
    bool asked_ = false;
    QLabel* sentence_;
    QLabel* verdict_;
    QWidget* ways_;    // buttons: how both runs are shown
    QWidget* orders_;  // buttons: check seeds, keep B, back to A
    QGridLayout* grid_;
    std::optional<bool> beside_;
    QButtonGroup modes_;
    QPushButton* seeds_;
    QPushButton* keep_;
    QPushButton* back_;
    QTimer later_;
};

}  // namespace isotherm
