// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/internal_errors.h"

#include <QStringList>
#include <utility>

#include "app/gui/controller/internal_error.h"
#include "app/render/canvas.h"
#include "engine/vocabulary/version.h"

namespace isotherm {

InternalErrors::InternalErrors(Session& session, const ActionTable& actions, QObject* parent)
    : QObject(parent), session_(session) {
    for (const ActionSpec& spec : action_specs()) {
        const QString name = QLatin1String(spec.name);
        connect(actions[spec.id], &QAction::triggered, this, [this, name] {
            commands_.push_back(name);
            if (commands_.size() > remembered_actions) commands_.pop_front();
            once_ = false;
        });
    }
}

bool InternalErrors::is_one(const QString& what) {
    static const QString beginning = qtext(internal_error({}, {}).what);
    return what.startsWith(beginning);
}

bool InternalErrors::add(const QString& what) {
    last_error_ = what;
    return std::exchange(once_, true);
}

QString InternalErrors::report() const {
    QStringList lines{QStringLiteral("Isotherm %1").arg(qtext(version())), last_error_};
    const auto& scenario = session_.sim().scenario();
    if (scenario) lines << QStringLiteral("seed %1").arg(scenario->seed);
    lines << QStringLiteral("simulated %1 s").arg(session_.run().recorded_seconds());
    lines << QString() << QStringLiteral("Last commands:");
    for (const QString& command : commands_) lines << QStringLiteral("  ") + command;
    lines << QString() << QStringLiteral("Scenario:") << session_.scenario_text();
    return lines.join(QLatin1Char('\n'));
}

}  // namespace isotherm
