// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The named layouts of the window and the docks that each shows at first. The user's arrangement of
// each layout is stored under its name. To add a layout, add an entry here and a command in the
// action table.

#include <string_view>
#include <vector>

#include "app/gui/widgets/action_table.h"

namespace isotherm {

struct WindowLayout {
    ActionId action;                      // chooses it
    std::vector<std::string_view> docks;  // object names of the docks; others are hidden
    bool presenting = false;              // full screen, large and bold, for a projector
};

// The program starts with the first layout.
inline const std::vector<WindowLayout>& window_layouts() {
    static const std::vector<WindowLayout> layouts{
        {ActionId::layout_explore, {"findings", "story", "inspector"}},
        {ActionId::layout_compare, {"what_if", "seconds"}},
        {ActionId::full_screen, {}, true},
    };
    return layouts;
}

}  // namespace isotherm
