// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/key_list.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QRegularExpression>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "app/gui/widgets/flow_layout.h"

namespace isotherm {
namespace {

constexpr int narrow_characters = 58;

// Accepts the first key press instead of waiting for a longer sequence.
class KeyField final : public QKeySequenceEdit {
public:
    using QKeySequenceEdit::QKeySequenceEdit;
    std::function<void()> pressed;

protected:
    void keyPressEvent(QKeyEvent* event) override {
        QKeySequenceEdit::keyPressEvent(event);
        if (!keySequence().isEmpty()) pressed();
    }
};

// Gives every key to the field, except Esc and Tab, which leave it.
class KeyDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem&,
                          const QModelIndex&) const override {
        auto* field = new KeyField(parent);
        field->setAccessibleName(KeyList::tr("Press a key"));
        if (auto* line = field->findChild<QLineEdit*>()) {
            line->setPlaceholderText(KeyList::tr("Press a key"));
            line->setProperty("bare", true);  // no frame, because it fills a row of the tree
        }
        auto* self = const_cast<KeyDelegate*>(this);
        field->pressed = [self, field] {
            Q_EMIT self->commitData(field);
            Q_EMIT self->closeEditor(field);
        };
        return field;
    }
    void setEditorData(QWidget*, const QModelIndex&) const override {}
    void setModelData(QWidget* editor, QAbstractItemModel* model,
                      const QModelIndex& index) const override {
        const QKeySequence keys = static_cast<KeyField*>(editor)->keySequence();
        if (!keys.isEmpty()) model->setData(index, QVariant(QKeySequence(keys[0])), Qt::EditRole);
    }

protected:
    bool eventFilter(QObject* editor, QEvent* event) override {
        if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
            return QStyledItemDelegate::eventFilter(editor, event);
        const int key = static_cast<QKeyEvent*>(event)->key();
        const bool leaves = key == Qt::Key_Escape || key == Qt::Key_Tab || key == Qt::Key_Backtab;
        if (!leaves) return false;
        event->accept();
        if (event->type() == QEvent::KeyPress) Q_EMIT closeEditor(qobject_cast<QWidget*>(editor));
        return true;
    }
};

std::vector<ListedCommand> listed_commands() {
    std::vector<ListedCommand> commands;
    for (const char* menu : action_menus()) {
        const QString title = ActionTable::without_mnemonic(ActionTable::translated(menu));
        for (const ActionSpec& spec : action_specs()) {
            if (std::string_view(spec.menu) == menu)
                commands.push_back(
                    {QLatin1String(spec.name), title, ActionTable::plain_text(spec)});
        }
    }
    return commands;
}

}  // namespace

KeyList::KeyList(const ActionTable& actions, QWidget* parent)
    : QWidget(parent),
      bindings_(actions.bindings()),
      rows_(new KeyRows(actions.bindings(), listed_commands(), this)),
      found_(new QSortFilterProxyModel(this)),
      search_(new QLineEdit(this)),
      tree_(new QTreeView(this)),
      message_(new QLabel(this)),
      act_(new QPushButton(this)) {
    search_->setPlaceholderText(tr("Find a command or a key"));
    search_->setAccessibleName(tr("Find a command or a key"));
    found_->setSourceModel(rows_);
    found_->setFilterRole(KeyRows::search_role);
    found_->setRecursiveFilteringEnabled(true);
    tree_->setModel(found_);
    tree_->setAccessibleName(tr("Keys"));
    auto* delegate = new KeyDelegate(tree_);
    tree_->setItemDelegateForColumn(KeyRows::key_column, delegate);
    tree_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    tree_->setUniformRowHeights(true);
    tree_->setAllColumnsShowFocus(true);
    tree_->expandAll();
    tree_->setIndentation(14);
    tree_->header()->setStretchLastSection(false);
    tree_->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    tree_->header()->setSectionResizeMode(KeyRows::command_column, QHeaderView::Stretch);
    message_->setWordWrap(true);
    make_buttons();
    setFocusProxy(tree_);

    connect(search_, &QLineEdit::textChanged, this, &KeyList::filter);
    connect(search_, &QLineEdit::returnPressed, tree_, qOverload<>(&QWidget::setFocus));
    connect(tree_, &QTreeView::activated, this, [this](const QModelIndex&) { change(); });
    connect(tree_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &KeyList::show_state);
    connect(delegate, &QAbstractItemDelegate::closeEditor, this, [this] {
        // Removing the row that waited for a key may make another command's row current.
        const QString command = rows_->command(current());
        rows_->close_row();
        if (rows_->command(current()) != command) go_to(command);
    });
    connect(rows_, &KeyRows::refused, this, &KeyList::refuse);
    connect(bindings_.get(), &KeyBindings::keys_changed, this, [this] { tell({}); });
    tell({});
}

