// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/what_if_panel.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/models/knob_words.h"
#include "app/gui/panels/before_after.h"
#include "app/gui/panels/changed_lines.h"
#include "app/gui/panels/knob_change.h"
#include "app/gui/panels/knob_row.h"
#include "app/gui/panels/live_changes.h"
#include "app/gui/widgets/action_table.h"
#include "app/gui/widgets/flow_layout.h"
#include "app/render/canvas.h"

namespace isotherm {

WhatIfPanel::WhatIfPanel(RunModel& run, ViewState& view, SimController& sim, QWidget* parent)
    : QWidget(parent),
      run_(run),
      view_(view),
      sim_(sim),
      scroll_(new QScrollArea(this)),
      knobs_(new QWidget),
      empty_(new QLabel(tr("Settings to try on the table will appear here. Open a scenario: %1")
                            .arg(ActionTable::key_text(*parent, ActionId::open)),
                        this)),
      lines_(new ChangedLines(this)),
      changes_(new LiveChanges(this)),
      figures_(new BeforeAfter(run, this)),
      reason_(new QLabel(this)),
      apply_(new QPushButton(tr("Apply now"), this)),
      b_(new QPushButton(tr("Run as B"), this)),
      reset_(new QPushButton(tr("Reset"), this)) {
    make_layout();
    connect_all();
    refresh();
}

void WhatIfPanel::make_layout() {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 8);
    layout->setSpacing(4);
    empty_->setWordWrap(true);
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setMargin(20);
    layout->addWidget(empty_);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(12, 4, 12, 4);
    column->setSpacing(0);
    column->addWidget(knobs_);
    column->addWidget(lines_);
    column->addWidget(changes_);
    column->addStretch(1);
    scroll_->setWidget(content);
    scroll_->setWidgetResizable(true);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layout->addWidget(scroll_, 1);
    make_buttons(*layout);
}

void WhatIfPanel::make_buttons(QVBoxLayout& layout) {
    auto* buttons = new FlowLayout;
    buttons->setContentsMargins(12, 0, 12, 0);
    b_->setProperty("primary", true);
    b_->setObjectName(QStringLiteral("what_if/run_as_b"));
    apply_->setObjectName(QStringLiteral("what_if/apply_now"));
    reset_->setObjectName(QStringLiteral("what_if/reset"));
    for (QPushButton* button : {b_, apply_, reset_}) buttons->addWidget(button);
    layout.addLayout(buttons);
    b_->setToolTip(tr("Keeps this run as A and runs the changed scenario from its start as B."));
    apply_->setToolTip(
        tr("Changes the running table or workload from this moment on; the change becomes part of "
           "the scenario."));
    for (QLabel* words : {reason_, static_cast<QLabel*>(figures_)}) {
        words->setWordWrap(true);
        words->setContentsMargins(12, 0, 12, 0);
        layout.addWidget(words);
    }
    reason_->setProperty("role", QStringLiteral("quiet"));
}

void WhatIfPanel::connect_all() {
    connect(apply_, &QPushButton::clicked, this, &WhatIfPanel::apply_asked);
    connect(b_, &QPushButton::clicked, this, &WhatIfPanel::b_asked);
    connect(reset_, &QPushButton::clicked, this, &WhatIfPanel::reset_all);
    connect(lines_, &ChangedLines::write_asked, this, &WhatIfPanel::write_asked);
    connect(changes_, &LiveChanges::fork_asked, this, &WhatIfPanel::fork_asked);
    connect(&history_, &QUndoStack::indexChanged, this, &WhatIfPanel::undo_changed);
    connect(&run_, &RunModel::restarted, this, &WhatIfPanel::refresh);
    connect(&run_, &RunModel::extended, this, &WhatIfPanel::show_present);
    connect(&view_, &ViewState::subject_changed, this, &WhatIfPanel::refresh);
    connect(&view_, &ViewState::clock_changed, changes_, &LiveChanges::show_clock);
    connect(&sim_, &SimController::applied, this, &WhatIfPanel::refresh);
    connect(&sim_, &SimController::state_changed, this, &WhatIfPanel::show_buttons);
}

