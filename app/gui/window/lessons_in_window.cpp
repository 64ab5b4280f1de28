// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/lessons_in_window.h"

#include <QDir>
#include <QFileInfo>
#include <QMenuBar>

#include "app/gui/lessons/lesson_progress.h"
#include "app/gui/window/main_window.h"

namespace isotherm {

LessonsInWindow::LessonsInWindow(MainWindow& window, QStackedWidget& pages)
    : QObject(&window),
      window_(window),
      pages_(pages),
      page_(new LessonPage(window.session().view(), &pages)) {
    pages.addWidget(page_);
    make_menu();
    connect(page_, &LessonPage::shown_changed, this, &LessonsInWindow::show_title);
    connect(&pages, &QStackedWidget::currentChanged, this, [this] {
        const bool shown = pages_.currentWidget() == page_;
        leave_->setEnabled(shown);
        if (shown) show_title();
    });
}

LessonsInWindow& LessonsInWindow::of(const MainWindow& window) {
    return *window.findChild<LessonsInWindow*>(QString(), Qt::FindDirectChildrenOnly);
}

bool LessonsInWindow::is_lesson(const QString& path) {
    return QFileInfo::exists(
        QDir(path).filePath(QString::fromUtf8(lesson_file.data(), lesson_file.size())));
}

void LessonsInWindow::make_menu() {
    const auto add = [this](const char* name, const QString& text, const char* key,
                            std::function<void()> what) {
        auto* action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(QKeySequence(QLatin1String(key)));
        window_.addAction(action);
        connect(action, &QAction::triggered, this, [what = std::move(what)] { what(); });
        return action;
    };
    all_ = add("lessons", tr("&Lessons"), "Ctrl+Shift+T", [this] { show_list(); });
    leave_ = add("leave_lessons", tr("L&eave the lessons"), "Ctrl+Alt+L", [this] {
        pages_.setCurrentWidget(before_ == nullptr ? &window_.start_page() : before_);
    });
    leave_->setEnabled(false);
    forget_ = add("forget_progress", tr("&Forget my progress in lessons"), "Ctrl+Alt+P", [this] {
        LessonProgress::forget_all();
        window_.banner().show_message(Banner::Kind::note, tr("The progress was forgotten."), {});
        if (pages_.currentWidget() == page_ && !page_->plays() && !page_->shows_class())
            page_->show_list();
    });
    auto* menu = new QMenu(tr("Lesso&n"), window_.menuBar());
    menu->addAction(all_);
    menu->addSeparator();
    for (QAction* command : page_->commands()) menu->addAction(command);
    menu->addSeparator();
    menu->addAction(leave_);
    // Before the menus of window and help.
    const QList<QAction*> menus = window_.menuBar()->actions();
    QAction* help = menus.isEmpty() ? nullptr : menus.back();
    window_.menuBar()->insertMenu(menus.size() < 2 ? nullptr : menus[menus.size() - 2], menu);
    if (help != nullptr && help->menu() != nullptr) help->menu()->addAction(forget_);
}

std::vector<QAction*> LessonsInWindow::commands() const {
    std::vector<QAction*> possible{all_, forget_};
    if (pages_.currentWidget() != page_) return possible;
    possible.push_back(leave_);
    for (QAction* command : page_->commands())
        if (command->isEnabled()) possible.push_back(command);
    return possible;
}

void LessonsInWindow::show_list() {
    if (pages_.currentWidget() != page_) before_ = pages_.currentWidget();
    window_.session().sim().pause();
    pages_.setCurrentWidget(page_);
    page_->show_list();
}

Errors LessonsInWindow::open(const QString& folder, const QString& step) {
    QWidget* before = pages_.currentWidget();
    const Errors errors = page_->open(folder, step);
    if (!errors.empty()) {
        window_.banner().show_message(Banner::Kind::trouble, qtext(errors.front().text()), {});
        return errors;
    }
    if (before != page_) before_ = before;
    window_.session().sim().pause();
    pages_.setCurrentWidget(page_);
    return {};
}

QString LessonsInWindow::title() const {
    return pages_.currentWidget() == page_ ? page_->title() : QString();
}

void LessonsInWindow::show_title() {
    if (pages_.currentWidget() != page_) return;
    window_.setWindowTitle(page_->title() + QStringLiteral(" \u2013 Isotherm"));
}

}  // namespace isotherm