void KeyList::make_buttons() {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 8);
    layout->setSpacing(6);
    layout->addWidget(search_);
    layout->addWidget(tree_, 1);
    layout->addWidget(message_);
    layout->addWidget(act_);
    act_->setProperty("primary", true);
    connect(act_, &QPushButton::clicked, this, [this] {
        // Clear the message first: the action may set a new one.
        const auto action = std::exchange(action_, {});
        tell({});
        if (action) action();
    });
    auto* buttons = new FlowLayout;
    buttons->setSpacing(6);
    layout->addLayout(buttons);
    change_ =
        button(tr("Change"), tr("Replace this key with another one (Enter)"), [this] { change(); });
    add_ = button(tr("Add"), tr("One more key for this command"), [this] { add(); });
    remove_ = button(tr("Remove"), tr("Removes the key from the command"), [this] { remove(); });
    reset_ =
        button(tr("Back to the default"), tr("This command's default keys"), [this] { reset(); });
    reset_all_ =
        button(tr("All back"), tr("The default keys of all commands"), [this] { reset_all(); });
    for (QPushButton* made : {change_, add_, remove_, reset_, reset_all_}) buttons->addWidget(made);
}

QPushButton* KeyList::button(const QString& text, const QString& tip, std::function<void()> what) {
    auto* made = new QPushButton(text, this);
    made->setToolTip(tip);
    connect(made, &QPushButton::clicked, this, [what = std::move(what)] { what(); });
    return made;
}

// Hides the scope column if the list is narrow: names need the width, and the keys already show
// where a command works.
void KeyList::resizeEvent(QResizeEvent* event) {
    const int least = fontMetrics().averageCharWidth() * narrow_characters;
    tree_->setColumnHidden(KeyRows::scope_column, width() < least);
    QWidget::resizeEvent(event);
}

QModelIndex KeyList::current() const { return found_->mapToSource(tree_->currentIndex()); }

void KeyList::go_to(const QString& command) {
    tree_->setCurrentIndex(found_->mapFromSource(rows_->first_row(command)));
}

void KeyList::edit(const QModelIndex& source) {
    const QModelIndex at = found_->mapFromSource(source.siblingAtColumn(KeyRows::key_column));
    if (!at.isValid()) return;
    tell({});
    tree_->setCurrentIndex(at);
    tree_->scrollTo(at);
    tree_->edit(at);
}

void KeyList::change() {
    if (!rows_->command(current()).isEmpty()) edit(current());
}

void KeyList::add() {
    const QString command = rows_->command(current());
    if (!command.isEmpty()) edit(rows_->open_row(command));
}

void KeyList::remove() {
    const QKeySequence key = rows_->key(current());
    if (!key.isEmpty()) bindings_->remove(rows_->command(current()), key);
}

void KeyList::reset() {
    const QString command = rows_->command(current());
    if (command.isEmpty()) return;
    QStringList names;
    for (const QString& loser : bindings_->reset(command)) names << rows_->name(loser);
    if (!names.isEmpty()) tell(tr("Given back by: %1").arg(names.join(QStringLiteral(", "))));
}

void KeyList::reset_all() { bindings_->reset_all(); }

// Shows the rows that contain all words, in any order.
void KeyList::filter(const QString& words) {
    QString pattern;
    for (const QString& word : words.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        pattern += QStringLiteral("(?=.*%1)").arg(QRegularExpression::escape(word));
    }
    found_->setFilterRegularExpression(
        QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption));
    tree_->expandAll();
    if (found_->rowCount() == 0)
        tell(tr("No command or key matches."), tr("Show all"), [this] { search_->clear(); });
    else
        tell({});
}

void KeyList::refuse(const QString& command, const QKeySequence& old, const QKeySequence& wanted,
                     const KeyObjection& objection) {
    const QString key = wanted.toString(QKeySequence::NativeText);
    switch (objection.kind) {
        case KeyObjection::Kind::taken:
            tell(tr("%1 is the key of \u201c%2\u201d.").arg(key, rows_->name(objection.owner)),
                 tr("Take it over"),
                 [this, command, old, wanted] { bindings_->assign(command, old, wanted); });
            break;
        case KeyObjection::Kind::reserved:
            tell(tr("%1 is reserved: F10 and Alt with a letter open menus, Tab moves the focus.")
                     .arg(key));
            break;
        case KeyObjection::Kind::needs_canvas:
            tell(tr("%1 alone could no longer be typed in text fields and lists, as this command "
                    "works everywhere. Add Ctrl or Alt, or use a function key.")
                     .arg(key));
            break;
    }
}

void KeyList::tell(const QString& text, const QString& action_text, std::function<void()> action) {
    message_->setText(text);
    message_->setVisible(!text.isEmpty());
    act_->setText(action_text);
    act_->setVisible(!action_text.isEmpty());
    action_ = std::move(action);
    show_state();
}

void KeyList::show_state() {
    const QString command = rows_->command(current());
    const bool any = !command.isEmpty();
    change_->setEnabled(any);
    add_->setEnabled(any);
    remove_->setEnabled(any && !rows_->key(current()).isEmpty());
    reset_->setEnabled(any && bindings_->is_changed(command));
    reset_all_->setEnabled(bindings_->any_changed());
}

}  // namespace isotherm
