// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/plan_panel.h"

#include <QHeaderView>
#include <QLocale>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/models/cause_names.h"
#include "app/render/canvas.h"
#include "engine/vocabulary/escaping.h"

namespace isotherm {
namespace {

constexpr int plan_margin = 12, plan_gap = 8;

QString plan_dollars(const std::optional<double>& dollars) {
    return dollars ? QStringLiteral("$") + QLocale().toString(*dollars, 'f', 2)
                   : QStringLiteral("\u2013");
}

QLabel* plan_label(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

}  // namespace

PlanPanel::PlanPanel(Session& session, PlanCheck& check, QWidget* parent)
    : QWidget(parent),
      session_(session),
      check_(check),
      promise_(new QLineEdit(this)),
      over_(new QPlainTextEdit(this)),
      commitments_(new QCheckBox(tr("With commitments"), this)),
      find_(new QPushButton(this)),
      state_(plan_label(this)),
      tables_(new QTreeWidget(this)),
      front_(new PlanView(session.view(), this)),
      point_(plan_label(this)),
      b_(new QPushButton(tr("Open as B"), this)),
      scroll_(new QScrollArea(this)) {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* content = new QWidget(scroll_);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(plan_margin, plan_gap, plan_margin, plan_gap);
    layout->setSpacing(plan_gap);
    make_question(*layout);
    make_answer(*layout);
    layout->addStretch(1);
    scroll_->setWidget(content);
    scroll_->setWidgetResizable(true);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFocusPolicy(Qt::NoFocus);
    outer->addWidget(scroll_);
    connect(&check, &PlanCheck::changed, this, &PlanPanel::refresh);
    connect(&session.run(), &RunModel::restarted, this, &PlanPanel::refresh);
    connect(&session, &Session::compared, this, &PlanPanel::refresh);
    connect(&session.sim(), &SimController::state_changed, this, &PlanPanel::refresh);
    refresh();
}

void PlanPanel::make_question(QVBoxLayout& into) {
    auto* promise = new QLabel(tr("What must hold"), this);
    promise->setBuddy(promise_);
    promise_->setAccessibleName(promise->text());
    promise_->setToolTip(
        tr("A figure of the report and its limit, as in [limits] and [expect]; "
           "several are separated by commas"));
    promise_->setObjectName(QStringLiteral("plan/promise"));
    auto* over = new QLabel(tr("What else may vary"), this);
    over->setWordWrap(true);
    over->setBuddy(over_);
    over_->setAccessibleName(over->text());
    over_->setToolTip(
        tr("Beside mode, capacity, scaling and schedules of all tables: a setting and its values "
           "on each line, such as workloads.voters.write_shards=1,2,4,8"));
    over_->setTabChangesFocus(true);
    over_->setFixedHeight(44);
    over_->setObjectName(QStringLiteral("plan/over"));
    commitments_->setChecked(true);
    commitments_->setToolTip(
        tr("Reserved capacity and a Database Savings Plan may be bought, where they cost less"));
    find_->setProperty("primary", true);
    find_->setObjectName(QStringLiteral("plan/find"));
    into.addWidget(promise);
    into.addWidget(promise_);
    into.addWidget(over);
    into.addWidget(over_);
    into.addWidget(commitments_);
    into.addWidget(find_, 0, Qt::AlignLeft);
    into.addWidget(state_);
    state_->setAccessibleName(tr("Result of the search"));
    connect(find_, &QPushButton::clicked, this, &PlanPanel::find);
    connect(promise_, &QLineEdit::returnPressed, this, [this] {
        if (!check_.running() && find_->isEnabled()) find();
    });
}

void PlanPanel::make_answer(QVBoxLayout& into) {
    answer_ = new QWidget(this);
    auto* layout = new QVBoxLayout(answer_);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(plan_gap);
    tables_->setHeaderLabels({tr("Table"), tr("Now"), tr("Planned")});
    tables_->setAccessibleName(tr("What is planned for each table"));
    tables_->setRootIsDecorated(false);
    tables_->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    layout->addWidget(front_);
    layout->addWidget(point_);
    b_->setProperty("compact", true);
    b_->setObjectName(QStringLiteral("plan/open_as_b"));
    layout->addWidget(b_, 0, Qt::AlignLeft);
    layout->addWidget(tables_);
    point_->setAccessibleName(tr("The settings that are selected"));
    into.addWidget(answer_);
    connect(front_, &PlanView::chosen, this, &PlanPanel::show_point);
    connect(b_, &QPushButton::clicked, this, [this] {
        if (const auto text = chosen_text()) Q_EMIT try_asked(*text);
    });
}

QString PlanPanel::why_not() const {
    if (!session_.sim().has_simulation()) return tr("Open a scenario to plan it.");
    if (session_.comparing()) return tr("Keep B or go back to A to plan again.");
    return {};
}

// The promise of the scenario, unless the user has written another one.
void PlanPanel::show_promise() {
    const auto& scenario = session_.run().scenario();
    if (!scenario || session_.comparing()) return;
    const QString usual = qtext(usual_promise_of(*scenario));
    if (promise_->text() == usual_ || promise_->text().isEmpty()) promise_->setText(usual);
    usual_ = usual;
}

void PlanPanel::refresh() {
    show_promise();
    const QString why = why_not();
    find_->setEnabled(check_.running() || why.isEmpty());
    find_->setToolTip(why);
    find_->setText(check_.running() ? tr("Stop the search") : tr("Find the cheapest"));
    state_->setText(state_words());
    if (shown_ == check_.found()) return show_point();
    shown_ = check_.found();
    show_found();
}

QString PlanPanel::state_words() const {
    if (check_.running())
        return tr("Searching: %n run(s) so far.", nullptr, static_cast<int>(check_.runs()));
    if (!check_.errors().empty()) {
        const Error& first = check_.errors().front();
        QString text = qtext(printable(first.what));
        if (!first.fix.empty()) text += QLatin1Char('\n') + qtext(printable(first.fix));
        return text;
    }
    return check_.found() == nullptr ? why_not() : winner_words(*check_.found());
}

QString PlanPanel::winner_words(const FoundPlan& found) const {
    const ScenarioPlan& plan = found.plan;
    QStringList lines;
    if (plan.kept) {
        lines << tr("The promise is kept in %1 of %2 runs with seeds that it was not chosen on.")
                     .arg(plan.kept_in)
                     .arg(plan.seeds);
    } else {
        lines << tr("No setting that was tried keeps the promise; this comes closest.");
        for (const std::string& broken : plan.broken) lines << qtext(printable(broken));
    }
    const auto& payment = plan.payment.month;
    lines << tr("%1 a month, now %2; throttled %3, now %4.")
                 .arg(payment.complete() ? QStringLiteral("$") + qtext(payment.total.text())
                                         : tr("price not known"),
                      plan_dollars(plan.cost_now),
                      share_text(plan.throttled_share.mean.value_or(0), 2),
                      share_text(plan.now.share(), 2));
    lines << tr("%1 settings were tried in %2 runs.")
                 .arg(count_text(static_cast<std::uint64_t>(plan.tried)),
                      count_text(static_cast<std::uint64_t>(plan.runs)));
    return lines.join(QLatin1Char('\n'));
}

void PlanPanel::show_tables(const ScenarioPlan& plan) {
    tables_->clear();
    for (const PlannedTable& table : plan.tables) {
        auto* item = new QTreeWidgetItem(tables_);
        item->setText(0, qtext(printable(table.name)));
        item->setText(1, plan_dollars(table.list_now));
        item->setText(2, plan_dollars(table.list_month) + QStringLiteral("  ") +
                             qtext(printable(table.setting.text())));
        for (int column = 0; column < 3; ++column) item->setToolTip(column, item->text(column));
    }
    // As high as its rows, up to a limit.
    constexpr int rows_seen = 6;
    const int rows = std::clamp(tables_->topLevelItemCount(), 1, rows_seen);
    tables_->setFixedHeight(tables_->header()->sizeHint().height() +
                            rows * std::max(20, tables_->sizeHintForRow(0)) + 8 +
                            tables_->horizontalScrollBar()->sizeHint().height());
}

// The marks are the front, and the plan behind them.
void PlanPanel::show_found() {
    answer_->setVisible(shown_ != nullptr);
    if (shown_ == nullptr) return front_->show_marks({});
    const ScenarioPlan& plan = shown_->plan;
    show_tables(plan);
    std::vector<PlanMark> marks;
    for (const FrontierPoint& point : plan.frontier) {
        std::string text;
        for (const std::string& setting : point.settings)
            text += (text.empty() ? "" : "; ") + setting;
        marks.push_back({point.cost_month, point.throttled_share, false, text});
    }
    double cost = 0;
    for (const PlannedTable& table : plan.tables) cost += table.list_month.value_or(0);
    marks.push_back(
        {cost, plan.throttled_share.mean.value_or(0), true, tr("the plan").toStdString()});
    front_->show_marks(std::move(marks));
    front_->select(front_->marks().size() - 1);
}

std::optional<QString> PlanPanel::chosen_text() const {
    if (shown_ == nullptr || !front_->selected()) return std::nullopt;
    const std::size_t at = *front_->selected();
    if (at == shown_->plan.frontier.size()) return qtext(shown_->plan.text);
    const auto text = shown_->text_of(shown_->plan.frontier[at]);
    return text ? std::optional(qtext(*text)) : std::nullopt;
}

void PlanPanel::show_point() {
    const bool selected = shown_ != nullptr && front_->selected();
    const bool same = selected && session_.scenario_text().toStdString() == shown_->base;
    b_->setEnabled(selected && same && !session_.comparing());
    b_->setToolTip(session_.comparing() ? tr("Keep B or go back to A to try others.")
                   : selected && !same  ? tr("The scenario has changed since it was planned.")
                                        : QString());
    if (!selected) return point_->setText({});
    const PlanMark& mark = front_->marks()[*front_->selected()];
    point_->setText(tr("%1 at list price, %2 throttled: %3")
                        .arg(plan_dollars(mark.cost_month), share_text(mark.throttled_share, 2),
                             qtext(printable(mark.text))));
}

void PlanPanel::find() {
    if (check_.running()) return check_.stop();
    PlanWish wish;
    wish.base = {session_.scenario_text().toStdString(),
                 session_.path().isEmpty() ? "scenario.toml" : session_.path().toStdString(),
                 {}};
    for (const QString& one : promise_->text().split(QLatin1Char(','), Qt::SkipEmptyParts))
        wish.keeps.push_back(one.trimmed().toStdString());
    for (const QString& line : over_->toPlainText().split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        if (!line.trimmed().isEmpty()) wish.over.push_back(line.trimmed().toStdString());
    wish.commitments = commitments_->isChecked();
    check_.start(wish);
}

}  // namespace isotherm
