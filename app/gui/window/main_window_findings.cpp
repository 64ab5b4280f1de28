// SPDX-License-Identifier: GPL-3.0-or-later
// Findings: shows where a finding lies, explains its worst cell, and tries remedies as run B.

#include "app/gui/window/main_window.h"
#include "app/gui/window/side_panel.h"
#include "engine/insight/cell_facts.h"
#include "engine/insight/episodes.h"

namespace isotherm {

void MainWindow::connect_findings() {
    connect(findings_, &FindingsPanel::show_asked, this, &MainWindow::show_finding);
    connect(findings_, &FindingsPanel::why_asked, this, &MainWindow::explain_finding);
    connect(findings_, &FindingsPanel::try_asked, this, [this](const QString& text) {
        if (!session_.run_as_b(text)) return;
        what_if_->reset();
        session_.view().set_compare_mode(CompareMode::side_by_side);
    });
    connect(findings_, &FindingsPanel::scenario_asked, actions_[ActionId::make_scenario],
            &QAction::trigger);
    connect(finding_line_, &FindingLine::step_asked, findings_, &FindingsPanel::step);
    connect(finding_line_, &FindingLine::panel_asked, this,
            [this] { show_dock(findings_dock_, &findings_->check_button()); });
    connect(findings_, &FindingsPanel::changed, this, &MainWindow::show_finding_line);
    connect(findings_, &FindingsPanel::changed, this, &MainWindow::name_findings);
    connect(findings_, &FindingsPanel::what_if_asked, this, &MainWindow::try_changes);
    connect(side_, &SidePanel::placed, this, &MainWindow::show_finding_line);
    connect(findings_dock_, &QDockWidget::visibilityChanged, this, &MainWindow::show_finding_line);
    connect(pages_, &QStackedWidget::currentChanged, this, &MainWindow::show_finding_line);
    connect(&session_.view(), &ViewState::look_changed, this, &MainWindow::show_finding_line);
    show_finding_line();
    on(ActionId::try_finding,
       {.possible =
            [this] {
                const FindingCard* card = findings_->current_card();
                return explores() && card != nullptr && !card->try_buttons().empty() &&
                       card->try_buttons().front()->isEnabled();
            }},
       [this] {
           show_dock(findings_dock_, &findings_->check_button());
           findings_->try_best();
       });
    const When found{.possible = [this] { return explores() && !findings_->cards().empty(); }};
    for (const bool forward : {true, false}) {
        on(forward ? ActionId::next_finding : ActionId::previous_finding, found, [this, forward] {
            show_dock(findings_dock_, &findings_->check_button());
            findings_->step(forward);
        });
    }
}

// The tab says how many there are.
void MainWindow::name_findings() {
    const std::size_t count = findings_->cards().size();
    findings_dock_->setWindowTitle(count == 0 ? tr("Findings") : tr("Findings %1").arg(count));
}

// One line stands for the panel while that is closed, or lies over the page.
void MainWindow::show_finding_line() {
    if (finding_line_ == nullptr || side_ == nullptr) return;  // not made yet
    finding_line_->setVisible(explores() && finding_line_->has_finding() && !side_->beside() &&
                              !SidePanel::in_front(*findings_dock_) &&
                              !session_.view().presenting());
}

// Shows the table and side, and selects the time from the first to the last throttled second.
void MainWindow::show_finding(const ThrottleFinding& finding) {
    const auto subject = session_.run().subject_of(finding.resource);
    if (!subject) return;
    if (!explores()) open_explore();
    ViewState& view = session_.view();
    view.show_table(*subject, finding.side);
    const TimeWindow stretch{finding.first_second, finding.last_second + 1};
    if (stretch.first < view.window().first || stretch.end > view.window().end)
        view.show(TimeWindow{0, view.whole()});
    view.select(stretch);
}

// Pins the worst second of the partition that throttled most, and explains it.
void MainWindow::explain_finding(const ThrottleFinding& finding) {
    show_finding(finding);
    const auto subject = session_.run().subject_of(finding.resource);
    if (!subject || *subject >= session_.run().recording().tables.size()) return;
    const TableRecording& table = session_.run().recording().tables[*subject];
    const TimeWindow stretch{finding.first_second, finding.last_second + 1};
    const auto busiest = finding.evidence.partition
                             ? finding.evidence.partition
                             : most_throttled_partition(table, finding.side, finding.first_second);
    if (!busiest || *busiest >= table.partitions.size()) return;
    go_to_cell(
        {worst_second(table, finding.side, *busiest, stretch), middle_position(table, *busiest)});
    side_->bring(*inspector_dock_);
    inspector_->explain();
}

}  // namespace isotherm
