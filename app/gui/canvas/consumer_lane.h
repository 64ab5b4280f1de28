// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How far the readers of a table's stream are behind, over time: bars are the highest iterator age,
// the line is how many records wait. A bright foot marks failed batches, a full bar lost records.
// Replication to another Region is a reader as well. Hidden for tables without any.

#include "app/gui/canvas/time_canvas.h"
#include "app/render/heat_grid.h"
#include "engine/recording/recording.h"

namespace isotherm {

struct ConsumerColumn {
    std::uint64_t age_us = 0;  // the highest of its minutes and readers
    std::uint64_t records = 0;
    std::uint64_t failed = 0;  // batches
    std::uint64_t lost = 0;    // records
    std::uint64_t waiting = 0;
};

// The readers of the streams of a table, and its replication.
std::vector<const ConsumerRecord*> consumers_of(const Recording& recording, std::size_t table);
// What they did from one second to another, both rounded to whole minutes.
ConsumerColumn consumers_between(const std::vector<const ConsumerRecord*>& records,
                                 std::int64_t first, std::int64_t end);

class ConsumerLane final : public TimeCanvas {
    Q_OBJECT

public:
    ConsumerLane(RunModel& run, ViewState& view, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paint_content(Canvas& canvas) override;
    QString description(QPointF at) const override;
    double top_margin() const override { return 3; }

private:
    struct Columns {
        TimeColumns columns;
        std::vector<ConsumerColumn> values;
        ConsumerColumn most;  // age and waiting: the highest; lost: the sum
    };
    Columns columns() const;
    void look();
    void paint_waiting(Canvas& canvas, const Columns& shown) const;
    QStringList sums(const Columns& shown) const;
    std::int64_t grain() const;  // seconds
};

}  // namespace isotherm
