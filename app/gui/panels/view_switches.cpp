// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/view_switches.h"

#include <QHBoxLayout>

namespace isotherm {
namespace {

constexpr int both_id = 2;  // of the button, after those of the two sides

}  // namespace

ViewSwitches::ViewSwitches(RunModel& run, ViewState& view, QWidget* parent)
    : QWidget(parent), run_(run), view_(view) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    row->addWidget(
        segment(tr("Reads"), tr("Show read demand"), sides_, static_cast<int>(Side::read)));
    row->addWidget(
        segment(tr("Writes"), tr("Show write demand"), sides_, static_cast<int>(Side::write)));
    row->addWidget(segment(tr("Both"), tr("Show read and write demand"), sides_, both_id));
    row->addSpacing(8);
    row->addWidget(segment(tr("Truth"), {}, lenses_, static_cast<int>(Lens::truth)));
    row->addWidget(segment(tr("CloudWatch"), tr("The same run as one-minute averages of the table"),
                           lenses_, static_cast<int>(Lens::cloudwatch)));
    connect(&sides_, &QButtonGroup::idClicked, this, [this](int id) {
        if (id == both_id) return view_.set_sides(ShownSides::both);
        const auto side = static_cast<Side>(id);
        view_.set_sides(side == Side::read ? ShownSides::read : ShownSides::write);
        view_.show_table(view_.table(), side);
    });
    connect(&lenses_, &QButtonGroup::idClicked, this,
            [this](int id) { view_.set_lens(static_cast<Lens>(id)); });
    connect(&view_, &ViewState::subject_changed, this, &ViewSwitches::show_state);
    connect(&view_, &ViewState::bands_changed, this, &ViewSwitches::show_state);
    connect(&run_, &RunModel::restarted, this, &ViewSwitches::tell_grain);
    tell_grain();
    show_state();
}

QToolButton* ViewSwitches::segment(const QString& text, const QString& tip, QButtonGroup& group,
                                   int id) {
    auto* button = new QToolButton(this);
    button->setText(text);
    button->setToolTip(tip);
    button->setCheckable(true);
    group.addButton(button, id);
    return button;
}

void ViewSwitches::show_state() {
    const int shown = view_.sides() == ShownSides::both ? both_id : static_cast<int>(view_.side());
    if (auto* side = sides_.button(shown)) side->setChecked(true);
    if (auto* lens = lenses_.button(static_cast<int>(view_.lens()))) lens->setChecked(true);
}

void ViewSwitches::tell_grain() {
    lenses_.button(static_cast<int>(Lens::truth))
        ->setToolTip(run_.column_seconds() == 1
                         ? tr("Every partition and second")
                         : tr("Every partition and minute: its hottest second, and whether "
                              "anything was throttled. Long runs are recorded by the minute."));
}

}  // namespace isotherm
