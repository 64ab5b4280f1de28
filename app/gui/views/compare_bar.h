// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What came out of two runs, in a sentence, and how A is shown beside B. There only while two runs
// are compared.

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
    // Reads both runs now instead of a moment later.
    void refresh();
    // As high as its words are at this width.
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void connect_all();
    // Buttons beside the words, or below them where they would leave too little room.
    void place();
    QToolButton* mode(const QString& text, const QString& tip, CompareMode mode);
    void show_state();
    void show_seeds();

    Session& session_;
    QLabel* sentence_;
    QLabel* verdict_;
    QWidget* ways_;    // of looking at both
    QWidget* orders_;  // what to do with them
    QGridLayout* grid_;
    std::optional<bool> beside_;
    QButtonGroup modes_;
    QPushButton* seeds_;
    QPushButton* keep_;
    QPushButton* back_;
    QTimer later_;
};

}  // namespace isotherm
