// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Every command with its keys, in a dock that stays open while keys are tried. To change a key,
// press Enter on it and then the new key. If another command already has that key, a message names
// it and offers to take the key over.

#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QWidget>
#include <functional>

#include "app/gui/models/key_rows.h"
#include "app/gui/widgets/action_table.h"

namespace isotherm {

class KeyList final : public QWidget {
    Q_OBJECT

public:
    explicit KeyList(const ActionTable& actions, QWidget* parent = nullptr);

    QLineEdit& search() { return *search_; }
    QTreeView& tree() { return *tree_; }
    QPushButton& take_over() { return *act_; }
    QString message() const { return message_->text(); }
    // Makes the first row of a command the current one.
    void go_to(const QString& command);
    void change();
    void add();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void make_buttons();
    QPushButton* button(const QString& text, const QString& tip, std::function<void()> what);
    void edit(const QModelIndex& source);
    void remove();
    void reset();
    void reset_all();
    void filter(const QString& words);
    void tell(const QString& text, const QString& action_text = {},
              std::function<void()> action = {});
    void refuse(const QString& command, const QKeySequence& old, const QKeySequence& wanted,
                const KeyObjection& objection);
    void show_state();
    QModelIndex current() const;  // index in rows_

    std::shared_ptr<KeyBindings> bindings_;
    KeyRows* rows_;
    QSortFilterProxyModel* found_;
    QLineEdit* search_;
    QTreeView* tree_;
    QLabel* message_;
    QPushButton* act_;
    QPushButton* change_ = nullptr;
    QPushButton* add_ = nullptr;
    QPushButton* remove_ = nullptr;
    QPushButton* reset_ = nullptr;
    QPushButton* reset_all_ = nullptr;
    std::function<void()> action_;
};

}  // namespace isotherm
