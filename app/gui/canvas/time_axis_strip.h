// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The one time axis that all lanes share.

#include "app/gui/canvas/time_canvas.h"

namespace isotherm {

class TimeAxisStrip final : public TimeCanvas {
    Q_OBJECT

public:
    TimeAxisStrip(RunModel& run, ViewState& view, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    // Date of a second of the run in the language's format. `start` must be a known wall time.
    static QString day_text(WallTime start, double second);
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paint_content(Canvas& canvas) override;
    void paint_overlay(Canvas& canvas) override;
};

}  // namespace isotherm
