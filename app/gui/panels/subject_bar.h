// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Names the run. Chips, which stand elsewhere, show the focus and the selection and remove them;
// "Live" follows the run again.

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
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

    // The chips, for the widget that has room for them.
    QWidget& chips() { return *chips_; }
    // Name, seed and fingerprint of the run.
    QString identity() const { return identity_->text(); }
    QSize sizeHint() const override;

private:
    void connect_all();
    void show_state();

    RunModel& run_;
    ViewState& view_;
    QToolButton* focus_;
    QToolButton* selection_;
    QToolButton* live_;
    QWidget* chips_;
    ElidedLabel* identity_;
    bool is_live_ = false;
};

}  // namespace isotherm
