// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/comparison_panel.h"

#include <QHeaderView>
#include <QLocale>
#include <QVBoxLayout>
#include <cmath>

#include "app/gui/models/cause_names.h"
#include "app/gui/models/compare_sentence.h"
#include "app/gui/widgets/flow_layout.h"
#include "app/render/canvas.h"
#include "engine/vocabulary/escaping.h"

namespace isotherm {
namespace {

constexpr double half_cent_a_month = 0.005;

using SideMeans = std::optional<ComparedSide::Means>;

QString comparison_count(const SideMeans& means) {
    return means ? count_text(static_cast<std::int64_t>(std::llround(means->throttled)))
                 : QStringLiteral("\u2013");
}
QString comparison_cost(const SideMeans& means) {
    return means && means->cost_month ? dollars_text(*means->cost_month) : QStringLiteral("\u2013");
}

}  // namespace

ComparisonPanel::ComparisonPanel(Session& session, ComparisonCheck& check, QWidget* parent)
    : QWidget(parent),
      session_(session),
      check_(check),
      sentence_(new QLabel(this)),
      b_(new QPushButton(tr("Choose B\u2026"), this)),
      compare_(new QPushButton(this)),
      sides_(new QTreeWidget(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    sentence_->setWordWrap(true);
    sentence_->setTextFormat(Qt::PlainText);
    sentence_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    sentence_->setAccessibleDescription(tr("How B differs from A"));
    layout->addWidget(sentence_);
    auto* buttons = new FlowLayout;
    compare_->setProperty("primary", true);
    compare_->setObjectName(QStringLiteral("compare/tables"));
    b_->setObjectName(QStringLiteral("compare/choose_b"));
    b_->setToolTip(tr("Runs the scenario of a file as B"));
    buttons->addWidget(compare_);
    buttons->addWidget(b_);
    layout->addLayout(buttons);
    sides_->setHeaderLabels(
        {tr("Where"), tr("Throttled, A \u2192 B"), tr("A month, A \u2192 B"), tr("Clear")});
    sides_->headerItem()->setToolTip(3, tr("Whether the difference is more than chance"));
    sides_->setAccessibleName(tr("A and B by table"));
    sides_->setRootIsDecorated(false);
    sides_->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    layout->addWidget(sides_, 1);
    connect(b_, &QPushButton::clicked, this, &ComparisonPanel::b_asked);
    connect(compare_, &QPushButton::clicked, this, &ComparisonPanel::compare);
    connect(&check, &ComparisonCheck::changed, this, &ComparisonPanel::refresh);
    connect(&session, &Session::compared, this, [this] {
        check_.forget();
        refresh();
    });
    // A run restarts with the same scenario, too.
    connect(&session.run(), &RunModel::restarted, this, [this] {
        const auto &a = session_.run_a().scenario(), &b = session_.run().scenario();
        if (session_.comparing() && a && b)
            check_.forget_others(*a, *b);
        else
            check_.forget();
        refresh();
    });
    refresh();
}

void ComparisonPanel::refresh() {
    const bool two =
        session_.comparing() && session_.run_a().scenario() && session_.run().scenario();
    compare_->setEnabled(check_.running() || two);
    compare_->setText(
        check_.running()
            ? tr("Stop, %1 of %2 seeds").arg(check_.pairs()).arg(ComparisonCheck::seeds)
            : tr("Compare with %1 seeds").arg(ComparisonCheck::seeds));
    b_->setEnabled(session_.sim().has_simulation() && !check_.running());
    sentence_->setText(words());
    if (shown_ == check_.found()) return;
    shown_ = check_.found();
    show_sides();
}

QString ComparisonPanel::words() const {
    if (!check_.errors().empty()) return qtext(printable(check_.errors().front().what));
    if (check_.found() != nullptr) return result_words(*check_.found());
    if (!session_.comparing()) return tr("There is no B yet. Choose one, or try a change as B.");
    return CompareSentence::changes(session_.run_a(), session_.run());
}

// Result, price, and how sure it is.
QString ComparisonPanel::result_words(const FoundComparison& found) const {
    const Comparison& comparison = found.comparison;
    const double a = comparison.share_a, b = comparison.share_b;
    QStringList lines;
    if (a == b && a == 0)
        lines << tr("Like A, B throttles nothing.");
    else if (!comparison.clear())
        lines << tr("No clear difference with %1 seeds: A throttles %2 of its tries, B %3.")
                     .arg(comparison.pairs())
                     .arg(share_text(a, 2), share_text(b, 2));
    else
        lines << (b < a ? tr("B throttles less: %1 of its tries, A %2. So in %3 of %4 seeds.")
                        : tr("B throttles more: %1 of its tries, A %2. So in %3 of %4 seeds."))
                     .arg(share_text(b, 2), share_text(a, 2))
                     .arg(b < a ? comparison.less : comparison.pairs() - comparison.less)
                     .arg(comparison.pairs());
    if (comparison.cost_month_a && comparison.cost_month_b) {
        const double more = *comparison.cost_month_b - *comparison.cost_month_a;
        lines << (std::abs(more) < half_cent_a_month ? tr("The price is the same.")
                  : more > 0 ? tr("B costs %1 more a month.").arg(dollars_text(more))
                             : tr("B costs %1 less a month.").arg(dollars_text(-more)));
    }
    if (found.shortened)
        lines << tr("Compared up to %1, where the shorter run ends.").arg(clock_of(found.seconds));
    lines << CompareSentence::changes(session_.run_a(), session_.run());
    return lines.join(QLatin1Char('\n'));
}

void ComparisonPanel::show_sides() {
    sides_->clear();
    if (shown_ == nullptr) return;
    for (const ComparedSide& side : shown_->comparison.sides) {
        auto* item = new QTreeWidgetItem(sides_);
        const PairedDifference& share = side.throttled_share;
        const QString from_to = QStringLiteral("%1 \u2192 %2");
        const QStringList texts{qtext(printable(side.resource.label())) +
                                    QStringLiteral(" \u00b7 ") + Words::reads_or_writes(side.side),
                                from_to.arg(comparison_count(side.a), comparison_count(side.b)),
                                from_to.arg(comparison_cost(side.a), comparison_cost(side.b)),
                                share.pairs() > 1 && share.clear() ? tr("yes") : tr("no")};
        for (int column = 0; column < texts.size(); ++column) {
            item->setText(column, texts[column]);
            item->setToolTip(column, texts[column]);
        }
    }
}

void ComparisonPanel::compare() {
    if (check_.running()) return check_.stop();
    if (!session_.comparing() || !session_.run_a().scenario() || !session_.run().scenario()) return;
    check_.start(*session_.run_a().scenario(), *session_.run().scenario());
}

}  // namespace isotherm
