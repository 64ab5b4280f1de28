// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The named arrangements of the window, as a table: which docks each shows at first. What a user
// makes of one is kept with its name; another one is another entry, and its command.

#include <string_view>
#include <vector>

namespace isotherm {

struct WindowLayout {
    const char* action;                   // chooses it, in Window > Layout
    std::vector<std::string_view> docks;  // by object name; all others are hidden
    bool presenting = false;              // for a projector: the whole screen, large and bold
};

// The first is what the program starts with.
inline const std::vector<WindowLayout>& window_layouts() {
    static const std::vector<WindowLayout> layouts{
        {"layout_explore",
         {"inspector", "events", "hot_keys", "partitions", "seconds", "requests"}},
        {"layout_compare", {"what_if", "events", "seconds", "requests"}},
        {"full_screen", {}, true},
    };
    return layouts;
}

}  // namespace isotherm
