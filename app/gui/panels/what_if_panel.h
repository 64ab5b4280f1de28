// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What if: sliders and fields for the most important numbers, to be tried in a second run, applied
// live, or written into the scenario. Every change can be undone.

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSlider>
#include <QUndoStack>
#include <QWidget>
#include <functional>
#include <vector>

#include "app/gui/controller/sim_controller.h"
#include "app/gui/models/view_state.h"
#include "engine/insight/what_if.h"

class QVBoxLayout;

namespace isotherm {

class BeforeAfter;
class ChangedLines;
class KnobRow;
class LiveChanges;

class WhatIfPanel final : public QWidget {
    Q_OBJECT

public:
    WhatIfPanel(RunModel& run, ViewState& view, SimController& sim, QWidget* parent = nullptr);

    const WhatIf& what_if() const { return what_if_; }
    // Finds the widget of a knob by its path in the scenario, joined with dots; nullptr if there is
    // none.
    QSlider* slider(const QString& path) const;
    QLineEdit* entry(const QString& path) const;
    // Wants a number for a knob, as if it had been typed; false: there is no such knob, or the
    // number is out of its range.
    bool want(const QString& path, double number);
    QPushButton& apply_button() { return *apply_; }
    QPushButton& b_button() { return *b_; }
    ChangedLines& changed_lines() { return *lines_; }
    LiveChanges& live_changes() { return *changes_; }
    BeforeAfter& before_after() { return *figures_; }
    // Why the buttons that are disabled are so.
    const QLabel& reason() const { return *reason_; }
    // The changes of the knobs.
    QUndoStack& history() { return history_; }
    // Whether undo and redo belong to the knobs: the panel has the focus and something to undo.
    bool undoes() const;
    bool redoes() const;
    // Where the scenario's edited text comes from.
    void set_text_source(std::function<QString()> text);
    // Call this when the scenario's text has changed.
    void show_lines();
    // Takes over what is being typed at this moment, as leaving the field does. Returns false if a
    // field has a number that cannot be taken.
    bool commit();
    // Discards all changes and their history, as after they have been run.
    void reset();

Q_SIGNALS:
    void apply_asked();
    void b_asked();
    void write_asked(const QString& text);
    void fork_asked(isotherm::SimTime before);
    void undo_changed();

private:
    void make_layout();
    void make_buttons(QVBoxLayout& layout);
    void connect_all();
    void refresh();
    void make_rows();
    QWidget* heading(const QString& subject);
    void show_row(std::size_t knob);
    void want(std::size_t knob, double number, int drag);
    void put(const TomlPath& path, double number);
    void reset_all();
    std::string shown_table() const;
    void show_present();
    void show_buttons();
    QString reason_words(bool changed, bool at_end, bool refused) const;

    RunModel& run_;
    ViewState& view_;
    SimController& sim_;
    WhatIf what_if_;
    QUndoStack history_;
    std::function<QString()> text_;
    QScrollArea* scroll_;
    QWidget* knobs_;  // with the rows
    QLabel* empty_;
    ChangedLines* lines_;
    LiveChanges* changes_;
    BeforeAfter* figures_;
    QLabel* reason_;
    QPushButton* apply_;
    QPushButton* b_;
    QPushButton* reset_;
    std::vector<KnobRow*> rows_;   // one per knob, in the same order
    std::vector<TomlPath> shown_;  // paths of the knobs that have rows
};

}  // namespace isotherm