QSlider* WhatIfPanel::slider(const QString& path) const { return findChild<QSlider*>(path); }

QLineEdit* WhatIfPanel::entry(const QString& path) const { return findChild<QLineEdit*>(path); }

void WhatIfPanel::set_text_source(std::function<QString()> text) {
    text_ = std::move(text);
    show_lines();
}

bool WhatIfPanel::undoes() const {
    const QWidget* focus = QApplication::focusWidget();
    return history_.canUndo() && focus != nullptr && isAncestorOf(focus);
}

bool WhatIfPanel::redoes() const {
    const QWidget* focus = QApplication::focusWidget();
    return history_.canRedo() && focus != nullptr && isAncestorOf(focus);
}

void WhatIfPanel::reset() {
    what_if_.reset();
    history_.clear();
    for (std::size_t k = 0; k < rows_.size(); ++k) {
        show_row(k);
        rows_[k]->show_entry();
    }
    show_lines();
    show_buttons();
}

// All knobs are reset in one step, which can be undone.
void WhatIfPanel::reset_all() {
    history_.beginMacro(QString());
    for (std::size_t k = 0; k < rows_.size(); ++k) {
        rows_[k]->show_entry();
        want(k, what_if_.knobs()[k].value, 0);
    }
    history_.endMacro();
}

bool WhatIfPanel::want(const QString& path, double number) {
    for (std::size_t k = 0; k < rows_.size(); ++k) {
        if (rows_[k]->entry().objectName() != path) continue;
        if (what_if_.knobs()[k].clamped(number) != number) return false;
        want(k, number, 0);
        scroll_->ensureWidgetVisible(rows_[k]);
        return true;
    }
    return false;
}

void WhatIfPanel::want(std::size_t k, double number, int drag) {
    const WhatIfKnob& knob = what_if_.knobs()[k];
    if (number == knob.wanted) return;
    history_.push(new KnobChange([this](const TomlPath& path, double to) { put(path, to); },
                                 knob.path, knob.wanted, number, drag));
}

void WhatIfPanel::put(const TomlPath& path, double number) {
    for (std::size_t k = 0; k < rows_.size(); ++k) {
        WhatIfKnob& knob = what_if_.knobs()[k];
        if (knob.path != path) continue;
        knob.wanted = knob.clamped(number);
        show_row(k);
        rows_[k]->show_entry();
    }
    show_lines();
    show_buttons();
}

// While a run starts, its tables are not known yet. Then the table that was shown stays, so that
// what is being typed is kept.
std::string WhatIfPanel::shown_table() const {
    const auto& of = run_.scenario()->tables;
    const std::string table = run_.subject_name(view_.table()).table;
    if (of.contains(table)) return table;
    if (of.contains(what_if_.table())) return what_if_.table();
    return of.empty() ? std::string() : of.begin()->first;
}

// Shows the knobs of the shown table with its indexes; for an index, those of its table.
void WhatIfPanel::refresh() {
    const auto& scenario = run_.scenario();
    const SimDuration now = sim_.has_simulation() ? sim_.now() - sim_start : SimDuration{};
    if (scenario) what_if_.show(*scenario, shown_table(), now);
    std::vector<TomlPath> paths;
    if (scenario) {
        for (const WhatIfKnob& knob : what_if_.knobs()) paths.push_back(knob.path);
    }
    if (paths != shown_) {
        shown_ = paths;
        history_.clear();
        make_rows();
    }
    const bool any = !rows_.empty();
    empty_->setVisible(!any);
    scroll_->setVisible(any);
    figures_->setVisible(any);
    if (scenario) {
        figures_->show_table(what_if_.table());
        changes_->show_changes(*scenario, text_ ? text_() : QString());
    }
    show_present();
    show_lines();
}

