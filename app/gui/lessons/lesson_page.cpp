// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lessons/lesson_page.h"

#include <QSplitter>
#include <QVBoxLayout>

#include "app/gui/lessons/lesson_progress.h"
#include "engine/lessons/lesson_folders.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

constexpr int folder_role = Qt::UserRole;

QTextBrowser* browser(QWidget* parent, const char* name, const QString& spoken) {
    auto* made = new QTextBrowser(parent);
    made->setObjectName(QLatin1String(name));
    made->setAccessibleName(spoken);
    made->setOpenLinks(false);
    made->document()->setDocumentMargin(12);
    return made;
}

}  // namespace

LessonPage::LessonPage(const ViewState& view, QWidget* parent)
    : QStackedWidget(parent),
      list_page_(new QWidget(this)),
      stage_(new LessonStage(view, this)),
      class_(new QWidget(this)) {
    setObjectName(QStringLiteral("lesson_page"));
    make_list();
    make_class_view();
    for (QWidget* page : std::initializer_list<QWidget*>{list_page_, stage_, class_})
        addWidget(page);
    make_actions();
    connect(stage_, &LessonStage::step_changed, this, [this] {
        const QSignalBlocker quiet(steps_);
        steps_->setCurrentRow(static_cast<int>(stage_->course().at()));
        show_commands();
    });
    connect(stage_, &LessonStage::end_reached, this, &LessonPage::show_list);
    connect(&stage_->bench(), &LessonBench::changed, this, [this] {
        if (shows_class()) show_class_words();
    });
    connect(this, &QStackedWidget::currentChanged, this, [this] {
        show_commands();
        Q_EMIT shown_changed();
    });
}

// The pages are destroyed later; a change of the page must not reach this object any more.
LessonPage::~LessonPage() { disconnect(); }

void LessonPage::make_list() {
    auto* layout = new QVBoxLayout(list_page_);
    layout->setContentsMargins(32, 22, 32, 18);
    auto* head = new QLabel(QStringLiteral("<b>%1</b>").arg(tr("Lessons")), list_page_);
    auto* what = new QLabel(
        tr("Predict, run, compare, explain, and try something of your own. What you answer stays "
           "in this window; only how far you have come is kept on this machine."),
        list_page_);
    what->setWordWrap(true);
    list_trouble_ = new QLabel(list_page_);
    list_trouble_->setWordWrap(true);
    list_trouble_->hide();
    list_ = new QListWidget(list_page_);
    list_->setObjectName(QStringLiteral("lesson_list"));
    list_->setAccessibleName(tr("Lessons"));
    list_->setSpacing(3);
    for (QWidget* one : std::initializer_list<QWidget*>{head, what, list_trouble_})
        layout->addWidget(one);
    layout->addWidget(list_, 1);
    const auto play = [this](QListWidgetItem* item) { open(item->data(folder_role).toString()); };
    connect(list_, &QListWidget::itemActivated, this, play);
}

void LessonPage::make_class_view() {
    auto* layout = new QVBoxLayout(class_);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* split = new QSplitter(Qt::Horizontal, class_);
    steps_ = new QListWidget(split);
    steps_->setObjectName(QStringLiteral("lesson_steps"));
    steps_->setAccessibleName(tr("Steps"));
    whole_ = browser(split, "lesson_whole", tr("All steps"));
    notes_ = browser(split, "lesson_notes", tr("Notes for teachers"));
    for (QWidget* one : std::initializer_list<QWidget*>{steps_, whole_, notes_})
        split->addWidget(one);
    split->setSizes({200, 500, 400});
    layout->addWidget(split);
    connect(steps_, &QListWidget::itemActivated, this, [this] {
        const int row = steps_->currentRow();
        set_class_view(false);
        stage_->go_to(static_cast<std::size_t>(row));
    });
}

void LessonPage::make_actions() {
    const auto add = [this](const char* name, const QString& text, const char* keys,
                            std::function<void()> what) {
        auto* action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        QList<QKeySequence> all;
        for (const QString& key : QLatin1String(keys).toString().split(QLatin1Char(' ')))
            all << QKeySequence(key);
        action->setShortcuts(all);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        connect(action, &QAction::triggered, this, [what = std::move(what)] { what(); });
        actions_.push_back(action);
    };
    add("lesson_next_step", tr("&Next step"), "PgDown", [this] { stage_->next(); });
    add("lesson_step_back", tr("&Back"), "PgUp", [this] { stage_->back(); });
    add("lesson_reset_step", tr("&Reset the step"), "Ctrl+Home", [this] { stage_->reset_step(); });
    add("lesson_curtain_down", tr("&Curtain"), "B",
        [this] { stage_->set_curtain(!stage_->curtain()); });
    add("lesson_class_view", tr("&View for the class"), "Ctrl+Shift+F11",
        [this] { set_class_view(!shows_class()); });
    add("lesson_all", tr("&All lessons"), "Esc", [this] {
        if (shows_class())
            set_class_view(false);
        else
            show_list();
    });
    add("lesson_run_step", tr("R&un the step"), "F5", [this] { stage_->run(); });
    show_commands();
}

