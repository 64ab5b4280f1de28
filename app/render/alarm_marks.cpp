// SPDX-License-Identifier: Apache-2.0
#include "app/render/alarm_marks.h"

#include <algorithm>

namespace isotherm {
namespace {

constexpr TextStyle name_text{13, true};
constexpr double alarm_mark_size = 9;

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

}  // namespace isotherm
