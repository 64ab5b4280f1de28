// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/views/action_table.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSettings>
#include <cassert>

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

}  // namespace

const std::vector<const char*>& action_menus() {
    static const std::vector<const char*> menus{file_menu,    edit_menu,   view_menu, run_menu,
                                                analyse_menu, window_menu, help_menu};
    return menus;
}

const std::vector<ActionSpec>& action_specs() {
    static const std::vector<ActionSpec> specs{
        {"new", file_menu, QT_TRANSLATE_NOOP("Actions", "&New scenario"), "Ctrl+N"},
        {"open", file_menu, QT_TRANSLATE_NOOP("Actions", "&Open\u2026"), "Ctrl+O"},
        {"open_run", file_menu, QT_TRANSLATE_NOOP("Actions", "Open run &directory\u2026"),
         "Ctrl+Shift+O"},
        {"save", file_menu, QT_TRANSLATE_NOOP("Actions", "&Save scenario"), "Ctrl+S",
         KeyScope::window, false, true},
        {"save_as", file_menu, QT_TRANSLATE_NOOP("Actions", "Save scenario &as\u2026"),
         "Ctrl+Shift+S"},
        {"save_run", file_menu, QT_TRANSLATE_NOOP("Actions", "Save &run directory\u2026"),
         "Ctrl+Shift+R"},
        {"make_scenario", file_menu,
         QT_TRANSLATE_NOOP("Actions", "&Make a scenario from the stream"), "Ctrl+Shift+M"},
        {"cancel_opening", file_menu, QT_TRANSLATE_NOOP("Actions", "Cance&l opening"), "Ctrl+."},
        {"export", file_menu, QT_TRANSLATE_NOOP("Actions", "&Export picture or data\u2026"),
         "Ctrl+E", KeyScope::window, false, true},
        {"start_page", file_menu, QT_TRANSLATE_NOOP("Actions", "S&tart page"), "Ctrl+Shift+H",
         KeyScope::window, false, true},
        {"quit", file_menu, QT_TRANSLATE_NOOP("Actions", "&Quit"), "Ctrl+Q"},

        {"undo", edit_menu, QT_TRANSLATE_NOOP("Actions", "&Undo"), "Ctrl+Z"},
        {"redo", edit_menu, QT_TRANSLATE_NOOP("Actions", "&Redo"), "Ctrl+Shift+Z"},
        {"copy", edit_menu, QT_TRANSLATE_NOOP("Actions", "&Copy what is pinned"), "Ctrl+Shift+C",
         KeyScope::window, false, true},
        {"copy_command", edit_menu, QT_TRANSLATE_NOOP("Actions", "Copy co&mmand line"),
         "Ctrl+Alt+C"},
        {"edit_scenario", edit_menu, QT_TRANSLATE_NOOP("Actions", "&Edit scenario"), "Ctrl+Shift+E",
         KeyScope::window, true, true},
        {"apply_scenario", edit_menu, QT_TRANSLATE_NOOP("Actions", "&Apply scenario"),
         "Ctrl+Return"},
        {"go_to", edit_menu, QT_TRANSLATE_NOOP("Actions", "&Go to anything"), "Ctrl+K",
         KeyScope::window, false, true},

        {"what_if", edit_menu, QT_TRANSLATE_NOOP("Actions", "&What if\u2026"), "Ctrl+Shift+W",
         KeyScope::window, true, true},
        {"apply_live", edit_menu, QT_TRANSLATE_NOOP("Actions", "Apply what if &now"),
         "Ctrl+Shift+Return"},

        {"zoom_in", view_menu, QT_TRANSLATE_NOOP("Actions", "Zoom &in"), "+, W", canvas},
        {"zoom_out", view_menu, QT_TRANSLATE_NOOP("Actions", "Zoom &out"), "-, S", canvas},
        {"zoom_in_across", view_menu, QT_TRANSLATE_NOOP("Actions", "Zoom in on &partitions"),
         "Ctrl++", canvas},
        {"zoom_out_across", view_menu, QT_TRANSLATE_NOOP("Actions", "Zoom out of p&artitions"),
         "Ctrl+-", canvas},
        {"pan_left", view_menu, QT_TRANSLATE_NOOP("Actions", "Earlier"), "A, Alt+Left", canvas},
        {"pan_right", view_menu, QT_TRANSLATE_NOOP("Actions", "Later"), "D, Alt+Right", canvas},
        {"pan_up", view_menu, QT_TRANSLATE_NOOP("Actions", "Lower hashes"), "Alt+Up", canvas},
        {"pan_down", view_menu, QT_TRANSLATE_NOOP("Actions", "Higher hashes"), "Alt+Down", canvas},
        {"zoom_selection", view_menu, QT_TRANSLATE_NOOP("Actions", "Zoom to &selection or cell"),
         "F", canvas},
        {"show_all", view_menu, QT_TRANSLATE_NOOP("Actions", "&Whole run"), "0, Home", canvas},
        {"follow", view_menu, QT_TRANSLATE_NOOP("Actions", "&Follow live"), "L, End", canvas, true},
        {"view_back", view_menu, QT_TRANSLATE_NOOP("Actions", "&Back"), "Backspace", canvas, false,
         true},
        {"view_forward", view_menu, QT_TRANSLATE_NOOP("Actions", "For&ward"), "Shift+Backspace",
         canvas},
        {"lens", view_menu, QT_TRANSLATE_NOOP("Actions", "&CloudWatch lens"), "C", canvas, true,
         true},
        {"other_side", view_menu, QT_TRANSLATE_NOOP("Actions", "&Reads or writes"), "R", canvas},
        {"next_table", view_menu, QT_TRANSLATE_NOOP("Actions", "Next &table or index"), "X",
         canvas},
        {"heat_scale", view_menu, QT_TRANSLATE_NOOP("Actions", "What colours &mean"), "U", canvas},
        {"fold", view_menu, QT_TRANSLATE_NOOP("Actions", "Fold &quiet partitions"), "Q", canvas,
         true},
        {"compare_mode", view_menu, QT_TRANSLATE_NOOP("Actions", "How A stands beside B"), "V",
         canvas},
        {"clock", view_menu, QT_TRANSLATE_NOOP("Actions", "Times since the &start, not in UTC"),
         "Shift+C", canvas, true},
        {"drag_mode", view_menu, QT_TRANSLATE_NOOP("Actions", "Left button &drags the view"), "H",
         canvas, true},
        {"theme_dark", view_menu, QT_TRANSLATE_NOOP("Actions", "Dark"), "Ctrl+Alt+1",
         KeyScope::window, true, true},
        {"theme_light", view_menu, QT_TRANSLATE_NOOP("Actions", "Light"), "Ctrl+Alt+2",
         KeyScope::window, true},
        {"theme_print", view_menu, QT_TRANSLATE_NOOP("Actions", "Print"), "Ctrl+Alt+3",
         KeyScope::window, true},
        {"ramp_inferno", view_menu, QT_TRANSLATE_NOOP("Actions", "Colours: inferno"), "Ctrl+Alt+4",
         KeyScope::window, true, true},
        {"ramp_cividis", view_menu, QT_TRANSLATE_NOOP("Actions", "Colours: cividis"), "Ctrl+Alt+5",
         KeyScope::window, true},
        {"ramp_viridis", view_menu, QT_TRANSLATE_NOOP("Actions", "Colours: viridis"), "Ctrl+Alt+6",
         KeyScope::window, true},
        {"larger_text", view_menu, QT_TRANSLATE_NOOP("Actions", "Larger text"), "Ctrl+Alt++",
         KeyScope::window, false, true},
        {"smaller_text", view_menu, QT_TRANSLATE_NOOP("Actions", "Smaller text"), "Ctrl+Alt+-"},

        {"run", run_menu, QT_TRANSLATE_NOOP("Actions", "&Run"), "F5"},
        {"run_canvas", run_menu, QT_TRANSLATE_NOOP("Actions", "Run or pause"), "Space", canvas},
        {"step_event", run_menu, QT_TRANSLATE_NOOP("Actions", "Step to the next re&quest"), "F4",
         KeyScope::window, false, true},
        {"step_second", run_menu, QT_TRANSLATE_NOOP("Actions", "Step a &second"), "F6"},
        {"step_minute", run_menu, QT_TRANSLATE_NOOP("Actions", "Step a &minute"), "Shift+F6"},
        {"step_back", run_menu, QT_TRANSLATE_NOOP("Actions", "Step a second &back"), "Shift+F4"},
        {"to_end", run_menu, QT_TRANSLATE_NOOP("Actions", "To the &end"), "F7"},
        {"stop", run_menu, QT_TRANSLATE_NOOP("Actions", "S&top here and close the books"), "F8"},
        {"restart", run_menu, QT_TRANSLATE_NOOP("Actions", "Res&tart"), "Ctrl+F5"},
        {"go_to_time", run_menu, QT_TRANSLATE_NOOP("Actions", "&Go to time\u2026"), "Ctrl+G"},
        {"run_as_b", run_menu, QT_TRANSLATE_NOOP("Actions", "Run the changed scenario as &B"),
         "Ctrl+B", KeyScope::window, false, true},
        {"fork", run_menu, QT_TRANSLATE_NOOP("Actions", "For&k here"), "K", canvas},
        {"check_seeds", run_menu, QT_TRANSLATE_NOOP("Actions", "&Check A and B with 10 seeds"),
         "Ctrl+Alt+S"},
        {"keep_b", run_menu, QT_TRANSLATE_NOOP("Actions", "Keep B, forget A"), "Ctrl+Alt+K"},
        {"back_to_a", run_menu, QT_TRANSLATE_NOOP("Actions", "Back to &A, forget B"), "Ctrl+Alt+A"},
        {"slower", run_menu, QT_TRANSLATE_NOOP("Actions", "S&lower"), "[", canvas, false, true},
        {"faster", run_menu, QT_TRANSLATE_NOOP("Actions", "&Faster"), "]", canvas},
        {"real_time", run_menu, QT_TRANSLATE_NOOP("Actions", "Real ti&me"), "1", canvas},
        {"full_speed", run_menu, QT_TRANSLATE_NOOP("Actions", "As fast as &possible"), "M", canvas},

        {"next_throttle", analyse_menu, QT_TRANSLATE_NOOP("Actions", "&Next throttling"), "N",
         canvas},
        {"previous_throttle", analyse_menu, QT_TRANSLATE_NOOP("Actions", "&Previous throttling"),
         "Shift+N", canvas},
        {"next_event", analyse_menu, QT_TRANSLATE_NOOP("Actions", "Next &event"), ".", canvas},
        {"previous_event", analyse_menu, QT_TRANSLATE_NOOP("Actions", "Previous e&vent"), ",",
         canvas},
        {"pin", analyse_menu, QT_TRANSLATE_NOOP("Actions", "P&in the cell"), "Return", canvas,
         false, true},
        {"cursor_left", analyse_menu, QT_TRANSLATE_NOOP("Actions", "Cell to the left"), "Left",
         canvas},
        {"cursor_right", analyse_menu, QT_TRANSLATE_NOOP("Actions", "Cell to the right"), "Right",
         canvas},
        {"cursor_up", analyse_menu, QT_TRANSLATE_NOOP("Actions", "Cell above"), "Up", canvas},
        {"cursor_down", analyse_menu, QT_TRANSLATE_NOOP("Actions", "Cell below"), "Down", canvas},
        {"select_left", analyse_menu, QT_TRANSLATE_NOOP("Actions", "Select to the left"),
         "Shift+Left", canvas},
        {"select_right", analyse_menu, QT_TRANSLATE_NOOP("Actions", "Select to the right"),
         "Shift+Right", canvas},
        {"focus", analyse_menu, QT_TRANSLATE_NOOP("Actions", "F&ocus on the partition"), "I",
         canvas, false, true},
        {"clear", analyse_menu, QT_TRANSLATE_NOOP("Actions", "&Clear pin, selection or focus"),
         "Esc", canvas},
        {"why", analyse_menu, QT_TRANSLATE_NOOP("Actions", "Wh&y?"), "Y", canvas},
        {"requests", analyse_menu, QT_TRANSLATE_NOOP("Actions", "List the requ&ests"), "E", canvas},
        {"table", analyse_menu, QT_TRANSLATE_NOOP("Actions", "Show as &table"), "Ctrl+T"},

        {"layout_explore", window_menu, QT_TRANSLATE_NOOP("Actions", "&Explore"), "Ctrl+F11",
         KeyScope::window, true},
        {"layout_compare", window_menu, QT_TRANSLATE_NOOP("Actions", "&Compare"), "Shift+F11",
         KeyScope::window, true},
        {"full_screen", window_menu, QT_TRANSLATE_NOOP("Actions", "&Present"), "F11",
         KeyScope::window, true},
        {"reset_layout", window_menu, QT_TRANSLATE_NOOP("Actions", "&Reset layout"),
         "Ctrl+Shift+L"},
        {"english", window_menu, "English", "Ctrl+Alt+E", KeyScope::window, true, true},
        {"japanese", window_menu, "\u65e5\u672c\u8a9e", "Ctrl+Alt+J", KeyScope::window, true},

        {"shortcuts", help_menu, QT_TRANSLATE_NOOP("Actions", "&Keys"), "?, F1"},
        {"about", help_menu, QT_TRANSLATE_NOOP("Actions", "&About Isotherm"), "Ctrl+Shift+F1"},
    };
    return specs;
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
        commands.push_back({QLatin1String(spec.id), spec.scope, default_keys(spec)});
    }
    bindings_ = std::make_shared<KeyBindings>(std::move(commands));
    bindings_->load(QSettings());
    for (const ActionSpec& spec : action_specs()) {
        QWidget* owner = spec.scope == KeyScope::window ? window : canvases;
        auto* action = new QAction(translated(spec.text), owner);
        action->setObjectName(QLatin1String(spec.id));
        action->setShortcuts(bindings_->keys(action->objectName()));
        action->setShortcutContext(spec.scope == KeyScope::window ? Qt::WindowShortcut
                                                                  : Qt::WidgetWithChildrenShortcut);
        action->setCheckable(spec.checkable);
        owner->addAction(action);
        actions_.emplace(spec.id, action);
    }
    QObject::connect(bindings_.get(), &KeyBindings::keys_changed, bindings_.get(),
                     [this](const QString& command) {
                         (*this)[command.toStdString()]->setShortcuts(bindings_->keys(command));
                         QSettings settings;
                         bindings_->save(settings);
                     });
}

QAction* ActionTable::operator[](std::string_view id) const {
    const auto found = actions_.find(id);
    assert(found != actions_.end());
    return found->second;
}

QString ActionTable::key_text(const QWidget& within, const char* id) {
    QKeySequence key;
    if (const auto* action = within.window()->findChild<QAction*>(QLatin1String(id))) {
        key = action->shortcut();
    } else {
        for (const ActionSpec& spec : action_specs()) {
            if (std::string_view(spec.id) == id) key = default_keys(spec).value(0);
        }
    }
    return key.isEmpty() ? translated(QT_TRANSLATE_NOOP("Actions", "no key"))
                         : key.toString(QKeySequence::NativeText);
}

}  // namespace isotherm
