// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/canvas/time_axis_strip.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>

#include "app/gui/models/cause_names.h"
#include "app/gui/models/view_numbers.h"

namespace isotherm {
namespace {

constexpr double ticks_height = 19;
constexpr double flag_height = 14;  // below the ticks: dates, and the time of the cursor
constexpr double tick_spacing = 96;
constexpr double note_size = 9;
constexpr TextStyle tick_style{11.5};
constexpr TextStyle day_style{11, false, true};

}  // namespace

QString TimeAxisStrip::day_text(WallTime start, double second) {
    const qint64 at = std::chrono::floor<std::chrono::seconds>(start).time_since_epoch().count();
    const QDateTime time = QDateTime::fromSecsSinceEpoch(at + static_cast<qint64>(second), Qt::UTC);
    return QLocale().toString(time.date(), tr("d MMM yyyy", "form of a date"));
}

TimeAxisStrip::TimeAxisStrip(RunModel& run, ViewState& view, QWidget* parent)
    : TimeCanvas(run, view, parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Time axis"));
    setAccessibleDescription(tr("The time axis shared by all charts."));
    connect(&view, &ViewState::look_changed, this, [this] { updateGeometry(); });
    connect(&view, &ViewState::clock_changed, this, [this] { updateGeometry(); });
    connect(&run, &RunModel::restarted, this, [this] { updateGeometry(); });
    connect(&view, &ViewState::selection_changed, this, &TimeCanvas::invalidate);
    connect(&view, &ViewState::notes_changed, this, &TimeCanvas::invalidate);
}

QSize TimeAxisStrip::sizeHint() const {
    return {400, static_cast<int>((ticks_height + flag_height) * view().text_scale())};
}

void TimeAxisStrip::paint_content(Canvas& canvas) {
    const TimeAxis time = axis();
    const Theme& theme = view().theme();
    const double first_line = canvas.em(11);
    const double second_line = canvas.em(ticks_height + 7);
    canvas.horizontal_line(0, time.left, time.right, theme.axis);
    const WallTime start = shown_clock().axis_start();
    for (const TimeTick& tick : time_ticks(time, start, canvas.em(tick_spacing))) {
        const double x = time.x_of(tick.second);
        canvas.vertical_line(std::min(x, time.right - canvas.device_pixel()), 0, canvas.em(4),
                             theme.axis);
        const QString label = qtext(tick.label);
        const double half_label = canvas.width_of(label, tick_style) / 2;
        canvas.text({std::min(x, width() - half_label), first_line}, label, tick_style,
                    Align::middle);
        if (tick.below.empty()) continue;
        const QString below =
            start == WallTime{} ? qtext(tick.below) : day_text(start, tick.second);
        // Left of the plot are the chips, right of it is what the sums count.
        const double half = canvas.width_of(below, day_style) / 2;
        const double middle = std::max(std::min(x, time.right - half), time.left + half);
        canvas.text({middle, second_line}, below, day_style, Align::middle);
    }
    // Notes: a diamond on the line of the axis, above the tick that it may stand at.
    for (const std::int64_t second : view().note_seconds()) {
        if (!view().window().contains(static_cast<double>(second))) continue;
        const double size = canvas.em(note_size);
        canvas.glyph(Glyph::diamond, {time.x_of(view().middle_of(second)), size / 2}, size,
                     theme.selection, theme.background);
    }
    const QString caption = start == WallTime{} ? tr("since the start") : QStringLiteral("UTC");
    const double before = time.left - canvas.em(38);
    if (canvas.width_of(caption, day_style) < before)
        canvas.text({before, first_line}, caption, day_style, Align::right);
    // Explains the numbers at the right of all pictures.
    const CountedPart part = counted_part(view());
    const QString sums = part == CountedPart::selection ? tr("\u03a3 selection")
                         : part == CountedPart::in_view ? tr("\u03a3 in view")
                                                        : tr("\u03a3 whole run");
    const bool dated = start != WallTime{};
    const double right = width() - canvas.em(2);
    if (right - canvas.width_of(sums, day_style) > time.right)
        canvas.text({right, dated ? second_line : first_line}, sums, day_style, Align::right);
}

// Shows the time of the cursor as a flag below the ticks, of which it hides none. A date that is
// behind it is part of its text.
void TimeAxisStrip::paint_overlay(Canvas& canvas) {
    TimeCanvas::paint_overlay(canvas);
    const auto cursor = view().cursor();
    if (!cursor || !view().window().contains(static_cast<double>(cursor->second))) return;
    const double x = axis().x_of(view().middle_of(cursor->second));
    const QString label = Words::moment({cursor->second, cursor->second + view().grain()});
    const double width = canvas.width_of(label, tick_style) + canvas.em(10);
    const double left = std::max(std::min(x - width / 2, axis().right - width), axis().left);
    const Theme& theme = view().theme();
    const double middle = height() - canvas.em(flag_height) / 2;
    canvas.fill({left, middle - canvas.em(7), width, canvas.em(14)}, theme.selection);
    canvas.text({left + width / 2, middle}, label, tick_style, Align::middle, theme.background);
}

}  // namespace isotherm
