#pragma once
// What was asked of the table's capacity, and by whom: a mark where UpdateTable was called, a line
// to where the new values came into force, a square where DynamoDB refused. A table whose capacity
// nobody touches has no such lane.

#include "app/gui/views/time_canvas.h"

namespace isotherm {

class CapacityLane final : public TimeCanvas {
    Q_OBJECT

public:
    CapacityLane(RunModel& run, ViewState& view, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    // Changes asked of the shown table and its indexes so far, refused ones too.
    const std::vector<CapacityChange>& changes() const { return changes_; }

protected:
    void paint_content(Canvas& canvas) override;
    QString description(QPointF at) const override;
    double top_margin() const override { return 3; }

private:
    void collect();

    std::vector<CapacityChange> changes_;
};

}  // namespace isotherm
