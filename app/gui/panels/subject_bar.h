// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Names the run. Chips show the focus and the selection and remove them; "Live" follows the run
// again.

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidget>

#include "app/gui/models/run_model.h"
#include "app/gui/models/view_state.h"
#include "app/gui/widgets/elided_label.h"

namespace isotherm {

class SubjectBar final : public QWidget {
    Q_OBJECT

public:
    SubjectBar(RunModel& run, ViewState& view, QWidget* parent = nullptr);

    // Whether the run advances, so that following it is possible.
    void set_live(bool live);

    QSize minimumSizeHint() const override;
    bool has_chips() const { return !chips_->isHidden(); }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void connect_all();
    // Places the chips in the row, or below it if the window is narrow.
    void place_chips();
    void show_state();

    RunModel& run_;
    ViewState& view_;
    QToolButton* focus_;
    QToolButton* selection_;
    QToolButton* live_;
    QWidget* chips_;
    QHBoxLayout* row_;
    QVBoxLayout* rows_;
    ElidedLabel* identity_;
    bool is_live_ = false;
};

}  // namespace isotherm
