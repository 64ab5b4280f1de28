#pragma once
// What is shown: the table or index, reads or writes, truth or CloudWatch; the focus as a chip that
// can be taken away; "Live" to follow again.

#include <QButtonGroup>
#include <QComboBox>
#include <QLabel>
#include <QToolButton>
#include <QWidget>

#include "app/gui/models/run_model.h"
#include "app/gui/models/view_state.h"

namespace isotherm {

class SubjectBar final : public QWidget {
    Q_OBJECT

public:
    SubjectBar(RunModel& run, ViewState& view, QWidget* parent = nullptr);

    // Whether time can pass, so that following means something.
    void set_live(bool live);

private:
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
    QLabel* identity_;
    bool is_live_ = false;
};

}  // namespace isotherm
