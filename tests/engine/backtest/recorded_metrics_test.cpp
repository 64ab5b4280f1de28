// SPDX-License-Identifier: Apache-2.0
// Recorded metrics: periods that are detected or refused, several tables in one file, and capacity
// and throttle events beside the consumption.

#include "engine/backtest/recorded_metrics.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <numeric>

#include "tests/engine/backtest/cloudwatch_text.h"

namespace isotherm {
namespace {

constexpr std::int64_t unit = nano_units_per_unit;

std::vector<MetricPoint> points_at(const std::vector<std::int64_t>& minutes_of_day) {
    std::vector<MetricPoint> points;
    for (const std::int64_t minute : minutes_of_day) {
        points.push_back({metric_day + std::chrono::minutes(minute), unit});
    }
    return points;
}

// The detected period in seconds; 0 for a single point, -1 if refused.
std::int64_t found(const std::vector<std::int64_t>& minutes_of_day) {
    const auto period = period_of(points_at(minutes_of_day), {.metric = "reads"});
    if (period.ok()) return period.value().seconds;
    EXPECT_EQ(period.errors()[0].number, ErrorNumber::series_bad_period);
    return -1;
}

TEST(MetricPeriod, is_the_distance_of_neighbours) {
    for (const std::int64_t period : usual_periods) {
        const std::int64_t m = period / 60;
        EXPECT_EQ(found({7, 7 + m, 7 + 2 * m, 7 + 3 * m, 7 + 4 * m, 7 + 5 * m}), period);
        EXPECT_EQ(found({0, m, 2 * m, 5 * m, 6 * m}), period) << "two points are missing";
    }
}

TEST(MetricPeriod, a_minute_needs_no_neighbours) {
    EXPECT_EQ(found({0, 7, 18, 100}), 60);
    EXPECT_EQ(found({0, 1, 3, 6, 7, 11, 12}), 60);
}

TEST(MetricPeriod, is_refused_where_points_do_not_tell) {
    EXPECT_EQ(found({3}), 0);
    EXPECT_EQ(found({0, 2, 4, 6}), -1) << "two minutes are no period anyone asks for";
    EXPECT_EQ(found({0, 10, 25, 40}), -1) << "all multiples of five, but none five apart";
    // A day of five-minute points is followed by single minutes.
    EXPECT_EQ(found({0, 5, 10, 15, 20, 25, 26, 27, 28}), -1);
    EXPECT_EQ(found({0, 1, 2, 3, 60, 120, 180, 240, 300}), -1);
}

TEST(MetricPeriod, told_periods_are_checked) {
    const auto points = points_at({0, 5, 10, 15});
    EXPECT_EQ(period_of(points, {.metric = "reads", .wanted = 60}).value().seconds, 60);
    EXPECT_EQ(period_of(points, {.metric = "reads", .declared = 300}).value().seconds, 300);
    EXPECT_FALSE(period_of(points, {.metric = "reads", .wanted = 600}).ok());
    EXPECT_FALSE(period_of(points, {.metric = "reads", .declared = 600}).ok());
    EXPECT_FALSE(period_of(points, {.metric = "reads", .declared = 300, .wanted = 60}).ok());
}

BacktestSeries read(const std::vector<NamedText>& files, const SeriesOptions& options = {}) {
    auto series = read_cloudwatch_series(files, options);
    EXPECT_TRUE(series.ok()) << (series.ok() ? "" : series.errors()[0].text());
    return series.ok() ? std::move(series.value()) : BacktestSeries{};
}

Error refused(const std::vector<NamedText>& files, const SeriesOptions& options = {}) {
    const auto series = read_cloudwatch_series(files, options);
    EXPECT_FALSE(series.ok());
    return series.ok() ? Error{} : series.errors()[0];
}

std::int64_t sum_of_minutes(const std::vector<std::int64_t>& minutes) {
    return std::accumulate(minutes.begin(), minutes.end(), std::int64_t{0});
}

bool notes_say(const BacktestSeries& series, std::string_view text) {
    for (const std::string& note : series.notes) {
        if (note.find(text) != note.npos) return true;
    }
    return false;
}

TEST(RecordedMetrics, each_metric_has_its_own_period) {
    const auto series =
        read({{"r.json",
               statistics_text("ConsumedReadCapacityUnits", 60, std::vector<double>(60, 120.0))},
              {"w.json",
               statistics_text("ConsumedWriteCapacityUnits", 900, {900, 1'800, 900, 1'800, 900})}});
    EXPECT_EQ(series.recorded[0].period_seconds, 60);
    EXPECT_EQ(series.recorded[1].period_seconds, 900);
    EXPECT_EQ(series.minutes(), 75);
    EXPECT_EQ(series.recorded[0].missing, 15) << "the reads end a quarter of an hour earlier";
    EXPECT_EQ(series.demand[1][14], 60 * unit);
    EXPECT_EQ(series.demand[1][15], 120 * unit);
    EXPECT_EQ(sum_of_minutes(series.demand[1]), 6'300 * unit);
    EXPECT_TRUE(notes_say(series, "Reads: 15 of 75 periods of 1 min have no data point"));
    EXPECT_TRUE(notes_say(series, "Writes: one sum per 15 min"));
}

TEST(RecordedMetrics, few_points_take_the_period_of_the_other_side) {
    const std::string reads =
        statistics_text("ConsumedReadCapacityUnits", 60, std::vector<double>(30, 60.0));
    for (const std::int64_t apart : {300, 600}) {
        const auto series =
            read({{"r.json", reads},
                  {"w.json", statistics_text("ConsumedWriteCapacityUnits", apart, {60, 60})}});
        EXPECT_EQ(series.recorded[1].period_seconds, 60) << apart;
        EXPECT_EQ(series.demand[1][0], 60 * unit);
    }
}

TEST(RecordedMetrics, throttle_events_become_demand_by_the_rule) {
    const std::vector<NamedText> files{
        {"w.json", R"({"Label": "ConsumedWriteCapacityUnits", "Datapoints": [
           {"Timestamp": "2026-03-01T00:00:00Z", "Sum": 600, "SampleCount": 200},
           {"Timestamp": "2026-03-01T00:01:00Z", "Sum": 900, "SampleCount": 300},
           {"Timestamp": "2026-03-01T00:02:00Z", "Sum": 300, "SampleCount": 100}]})"},
        {"t.json", statistics_text("WriteThrottleEvents", 60, {0, 50})}};
    // 1,800 units in 600 requests are three units per request.
    const auto series = read(files);
    EXPECT_EQ(series.demand[1],
              (std::vector<std::int64_t>{600 * unit, (900 + 50 * 3) * unit, 300 * unit}));
    EXPECT_EQ(series.consumed(Side::write, 1), 900 * unit);
    EXPECT_EQ(series.recorded[1].throttle_events, 50);
    EXPECT_EQ(series.recorded[1].units_per_event, 3);
    EXPECT_TRUE(notes_say(series, "50 throttle events"));
    EXPECT_EQ(read(files, {.units_per_event = 0.5}).demand[1][1], 925 * unit);
    EXPECT_EQ(read(files, {.units_per_event = 0}).demand[1][1], 900 * unit);
    // Without the number of requests, an event counts as the smallest cost of an item.
    const auto plain =
        read({{"w.json", statistics_text("ConsumedWriteCapacityUnits", 60, {600, 900})}, files[1]});
    EXPECT_EQ(plain.demand[1][1], 950 * unit);
}

TEST(RecordedMetrics, rare_events_have_the_period_of_what_was_consumed) {
    const std::string events = R"({"Label": "ReadThrottleEvents", "Datapoints": [
        {"Timestamp": "2026-03-01T00:00:00Z", "Sum": 60},
        {"Timestamp": "2026-03-01T00:30:00Z", "Sum": 30}]})";
    const auto series = read({{"r.json", statistics_text("ConsumedReadCapacityUnits", 300,
                                                         std::vector<double>(12, 300.0))},
                              {"t.json", events}});
    EXPECT_EQ(series.demand[0][0], (60 + 12) * unit) << "60 events in five minutes";
    EXPECT_EQ(series.demand[0][4], (60 + 12) * unit);
    EXPECT_EQ(series.demand[0][5], 60 * unit);
    EXPECT_EQ(series.demand[0][34], (60 + 6) * unit);
}

