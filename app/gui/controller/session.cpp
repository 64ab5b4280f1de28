// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/controller/session.h"

#include <QFileInfo>
#include <QLocale>
#include <QRegularExpression>
#include <QSettings>

#include "app/gui/controller/bundle_saving.h"
#include "app/gui/controller/comparison_check.h"
#include "app/gui/controller/importing.h"
#include "app/gui/controller/plan_check.h"
#include "app/gui/controller/run_history.h"
#include "app/gui/models/recorded_past.h"
#include "app/gui/models/view_arguments.h"
#include "app/render/canvas.h"
#include "engine/recording/run_database.h"
#include "engine/vocabulary/text_file.h"
#include "engine/run/checked_scenario.h"

namespace isotherm {
namespace {

constexpr auto recent_key = "recent_files";
constexpr int most_recent = 10;

QString shell_quoted(const QString& text) {
    QString inside = text;
    return QLatin1Char('\'') + inside.replace(QLatin1Char('\''), QStringLiteral("'\\''")) +
           QLatin1Char('\'');
}

}  // namespace

Session::Session(QObject* parent)
    : QObject(parent),
      history_(std::make_unique<RunHistory>()),
      bundle_saving_(std::make_unique<BundleSaving>()),
      plan_(std::make_unique<PlanCheck>()),
      comparison_(std::make_unique<ComparisonCheck>()),
      importing_(std::make_unique<Importing>()),
      sim_(run_) {
    new RecordedPast(run_);
    connect(&run_, &RunModel::restarted, this, [this] {
        set_clock();
        // The view is kept between two runs of the same length.
        if (run_.planned_seconds() > 0 && planned_ != std::pair(run_.planned_seconds(), grain()))
            reset_view();
        find_subject();
    });
    // The clock is set before other receivers of the signal format times.
    connect(&view_, &ViewState::clock_changed, this, &Session::set_clock);
    connect(&run_, &RunModel::extended, this, [this](qint64) { settle(); });
    connect(&run_, &RunModel::extended, this,
            [this](qint64) { view_.follow_to(run_.recorded_seconds()); });
    // A table and side that the user chose are kept; until then the busiest ones are shown.
    connect(&view_, &ViewState::subject_changed, this, [this] { subject_ = Subject::chosen; });
    connect(&sim_, &SimController::applied, this, &Session::enter);
    connect_seeds();
    connect(&run_, &RunModel::restarted, &remedies_, &RemedyCheck::stop);
    connect(&remedies_, &RemedyCheck::failed, this, &Session::tell);
    connect(&run_, &RunModel::restarted, this, [this] {
        requests_.reset();
        stop_requests();
    });
    connect(&opening_, &Opening::run_read, this,
            [this](const QString& folder, const std::shared_ptr<ReadRun>& read) {
                if (const auto slot = std::exchange(wanted_slot_, std::nullopt))
                    put_run(*slot, folder, std::move(*read));
                else
                    show_run(folder, std::move(*read));
            });
    connect_slots();
    connect(&opening_, &Opening::stream_read, this, &Session::show_stream);
    connect(&opening_, &Opening::failed, this, &Session::tell);
}

Session::~Session() { show_clock({}); }

// Compared runs may have different column lengths; the view uses the longer one.
std::int64_t Session::grain() const {
    return std::max(run_.column_seconds(), comparing() ? run_a_.column_seconds() : 1);
}

void Session::set_clock() {
    show_clock({run_.recording().start, run_.planned_seconds(), view_.clock_kind()});
}

void Session::reset_view() {
    planned_ = {run_.planned_seconds(), grain()};
    view_.reset(planned_.first, planned_.second);
}

// The table may have another number in the new run, or be in only one of two compared runs.
void Session::find_subject() {
    if (subject_name_.table.empty()) return;
    const Subject before = subject_;
    if (const auto found = run_.subject_of(subject_name_)) {
        view_.show_table(*found, view_.side());
        subject_ = before;
    } else if (!run_.empty()) {
        view_.show_table(0, view_.side());
        subject_ = Subject::open;
    }
    if (!run_.empty()) subject_name_ = {};
}

// Shows the busiest table and side of the first minute, unless the user has chosen others.
void Session::settle() {
    constexpr std::int64_t settling = 60;  // seconds
    if (subject_ != Subject::open || run_.empty()) return;
    show_busiest(settling);
    if (run_.recorded_seconds() >= settling) subject_ = Subject::settled;
}

void Session::show_busiest(std::int64_t seconds) {
    if (subject_ == Subject::chosen || run_.empty()) return;
    const Subject before = subject_;
    const std::size_t table = run_.busiest_table(seconds);
    view_.show_table(table, run_.busiest_side(table, seconds));
    subject_ = before;
}

bool Session::tell(const Errors& errors) {
    if (!trouble_code_) trouble_code_ = errors.front().exit_code;
    QString what, fix;
    for (const Error& error : errors) {
        const std::string where = error.where();
        what += (what.isEmpty() ? QString() : QStringLiteral("\n")) +
                qtext(where.empty() ? error.what : where + ": " + error.what);
        if (fix.isEmpty()) fix = qtext(error.fix);
    }
    Q_EMIT trouble(what, fix);
    return false;
}

void Session::open(const QString& path) {
    const QFileInfo info(path);
    const QString absolute = info.absoluteFilePath();
    wanted_slot_.reset();
    if (is_bundle(absolute.toStdString())) return opening_.read_bundle(absolute);
    if (info.isDir()) return opening_.read_run(absolute);
    if (info.suffix() == QLatin1String("sqlite")) return opening_.read_run(info.absolutePath());
    if (info.suffix() != QLatin1String("toml")) return opening_.read_stream(absolute);
    opening_.drop();
    const auto text = read_text_file(absolute.toStdString(), largest_scenario);
    if (!text.ok()) {
        tell(text.errors());
        return;
    }
    if (open_alone(qtext(text.value()), absolute)) remember(absolute);
}

bool Session::open_text(const QString& text, const QString& path) {
    if (!start(text, path)) return false;
    show_from_start();
    return true;
}

// Opens text like open_text, but forgets run A.
bool Session::open_alone(const QString& text, const QString& path) {
    if (!start(text, path, RunA::forgotten)) return false;
    set_notes({});
    set_dismissed({});
    show_from_start();
    return true;
}

void Session::show_from_start() {
    subject_name_ = {};
    view_.set_lens(Lens::truth);
    view_.show_table(0, Side::write);
    subject_ = Subject::open;
    reset_view();
    Q_EMIT opened();
}

// Simulates a text from its start. Returns false if the text is invalid; nothing is changed then.
bool Session::start(const QString& text, const QString& path, RunA run_a) {
    opening_.drop();
    const std::string name = path.isEmpty() ? "scenario.toml" : path.toStdString();
    auto scenario = checked(read_scenario_text(text.toStdString(), name));
    if (!scenario.ok()) return tell(scenario.errors());
    if (run_a == RunA::forgotten) forget_a();
    wanted_slot_.reset();
    expected_.erase(CompareSlot::b);
    if (whole_) history_->keep(run_, scenario_text_, path_, view_.theme());
    path_ = path;
    whole_ = true;
    scenario_text_ = text;
    stream_.reset();
    run_.findChild<RecordedPast*>()->look_beside(path);
    sim_.open(std::move(scenario.value()));
    return true;
}

// What a folder without a manifest shows is not compared: nobody knows what is missing.
bool Session::tell_not_whole(const QString& folder) {
    Q_EMIT trouble(tr("%1 is not a complete run: it has no manifest.json.").arg(folder),
                   tr("What run.sqlite has can be looked at, but not compared. Run the scenario "
                      "again for all of it."));
    return false;
}

void Session::show_run(const QString& folder, ReadRun read) {
    forget_a();
    sim_.close();
    if (whole_) history_->keep(run_, scenario_text_, path_, view_.theme());
    set_notes({});
    set_dismissed({});
    stream_.reset();
    path_ = folder;
    run_.findChild<RecordedPast*>()->look_at(folder + QStringLiteral("/past.csv"));
    scenario_text_ = qtext(read.run.identity.scenario_text);
    run_.load(std::move(read.run), std::move(read.pyramids), std::move(read.findings));
    subject_name_ = {};
    const std::size_t table = run_.busiest_table();
    view_.show_table(table, run_.busiest_side(table));
    reset_view();
    whole_ = read.whole;
    remember(folder);
    Q_EMIT opened();
    if (!whole_) tell_not_whole(folder);
}

void Session::show_stream(std::shared_ptr<const StreamFacts> facts) {
    sim_.pause();
    stream_ = std::move(facts);
    remember(qtext(stream_->path));
    Q_EMIT stream_opened();
    if (!stream_->failure.empty()) tell(stream_->failure);
}

bool Session::make_scenario() {
    if (stream_ == nullptr) return false;
    // The path is next to the stream, so that relative file names stay valid. No file is written.
    const QString path = qtext(stream_->path) + QStringLiteral(".toml");
    return open_alone(qtext(scenario_of_stream(*stream_)), path);
}

void Session::remember(const QString& path) {
    if (!remembers_) return;
    QStringList recent = recent_files();
    recent.removeAll(path);
    recent.prepend(path);
    while (recent.size() > most_recent) recent.removeLast();
    QSettings().setValue(QLatin1String(recent_key), recent);
}

void Session::set_path(const QString& path) {
    path_ = path;
    remember(path);
}

QStringList Session::recent_files() {
    QStringList existing;
    for (const QString& path : QSettings().value(QLatin1String(recent_key)).toStringList()) {
        if (QFileInfo::exists(path)) existing << path;
    }
    return existing;
}

QString Session::command_line(QSize page) const {
    // A command cannot express a comparison, or a scenario that is not saved in a file.
    if (!QFileInfo::exists(path_) || comparing() || run_.empty()) return {};
    QStringList words{QStringLiteral("isotherm"), QStringLiteral("plot"), shell_quoted(path_),
                      QStringLiteral("--what"), QStringLiteral("view")};
    if (sim_.has_simulation()) {
        // The run may have been stopped before its end.
        const bool at_end = sim_.now() >= sim_.end();
        words << QStringLiteral("--advance")
              << (at_end ? QStringLiteral("end")
                         : qtext(text_of(SimDuration(sim_.now() - sim_start))));
    }
    for (const QString& word : ViewArguments::of(run_, view_).words()) {
        static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_.:-]+$"));
        words << (plain.match(word).hasMatch() ? word : shell_quoted(word));
    }
    words << QStringLiteral("--page")
          << QStringLiteral("%1x%2").arg(page.width()).arg(page.height());
    if (QLocale().language() == QLocale::Japanese)
        words << QStringLiteral("--language") << QStringLiteral("ja");
    words << QStringLiteral("--out") << QStringLiteral("view.png");
    return words.join(QLatin1Char(' '));
}

}  // namespace isotherm
