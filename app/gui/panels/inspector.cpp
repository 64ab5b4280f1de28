// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/inspector.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "app/gui/models/cause_names.h"
#include "app/gui/models/cell_words.h"
#include "app/gui/models/lens_sentence.h"
#include "app/gui/widgets/action_table.h"
#include "app/render/plot_frame.h"

namespace isotherm {

Inspector::Inspector(RunModel& run, ViewState& view, QWidget* parent)
    : QWidget(parent),
      run_(run),
      view_(view),
      facts_box_(new QWidget(this)),
      rows_(new QGridLayout),
      title_(new QLabel(this)),
      state_(new QLabel(this)),
      why_(new QPushButton(tr("Why?"), this)),
      focus_(new QPushButton(tr("Focus"), this)),
      chain_(new QTextBrowser(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(6);
    title_->setTextFormat(Qt::RichText);
    title_->setWordWrap(true);
    layout->addWidget(title_);
    state_->setWordWrap(true);
    layout->addWidget(state_);
    // A grid inside a widget that is hidden as a whole. Rows of a QFormLayout that change their
    // visibility make Qt 6.4 write out of bounds.
    auto* numbers = new QVBoxLayout(facts_box_);
    numbers->setContentsMargins(0, 0, 0, 0);
    numbers->setSpacing(layout->spacing());
    layout->addWidget(facts_box_);
    rows_->setHorizontalSpacing(14);
    rows_->setVerticalSpacing(4);
    rows_->setColumnStretch(1, 1);
    numbers->addLayout(rows_);
    time_ = row(tr("Time"));
    demand_ = row(tr("Demand"));
    limit_ = row(tr("Limit in force"));
    heat_ = row(tr("Heat"));
    throttled_ = row(tr("Throttled"));
    cause_ = row(tr("Refused by"));
    share_ = row(tr("Of the table"));
    burst_ = row(tr("Burst left"));
    // Keys can be long, so they get the full width.
    numbers->addWidget(quiet_label(tr("Top keys of the whole run")));
    keys_ = value_label(tr("Top keys of the whole run"));
    numbers->addWidget(keys_);
    auto* buttons = new QHBoxLayout;
    why_->setProperty("primary", true);
    buttons->addWidget(why_);
    buttons->addWidget(focus_);
    buttons->addStretch(1);
    layout->addLayout(buttons);
    chain_->setAccessibleName(tr("Why"));
    layout->addWidget(chain_, 100);
    layout->addStretch(1);
    chain_->setFrameShape(QFrame::NoFrame);
    chain_->setMinimumHeight(120);
    connect_all();
    refresh();
}

void Inspector::connect_all() {
    connect(why_, &QPushButton::clicked, this, &Inspector::explain);
    connect(focus_, &QPushButton::clicked, this, [this] {
        if (facts_) Q_EMIT focus_asked(facts_->range);
    });
    connect(&view_, &ViewState::hover_changed, this, &Inspector::refresh);
    connect(&view_, &ViewState::pin_changed, this, &Inspector::refresh);
    connect(&view_, &ViewState::subject_changed, this, &Inspector::refresh);
    connect(&view_, &ViewState::clock_changed, this, [this] {
        const bool explained = !explanation_.isEmpty();
        refresh();
        if (explained) explain();
    });
    connect(&run_, &RunModel::restarted, this, &Inspector::refresh);
    connect(&run_, &RunModel::hot_keys_changed, this, &Inspector::refresh);
}

QSize Inspector::minimumSizeHint() const {
    const QMargins margins = layout()->contentsMargins();
    const int buttons = why_->sizeHint().width() + layout()->spacing() + focus_->sizeHint().width();
    const QSize least = QWidget::minimumSizeHint();
    return {std::max(least.width(), buttons + margins.left() + margins.right()), least.height()};
}

// Puts numbers beside their names, or below them if long names leave too little width.
void Inspector::resizeEvent(QResizeEvent* event) {
    constexpr int least_for_numbers = 80;
    int names = 0;
    for (const Row& row : listed_) names = std::max(names, row.name->sizeHint().width());
    const int room = contentsRect().width() - layout()->contentsMargins().left() -
                     layout()->contentsMargins().right() - rows_->horizontalSpacing() - names;
    arrange(room < least_for_numbers);
    QWidget::resizeEvent(event);
}

void Inspector::arrange(bool below) {
    if (std::exchange(below_, below) == below) return;
    int line = 0;
    for (const Row& row : listed_) {
        rows_->removeWidget(row.name);
        rows_->removeWidget(row.value);
        rows_->addWidget(row.name, line, 0, 1, below ? 2 : 1);
        if (below) ++line;
        rows_->addWidget(row.value, line, below ? 0 : 1, 1, below ? 2 : 1);
        ++line;
    }
}

QLabel* Inspector::quiet_label(const QString& name) {
    auto* label = new QLabel(name, facts_box_);
    label->setEnabled(false);
    return label;
}

QLabel* Inspector::value_label(const QString& name) {
    auto* value = new QLabel(facts_box_);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    value->setWordWrap(true);
    value->setAccessibleName(name);
    return value;
}

QLabel* Inspector::row(const QString& name) {
    const Row made{quiet_label(name), value_label(name)};
    const auto line = static_cast<int>(listed_.size());
    rows_->addWidget(made.name, line, 0);
    rows_->addWidget(made.value, line, 1);
    listed_.push_back(made);
    return made.value;
}

void Inspector::refresh() {
    const auto cursor = view_.cursor();
    const Subject at = view_.cursor_subject();
    facts_ = cursor ? cell_facts(run_.recording(), at.table, at.side, *cursor) : std::nullopt;
    const bool shown = facts_.has_value();
    facts_box_->setVisible(shown);
    why_->setVisible(shown);
    focus_->setVisible(shown);
    why_->setToolTip(tr("The chain of causes, with numbers (%1)")
                         .arg(ActionTable::key_text(*this, ActionId::why)));
    focus_->setToolTip(
        tr("Show only this partition (%1)").arg(ActionTable::key_text(*this, ActionId::focus)));
    if (!shown) {
        title_->setText(QStringLiteral("<b>%1</b>").arg(tr("Nothing pointed at")));
        state_->setText(
            run_.empty() ? tr("Point at the heat map to see one second of a partition in numbers.")
            : run_.column_seconds() == 1
                ? tr("Point at the heat map to see one second of a partition in numbers; click to "
                     "pin it. %1 goes to the next throttling.")
                      .arg(ActionTable::key_text(*this, ActionId::next_throttle))
                : tr("Point at the heat map to see one minute of a partition in numbers; click to "
                     "pin it. %1 goes to the next throttling.")
                      .arg(ActionTable::key_text(*this, ActionId::next_throttle)));
        explanation_.clear();
        cell_.reset();
        chain_->setVisible(false);
        return;
    }
    show_facts(*facts_);
    const ExplainedCell cell{at.table, at.side, facts_->partition, facts_->time,
                             view_.pin().has_value()};
    const bool same = std::exchange(cell_, cell) == cell;
    if (view_.lens() == Lens::cloudwatch) {
        chain_->setVisible(true);
        chain_->setPlainText(
            LensSentence::text(run_, view_.table(), view_.side(), view_.counted()));
    } else if (!same) {
        explanation_.clear();
        chain_->setVisible(false);
        if (view_.pin() && facts_->throttled > 0) explain();
    }
}

void Inspector::show_facts(const CellFacts& facts) {
    const TableRecording& table = run_.recording().tables[view_.cursor_subject().table];
    const QString unit = unit_name(view_.cursor_subject().side);
    title_->setText(QStringLiteral("<span style='font-size:15px'><b>%1</b>&nbsp;&nbsp;%2</span>")
                        .arg(partition_name(facts.partition),
                             range_text(facts.range.first, facts.range.last, 4)));
    state_->setText(view_.pin() ? tr("%1, pinned (%2 lets go)")
                                      .arg(qtext(printable(table.name.label())),
                                           ActionTable::key_text(*this, ActionId::clear))
                                : qtext(printable(table.name.label())));
    time_->setText(tr("%1 to %2").arg(clock_of(facts.time.first), clock_of(facts.time.end)));
    demand_->setText(facts.is_second()
                         ? tr("%1 %2").arg(amount_text(facts.demand), unit)
                         : tr("%1 %2 in the minute").arg(amount_text(facts.demand), unit));
    limit_->setText(tr("%1 %2 a second").arg(amount_text(facts.limit), unit));
    heat_->setText(facts.is_second()
                       ? share_text(facts.heat, 0)
                       : tr("%1 in its hottest second").arg(share_text(facts.heat, 0)));
    throttled_->setText(count_text(facts.throttled));
    QStringList causes;
    for (const Outcome cause : facts.causes()) causes << Words::cause(cause);
    cause_->setText(causes.isEmpty() ? QStringLiteral("\u2013")
                                     : causes.join(QStringLiteral(", ")));
    share_->setText(tr("%1 of its demand").arg(share_text(facts.share_of_table(), 0)));
    burst_->setText(facts.burst_left ? share_text(*facts.burst_left, 0) : QStringLiteral("\u2013"));
    QStringList keys;
    for (const HotKey& key : table.hottest) {
        if (key.partition != facts.partition || !key.stands_out) continue;
        keys << QStringLiteral("%1 \u00b7 %2")
                    .arg(qtext(printable(key.name)), count_text(key.count));
        if (keys.size() == 3) break;
    }
    keys_->setText(keys.isEmpty() ? tr("no key stands out") : keys.join(QLatin1Char('\n')));
}

void Inspector::explain() {
    if (!facts_ || view_.cursor_subject().table >= run_.recording().tables.size()) return;
    const Scenario* scenario = run_.scenario() ? &*run_.scenario() : nullptr;
    explanation_ = CellWords::why(run_.recording(), view_.cursor_subject().table,
                                  view_.cursor_subject().side, *facts_, scenario);
    QString html = QStringLiteral("<ol style='margin-left:-22px'>");
    for (const QString& step : explanation_) {
        html += QStringLiteral("<li style='margin-bottom:5px'>%1</li>").arg(step.toHtmlEscaped());
    }
    chain_->setHtml(html + QStringLiteral("</ol>"));
    chain_->setVisible(true);
}

QString Inspector::text() const {
    if (!facts_) return {};
    return CellWords::sentence(*facts_, view_.cursor_subject().side) +
           (explanation_.isEmpty() ? QString()
                                   : QLatin1Char('\n') + explanation_.join(QLatin1Char('\n')));
}

}  // namespace isotherm
