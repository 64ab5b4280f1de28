// SPDX-License-Identifier: GPL-3.0-or-later
// The line of what CloudWatch recorded, behind what the run consumes.

#include <gtest/gtest.h>

#include <QTemporaryDir>

#include "app/gui/models/recorded_past.h"
#include "tests/gui/desktop_window.h"

namespace isotherm {
namespace {

// 100 writes a second of 400; 200 were recorded.
constexpr const char* less_than_recorded = R"(name = "less"
seed = 1
start = 2026-11-16T00:00:00Z
duration = "5m"
[tables.orders]
item_size = "500 B"
capacity = { read = 10, write = 400 }
[workloads.shop]
table = "orders"
operation = "PutItem"
arrivals = { shape = "constant", rate = "100/s" }
keys = { distribution = "uniform", distinct = 100000 }
)";
constexpr std::int64_t november_16 = 1'794'787'200;  // 2026-11-16T00:00:00Z

PastMetrics five_minutes() {
    PastMetrics past;
    PastSeries series{ResourceName("orders"), "ConsumedWriteCapacityUnits", 60, {}};
    for (int minute = 0; minute < 5; ++minute)
        if (minute != 3) series.points[november_16 + 60 * minute] = 12'000;
    past.series.push_back(series);
    return past;
}

TEST(RecordedPast, StepsAreMeansOfPeriods) {
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("orders.past.csv"));
    QFile written(file);
    ASSERT_TRUE(written.open(QIODevice::WriteOnly));
    written.write(text_of_past(five_minutes()).c_str());
    written.close();
    RunModel run;
    RecordedPast past(run);
    past.look_beside(folder.filePath(QStringLiteral("orders.toml")));
    const WallTime start{std::chrono::seconds(november_16)};
    const ResourceName orders("orders");
    const auto steps = past.steps(orders, Side::write, start, {0, 300}, 100);
    ASSERT_EQ(steps.size(), 5U);
    for (std::size_t s = 0; s < steps.size(); ++s) {
        EXPECT_EQ(steps[s].first_second, 60.0 * static_cast<double>(s));
        EXPECT_EQ(steps[s].end_second, 60.0 * static_cast<double>(s + 1));
        EXPECT_EQ(steps[s].units, s == 3 ? 0 : 200);  // no point: no request
    }
    EXPECT_TRUE(past.steps(orders, Side::read, start, {0, 300}, 100).empty());
    // Two joined periods have their mean; the sum is the same.
    const auto joined = past.steps(orders, Side::write, start, {0, 300}, 3);
    double sum = 0;
    for (const PastStep& step : joined) sum += step.units * (step.end_second - step.first_second);
    EXPECT_LE(joined.size(), 3U);
    EXPECT_DOUBLE_EQ(sum, 48'000);
    past.look_beside(folder.filePath(QStringLiteral("other.toml")));
    EXPECT_TRUE(past.steps(orders, Side::write, start, {0, 300}, 100).empty());
}

// Pixels of the text's colour in the rows around this height of the chart.
int dots_at(CapacityChart& chart, double y) {
    const QImage image = chart.grab().toImage();
    const QRgb colour = make_theme(ThemeName::dark).text.rgb();
    int count = 0;
    for (int row = static_cast<int>(y) - 2; row <= static_cast<int>(y) + 2; ++row)
        for (int x = static_cast<int>(chart.plot().left()); x < chart.plot().right(); ++x)
            count += image.pixel(x, row) == colour;
    return count;
}

TEST(RecordedPast, IsDottedInTheChartOfItsSide) {
    for (const bool recorded : {true, false}) {
        QTemporaryDir folder;
        const QString scenario = folder.filePath(QStringLiteral("orders.toml"));
        QFile text(scenario);
        ASSERT_TRUE(text.open(QIODevice::WriteOnly));
        text.write(less_than_recorded);
        text.close();
        QFile past(folder.filePath(QStringLiteral("orders.past.csv")));
        ASSERT_TRUE(past.open(QIODevice::WriteOnly));
        if (recorded) past.write(text_of_past(five_minutes()).c_str());
        past.close();
        Desktop desktop;
        ASSERT_TRUE(desktop.window->open(scenario));
        desktop.session.sim().run_to_end();
        ASSERT_TRUE(
            wait_until([&] { return desktop.session.sim().phase() == SimPhase::finished; }));
        desktop.view().show_table(0, Side::write);
        ASSERT_FALSE(desktop.window->explore().charts().empty());
        CapacityChart& chart = *desktop.window->explore().charts().back();
        ASSERT_EQ(chart.side(), Side::write);
        const QRectF plot = chart.plot();
        // The axis ends 15 % above the 400 WCU that are provisioned.
        const double y = plot.bottom() - plot.height() * 200 / (400 * 1.15);
        const double line = plot.width() * 4 / 5;
        if (recorded)
            EXPECT_GT(dots_at(chart, y), line / 4);
        else
            EXPECT_LT(dots_at(chart, y), line / 20);
    }
}

}  // namespace
}  // namespace isotherm
