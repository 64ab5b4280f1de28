// SPDX-License-Identifier: Apache-2.0
#include "app/render/action_bars.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/render/canvas.h"
#include "app/render/plot_frame.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/result.h"

namespace isotherm {
namespace {

constexpr double line_height = 22;
constexpr double bar_height = 14;
constexpr double number_room = 100;  // right of a bar, for its number
constexpr double least_lines = 4;    // of a workload, so that its latency can be read
constexpr double group_gap = 14;
constexpr double latency_share = 0.3;  // of the width
constexpr double name_share = 0.3;

struct Group {
    std::size_t workload = 0;
    const ActionRecord* record = nullptr;
    std::vector<ActionBar> bars;  // most units first

    std::uint64_t ended() const { return record->done + record->failed; }
    double lines() const { return std::max(least_lines, 1.0 + static_cast<double>(bars.size())); }
};

std::vector<Group> groups_of(const Recording& recording) {
    std::vector<Group> groups;
    for (const auto& [workload, record] : recording.actions) {
        Group group{workload, &record, {}};
        for (const ActionUse& use : record.uses) {
            const auto actions = static_cast<double>(std::max<std::uint64_t>(1, group.ended()));
            group.bars.push_back({workload, &use, use.consumed.in_units() / actions, {}});
        }
        std::ranges::stable_sort(group.bars, std::greater<>(), &ActionBar::units);
        groups.push_back(std::move(group));
    }
    return groups;
}

// All bars start at zero and have the same scale. Each workload has a scale of its own for time.
class Page {
public:
    Page(Canvas& canvas, const Recording& recording, QRectF area)
        : canvas_(canvas),
          recording_(recording),
          area_(area),
          bars_left_(area.left() + area.width() * name_share),
          latency_left_(area.right() - area.width() * latency_share) {}

    std::vector<ActionBar> paint(std::vector<Group> groups) {
        for (const Group& group : groups)
            for (const ActionBar& bar : group.bars) most_ = std::max(most_, bar.units);
        canvas_.text({bars_left_, area_.top()}, QStringLiteral("units of one action"),
                     caption_text);
        canvas_.text({latency_left_, area_.top()},
                     QStringLiteral("latency over time: median and p99"), caption_text);
        std::vector<ActionBar> painted;
        double y = area_.top() + canvas_.em(line_height);
        std::size_t shown = 0;
        for (Group& group : groups) {
            const double height = group.lines() * canvas_.em(line_height);
            if (y + height > area_.bottom()) break;
            paint_group(group, y);
            painted.insert(painted.end(), group.bars.begin(), group.bars.end());
            y += height + canvas_.em(group_gap);
            ++shown;
        }
        paint_left_out(canvas_, area_, groups.size() - shown);
        return painted;
    }

private:
    void paint_group(Group& group, double top) {
        const double line = canvas_.em(line_height);
        const double room = bars_left_ - area_.left() - canvas_.em(16);
        double y = top + line / 2;
        canvas_.text({area_.left(), y},
                     canvas_.elided(qtext(printable(recording_.workload_names[group.workload])),
                                    label_text, room),
                     label_text);
        const ActionRecord& record = *group.record;
        std::string ends = grouped(static_cast<std::int64_t>(record.done)) + " done";
        if (record.failed > 0)
            ends += fmt::format(", {} failed", grouped(static_cast<std::int64_t>(record.failed)));
        const std::uint64_t calls = record.calls();
        if (record.attempts() > calls && calls > 0)  // retries amplify the load
            ends +=
                fmt::format(", {:.2f} attempts per call",
                            static_cast<double>(record.attempts()) / static_cast<double>(calls));
        canvas_.text({bars_left_, y}, qtext(ends), note_text);
        for (ActionBar& bar : group.bars) {
            y += line;
            paint_bar(bar, y, room);
        }
        paint_latency(record, QRectF(latency_left_, top, area_.right() - latency_left_,
                                     group.lines() * line));
    }

