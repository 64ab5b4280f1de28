// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/finding_card.h"

#include <QHBoxLayout>

#include "app/gui/models/cause_names.h"
#include "app/gui/models/finding_words.h"

namespace isotherm {
namespace {

constexpr int card_margin = 12;
constexpr int card_gap = 4;

// A share of the throttled tries; a full item collection throttles none.
QString card_title(const ThrottleFinding& finding) {
    const QString cause = FindingWords::cause(finding.cause);
    if (finding.cause == ThrottleCause::collection_full) return cause;
    constexpr double least_shown = 0.0005;  // rounds to 0.1 %
    const QString share = finding.share < least_shown ? QStringLiteral("< ") + share_text(0.001)
                                                      : share_text(finding.share);
    return share + QStringLiteral("  ") + cause;
}

}  // namespace

FindingCard::FindingCard(const ThrottleFinding& finding, QWidget* parent)
    : QFrame(parent),
      finding_(finding),
      show_(new QPushButton(tr("Show"), this)),
      why_(new QPushButton(tr("Why?"), this)),
      remedies_(new QVBoxLayout) {
    setProperty("card", true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(card_margin, card_margin, card_margin, card_margin);
    layout->setSpacing(card_gap);
    label(card_title(finding), "title", *layout);
    label(tr("%1, %2 to %3")
              .arg(FindingWords::place(finding), clock_of(finding.first_second),
                   clock_of(finding.last_second)),
          "quiet", *layout);
    label(FindingWords::evidence(finding), "", *layout);
    label(FindingWords::reported(finding), "quiet", *layout);
    auto* buttons = new QHBoxLayout;
    for (QPushButton* button : {show_, why_}) {
        button->setProperty("compact", true);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    layout->addLayout(buttons);
    layout->addLayout(remedies_);
    show_->setToolTip(tr("Show this table and side, and select the time"));
    why_->setToolTip(tr("The chain of causes of the worst cell"));
    show_->setAccessibleName(tr("Show: %1").arg(card_title(finding)));
    why_->setAccessibleName(tr("Why? %1").arg(card_title(finding)));
    setAccessibleName(card_title(finding));
    setAccessibleDescription(FindingWords::evidence(finding));
    connect(show_, &QPushButton::clicked, this, &FindingCard::show_asked);
    connect(why_, &QPushButton::clicked, this, &FindingCard::why_asked);
}

QLabel* FindingCard::label(const QString& text, const char* role, QVBoxLayout& into) {
    auto* made = new QLabel(text, this);
    made->setTextFormat(Qt::PlainText);
    made->setWordWrap(true);
    made->setTextInteractionFlags(Qt::TextSelectableByMouse);
    made->setProperty("role", QLatin1String(role));
    into.addWidget(made);
    return made;
}

void FindingCard::show_remedies(const std::vector<RemedyLine>& remedies, const QStringList& without,
                                const QString& why_not) {
    tries_.clear();
    if (remedy_box_ != nullptr) {
        remedy_box_->hide();
        remedy_box_->deleteLater();
    }
    remedy_box_ = new QWidget(this);
    auto* box = new QVBoxLayout(remedy_box_);
    box->setContentsMargins(0, card_gap, 0, 0);
    box->setSpacing(card_gap);
    for (const RemedyLine& remedy : remedies) {
        label(remedy.name, "strong", *box);
        label(FindingWords::short_change(remedy.change), "quiet", *box)->setToolTip(remedy.change);
        if (!remedy.effect.isEmpty()) label(remedy.effect, "", *box);
        auto* button = new QPushButton(tr("Try as B"), remedy_box_);
        button->setProperty("compact", true);
        button->setEnabled(why_not.isEmpty());
        button->setAccessibleName(tr("Try as B: %1").arg(remedy.change));
        connect(button, &QPushButton::clicked, this,
                [this, text = remedy.text] { Q_EMIT try_asked(text); });
        tries_.push_back(button);
        box->addWidget(button, 0, Qt::AlignLeft);
    }
    if (!without.isEmpty())
        label(tr("Tried, no difference: %1.").arg(without.join(QStringLiteral(", "))), "quiet",
              *box);
    if (!remedies.empty() && !why_not.isEmpty()) label(why_not, "quiet", *box);
    remedies_->addWidget(remedy_box_);
    remedy_box_->show();
}

}  // namespace isotherm
