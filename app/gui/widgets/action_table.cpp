// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widgets/action_table.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSettings>
#include <array>

namespace isotherm {
namespace {

constexpr const char* file_menu = QT_TRANSLATE_NOOP("Actions", "&File");
constexpr const char* edit_menu = QT_TRANSLATE_NOOP("Actions", "&Edit");
constexpr const char* view_menu = QT_TRANSLATE_NOOP("Actions", "&View");
constexpr const char* run_menu = QT_TRANSLATE_NOOP("Actions", "&Run");
constexpr const char* analyse_menu = QT_TRANSLATE_NOOP("Actions", "&Analyse");
constexpr const char* window_menu = QT_TRANSLATE_NOOP("Actions", "&Window");
constexpr const char* help_menu = QT_TRANSLATE_NOOP("Actions", "&Help");

constexpr KeyScope canvas = KeyScope::canvas;

QList<QKeySequence> default_keys(const ActionSpec& spec) {
    QList<QKeySequence> keys;
    for (const QString& key : QString::fromUtf8(spec.keys).split(QStringLiteral(", "))) {
        keys << QKeySequence(key);
    }
    return keys;
}

constexpr std::array<ActionSpec, action_count> specs{{
    {ActionId::new_scenario, "new", file_menu, QT_TRANSLATE_NOOP("Actions", "&New scenario"),
     "Ctrl+N"},
    {ActionId::open, "open", file_menu, QT_TRANSLATE_NOOP("Actions", "&Open\u2026"), "Ctrl+O"},
    {ActionId::open_run, "open_run", file_menu,
     QT_TRANSLATE_NOOP("Actions", "Open run &directory\u2026"), "Ctrl+Shift+O"},
    {ActionId::import_files, "import", file_menu, QT_TRANSLATE_NOOP("Actions", "&Import\u2026"),
     "Ctrl+Shift+I"},
    {ActionId::save, "save", file_menu, QT_TRANSLATE_NOOP("Actions", "&Save scenario"), "Ctrl+S",
     KeyScope::window, false, true},
    {ActionId::save_as, "save_as", file_menu,
     QT_TRANSLATE_NOOP("Actions", "Save scenario &as\u2026"), "Ctrl+Shift+S"},
    {ActionId::save_run, "save_run", file_menu,
     QT_TRANSLATE_NOOP("Actions", "Save &run directory\u2026"), "Ctrl+Shift+R"},
    {ActionId::save_bundle, "save_bundle", file_menu,
     QT_TRANSLATE_NOOP("Actions", "Save A and B as a &bundle\u2026"), "Ctrl+Alt+B"},
    {ActionId::make_scenario, "make_scenario", file_menu,
     QT_TRANSLATE_NOOP("Actions", "&Make a scenario from the stream"), "Ctrl+Shift+M"},
    {ActionId::cancel_opening, "cancel_opening", file_menu,
     QT_TRANSLATE_NOOP("Actions", "Cance&l opening"), "Ctrl+."},
    {ActionId::export_picture, "export", file_menu,
     QT_TRANSLATE_NOOP("Actions", "&Export picture or data\u2026"), "Ctrl+E", KeyScope::window,
     false, true},
    {ActionId::start_page, "start_page", file_menu, QT_TRANSLATE_NOOP("Actions", "S&tart page"),
     "Ctrl+Shift+H", KeyScope::window, false, true},
    {ActionId::quit, "quit", file_menu, QT_TRANSLATE_NOOP("Actions", "&Quit"), "Ctrl+Q"},

    {ActionId::undo, "undo", edit_menu, QT_TRANSLATE_NOOP("Actions", "&Undo"), "Ctrl+Z"},
    {ActionId::redo, "redo", edit_menu, QT_TRANSLATE_NOOP("Actions", "&Redo"), "Ctrl+Shift+Z"},
    {ActionId::copy, "copy", edit_menu, QT_TRANSLATE_NOOP("Actions", "&Copy what is pinned"),
     "Ctrl+Shift+C", KeyScope::window, false, true},
    {ActionId::copy_command, "copy_command", edit_menu,
     QT_TRANSLATE_NOOP("Actions", "Copy co&mmand line"), "Ctrl+Alt+C"},
    {ActionId::edit_scenario, "edit_scenario", edit_menu,
     QT_TRANSLATE_NOOP("Actions", "&Edit scenario"), "Ctrl+Shift+E", KeyScope::window, true, true},
    {ActionId::apply_scenario, "apply_scenario", edit_menu,
     QT_TRANSLATE_NOOP("Actions", "&Apply scenario"), "Ctrl+Return"},
    {ActionId::go_to, "go_to", edit_menu, QT_TRANSLATE_NOOP("Actions", "&Go to anything"), "Ctrl+K",
     KeyScope::window, false, true},
    {ActionId::context_menu, "context_menu", edit_menu,
     QT_TRANSLATE_NOOP("Actions", "Men&u of what has the focus"), "Shift+F10"},

    {ActionId::what_if, "what_if", edit_menu, QT_TRANSLATE_NOOP("Actions", "&What if\u2026"),
     "Ctrl+Shift+W", KeyScope::window, true, true},
    {ActionId::apply_live, "apply_live", edit_menu,
     QT_TRANSLATE_NOOP("Actions", "Apply what-if &now"), "Ctrl+Shift+Return"},

    {ActionId::zoom_in, "zoom_in", view_menu, QT_TRANSLATE_NOOP("Actions", "Zoom &in"), "+, W",
     canvas},
    {ActionId::zoom_out, "zoom_out", view_menu, QT_TRANSLATE_NOOP("Actions", "Zoom &out"), "-, S",
     canvas},
    {ActionId::zoom_in_across, "zoom_in_across", view_menu,
     QT_TRANSLATE_NOOP("Actions", "Zoom in on &partitions"), "Ctrl++", canvas},
    {ActionId::zoom_out_across, "zoom_out_across", view_menu,
     QT_TRANSLATE_NOOP("Actions", "Zoom out of p&artitions"), "Ctrl+-", canvas},
    {ActionId::pan_left, "pan_left", view_menu, QT_TRANSLATE_NOOP("Actions", "Earlier"),
     "A, Alt+Left", canvas},
    {ActionId::pan_right, "pan_right", view_menu, QT_TRANSLATE_NOOP("Actions", "Later"),
     "D, Alt+Right", canvas},
    {ActionId::pan_up, "pan_up", view_menu, QT_TRANSLATE_NOOP("Actions", "Lower hashes"), "Alt+Up",
     canvas},
    {ActionId::pan_down, "pan_down", view_menu, QT_TRANSLATE_NOOP("Actions", "Higher hashes"),
     "Alt+Down", canvas},
    {ActionId::zoom_selection, "zoom_selection", view_menu,
     QT_TRANSLATE_NOOP("Actions", "Zoom to &selection or cell"), "F", canvas},
    {ActionId::show_all, "show_all", view_menu, QT_TRANSLATE_NOOP("Actions", "&Whole run"),
     "0, Home", canvas},
    {ActionId::follow, "follow", view_menu, QT_TRANSLATE_NOOP("Actions", "&Follow live"), "L, End",
     canvas, true},
    {ActionId::view_back, "view_back", view_menu, QT_TRANSLATE_NOOP("Actions", "&Back"),
     "Backspace", canvas, false, true},
    {ActionId::view_forward, "view_forward", view_menu, QT_TRANSLATE_NOOP("Actions", "For&ward"),
     "Shift+Backspace", canvas},
    {ActionId::lens, "lens", view_menu, QT_TRANSLATE_NOOP("Actions", "&CloudWatch lens"), "C",
     canvas, true, true},
    {ActionId::other_side, "other_side", view_menu,
     QT_TRANSLATE_NOOP("Actions", "&Reads, writes or both"), "R", canvas},
    {ActionId::next_table, "next_table", view_menu,
     QT_TRANSLATE_NOOP("Actions", "Next &table or index"), "X", canvas},
    {ActionId::previous_table, "previous_table", view_menu,
     QT_TRANSLATE_NOOP("Actions", "Previous table or index"), "Shift+X", canvas},
    {ActionId::collapse_band, "collapse_band", view_menu,
     QT_TRANSLATE_NOOP("Actions", "Collapse the band"), "Z", canvas},
    {ActionId::collapse_others, "collapse_others", view_menu,
     QT_TRANSLATE_NOOP("Actions", "Collapse all other bands"), "Shift+Z", canvas},
    {ActionId::move_band_up, "move_band_up", view_menu,
     QT_TRANSLATE_NOOP("Actions", "Move the band up"), "Ctrl+Up", canvas},
    {ActionId::move_band_down, "move_band_down", view_menu,
     QT_TRANSLATE_NOOP("Actions", "Move the band down"), "Ctrl+Down", canvas},
    {ActionId::band_order, "band_order", view_menu,
     QT_TRANSLATE_NOOP("Actions", "Order of the bands"), "Shift+O", canvas},
    {ActionId::row_order, "row_order", view_menu, QT_TRANSLATE_NOOP("Actions", "Order of the rows"),
     "O", canvas},
    {ActionId::fit_page, "fit_page", view_menu, QT_TRANSLATE_NOOP("Actions", "Fit the page"),
     "Ctrl+0", canvas},
    {ActionId::same_scale, "same_scale", view_menu,
     QT_TRANSLATE_NOOP("Actions", "Same scale for the same load"), "Shift+U", canvas, true},
    {ActionId::wheel_scrolls, "wheel_scrolls", view_menu,
     QT_TRANSLATE_NOOP("Actions", "Wheel scrolls"), "Shift+H", canvas, true},
    {ActionId::heat_scale, "heat_scale", view_menu,
     QT_TRANSLATE_NOOP("Actions", "What colours &mean"), "U", canvas},
    {ActionId::fold, "fold", view_menu, QT_TRANSLATE_NOOP("Actions", "Fold &quiet partitions"), "Q",
     canvas, true},
    {ActionId::compare_mode, "compare_mode", view_menu,
     QT_TRANSLATE_NOOP("Actions", "How A stands beside B"), "V", canvas},
    {ActionId::clock, "clock", view_menu,
     QT_TRANSLATE_NOOP("Actions", "Times since the &start, not in UTC"), "Shift+C", canvas, true},
    {ActionId::cost, "cost", view_menu, QT_TRANSLATE_NOOP("Actions", "C&ost of throughput now"),
     "J", canvas, true},
    {ActionId::legend, "legend", view_menu, QT_TRANSLATE_NOOP("Actions", "Le&gend"), "Shift+L",
     canvas, true},
    {ActionId::drag_mode, "drag_mode", view_menu,
     QT_TRANSLATE_NOOP("Actions", "Left button &drags the view"), "H", canvas, true},
    {ActionId::theme_dark, "theme_dark", view_menu, QT_TRANSLATE_NOOP("Actions", "Dark"),
     "Ctrl+Alt+1", KeyScope::window, true, true},
    {ActionId::theme_light, "theme_light", view_menu, QT_TRANSLATE_NOOP("Actions", "Light"),
     "Ctrl+Alt+2", KeyScope::window, true},
    {ActionId::theme_print, "theme_print", view_menu, QT_TRANSLATE_NOOP("Actions", "Print"),
     "Ctrl+Alt+3", KeyScope::window, true},
    {ActionId::ramp_inferno, "ramp_inferno", view_menu,
     QT_TRANSLATE_NOOP("Actions", "Colours: inferno"), "Ctrl+Alt+4", KeyScope::window, true, true},
    {ActionId::ramp_cividis, "ramp_cividis", view_menu,
     QT_TRANSLATE_NOOP("Actions", "Colours: cividis"), "Ctrl+Alt+5", KeyScope::window, true},
    {ActionId::ramp_viridis, "ramp_viridis", view_menu,
     QT_TRANSLATE_NOOP("Actions", "Colours: viridis"), "Ctrl+Alt+6", KeyScope::window, true},
    {ActionId::larger_text, "larger_text", view_menu, QT_TRANSLATE_NOOP("Actions", "Larger text"),
     "Ctrl+Alt++", KeyScope::window, false, true},
    {ActionId::smaller_text, "smaller_text", view_menu,
     QT_TRANSLATE_NOOP("Actions", "Smaller text"), "Ctrl+Alt+-"},

    {ActionId::run, "run", run_menu, QT_TRANSLATE_NOOP("Actions", "&Run"), "F5"},
    {ActionId::run_canvas, "run_canvas", run_menu, QT_TRANSLATE_NOOP("Actions", "Run or pause"),
     "Space", canvas},
    {ActionId::step_event, "step_event", run_menu,
     QT_TRANSLATE_NOOP("Actions", "Step to the next re&quest"), "F4", KeyScope::window, false,
     true},
    {ActionId::step_second, "step_second", run_menu, QT_TRANSLATE_NOOP("Actions", "Step a &second"),
     "F6"},
    {ActionId::step_minute, "step_minute", run_menu, QT_TRANSLATE_NOOP("Actions", "Step a &minute"),
     "Shift+F6"},
    {ActionId::step_back, "step_back", run_menu,
     QT_TRANSLATE_NOOP("Actions", "Step a second &back"), "Shift+F4"},
    {ActionId::to_end, "to_end", run_menu, QT_TRANSLATE_NOOP("Actions", "To the &end"), "F7"},
    {ActionId::stop, "stop", run_menu, QT_TRANSLATE_NOOP("Actions", "S&top and end the run here"),
     "F8"},
    {ActionId::restart, "restart", run_menu, QT_TRANSLATE_NOOP("Actions", "Res&tart"), "Ctrl+F5"},
    {ActionId::run_when_opened, "run_when_opened", run_menu,
     QT_TRANSLATE_NOOP("Actions", "Run when &opened"), "Ctrl+Alt+R", KeyScope::window, true},
    {ActionId::go_to_time, "go_to_time", run_menu,
     QT_TRANSLATE_NOOP("Actions", "&Go to time\u2026"), "Ctrl+G"},
    {ActionId::run_as_b, "run_as_b", run_menu,
     QT_TRANSLATE_NOOP("Actions", "Run the changed scenario as &B"), "Ctrl+B", KeyScope::window,
     false, true},
    {ActionId::fork, "fork", run_menu, QT_TRANSLATE_NOOP("Actions", "For&k here"), "K", canvas},
    {ActionId::check_seeds, "check_seeds", run_menu,
     QT_TRANSLATE_NOOP("Actions", "&Check A and B with 10 seeds"), "Ctrl+Alt+S"},
    {ActionId::keep_b, "keep_b", run_menu, QT_TRANSLATE_NOOP("Actions", "Keep B, forget A"),
     "Ctrl+Alt+K"},
    {ActionId::back_to_a, "back_to_a", run_menu,
     QT_TRANSLATE_NOOP("Actions", "Back to &A, forget B"), "Ctrl+Alt+A"},
    {ActionId::swap_slots, "swap_slots", run_menu, QT_TRANSLATE_NOOP("Actions", "S&wap A and B"),
     "Ctrl+Alt+W"},
    {ActionId::slower, "slower", run_menu, QT_TRANSLATE_NOOP("Actions", "S&lower"), "[", canvas,
     false, true},
    {ActionId::faster, "faster", run_menu, QT_TRANSLATE_NOOP("Actions", "&Faster"), "]", canvas},
    {ActionId::real_time, "real_time", run_menu, QT_TRANSLATE_NOOP("Actions", "Real ti&me"), "1",
     canvas},
    {ActionId::full_speed, "full_speed", run_menu,
     QT_TRANSLATE_NOOP("Actions", "As fast as &possible"), "M", canvas},

    {ActionId::next_finding, "next_finding", analyse_menu,
     QT_TRANSLATE_NOOP("Actions", "Next ca&use"), "G", canvas},
    {ActionId::previous_finding, "previous_finding", analyse_menu,
     QT_TRANSLATE_NOOP("Actions", "Previous c&ause"), "Shift+G", canvas},
    {ActionId::try_finding, "try_finding", analyse_menu,
     QT_TRANSLATE_NOOP("Actions", "Try the best remedy as B"), "T", canvas},
    {ActionId::write_note, "write_note", analyse_menu,
     QT_TRANSLATE_NOOP("Actions", "&Write a note"), "Ctrl+M"},
    {ActionId::plan, "plan", analyse_menu,
     QT_TRANSLATE_NOOP("Actions", "Plan the cheapest settin&gs"), "Ctrl+Shift+P"},
    {ActionId::compare_tables, "compare_tables", analyse_menu,
     QT_TRANSLATE_NOOP("Actions", "Compare A and B by ta&bles"), "Ctrl+Shift+B"},
    {ActionId::next_throttle, "next_throttle", analyse_menu,
     QT_TRANSLATE_NOOP("Actions", "&Next throttling"), "N", canvas},
    {ActionId::previous_throttle, "previous_throttle", analyse_menu,
     QT_TRANSLATE_NOOP("Actions", "&Previous throttling"), "Shift+N", canvas},
    {ActionId::next_event, "next_event", analyse_menu, QT_TRANSLATE_NOOP("Actions", "Next &event"),
     ".", canvas},
    {ActionId::previous_event, "previous_event", analyse_menu,
     QT_TRANSLATE_NOOP("Actions", "Previous e&vent"), ",", canvas},
    {ActionId::pin, "pin", analyse_menu, QT_TRANSLATE_NOOP("Actions", "P&in the cell"), "Return",
     canvas, false, true},
    {ActionId::cursor_left, "cursor_left", analyse_menu,
     QT_TRANSLATE_NOOP("Actions", "Cell to the left"), "Left", canvas},
    {ActionId::cursor_right, "cursor_right", analyse_menu,
     QT_TRANSLATE_NOOP("Actions", "Cell to the right"), "Right", canvas},
    {ActionId::cursor_up, "cursor_up", analyse_menu, QT_TRANSLATE_NOOP("Actions", "Cell above"),
     "Up", canvas},
    {ActionId::cursor_down, "cursor_down", analyse_menu, QT_TRANSLATE_NOOP("Actions", "Cell below"),
     "Down", canvas},
    {ActionId::select_left, "select_left", analyse_menu,
     QT_TRANSLATE_NOOP("Actions", "Select to the left"), "Shift+Left", canvas},
    {ActionId::select_right, "select_right", analyse_menu,
     QT_TRANSLATE_NOOP("Actions", "Select to the right"), "Shift+Right", canvas},
    {ActionId::focus, "focus", analyse_menu,
     QT_TRANSLATE_NOOP("Actions", "F&ocus on the partition"), "I", canvas, false, true},
    {ActionId::clear, "clear", analyse_menu,
     QT_TRANSLATE_NOOP("Actions", "&Clear pin, selection or focus"), "Esc", canvas},
    {ActionId::why, "why", analyse_menu, QT_TRANSLATE_NOOP("Actions", "Wh&y?"), "Y", canvas},
    {ActionId::requests, "requests", analyse_menu,
     QT_TRANSLATE_NOOP("Actions", "List the requ&ests"), "E", canvas},
    {ActionId::table, "table", analyse_menu, QT_TRANSLATE_NOOP("Actions", "Show as &table"),
     "Ctrl+T"},

    {ActionId::layout_explore, "layout_explore", window_menu,
     QT_TRANSLATE_NOOP("Actions", "&Explore"), "Ctrl+F11", KeyScope::window, true},
    {ActionId::layout_compare, "layout_compare", window_menu,
     QT_TRANSLATE_NOOP("Actions", "&Compare"), "Shift+F11", KeyScope::window, true},
    {ActionId::full_screen, "full_screen", window_menu, QT_TRANSLATE_NOOP("Actions", "&Present"),
     "F11", KeyScope::window, true},
    {ActionId::reset_layout, "reset_layout", window_menu,
     QT_TRANSLATE_NOOP("Actions", "&Reset layout"), "Ctrl+Shift+L"},
    {ActionId::english, "english", window_menu, "English", "Ctrl+Alt+E", KeyScope::window, true,
     true},
    {ActionId::japanese, "japanese", window_menu, "\u65e5\u672c\u8a9e", "Ctrl+Alt+J",
     KeyScope::window, true},

    {ActionId::story, "story", help_menu, QT_TRANSLATE_NOOP("Actions", "&Story of the scenario"),
     "Shift+F1"},
    {ActionId::glossary, "glossary", help_menu, QT_TRANSLATE_NOOP("Actions", "&Glossary"),
     "Ctrl+F1"},
    {ActionId::tour, "tour", help_menu, QT_TRANSLATE_NOOP("Actions", "&Tour in six steps"),
     "Ctrl+Alt+T"},

    {ActionId::shortcuts, "shortcuts", help_menu, QT_TRANSLATE_NOOP("Actions", "&Keys"), "?, F1"},
    {ActionId::about, "about", help_menu, QT_TRANSLATE_NOOP("Actions", "&About Isotherm"),
     "Ctrl+Shift+F1"},
}};

constexpr bool each_in_its_place() {
    for (std::size_t i = 0; i < specs.size(); ++i)
        if (specs[i].id != static_cast<ActionId>(i)) return false;
    return true;
}
static_assert(each_in_its_place());

}  // namespace

std::span<const ActionSpec> action_specs() { return specs; }

const ActionSpec& action_spec(ActionId id) { return specs[static_cast<std::size_t>(id)]; }

const std::vector<const char*>& action_menus() {
    static const std::vector<const char*> menus{file_menu,    edit_menu,   view_menu, run_menu,
                                                analyse_menu, window_menu, help_menu};
    return menus;
}

QString ActionTable::translated(const char* text) {
    return QCoreApplication::translate("Actions", text);
}

QString ActionTable::plain_text(const ActionSpec& spec) {
    return without_mnemonic(translated(spec.text));
}

QString ActionTable::without_mnemonic(QString text) {
    static const QRegularExpression appended(QStringLiteral("\\(&.\\)"));
    return text.remove(appended).remove(QLatin1Char('&'));
}

ActionTable::ActionTable(QWidget* window, QWidget* canvases) {
    std::vector<CommandKeys> commands;
    for (const ActionSpec& spec : action_specs()) {
        commands.push_back({QLatin1String(spec.name), spec.scope, default_keys(spec)});
    }
    bindings_ = std::make_shared<KeyBindings>(std::move(commands));
    bindings_->load(QSettings());
    for (const ActionSpec& spec : action_specs()) {
        QWidget* owner = spec.scope == KeyScope::window ? window : canvases;
        auto* action = new QAction(translated(spec.text), owner);
        action->setObjectName(QLatin1String(spec.name));
        action->setShortcuts(bindings_->keys(action->objectName()));
        action->setShortcutContext(spec.scope == KeyScope::window ? Qt::WindowShortcut
                                                                  : Qt::WidgetWithChildrenShortcut);
        action->setCheckable(spec.checkable);
        owner->addAction(action);
        actions_.push_back(action);
    }
    QObject::connect(bindings_.get(), &KeyBindings::keys_changed, bindings_.get(),
                     [this](const QString& command) {
                         named(command.toStdString())->setShortcuts(bindings_->keys(command));
                         QSettings settings;
                         bindings_->save(settings);
                     });
}

QAction* ActionTable::named(std::string_view name) const {
    for (const ActionSpec& spec : specs)
        if (spec.name == name) return (*this)[spec.id];
    return nullptr;
}

QString ActionTable::key_text(const QWidget& within, ActionId id) {
    const ActionSpec& spec = action_spec(id);
    const auto* action = within.window()->findChild<QAction*>(QLatin1String(spec.name));
    const QKeySequence key = action != nullptr ? action->shortcut() : default_keys(spec).value(0);
    return key.isEmpty() ? translated(QT_TRANSLATE_NOOP("Actions", "no key"))
                         : key.toString(QKeySequence::NativeText);
}

}  // namespace isotherm
