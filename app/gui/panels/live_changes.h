// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The changes that were made during the run. They are not undone, but the run can branch off before
// one of them.

#include <QVBoxLayout>
#include <QWidget>

#include "engine/scenario/scenario.h"

namespace isotherm {

class LiveChanges final : public QWidget {
    Q_OBJECT

public:
    explicit LiveChanges(QWidget* parent = nullptr);

    // Lists the live changes of the scenario; `text` is its text, from which the changed settings
    // are quoted.
    void show_changes(const Scenario& scenario, const QString& text);
    // Formats the times again.
    void show_clock();

Q_SIGNALS:
    void fork_asked(isotherm::SimTime before);

private:
    struct Change {
        SimDuration at{};
        QString lines;
        bool operator==(const Change&) const = default;
    };
    void make_rows();

    std::vector<Change> changes_;
    QVBoxLayout* column_;
    QWidget* rows_ = nullptr;
};

}  // namespace isotherm
