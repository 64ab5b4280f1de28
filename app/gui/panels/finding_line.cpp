// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/finding_line.h"

#include <QHBoxLayout>

#include "app/gui/models/cause_names.h"
#include "app/gui/models/finding_words.h"

namespace isotherm {

FindingLine::FindingLine(FindingsPanel& findings, QWidget* parent)
    : QFrame(parent),
      findings_(findings),
      text_(new ElidedLabel(this)),
      before_(new QToolButton(this)),
      after_(new QToolButton(this)),
      panel_(new QToolButton(this)) {
    setObjectName(QStringLiteral("finding_line"));
    setFixedHeight(height_px);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 8, 0);
    layout->setSpacing(4);
    layout->addWidget(text_, 1);
    before_->setText(QString(QChar(0x2039)));
    before_->setToolTip(tr("The finding before"));
    before_->setAccessibleName(tr("The finding before"));
    after_->setText(QString(QChar(0x203A)));
    after_->setToolTip(tr("The next finding"));
    after_->setAccessibleName(tr("The next finding"));
    panel_->setText(tr("Findings"));
    panel_->setToolTip(tr("Open the panel of causes and remedies"));
    for (QToolButton* button : {before_, after_, panel_}) {
        button->setAutoRaise(true);
        layout->addWidget(button);
    }
    connect(before_, &QToolButton::clicked, this, [this] { Q_EMIT step_asked(false); });
    connect(after_, &QToolButton::clicked, this, [this] { Q_EMIT step_asked(true); });
    connect(panel_, &QToolButton::clicked, this, &FindingLine::panel_asked);
    connect(&findings, &FindingsPanel::changed, this, &FindingLine::refresh);
    refresh();
}

void FindingLine::refresh() {
    const FindingCard* card = findings_.current_card();
    if (card == nullptr) return text_->setText(QString());
    const ThrottleFinding& finding = card->finding();
    const std::size_t count = findings_.cards().size();
    text_->setText(tr("%1 %2, %3. %4 (%5 of %6)")
                       .arg(share_text(finding.share, 0), FindingWords::cause(finding.cause),
                            FindingWords::place(finding), FindingWords::sentence(finding))
                       .arg(findings_.current() + 1)
                       .arg(count));
    before_->setEnabled(count > 1);
    after_->setEnabled(count > 1);
}

}  // namespace isotherm
