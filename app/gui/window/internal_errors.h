// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the window does about errors that are bugs of this program: it counts them, and writes a
// report of what is open and what was done last.

#include <QAction>
#include <QObject>
#include <QString>
#include <deque>

#include "app/gui/controller/session.h"
#include "app/gui/widgets/action_table.h"

namespace isotherm {

inline constexpr std::size_t remembered_actions = 50;

class InternalErrors final : public QObject {
    Q_OBJECT

public:
    InternalErrors(Session& session, const ActionTable& actions, QObject* parent);

    // Whether a message is about such an error.
    static bool is_one(const QString& what);
    // Remembers the error. Returns whether it is the second one without a command in between, after
    // which the run is not to be trusted any more.
    bool add(const QString& what);
    // The report: version, seed, fingerprint, the last commands and the scenario.
    QString report() const;
    // The last commands, oldest first.
    const std::deque<QString>& commands() const { return commands_; }

private:
    Session& session_;
    std::deque<QString> commands_;
    QString last_error_;
    bool once_ = false;  // an error since the last command
};

}  // namespace isotherm
