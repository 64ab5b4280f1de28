// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Editor of a scenario: its text, and a form made from the declared settings, whose edits change
// the text. Errors are underlined while the user types. Undo and redo work on the text.

#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTimer>
#include <QWidget>

#include "app/gui/models/view_state.h"
#include "app/gui/panels/scenario_form_view.h"

namespace isotherm {

class ScenarioPanel final : public QWidget {
    Q_OBJECT

public:
    explicit ScenarioPanel(const ViewState& view, QWidget* parent = nullptr);

    // Replaces the text. `path` is used in messages and for relative input files; empty if the text
    // has no file.
    void set_text(const QString& text, const QString& path);
    QString text() const;
    // Replaces the text in one undo step; only the part that differs is changed.
    void replace(const QString& after);
    bool is_modified() const;
    void set_saved(const QString& path);
    // Undo and redo edits of the text, including those made in the form.
    void undo();
    void redo();
    // Checks the text immediately instead of after a short delay.
    void check();
    const Errors& errors() const { return errors_; }

    QPlainTextEdit& editor() { return *editor_; }
    ScenarioFormView& form() { return *form_; }
    QTabWidget& tabs() { return *tabs_; }

Q_SIGNALS:
    void apply_asked();
    void b_asked();
    void modified_changed();

private:
    void change(const TextChange& change);
    void mark_errors();
    void go_to(const Error& error);

    const ViewState& view_;
    QString path_;
    Errors errors_;
    QTabWidget* tabs_;
    QPlainTextEdit* editor_;
    ScenarioFormView* form_;
    QListWidget* list_;
    QPushButton* apply_;
    QPushButton* b_;
    QTimer later_;
};

}  // namespace isotherm
