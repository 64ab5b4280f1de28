// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/findings_panel.h"

#include <QApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "app/gui/models/cause_names.h"
#include "app/gui/models/finding_words.h"
#include "app/render/canvas.h"
#include "engine/insight/headroom.h"
#include "engine/vocabulary/escaping.h"

namespace isotherm {
namespace {

// Remedies are tried unasked up to so many simulated tries, which take about ten seconds of one
// processor in the background. votes, of 6.4 million, is below it.
constexpr std::uint64_t most_unasked = 80'000'000;
constexpr std::uint64_t search_runs = 6;  // about, until the least number that is enough is found

// The cards, and below them the button that shows dismissed ones again.
void fill_column(QScrollArea& scroll, QVBoxLayout& cards, QPushButton& dismissed) {
    constexpr int gap = 8;
    auto* content = new QWidget(&scroll);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(gap, 0, gap, gap);
    cards.setSpacing(gap);
    column->addLayout(&cards);
    dismissed.setProperty("compact", true);
    dismissed.setObjectName(QStringLiteral("findings/dismissed"));
    column->addWidget(&dismissed, 0, Qt::AlignLeft);
    column->addStretch(1);
    scroll.setWidget(content);
    scroll.setWidgetResizable(true);
    scroll.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll.setFocusPolicy(Qt::NoFocus);
}

}  // namespace

FindingsPanel::FindingsPanel(Session& session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      summary_(new QLabel(this)),
      check_(new QPushButton(this)),
      next_(new QPushButton(this)),
      scroll_(new QScrollArea(this)),
      list_(new QVBoxLayout),
      dismissed_(new QPushButton(this)) {
    constexpr int margin = 12, gap = 8, least_width = 240;
    setMinimumWidth(least_width);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gap);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(margin, gap, margin, 0);
    summary_->setWordWrap(true);
    summary_->setTextFormat(Qt::PlainText);
    summary_->setAccessibleDescription(tr("Causes in one sentence"));
    check_->setProperty("primary", true);
    head->addWidget(summary_);
    head->addWidget(check_, 0, Qt::AlignLeft);
    head->addWidget(next_, 0, Qt::AlignLeft);
    check_->setObjectName(QStringLiteral("findings/check"));
    next_->setObjectName(QStringLiteral("findings/next"));
    layout->addLayout(head);
    fill_column(*scroll_, *list_, *dismissed_);
    layout->addWidget(scroll_, 1);
    RunModel& run = session_.run();
    connect(&run, &RunModel::restarted, this, &FindingsPanel::refresh);
    connect(&run, &RunModel::ended, this, &FindingsPanel::refresh);
    connect(&run, &RunModel::extended, this, [this] {
        if (!cards_.empty() && !shown().findings()) refresh();
        if (cards_.empty() && !shown().findings_final()) show_summary();
    });
    connect(&run, &RunModel::findings_changed, this, &FindingsPanel::refresh_live);
    connect(&run, &RunModel::ended, this, &FindingsPanel::check_if_cheap);
    connect(&session_, &Session::stream_opened, this, &FindingsPanel::refresh);
    connect(next_, &QPushButton::clicked, this, &FindingsPanel::take_next);
    connect(&session_, &Session::compared, this, &FindingsPanel::refresh);
    connect(&session_, &Session::dismissed_changed, this, &FindingsPanel::refresh);
    connect(&session_.view(), &ViewState::look_changed, this, &FindingsPanel::refresh);
    connect(dismissed_, &QPushButton::clicked, this, [this] { session_.set_dismissed({}); });
    connect(&session_.sim(), &SimController::state_changed, this, &FindingsPanel::show_summary);
    connect(&session_.view(), &ViewState::clock_changed, this, &FindingsPanel::refresh);
    connect(&session_.remedies(), &RemedyCheck::changed, this, [this] {
        show_check();
        if (!session_.remedies().running()) show_remedies();
    });
    connect(check_, &QPushButton::clicked, this, &FindingsPanel::check);
    refresh();
}

// While a remedy of A is tried as B, the findings are those of A.
const RunModel& FindingsPanel::shown() const {
    return tried_ && session_.comparing() ? session_.run_a() : session_.run();
}

QString FindingsPanel::shown_text() const {
    return session_.slot_text(tried_ ? CompareSlot::a : CompareSlot::b);
}

// Words for the states in which there are no findings.
QString FindingsPanel::state_words() const {
    const RunModel& run = shown();
    if (run.empty() && session_.stream() != nullptr)
        return tr("Findings need a table. Make a scenario from the stream.");
    if (run.empty()) return tr("Nothing was simulated yet.");
    // Totals are known at the end; until then, what the causes have.
    if (!run.findings_final()) {
        std::uint64_t throttled = 0;
        for (const ThrottleFinding& finding : findings_) throttled += finding.throttled;
        return throttled == 0 ? tr("0 throttled so far.")
                              : tr("%1 throttled so far.").arg(count_text(throttled));
    }
    return tr("Nothing was throttled: all of %1 tries got through.")
               .arg(count_text(run.totals().attempts)) +
           headroom_words();
}

// How near a run without throttling came to its limits.
QString FindingsPanel::headroom_words() const {
    const auto tightest = tightest_limit(shown().recording());
    if (!tightest || tightest->use <= 0) return {};
    QString place = qtext(tightest->resource);
    if (tightest->partition) place += QLatin1Char(' ') + partition_name(*tightest->partition);
    place += QStringLiteral(", ") + Words::reads_or_writes(tightest->side);
    const QString nearest = tr(" Nearest: %1, with %2 of its limit in its busiest minute.")
                                .arg(place, share_text(tightest->use, 0));
    const auto times = growth();
    if (!times) return nearest;
    return nearest +
           tr(" The load could grow about %1-fold.").arg(QLocale().toString(*times, 'f', 1));
}

std::optional<double> FindingsPanel::growth() const {
    constexpr double tenths = 10, least = 1.1;
    const RunModel& run = shown();
    if (!run.findings_final() || run.totals().throttled > 0) return std::nullopt;
    const auto tightest = tightest_limit(run.recording());
    if (!tightest || tightest->use <= 0) return std::nullopt;
    const double times = std::round(tenths / tightest->use) / tenths;
    return times >= least ? std::optional(times) : std::nullopt;
}

void FindingsPanel::show_next() {
    const bool stream = shown().empty() && session_.stream() != nullptr;
    const bool grows = !stream && growth() && shown().scenario() && session_.sim().has_simulation();
    next_->setVisible(stream || grows);
    next_->setText(stream ? tr("Make a scenario from it") : tr("Try that as B"));
    next_->setToolTip(grows ? tr("Runs the scenario with all rates multiplied by that")
                            : QString());
}

void FindingsPanel::take_next() {
    const auto times = growth();
    if (!times || !shown().scenario()) return Q_EMIT scenario_asked();
    const auto grown = with_grown_load(shown_text().toStdString(), *shown().scenario(), *times);
    if (grown) Q_EMIT try_asked(qtext(*grown));
}

// Simulated tries that trying all remedies takes, about.
std::uint64_t FindingsPanel::tries_to_check() const {
    std::uint64_t runs = RemedyCheck::seeds;
    for (const Remedy& remedy : remedies_)
        runs += RemedyCheck::seeds + (remedy.search ? search_runs : 0);
    return runs * shown().totals().attempts;
}

// Tries remedies as soon as a run has ended and the panel is seen, if that takes only seconds.
void FindingsPanel::check_if_cheap() {
    const RunModel& run = shown();
    if (!isVisible() || !run.findings_final() || remedies_.empty() || !why_not().isEmpty()) return;
    RemedyCheck& remedies = session_.remedies();
    if (remedies.running() || remedies.trials(shown_text().toStdString()) != nullptr) return;
    if (checked_ == run.epoch() || tries_to_check() > most_unasked) return;
    checked_ = run.epoch();
    check();
}

void FindingsPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    check_if_cheap();
}

