// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How B differs from A, table by table and by more than chance: a sentence, and a row for each
// side of each table and index.

#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QWidget>

#include "app/gui/controller/comparison_check.h"
#include "app/gui/controller/session.h"

namespace isotherm {

class ComparisonPanel final : public QWidget {
    Q_OBJECT

public:
    ComparisonPanel(Session& session, ComparisonCheck& check, QWidget* parent = nullptr);

    QPushButton& b_button() { return *b_; }
    QPushButton& compare_button() { return *compare_; }
    QTreeWidget& sides() { return *sides_; }
    QString sentence() const { return sentence_->text(); }

Q_SIGNALS:
    void b_asked();  // a scenario's file to run as B

private:
    void refresh();
    void show_sides();
    QString words() const;
    QString result_words(const FoundComparison& found) const;
    void compare();

    Session& session_;
    ComparisonCheck& check_;
    QLabel* sentence_;
    QPushButton* b_;
    QPushButton* compare_;
    QTreeWidget* sides_;
    std::shared_ptr<const FoundComparison> shown_;
};

}  // namespace isotherm
