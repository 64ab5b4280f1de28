// isotherm-gui: the desktop program. Copyright the Isotherm authors.
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <algorithm>
#include <clocale>
#include <csignal>
#include <exception>
#include <iostream>
#include <new>
#include <string_view>

#include "app/gui/controller/guarded_application.h"
#include "app/gui/lessons/handouts.h"
#include "app/gui/window/application.h"
#include "app/report/empty_argument.h"
#include "engine/vocabulary/version.h"

namespace {

// Drops Qt's warnings about a missing window manager or runtime folder, which do not help the user.
void report(QtMsgType, const QMessageLogContext&, const QString& text) {
    if (text.contains(QLatin1String("XDG_RUNTIME_DIR")) ||
        text.contains(QLatin1String("propagateSizeHints")))
        return;
    std::cerr << text.toStdString() << '\n';
}

// Pictures and scripts need no screen.
bool asks_for_picture(int argument_count, char** arguments) {
    return std::any_of(arguments + 1, arguments + argument_count, [](std::string_view argument) {
        return argument.starts_with("--grab") || argument.starts_with("--export") ||
               argument.starts_with("--handout") || argument.starts_with("--script");
    });
}

// Without a screen Qt would abort, even if only --help was requested.
bool has_screen() {
#ifdef Q_OS_LINUX
    return !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") ||
           !qEnvironmentVariableIsEmpty("DISPLAY") ||
           !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
#else
    return true;
#endif
}

// Reports an exception that the window cannot report: at the start, or in a thread of a library.
[[noreturn]] void give_up() {
    std::exception_ptr failure = std::current_exception();
    if (failure == nullptr && std::uncaught_exceptions() > 0)  // see app/cli/main.cpp
        failure = std::make_exception_ptr(std::bad_alloc());
    const std::string fix = "please report it";
    const isotherm::Error error = failure == nullptr
                                      ? isotherm::internal_error("the program cannot go on", fix)
                                      : isotherm::error_of(failure, fix);
    std::cerr << error.text();
    std::_Exit(static_cast<int>(error.exit_code));
}

}  // namespace

int main(int argument_count, char** arguments) {
    qInstallMessageHandler(report);
    std::set_terminate(give_up);
    // Beyond a limit for the file size, writing then fails instead of ending the program.
    std::signal(SIGXFSZ, SIG_IGN);
    const bool screen = has_screen();
    if ((!screen || asks_for_picture(argument_count, arguments)) &&
        qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    if (const auto error = isotherm::find_empty_argument(argument_count, arguments)) {
        std::cerr << error->text();
        return static_cast<int>(error->exit_code);
    }
    isotherm::GuardedApplication application(argument_count, arguments);
    // Numbers in files always have a decimal point; displayed numbers follow the user's language.
    std::setlocale(LC_NUMERIC, "C");
    QApplication::setApplicationName(QStringLiteral("isotherm"));
    QApplication::setOrganizationName(QStringLiteral("isotherm"));
    QApplication::setDesktopFileName(QStringLiteral("isotherm"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/isotherm.svg")));
    QApplication::setApplicationVersion(QString::fromStdString(isotherm::version()));

    QCommandLineParser parser;
    isotherm::add_options(parser);
    if (!parser.parse(QApplication::arguments())) {
        std::cerr << parser.errorText().toStdString() << "\n"
                  << "isotherm-gui --help lists the options.\n";
        return static_cast<int>(isotherm::ExitCode::usage);
    }
    parser.process(application);
    const auto options = isotherm::options_of(parser);
    if (!options.ok()) {
        for (const isotherm::Error& error : options.errors()) std::cerr << error.text() << '\n';
        return static_cast<int>(isotherm::ExitCode::usage);
    }
    const isotherm::GuiOptions& asked = options.value();
    if (!asked.handout.isEmpty()) {
        const QStringList languages = asked.language.isEmpty() ? isotherm::Application::languages()
                                                               : QStringList{asked.language};
        const isotherm::Errors errors = isotherm::write_handouts(asked.handout, languages);
        for (const isotherm::Error& error : errors) std::cerr << error.text() << '\n';
        return static_cast<int>(errors.empty() ? isotherm::ExitCode::done
                                               : errors.front().exit_code);
    }
    if (!screen && asked.grab.isEmpty() && asked.export_to.isEmpty() && asked.script.isEmpty()) {
        std::cerr << "isotherm-gui: there is no screen to open a window on; DISPLAY and "
                     "WAYLAND_DISPLAY are not set.\nPictures need no screen: give --grab "
                     "window.png or --export view.png. For text only, use isotherm run.\n";
        return static_cast<int>(isotherm::ExitCode::usage);
    }
    isotherm::Application desktop(asked);
    application.tell = [&desktop](const isotherm::Error& error) { desktop.tell(error); };
    return desktop.run();
}