void WhatIfPanel::make_rows() {
    // A field that loses the focus while it is deleted must not change a knob of the new rows.
    for (KnobRow* row : rows_) row->blockSignals(true);
    rows_.clear();
    delete knobs_->layout();
    qDeleteAll(knobs_->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    auto* layout = new QVBoxLayout(knobs_);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    std::string subject;
    for (std::size_t k = 0; k < shown_.size(); ++k) {
        const WhatIfKnob& knob = what_if_.knobs()[k];
        if (knob.subject != subject) layout->addWidget(heading(qtext(knob.subject)));
        subject = knob.subject;
        auto* row = new KnobRow(view_, knob, knobs_);
        connect(row, &KnobRow::wanted, this,
                [this, k](double number, int drag) { want(k, number, drag); });
        connect(&row->entry(), &QLineEdit::editingFinished, this, &WhatIfPanel::show_buttons);
        layout->addWidget(row);
        rows_.push_back(row);
    }
}

QWidget* WhatIfPanel::heading(const QString& subject) {
    auto* label = new QLabel(subject, knobs_);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("role", QStringLiteral("strong"));
    label->setContentsMargins(0, 8, 0, 0);
    return label;
}

bool WhatIfPanel::commit() {
    bool taken = true;
    for (KnobRow* row : rows_) {
        const bool good = row->refusal().isEmpty();
        if (row->entry().hasFocus() || !good) taken = row->commit() && taken;
    }
    show_buttons();
    return taken;
}

void WhatIfPanel::show_row(std::size_t k) { rows_[k]->show_knob(what_if_.knobs()[k]); }

void WhatIfPanel::show_lines() {
    const auto& scenario = run_.scenario();
    if (!scenario || !text_) return;
    const QString text = text_();
    const auto b = what_if_.changed() && !rows_.empty()
                       ? what_if_.text_of_b(*scenario, text.toStdString())
                       : std::nullopt;
    lines_->show_change(text, b ? qtext(*b) : text);
}

// Updates the provisioned capacity, which changes during the run.
void WhatIfPanel::show_present() {
    for (const TableRecording& table : run_.recording().tables) {
        Throughput present;
        for (const Side side : both_sides) {
            const auto& seconds = table.seconds[side];
            if (seconds.empty()) continue;
            const std::int64_t units = seconds.back().provisioned / 1'000;
            (side == Side::read ? present.read : present.write) = units;
        }
        if (present.read + present.write > 0) what_if_.provisioned(table.name, present);
    }
    for (std::size_t k = 0; k < rows_.size(); ++k) show_row(k);
    show_buttons();
}

QString WhatIfPanel::reason_words(bool changed, bool at_end, bool refused) const {
    if (rows_.empty()) return {};
    if (refused) return tr("A field has a number that cannot be taken.");
    if (!changed) return tr("Change a number to try it.");
    if (at_end) return tr("Apply now: the run is over; changes can be tried as B.");
    if (!what_if_.live())
        return tr("Apply now: some of these changes cannot be made during the run; try them as B.");
    return {};
}

// The reason why a button is disabled stands beside it.
void WhatIfPanel::show_buttons() {
    const bool at_end = !sim_.has_simulation() || sim_.phase() == SimPhase::finished ||
                        sim_.phase() == SimPhase::failed;
    const bool changed = what_if_.changed() && !rows_.empty();
    const bool refused = std::any_of(rows_.begin(), rows_.end(),
                                     [](const KnobRow* row) { return !row->refusal().isEmpty(); });
    apply_->setEnabled(changed && !refused && what_if_.live() && !at_end);
    b_->setEnabled(changed && !refused);
    reset_->setEnabled(changed || refused);
    const QString why = reason_words(changed, at_end, refused);
    reason_->setText(why);
    reason_->setVisible(!why.isEmpty());
}

}  // namespace isotherm
