// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lessons/lesson_progress.h"

#include <QSettings>
#include <algorithm>

namespace isotherm {
namespace {

QString key_of(const QString& lesson, const char* what) {
    return QStringLiteral("lessons/%1/%2").arg(lesson, QLatin1String(what));
}

}  // namespace

std::size_t LessonProgress::step(const QString& lesson) {
    return QSettings().value(key_of(lesson, "step")).toULongLong();
}

bool LessonProgress::done(const QString& lesson) {
    return QSettings().value(key_of(lesson, "done")).toBool();
}

void LessonProgress::reach(const QString& lesson, std::size_t step, std::size_t steps) {
    QSettings settings;
    settings.setValue(key_of(lesson, "step"), static_cast<qulonglong>(step));
    if (step == steps) settings.setValue(key_of(lesson, "done"), true);
}

void LessonProgress::forget_all() { QSettings().remove(QStringLiteral("lessons")); }

}  // namespace isotherm
