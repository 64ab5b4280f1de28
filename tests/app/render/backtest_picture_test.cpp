// SPDX-License-Identifier: Apache-2.0
// The backtest's picture: it is written completely, and throttling is visible in it.

#include "app/render/backtest_picture.h"

#include <gtest/gtest.h>

#include <QImage>
#include <filesystem>

#include "app/render/theme.h"
#include "tests/engine/scenario/scenario_folder.h"

namespace isotherm {
namespace {

// Two days of writes with one throttled minute and one change of throughput.
struct Made {
    std::vector<BySide<BacktestMinute>> minutes;
    std::vector<ScalingRequest> requests;
    UtcMinute first{std::chrono::sys_days{std::chrono::year{2018} / 6 / 1}};

    explicit Made(bool throttled) : minutes(2'880) {
        for (auto& minute : minutes) {
            minute[1] = {.demand = 600 * nano_units_per_unit,
                         .provisioned = 20,
                         .consumed = 600 * nano_units_per_unit};
        }
        if (throttled) {
            minutes[1'000][1].demand = 2'000 * nano_units_per_unit;
            minutes[1'000][1].throttled = 1'400 * nano_units_per_unit;
        }
        ScalingRequest request;
        request.at = first + 1h;
        request.before = {1, 10};
        request.decision.wanted = {1, 20};
        request.answer.accepted = true;
        requests.push_back(request);
    }
    BacktestPicture picture() const { return {"fixed", first, minutes, requests}; }
};

std::int64_t pixels_of(const QImage& image, const QColor& colour) {
    std::int64_t count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            count += image.pixelColor(x, y).rgb() == colour.rgb() ? 1 : 0;
        }
    }
    return count;
}

QImage drawn(const Made& made, const ScenarioFolder& folder) {
    const std::string path = folder.path("backtest.png");
    const auto written = write_backtest_picture(path, made.picture());
    EXPECT_TRUE(written.ok());
    return QImage(QString::fromStdString(path));
}

TEST(BacktestPicture, OneThrottledMinuteOfTwoDaysCanBeSeen) {
    const ScenarioFolder folder;
    const QColor throttled = make_theme(ThemeName::dark).throttled;
    const QImage with = drawn(Made(true), folder);
    const QImage without = drawn(Made(false), folder);
    EXPECT_EQ(with.size(), QSize(1920, 1080));
    // The legend always shows the colour; the minute, its mark and the headline add pixels.
    EXPECT_GT(pixels_of(with, throttled), pixels_of(without, throttled) + 100);
}

TEST(BacktestPicture, WhatWasProvisionedThenIsALineOfItsOwn) {
    const ScenarioFolder folder;
    const Made made(false);
    BacktestSeries series;
    series.recorded[1].provisioned.assign(2'880, 15);
    const auto drawn_with = [&](const BacktestSeries* recorded) {
        BacktestPicture picture = made.picture();
        picture.series = recorded;
        const std::string path = folder.path("recorded.png");
        EXPECT_TRUE(write_backtest_picture(path, picture).ok());
        return pixels_of(QImage(QString::fromStdString(path)),
                         make_theme(ThemeName::dark).provisioned);
    };
    // The recorded capacity is a dashed line across the chart of writes: six of ten of its pixels
    // are drawn. The legend adds a few more.
    const std::int64_t more = drawn_with(&series) - drawn_with(nullptr);
    EXPECT_GT(more, 1920 * 6 / 10 / 2) << "charts are more than half as wide as the picture";
    EXPECT_LT(more, 1920);
}

TEST(BacktestPicture, TheSameBytesEveryTimeAndSvgAsWell) {
    const ScenarioFolder folder;
    const Made made(true);
    for (const char* name : {"a.png", "a.svg"}) {
        const std::string path = folder.path(name);
        ASSERT_TRUE(write_backtest_picture(path, made.picture()).ok());
        const std::string first = content_of(path);
        ASSERT_TRUE(write_backtest_picture(path, made.picture()).ok());
        EXPECT_EQ(content_of(path), first);
        EXPECT_GT(first.size(), 5'000);
    }
    EXPECT_EQ(
        write_backtest_picture(folder.path("a.jpg"), made.picture()).errors().front().exit_code,
        ExitCode::usage);
}

}  // namespace
}  // namespace isotherm
