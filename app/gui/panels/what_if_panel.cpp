// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/what_if_panel.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

#include "app/gui/models/knob_words.h"
#include "app/gui/widgets/action_table.h"
#include "app/gui/widgets/flow_layout.h"
#include "app/render/canvas.h"

namespace isotherm {
namespace {

constexpr int slider_steps = 400;

// Escape discards what has been typed.
class KnobEntry final : public QLineEdit {
public:
    using QLineEdit::QLineEdit;
    std::function<void()> given_up;

protected:
    void keyPressEvent(QKeyEvent* event) override {
        if (event->key() != Qt::Key_Escape || !isModified()) return QLineEdit::keyPressEvent(event);
        given_up();
        event->accept();
    }
};

QString object_name(const TomlPath& path) {
    QString name;
    for (const std::string& part : path)
        name += (name.isEmpty() ? QString() : QStringLiteral(".")) + qtext(part);
    return name;
}

}  // namespace

WhatIfPanel::WhatIfPanel(RunModel& run, ViewState& view, SimController& sim, QWidget* parent)
    : QWidget(parent),
      run_(run),
      view_(view),
      sim_(sim),
      scroll_(new QScrollArea(this)),
      empty_(new QLabel(tr("Settings to try on the table will appear here. Open a scenario: %1")
                            .arg(ActionTable::key_text(*parent, ActionId::open)),
                        this)),
      apply_(new QPushButton(tr("Apply now"), this)),
      b_(new QPushButton(tr("Run as B"), this)),
      reset_(new QPushButton(tr("Reset"), this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 6);
    empty_->setWordWrap(true);
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setMargin(20);
    layout->addWidget(empty_);
    scroll_->setWidgetResizable(true);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layout->addWidget(scroll_, 1);
    auto* buttons = new FlowLayout;
    buttons->setContentsMargins(8, 0, 8, 0);
    apply_->setProperty("primary", true);
    for (QPushButton* button : {apply_, b_, reset_}) buttons->addWidget(button);
    layout->addLayout(buttons);
    connect(apply_, &QPushButton::clicked, this, &WhatIfPanel::apply_asked);
    connect(b_, &QPushButton::clicked, this, &WhatIfPanel::b_asked);
    connect(reset_, &QPushButton::clicked, this, &WhatIfPanel::reset);
    connect(&run, &RunModel::restarted, this, &WhatIfPanel::refresh);
    connect(&run, &RunModel::extended, this, &WhatIfPanel::show_present);
    connect(&view, &ViewState::subject_changed, this, &WhatIfPanel::refresh);
    connect(&sim, &SimController::applied, this, &WhatIfPanel::refresh);
    connect(&sim, &SimController::state_changed, this, &WhatIfPanel::show_buttons);
    refresh();
}

QSlider* WhatIfPanel::slider(const QString& path) const { return findChild<QSlider*>(path); }

QLineEdit* WhatIfPanel::entry(const QString& path) const { return findChild<QLineEdit*>(path); }

void WhatIfPanel::reset() {
    what_if_.reset();
    for (std::size_t k = 0; k < rows_.size(); ++k) {
        show_entry(k);
        show_row(k);
    }
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
        make_rows();
    }
    const bool any = !rows_.empty();
    empty_->setVisible(!any);
    scroll_->setVisible(any);
    show_present();
}

void WhatIfPanel::make_rows() {
    rows_.clear();
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(10, 4, 10, 4);
    layout->setSpacing(2);
    std::string subject;
    for (std::size_t k = 0; k < shown_.size(); ++k) {
        const WhatIfKnob& knob = what_if_.knobs()[k];
        if (knob.subject != subject) layout->addWidget(heading(qtext(knob.subject)));
        subject = knob.subject;
        make_row(k, *layout);
    }
    layout->addStretch(1);
    scroll_->setWidget(content);
    for (std::size_t k = 0; k < rows_.size(); ++k) show_row(k);
}

QWidget* WhatIfPanel::heading(const QString& subject) {
    auto* label = new QLabel(QStringLiteral("<b>%1</b>").arg(subject.toHtmlEscaped()), this);
    label->setContentsMargins(0, 8, 0, 0);
    return label;
}

