// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A page of lessons on a screen, played by keys.

#include <gtest/gtest.h>

#include <QTest>

#include "app/gui/lessons/lesson_page.h"

namespace isotherm {

// A machine may have much else to do.
inline constexpr int longest_wait_ms = 120'000;

struct PlayedLesson {
    ViewState view;
    LessonPage page{view};

    explicit PlayedLesson(QSize size = {1'280, 800}) {
        page.resize(size);
        page.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&page));
        page.activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&page));
    }

    LessonStage& stage() { return page.stage(); }
    const LessonCourse& course() { return page.stage().course(); }
    QString words() { return stage().words().toPlainText(); }
    static QString folder(const char* lesson) {
        return QStringLiteral(ISOTHERM_SOURCE_DIR "/resources/lessons/") + QLatin1String(lesson);
    }
    void open(const char* lesson, const char* step = "") {
        const Errors errors = page.open(folder(lesson), QLatin1String(step));
        ASSERT_TRUE(errors.empty()) << errors.front().text();
    }
    // Presses a key where the focus is.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QWidget* focus = page.focusWidget() == nullptr ? &page : page.focusWidget();
        QTest::keyClick(focus, key, modifiers);
    }
    void type(const char* text) {
        ASSERT_NE(page.focusWidget(), nullptr);
        QTest::keyClicks(page.focusWidget(), QLatin1String(text));
    }
    bool settled() {
        return QTest::qWaitFor([this] { return stage().settled(); }, longest_wait_ms);
    }
    bool knows_a() {
        return QTest::qWaitFor([this] { return stage().bench().run({}) != nullptr; },
                               longest_wait_ms);
    }
    const std::string& step() { return course().step().id; }
};

}  // namespace isotherm
