// SPDX-License-Identifier: Apache-2.0
#include "app/render/alarm_marks.h"

#include <algorithm>

namespace isotherm {
namespace {

constexpr TextStyle name_text{13, true};
constexpr double alarm_mark_size = 9;
constexpr double job_bar_height = 4;

}  // namespace

std::vector<AlarmMark> alarm_marks(const Stretch& stretch) {
    const ResourceName& name = stretch.table_recording().name;
    std::vector<AlarmMark> marks;
    for (const Event& event : stretch.recording.events) {
        if (event.kind != EventKind::alarm || event.resource != name) continue;
        if (event.second < stretch.first_second || event.second > stretch.end_second) continue;
        marks.push_back({event.second, event.text.says == Says::alarm_raised, event.text.name(0)});
    }
    return marks;
}

void paint_alarm_marks(Canvas& canvas, const Stretch& stretch, const TimeAxis& axis,
                       const std::vector<TimelinePanel>& panels) {
    const double top = panels.front().chart.top(), bottom = panels.back().chart.bottom();
    const double size = canvas.em(alarm_mark_size);
    double free_from = axis.left;  // where the next name may begin
    for (const AlarmMark& mark : alarm_marks(stretch)) {
        const double x = std::min(axis.x_of(static_cast<double>(mark.second)),
                                  axis.right - canvas.device_pixel());
        const QColor& colour = mark.raised ? canvas.theme().text : canvas.theme().axis;
        canvas.vertical_line(x, top, bottom, colour);
        canvas.fill({x - size / 2, top, size, size / 2}, colour);
        if (!mark.raised || x < free_from) continue;
        const QString shown = qtext(mark.name);
        const double width = canvas.width_of(shown, name_text);
        if (x + size + width > axis.right) continue;
        canvas.text({x + size, top + canvas.height_of(name_text) / 2}, shown, name_text,
                    Align::left, colour);
        free_from = x + size + width + size;
    }
}

std::vector<JobBar> job_bars(const Stretch& stretch) {
    const ResourceName& name = stretch.table_recording().name;
    std::vector<JobBar> bars;
    std::vector<JobBar> open;
    for (const Event& event : stretch.recording.events) {
        if (event.kind != EventKind::job || event.resource != name) continue;
        if (event.text.says == Says::job_begun) {
            open.push_back({event.second, stretch.end_second, event.text.name(0)});
        } else if (event.text.says == Says::job_done) {
            const auto begun = std::find_if(open.begin(), open.end(), [&](const JobBar& bar) {
                return bar.name == event.text.name(0);
            });
            if (begun == open.end()) continue;
            begun->end_second = event.second;
            bars.push_back(*begun);
            open.erase(begun);
        }
    }
    bars.insert(bars.end(), open.begin(), open.end());  // still at work
    std::erase_if(bars, [&](const JobBar& bar) {
        return bar.end_second < stretch.first_second || bar.first_second > stretch.end_second;
    });
    return bars;
}

void paint_job_bars(Canvas& canvas, const Stretch& stretch, const TimeAxis& axis,
                    const std::vector<TimelinePanel>& panels) {
    const double top = panels.front().chart.top();
    const double height = canvas.em(job_bar_height);
    const auto x_at = [&](std::int64_t second) {
        return std::clamp(axis.x_of(static_cast<double>(second)), axis.left, axis.right);
    };
    double free_from = axis.left;  // where the next name may begin
    for (const JobBar& bar : job_bars(stretch)) {
        const double left = std::min(x_at(bar.first_second), axis.right - canvas.device_pixel());
        const double right = std::max(x_at(bar.end_second), left + canvas.device_pixel());
        canvas.fill({left, top, right - left, height}, canvas.theme().text);
        const QString shown = qtext(bar.name);
        const double width = canvas.width_of(shown, name_text);
        if (left < free_from || left + width > axis.right) continue;
        canvas.text({left, top + height + canvas.height_of(name_text) / 2}, shown, name_text,
                    Align::left, canvas.theme().text);
        free_from = left + width + height;
    }
}

void paint_alarms_and_jobs(Canvas& canvas, const Stretch& stretch, const TimeAxis& axis,
                           const std::vector<TimelinePanel>& panels) {
    paint_alarm_marks(canvas, stretch, axis, panels);
    paint_job_bars(canvas, stretch, axis, panels);
}

}  // namespace isotherm
