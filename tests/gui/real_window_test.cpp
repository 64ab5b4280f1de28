// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that need a display server: the window on a screen, and the same picture with and without a
// screen. Skipped without one; the test gui_real_window runs them under Xvfb.

#include <gtest/gtest.h>

#include <QFile>
#include <QGuiApplication>
#include <QProcess>
#include <QScreen>
#include <QTemporaryDir>

#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

bool has_screen() { return QGuiApplication::platformName() == QStringLiteral("xcb"); }

TEST(RealWindow, TheHeatMapIsOnTheScreen) {
    if (!has_screen()) GTEST_SKIP() << "no display server";
    Desktop desktop;
    desktop.window->move(0, 0);
    desktop.open_hot();
    HeatMapCanvas& map = desktop.window->explore().heat_map();
    const auto on_screen = [&] {
        const QPoint at = map.mapToGlobal(map.plot().center().toPoint());
        const QImage image = desktop.window->screen()->grabWindow(0).toImage();
        return image.pixel(at);
    };
    const QImage own = map.grab().toImage();
    const QRgb expected = own.pixel(map.plot().center().toPoint());
    EXPECT_TRUE(wait_until([&] { return on_screen() == expected; }));
    EXPECT_TRUE(desktop.window->isActiveWindow());
}

QByteArray exported_on(const char* platform, const QString& path) {
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QLatin1String(platform));
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(ISOTHERM_PROGRAM_DIR "/isotherm-gui"),
                  {QStringLiteral(ISOTHERM_SOURCE_DIR "/resources/scenarios/nasa.toml"),
                   QStringLiteral("--advance"), QStringLiteral("4m"), QStringLiteral("--size"),
                   QStringLiteral("1280x800"), QStringLiteral("--export"), path});
    EXPECT_TRUE(program.waitForFinished());
    EXPECT_EQ(program.exitCode(), 0) << program.readAllStandardError().toStdString();
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

TEST(RealWindow, AnExportedPictureIsTheSameWithoutAScreen) {
    if (!has_screen()) GTEST_SKIP() << "no display server";
    QTemporaryDir folder;
    for (const char* name : {"view.png", "view@2x.png", "view.svg"}) {
        const QByteArray with =
            exported_on("xcb", folder.filePath(QStringLiteral("with_") + QLatin1String(name)));
        const QByteArray without = exported_on(
            "offscreen", folder.filePath(QStringLiteral("without_") + QLatin1String(name)));
        EXPECT_GT(with.size(), 10'000) << name;
        EXPECT_TRUE(with == without) << name << ": " << with.size() << " and " << without.size();
    }
}

}  // namespace
}  // namespace isotherm
