// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/findings_panel.h"

#include "app/gui/models/cause_names.h"
#include "app/gui/models/finding_words.h"
#include "app/render/canvas.h"
#include "engine/vocabulary/escaping.h"

namespace isotherm {

FindingsPanel::FindingsPanel(Session& session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      summary_(new QLabel(this)),
      check_(new QPushButton(this)),
      scroll_(new QScrollArea(this)),
      list_(new QVBoxLayout) {
    constexpr int margin = 12, gap = 8;
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gap);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(margin, gap, margin, 0);
    summary_->setWordWrap(true);
    summary_->setTextFormat(Qt::PlainText);
    summary_->setAccessibleName(tr("Causes in one sentence"));
    check_->setProperty("primary", true);
    head->addWidget(summary_);
    head->addWidget(check_, 0, Qt::AlignLeft);
    layout->addLayout(head);
    auto* content = new QWidget(scroll_);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(gap, 0, gap, gap);
    list_->setSpacing(gap);
    column->addLayout(list_);
    column->addStretch(1);
    scroll_->setWidget(content);
    scroll_->setWidgetResizable(true);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFocusPolicy(Qt::NoFocus);
    layout->addWidget(scroll_, 1);
    RunModel& run = session.run();
    connect(&run, &RunModel::restarted, this, &FindingsPanel::refresh);
    connect(&run, &RunModel::ended, this, &FindingsPanel::refresh);
    connect(&run, &RunModel::extended, this, [this] {
        if (!cards_.empty() && !session_.run().findings()) refresh();
    });
    connect(&session.sim(), &SimController::state_changed, this, &FindingsPanel::show_summary);
    connect(&session.view(), &ViewState::clock_changed, this, &FindingsPanel::refresh);
    connect(&session.remedies(), &RemedyCheck::changed, this, [this] {
        show_check();
        if (!session_.remedies().running()) show_remedies();
    });
    connect(check_, &QPushButton::clicked, this, &FindingsPanel::check);
    refresh();
}

// Words for the states in which there are no findings.
QString FindingsPanel::state_words() const {
    const RunModel& run = session_.run();
    if (run.empty()) return tr("Nothing was simulated yet.");
    if (!run.findings()) return tr("What throttles, and why, is known when the run has ended.");
    return tr("Nothing was throttled: all of %1 tries got through.")
        .arg(count_text(run.totals().attempts));
}

void FindingsPanel::show_summary() {
    const Totals totals = session_.run().totals();
    const bool throttled = session_.run().findings() && totals.throttled > 0;
    summary_->setText(throttled
                          ? tr("%1 of %2 tries were throttled (%3).")
                                .arg(count_text(totals.throttled), count_text(totals.attempts),
                                     share_text(static_cast<double>(totals.throttled) /
                                                    static_cast<double>(totals.attempts),
                                                2))
                          : state_words());
}

void FindingsPanel::refresh() {
    for (FindingCard* card : cards_) {
        card->hide();
        card->deleteLater();
    }
    cards_.clear();
    current_.reset();
    remedies_.clear();
    const RunModel& run = session_.run();
    findings_ = run.findings().value_or(std::vector<ThrottleFinding>());
    if (run.scenario()) remedies_ = remedies_of(findings_, run.recording(), *run.scenario());
    for (const ThrottleFinding& finding : findings_) cards_.push_back(make_card(finding));
    show_summary();
    show_check();
    show_remedies();
}

FindingCard* FindingsPanel::make_card(const ThrottleFinding& finding) {
    auto* card = new FindingCard(finding, scroll_->widget());
    card->setObjectName(QStringLiteral("findings/%1").arg(cards_.size()));
    connect(card, &FindingCard::show_asked, this,
            [this, card] { Q_EMIT show_asked(card->finding()); });
    connect(card, &FindingCard::why_asked, this,
            [this, card] { Q_EMIT why_asked(card->finding()); });
    connect(card, &FindingCard::try_asked, this, &FindingsPanel::try_asked);
    list_->addWidget(card);
    card->show();
    return card;
}

// Why remedies cannot be tried; empty: they can be.
QString FindingsPanel::why_not() const {
    if (!session_.sim().has_simulation()) return tr("Open the scenario of this run to try them.");
    if (session_.comparing()) return tr("Keep B or go back to A to try them.");
    return {};
}

void FindingsPanel::show_check() {
    const RemedyCheck& check = session_.remedies();
    const bool known = check.trials(session_.scenario_text().toStdString()) != nullptr;
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
    const std::string text = session_.scenario_text().toStdString();
    const Trials* trials = session_.remedies().trials(text);
    for (std::size_t f = 0; f < cards_.size(); ++f) {
        std::vector<RemedyLine> lines;
        QStringList without;
        if (trials != nullptr) {
            for (const TriedRemedy& tried : trials->tried) {
                if (tried.remedy.finding != f) continue;
                const QString name = FindingWords::remedy(tried.remedy.kind);
                if (tried.verdict == TrialVerdict::no_effect)
                    without << name;
                else
                    lines.push_back({name, qtext(printable(tried.remedy.change())),
                                     FindingWords::effect(tried, *trials), qtext(tried.text)});
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
    check.start({session_.scenario_text().toStdString(), file, {}}, remedies_);
}

void FindingsPanel::step(bool forward) {
    if (findings_.empty()) return;
    const std::size_t count = findings_.size();
    const std::size_t next =
        !current_ ? (forward ? 0 : count - 1) : (*current_ + (forward ? 1 : count - 1)) % count;
    current_ = next;
    scroll_->ensureWidgetVisible(cards_[next]);
    Q_EMIT show_asked(findings_[next]);
}

}  // namespace isotherm
