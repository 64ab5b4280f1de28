// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The lessons: a list to choose from, the lesson that is played, and the view for the class, which
// has all steps and the notes for teachers.

#include <QAction>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>
#include <QTextBrowser>

#include "app/gui/lessons/lesson_stage.h"

namespace isotherm {

class LessonPage final : public QStackedWidget {
    Q_OBJECT

public:
    // Commands of a lesson. They act while the page or a part of it has the focus.
    enum class Command : std::uint8_t { next, back, reset, curtain, class_view, list, run };
    static constexpr std::size_t command_count = 7;

    explicit LessonPage(const ViewState& view, QWidget* parent = nullptr);
    ~LessonPage() override;

    LessonStage& stage() { return *stage_; }
    QListWidget& list() { return *list_; }
    QTextBrowser& notes() { return *notes_; }
    QListWidget& steps() { return *steps_; }
    QAction* action(Command command) const { return actions_[static_cast<std::size_t>(command)]; }
    const std::vector<QAction*>& commands() const { return actions_; }
    bool plays() const { return currentWidget() == stage_; }
    bool shows_class() const { return currentWidget() == class_; }
    // The title of the lesson; "Lessons" while they are listed.
    QString title() const;

    void show_list();
    // Opens the lesson in a folder, at the step with this id or at its first; returns why not.
    Errors open(const QString& folder, const QString& step = {});
    void set_class_view(bool on);

Q_SIGNALS:
    void shown_changed();  // another lesson, the list, or the view for the class

private:
    void make_list();
    void make_class_view();
    void make_actions();
    void fill_list();
    void show_class_words();
    void show_commands();

    QWidget* list_page_;
    QListWidget* list_ = nullptr;
    QLabel* list_trouble_ = nullptr;
    LessonStage* stage_;
    QWidget* class_;
    QListWidget* steps_ = nullptr;
    QTextBrowser* whole_ = nullptr;
    QTextBrowser* notes_ = nullptr;
    std::vector<QAction*> actions_;
};

}  // namespace isotherm
