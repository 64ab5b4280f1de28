// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is shown: the table or index, reads or writes, truth or CloudWatch; the focus as a chip that
// can be taken away; "Live" to follow again.

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidget>

#include "app/gui/models/run_model.h"
#include "app/gui/models/view_state.h"
#include "app/gui/views/elided_label.h"

namespace isotherm {

class SubjectBar final : public QWidget {
    Q_OBJECT

public:
    SubjectBar(RunModel& run, ViewState& view, QWidget* parent = nullptr);

    // Whether time can pass, so that following means something.
    void set_live(bool live);

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void connect_all();
    // Chips stand beside what is shown, or below it where the window is narrow.
    void place_chips();
    void fill_tables();
    void show_state();
    QToolButton* segment(const QString& text, const QString& tip, QButtonGroup& group, int id);

    RunModel& run_;
    ViewState& view_;
    QComboBox* table_;
    QButtonGroup sides_;
    QButtonGroup lenses_;
    QToolButton* truth_;  // of the lenses
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
