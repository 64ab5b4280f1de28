// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/shipped_scenarios.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace isotherm {

const std::vector<ShippedScenario>& shipped_scenarios() {
    static const std::vector<ShippedScenario> scenarios{
        {"heat.toml", QT_TRANSLATE_NOOP("Scenarios", "Bad heat, good heat"),
         QT_TRANSLATE_NOOP("Scenarios", "One load, spread badly and well")},
        {"votes.toml", QT_TRANSLATE_NOOP("Scenarios", "Votes and write sharding"),
         QT_TRANSLATE_NOOP("Scenarios", "Two keys, then ten suffixes for each")},
        {"popular_product.toml", QT_TRANSLATE_NOOP("Scenarios", "A popular product"),
         QT_TRANSLATE_NOOP("Scenarios", "One item that everybody looks at")},
        {"date_index.toml", QT_TRANSLATE_NOOP("Scenarios", "An index keyed by date"),
         QT_TRANSLATE_NOOP("Scenarios", "It makes the table refuse writes")},
        {"time_series.toml", QT_TRANSLATE_NOOP("Scenarios", "A table for each day"),
         QT_TRANSLATE_NOOP("Scenarios", "Scaled down after its day")},
        {"scaling_day.toml", QT_TRANSLATE_NOOP("Scenarios", "A day under three policies"),
         QT_TRANSLATE_NOOP("Scenarios", "One load, three ways to scale")},
        {"dilution.toml", QT_TRANSLATE_NOOP("Scenarios", "Dilution"),
         QT_TRANSLATE_NOOP("Scenarios", "Less per partition after scaling")},
        {"nasa.toml", QT_TRANSLATE_NOOP("Scenarios", "A recorded web server"),
         QT_TRANSLATE_NOOP("Scenarios", "NASA, August 1995, sixty times as fast")},
    };
    return scenarios;
}

QString shipped_text(const char* text) { return QCoreApplication::translate("Scenarios", text); }

QString shipped_folder() {
    const QString program = QCoreApplication::applicationDirPath();
    for (const QString& candidate :
         {program + QStringLiteral("/../share/isotherm/scenarios"),
          program + QStringLiteral("/../../../resources/scenarios"),
          QDir::currentPath() + QStringLiteral("/resources/scenarios")}) {
        if (QFileInfo::exists(candidate)) return QDir(candidate).canonicalPath();
    }
    return {};
}

bool is_shipped(const QString& path) {
    const QString folder = shipped_folder();
    return !folder.isEmpty() && QFileInfo(path).canonicalPath() == folder;
}

}  // namespace isotherm