void FindingsPanel::show_summary() {
    const Totals totals = shown().totals();
    const bool throttled = shown().findings_final() && totals.throttled > 0;
    summary_->setText(throttled
                          ? tr("%1 of %2 tries were throttled (%3).")
                                .arg(count_text(totals.throttled), count_text(totals.attempts),
                                     share_text(static_cast<double>(totals.throttled) /
                                                    static_cast<double>(totals.attempts),
                                                2))
                          : state_words());
    show_next();
    if (throttled && !shown().scenario())
        summary_->setText(summary_->text() + QLatin1Char(' ') +
                          tr("This folder has no readable scenario, so causes are listed without "
                             "remedies."));
}

// Cards stay where they are while a button is down.
void FindingsPanel::refresh_live() {
    if (trying_ || QApplication::mouseButtons() != Qt::NoButton || refresh_numbers()) return;
    refresh();
}

bool FindingsPanel::refresh_numbers() {
    const auto& found = shown().findings();
    if (!found || found->size() != cards_.size()) return false;
    const auto same = [](const FindingCard* card, const ThrottleFinding& finding) {
        const ThrottleFinding& before = card->finding();
        return before.cause == finding.cause && before.resource == finding.resource &&
               before.side == finding.side && before.main_outcome() == finding.main_outcome();
    };
    if (!std::equal(cards_.begin(), cards_.end(), found->begin(), same)) return false;
    findings_ = *found;
    for (std::size_t f = 0; f < cards_.size(); ++f) cards_[f]->show_finding(findings_[f]);
    show_summary();
    Q_EMIT changed();
    return true;
}

