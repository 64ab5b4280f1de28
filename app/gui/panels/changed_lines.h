// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the knobs change in the scenario's text: old lines struck out, new ones below. The lines can
// be copied and written into the scenario.

#include <QLabel>
#include <QPushButton>
#include <QWidget>

#include "app/gui/models/line_changes.h"

namespace isotherm {

class ChangedLines final : public QWidget {
    Q_OBJECT

public:
    explicit ChangedLines(QWidget* parent = nullptr);

    // Shows how the text `after` differs from `before`; nothing if it does not.
    void show_change(const QString& before, const QString& after);
    const std::vector<LineChange>& changes() const { return changes_; }
    // The text with the changes, which Write hands over.
    const QString& after() const { return after_; }
    QPushButton& copy_button() { return *copy_; }
    QPushButton& write_button() { return *write_; }

Q_SIGNALS:
    void write_asked(const QString& text);

private:
    void copy() const;

    std::vector<LineChange> changes_;
    QString before_;
    QString after_;
    QLabel* heading_;
    QLabel* lines_;
    QPushButton* copy_;
    QPushButton* write_;
};

}  // namespace isotherm
