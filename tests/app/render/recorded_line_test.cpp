// SPDX-License-Identifier: Apache-2.0
// The recorded line behind a timeline. The recording has 100 units a second for ten minutes; the
// past has minutes of other means. Heights follow from the chart's axis.

#include "tests/app/render/painted.h"

#include <gtest/gtest.h>

#include "engine/past/recorded_periods.h"

namespace isotherm {
namespace {

constexpr std::int64_t minutes = 10;

MadeRecording steady_run() {
    MadeRecording made(1, 1'000, minutes * 60);
    for (std::int64_t s = 0; s < minutes * 60; ++s) made.add_second(Side::write, s, {{0, 100, 0}});
    return made;
}

// Sums of a minute of these units a second, from `later` seconds after the start of the run.
PastMetrics past_of(const Recording& recording, const std::vector<double>& units,
                    std::int64_t later = 0, const std::vector<double>& events = {}) {
    const std::int64_t start = whole_seconds(recording.start.time_since_epoch()) + later;
    PastMetrics past;
    const auto add = [&](const char* metric, const std::vector<double>& values, double times) {
        PastSeries series{ResourceName("votes"), metric, 60, {}};
        for (std::size_t i = 0; i < values.size(); ++i)
            if (values[i] > 0)
                series.points[start + static_cast<std::int64_t>(i) * 60] = values[i] * times;
        if (!series.points.empty()) past.series.push_back(std::move(series));
    };
    add("ConsumedWriteCapacityUnits", units, 60);
    add("WriteThrottleEvents", events, 1);
    return past;
}

PaintedTimeline paint_with(const Recording& recording, const PastMetrics* past) {
    PaintedTimeline painted{empty_image({}), {}};
    QPainter painter(&painted.image);
    painted.geometry = paint_timeline(painter, {whole(recording), past},
                                      make_theme(ThemeName::dark), QRectF(0, 0, 1280, 720));
    return painted;
}

// The heights of the recorded colour in the column of a second, from the top.
std::vector<int> heights_at(const PaintedTimeline& line, const QRectF& area, double second) {
    const QRgb colour = make_theme(ThemeName::dark).target.rgb();
    const auto x = static_cast<int>(line.geometry.axis.x_of(second));
    std::vector<int> heights;
    for (int y = static_cast<int>(area.top()); y < area.bottom(); ++y)
        if ((line.image.pixel(x, y) | 0xff000000) == colour) heights.push_back(y);
    return heights;
}

}  // namespace

TEST(RecordedLine, periods_are_those_of_the_run_and_missing_points_are_zero) {
    const MadeRecording made = steady_run();
    const PastMetrics past = past_of(made.recording, {50, 0, 200}, 0, {0, 0, 7});
    const auto periods = recorded_periods(past, made.recording, 0, Side::write);
    ASSERT_EQ(periods.size(), 3U);
    EXPECT_DOUBLE_EQ(periods[0].units, 50);
    EXPECT_DOUBLE_EQ(periods[1].units, 0);
    EXPECT_DOUBLE_EQ(periods[2].units, 200);
    EXPECT_DOUBLE_EQ(periods[2].first_second, 120);
    EXPECT_DOUBLE_EQ(periods[2].end_second, 180);
    EXPECT_DOUBLE_EQ(periods[2].throttle_events, 7);
    EXPECT_TRUE(recorded_periods(past, made.recording, 0, Side::read).empty());
    // A past that began a day earlier: its minutes of the run are counted from the start of the
    // run.
    const PastMetrics longer = past_of(made.recording, std::vector<double>(1'443, 30), -1'440 * 60);
    const auto cut = recorded_periods(longer, made.recording, 0, Side::write);
    ASSERT_EQ(cut.size(), 3U);
    EXPECT_DOUBLE_EQ(cut.front().first_second, 0);
}

TEST(RecordedLine, stands_at_the_mean_of_each_minute) {
    const MadeRecording made = steady_run();
    const PastMetrics past = past_of(made.recording, std::vector<double>(minutes, 600));
    const auto line = paint_with(made.recording, &past);
    ASSERT_EQ(line.geometry.panels.size(), 1U);
    const QRectF chart = line.geometry.panels[0].chart;
    const auto heights = heights_at(line, chart, 305.5);
    // Four pixels around 600 of 1,060: the axis ends 6 % above the 1,000 provisioned units.
    ASSERT_EQ(heights.size(), 4U);
    EXPECT_NEAR(heights[1], chart.bottom() - chart.height() * 600 / 1'060, 1.5);
    EXPECT_TRUE(heights_at(paint_with(made.recording, nullptr), chart, 305.5).empty());
}

TEST(RecordedLine, is_behind_what_the_run_consumed) {
    const MadeRecording made = steady_run();
    const PastMetrics past = past_of(made.recording, std::vector<double>(minutes, 100));
    const auto line = paint_with(made.recording, &past);
    const QRectF chart = line.geometry.panels[0].chart;
    const double y = chart.bottom() - chart.height() * 100 / 1'060;
    const QRgb consumed = make_theme(ThemeName::dark).consumed.rgb();
    const auto x = static_cast<int>(line.geometry.axis.x_of(305.5));
    int seen = 0;
    for (int at = static_cast<int>(y) - 3; at <= static_cast<int>(y) + 3; ++at)
        seen += (line.image.pixel(x, at) | 0xff000000) == consumed;
    EXPECT_GE(seen, 1) << "the run's own line is above";
    EXPECT_GE(heights_at(line, chart, 305.5).size(), 1U) << "and the recorded one wider";
}

TEST(RecordedLine, throttling_of_the_past_has_a_lane) {
    const MadeRecording made = steady_run();
    const PastMetrics past =
        past_of(made.recording, std::vector<double>(minutes, 100), 0, {0, 0, 0, 0, 0, 40, 80});
    const auto line = paint_with(made.recording, &past);
    ASSERT_EQ(line.geometry.panels[0].lanes.size(), 1U);
    const QRectF lane = line.geometry.panels[0].lanes[0];
    EXPECT_TRUE(heights_at(line, lane, 100).empty());
    const auto half = heights_at(line, lane, 330).size();
    const auto full = heights_at(line, lane, 390).size();
    // The smallest bar has 40 % of the lane; half of the most has 40 % + 30 %.
    EXPECT_NEAR(static_cast<double>(half), lane.height() * 0.7, 1.5);
    EXPECT_NEAR(static_cast<double>(full), lane.height(), 1.5);
}

}  // namespace isotherm
