// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One list of all commands of the window with their menus, texts and keys. Menus, buttons, the list
// of shortcuts and the tests are made from it.

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QWidget>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/gui/models/key_bindings.h"

namespace isotherm {

struct ActionSpec {
    const char* id;
    const char* menu;  // one of action_menus()
    const char* text;  // with &mnemonic
    const char* keys;  // separated by ", "
    KeyScope scope = KeyScope::window;
    bool checkable = false;
    bool starts_group = false;  // a separator precedes it in the menu
};

// Both lists are in the order of the menus.
const std::vector<ActionSpec>& action_specs();
const std::vector<const char*>& action_menus();

class ActionTable {
public:
    // Window actions belong to `window`. Canvas actions belong to `canvases`, the widget that
    // contains all canvases.
    ActionTable(QWidget* window, QWidget* canvases);

    QAction* operator[](std::string_view id) const;
    // The current keys. A change of a key updates its action and is stored in the settings.
    const std::shared_ptr<KeyBindings>& bindings() const { return bindings_; }
    static QString translated(const char* text);
    // Text of a command without its mnemonic mark.
    static QString plain_text(const ActionSpec& spec);
    // Removes the mnemonic from the text of an action or menu. Languages without Latin letters
    // append it: "開く(&O)".
    static QString without_mnemonic(QString text);
    // The first key of a command in the window that contains `within`, for texts such as "Run: F5";
    // the default key if there is no window yet.
    static QString key_text(const QWidget& within, const char* id);

private:
    std::map<std::string, QAction*, std::less<>> actions_;
    // shared with the list of keys, which is destroyed later
    std::shared_ptr<KeyBindings> bindings_;
};

}  // namespace isotherm
