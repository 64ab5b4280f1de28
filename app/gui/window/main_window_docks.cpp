// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the bars, docks and menus around the page.

#include <QMenuBar>
#include <QScrollArea>
#include <QScrollBar>
#include <QStatusBar>
#include <QToolBar>
#include <algorithm>

#include "app/gui/models/cells_table.h"
#include "app/gui/models/compared_table.h"
#include "app/gui/models/run_tables.h"
#include "app/gui/pages/editor_page.h"
#include "app/gui/pages/import_page.h"
#include "app/gui/panels/notes_panel.h"
#include "app/gui/window/lessons_in_window.h"
#include "app/gui/window/main_window.h"
#include "app/gui/window/presentation.h"
#include "app/gui/window/side_panel.h"

namespace isotherm {
void MainWindow::make_docks() {
    auto* scrolled = new QScrollArea(this);
    scrolled->setWidget(inspector_);
    scrolled->setWidgetResizable(true);
    scrolled->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // the focus goes to its content, which scrolls into view
    scrolled->setFocusPolicy(Qt::NoFocus);
    inspector_->ensurePolished();
    scrolled->setMinimumWidth(std::max(230, inspector_->minimumSizeHint().width() +
                                                scrolled->verticalScrollBar()->sizeHint().width()));
    inspector_dock_ =
        dock(QStringLiteral("inspector"), tr("Inspector"), scrolled, Qt::RightDockWidgetArea);
    what_if_dock_ =
        dock(QStringLiteral("what_if"), tr("What if"), what_if_, Qt::RightDockWidgetArea);
    findings_dock_ =
        dock(QStringLiteral("findings"), tr("Findings"), findings_, Qt::RightDockWidgetArea);
    make_answers_dock();
    auto* keys_list = new KeyList(actions_, this);
    keys_dock_ = dock(QStringLiteral("keys"), tr("Keys"), keys_list, Qt::RightDockWidgetArea);
    make_help_docks();
    side_ = new SidePanel(*this, session_.view());
    for (QDockWidget* always : {findings_dock_, story_dock_, inspector_dock_})
        side_->add(*always, true);
    for (QDockWidget* asked : {what_if_dock_, answers_dock_, glossary_dock_, keys_dock_})
        side_->add(*asked, false);
    side_->set_inspector(*inspector_dock_);
    side_->set_what_if(*what_if_dock_);
    side_->set_usual([this](const QDockWidget& dock) { return explores() && in_layout(dock); });
    setTabPosition(Qt::RightDockWidgetArea, QTabWidget::North);
    story_dock_->raise();
    make_drawer();
}

// Tables of numbers, one behind the other below the page.
void MainWindow::make_drawer() {
    RunModel& run = session_.run();
    ViewState& view = session_.view();
    const auto table = [&](const char* name, const QString& title, RunTable* model) {
        auto* panel = new TablePanel(model, run, view, this);
        panel->table().setAccessibleName(title);
        panels_.push_back(panel);
        QDockWidget* made = dock(QLatin1String(name), title, panel, Qt::BottomDockWidgetArea);
        connect(made, &QDockWidget::visibilityChanged, panel, [panel](bool visible) {
            if (visible) panel->wake();
        });
        return made;
    };
    QDockWidget* events = table("events", tr("Events"), new EventsTable(run, view));
    QDockWidget* keys = table("hot_keys", tr("Hot keys"), new HotKeysTable(run, view));
    QDockWidget* partitions = table("partitions", tr("Partitions"), new PartitionsTable(run, view));
    QDockWidget* cells = cells_dock_ =
        table("cells", tr("Cells"),
              new CellsTable(run, view, [this] { return explore_->heat_map().cells(); }));
    QDockWidget* compared =
        table("ab_table", tr("A and B"),
              new ComparedTable(run, view, [this](const ResourceName& resource, Side side) {
                  return seed_difference(resource, side);
              }));
    requests_dock_ =
        dock(QStringLiteral("requests"), tr("Requests"), requests_, Qt::BottomDockWidgetArea);
    notes_ = new NotesPanel(session_, this);
    notes_dock_ = dock(QStringLiteral("notes"), tr("Notes"), notes_, Qt::BottomDockWidgetArea);
    table_dock_ = table("seconds", tr("Seconds"), new SecondsTable(run, view));
    // Tabs already show the titles of these docks.
    for (QDockWidget* made :
         {events, keys, partitions, cells, requests_dock_, table_dock_, compared, notes_dock_}) {
        made->setTitleBarWidget(new QWidget(made));
    }
    drawer_ = {events, keys, partitions, cells, table_dock_, requests_dock_, compared, notes_dock_};
    tabifyDockWidget(events, keys);
    tabifyDockWidget(keys, partitions);
    tabifyDockWidget(partitions, cells);
    tabifyDockWidget(cells, table_dock_);
    tabifyDockWidget(table_dock_, requests_dock_);
    tabifyDockWidget(requests_dock_, compared);
    tabifyDockWidget(compared, notes_dock_);
    setTabPosition(Qt::BottomDockWidgetArea, QTabWidget::North);
    events->raise();
}

QDockWidget* MainWindow::dock(const QString& name, const QString& title, QWidget* content,
                              Qt::DockWidgetArea area) {
    auto* made = new QDockWidget(title, this);
    made->setObjectName(name);
    made->setWidget(content);
    made->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetFloatable |
                      QDockWidget::DockWidgetClosable);
    addDockWidget(area, made);
    // The buttons to float and close a dock can also be reached with the keyboard.
    for (auto* button : made->findChildren<QAbstractButton*>(QString(), Qt::FindDirectChildrenOnly))
        button->setFocusPolicy(Qt::TabFocus);
    docks_.push_back(made);
    return made;
}

