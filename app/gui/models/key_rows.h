// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A tree model of menus and their commands with one row per key; keys can be edited in place.

#include <QAbstractItemModel>
#include <memory>
#include <vector>

#include "app/gui/models/key_bindings.h"

namespace isotherm {

// A command as the user sees it.
struct ListedCommand {
    QString id;
    QString menu;
    QString text;
};

class KeyRows final : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { command_column, key_column, scope_column, column_count };
    // Role of the text that rows are searched by.
    static constexpr int search_role = Qt::UserRole;

    // `commands` must be grouped by menu.
    KeyRows(std::shared_ptr<KeyBindings> bindings, std::vector<ListedCommand> commands,
            QObject* parent = nullptr);

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex&) const override { return column_count; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    // Sets the key of a row; `value` is a QKeySequence. If there is an objection, emits `refused`
    // and changes nothing.
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

    // Returns the command's id; empty for a menu.
    QString command(const QModelIndex& index) const;
    QString name(const QString& command) const;
    // Returns the row's key; empty if it has none yet.
    QKeySequence key(const QModelIndex& index) const;
    QModelIndex first_row(const QString& command) const;
    // Adds an empty row below the command's rows, to be given a key.
    QModelIndex open_row(const QString& command);
    void close_row();

Q_SIGNALS:
    void refused(const QString& command, const QKeySequence& old, const QKeySequence& wanted,
                 const isotherm::KeyObjection& objection);

private:
    struct Row {
        std::size_t command = 0;
        int position = 0;  // index in the command's keys
    };
    struct Menu {
        QString title;
        std::vector<Row> rows;
    };
    int rows_of(std::size_t command) const;
    void list_again(const QString& command);
    const Row* row(const QModelIndex& index) const;
    QVariant text(const Row& row, int column) const;
    QString scope_text(const Row& row) const;

    std::shared_ptr<KeyBindings> bindings_;
    std::vector<ListedCommand> commands_;
    std::vector<Menu> menus_;
    QString open_;  // the command that has an empty row
};

}  // namespace isotherm