    void paint_bar(ActionBar& bar, double middle, double room) {
        const OperationTraits& traits = traits_of(bar.use->operation);
        const std::string what =
            fmt::format("{} on {}", traits.api_name,
                        printable(recording_.tables[bar.use->table.value].name.label()));
        canvas_.text({area_.left() + canvas_.em(12), middle},
                     canvas_.elided(qtext(what), note_text, room - canvas_.em(12)), note_text);
        const double longest = latency_left_ - bars_left_ - canvas_.em(number_room);
        const double length = most_ > 0 ? std::max(bar.units / most_ * longest, 1.0) : 1.0;
        const double height = canvas_.em(bar_height);
        bar.box = QRectF(bars_left_, canvas_.snapped(middle - height / 2),
                         std::max(canvas_.snapped(bars_left_ + length) - bars_left_, 1.0), height);
        const Theme& theme = canvas_.theme();
        canvas_.fill(bar.box, traits.side == Side::read ? theme.consumed : theme.demand);
        canvas_.text({bar.box.right() + canvas_.em(8), middle}, unit_text(bar.units, traits.side),
                     label_text);
    }

    // Minutes without an end of an action interrupt the lines.
    void paint_latency(const ActionRecord& record, const QRectF& box) {
        std::uint64_t most = 0;
        for (const ActionMinute& minute : record.minutes) most = std::max(most, minute.p99_us);
        if (most == 0) return;
        const double line = canvas_.em(line_height);
        const auto label = [&](double y, const std::string& text) {
            canvas_.text({box.left(), y}, canvas_.elided(qtext(text), note_text, box.width()),
                         note_text);
        };
        label(box.top() + line / 2,
              fmt::format("p99 up to {:.4g} ms", static_cast<double>(most) * 1e-3));
        if (const LatencyHistogram& all = record.latency; all.count() > 0)
            label(box.top() + line * 3 / 2,
                  fmt::format("all: p50 {:.4g}, p90 {:.4g}, p99 {:.4g}, p99.9 {:.4g} ms",
                              all.percentile_ms(0.5), all.percentile_ms(0.9),
                              all.percentile_ms(0.99), all.percentile_ms(0.999)));
        const QRectF plot(box.left(), box.top() + 2 * line, box.width(),
                          box.height() - 2 * line - canvas_.em(4));
        const Theme& theme = canvas_.theme();
        canvas_.horizontal_line(plot.bottom(), plot.left(), plot.right(), theme.grid);
        paint_line(record, plot, most, &ActionMinute::p50_us, theme.consumed);
        paint_line(record, plot, most, &ActionMinute::p99_us, theme.text);
    }
    void paint_line(const ActionRecord& record, const QRectF& plot, std::uint64_t most,
                    std::uint64_t ActionMinute::*value, const QColor& colour) {
        const double seconds = std::max(1.0, static_cast<double>(recording_.seconds()));
        const auto x = [&](std::size_t minute) {
            return plot.left() +
                   plot.width() * std::min(1.0, static_cast<double>(minute) * 60 / seconds);
        };
        for (std::size_t m = 0; m < record.minutes.size(); ++m) {
            const std::uint64_t us = record.minutes[m].*value;
            if (us == 0) continue;
            const double y =
                canvas_.snapped(plot.bottom() - (plot.height() - 1) * static_cast<double>(us) /
                                                    static_cast<double>(most));
            canvas_.horizontal_line(y, x(m), x(m + 1), colour);
        }
    }

    Canvas& canvas_;
    const Recording& recording_;
    QRectF area_;
    double bars_left_;
    double latency_left_;
    double most_ = 0;  // units
};

}  // namespace

std::vector<ActionBar> paint_action_bars(QPainter& painter, const ActionBarsView& view,
                                         const Theme& theme, QRectF bounds) {
    Canvas canvas(painter, theme, view.text_scale, view.pixel_ratio);
    canvas.fill(bounds, theme.background);
    Heading heading;
    heading.title = QStringLiteral("Actions");
    heading.subtitle = qtext(printable(view.recording.name));
    const double top = paint_heading(canvas, bounds, heading);
    const QRectF area(bounds.left() + canvas.em(outer_margin), top,
                      bounds.width() - 2 * canvas.em(outer_margin),
                      bounds.bottom() - top - canvas.em(outer_margin));
    std::vector<Group> groups = groups_of(view.recording);
    if (groups.empty()) {
        paint_empty_state(canvas, area, QStringLiteral("No workload of this run has steps."),
                          QStringLiteral("The costs of single calls: isotherm plot --what units"));
        return {};
    }
    return Page(canvas, view.recording, area).paint(std::move(groups));
}

}  // namespace isotherm
