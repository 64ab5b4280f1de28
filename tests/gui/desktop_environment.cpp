// SPDX-License-Identifier: GPL-3.0-or-later
// Widgets need a QApplication, which is made before the first test, with separate settings.

#include <gtest/gtest.h>

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <clocale>

#include "app/gui/controller/guarded_application.h"

namespace isotherm {
namespace {

class DesktopEnvironment final : public ::testing::Environment {
public:
    void SetUp() override {
        static int argument_count = 1;
        static char name[] = "gui_tests";
        static char* arguments[] = {name, nullptr};
        if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
        qputenv("XDG_DATA_HOME", settings_.path().toLocal8Bit());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings_.path());
        auto* application = new GuardedApplication(argument_count, arguments);
        application->tell = [](const Error& error) { ADD_FAILURE() << error.text(); };
        application_ = application;  // outlives every widget
        std::setlocale(LC_NUMERIC, "C");
        QLocale::setDefault(QLocale(QLocale::English));
        QApplication::setApplicationName(QStringLiteral("isotherm-test"));
        QApplication::setOrganizationName(QStringLiteral("isotherm-test"));
        QApplication::setStyle(QStringLiteral("Fusion"));
    }

private:
    QTemporaryDir settings_;
    QApplication* application_ = nullptr;
};

[[maybe_unused]] const auto* const environment =
    ::testing::AddGlobalTestEnvironment(new DesktopEnvironment);

}  // namespace
}  // namespace isotherm

// fontconfig keeps its configuration until the process ends, which a leak checker reports.
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig\n"; }

// Qt's libraries are not built for the thread sanitizer, which therefore does not see their locks.
extern "C" const char* __tsan_default_suppressions() {
    return "called_from_lib:libQt6Core.so\ncalled_from_lib:libQt6Gui.so\n"
           "race:libQt6Core.so\nrace:libQt6Gui.so\nrace:libQt6Widgets.so\n";
}
extern "C" const char* __tsan_default_options() { return "die_after_fork=0"; }
