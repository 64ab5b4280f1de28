// SPDX-License-Identifier: GPL-3.0-or-later
// Named layouts of the window, presentations, and undo of changes to the scenario.

#include <gtest/gtest.h>

#include <QMenu>
#include <QSettings>

#include "app/gui/panels/inspector.h"
#include "app/gui/window/presentation.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

// `dock` is an object name, as in the table of layouts.
bool shows(const MainWindow& window, std::string_view dock) {
    const auto* found =
        window.findChild<QDockWidget*>(QLatin1String(dock.data(), static_cast<int>(dock.size())));
    EXPECT_NE(found, nullptr) << dock;
    return found != nullptr && !found->isHidden();
}

// Numbers that need two lines in a narrow dock get two lines, whatever was shown before.
TEST(Inspector, ShowsEveryLineOfEveryNumber) {
    Desktop desktop;
    desktop.window->resize(1'024, 768);
    desktop.open_hot();
    for (const Qt::Key key : {Qt::Key_N, Qt::Key_N, Qt::Key_Escape, Qt::Key_N}) {
        desktop.press(key);
        QTest::qWait(50);
        for (const QLabel* label :
             desktop.window->findChild<Inspector*>()->findChildren<QLabel*>()) {
            if (!label->isVisible() || !label->wordWrap()) continue;
            EXPECT_GE(label->height(), label->heightForWidth(label->width()))
                << label->text().toStdString();
        }
    }
}

TEST(Layouts, EachShowsTheDocksOfItsEntry) {
    Desktop desktop;
    desktop.open_hot(false);
    const ActionTable& actions = desktop.window->actions();
    for (const WindowLayout& layout : window_layouts()) {
        if (!actions[layout.action]->isChecked()) actions[layout.action]->trigger();
        for (const WindowLayout& other : window_layouts()) {
            EXPECT_EQ(actions[other.action]->isChecked(), &other == &layout);
        }
        for (const QDockWidget* dock : desktop.window->findChildren<QDockWidget*>()) {
            const bool listed = std::find(layout.docks.begin(), layout.docks.end(),
                                          dock->objectName().toStdString()) != layout.docks.end();
            EXPECT_EQ(!dock->isHidden(), listed)
                << dock->objectName().toStdString() << " in " << action_spec(layout.action).name;
        }
    }
    desktop.action("layout_explore")->trigger();
}

TEST(Layouts, KeepWhatWasMadeOfThemUntilReset) {
    {
        Desktop desktop;
        desktop.open_hot(false);
        desktop.window->findChild<QDockWidget*>(QStringLiteral("hot_keys"))->show();
        desktop.press(Qt::Key_F11);
        EXPECT_FALSE(shows(*desktop.window, "inspector"));
        desktop.press(Qt::Key_F11);
        EXPECT_TRUE(shows(*desktop.window, "inspector"));
        EXPECT_TRUE(shows(*desktop.window, "hot_keys"));
        desktop.window->close();
    }
    {
        Desktop desktop;
        desktop.window->want_last_layout();
        desktop.open_hot(false);
        EXPECT_TRUE(shows(*desktop.window, "hot_keys"));
        desktop.action("reset_layout")->trigger();
        EXPECT_FALSE(shows(*desktop.window, "hot_keys"));
        EXPECT_TRUE(shows(*desktop.window, "inspector"));
        EXPECT_FALSE(shows(*desktop.window, "keys"));
    }
    QSettings().remove(QStringLiteral("arrangements"));
}

TEST(Layouts, PresentingIsLargeThickAndWithoutDocks) {
    Desktop desktop;
    desktop.open_hot();
    desktop.view().set_text_scale(1.1);
    desktop.view().set_pin(CellCursor{60, 0});
    const auto marked = [&] {
        HeatMapCanvas& map = desktop.window->explore().heat_map();
        const QImage image = map.grab().toImage();
        const double ratio = image.devicePixelRatio();
        const int y = static_cast<int>((map.plot().bottom() - 8) * ratio);
        int pixels = 0;
        for (int x = static_cast<int>(map.plot().left() * ratio); x < image.width() - 1; ++x)
            pixels += image.pixel(x, y) == desktop.view().theme().selection.rgb();
        return pixels / ratio;
    };
    EXPECT_EQ(marked(), 1);
    desktop.press(Qt::Key_F11);
    EXPECT_TRUE(desktop.window->isFullScreen());
    EXPECT_TRUE(desktop.view().presenting());
    EXPECT_DOUBLE_EQ(desktop.view().text_scale(), 1.1 * Presentation::text_scale(*desktop.window));
    EXPECT_EQ(desktop.view().line_width(1), 3);
    desktop.window->explore().heat_map().setFocus();
    QApplication::processEvents();
    EXPECT_EQ(marked(), 3);
    desktop.press(Qt::Key_F11);
    EXPECT_FALSE(desktop.window->isFullScreen());
    EXPECT_FALSE(desktop.view().presenting());
    EXPECT_DOUBLE_EQ(desktop.view().text_scale(), 1.1);
}

TEST(Layouts, AHaloFollowsTheMouseWhilePresenting) {
    Desktop desktop;
    desktop.open_hot();
    HeatMapCanvas& map = desktop.window->explore().heat_map();
    QTest::mouseMove(&map, QPoint(300, 60));
    EXPECT_FALSE(desktop.window->halo().isVisible());
    desktop.action("full_screen")->trigger();
    QTest::qWait(200);  // until the page has its new size
    for (const QPoint at : {QPoint(310, 70), QPoint(400, 90)}) {
        QTest::mouseMove(&map, at);
        // A display server moves the mouse with a delay.
        EXPECT_TRUE(wait_until([&] {
            return desktop.window->halo().isVisible() &&
                   desktop.window->halo().geometry().center() ==
                       map.mapTo(desktop.window.get(), at);
        }));
    }
    EXPECT_TRUE(desktop.view().hover().has_value()) << "the halo takes no mouse away";
    const QImage image = desktop.window->halo().grab().toImage();
    const int middle = image.height() / 2;
    EXPECT_EQ(image.pixelColor(3, middle).rgb(), desktop.view().theme().selection.rgb());
    desktop.action("layout_explore")->trigger();
    QTest::mouseMove(&map, QPoint(300, 60));
    EXPECT_FALSE(desktop.window->halo().isVisible());
}

TEST(Layouts, AnotherWindowOverTheSessionPresentsNothing) {
    Session session;
    {
        MainWindow window(session);
        window.show();
        ASSERT_TRUE(session.open_text(QString::fromUtf8(hot_scenario), {}));
        window.open_explore();
        window.actions()[ActionId::full_screen]->trigger();
        EXPECT_TRUE(session.view().presenting());
    }
    EXPECT_FALSE(session.view().presenting());
    EXPECT_EQ(session.view().text_scale(), 1);
}

TEST(Undo, TakesBackWhatTextAndFormChanged) {
    Desktop desktop;
    desktop.open_hot(false);
    ScenarioPanel& panel = desktop.window->scenario();
    const QString before = panel.text();
    EXPECT_FALSE(desktop.action("undo")->isEnabled());
    desktop.action("edit_scenario")->trigger();
    panel.tabs().setCurrentIndex(1);
    const QModelIndexList found =
        panel.form().form().match(panel.form().form().index(0, 0), Qt::DisplayRole,
                                  QStringLiteral("seed"), 1, Qt::MatchExactly | Qt::MatchRecursive);
    ASSERT_EQ(found.size(), 1);
    const QPersistentModelIndex seed(found[0].siblingAtColumn(1));
    ASSERT_TRUE(panel.form().form().setData(seed, QStringLiteral("99"), Qt::EditRole));
    ASSERT_TRUE(wait_until([&] { return seed.data().toString() == QStringLiteral("99"); }));
    panel.form().tree().setFocus();
    EXPECT_TRUE(desktop.action("undo")->isEnabled());
    QTest::keyClick(&panel.form().tree(), Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(panel.text(), before);
    EXPECT_EQ(seed.data().toString(), QStringLiteral("7"));
    EXPECT_TRUE(panel.form().tree().hasFocus());
    EXPECT_FALSE(desktop.action("undo")->isEnabled());
    QTest::keyClick(&panel.form().tree(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_TRUE(panel.text().contains(QStringLiteral("seed = 99")));
    EXPECT_EQ(seed.data().toString(), QStringLiteral("99"));
    // Undo also works while a picture has the focus, and shows the text.
    panel.editor().insertPlainText(QStringLiteral("# mine\n"));
    desktop.action("edit_scenario")->trigger();
    EXPECT_TRUE(desktop.window->explores());
    desktop.press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_FALSE(panel.text().contains(QStringLiteral("# mine")));
    EXPECT_TRUE(desktop.window->edits());
    while (desktop.action("undo")->isEnabled()) desktop.action("undo")->trigger();
    EXPECT_EQ(panel.text(), before);
    EXPECT_FALSE(panel.is_modified());
}

}  // namespace
}  // namespace isotherm
