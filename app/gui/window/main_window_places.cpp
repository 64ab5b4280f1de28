// SPDX-License-Identifier: GPL-3.0-or-later
// "Go to anything" in the corner of the menu bar: what can be found and how to go there.

#include <QMenuBar>

#include "engine/insight/cell_facts.h"
#include "engine/insight/episodes.h"
#include "app/gui/help/glossary.h"
#include "app/gui/models/run_tables.h"
#include "app/gui/window/lessons_in_window.h"
#include "app/gui/window/main_window.h"

namespace isotherm {

namespace {

constexpr int least_wide_corner = 1'100;  // below it, the line to go to places shows its key only

}  // namespace

void MainWindow::make_go_to_line() {
    const auto* events = qobject_cast<EventsTable*>(&panels_.front()->model());
    destinations_ = new Destinations(session_.run(), session_.view(), *events, this);
    go_to_ = new GoToLine(
        *destinations_, [this] { collect_destinations(); }, this);
    connect(go_to_, &GoToLine::chosen, this, &MainWindow::go_to);
    connect(actions_.bindings().get(), &KeyBindings::keys_changed, go_to_,
            [this] { name_corner(); });
    name_corner();
    on(ActionId::go_to, [this] { go_to_->open(); });
}

void MainWindow::name_corner() {
    if (go_to_ == nullptr) return;
    const QString key = ActionTable::key_text(*this, ActionId::go_to);
    const bool narrow = width() < least_wide_corner * session_.view().text_scale();
    const QString words = narrow ? key : tr("Go to anything\u2026  %1").arg(key);
    if (words == go_to_->placeholderText()) return;
    go_to_->set_narrow(narrow);
    go_to_->setPlaceholderText(words);
    menuBar()->setCornerWidget(go_to_);  // the menu bar asks for its size only here
}

void MainWindow::collect_destinations() {
    std::vector<GivenCommand> commands;
    for (const ActionSpec& spec : action_specs()) {
        const QAction* action = actions_[spec.id];
        if (!action->isEnabled() || spec.id == ActionId::go_to) continue;
        if (spec.scope == KeyScope::canvas && !explores()) continue;
        QStringList keys;
        for (const QKeySequence& key : action->shortcuts())
            keys << key.toString(QKeySequence::NativeText);
        commands.push_back(
            {action->objectName(), ActionTable::plain_text(spec), keys.join(QStringLiteral("  "))});
    }
    for (const QAction* action : LessonsInWindow::of(*this).commands())
        commands.push_back({action->objectName(), ActionTable::without_mnemonic(action->text()),
                            action->shortcut().toString(QKeySequence::NativeText)});
    destinations_->collect(commands, Session::recent_files(), session_.sim().has_simulation());
    std::vector<Destination> words;
    for (const GlossaryEntry& entry : isotherm::glossary(QLocale().name().left(2))) {
        words.push_back({.kind = Destination::Kind::word,
                         .text = entry.words.join(QStringLiteral(", ")),
                         .note = tr("word"),
                         .id = entry.id});
    }
    destinations_->add_words(words);
}

void MainWindow::go_to(const Destination& destination) {
    using Kind = Destination::Kind;
    if (destination.kind == Kind::word) return show_word(destination.id);
    if (destination.kind == Kind::command) return findChild<QAction*>(destination.id)->trigger();
    if (destination.kind == Kind::file) {
        open(destination.id);
        return;
    }
    // Destinations of a list that is older than the run may not exist any more.
    if (!destinations_->current()) return;
    if (!explores()) open_explore();
    ViewState& view = session_.view();
    const auto& tables = session_.run().recording().tables;
    switch (destination.kind) {
        case Kind::simulate:
            return session_.sim().go_to(sim_start + std::chrono::seconds(destination.second));
        case Kind::table:
            return view.show_table(destination.table,
                                   session_.run().busiest_side(destination.table));
        case Kind::moment:
            return go_to_moment(destination.second);
        case Kind::event:
            if (destination.table < tables.size() && destination.table != view.table())
                view.show_table(destination.table, session_.run().busiest_side(destination.table));
            return go_to_moment(destination.second);
        default:
            return go_to_partition(destination.table, destination.partition);
    }
}

// Goes to the most throttled partition of that second, or to the pinned position if none was
// throttled.
void MainWindow::go_to_moment(std::int64_t second) {
    const ViewState& view = session_.view();
    if (view.table() >= session_.run().recording().tables.size()) return;
    const TableRecording& table = session_.run().recording().tables[view.table()];
    const auto partition = most_throttled_partition(table, view.side(), second);
    go_to_cell({second, partition    ? middle_position(table, *partition)
                        : view.pin() ? view.pin()->position
                                     : view.hashes().first});
}

// Goes to the partition's worst second within the visible time.
void MainWindow::go_to_partition(std::size_t table_index, std::size_t partition) {
    if (table_index >= session_.run().recording().tables.size()) return;
    ViewState& view = session_.view();
    if (table_index != view.table())
        view.show_table(table_index, session_.run().busiest_side(table_index));
    const TableRecording& table = session_.run().recording().tables[table_index];
    if (partition >= table.partitions.size()) return;
    const KeyPosition position = middle_position(table, partition);
    if (position < view.hashes().first || position > view.hashes().last) view.show(HashWindow{});
    go_to_cell({worst_second(table, view.side(), partition, view.window()), position});
}

}  // namespace isotherm
