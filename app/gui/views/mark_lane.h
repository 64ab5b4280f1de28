// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A lane of things that happened: a mark for each, a line for what lasts, a sentence for whoever
// points at one. Takes no room while there is nothing.

#include <vector>

#include "app/gui/views/time_canvas.h"

namespace isotherm {

struct LaneMark {
    enum class Kind : std::uint8_t {
        raised,    // capacity asked to go up
        lowered,   // and down
        refused,   // by DynamoDB
        made,      // something else was changed
        counting,  // a policy counts datapoints
        waiting    // a policy would act, and may not yet
    };
    Kind kind = Kind::made;
    std::int64_t second = 0;
    std::int64_t end_second = 0;  // until which it lasts: in force, next check
    QString text;

    bool is_band() const { return kind == Kind::counting || kind == Kind::waiting; }
};

class MarkLane : public TimeCanvas {
    Q_OBJECT

public:
    MarkLane(RunModel& run, ViewState& view, QWidget* parent);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    const std::vector<LaneMark>& marks() const { return marks_; }

protected:
    // Of the whole run so far, in order of time.
    virtual std::vector<LaneMark> collect() const = 0;
    virtual QString label() const = 0;
    // Right of the lane: how many of these there are, of which kind.
    virtual QString sum(const std::vector<LaneMark>& marks) const = 0;

    void paint_content(Canvas& canvas) override;
    QString description(QPointF at) const override;
    double top_margin() const override { return 3; }
    // Collects anew, and shows or hides the lane.
    void refresh();

private:
    QStringList label_lines() const;
    QStringList sum_lines(const std::vector<LaneMark>& marks) const;
    std::vector<LaneMark> marks_in_view() const;
    void paint_band(Canvas& canvas, const LaneMark& mark);

    std::vector<LaneMark> marks_;
};

}  // namespace isotherm