TEST(RecordedMetrics, provisioned_capacity_holds_until_the_next_point) {
    const std::string provisioned = R"({"Label": "ProvisionedReadCapacityUnits", "Datapoints": [
        {"Timestamp": "2026-03-01T00:10:00Z", "Average": 50},
        {"Timestamp": "2026-03-01T00:00:00Z", "Average": 20, "Sum": 60, "SampleCount": 3}]})";
    const auto series = read({{"r.json", statistics_text("ConsumedReadCapacityUnits", 60,
                                                         std::vector<double>(20, 60.0))},
                              {"p.json", provisioned}});
    ASSERT_EQ(series.recorded[0].provisioned.size(), 20);
    for (std::size_t i = 0; i < 20; ++i)
        EXPECT_EQ(series.recorded[0].provisioned[i], i < 10 ? 20 : 50) << i;
    EXPECT_TRUE(series.recorded[1].provisioned.empty());
    // A sum alone does not give the provisioned level; together with the number of samples it does.
    const auto level = [](const std::string& point) {
        const auto one = read_cloudwatch_series(
            {{"r.json", statistics_text("ConsumedReadCapacityUnits", 300, {300, 300})},
             {"p.json", R"({"Label": "ProvisionedReadCapacityUnits", "Datapoints": [
                {"Timestamp": "2026-03-01T00:00:00Z", )" +
                            point + "}]}"}});
        return one.ok() ? one.value().recorded[0].provisioned[0] : 0;
    };
    EXPECT_EQ(level(R"("Sum": 600, "SampleCount": 12)"), 50);
    EXPECT_EQ(level(R"("Maximum": 55)"), 55);
    EXPECT_EQ(level(R"("Sum": 600)"), 0);
}

