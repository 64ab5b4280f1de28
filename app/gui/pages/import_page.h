// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The page of an import: what was understood from each file, what is assumed and can be changed in
// place, the scenario that comes of it, and a button that makes it.

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTreeWidget>
#include <QWidget>

#include "app/gui/controller/importing.h"
#include "app/gui/models/view_state.h"
#include "app/gui/pages/import_fields.h"

namespace isotherm {

class ImportPage final : public QWidget {
    Q_OBJECT

public:
    ImportPage(Importing& importing, const ViewState& view, QWidget* parent = nullptr);

    QString title() const { return tr("Import"); }
    // Files with what they say or what is wrong with them as children.
    QTreeWidget& files() { return *files_; }
    // Assumptions and questions; the second column can be edited.
    QTreeWidget& values() { return *values_; }
    QComboBox* kind_of(int file) const;  // nullptr: nothing to choose
    QPlainTextEdit& scenario() { return *scenario_; }
    QPushButton& make_button() { return *make_; }
    QString state() const { return state_->text(); }

Q_SIGNALS:
    void make_asked();
    void add_asked();
    void stream_asked(const QString& path);  // open this file as a recorded stream

private:
    QWidget* make_head();
    void connect_lists();
    void refresh();
    void show_files(const UnderstoodImport& whole);
    void show_file(const ImportedFile& file);
    void show_kinds(QTreeWidgetItem* item, const ImportedFile& file);
    void show_values(const UnderstoodImport& whole);
    void show_state();
    void show_look();
    QTreeWidgetItem* child(QTreeWidgetItem* of, const QString& what, const QString& value,
                           bool trouble = false);

    Importing& importing_;
    const ViewState& view_;
    QLabel* title_;
    QLabel* state_;
    QPushButton* make_;
    QPushButton* add_;
    QTreeWidget* files_;
    ImportFields* fields_;
    QTreeWidget* values_;
    QPlainTextEdit* why_;  // of the selected value
    QPlainTextEdit* scenario_;
    QSplitter* across_;
    std::shared_ptr<const UnderstoodImport> shown_;
    bool filling_ = false;  // the lists are being filled, so their changes are not the user's
};

}  // namespace isotherm
