// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/application.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QStyleFactory>
#include <QTimer>
#include <algorithm>
#include <iostream>
#include <map>
#include <utility>

#include "app/gui/controller/importing.h"
#include "app/gui/models/cause_names.h"
#include "app/gui/models/entered_time.h"
#include "app/gui/window/script_player.h"
#include "app/gui/window/window_geometry.h"
#include "engine/insight/cell_facts.h"
#include "engine/insight/episodes.h"
#include "app/gui/models/run_table.h"
#include "app/gui/window/lessons_in_window.h"

namespace isotherm {
namespace {

constexpr int asking_ms = 20;

}  // namespace

Application::Application(GuiOptions options, QObject* parent)
    : QObject(parent), options_(std::move(options)) {
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    const QSettings settings;
    ViewState& view = session_.view();
    const bool unwatched = options_.only_a_file();
    const auto stored = [&](const char* key) {
        return unwatched ? 0 : std::clamp(settings.value(QLatin1String(key)).toInt(), 0, 2);
    };
    view.set_look(static_cast<ThemeName>(stored("theme")), static_cast<Ramp>(stored("ramp")));
    view.set_clock_kind(static_cast<ClockKind>(std::min(stored("clock"), clock_kind_count - 1)));
    options_.view.set_look(view);
    QString language = options_.language;
    if (language.isEmpty() && !unwatched)
        language = settings.value(QStringLiteral("language")).toString();
    if (language.isEmpty()) {
        const QString system = QLocale::system().name().left(2);
        language = languages().contains(system) && !unwatched ? system : QStringLiteral("en");
    }
    set_language(language);
}

QStringList Application::languages() { return {QStringLiteral("en"), QStringLiteral("ja")}; }

void Application::use_fonts() {
    QFont font = QApplication::font();
    font.setFamilies({QStringLiteral("DejaVu Sans"), QStringLiteral("Noto Sans CJK JP")});
    QApplication::setFont(font);
}

void Application::set_language(const QString& code) {
    QLocale::setDefault(code == QLatin1String("ja") ? QLocale(QLocale::Japanese)
                                                    : QLocale(QLocale::English));
    QCoreApplication::removeTranslator(&translator_);
    QCoreApplication::removeTranslator(&qt_translator_);
    QCoreApplication::removeTranslator(&pseudo_translator_);
    use_fonts();
    // English also has a translation file: it contains the plural forms.
    if (code == QLatin1String(pseudo_language)) {
        QCoreApplication::installTranslator(&pseudo_translator_);
        return;
    }
    if (translator_.load(QStringLiteral(":/translations/isotherm_%1.qm").arg(code)))
        QCoreApplication::installTranslator(&translator_);
    if (qt_translator_.load(QStringLiteral("qtbase_%1").arg(code),
                            QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qt_translator_);
}

void Application::make_window() {
    auto window = std::make_unique<MainWindow>(session_);
    window->resize(window_ ? window_->size() : options_.size);
    connect(window.get(), &MainWindow::language_asked, this, [this](const QString& code) {
        QSettings().setValue(QStringLiteral("language"), code);
        set_language(code);
        // Deferred: replacing the window deletes the one that emits this signal.
        QTimer::singleShot(0, this, [this] {
            make_window();
            window_->show();
        });
    });
    const bool asked_for_a_moment = options_.advance || options_.view.pin || !options_.b.isEmpty();
    if (!options_.only_a_file() && !asked_for_a_moment) window->want_playing();
    if (window_) window->take_edits(window_->scenario());
    window_ = std::move(window);
}

int Application::run() {
    open_as_asked();
    if (!options_.only_a_file()) return QApplication::exec();
    while (!is_as_asked()) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return write_file();
}

void Application::open_as_asked() {
    // If the user can see the window, its banner shows errors instead.
    if (options_.only_a_file()) {
        connect(&session_, &Session::trouble, this, &Application::print);
        connect(&session_.sim(), &SimController::failed, this, &Application::print);
    }
    session_.set_remembers(!options_.only_a_file());
    make_window();
    if (!options_.only_a_file()) {
        window_->want_last_layout();
        if (!options_.sized) restore_geometry(*window_);
    }
    window_->show();
    if (!options_.a.isEmpty()) window_->open(options_.a);
    if (LessonsInWindow::is_lesson(options_.path) || !options_.step.isEmpty())
        open_lesson();
    else if (!options_.path.isEmpty())
        window_->open(options_.path);
    if (!options_.imports.isEmpty()) window_->import_files(options_.imports);
    if (!options_.only_a_file()) window_->offer_unsaved();
    asking_.callOnTimeout(this, &Application::proceed);
    asking_.start(asking_ms);
}

void Application::complain(const QString& what, const QString& fix) {
    if (options_.only_a_file())
        print(what, fix);
    else
        window_->banner().show_message(Banner::Kind::trouble, what, fix);
}

void Application::tell(const Error& error) {
    if (!options_.only_a_file()) return window_->tell_error(error);
    // Nobody can react to the error, so end the program.
    print(qtext(error.what), qtext(error.fix));
    std::_Exit(static_cast<int>(error.exit_code));
}

void Application::print(const QString& what, const QString& fix) {
    troubled_ = true;
    std::cerr << "error: " << what.toStdString() << '\n';
    if (!fix.isEmpty()) std::cerr << "  help: " << fix.toStdString() << '\n';
}

// Opens the lesson at the step that the command line names.
void Application::open_lesson() {
    LessonsInWindow& lessons = LessonsInWindow::of(*window_);
    lessons.page().stage().set_watched(!options_.only_a_file());
    const Errors errors = lessons.open(options_.path, options_.step);
    if (errors.empty()) return;
    lesson_failure_ = errors.front().exit_code;
    if (!options_.only_a_file()) return;
    troubled_ = true;
    for (const Error& error : errors) std::cerr << error.text();
}

// Waits for the runs that the step needs. With --advance the step's own run is carried out as well.
void Application::proceed_in_lesson() {
    LessonStage& lesson = LessonsInWindow::of(*window_).page().stage();
    if (!lesson.settled()) return;
    // Steps that only explain show what has run before; they have no run of their own.
    const StepKind kind = lesson.course().step().kind;
    const bool runs =
        kind == StepKind::run || kind == StepKind::compare || kind == StepKind::experiment;
    if (options_.advance && runs && !std::exchange(lesson_ran_, true)) {
        if (!lesson.course().may_run()) lesson.skip();
        lesson.run();
        return;
    }
    if (lesson_ran_ && lesson.run_button().isEnabled() &&
        lesson.course().seen(lesson.course().at()) < whole_seconds(*options_.advance))
        return lesson.run();  // on from a pause
    show_panel(options_.show);
    stage_ = Stage::done;
    asking_.stop();
}

// Performs the steps that the command line requests; each starts when the previous one is done.
void Application::proceed() {
    if (!lesson_failure_ && LessonsInWindow::of(*window_).page().stage().course().is_open())
        return proceed_in_lesson();
    const bool resting = session_.opening().kind() == Opening::Kind::none &&
                         (!session_.sim().busy() || window_->playing()) &&
                         !session_.seeds().running() && !session_.importing().reading() &&
                         !session_.filling_a();
    if (!resting) return;
    switch (stage_) {
        case Stage::opening:
            // has an effect if a recorded stream is open
            if (options_.advance) session_.make_scenario();
            if (!options_.only_a_file()) show_view();
            // Two documents are compared when both have been run.
            if (!options_.a.isEmpty() && !options_.b.isEmpty() && !options_.advance)
                options_.advance = longest_run;
            if (options_.advance && session_.sim().has_simulation())
                session_.sim().go_to(std::min(sim_start + *options_.advance, session_.sim().end()));
            stage_ = Stage::advancing;
            break;
        case Stage::advancing:
            if (!options_.b.isEmpty()) session_.fill(CompareSlot::b, options_.b);
            stage_ = Stage::comparing;
            break;
        case Stage::comparing:
            if (options_.only_a_file()) {
                session_.show_busiest();
                show_view();
            }
            show_as_asked();
            stage_ = Stage::done;
            asking_.stop();
            if (!options_.script.isEmpty()) QTimer::singleShot(0, this, &Application::play_script);
            break;
        case Stage::done:
            break;
    }
}

// Ends the program: 0, or 1 with the line that failed on the standard error.
void Application::play_script() {
    const QString wrong = ScriptPlayer(*window_).play_file(options_.script);
    if (!wrong.isEmpty()) std::cerr << wrong.toStdString() << '\n';
    QApplication::exit(wrong.isEmpty() ? 0 : 1);
}

// Applies the view options and reports names and times that the run does not have.
void Application::show_view() {
    const auto& tables = session_.run().recording().tables;
    const std::string wanted = options_.view.table.toStdString();
    QStringList names;
    for (const TableRecording& table : tables) names << qtext(table.name);
    QStringList asked = options_.view.collapsed;
    if (!wanted.empty()) asked << options_.view.table;
    for (const QString& band : options_.view.bands)
        if (const auto named = named_band(band)) asked << named->name;
    for (const QString& name : asked) {
        if (names.contains(name) || tables.empty()) continue;
        complain(QStringLiteral("there is no table or index \"%1\"").arg(name),
                 QStringLiteral("choose one of: %1").arg(names.join(QStringLiteral(", "))));
    }
    const std::int64_t planned = session_.run().planned_seconds();
    if (options_.view.window && options_.view.window->first >= planned) {
        complain(QStringLiteral("--from %1: the run is %2 long")
                     .arg(elapsed_text(options_.view.window->first), elapsed_text(planned)),
                 QStringLiteral("name an earlier time"));
    }
    options_.view.show(session_.run(), session_.view());
}

void Application::show_as_asked() {
    ViewState& view = session_.view();
    if (session_.comparing()) view.set_compare_mode(options_.compare);
    const std::int64_t recorded = session_.run().recorded_seconds();
    if (options_.view.pin && *options_.view.pin >= recorded)
        complain(QStringLiteral("--pin %1: the run is simulated only up to %2")
                     .arg(elapsed_text(*options_.view.pin), elapsed_text(recorded)),
                 QStringLiteral("name an earlier time, or simulate more with --advance"));
    options_.view.mark(session_.run(), view);
    show_panel(options_.show);
}

void Application::show_panel(const QString& panel) {
    static const std::map<QString, ActionId> commands{
        {QStringLiteral("scenario"), ActionId::edit_scenario},
        {QStringLiteral("form"), ActionId::edit_scenario},
        {QStringLiteral("what_if"), ActionId::what_if},
        {QStringLiteral("go_to"), ActionId::go_to},
        {QStringLiteral("full_screen"), ActionId::full_screen},
        {QStringLiteral("plan"), ActionId::plan},
        {QStringLiteral("compare"), ActionId::compare_tables},
        {QStringLiteral("keys"), ActionId::shortcuts}};
    if (panel.isEmpty()) return;
    if (const auto command = commands.find(panel); command != commands.end()) {
        window_->actions()[command->second]->trigger();
        if (panel == QLatin1String("form")) window_->scenario().tabs().setCurrentIndex(1);
    } else if (auto* dock = window_->findChild<QDockWidget*>(panel)) {
        dock->show();
        dock->raise();
    }
}

// Waits until the layout of the window is stable, then paints the window or exports what it shows.
int Application::write_file() {
    const ExitCode unnamed = troubled_ ? ExitCode::usage : ExitCode::done;
    const ExitCode code = lesson_failure_.value_or(
        session_.trouble_code().value_or(session_.sim().failure_code().value_or(unnamed)));
    const bool nothing = session_.run().empty() && session_.stream() == nullptr;
    if (nothing && (troubled_ || !options_.export_to.isEmpty())) {
        if (!troubled_)
            print(QStringLiteral("there is nothing to export"),
                  QStringLiteral("name a scenario, a run directory or a recorded stream"));
        return static_cast<int>(troubled_ && code != ExitCode::done ? code : ExitCode::usage);
    }
    // Use the requested size: there is no screen whose size full screen could take.
    if (window_->isFullScreen()) {
        window_->setWindowState(Qt::WindowNoState);
        window_->resize(options_.size);
    }
    QElapsedTimer settling;
    settling.start();
    while (settling.elapsed() < 700) QApplication::processEvents(QEventLoop::AllEvents, 50);
    Errors errors;
    if (!options_.grab.isEmpty()) errors = window_->grabbed(options_.grab);
    if (errors.empty() && !options_.export_to.isEmpty())
        errors = window_->exported(options_.export_to, options_.page);
    if (errors.empty()) return static_cast<int>(code);
    print(qtext(errors.front().what), qtext(errors.front().fix));
    return static_cast<int>(errors.front().exit_code);
}

}  // namespace isotherm
