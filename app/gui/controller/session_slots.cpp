// SPDX-License-Identifier: GPL-3.0-or-later
// The slots A and B of a comparison: what fills them, the history of runs, and bundles.

#include <QFileInfo>
#include <utility>

#include "app/gui/controller/bundle_saving.h"
#include "app/gui/controller/run_history.h"
#include "app/gui/controller/session.h"
#include "app/gui/models/recorded_past.h"
#include "app/render/canvas.h"
#include "engine/insight/run_comparison.h"
#include "engine/run/checked_scenario.h"
#include "engine/vocabulary/text_file.h"

namespace isotherm {

void Session::connect_slots() {
    connect(&opening_, &Opening::bundle_read, this,
            [this](const QString& path, const std::shared_ptr<ReadBundle>& read) {
                if (const auto slot = std::exchange(wanted_slot_, std::nullopt))
                    put_bundle(*slot, std::move(*read));
                else
                    show_bundle(path, std::move(*read));
            });
    connect(bundle_saving_.get(), &BundleSaving::failed, this, &Session::tell);
    connect(&run_, &RunModel::ended, this, [this] { check_expected(CompareSlot::b); });
    connect(&run_a_, &RunModel::ended, this, &Session::end_a);
    // Views listen to the shown run: another run in A is news for them.
    connect(&run_a_, &RunModel::restarted, this, [this] {
        if (comparing()) run_.set_baseline(&run_a_);
    });
}

const QString& Session::slot_text(CompareSlot slot) const {
    return slot == CompareSlot::a && comparing() ? text_a_ : scenario_text_;
}

const QString& Session::slot_path(CompareSlot slot) const {
    return slot == CompareSlot::a && comparing() ? path_a_ : path_;
}

void Session::fill(CompareSlot slot, const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    // A run that is shown alone is run A.
    if (slot == CompareSlot::a && !comparing()) return open(path);
    if (is_bundle(absolute.toStdString())) {
        opening_.read_bundle(absolute);
        wanted_slot_ = slot;
    } else if (QFileInfo(absolute).isDir() || absolute.endsWith(QLatin1String(".sqlite"))) {
        opening_.read_run(QFileInfo(absolute).isDir() ? absolute
                                                      : QFileInfo(absolute).absolutePath());
        wanted_slot_ = slot;
    } else if (slot == CompareSlot::b) {
        run_file_as_b(absolute);
    } else {
        const auto text = read_text_file(absolute.toStdString(), largest_scenario);
        if (!text.ok()) {
            tell(text.errors());
            return;
        }
        simulate_a(qtext(text.value()), absolute, -1, run_.recorded_seconds());
    }
}

// Run A goes into the history.
void Session::keep_a() { history_->keep(run_a_, text_a_, path_a_, view_.theme()); }

void Session::put_run(CompareSlot slot, const QString& path, ReadRun read) {
    if (!read.whole || !whole_) {
        tell_not_whole(read.whole ? path_ : path);
        return;
    }
    const QString text = qtext(read.run.identity.scenario_text);
    const QString before = scenario_text_;
    if (slot == CompareSlot::a) {
        sim_a_.reset();
        stop_seeds();
        keep_a();
        text_a_ = text;
        path_a_ = path;
        run_a_.load(std::move(read.run), std::move(read.pyramids), std::move(read.findings));
    } else {
        begin_comparison();
        sim_.close();
        history_->keep(run_, scenario_text_, path_, view_.theme());
        stream_.reset();
        path_ = path;
        scenario_text_ = text;
        run_.load(std::move(read.run), std::move(read.pyramids), std::move(read.findings));
        Q_EMIT text_changed(before, text);
    }
    Q_EMIT compared();
}

void Session::show_bundle(const QString& path, ReadBundle read) {
    const BundleDocument document = read.bundle.document;
    unpacked_.push_back(read.bundle.folder);
    const OpenBundle::Slot& a = *read.bundle.a;
    const QString scenario = qtext(a.scenario);
    const bool remembers = std::exchange(remembers_, false);  // not the unpacked files
    if (read.a) {
        show_run(scenario, std::move(*read.a));
    } else if (const auto text = read_text_file(a.scenario, largest_scenario); !text.ok()) {
        tell(text.errors());
    } else if (open_alone(qtext(text.value()), scenario)) {
        sim_.run_to_end();
    }
    remembers_ = remembers;
    remember(path);
    if (document.b) put_bundle(CompareSlot::b, std::move(read));
    set_notes(document.notes);
    QStringList dismissed, view;
    for (const std::string& cause : document.dismissed) dismissed << qtext(cause);
    for (const std::string& word : document.view) view << qtext(word);
    set_dismissed(dismissed);
    Q_EMIT bundle_opened(view);
}

// A bundle's own side fills the slot; if it has only one run, that one.
void Session::put_bundle(CompareSlot slot, ReadBundle read) {
    const bool takes_b = slot == CompareSlot::b && read.bundle.b.has_value();
    const OpenBundle::Slot& of = takes_b ? *read.bundle.b : *read.bundle.a;
    std::optional<ReadRun>& run = takes_b ? read.b : read.a;
    unpacked_.push_back(read.bundle.folder);
    const QString scenario = qtext(of.scenario);
    if (run) return put_run(slot, scenario, std::move(*run));
    const auto text = read_text_file(of.scenario, largest_scenario);
    if (!text.ok())
        tell(text.errors());
    else if (slot == CompareSlot::b)
        run_as_b(qtext(text.value()), scenario);
    else
        simulate_a(qtext(text.value()), scenario, -1, run_.recorded_seconds());
}

// Simulates a scenario as A beside the run that is shown as B. `seed`: -1 for the scenario's own.
void Session::simulate_a(const QString& text, const QString& path, std::int64_t seed,
                         std::int64_t seconds) {
    const std::string name = path.isEmpty() ? "scenario.toml" : path.toStdString();
    auto scenario = checked(read_scenario_text(text.toStdString(), name));
    if (!scenario.ok()) {
        tell(scenario.errors());
        return;
    }
    if (seed >= 0) scenario.value().seed = seed;
    sim_a_.reset();
    stop_seeds();
    keep_a();
    text_a_ = text;
    path_a_ = path;
    expected_.erase(CompareSlot::a);
    sim_a_ = std::make_unique<SimController>(run_a_);
    connect(sim_a_.get(), &SimController::failed, this, &Session::trouble);
    connect(sim_a_.get(), &SimController::state_changed, this, [this] {
        const SimPhase phase = sim_a_ == nullptr ? SimPhase::empty : sim_a_->phase();
        if (phase == SimPhase::paused || phase == SimPhase::failed) end_a();
    });
    const SimTime until = sim_start + std::chrono::seconds(std::max<std::int64_t>(seconds, 1));
    sim_a_->open(std::move(scenario.value()));
    if (until >= sim_a_->end())
        sim_a_->run_to_end();
    else
        sim_a_->go_to(until);
    Q_EMIT compared();
}

// Run A is known as far as it is wanted.
void Session::end_a() {
    if (sim_a_ == nullptr) return;
    // Its own signal may be what is handled now.
    sim_a_->disconnect(this);
    sim_a_.release()->deleteLater();
    check_expected(CompareSlot::a);
    if (comparing()) run_.set_baseline(&run_a_);
    Q_EMIT compared();
}

void Session::fill_earlier(CompareSlot slot, std::size_t run) {
    if (run >= history_->runs().size()) return;
    if (!whole_) {
        tell_not_whole(path_);
        return;
    }
    put_earlier(slot, history_->take(run));
}

void Session::put_earlier(CompareSlot slot, EarlierRun earlier) {
    if (slot == CompareSlot::a && !comparing()) {
        // The run that is shown becomes B.
        begin_comparison();
        run_.take_over(run_a_);
        text_a_.clear();
        path_a_.clear();
    }
    if (earlier.run == nullptr) {
        if (slot == CompareSlot::a) {
            simulate_a(earlier.text, earlier.path, earlier.seed, earlier.seconds);
        } else if (!run_as_b(earlier.text, earlier.path)) {
            return;
        }
        return expect(slot, earlier);
    }
    const QString before = scenario_text_;
    if (slot == CompareSlot::a) {
        sim_a_.reset();
        stop_seeds();
        keep_a();
        text_a_ = earlier.text;
        path_a_ = earlier.path;
        run_a_.take_over(*earlier.run);
    } else {
        begin_comparison();
        sim_.close();
        history_->keep(run_, scenario_text_, path_, view_.theme());
        path_ = earlier.path;
        scenario_text_ = earlier.text;
        run_.take_over(*earlier.run);
        Q_EMIT text_changed(before, scenario_text_);
    }
    Q_EMIT compared();
}

// Remembers the fingerprint that a run has to have when it was repeated.
void Session::expect(CompareSlot slot, const EarlierRun& earlier) {
    if (!earlier.fingerprint.empty()) expected_[slot] = earlier.fingerprint;
}

void Session::check_expected(CompareSlot slot) {
    const auto found = expected_.find(slot);
    if (found == expected_.end()) return;
    const RunModel& run = slot == CompareSlot::a ? run_a_ : run_;
    const std::string wanted = found->second;
    if (run.identity().fingerprint.empty()) return;  // it has not ended yet
    expected_.erase(found);
    if (run.identity().fingerprint != wanted)
        Q_EMIT trouble(tr("The earlier run is not the same when it is repeated: a file that it "
                          "reads has changed."),
                       tr("Compare with this one, or restore the file."));
}

void Session::swap_slots() {
    if (!comparing() || filling_a()) return;
    stop_seeds();
    sim_.close();
    const QString before = scenario_text_;
    std::swap(text_a_, scenario_text_);
    std::swap(path_a_, path_);
    expected_.clear();
    subject_name_ = run_.subject_name(view_.table());
    RunModel spare;
    spare.take_over(run_a_);
    run_a_.take_over(run_);
    run_.take_over(spare);
    Q_EMIT text_changed(before, scenario_text_);
    Q_EMIT compared();
}

void Session::set_notes(std::vector<BundleNote> notes) {
    if (notes == notes_) return;
    notes_ = std::move(notes);
    std::vector<std::int64_t> seconds;
    for (const BundleNote& note : notes_) seconds.push_back(note.second);
    view_.set_note_seconds(std::move(seconds));
    Q_EMIT notes_changed();
}

void Session::set_dismissed(const QStringList& causes) {
    if (causes == dismissed_) return;
    dismissed_ = causes;
    Q_EMIT dismissed_changed();
}

void Session::save_bundle(const QString& path, const QByteArray& thumbnail,
                          const QStringList& view) {
    const auto source = [this](CompareSlot slot, const RunModel& run) {
        const QString& file = slot_path(slot);
        const bool stored = QFileInfo(file).isDir();
        BundleSource of{.label = run.recording().name,
                        .scenario_text = run.identity().scenario_text,
                        .scenario_file = stored ? std::string() : file.toStdString(),
                        .seed = run.identity().seed,
                        .seconds = run.recorded_seconds(),
                        .fingerprint = run.identity().fingerprint,
                        .run = stored ? file.toStdString() : std::string()};
        return of;
    };
    BundleContent content;
    content.a = source(CompareSlot::a, comparing() ? run_a_ : run_);
    if (comparing()) {
        content.b = source(CompareSlot::b, run_);
        const std::int64_t seconds = std::min(run_a_.recorded_seconds(), run_.recorded_seconds());
        if (run_a_.scenario() && run_.scenario())
            content.document.sentence =
                isotherm::compared(figures_of(run_a_.recording(), *run_a_.scenario(), seconds),
                                   figures_of(run_.recording(), *run_.scenario(), seconds));
    }
    content.document.title = run_.recording().name;
    content.document.notes = notes_;
    for (const QString& cause : dismissed_)
        content.document.dismissed.push_back(cause.toStdString());
    for (const QString& word : view) content.document.view.push_back(word.toStdString());
    content.thumbnail = thumbnail.toStdString();
    bundle_saving_->start(path, content);
}

}  // namespace isotherm
