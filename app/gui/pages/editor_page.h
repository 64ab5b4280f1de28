// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The page on which a scenario is edited: its text, its errors and its form, and below them a line
// for each table of the last run.

#include <QLabel>
#include <QPushButton>
#include <QWidget>

#include "app/gui/models/run_model.h"
#include "app/gui/panels/scenario_panel.h"

namespace isotherm {

class EditorPage final : public QWidget {
    Q_OBJECT

public:
    EditorPage(ScenarioPanel& panel, RunModel& run, QWidget* parent = nullptr);

    // Names what is edited and the run that the window returns to; empty: there is none.
    void show_names(const QString& edited, const QString& run);
    QPushButton& back() { return *back_; }

Q_SIGNALS:
    void back_asked();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void show_last_run();

    RunModel& run_;
    QLabel* title_;
    QPushButton* back_;
    QLabel* last_run_;
};

}  // namespace isotherm
