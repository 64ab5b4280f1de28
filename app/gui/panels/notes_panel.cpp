// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/notes_panel.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/models/cause_names.h"
#include "app/render/canvas.h"
#include "engine/insight/cell_facts.h"

namespace isotherm {
namespace {

constexpr int longest_note = 300;  // characters

}  // namespace

NotesPanel::NotesPanel(Session& session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      entry_(new QLineEdit(this)),
      list_(new QTreeWidget(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(entry_);
    layout->addWidget(list_, 1);
    entry_->setMaxLength(longest_note);
    entry_->setAccessibleName(tr("New note"));
    entry_->setObjectName(QStringLiteral("notes/entry"));
    list_->setHeaderLabels({tr("Time"), tr("Where"), tr("Note")});
    list_->setAccessibleName(tr("Notes"));
    list_->setRootIsDecorated(false);
    list_->setMinimumHeight(34);  // header and one row, in a small window
    list_->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    connect(entry_, &QLineEdit::returnPressed, this, &NotesPanel::add);
    connect(list_, &QTreeWidget::itemActivated, this,
            [this](QTreeWidgetItem* item) { go_to(list_->indexOfTopLevelItem(item)); });
    connect(list_, &QTreeWidget::itemClicked, this,
            [this](QTreeWidgetItem* item) { go_to(list_->indexOfTopLevelItem(item)); });
    connect(&session, &Session::notes_changed, this, &NotesPanel::refresh);
    connect(&session.view(), &ViewState::clock_changed, this, &NotesPanel::refresh);
    connect(&session.view(), &ViewState::pin_changed, this, &NotesPanel::show_place);
    connect(&session.view(), &ViewState::subject_changed, this, &NotesPanel::show_place);
    refresh();
    show_place();
}

std::optional<BundleNote> NotesPanel::place() const {
    const ViewState& view = session_.view();
    const RunModel& run = session_.run();
    const TableRecording* table = run.table(view.table());
    if (!view.pin() || table == nullptr) return std::nullopt;
    BundleNote note;
    note.second = view.pin()->second;
    note.resource = table->name;
    note.side = view.side();
    note.partition = owner_of(*table, *view.pin());
    return note;
}

void NotesPanel::show_place() {
    const auto at = place();
    entry_->setEnabled(at.has_value());
    entry_->setPlaceholderText(at ? tr("A note about %1, then Enter").arg(clock_of(at->second))
                                  : tr("Pin a cell to write a note about it"));
}

void NotesPanel::add() {
    auto note = place();
    const QString text = entry_->text().simplified();
    if (!note || text.isEmpty()) return;
    note->text = text.toStdString();
    std::vector<BundleNote> notes = session_.notes();
    notes.push_back(*note);
    std::stable_sort(notes.begin(), notes.end(), [](const BundleNote& one, const BundleNote& two) {
        return one.second < two.second;
    });
    entry_->clear();
    session_.set_notes(std::move(notes));
}

void NotesPanel::refresh() {
    list_->clear();
    for (const BundleNote& note : session_.notes()) {
        QString where = qtext(printable(note.resource.label()));
        if (note.partition) where += QLatin1Char(' ') + partition_name(*note.partition);
        where += QStringLiteral(" \u00b7 ") + Words::reads_or_writes(note.side);
        auto* item = new QTreeWidgetItem(
            list_, {QString(QChar(0x25C6)) + QLatin1Char(' ') + clock_of(note.second), where,
                    qtext(printable(note.text))});
        item->setToolTip(2, qtext(printable(note.text)));
    }
}

void NotesPanel::go_to(int row) {
    if (row < 0 || row >= std::ssize(session_.notes())) return;
    const BundleNote note = session_.notes()[static_cast<std::size_t>(row)];
    const RunModel& run = session_.run();
    const auto subject = run.subject_of(note.resource);
    if (!subject || note.second < 0 || note.second >= run.recorded_seconds()) return;
    ViewState& view = session_.view();
    view.show_table(*subject, note.side);
    view.show(showing(view.window(), note.second, view.whole()));
    const TableRecording* table = run.table(*subject);
    if (table == nullptr || table->partitions.empty()) return;
    const std::size_t partition = note.partition.value_or(0);
    view.set_pin(
        CellCursor{note.second,
                   middle_position(*table, partition < table->partitions.size() ? partition : 0)});
}

// Delete removes the note.
void NotesPanel::keyPressEvent(QKeyEvent* event) {
    const int row = list_->indexOfTopLevelItem(list_->currentItem());
    if (event->key() != Qt::Key_Delete || !list_->hasFocus() || row < 0)
        return QWidget::keyPressEvent(event);
    std::vector<BundleNote> notes = session_.notes();
    notes.erase(notes.begin() + row);
    session_.set_notes(std::move(notes));
}

}  // namespace isotherm