void FindingsPanel::refresh() {
    if (trying_) return;
    for (FindingCard* card : cards_) {
        card->hide();
        card->deleteLater();
    }
    cards_.clear();
    current_.reset();
    remedies_.clear();
    // Another B, or none, ends the trial.
    if (tried_ && (!session_.comparing() || session_.scenario_text() != tried_->text))
        tried_.reset();
    const RunModel& run = shown();
    findings_ = run.findings().value_or(std::vector<ThrottleFinding>());
    if (run.scenario() && run.findings_final())
        remedies_ = remedies_of(findings_, run.recording(), *run.scenario());
    int hidden = 0;
    for (const ThrottleFinding& finding : findings_) {
        cards_.push_back(make_card(finding));
        const bool dismissed =
            session_.dismissed().contains(qtext(std::string(name_of(finding.cause))));
        cards_.back()->setVisible(!dismissed);
        hidden += dismissed ? 1 : 0;
    }
    dismissed_->setText(tr("%n dismissed \u00b7 show", nullptr, hidden));
    dismissed_->setVisible(hidden > 0);
    show_summary();
    show_check();
    show_remedies();
    show_trial();
    Q_EMIT changed();
}

// "B: 0 refused (said: 0)" on the card whose remedy is tried.
void FindingsPanel::show_trial() {
    if (!tried_ || tried_->card >= cards_.size()) return;
    const bool ended = session_.run().run_end().has_value();
    QString text = ended ? tr("B: %1 refused").arg(count_text(session_.run().totals().throttled))
                         : tr("B is running\u2026");
    if (ended && tried_->said)
        text += QLatin1Char(' ') + tr("(said: %1)").arg(count_text(*tried_->said));
    cards_[tried_->card]->show_trial(text);
}

void FindingsPanel::try_remedy(const FindingCard* card, const QString& text) {
    const auto at = std::find(cards_.begin(), cards_.end(), card);
    if (at == cards_.end()) return;
    Tried tried{text, static_cast<std::size_t>(at - cards_.begin()), {}};
    const Trials* trials = session_.remedies().trials(shown_text().toStdString());
    if (trials != nullptr) {
        for (const TriedRemedy& one : trials->tried)
            if (one.text == text.toStdString() && !one.after.empty())
                tried.said = one.after.front().throttled;
    }
    tried_ = tried;
    trying_ = true;
    Q_EMIT try_asked(text);
    trying_ = false;
    if (!session_.comparing() || session_.scenario_text() != text) tried_.reset();
    refresh();
}

FindingCard* FindingsPanel::current_card() const {
    return cards_.empty() ? nullptr : cards_[std::min(current(), cards_.size() - 1)];
}

bool FindingsPanel::try_best() {
    FindingCard* card = current_card();
    if (card == nullptr || card->try_buttons().empty() || !why_not().isEmpty()) return false;
    card->try_buttons().front()->click();
    return true;
}