QToolBar* MainWindow::tool_bar(QWidget* content) {
    auto* bar = new QToolBar(this);
    bar->setObjectName(QStringLiteral("bar_%1").arg(bars_.size()));
    bar->setMovable(false);
    bar->setFloatable(false);
    bar->toggleViewAction()->setVisible(false);
    content->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(content);
    addToolBar(Qt::TopToolBarArea, bar);
    addToolBarBreak(Qt::TopToolBarArea);
    return bar;
}

void MainWindow::make_menus() {
    std::map<std::string, QMenu*> menus;
    for (const char* name : action_menus()) {
        menus[name] = menuBar()->addMenu(ActionTable::translated(name));
    }
    QMenu* layouts = nullptr;
    const auto is_layout = [](const ActionSpec& spec) {
        return std::any_of(window_layouts().begin(), window_layouts().end(),
                           [&](const WindowLayout& one) { return one.action == spec.id; });
    };
    for (const ActionSpec& spec : action_specs()) {
        QMenu* menu = menus[spec.menu];
        if (is_layout(spec)) {
            if (layouts == nullptr) layouts = menu->addMenu(tr("&Layout"));
            menu = layouts;
        }
        if (spec.starts_group) menu->addSeparator();
        menu->addAction(actions_[spec.id]);
        if (spec.id == ActionId::open_run) {
            recent_menu_ = menu->addMenu(tr("Open &recent"));
        }
    }
    QMenu* window = menus[action_menus()[5]];
    window->addSeparator();
    for (QDockWidget* made : docks_) window->addAction(made->toggleViewAction());
    // Children of the window, with a menu and commands of their own.
    new LessonsInWindow(*this, *pages_);
    new Presentation(*this);
}

// Tab follows the order of reading: bars, page, docks, status bar. Inside each of them it follows
// the order of construction.
void MainWindow::order_focus() {
    std::vector<QWidget*> parts{go_to_, transport_, subject_, banner_,      compare_,
                                start_, stream_,    import_,  editor_page_, explore_};
    parts.insert(parts.end(), docks_.begin(), docks_.end());
    parts.push_back(statusBar());
    std::vector<QWidget*> built;
    for (QWidget* w = nextInFocusChain(); w != this; w = w->nextInFocusChain()) built.push_back(w);
    std::vector<QWidget*> order;
    for (QWidget* part : parts) {
        std::copy_if(built.begin(), built.end(), std::back_inserter(order), [part](QWidget* w) {
            return (w == part || part->isAncestorOf(w)) && w->focusPolicy() != Qt::NoFocus;
        });
    }
    for (std::size_t i = 1; i < order.size(); ++i) setTabOrder(order[i - 1], order[i]);
}

void MainWindow::show_dock(QDockWidget* dock, QWidget* focus) {
    const bool was_hidden = !SidePanel::in_front(*dock);
    side_->bring(*dock);
    // What lies over the page is no part of the window's layout.
    if (was_hidden && dockWidgetArea(dock) != Qt::NoDockWidgetArea) {
        if (dock == answers_dock_)
            resizeDocks({dock}, {std::clamp(width() / 4, 260, 460)}, Qt::Horizontal);
        // Names of commands need more width than the inspector's numbers.
        if (dock == keys_dock_)
            resizeDocks({dock}, {std::clamp(width() / 3, 300, 440)}, Qt::Horizontal);
    }
    focus->setFocus();
}

}  // namespace isotherm
