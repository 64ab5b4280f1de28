// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/window_geometry.h"

#include <QGuiApplication>
#include <QScreen>
#include <QSettings>
#include <algorithm>

namespace isotherm {
namespace {

constexpr double share_of_screen = 0.92;
constexpr QSize least_screen{1'180, 720};  // smaller ones are used whole

const QString version_key = QStringLiteral("window/version");
const QString geometry_key = QStringLiteral("window/geometry");

// Whether some of the upper edge, which moves the window, is on a screen.
bool is_reachable(const QRect& window) {
    constexpr int grip = 64;
    for (const QScreen* screen : QGuiApplication::screens()) {
        const QRect area = screen->availableGeometry();
        const QRect seen = area.intersected(window);
        if (seen.width() >= grip && seen.height() >= grip && window.top() >= area.top())
            return true;
    }
    return false;
}

}  // namespace

FirstGeometry first_geometry(QRect available, QSize wanted) {
    const QSize size(
        std::min(wanted.width(), static_cast<int>(available.width() * share_of_screen)),
        std::min(wanted.height(), static_cast<int>(available.height() * share_of_screen)));
    QRect frame(QPoint(), size);
    frame.moveCenter(available.center());
    return {frame,
            available.width() < least_screen.width() || available.height() < least_screen.height()};
}

QRect moved_in(QRect window, QRect available) {
    window.setSize(window.size().boundedTo(available.size()));
    window.moveLeft(
        std::clamp(window.left(), available.left(), available.right() + 1 - window.width()));
    window.moveTop(
        std::clamp(window.top(), available.top(), available.bottom() + 1 - window.height()));
    return window;
}

void store_geometry(const QWidget& window) {
    QSettings settings;
    settings.setValue(version_key, window_geometry_version);
    settings.setValue(geometry_key, window.saveGeometry());
}

void restore_geometry(QWidget& window) {
    const QSettings settings;
    const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
    const bool known = settings.value(version_key).toInt() == window_geometry_version &&
                       window.restoreGeometry(settings.value(geometry_key).toByteArray());
    if (known) {
        const bool whole = window.windowState() & (Qt::WindowMaximized | Qt::WindowFullScreen);
        if (!whole && !is_reachable(window.geometry()))
            window.setGeometry(moved_in(window.geometry(), screen));
        return;
    }
    const FirstGeometry first = first_geometry(screen);
    window.setGeometry(first.frame);
    if (first.maximised) window.setWindowState(window.windowState() | Qt::WindowMaximized);
}

}  // namespace isotherm
