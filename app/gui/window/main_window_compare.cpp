// SPDX-License-Identifier: GPL-3.0-or-later
// What if: live changes, a second run beside the first, and forks.

#include "app/gui/models/cause_names.h"
#include "app/gui/models/engine_words.h"
#include "app/gui/window/main_window.h"

namespace isotherm {

void MainWindow::connect_compare() {
    ViewState& view = session_.view();
    connect_what_if();
    connect(scenario_, &ScenarioPanel::b_asked, this, &MainWindow::run_as_b);
    connect(&session_.sim(), &SimController::applied, this, &MainWindow::tell_applied);
    connect(&session_, &Session::compared, this, &MainWindow::show_state);
    connect(&session_, &Session::seeds_changed, this, &MainWindow::show_state);
    // Live changes become part of the text; unsaved edits are kept.
    connect(&session_, &Session::text_changed, this,
            [this](const QString& before, const QString& after) {
                if (scenario_->text() == before)
                    scenario_->replace(after);
                else if (after.startsWith(before))
                    scenario_->replace(scenario_->text() + after.mid(before.size()));
            });
    const When compared{.possible = [this] { return shows_two(); }};
    on(ActionId::apply_live, {.possible = [this] { return goes_on(); }}, [this] { apply_live(); });
    on(ActionId::run_as_b, {.possible = [this] { return has_text(); }}, [this] { run_as_b(); });
    on(ActionId::fork, {.possible = [this] { return simulates(); }}, [this] { fork(); });
    on(ActionId::check_seeds,
       {.possible = [this] { return shows_two() && !session_.seeds().running(); }},
       [this] { session_.check_seeds(); });
    on(ActionId::keep_b, compared, [this] { session_.keep_b(); });
    on(ActionId::back_to_a, compared, [this] { session_.back_to_a(); });
    on(ActionId::heat_scale, [&view] {
        const int next = (static_cast<int>(view.heat_scale()) + 1) % heat_scale_count;
        view.set_heat_scale(static_cast<HeatScale>(next));
    });
    on(ActionId::fold, {.checked = [&view] { return view.folds_quiet(); }},
       [&view] { view.set_folds_quiet(!view.folds_quiet()); });
    on(ActionId::compare_mode, compared, [&view] {
        const int next = (static_cast<int>(view.compare_mode()) + 1) % compare_mode_count;
        view.set_compare_mode(static_cast<CompareMode>(next));
    });
}

// B is the edited text with the changes of the sliders.
bool MainWindow::run_as_b() {
    banner_->hide();
    if (!what_if_->commit()) {
        show_dock(what_if_dock_, what_if_);
        return false;
    }
    QString text = scenario_->text();
    const bool edited = text != session_.scenario_text();
    if (edited) {
        scenario_->check();
        if (!scenario_->errors().empty()) {
            show_editor(&scenario_->editor());
            return false;
        }
    }
    if (what_if_->what_if().changed() && session_.run().scenario()) {
        const auto changed =
            what_if_->what_if().text_of_b(*session_.run().scenario(), text.toStdString());
        if (changed) text = qtext(*changed);
    }
    if (text == session_.scenario_text()) {
        banner_->show_message(
            Banner::Kind::note, tr("B would be the same run as A."),
            tr("Change something first: the scenario, or a slider under What if."));
        return false;
    }
    if (!session_.run_as_b(text)) return false;
    what_if_->reset();
    return true;
}

void MainWindow::apply_live() {
    banner_->hide();
    if (!what_if_->commit() || !what_if_->what_if().changed()) {
        show_dock(what_if_dock_, what_if_);
        return;
    }
    if (!what_if_->what_if().live()) {
        banner_->show_message(
            Banner::Kind::note, tr("Some of these changes cannot be made during the run."),
            tr("Run them from the start as B."), tr("Run as B"), [this] { run_as_b(); });
        return;
    }
    if (session_.apply_live(what_if_->what_if())) what_if_->reset();
}

void MainWindow::fork() {
    const auto cursor = session_.view().cursor();
    const SimTime at =
        cursor ? sim_start + std::chrono::seconds(cursor->second) : session_.sim().now();
    if (session_.fork(at))
        banner_->show_message(
            Banner::Kind::note, tr("B branches off from A at %1.").arg(clock_of(whole_seconds(at))),
            tr("Change something under What if, apply it now, and continue the run."),
            tr("What if\u2026"), [this] { show_dock(what_if_dock_, what_if_); });
}

// Shows how DynamoDB answered live changes.
void MainWindow::tell_applied(const std::vector<LiveChange>& changes) {
    for (const LiveChange& change : changes) {
        if (!change.workload.empty()) continue;
        if (!change.answer.accepted) {
            banner_->show_message(
                Banner::Kind::trouble,
                tr("DynamoDB refused the change: %1")
                    .arg(engine_words(
                        say<Says::refused_with>(change.answer.exception, change.answer.why))),
                tr("The refusal is shown in the changes lane, as it would be in your logs."));
            return;
        }
        banner_->show_message(Banner::Kind::note,
                              tr("Requested at %1; it takes effect at %2.")
                                  .arg(clock_of(whole_seconds(sim_start + change.at)),
                                       clock_of(whole_seconds(change.answer.effective))),
                              {});
        return;
    }
    if (!changes.empty())
        banner_->show_message(Banner::Kind::note,
                              tr("The changed workload applies from %1 on.")
                                  .arg(clock_of(whole_seconds(sim_start + changes.front().at))),
                              {});
}

}  // namespace isotherm
