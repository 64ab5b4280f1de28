// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/changed_lines.h"

#include <QApplication>
#include <QClipboard>
#include <QVBoxLayout>

#include "app/gui/widgets/flow_layout.h"

namespace isotherm {

ChangedLines::ChangedLines(QWidget* parent)
    : QWidget(parent),
      heading_(new QLabel(tr("As changes in the scenario"), this)),
      lines_(new QLabel(this)),
      copy_(new QPushButton(tr("Copy lines"), this)),
      write_(new QPushButton(tr("Write into the scenario"), this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(4);
    heading_->setProperty("role", QStringLiteral("strong"));
    lines_->setTextFormat(Qt::RichText);
    lines_->setWordWrap(true);
    lines_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    lines_->setAccessibleName(heading_->text());
    column->addWidget(heading_);
    column->addWidget(lines_);
    auto* row = new FlowLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(copy_);
    row->addWidget(write_);
    column->addLayout(row);
    write_->setToolTip(tr("Changes the scenario's text; run it with Apply or as B"));
    connect(copy_, &QPushButton::clicked, this, &ChangedLines::copy);
    connect(write_, &QPushButton::clicked, this, [this] { Q_EMIT write_asked(after_); });
    setVisible(false);
}

void ChangedLines::show_change(const QString& before, const QString& after) {
    if (before == before_ && after == after_) return;
    before_ = before;
    after_ = after;
    changes_ = line_changes(before, after);
    QStringList lines;
    for (const LineChange& change : changes_) {
        for (const QString& line : change.before)
            lines << QStringLiteral("<s>%1</s>").arg(line.trimmed().toHtmlEscaped());
        for (const QString& line : change.after)
            lines << QStringLiteral("<b>%1</b>").arg(line.trimmed().toHtmlEscaped());
    }
    lines_->setText(QStringLiteral("<code>%1</code>").arg(lines.join(QStringLiteral("<br>"))));
    setVisible(!changes_.empty());
}

void ChangedLines::copy() const {
    QStringList lines;
    for (const LineChange& change : changes_) lines << change.after;
    QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')) + QLatin1Char('\n'));
}

}  // namespace isotherm
