// SPDX-License-Identifier: GPL-3.0-or-later
// The status bar: what is selected or at the cursor, and the state of the simulation.

#include <QProgressBar>
#include <QStatusBar>

#include "app/gui/models/cause_names.h"
#include "app/gui/models/cell_words.h"
#include "engine/insight/cell_facts.h"
#include "app/gui/models/view_numbers.h"
#include "app/gui/window/drawer_tabs.h"
#include "app/gui/window/main_window.h"
#include "app/gui/window/side_panel.h"
#include "app/render/time_axis.h"
#include "app/render/value_axis.h"

namespace isotherm {

void MainWindow::make_status_bar() {
    statusBar()->addWidget(status_left_, 1);
    progress_->setMaximumSize(160, 12);
    progress_->setTextVisible(false);
    progress_->setAccessibleName(tr("How much of the run is simulated"));
    cancel_->setText(tr("Cancel"));
    connect(cancel_, &QToolButton::clicked, this, [this] {
        if (session_.opening().kind() != Opening::Kind::none)
            session_.opening().cancel();
        else
            session_.sim().pause();
    });
    statusBar()->addPermanentWidget(status_right_);
    auto* side_tabs = new DrawerTabs({findings_dock_, story_dock_, inspector_dock_}, this, false);
    side_tabs->setObjectName(QStringLiteral("side_tabs"));
    connect(side_, &SidePanel::placed, side_tabs,
            [this, side_tabs] { side_tabs->setVisible(explores() && side_->over()); });
    statusBar()->addPermanentWidget(side_tabs);
    statusBar()->addPermanentWidget(new DrawerTabs(drawer_, this));
    statusBar()->addPermanentWidget(progress_);
    statusBar()->addPermanentWidget(cancel_);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->setContentsMargins(10, 0, 10, 0);
}

void MainWindow::show_status() {
    const ViewState& view = session_.view();
    const RunModel& run = session_.run();
    QString left;
    if (session_.opening().kind() == Opening::Kind::run) {
        left = tr("Reading the run %1\u2026").arg(session_.opening().path());
    } else if (explores()) {
        const auto cursor = view.cursor();
        const Subject at = view.cursor_subject();
        const auto facts =
            cursor ? cell_facts(run.recording(), at.table, at.side, *cursor) : std::nullopt;
        if (view.selection()) {
            left = selection_words(*view.selection());
        } else if (facts) {
            left = CellWords::sentence(*facts, at.side);
        }
    }
    status_left_->setText(left);
    status_right_->setText(explores() ? run_words() : QString());
}

// The same count as everywhere in the window; an ellipsis until it is known.
QString MainWindow::selection_words(TimeWindow selected) const {
    const ViewState& view = session_.view();
    const ViewNumbers* numbers = CountedView::of(session_.run(), session_.view()).numbers();
    const QString waiting(QChar(0x2026));
    const SideNumbers* counts =
        numbers == nullptr ? nullptr : numbers->band(view.table(), view.side());
    const bool nothing = numbers != nullptr && counts == nullptr;  // a table that only A has
    const auto shown = [&](std::uint64_t SideNumbers::*of) {
        return nothing             ? count_text(std::uint64_t{0})
               : counts == nullptr ? waiting
                                   : count_text(counts->*of);
    };
    return tr("%1 selected: %2 to %3, %4 throttled of %5 tries; %6 of %7")
        .arg(qtext(length_text(static_cast<double>(selected.length()))), clock_of(selected.first),
             clock_of(selected.end), shown(&SideNumbers::throttled), shown(&SideNumbers::tries),
             Words::reads_or_writes(view.side()),
             qtext(printable(session_.run().subject_name(view.table()).label())));
}

QString MainWindow::run_words() const {
    const SimController& sim = session_.sim();
    QString right;
    switch (sim.phase()) {
        case SimPhase::running:
            right =
                tr("Running, %1 tries a second").arg(qtext(short_amount(sim.tries_per_second())));
            break;
        case SimPhase::rewinding:
            right = tr("Running again from the start, to step back");
            break;
        case SimPhase::paused:
            right = tr("Paused");
            break;
        case SimPhase::preparing:
            right = tr("Preparing the run\u2026");
            break;
        case SimPhase::ready:
            right = tr("Ready");
            break;
        case SimPhase::finished:
            right = tr("Finished");
            break;
        case SimPhase::failed:
            right = tr("Failed; what was simulated is kept");
            break;
        case SimPhase::empty:
            right = session_.run().empty() ? QString() : tr("A finished run");
            break;
    }
    // A narrow status bar has the tabs of the side panel as well.
    if (sim.attempts() > 0 && !side_->over()) {
        right += tr("   %1 tries of all tables").arg(count_text(sim.attempts()));
    }
    return right;
}

}  // namespace isotherm
