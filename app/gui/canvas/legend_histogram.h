// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How many visible cells have each colour: opens above the legend's ramp while somebody looks at
// it.

#include <QPointer>
#include <QWidget>

#include "app/gui/canvas/heat_map_canvas.h"

namespace isotherm {

class LegendHistogram final : public QWidget {
    Q_OBJECT

public:
    LegendHistogram(const HeatMapCanvas& map, const ViewState& view, QWidget* parent);

    // Shows it above `ramp`, which is in the coordinates of the parent's parent.
    void open_above(QRect ramp);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QPointer<const HeatMapCanvas> map_;  // gone with its band
    const ViewState& view_;
};

}  // namespace isotherm
