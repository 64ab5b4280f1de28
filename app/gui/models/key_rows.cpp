// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/key_rows.h"

#include <QFont>
#include <algorithm>
#include <cassert>

namespace isotherm {

KeyRows::KeyRows(std::shared_ptr<KeyBindings> bindings, std::vector<ListedCommand> commands,
                 QObject* parent)
    : QAbstractItemModel(parent), bindings_(std::move(bindings)), commands_(std::move(commands)) {
    for (std::size_t c = 0; c < commands_.size(); ++c) {
        if (menus_.empty() || menus_.back().title != commands_[c].menu)
            menus_.push_back({commands_[c].menu, {}});
        for (int r = 0; r < rows_of(c); ++r) menus_.back().rows.push_back({c, r});
    }
    connect(bindings_.get(), &KeyBindings::keys_changed, this, &KeyRows::list_again);
}

// A command without keys still has one row, in which it can be given one.
int KeyRows::rows_of(std::size_t command) const {
    const auto keys = static_cast<int>(bindings_->keys(commands_[command].id).size());
    return std::max(1, keys + (commands_[command].id == open_ ? 1 : 0));
}

void KeyRows::list_again(const QString& command) {
    for (std::size_t m = 0; m < menus_.size(); ++m) {
        std::vector<Row>& rows = menus_[m].rows;
        const auto of_command = [&](const Row& row) {
            return commands_[row.command].id == command;
        };
        const auto begin = std::find_if(rows.begin(), rows.end(), of_command);
        if (begin == rows.end()) continue;
        const std::size_t c = begin->command;
        const auto first = static_cast<int>(begin - rows.begin());
        const auto before = static_cast<int>(std::count_if(rows.begin(), rows.end(), of_command));
        const int after = rows_of(c);
        const QModelIndex menu = createIndex(static_cast<int>(m), 0, quintptr{0});
        if (after > before) {
            beginInsertRows(menu, first + before, first + after - 1);
            for (int r = before; r < after; ++r) rows.insert(rows.begin() + first + r, {c, r});
            endInsertRows();
        } else if (after < before) {
            beginRemoveRows(menu, first + after, first + before - 1);
            rows.erase(rows.begin() + first + after, rows.begin() + first + before);
            endRemoveRows();
        }
        Q_EMIT dataChanged(index(first, 0, menu), index(first + after - 1, column_count - 1, menu));
    }
}

// The internal id of a menu is 0; that of a row is its menu's number, counted from 1.
QModelIndex KeyRows::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent)) return {};
    return createIndex(row, column,
                       parent.isValid() ? static_cast<quintptr>(parent.row() + 1) : quintptr{0});
}

QModelIndex KeyRows::parent(const QModelIndex& index) const {
    if (!index.isValid() || index.internalId() == 0) return {};
    return createIndex(static_cast<int>(index.internalId() - 1), 0, quintptr{0});
}

int KeyRows::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid()) return static_cast<int>(menus_.size());
    if (parent.internalId() != 0 || parent.column() > 0) return 0;
    return static_cast<int>(menus_[static_cast<std::size_t>(parent.row())].rows.size());
}

const KeyRows::Row* KeyRows::row(const QModelIndex& index) const {
    if (!index.isValid() || index.internalId() == 0) return nullptr;
    const Menu& menu = menus_[static_cast<std::size_t>(index.internalId() - 1)];
    return &menu.rows[static_cast<std::size_t>(index.row())];
}

QString KeyRows::command(const QModelIndex& index) const {
    const Row* of = row(index);
    return of == nullptr ? QString() : commands_[of->command].id;
}

QString KeyRows::name(const QString& command) const {
    const auto found = std::find_if(commands_.begin(), commands_.end(),
                                    [&](const ListedCommand& one) { return one.id == command; });
    return found == commands_.end() ? QString() : found->text;
}

QKeySequence KeyRows::key(const QModelIndex& index) const {
    const Row* of = row(index);
    return of == nullptr ? QKeySequence()
                         : bindings_->keys(commands_[of->command].id).value(of->position);
}