TEST(RecordedMetrics, one_of_several_tables_and_indexes_is_chosen) {
    const std::string text = data_text({{"votes ConsumedWriteCapacityUnits", {60, 60}},
                                        {"votes by_date ConsumedWriteCapacityUnits", {120, 120}},
                                        {"orders.eu ConsumedWriteCapacityUnits", {180, 180}}});
    const std::vector<NamedText> files{{"all.json", text}};
    const Error open = refused(files);
    EXPECT_EQ(open.number, ErrorNumber::series_several);
    EXPECT_NE(open.what.find("orders.eu, votes, votes / by_date"), std::string::npos) << open.what;
    EXPECT_NE(open.fix.find("--table"), std::string::npos);
    EXPECT_EQ(read(files, {.table = "votes"}).demand[1][0], 60 * unit);
    EXPECT_EQ(read(files, {.table = "votes", .index = "by_date"}).demand[1][0], 120 * unit);
    EXPECT_EQ(read(files, {.index = "by_date"}).demand[1][0], 120 * unit);
    const auto orders = read(files, {.table = "orders.eu"});
    EXPECT_EQ(orders.demand[1][0], 180 * unit);
    EXPECT_EQ(orders.table, "orders.eu");
    const Error unknown = refused(files, {.table = "vote"});
    EXPECT_EQ(unknown.number, ErrorNumber::series_several);
    EXPECT_NE(unknown.fix.find("votes / by_date"), std::string::npos);
    // If the metrics name no table, a table name given by the caller is ignored.
    const std::vector<NamedText> plain{
        {"w.json", statistics_text("ConsumedWriteCapacityUnits", 60, {60, 60})}};
    EXPECT_EQ(read(plain, {.table = "votes"}).demand[1][0], 60 * unit);
}

TEST(RecordedMetrics, csv_chooses_among_tables_and_has_capacity_and_events) {
    const std::string text =
        "minute,timestamp_utc,table,index,read_units_sum,write_units_sum,write_provisioned,"
        "write_throttle_events\n"
        "0,2026-03-01T00:00:00Z,votes,,1,60,5,\n"
        "0,2026-03-01T00:00:00Z,votes,by_date,2,120,7,3\n"
        "1,2026-03-01T00:01:00Z,votes,,1,60,,10\n"
        "1,2026-03-01T00:01:00Z,votes,by_date,2,120,8,3\n";
    const auto one = [&text](const SeriesOptions& options) {
        auto series = read_csv_series(text, "s.csv", options);
        EXPECT_TRUE(series.ok()) << series.errors()[0].text();
        return std::move(series.value());
    };
    const auto votes = one({.table = "votes"});
    EXPECT_EQ(votes.demand[1], (std::vector<std::int64_t>{60 * unit, 70 * unit}));
    EXPECT_EQ(votes.recorded[1].provisioned, (std::vector<std::int64_t>{5, 5}));
    const auto index = one({.table = "votes", .index = "by_date"});
    EXPECT_EQ(index.demand[0], (std::vector<std::int64_t>{2 * unit, 2 * unit}));
    EXPECT_EQ(index.recorded[1].provisioned, (std::vector<std::int64_t>{7, 8}));
    const auto open = read_csv_series(text, "s.csv");
    ASSERT_FALSE(open.ok());
    EXPECT_EQ(open.errors()[0].number, ErrorNumber::series_several);
    EXPECT_EQ(open.errors()[0].place.line, 3);
    const auto none = read_csv_series(text, "s.csv", {.table = "orders"});
    ASSERT_FALSE(none.ok());
    EXPECT_NE(none.errors()[0].what.find("no rows of orders"), std::string::npos);
}

}  // namespace
}  // namespace isotherm
