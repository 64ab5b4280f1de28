// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A lane of events. Each event has a mark, and a line or band for as long as it lasts; the event
// under the mouse shows its text. The lane is hidden while there are no events.

#include <vector>

#include "app/gui/canvas/time_canvas.h"

namespace isotherm {

struct LaneMark {
    enum class Kind : std::uint8_t {
        raised,    // an increase of capacity was requested
        lowered,   // a decrease was requested
        refused,   // DynamoDB refused the request
        made,      // something else was changed
        counting,  // a policy counts datapoints
        waiting    // a policy would act but has to wait
    };
    Kind kind = Kind::made;
    std::int64_t second = 0;
    std::int64_t end_second = 0;  // when the change is in force, or the policy's next check
    QString text;

    bool is_band() const { return kind == Kind::counting || kind == Kind::waiting; }
};

class MarkLane : public TimeCanvas {
    Q_OBJECT

public:
    static constexpr double usual_height = 18;  // where its texts need no more

    MarkLane(RunModel& run, ViewState& view, QWidget* parent);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    const std::vector<LaneMark>& marks() const { return marks_; }
    // Collects the marks again, and shows or hides the lane.
    void refresh();

protected:
    // Marks of the whole run so far, in order of time.
    virtual std::vector<LaneMark> collect() const = 0;
    virtual QString label() const = 0;
    // Text at the right of the lane: the number of marks.
    virtual QString sum(const std::vector<LaneMark>& marks) const = 0;

    void paint_content(Canvas& canvas) override;
    QString description(QPointF at) const override;
    double top_margin() const override { return 3; }

private:
    QStringList label_lines() const;
    QStringList sum_lines(const std::vector<LaneMark>& marks) const;
    std::vector<LaneMark> marks_in_view() const;
    void paint_band(Canvas& canvas, const LaneMark& mark);

    std::vector<LaneMark> marks_;
};

}  // namespace isotherm
