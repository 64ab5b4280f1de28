// isotherm-gui: the desktop program. Copyright the Isotherm authors.
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QApplication>
#include <QCommandLineParser>
#include <clocale>
#include <iostream>
#include <string_view>

#include "app/gui/views/application.h"

namespace {

// Screens without a window manager, and users without a runtime folder, are no news to anybody.
void report(QtMsgType, const QMessageLogContext&, const QString& text) {
    if (text.contains(QLatin1String("XDG_RUNTIME_DIR")) ||
        text.contains(QLatin1String("propagateSizeHints")))
        return;
    std::cerr << text.toStdString() << '\n';
}

// A picture of the window needs no screen.
void prepare_platform(int argument_count, char** arguments) {
    for (int i = 1; i < argument_count; ++i) {
        const std::string_view argument(arguments[i]);
        if ((argument.starts_with("--grab") || argument.starts_with("--export")) &&
            qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
            qputenv("QT_QPA_PLATFORM", "offscreen");
    }
}

}  // namespace

int main(int argument_count, char** arguments) {
    qInstallMessageHandler(report);
    prepare_platform(argument_count, arguments);
    QApplication application(argument_count, arguments);
    // Numbers in files have points everywhere; what people see follows the language.
    std::setlocale(LC_NUMERIC, "C");
    QApplication::setApplicationName(QStringLiteral("isotherm"));
    QApplication::setOrganizationName(QStringLiteral("isotherm"));
    QApplication::setApplicationVersion(QStringLiteral(ISOTHERM_VERSION));

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
    isotherm::Application desktop(options.value());
    return desktop.run();
}
