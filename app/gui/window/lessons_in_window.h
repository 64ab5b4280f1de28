// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The page of lessons in the window: its menu, its commands, and lessons that are opened as
// folders.

#include <QMenu>
#include <QObject>
#include <QStackedWidget>

#include "app/gui/lessons/lesson_page.h"

namespace isotherm {

class MainWindow;

class LessonsInWindow final : public QObject {
    Q_OBJECT

public:
    // Adds the page to `pages` and the menu to the window, whose child this object is.
    LessonsInWindow(MainWindow& window, QStackedWidget& pages);

    static LessonsInWindow& of(const MainWindow& window);
    // Whether a folder is that of a lesson.
    static bool is_lesson(const QString& path);

    LessonPage& page() { return *page_; }
    // Title of what the page shows; empty while another page is shown.
    QString title() const;
    // Commands that the window lists beside its own: those that are possible now.
    std::vector<QAction*> commands() const;
    void show_list();
    // Opens a lesson in its folder; on failure shows a banner and returns the errors.
    Errors open(const QString& folder, const QString& step = {});

private:
    void make_menu();
    void show_title();

    MainWindow& window_;
    QStackedWidget& pages_;
    LessonPage* page_;
    QWidget* before_ = nullptr;  // the page to return to
    QAction* all_ = nullptr;
    QAction* leave_ = nullptr;
    QAction* forget_ = nullptr;
};

}  // namespace isotherm
