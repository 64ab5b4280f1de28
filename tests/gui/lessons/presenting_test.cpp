// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons in the window: their menu and commands, and presenting them on small and large screens in
// every language.

#include <gtest/gtest.h>

#include <QMenuBar>
#include <QPushButton>
#include <QStatusBar>
#include <QToolBar>
#include <QTranslator>

#include "app/gui/lessons/lesson_progress.h"
#include "app/gui/window/lessons_in_window.h"
#include "app/gui/window/pseudo_translator.h"
#include "tests/gui/desktop_window.h"
#include "tests/gui/lessons/played_lesson.h"

namespace isotherm {
namespace {

struct SpokenLanguage {
    std::unique_ptr<QTranslator> words;

    explicit SpokenLanguage(const std::string& code) {
        if (code == "pseudo") {
            words = std::make_unique<PseudoTranslator>();
        } else {
            words = std::make_unique<QTranslator>();
            EXPECT_TRUE(words->load(
                QStringLiteral(":/translations/isotherm_%1.qm").arg(QString::fromStdString(code))));
        }
        if (code == "ja") QLocale::setDefault(QLocale(QLocale::Japanese));
        QCoreApplication::installTranslator(words.get());
    }
    ~SpokenLanguage() {
        QCoreApplication::removeTranslator(words.get());
        QLocale::setDefault(QLocale(QLocale::English));
    }
};

double heat_height(const std::vector<BandsGeometry>& runs) {
    double sum = 0;
    for (const BandsGeometry& run : runs)
        for (const BandsGeometry::Band& band : run.bands) sum += band.heat.height();
    return sum;
}

void expect_nothing_cut(LessonStage& stage, const std::string& where) {
    for (const QPushButton* button : stage.findChildren<QPushButton*>()) {
        if (!button->isVisible()) continue;
        EXPECT_GE(button->width(), button->minimumSizeHint().width())
            << where << ' ' << button->objectName().toStdString();
        EXPECT_TRUE(stage.rect().contains(
            button->geometry().translated(button->parentWidget()->mapTo(&stage, QPoint()))))
            << where << ' ' << button->objectName().toStdString();
    }
}

// Every screen and language in one window: the picture has more than 55 % of the height, all rows
// that throttle are named, and no button is cut.
TEST(Presenting, ALessonFitsEveryScreenInEveryLanguage) {
    for (const std::string language : {"en", "ja", "pseudo"}) {
        const SpokenLanguage spoken(language);
        for (const QSize screen : {QSize(1'024, 768), QSize(1'920, 1'080)}) {
            const std::string where = language + ' ' + std::to_string(screen.width());
            PlayedLesson played(screen);
            const double scale = screen.width() < 1'500 ? 1.5 : 2;
            played.page.setStyleSheet(QStringLiteral("* { font-size: %1px; }").arg(12.5 * scale));
            played.view.set_presenting(true);
            played.view.set_text_scale(scale);
            played.stage().set_watched(false);
            played.open("votes", "counted");
            ASSERT_TRUE(played.knows_a());
            EXPECT_LE(played.page.minimumSizeHint().width(), screen.width()) << where;
            EXPECT_LE(played.page.minimumSizeHint().height(), screen.height()) << where;
            QTest::qWait(1);
            expect_nothing_cut(played.stage(), where + " predict");
            played.stage().go_to(2);
            played.stage().skip();
            played.stage().run();
            played.stage().go_to(3);
            played.stage().picture().grab();
            QTest::qWait(1);
            expect_nothing_cut(played.stage(), where + " explain");
            const auto& runs = played.stage().picture().geometry();
            EXPECT_GE(heat_height(runs), 0.55 * screen.height()) << where;
            ASSERT_EQ(runs.front().bands.size(), 2U);
            EXPECT_EQ(runs.front().bands.front().refused_rows, 2U);
            for (const BandsGeometry::Band& band : runs.front().bands) {
                EXPECT_EQ(band.refused_named, band.refused_rows) << where;
                for (const BandsGeometry::Label& label : band.labels)
                    EXPECT_GE(label.area.left(), 0) << where << label.text.toStdString();
            }
        }
    }
}

TEST(Presenting, FillsTheScreenAndRestoresTheWindow) {
    Desktop desktop;
    LessonsInWindow& lessons = LessonsInWindow::of(*desktop.window);
    desktop.window->setGeometry(30, 40, 700, 620);
    desktop.view().set_text_scale(1.1);
    ASSERT_TRUE(lessons.open(PlayedLesson::folder("votes")).empty());
    const QRect before = desktop.window->geometry();
    desktop.action("full_screen")->trigger();
    EXPECT_TRUE(desktop.window->isFullScreen());
    EXPECT_TRUE(
        wait_until([&] { return desktop.window->size() == desktop.window->screen()->size(); }));
    EXPECT_FALSE(desktop.window->menuBar()->isVisible());
    EXPECT_FALSE(desktop.window->statusBar()->isVisible());
    desktop.action("go_to")->trigger();
    EXPECT_TRUE(desktop.window->menuBar()->isVisible()) << "the search stands there";
    lessons.page().stage().setFocus();
    desktop.action("full_screen")->trigger();
    EXPECT_FALSE(desktop.window->isFullScreen());
    EXPECT_EQ(desktop.window->geometry(), before);
    EXPECT_DOUBLE_EQ(desktop.view().text_scale(), 1.1);
    EXPECT_TRUE(desktop.window->menuBar()->isVisible());
    EXPECT_TRUE(desktop.window->statusBar()->isVisible());
}

// On the page of bands only map, lanes and axis stay, with the names of partitions beside the rows;
// the legend comes with its key. Leaving restores everything.
TEST(Presenting, ThePageOfBandsShowsTheMapAlone) {
    Desktop desktop;
    desktop.open_hot();
    desktop.view().set_text_scale(1.1);
    ExplorePage& page = desktop.window->explore();
    auto* inspector = desktop.window->findChild<QDockWidget*>(QStringLiteral("inspector"));
    auto* transport = qobject_cast<QToolBar*>(desktop.window->transport().parentWidget());
    ASSERT_NE(transport, nullptr);
    const QRect before = desktop.window->geometry();
    ASSERT_TRUE(page.legend().isVisible());
    ASSERT_TRUE(inspector->isVisible());
    const auto map_height = [&] { return page.heat_map().height(); };
    const int usual = map_height();
    desktop.action("full_screen")->trigger();
    ASSERT_TRUE(
        wait_until([&] { return desktop.window->size() == desktop.window->screen()->size(); }));
    page.settle();
    EXPECT_GT(map_height(), usual);
    for (const QWidget* gone : std::initializer_list<const QWidget*>{
             &page.legend(), &page.score_row(), &page.overview(), &page.filter(), inspector,
             desktop.window->menuBar(), desktop.window->statusBar()})
        EXPECT_FALSE(gone->isVisible()) << gone->metaObject()->className();
    for (const CapacityChart* chart : page.charts()) EXPECT_FALSE(chart->isVisible());
    for (const QDockWidget* dock : desktop.window->findChildren<QDockWidget*>())
        EXPECT_FALSE(dock->isVisible()) << dock->objectName().toStdString();
    EXPECT_EQ(desktop.window->toolBarArea(transport), Qt::BottomToolBarArea);
    // Rows begin where the name of a partition fits: 56 pixels at text scale 1.
    const double left = page.heat_map().plot().left();
    EXPECT_NEAR(left, 56 * desktop.view().text_scale(), 1);
    EXPECT_LE(desktop.window->minimumSizeHint().width(), 1'024);
    EXPECT_LE(desktop.window->minimumSizeHint().height(), 768);
    desktop.press(Qt::Key_L, Qt::ShiftModifier);
    EXPECT_TRUE(page.legend().isVisible());
    desktop.action("full_screen")->trigger();
    EXPECT_EQ(desktop.window->geometry(), before);
    EXPECT_EQ(desktop.window->toolBarArea(transport), Qt::TopToolBarArea);
    EXPECT_TRUE(transport->isVisible());
    EXPECT_DOUBLE_EQ(desktop.view().text_scale(), 1.1);
    EXPECT_TRUE(page.legend().isVisible());
    EXPECT_TRUE(inspector->isVisible());
    EXPECT_TRUE(page.overview().isVisible());
}

TEST(LessonMenu, OpensTheListAndForgetsProgress) {
    Desktop desktop;
    LessonsInWindow& lessons = LessonsInWindow::of(*desktop.window);
    const auto command = [&](const char* name) {
        return desktop.window->findChild<QAction*>(QLatin1String(name));
    };
    command("lessons")->trigger();
    EXPECT_EQ(lessons.page().list().count(), 14);
    EXPECT_TRUE(desktop.window->windowTitle().contains(QStringLiteral("Lessons")));
    QTest::keyClick(&lessons.page().list(), Qt::Key_Return);
    ASSERT_TRUE(lessons.page().plays());
    EXPECT_TRUE(desktop.window->windowTitle().contains(QStringLiteral("Partition arithmetic")));
    EXPECT_EQ(LessonProgress::step(QStringLiteral("partition_arithmetic")), 1U);
    command("forget_progress")->trigger();
    EXPECT_EQ(LessonProgress::step(QStringLiteral("partition_arithmetic")), 0U);
    command("leave_lessons")->trigger();
    EXPECT_TRUE(desktop.window->shows_start_page());
    // A folder that is no lesson, and a lesson that is wrong.
    EXPECT_FALSE(lessons.open(QStringLiteral("/nonexistent")).empty());
    EXPECT_FALSE(lessons.open(PlayedLesson::folder("votes"), QStringLiteral("nine")).empty());
    EXPECT_TRUE(desktop.window->shows_start_page()) << "the page before stays";
}

}  // namespace
}  // namespace isotherm
