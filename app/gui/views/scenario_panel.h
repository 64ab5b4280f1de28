// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The scenario to edit: its text, which is the truth, and a form made from the declared settings,
// which edits the text. Wrong places are underlined while one types; undo and redo are the text's.

#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTimer>
#include <QTreeView>
#include <QWidget>

#include "app/gui/models/scenario_form.h"
#include "app/gui/models/view_state.h"

namespace isotherm {

class ScenarioPanel final : public QWidget {
    Q_OBJECT

public:
    explicit ScenarioPanel(const ViewState& view, QWidget* parent = nullptr);

    // Replaces what is edited. `path` is for messages and relative inputs; empty for none.
    void set_text(const QString& text, const QString& path);
    QString text() const;
    // Another text as one step to undo; only what differs is replaced.
    void replace(const QString& after);
    bool is_modified() const;
    void set_saved(const QString& path);
    // Of the text, and so of the form, which edits it.
    void undo();
    void redo();
    // Reads the text now instead of a moment later.
    void check();
    const Errors& errors() const { return errors_; }

    QPlainTextEdit& editor() { return *editor_; }
    ScenarioForm& form() { return *form_; }
    QTreeView& tree() { return *tree_; }
    QTabWidget& tabs() { return *tabs_; }

Q_SIGNALS:
    void apply_asked();
    void b_asked();
    void modified_changed();

private:
    void edit(const TomlPath& path, const QString& toml);
    bool types_in_form() const;
    void mark_errors();
    void go_to(const Error& error);

    const ViewState& view_;
    QString path_;
    Errors errors_;
    QTabWidget* tabs_;
    QPlainTextEdit* editor_;
    QTreeView* tree_;
    ScenarioForm* form_;
    QListWidget* list_;
    QPushButton* apply_;
    QPushButton* b_;
    QTimer later_;
    bool shown_once_ = false;
};

}  // namespace isotherm
