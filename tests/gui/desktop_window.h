// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A whole window without a screen, and keys to press in it.

#include <gtest/gtest.h>

#include <memory>

#include "app/gui/window/main_window.h"
#include "tests/gui/desktop.h"

namespace isotherm {

struct Desktop {
    Session session;
    std::unique_ptr<MainWindow> window;

    Desktop() {
        window = std::make_unique<MainWindow>(session);
        window->resize(1'280, 800);
        window->show();
        // Without a window manager, a window must be activated explicitly.
        EXPECT_TRUE(QTest::qWaitForWindowExposed(window.get()));
        window->activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(window.get()));
    }
    void open_hot(bool to_end = true) { open(hot_scenario, to_end); }
    void open(const char* scenario, bool to_end = true) {
        ASSERT_TRUE(session.open_text(QString::fromUtf8(scenario), {}));
        window->open_explore();
        if (!to_end) return;
        session.sim().run_to_end();
        ASSERT_TRUE(wait_until([&] { return session.sim().phase() == SimPhase::finished; }));
        // Keys act on the painted grid, so wait for it.
        ASSERT_TRUE(
            wait_until([&] { return window->explore().heat_map().grid().columns.count > 0; }));
    }
    ViewState& view() { return session.view(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        window->explore().heat_map().setFocus();
        QTest::keyClick(&window->explore().heat_map(), key, modifiers);
    }
    QAction* action(std::string_view name) { return window->actions().named(name); }
};

}  // namespace isotherm
