// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/finding_card.h"

#include <QPainter>

#include "app/gui/models/cause_names.h"
#include "app/gui/models/finding_words.h"
#include "app/gui/widgets/flow_layout.h"
#include "app/render/canvas.h"

namespace isotherm {
namespace {

constexpr int card_margin = 12;
constexpr int card_gap = 4;
constexpr int share_bar_height = 12;
constexpr std::size_t most_remedies = 3;

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

ShareBar::ShareBar(double share, CauseStyle style, QWidget* parent)
    : QWidget(parent), share_(share), style_(std::move(style)) {
    setFixedHeight(share_bar_height);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ShareBar::set_share(double share) {
    share_ = share;
    update();
}

void ShareBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    static const Theme theme =
        make_theme(ThemeName::dark);  // only for text, of which there is none
    Canvas canvas(painter, theme, 1);
    const double middle = height() / 2.0;
    canvas.glyph(style_.glyph, {middle, middle}, share_bar_height - 3, style_.fill, style_.outline);
    constexpr double thickness = 4;
    const double left = share_bar_height + card_gap;
    const QRectF whole(left, middle - thickness / 2, width() - left, thickness);
    QColor rest = style_.outline;
    rest.setAlphaF(0.25F);
    canvas.fill(whole, rest);
    QRectF part = whole;
    part.setWidth(std::max(whole.width() * share_, 2.0));
    canvas.fill(part, style_.fill);
}

FindingCard::FindingCard(const ThrottleFinding& finding, const Theme& theme, QWidget* parent)
    : QFrame(parent),
      finding_(finding),
      show_(new QPushButton(tr("Show"), this)),
      why_(new QPushButton(tr("Why?"), this)),
      dismiss_(new QPushButton(tr("Dismiss"), this)),
      remedies_(new QVBoxLayout) {
    setProperty("card", true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(card_margin, card_margin, card_margin, card_margin);
    layout->setSpacing(card_gap);
    bar_ = new ShareBar(finding.share,
                        theme.causes[static_cast<std::size_t>(finding.main_outcome())], this);
    layout->addWidget(bar_);
    title_ = label(QString(), "title", *layout);
    sentence_ = label(QString(), "", *layout);
    known_ = label(QString(), "quiet", *layout);
    layout->addLayout(remedies_);
    trial_ = label(QString(), "strong", *layout);
    trial_->setObjectName(QStringLiteral("trial"));
    trial_->hide();
    add_buttons(*layout);
    show_finding(finding);
}

void FindingCard::show_finding(const ThrottleFinding& finding) {
    finding_ = finding;
    bar_->set_share(finding.share);
    title_->setText(card_title(finding));
    sentence_->setText(FindingWords::sentence(finding));
    sentence_->setToolTip(FindingWords::evidence(finding) + QLatin1Char('\n') +
                          FindingWords::reported(finding));
    known_->setText(tr("%1, %2 to %3 \u00b7 %4")
                        .arg(FindingWords::place(finding), clock_of(finding.first_second),
                             clock_of(finding.last_second), FindingWords::confidence(finding)));
    QFont font = known_->font();
    font.setItalic(finding.evidence.weak);
    known_->setFont(font);
    show_->setAccessibleName(tr("Show: %1").arg(card_title(finding)));
    why_->setAccessibleName(tr("Why? %1").arg(card_title(finding)));
    dismiss_->setAccessibleName(tr("Dismiss: %1").arg(card_title(finding)));
    setAccessibleName(card_title(finding));
    setAccessibleDescription(FindingWords::evidence(finding));
}

void FindingCard::add_buttons(QVBoxLayout& layout) {
    auto* buttons = new FlowLayout;
    buttons->setSpacing(card_gap);
    for (QPushButton* button : {show_, why_, dismiss_}) {
        button->setProperty("compact", true);
        buttons->addWidget(button);
    }
    layout.addLayout(buttons);
    show_->setToolTip(tr("Show this table and side, and select the time"));
    why_->setToolTip(tr("The chain of causes of the worst cell"));
    dismiss_->setToolTip(tr("Hide this kind of cause for this scenario"));
    connect(show_, &QPushButton::clicked, this, &FindingCard::show_asked);
    connect(why_, &QPushButton::clicked, this, &FindingCard::why_asked);
    connect(dismiss_, &QPushButton::clicked, this, &FindingCard::dismiss_asked);
}

void FindingCard::show_trial(const QString& text) {
    trial_->setText(text);
    trial_->setVisible(!text.isEmpty());
}

QString FindingCard::trial() const { return trial_->text(); }

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
    for (std::size_t r = 0; r < std::min(remedies.size(), most_remedies); ++r)
        add_remedy(remedies[r], why_not, *box);
    if (!without.isEmpty())
        label(tr("Tried, no difference: %1.").arg(without.join(QStringLiteral(", "))), "quiet",
              *box);
    if (!remedies.empty() && !why_not.isEmpty()) label(why_not, "quiet", *box);
    remedies_->addWidget(remedy_box_);
    remedy_box_->show();
}

void FindingCard::add_remedy(const RemedyLine& remedy, const QString& why_not, QVBoxLayout& box) {
    // A line may break after a dot or an underscore.
    QString change = FindingWords::short_change(remedy.change);
    for (const QChar mark : {QLatin1Char('.'), QLatin1Char('_')})
        change.replace(mark, QString(mark) + QChar(0x200B));
    QLabel* named = label(remedy.name + QStringLiteral(": ") + change, "strong", box);
    named->setToolTip(remedy.change);
    named->setProperty("scenario_text", true);  // names of the scenario are not translated
    if (!remedy.effect.isEmpty()) label(remedy.effect, "", box);
    auto* button = new QPushButton(tr("Try as B"), remedy_box_);
    button->setProperty("compact", true);
    button->setEnabled(why_not.isEmpty());
    button->setObjectName(objectName() + QStringLiteral("/try_b"));
    // The lines of the scenario that change.
    button->setToolTip(QString(remedy.change).replace(QStringLiteral(", "), QStringLiteral("\n")));
    button->setAccessibleName(tr("Try as B: %1").arg(remedy.change));
    connect(button, &QPushButton::clicked, this,
            [this, text = remedy.text] { Q_EMIT try_asked(text); });
    tries_.push_back(button);
    auto* knobs = new QPushButton(tr("What if"), remedy_box_);
    knobs->setProperty("compact", true);
    knobs->setObjectName(objectName() + QStringLiteral("/what_if"));
    knobs->setToolTip(tr("Set these numbers in What if"));
    knobs->setAccessibleName(tr("What if: %1").arg(remedy.change));
    connect(knobs, &QPushButton::clicked, this,
            [this, change = remedy.change] { Q_EMIT what_if_asked(change); });
    auto* both = new QHBoxLayout;
    both->setSpacing(card_gap);
    both->addWidget(button);
    both->addWidget(knobs);
    both->addStretch(1);
    box.addLayout(both);
}

}  // namespace isotherm
