// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Editor of a scenario: its text, and a form made from the declared settings, whose edits change
// the text. Errors are underlined while the user types. Undo and redo work on the text.

#include <QListWidget>
#include <QPlainTextEdit>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
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
    // The file that the text was read from; empty if there is none.
    const QString& path() const { return path_; }
    // Undo and redo edits of the text, including those made in the form.
    void undo();
    void redo();
    // Checks the text immediately instead of after a short delay.
    void check();
    const Errors& errors() const { return errors_; }

    QPlainTextEdit& editor() { return *editor_; }
    ScenarioFormView& form() { return *form_; }
    QTabWidget& tabs() { return *tabs_; }
    // The errors of the text, each with its line and what would mend it; Enter goes there.
    QListWidget& error_list() { return *list_; }
    QPushButton& apply_button() { return *apply_; }

Q_SIGNALS:
    void apply_asked();
    void b_asked();
    void modified_changed();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void set_wide(bool wide);
    void change(const TextChange& change);
    void mark_errors();
    void go_to(const Error& error);

    const ViewState& view_;
    QString path_;
    Errors errors_;
    QSplitter* split_;
    QSplitter* beside_;  // what stands beside the text on a wide page: errors above the form
    QTabWidget* tabs_;
    QPlainTextEdit* editor_;
    ScenarioFormView* form_;
    QListWidget* list_;
    QPushButton* apply_;
    QPushButton* b_;
    bool wide_ = false;
    QTimer later_;
};

}  // namespace isotherm
