// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The commands of each menu with a row a key, to be shown and changed in place.

#include <QAbstractItemModel>
#include <memory>
#include <vector>

#include "app/gui/models/key_bindings.h"

namespace isotherm {

// A command as people see it.
struct ListedCommand {
    QString id;
    QString menu;
    QString text;
};

class KeyRows final : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { command_column, key_column, scope_column, column_count };
    // Everything a row can be found by.
    static constexpr int search_role = Qt::UserRole;

    // The commands of a menu stand together.
    KeyRows(std::shared_ptr<KeyBindings> bindings, std::vector<ListedCommand> commands,
            QObject* parent = nullptr);

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex&) const override { return column_count; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    // A QKeySequence for the key column. Where there is an objection, it is told and nothing
    // changes.
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

    // The id; empty for a menu.
    QString command(const QModelIndex& index) const;
    QString name(const QString& command) const;
    // Empty where the row has none yet.
    QKeySequence key(const QModelIndex& index) const;
    QModelIndex first_row(const QString& command) const;
    // A row without a key below those of a command, to be given one.
    QModelIndex open_row(const QString& command);
    void close_row();

Q_SIGNALS:
    void refused(const QString& command, const QKeySequence& old, const QKeySequence& wanted,
                 const isotherm::KeyObjection& objection);

private:
    struct Row {
        std::size_t command = 0;
        int position = 0;  // of the key among the command's
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
    QString open_;  // the command with a row to be filled
};

}  // namespace isotherm