void WhatIfPanel::make_row(std::size_t k, QLayout& layout) {
    const WhatIfKnob& knob = what_if_.knobs()[k];
    auto* box = new QWidget(this);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 2);
    grid->setVerticalSpacing(0);
    auto* entry = new KnobEntry(box);
    Row row{new QLabel(box), new QSlider(Qt::Horizontal, box), entry, {}};
    row.slider->setRange(0, slider_steps);
    row.slider->setPageStep(slider_steps / 10);
    row.slider->setObjectName(object_name(knob.path));
    row.entry->setObjectName(object_name(knob.path));
    row.entry->setFixedWidth(92);
    const QString spoken = qtext(knob.subject) + QLatin1Char(' ') + KnobWords::name(knob);
    row.slider->setAccessibleName(spoken);
    row.entry->setAccessibleName(spoken);
    row.name->setBuddy(row.slider);
    grid->addWidget(row.name, 0, 0, 1, 2);
    grid->addWidget(row.slider, 1, 0);
    grid->addWidget(row.entry, 1, 1);
    layout.addWidget(box);
    rows_.push_back(row);
    connect(row.slider, &QSlider::valueChanged, this, [this, k](int position) {
        WhatIfKnob& of = what_if_.knobs()[k];
        if (of.position(of.wanted, slider_steps) == position) return;
        of.wanted = of.position(of.value, slider_steps) == position
                        ? of.value
                        : of.at_position(position, slider_steps);
        show_row(k);
        show_buttons();
    });
    connect(row.entry, &QLineEdit::editingFinished, this, [this, k] { commit(k); });
    entry->given_up = [this, k] { show_entry(k); };
}

void WhatIfPanel::commit(std::size_t k) {
    WhatIfKnob& of = what_if_.knobs()[k];
    // Without an edit `wanted` stays as it is, even if the number in force has changed meanwhile.
    const Row& row = rows_[k];
    if (row.entry->isModified() || row.entry->text() != row.shown)
        of.wanted = KnobWords::number(of, row.entry->text()).value_or(of.wanted);
    show_entry(k);
    show_row(k);
    show_buttons();
}

void WhatIfPanel::commit() {
    for (std::size_t k = 0; k < rows_.size(); ++k) {
        if (rows_[k].entry->hasFocus()) commit(k);
    }
}

void WhatIfPanel::show_entry(std::size_t k) {
    const WhatIfKnob& knob = what_if_.knobs()[k];
    rows_[k].shown = KnobWords::text(knob, knob.wanted);
    rows_[k].entry->setText(rows_[k].shown);
}

void WhatIfPanel::show_row(std::size_t k) {
    const WhatIfKnob& knob = what_if_.knobs()[k];
    const Row& row = rows_[k];
    QString name = KnobWords::name(knob);
    const QString present = KnobWords::text(knob, knob.value);
    const bool typing = row.entry->hasFocus();
    if (knob.changed())
        name = tr("<b>%1</b>, now %2").arg(name, present);
    else if (typing && row.entry->text() != present)
        name = tr("%1, now %2").arg(name, present);
    if (!knob.live) name += tr(" (as B only)");
    row.name->setText(name);
    const QSignalBlocker quiet(row.slider);
    if (!row.slider->isSliderDown()) row.slider->setValue(knob.position(knob.wanted, slider_steps));
    // Do not write into a field that has the focus: it would mix two numbers.
    if (!typing) show_entry(k);
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

void WhatIfPanel::show_buttons() {
    const bool at_end = !sim_.has_simulation() || sim_.phase() == SimPhase::finished ||
                        sim_.phase() == SimPhase::failed;
    const bool changed = what_if_.changed() && !rows_.empty();
    apply_->setEnabled(changed && what_if_.live() && !at_end);
    apply_->setToolTip(
        at_end ? tr("The run is over; changes can be tried as B.")
        : !what_if_.live()
            ? tr("Some of these changes cannot be made during the run; try them as B.")
            : tr("Changes the running table or workload from this moment on; the "
                 "change becomes part of the scenario."));
    b_->setEnabled(changed);
    b_->setToolTip(tr("Keeps this run as A and runs the changed scenario from its start as B."));
    reset_->setEnabled(changed);
}

}  // namespace isotherm
