// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Every command of the window: its menu, text and keys in one list. Menus, buttons, the list of
// shortcuts and the tests are made from it.

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
    const char* menu;  // one of action_menus
    const char* text;  // with &mnemonic
    const char* keys;  // several are separated by ", "
    KeyScope scope = KeyScope::window;
    bool checkable = false;
    bool starts_group = false;  // a separator stands before it
};

// In the order of the menus.
const std::vector<ActionSpec>& action_specs();
const std::vector<const char*>& action_menus();

class ActionTable {
public:
    // Window actions belong to `window`, canvas actions to `canvases`, the widget around them.
    ActionTable(QWidget* window, QWidget* canvases);

    QAction* operator[](std::string_view id) const;
    // What the keys are, and may be changed to; the actions follow, and the settings.
    const std::shared_ptr<KeyBindings>& bindings() const { return bindings_; }
    static QString translated(const char* text);
    // A command's text without the mark of its mnemonic.
    static QString plain_text(const ActionSpec& spec);
    // Of any text of an action or menu; where letters are no mnemonics, they stand appended:
    // "開く(&O)".
    static QString without_mnemonic(QString text);
    // The first key of a command in the window of a widget, for words such as "Run: F5"; the
    // default where there is no window yet.
    static QString key_text(const QWidget& within, const char* id);

private:
    std::map<std::string, QAction*, std::less<>> actions_;
    std::shared_ptr<KeyBindings> bindings_;  // with the list of keys, which goes after us
};

}  // namespace isotherm
