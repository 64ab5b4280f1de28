// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One list of all commands of the window with their menus, texts and keys. Menus, buttons, the list
// of shortcuts and the tests are made from it.

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QWidget>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "app/gui/models/key_bindings.h"

namespace isotherm {

// In the order of the menus.
enum class ActionId : std::uint8_t {
    new_scenario,
    open,
    open_run,
    import_files,
    save,
    save_as,
    save_run,
    save_bundle,
    make_scenario,
    cancel_opening,
    export_picture,
    start_page,
    quit,
    undo,
    redo,
    copy,
    copy_command,
    edit_scenario,
    apply_scenario,
    go_to,
    context_menu,
    what_if,
    apply_live,
    zoom_in,
    zoom_out,
    zoom_in_across,
    zoom_out_across,
    pan_left,
    pan_right,
    pan_up,
    pan_down,
    zoom_selection,
    show_all,
    follow,
    view_back,
    view_forward,
    lens,
    other_side,
    next_table,
    previous_table,
    collapse_band,
    collapse_others,
    move_band_up,
    move_band_down,
    band_order,
    row_order,
    fit_page,
    same_scale,
    wheel_scrolls,
    heat_scale,
    fold,
    compare_mode,
    clock,
    cost,
    legend,
    drag_mode,
    theme_dark,
    theme_light,
    theme_print,
    ramp_inferno,
    ramp_cividis,
    ramp_viridis,
    larger_text,
    smaller_text,
    run,
    run_canvas,
    step_event,
    step_second,
    step_minute,
    step_back,
    to_end,
    stop,
    restart,
    run_when_opened,
    go_to_time,
    run_as_b,
    fork,
    check_seeds,
    keep_b,
    back_to_a,
    swap_slots,
    slower,
    faster,
    real_time,
    full_speed,
    next_finding,
    previous_finding,
    try_finding,
    write_note,
    plan,
    compare_tables,
    next_throttle,
    previous_throttle,
    next_event,
    previous_event,
    pin,
    cursor_left,
    cursor_right,
    cursor_up,
    cursor_down,
    select_left,
    select_right,
    focus,
    clear,
    why,
    requests,
    table,
    layout_explore,
    layout_compare,
    full_screen,
    reset_layout,
    english,
    japanese,
    story,
    glossary,
    tour,
    shortcuts,
    about,
};
inline constexpr std::size_t action_count = static_cast<std::size_t>(ActionId::about) + 1;

struct ActionSpec {
    ActionId id;
    std::string_view name;  // in the settings, and as Qt's object name
    const char* menu;       // one of action_menus()
    const char* text;       // with &mnemonic
    const char* keys;       // separated by ", "
    KeyScope scope = KeyScope::window;
    bool checkable = false;
    bool starts_group = false;  // a separator precedes it in the menu
};

// Both lists are in the order of the menus.
std::span<const ActionSpec> action_specs();
const ActionSpec& action_spec(ActionId id);
const std::vector<const char*>& action_menus();

class ActionTable {
public:
    // Window actions belong to `window`. Canvas actions belong to `canvases`, the widget that
    // contains all canvases.
    ActionTable(QWidget* window, QWidget* canvases);

    QAction* operator[](ActionId id) const { return actions_[static_cast<std::size_t>(id)]; }
    // nullptr if there is none.
    QAction* named(std::string_view name) const;
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
    static QString key_text(const QWidget& within, ActionId id);

private:
    std::vector<QAction*> actions_;  // by ActionId
    // shared with the list of keys, which is destroyed later
    std::shared_ptr<KeyBindings> bindings_;
};

}  // namespace isotherm
