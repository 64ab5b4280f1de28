// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What if: sliders for the most important numbers, to be applied live or tried in a second run.

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSlider>
#include <QWidget>
#include <vector>

#include "app/gui/controller/sim_controller.h"
#include "app/gui/models/view_state.h"
#include "engine/insight/what_if.h"

namespace isotherm {

class WhatIfPanel final : public QWidget {
    Q_OBJECT

public:
    WhatIfPanel(RunModel& run, ViewState& view, SimController& sim, QWidget* parent = nullptr);

    const WhatIf& what_if() const { return what_if_; }
    // Finds the widget of a knob by its path in the scenario, joined with dots; nullptr if there is
    // none.
    QSlider* slider(const QString& path) const;
    QLineEdit* entry(const QString& path) const;
    QPushButton& apply_button() { return *apply_; }
    // Takes over what is being typed at this moment, as leaving the field does.
    void commit();
    // Discards all changes.
    void reset();

Q_SIGNALS:
    void apply_asked();
    void b_asked();

private:
    struct Row {
        QLabel* name;
        QSlider* slider;
        QLineEdit* entry;
        QString shown;  // text that the program last wrote into the entry
    };
    void refresh();
    void make_rows();
    QWidget* heading(const QString& subject);
    void make_row(std::size_t knob, QLayout& layout);
    void show_row(std::size_t knob);
    void show_entry(std::size_t knob);
    void commit(std::size_t knob);
    std::string shown_table() const;
    void show_present();
    void show_buttons();

    RunModel& run_;
    ViewState& view_;
    SimController& sim_;
    WhatIf what_if_;
    QScrollArea* scroll_;
    QLabel* empty_;
    QPushButton* apply_;
    QPushButton* b_;
    QPushButton* reset_;
    std::vector<Row> rows_;        // one per knob, in the same order
    std::vector<TomlPath> shown_;  // paths of the knobs that have rows
};

}  // namespace isotherm
