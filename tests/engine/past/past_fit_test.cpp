// SPDX-License-Identifier: Apache-2.0
// Runs beside what was recorded: the figures are those of a count by hand.

#include "engine/past/past_fit.h"

#include <gtest/gtest.h>

#include "engine/alarms/metric_points.h"
#include "engine/alarms/table_metrics.h"
#include "engine/run/simulation.h"

namespace isotherm {
namespace {

// Ten minutes at one write a second, exactly, to a table of 10 WCU: 60 units a minute.
constexpr const char* steady = R"(
start = 2026-11-16T00:00:00Z
duration = "10m"
[tables.votes]
capacity = { read = 1, write = 10 }
[workloads.writers]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "1/s" }
keys = { distribution = "uniform", distinct = 1000 }
)";

constexpr std::int64_t recorded_second = 1'794'787'200;  // 2026-11-16T00:00:00Z

std::unique_ptr<Simulation> run_of(const std::string& text) {
    const auto scenario = read_scenario_text(text, "past.toml");
    EXPECT_TRUE(scenario.ok());
    auto simulation = Simulation::create(scenario.value());
    EXPECT_TRUE(simulation.ok());
    simulation.value()->advance(simulation.value()->end());
    simulation.value()->report();  // completes the recording
    return std::move(simulation.value());
}

PastSeries series_of(const std::string& metric, const std::vector<double>& minutes) {
    PastSeries series{ResourceName("votes"), metric, 60, {}};
    for (std::size_t i = 0; i < minutes.size(); ++i)
        if (minutes[i] > 0)
            series.points[recorded_second + static_cast<std::int64_t>(i) * 60] = minutes[i];
    return series;
}

TEST(PastFit, counts_minutes_within_five_percent) {
    const auto run = run_of(steady);
    PastMetrics past;
    // Within: 60, 63 (3 of 63 are 4.8 %), 57.5 (2.5 of 57.5 are 4.3 %); beyond: 64, 57, 0.
    past.series.push_back(
        series_of("ConsumedWriteCapacityUnits", {60, 63, 57.5, 64, 57, 0, 60, 60, 60, 60}));
    const PastFit fit = fit_to_past(run->recording(), past);
    ASSERT_EQ(fit.sides.size(), 1U);
    const SideFit& side = fit.sides.front();
    EXPECT_EQ(side.periods, 10U);
    EXPECT_EQ(side.within, 7U);
    EXPECT_DOUBLE_EQ(side.recorded_units, 541.5);
    EXPECT_DOUBLE_EQ(side.simulated_units, 599);  // the first write comes after a second
    EXPECT_DOUBLE_EQ(side.units_off, 1 + 3 + 2.5 + 4 + 3 + 60);
    EXPECT_FALSE(side.has_throttles);
    EXPECT_EQ(fit.main_unknown().first, Unknown::load);
    EXPECT_DOUBLE_EQ(fit.main_unknown().second, 1);
}

TEST(PastFit, a_run_fits_its_own_metrics) {
    const auto run = run_of(steady);
    PastMetrics past;
    for (const RecordedMetric& which : recorded_metrics(run->recording())) {
        const TableMetric& metric = table_metrics()[which.metric];
        PastSeries series{ResourceName("votes"), metric.name, whole_seconds(metric.period), {}};
        for (const MetricPoint& point : metric_points(run->recording(), which))
            series.points[whole_seconds(point.at.time_since_epoch())] = point.value;
        if (!series.points.empty()) past.series.push_back(std::move(series));
    }
    const PastFit fit = fit_to_past(run->recording(), past);
    EXPECT_DOUBLE_EQ(fit.share_within(), 1);
    EXPECT_DOUBLE_EQ(fit.distance(), 0);
    EXPECT_DOUBLE_EQ(fit.main_unknown().second, 0);
    // What is written is read back.
    const auto read = past_metrics_of(text_of_past(past), "past.csv");
    ASSERT_TRUE(read.ok());
    EXPECT_DOUBLE_EQ(fit_to_past(run->recording(), read.value()).distance(), 0);
}

TEST(PastFit, tells_throttled_minutes_hit_missed_and_invented) {
    // 20 writes a second to 10 WCU without saved capacity: every minute is throttled.
    std::string text = steady;
    text.replace(text.find("1/s"), 3, "20/s");
    text += "client = { retry = \"fire_and_forget\" }\n[model]\ninitial_burst = 0\n";
    const auto run = run_of(text);
    PastMetrics past;
    past.series.push_back(series_of("ConsumedWriteCapacityUnits", std::vector<double>(10, 600)));
    past.series.push_back(
        series_of("WriteThrottleEvents", {600, 600, 600, 600, 600, 600, 600, 0, 0, 0}));
    const PastFit fit = fit_to_past(run->recording(), past);
    ASSERT_EQ(fit.sides.size(), 1U);
    EXPECT_EQ(fit.sides.front().throttled_hit, 7U);
    EXPECT_EQ(fit.sides.front().throttled_missed, 0U);
    EXPECT_EQ(fit.sides.front().throttled_invented, 3U);
}

TEST(PastMetrics, refuses_damaged_files_with_their_place) {
    const std::string head = "time,votes||ConsumedWriteCapacityUnits|Sum|60\n";
    struct Case {
        std::string text;
        std::int64_t line;
        std::string what;
    };
    for (const Case& each : std::vector<Case>{
             {"", 1, "empty"},
             {"time\n", 1, "0 more columns"},
             {"no metrics\n", 1, "expected \"time\""},
             {"time,votes\n", 1, "not headed by"},
             {"time,votes||ConsumedWriteCapacityUnits|Sum|45\n", 1, "whole minutes"},
             {head + "yesterday,1\n", 2, "the time is"},
             {head + "2026-11-16T00:00:00Z,1,2\n", 2, "3 columns; expected 2"},
             {head + "2026-11-16T00:00:00Z,60\n2026-11-16T00:01:00Z,-1\n", 3, "no number"}}) {
        const auto read = past_metrics_of(each.text, "past.csv");
        ASSERT_FALSE(read.ok()) << each.text;
        EXPECT_EQ(read.errors().front().place.line, each.line) << each.text;
        EXPECT_NE(read.errors().front().what.find(each.what), std::string::npos)
            << read.errors().front().text();
        EXPECT_FALSE(read.errors().front().fix.empty());
    }
}

}  // namespace
}  // namespace isotherm
