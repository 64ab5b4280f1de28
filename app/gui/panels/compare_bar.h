// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The results of runs A and B in one sentence, and buttons that choose how A is shown beside B.
// Visible only while two runs are compared.

#include <QButtonGroup>
#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <optional>

#include "app/gui/controller/session.h"
#include "engine/run/comparison.h"

namespace isotherm {

class CompareBar final : public QFrame {
    Q_OBJECT

public:
    explicit CompareBar(Session& session, QWidget* parent = nullptr);

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
