// SPDX-License-Identifier: Apache-2.0
#pragma once
// CloudWatch alarms and jobs on a timeline: a mark where each alarm went into ALARM and where it
// was over, and a bar for the time that each job takes.

#include <string>
#include <vector>

#include "app/render/canvas.h"
#include "app/render/plot_frame.h"
#include "app/render/time_axis.h"
#include "app/render/timeline_panel.h"

namespace isotherm {

struct AlarmMark {
    std::int64_t second = 0;
    bool raised = true;  // false: back to OK, or without data
    std::string name;
};
// The state changes of alarms on the stretch's table or index within its time.
std::vector<AlarmMark> alarm_marks(const Stretch& stretch);

// Draws the marks from the first chart to the last, with the names of raised alarms where there is
// room. `panels` must not be empty.
void paint_alarm_marks(Canvas& canvas, const Stretch& stretch, const TimeAxis& axis,
                       const std::vector<TimelinePanel>& panels);

struct JobBar {
    std::int64_t first_second = 0;
    std::int64_t end_second = 0;
    std::string name;
};
// The jobs on the stretch's table that were at work within its time.
std::vector<JobBar> job_bars(const Stretch& stretch);

// Draws the bars along the top of the first chart, with the names of jobs where there is room.
void paint_job_bars(Canvas& canvas, const Stretch& stretch, const TimeAxis& axis,
                    const std::vector<TimelinePanel>& panels);

// Draws both.
void paint_alarms_and_jobs(Canvas& canvas, const Stretch& stretch, const TimeAxis& axis,
                           const std::vector<TimelinePanel>& panels);

}  // namespace isotherm