QModelIndex KeyRows::first_row(const QString& command) const {
    for (int m = 0; m < rowCount(); ++m) {
        const QModelIndex menu = index(m, 0);
        for (int r = 0; r < rowCount(menu); ++r) {
            if (this->command(index(r, 0, menu)) == command) return index(r, 0, menu);
        }
    }
    return {};
}

QModelIndex KeyRows::open_row(const QString& command) {
    close_row();
    const int last = std::max<int>(0, static_cast<int>(bindings_->keys(command).size()));
    open_ = command;
    list_again(command);
    const QModelIndex first = first_row(command);
    return first.siblingAtRow(first.row() + last);
}

void KeyRows::close_row() {
    if (open_.isEmpty()) return;
    list_again(std::exchange(open_, {}));
}

QString KeyRows::scope_text(const Row& row) const {
    const QString& id = commands_[row.command].id;
    const auto found = std::find_if(bindings_->commands().begin(), bindings_->commands().end(),
                                    [&](const CommandKeys& one) { return one.id == id; });
    assert(found != bindings_->commands().end());
    const bool everywhere = found->scope == KeyScope::window;
    if (bindings_->is_changed(id)) {
        return everywhere ? tr("everywhere, changed") : tr("in a picture, changed");
    }
    return everywhere ? tr("everywhere") : tr("in a picture");
}

QVariant KeyRows::text(const Row& row, int column) const {
    const ListedCommand& of = commands_[row.command];
    switch (column) {
        case command_column:
            return row.position == 0 ? of.text : QString();
        case key_column: {
            const QKeySequence key = bindings_->keys(of.id).value(row.position);
            return key.isEmpty() ? tr("none") : key.toString(QKeySequence::NativeText);
        }
        default:
            return row.position == 0 ? scope_text(row) : QString();
    }
}

QVariant KeyRows::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Row* of = row(index);
    if (of == nullptr) {
        const QString& title = menus_[static_cast<std::size_t>(index.row())].title;
        return index.column() == 0 && role == Qt::DisplayRole ? title : QVariant();
    }
    const QString& id = commands_[of->command].id;
    switch (role) {
        case Qt::DisplayRole:
            return text(*of, index.column());
        // Only the first row of a command shows its name, but screen readers need it in every row.
        case Qt::AccessibleTextRole:
            return index.column() == command_column ? commands_[of->command].text
                                                    : text(*of, index.column());
        case Qt::FontRole: {
            if (!bindings_->is_changed(id)) return {};
            QFont font;
            font.setBold(true);
            return font;
        }
        case Qt::ToolTipRole:
            return bindings_->is_changed(id)
                       ? tr("By default: %1")
                             .arg(QKeySequence::listToString(bindings_->default_keys(id),
                                                             QKeySequence::NativeText))
                       : QVariant();
        case search_role: {
            const ListedCommand& listed = commands_[of->command];
            return QStringList{
                listed.text, listed.menu, scope_text(*of),
                QKeySequence::listToString(bindings_->keys(id), QKeySequence::NativeText)}
                .join(QLatin1Char(' '));
        }
        default:
            return {};
    }
}

QVariant KeyRows::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case command_column:
            return tr("Command");
        case key_column:
            return tr("Keys");
        default:
            return tr("Where");
    }
}

Qt::ItemFlags KeyRows::flags(const QModelIndex& index) const {
    if (!index.isValid()) return Qt::NoItemFlags;
    if (row(index) == nullptr) return Qt::ItemIsEnabled;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return index.column() == key_column ? flags | Qt::ItemIsEditable : flags;
}

bool KeyRows::setData(const QModelIndex& index, const QVariant& value, int role) {
    const QString id = command(index);
    const auto wanted = value.value<QKeySequence>();
    if (id.isEmpty() || role != Qt::EditRole || wanted.isEmpty()) return false;
    const QKeySequence old = key(index);
    if (wanted == old) return false;
    if (const auto objection = bindings_->objection(id, wanted)) {
        Q_EMIT refused(id, old, wanted, *objection);
        return false;
    }
    open_.clear();
    bindings_->assign(id, old, wanted);
    list_again(id);  // removes the empty row even if the command already had this key
    return true;
}

}  // namespace isotherm
