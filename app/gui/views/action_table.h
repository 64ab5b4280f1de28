#pragma once
// Every command of the window: its menu, text and keys in one list. Menus, buttons, the list of
// shortcuts and the tests are made from it.

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QWidget>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace isotherm {

enum class KeyScope : std::uint8_t {
    window,  // works everywhere
    canvas   // single letters and arrows: only while a picture has the focus
};

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
    QList<QKeySequence> keys_of(const ActionSpec& spec) const;
    static QString translated(const char* text);

private:
    std::map<std::string, QAction*, std::less<>> actions_;
};

}  // namespace isotherm
