// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which bands are shown, and how bands and rows follow each other: a filter and a menu of orders in
// the gutter of the overview, chips in that of the time axis, the order of rows at its right end.

#include <QLineEdit>
#include <QObject>
#include <QToolButton>

#include "app/gui/canvas/time_canvas.h"

namespace isotherm {

class BandTools final : public QObject {
    Q_OBJECT

public:
    BandTools(ViewState& view, TimeCanvas& overview, TimeCanvas& axis);

    QLineEdit& filter() { return *filter_; }
    QToolButton& throttled_chip() { return *throttled_; }
    QToolButton& in_use_chip() { return *in_use_; }
    QToolButton& order_menu() { return *order_; }
    QToolButton& row_menu() { return *rows_; }
    // Without several bands there is nothing to choose.
    void set_shown(bool shown);
    void place();

private:
    QToolButton* button(const char* name, const QString& tip, QWidget* parent);
    void make_order_menu();
    void make_row_menu();
    void show_state();

    ViewState& view_;
    TimeCanvas& overview_;
    TimeCanvas& axis_;
    QLineEdit* filter_;
    QToolButton* order_;
    QToolButton* throttled_;
    QToolButton* in_use_;
    QToolButton* rows_;
};

}  // namespace isotherm
