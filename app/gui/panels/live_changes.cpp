// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/live_changes.h"

#include <QLabel>
#include <QPushButton>
#include <algorithm>
#include <tuple>

#include "app/gui/models/shown_clock.h"
#include "app/render/canvas.h"
#include "engine/control/live_change.h"

namespace isotherm {
namespace {

// Returns the settings of a section of TOML text, without its time and table: "write = 500".
QString settings_of(const QString& text, const QString& section) {
    QStringList settings;
    bool inside = false;
    for (const QString& whole : text.split(QLatin1Char('\n'))) {
        const QString line = whole.trimmed();
        if (line.startsWith(QLatin1Char('['))) {
            inside = line == section;
        } else if (inside && !line.isEmpty() && !line.startsWith(QStringLiteral("at ")) &&
                   !line.startsWith(QStringLiteral("table "))) {
            settings << line;
        }
    }
    return settings.join(QStringLiteral(", "));
}

}  // namespace

LiveChanges::LiveChanges(QWidget* parent) : QWidget(parent), column_(new QVBoxLayout(this)) {
    column_->setContentsMargins(0, 8, 0, 0);
    column_->setSpacing(2);
    auto* heading = new QLabel(tr("Changes"), this);
    heading->setProperty("role", QStringLiteral("strong"));
    column_->addWidget(heading);
    setVisible(false);
}

void LiveChanges::show_changes(const Scenario& scenario, const QString& text) {
    std::vector<Change> changes;
    const auto add = [&](const std::string& name, SimDuration at, const QString& section) {
        if (name.starts_with(live_change_prefix))
            changes.push_back({at, settings_of(text, section)});
    };
    for (const auto& [name, change] : scenario.changes)
        add(name, change.at, QStringLiteral("[changes.%1]").arg(qtext(name)));
    for (const auto& [workload, spec] : scenario.workloads) {
        for (const auto& [name, change] : spec.changes)
            add(name, change.at,
                QStringLiteral("[workloads.%1.changes.%2]").arg(qtext(workload), qtext(name)));
    }
    std::stable_sort(changes.begin(), changes.end(),
                     [](const Change& a, const Change& b) { return a.at < b.at; });
    if (changes == changes_) return;
    changes_ = std::move(changes);
    make_rows();
}

void LiveChanges::show_clock() { make_rows(); }

void LiveChanges::make_rows() {
    delete rows_;
    rows_ = new QWidget(this);
    auto* rows = new QVBoxLayout(rows_);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(2);
    for (const Change& change : changes_) {
        const SimTime at = sim_start + change.at;
        auto* words =
            new QLabel(clock_of(whole_seconds(at)) + QStringLiteral("  ") + change.lines, rows_);
        words->setTextFormat(Qt::PlainText);
        words->setWordWrap(true);
        auto* fork = new QPushButton(tr("Fork before it"), rows_);
        fork->setProperty("compact", true);
        fork->setToolTip(tr("Runs as B up to this moment, without this and later changes"));
        rows->addWidget(words);
        rows->addWidget(fork, 0, Qt::AlignLeft);
        // The buttons may be made anew by the fork, so it starts after the click.
        connect(
            fork, &QPushButton::clicked, this, [this, at] { Q_EMIT fork_asked(at); },
            Qt::QueuedConnection);
    }
    column_->addWidget(rows_);
    setVisible(!changes_.empty());
}

}  // namespace isotherm