FindingCard* FindingsPanel::make_card(const ThrottleFinding& finding) {
    auto* card = new FindingCard(finding, session_.view().theme(), scroll_->widget());
    card->setObjectName(QStringLiteral("findings/%1").arg(cards_.size()));
    connect(card, &FindingCard::show_asked, this,
            [this, card] { Q_EMIT show_asked(card->finding()); });
    connect(card, &FindingCard::why_asked, this,
            [this, card] { Q_EMIT why_asked(card->finding()); });
    connect(card, &FindingCard::try_asked, this,
            [this, card](const QString& text) { try_remedy(card, text); });
    connect(card, &FindingCard::what_if_asked, this, &FindingsPanel::what_if_asked);
    connect(card, &FindingCard::dismiss_asked, this, [this, card] {
        QStringList dismissed = session_.dismissed();
        dismissed << qtext(std::string(name_of(card->finding().cause)));
        session_.set_dismissed(dismissed);
    });
    list_->addWidget(card);
    card->show();
    return card;
}

// Why remedies cannot be tried; empty: they can be.
QString FindingsPanel::why_not() const {
    if (!session_.sim().has_simulation()) return tr("Open the scenario of this run to try them.");
    if (session_.comparing() && !tried_) return tr("Keep B or go back to A to try them.");
    return {};
}

void FindingsPanel::show_check() {
    const RemedyCheck& check = session_.remedies();
    const bool known = check.trials(shown_text().toStdString()) != nullptr;
    check_->setVisible(!remedies_.empty() && (check.running() || !known));
    check_->setEnabled(why_not().isEmpty());
    check_->setToolTip(why_not().isEmpty()
                           ? tr("Simulates each remedy with %1 seeds").arg(RemedyCheck::seeds)
                           : why_not());
    check_->setText(!check.running() ? tr("Find what helps")
                    : check.all() == 0
                        ? tr("Trying\u2026 Stop")
                        : tr("Trying, %1 of %2. Stop").arg(check.done()).arg(check.all()));
}

void FindingsPanel::show_remedies() {
    const std::string text = shown_text().toStdString();
    const Trials* trials = session_.remedies().trials(text);
    for (std::size_t f = 0; f < cards_.size(); ++f) {
        std::vector<RemedyLine> lines;
        QStringList without;
        if (trials != nullptr) {
            for (const TriedRemedy& tried : trials->tried) {
                if (tried.remedy.finding != f) continue;
                const QString name = FindingWords::remedy(tried.remedy.kind);
                // More capacity is what everybody thinks of first: that it does not help is
                // worth a line.
                if (tried.verdict == TrialVerdict::no_effect &&
                    tried.remedy.kind != RemedyKind::more_capacity)
                    without << name;
                else
                    lines.push_back({name, qtext(printable(tried.remedy.change())),
                                     FindingWords::outcome(tried, *trials) +
                                         QStringLiteral(" \u00b7 ") + tr("re-run"),
                                     qtext(tried.text)});
            }
        } else {
            for (const Remedy& remedy : remedies_) {
                if (remedy.finding != f) continue;
                if (const auto changed = with_remedy(text, remedy))
                    lines.push_back({FindingWords::remedy(remedy.kind),
                                     qtext(printable(remedy.change())), QString(),
                                     qtext(*changed)});
            }
        }
        cards_[f]->show_remedies(lines, without, why_not());
    }
}

void FindingsPanel::check() {
    RemedyCheck& check = session_.remedies();
    if (check.running()) return check.stop();
    const std::string file =
        session_.path().isEmpty() ? "scenario.toml" : session_.path().toStdString();
    check.start({shown_text().toStdString(), file, {}}, remedies_);
}

void FindingsPanel::step(bool forward) {
    if (findings_.empty()) return;
    const std::size_t count = findings_.size();
    const std::size_t next =
        !current_ ? (forward ? 0 : count - 1) : (*current_ + (forward ? 1 : count - 1)) % count;
    current_ = next;
    scroll_->ensureWidgetVisible(cards_[next]);
    Q_EMIT changed();
    Q_EMIT show_asked(findings_[next]);
}

}  // namespace isotherm
