// SPDX-License-Identifier: GPL-3.0-or-later
// The functions of Session for comparing two runs and for live changes.

#include <QFileInfo>
#include <utility>

#include "app/gui/controller/session.h"
#include "app/render/canvas.h"
#include "engine/vocabulary/text_file.h"
#include "engine/run/checked_scenario.h"

namespace isotherm {

bool Session::run_as_b(const QString& text) { return run_as_b(text, path_); }

bool Session::run_as_b(const QString& text, const QString& path) {
    if (!whole_) return tell_not_whole(path_);
    const bool at_end = !sim_.has_simulation() || sim_.now() >= sim_.end();
    const SimTime reached =
        comparing() ? sim_start + std::chrono::seconds(run_a_.recorded_seconds()) : sim_.now();
    const std::string name = path.isEmpty() ? "scenario.toml" : path.toStdString();
    const auto read = checked(read_scenario_text(text.toStdString(), name));
    if (!read.ok()) return tell(read.errors());
    begin_comparison();
    const QString before = scenario_text_;
    if (!start(text, path)) return false;
    if (at_end)
        sim_.run_to_end();
    else
        sim_.go_to(reached);
    Q_EMIT text_changed(before, text);
    Q_EMIT compared();
    return true;
}

// Makes the shown run A, unless there already is a run A.
void Session::begin_comparison() {
    subject_name_ = run_.subject_name(view_.table());
    if (!comparing()) {
        sim_.pause();
        text_a_ = scenario_text_;
        path_a_ = path_;
        run_a_.take_over(run_);
        run_.set_baseline(&run_a_);
    }
    if (view_.compare_mode() == CompareMode::off) view_.set_compare_mode(CompareMode::ghost);
    stop_seeds();
}

bool Session::run_file_as_b(const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    const auto text = read_text_file(absolute.toStdString(), largest_scenario);
    return text.ok() ? run_as_b(qtext(text.value()), absolute) : tell(text.errors());
}

bool Session::fork(SimTime at) {
    if (!run_.scenario()) return false;
    std::string text = scenario_text_.toStdString();
    const auto later = [at](const std::string& name, SimDuration change) {
        return name.starts_with(live_change_prefix) && sim_start + change >= at;
    };
    for (const auto& [name, change] : run_.scenario()->changes) {
        if (later(name, change.at)) text = without_toml_table(text, {"changes", name});
    }
    for (const auto& [workload, spec] : run_.scenario()->workloads) {
        for (const auto& [name, change] : spec.changes) {
            if (later(name, change.at))
                text = without_toml_table(text, {"workloads", workload, "changes", name});
        }
    }
    if (!run_as_b(qtext(text))) return false;
    sim_.go_to(at);
    return true;
}

void Session::connect_seeds() {
    connect(&seeds_, &SeedCheck::progressed, this, &Session::seeds_changed);
    connect(&seeds_, &SeedCheck::finished, this, [this](const PairedDifference& difference) {
        seed_difference_ = difference;
        Q_EMIT seeds_changed();
    });
    connect(&seeds_, &SeedCheck::failed, this, [this](const Errors& errors) {
        Q_EMIT seeds_changed();
        tell(errors);
    });
    connect(&run_, &RunModel::ended, this, &Session::check_seeds_if_cheap);
}

void Session::check_seeds() {
    if (!comparing() || !run_a_.scenario() || !run_.scenario()) return;
    const std::int64_t seconds = std::min(run_a_.recorded_seconds(), run_.recorded_seconds());
    seed_difference_.reset();
    seeds_.start(*run_a_.scenario(), *run_.scenario(), sim_start + std::chrono::seconds(seconds));
    Q_EMIT seeds_changed();
}

void Session::stop_seeds() {
    seeds_.stop();
    seed_difference_.reset();
    Q_EMIT seeds_changed();
}

// Starts the check automatically if it takes only a few seconds.
void Session::check_seeds_if_cheap() {
    // in run B; ten seeds of both runs then take about five seconds
    constexpr std::uint64_t most_tries = 2'000'000;
    if (comparing() && sim_.attempts() <= most_tries) check_seeds();
}

void Session::forget_a() {
    if (!comparing()) return;
    stop_seeds();
    sim_a_.reset();
    run_.set_baseline(nullptr);
    keep_a();
    run_a_.clear();
    text_a_.clear();
    view_.set_compare_mode(CompareMode::off);
    // The table shown may exist only in A.
    if (!run_.empty() && view_.table() >= run_.recording().tables.size()) {
        subject_ = Subject::open;
        show_busiest();
    }
    Q_EMIT compared();
}

void Session::keep_b() { forget_a(); }

void Session::back_to_a() {
    if (!comparing()) return;
    const QString text = text_a_, path = path_a_;
    const SimTime reached = sim_start + std::chrono::seconds(run_a_.recorded_seconds());
    const QString before = scenario_text_;
    const ResourceName looked_at = run_.subject_name(view_.table());
    forget_a();
    subject_name_ = looked_at;
    if (!start(text, path)) return;
    sim_.go_to(reached);
    Q_EMIT text_changed(before, text);
}

void Session::read_requests(const RequestQuery& query) {
    if (!run_.scenario()) return;
    reading_requests_ = true;
    const auto fail = [this](const Errors& errors) {
        reading_requests_ = false;
        tell(errors);
        Q_EMIT requests_changed();
    };
    const auto work = [this, query, scenario = *run_.scenario(), fail](
                          const std::atomic<bool>& stopping, const BackgroundJob::Tell& say) {
        auto read = log_requests(scenario, query, stopping);
        if (!read.ok()) return say([fail, errors = read.errors()] { fail(errors); });
        say([this, log = std::make_shared<const RequestLog>(std::move(read.value()))] {
            reading_requests_ = false;
            requests_ = log;
            Q_EMIT requests_changed();
        });
    };
    requests_job_.start(this, work, [fail](const Error& error) { fail({error}); });
    Q_EMIT requests_changed();
}

void Session::stop_requests() {
    requests_job_.stop();
    reading_requests_ = false;
    Q_EMIT requests_changed();
}

bool Session::apply_live(const WhatIf& wanted) {
    if (!sim_.scenario()) return false;
    const std::string name = path_.isEmpty() ? "scenario.toml" : path_.toStdString();
    auto changes = wanted.live_changes(*sim_.scenario(), scenario_text_.toStdString(), name);
    if (!changes.ok()) return tell(changes.errors());
    sim_.apply(std::move(changes.value()));
    return true;
}

// Adds live changes to the scenario's text, so that running the text reproduces this run.
void Session::enter(const std::vector<LiveChange>& made) {
    const auto longer = with_live_changes(scenario_text_.toStdString(), made);
    if (!longer) return;
    const QString before = std::exchange(scenario_text_, qtext(*longer));
    sim_.set_scenario_text(*longer);
    Q_EMIT text_changed(before, scenario_text_);
}

}  // namespace isotherm
