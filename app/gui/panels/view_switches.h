// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Switches of the toolbar: reads, writes or both, and what is true or what CloudWatch shows.

#include <QButtonGroup>
#include <QToolButton>
#include <QWidget>

#include "app/gui/models/run_model.h"
#include "app/gui/models/view_state.h"

namespace isotherm {

class ViewSwitches final : public QWidget {
    Q_OBJECT

public:
    ViewSwitches(RunModel& run, ViewState& view, QWidget* parent = nullptr);

private:
    QToolButton* segment(const QString& text, const QString& tip, QButtonGroup& group, int id);
    void show_state();
    void tell_grain();

    RunModel& run_;
    ViewState& view_;
    QButtonGroup sides_;
    QButtonGroup lenses_;
};

}  // namespace isotherm