void LessonPage::show_commands() {
    for (const Command command :
         {Command::next, Command::back, Command::reset, Command::curtain, Command::run})
        action(command)->setEnabled(plays());
    action(Command::class_view)->setEnabled(plays() || shows_class());
    action(Command::list)->setEnabled(plays() || shows_class());
}

QString LessonPage::title() const {
    return currentWidget() == list_page_ || !stage_->course().is_open() ? tr("Lessons")
                                                                        : stage_->text().title();
}

void LessonPage::show_list() {
    stage_->close_lesson();
    fill_list();
    setCurrentWidget(list_page_);
    list_->setFocus();
    Q_EMIT shown_changed();
}

void LessonPage::fill_list() {
    const QString before = list_->currentItem() == nullptr
                               ? QString()
                               : list_->currentItem()->data(folder_role).toString();
    list_->clear();
    list_trouble_->hide();
    const auto folder = shipped_lessons_folder();
    const auto lessons = folder ? read_lessons(*folder) : Result<std::vector<Lesson>>(Errors{});
    if (!lessons.ok()) {
        list_trouble_->setText(
            lessons.errors().empty()
                ? tr("The lessons that ship with this program are not installed.")
                : qtext(lessons.errors().front().text()));
        list_trouble_->show();
        return;
    }
    const std::string language = LessonText::language();
    for (const Lesson& lesson : lessons.value()) {
        const QString id = qtext(lesson.id);
        const std::size_t reached = LessonProgress::step(id);
        QString note = tr("%1 min").arg(lesson.minutes);
        if (LessonProgress::done(id))
            note += QStringLiteral(" · ") + tr("done");
        else if (reached > 0)
            note +=
                QStringLiteral(" · ") + tr("step %1 of %2").arg(reached).arg(lesson.steps.size());
        if (lesson.bonus) note += QStringLiteral(" · ") + tr("bonus");
        auto* item = new QListWidgetItem(
            QStringLiteral("%1   %2   (%3)")
                .arg(lesson.number)
                .arg(qtext(lesson.words.find(language)->second.title.text), note),
            list_);
        item->setData(folder_role, qtext(lesson.folder));
        if (qtext(lesson.folder) == before) list_->setCurrentItem(item);
    }
    if (list_->currentItem() == nullptr) list_->setCurrentRow(0);
}

Errors LessonPage::open(const QString& folder, const QString& step) {
    auto lesson = read_lesson(folder.toStdString());
    if (!lesson.ok()) return lesson.errors();
    std::size_t at = 0;
    if (!step.isEmpty()) {
        at = lesson.value().position_of(step.toStdString());
        if (at == lesson.value().steps.size()) {
            std::vector<std::string> ids;
            for (const LessonStep& one : lesson.value().steps) ids.push_back(one.id);
            return {{ExitCode::usage, ErrorNumber::bad_option, Place{.file = "--step"},
                     "there is no step \"" + printable(step.toStdString()) + "\"",
                     suggestion_text(step.toStdString(), ids)}};
        }
    }
    setCurrentWidget(stage_);
    stage_->open(std::make_shared<const Lesson>(std::move(lesson.value())), at);
    steps_->clear();
    for (std::size_t s = 0; s < stage_->course().steps(); ++s)
        steps_->addItem(QStringLiteral("%1   %2").arg(s + 1).arg(
            LessonText::kind_name(stage_->course().lesson().steps[s].kind)));
    steps_->setCurrentRow(static_cast<int>(at));
    Q_EMIT shown_changed();
    return {};
}

void LessonPage::set_class_view(bool on) {
    if (!stage_->course().is_open()) return;
    if (on) stage_->want_teachers_claims();
    if (on) show_class_words();
    setCurrentWidget(on ? class_ : static_cast<QWidget*>(stage_));
    if (on) steps_->setFocus();
}

void LessonPage::show_class_words() {
    whole_->document()->setMarkdown(stage_->text().whole_lesson(), QTextDocument::MarkdownNoHTML);
    notes_->document()->setMarkdown(stage_->text().teachers_notes(), QTextDocument::MarkdownNoHTML);
}

}  // namespace isotherm
