// SPDX-License-Identifier: Apache-2.0
// Reads valid and invalid series from CSV and from CloudWatch's JSON.

#include "engine/backtest/backtest_series.h"

#include <gtest/gtest.h>

#include <numeric>

namespace isotherm {
namespace {

const std::string header = "minute,timestamp_utc,read_units_sum,write_units_sum\n";

BacktestSeries good(const std::string& text, std::int64_t period = 0) {
    auto series = read_csv_series(text, "series.csv", {.period_seconds = period});
    EXPECT_TRUE(series.ok()) << series.errors().front().text();
    return std::move(series.value());
}

Error bad(const std::string& text, std::int64_t period = 0) {
    const auto series = read_csv_series(text, "series.csv", {.period_seconds = period});
    EXPECT_FALSE(series.ok()) << text;
    return series.ok() ? Error{} : series.errors().front();
}

std::int64_t sum_of(const std::vector<std::int64_t>& minutes) {
    return std::accumulate(minutes.begin(), minutes.end(), std::int64_t{0});
}

TEST(BacktestSeries, ReadsMinutesExactly) {
    const auto series = good(header +
                             "0,2016-01-20T12:00:00Z,93.5,0\n"
                             "1,2016-01-20T12:01:00Z,0.000000001,17\n");
    EXPECT_EQ(utc_text(series.first), "2016-01-20T12:00:00Z");
    EXPECT_EQ(series.demand[0], (std::vector<std::int64_t>{93'500'000'000, 1}));
    EXPECT_EQ(series.demand[1], (std::vector<std::int64_t>{0, 17'000'000'000}));
    EXPECT_TRUE(series.notes.empty());
}

TEST(BacktestSeries, ColumnsInAnyOrderQuotesCrLfAndAByteOrderMark) {
    const auto series = good(
        "\xEF\xBB\xBF\"write_units_sum\",\"read_units_sum\",note,\"timestamp_utc\",\"minute\"\r\n"
        "\"2\",\"1\",x,\"2016-01-20 12:00:00+00:00\",\"7\"\r\n"
        "4,3,y,2016-01-20T12:01:00Z,8");
    EXPECT_EQ(series.minutes(), 2);
    EXPECT_EQ(series.demand[0][1], 3 * nano_units_per_unit);
    EXPECT_EQ(series.demand[1][0], 2 * nano_units_per_unit);
}

TEST(BacktestSeries, LongerPeriodsAreSpreadEvenlyAndSaidToHidePeaks) {
    for (const std::int64_t period : {300, 3'600}) {
        const bool hourly = period == 3'600;
        const auto series =
            good(header + "0,2016-01-20T12:00:00Z,1000.000000001,60\n" +
                 (hourly ? "60,2016-01-20T13:00:00Z,0,120\n" : "5,2016-01-20T12:05:00Z,0,120\n"));
        EXPECT_EQ(series.minutes(), static_cast<std::size_t>(2 * period / 60));
        EXPECT_EQ(sum_of(series.demand[0]), 1'000'000'000'001);
        EXPECT_EQ(series.demand[1].front(), 60 * nano_units_per_unit / (period / 60));
        EXPECT_EQ(series.demand[1].back(), 120 * nano_units_per_unit / (period / 60));
        const auto [least, most] = std::minmax_element(
            series.demand[0].begin(),
            series.demand[0].begin() + static_cast<std::ptrdiff_t>(period / 60));
        EXPECT_LE(*most - *least, 1);
        ASSERT_EQ(series.notes.size(), 2) << "reads and writes";
        EXPECT_NE(series.notes[0].find("peaks within a period are hidden"), std::string::npos);
    }
}

struct BadRow {
    const char* text;  // rows after the header
    ErrorNumber number;
    std::int64_t line;
    std::int64_t column;
    const char* what;
};

TEST(BacktestSeries, SaysWhereARowIsWrong) {
    const std::string first = "0,2016-01-20T12:00:00Z,1,2\n";
    for (const BadRow& row : std::initializer_list<BadRow>{
             {"1,2016-01-20T12:01:00Z,x,2\n", ErrorNumber::series_bad_number, 3, 24,
              "read_units_sum is \"x\""},
             {"1,2016-01-20T12:01:00Z,1,nan\n", ErrorNumber::series_bad_number, 3, 26,
              "write_units_sum is \"nan\""},
             {"1,2016-01-20T12:01:00Z,inf,2\n", ErrorNumber::series_bad_number, 3, 24, "inf"},
             {"1,2016-01-20T12:01:00Z,-1,2\n", ErrorNumber::series_bad_number, 3, 24, "-1"},
             {"1,2016-01-20T12:01:00Z,1e400,2\n", ErrorNumber::series_bad_number, 3, 24, "1e400"},
             {"1,2016-01-20T12:01:00Z,6.1e8,2\n", ErrorNumber::series_bad_number, 3, 24, "6.1e8"},
             {"1,2016-01-20T12:01:00Z,,2\n", ErrorNumber::series_bad_number, 3, 24,
              "read_units_sum is \"\""},
             {"1,2016-01-20T12:01:00Z,1\n", ErrorNumber::series_wrong_columns, 3, 24,
              "the row has 3 values; the header has 4 columns"},
             {"1,2016-01-20T12:01:00Z,1,5,2\n", ErrorNumber::series_wrong_columns, 3, 28,
              "5 values"},
             {"x,2016-01-20T12:01:00Z,1,2\n", ErrorNumber::series_bad_number, 3, 1,
              "minute is \"x\""},
             {"2,2016-01-20T12:01:00Z,1,2\n", ErrorNumber::series_gap, 3, 1,
              "by its time stamp it is 1"},
             {"1,2016-01-20T12:00:00Z,1,2\n", ErrorNumber::series_out_of_order, 3, 3,
              "comes after"},
             {"1,2016-01-20T11:59:00Z,1,2\n", ErrorNumber::series_out_of_order, 3, 3,
              "comes after"},
             {"2,2016-01-20T12:02:00Z,1,2\n", ErrorNumber::series_bad_period, 3, 3,
              "120 s after the previous row"},
             {"1,2016-01-20T12:01:00JST,1,2\n", ErrorNumber::series_bad_time, 3, 3,
              "malformed time zone"},
             {"1,1969-01-20T12:01:00,1,2\n", ErrorNumber::series_bad_time, 3, 3,
              "lies before 1970"},
             {"1,2016-01-20T12:01:30Z,1,2\n", ErrorNumber::series_bad_time, 3, 3,
              "timestamp_utc is"},
             {"1,2016-02-30T12:01:00Z,1,2\n", ErrorNumber::series_bad_time, 3, 3,
              "timestamp_utc is"},
             {"1,2016-01-20T12:01:00Z,1,2\n3,2016-01-20T12:03:00Z,1,2\n", ErrorNumber::series_gap,
              4, 3, "120 s after the previous row; expected 60 s"},
             {"1,2016-01-20T12:01:00Z,\"1,2\n", ErrorNumber::series_wrong_columns, 3, 24,
              "quotation mark"}}) {
        const Error error = bad(header + first + row.text);
        EXPECT_EQ(error.exit_code, ExitCode::bad_trace) << row.text;
        EXPECT_EQ(error.number, row.number) << row.text << error.text();
        EXPECT_EQ(error.place.line, row.line) << row.text;
        EXPECT_EQ(error.place.column, row.column) << row.text;
        EXPECT_NE(error.what.find(row.what), std::string::npos) << error.what;
        EXPECT_FALSE(error.fix.empty());
        EXPECT_FALSE(error.place.source_line.empty());
    }
}

TEST(BacktestSeries, SaysWhatIsMissing) {
    EXPECT_EQ(bad("").number, ErrorNumber::series_empty);
    EXPECT_EQ(bad(header).number, ErrorNumber::series_empty);
    const Error column = bad("minute,timestamp_utc,read_units_sum\n0,2016-01-20T12:00:00Z,1\n");
    EXPECT_EQ(column.number, ErrorNumber::series_wrong_header);
    EXPECT_NE(column.what.find("write_units_sum is missing"), std::string::npos);
    EXPECT_EQ(bad("minute,minute,timestamp_utc,read_units_sum,write_units_sum\n").number,
              ErrorNumber::series_wrong_header);
    EXPECT_EQ(bad("\xFF\xFE").exit_code, ExitCode::bad_trace);
    EXPECT_EQ(bad(header + "0,2016-01-20T12:00:00Z,1,2\n5,2016-01-20T12:05:00Z,1,2\n", 60).number,
              ErrorNumber::series_gap)
        << "the period was said to be a minute";
}

const std::string statistics = R"({"Label": "ConsumedReadCapacityUnits", "Datapoints": [
  {"Timestamp": "2026-03-01T00:03:00Z", "Sum": 80.0, "Unit": "Count"},
  {"Timestamp": "2026-03-01T00:00:00+00:00", "Sum": 85.5, "Unit": "Count"},
  {"Timestamp": "2026-03-01T00:01:00Z", "Sum": 1, "Unit": "Count"}]})";

TEST(BacktestSeries, ReadsMetricStatisticsInAnyOrderWithGaps) {
    const auto series = read_cloudwatch_series({{"reads.json", statistics}});
    ASSERT_TRUE(series.ok()) << series.errors().front().text();
    EXPECT_EQ(series.value().demand[0],
              (std::vector<std::int64_t>{85'500'000'000, 1'000'000'000, 0, 80'000'000'000}));
    EXPECT_EQ(sum_of(series.value().demand[1]), 0);
}

TEST(BacktestSeries, ReadsMetricDataOfBothSides) {
    const std::string data = R"({"MetricDataResults": [
      {"Id": "r", "Label": "ConsumedReadCapacityUnits", "StatusCode": "Complete",
       "Timestamps": ["2026-03-01T01:00:00Z", "2026-03-01T00:00:00Z"], "Values": [600, 1200]},
      {"Id": "t", "Label": "ReadThrottleEvents", "Timestamps": [], "Values": []},
      {"Id": "w", "Label": "ConsumedWriteCapacityUnits", "StatusCode": "Complete",
       "Timestamps": ["2026-03-01T00:00:00Z"], "Values": [60]}]})";
    const auto series = read_cloudwatch_series({{"data.json", data}});
    ASSERT_TRUE(series.ok()) << series.errors().front().text();
    EXPECT_EQ(series.value().period_seconds, 3'600);
    EXPECT_EQ(series.value().minutes(), 120);
    EXPECT_EQ(series.value().demand[0].front(), 20 * nano_units_per_unit);
    EXPECT_EQ(series.value().demand[1].front(), nano_units_per_unit);
    EXPECT_EQ(series.value().demand[1].back(), 0);
    const auto minutes = read_cloudwatch_series({{"data.json", data}}, {.period_seconds = 60});
    ASSERT_TRUE(minutes.ok());
    EXPECT_EQ(minutes.value().minutes(), 61) << "sparse minutes, where one is told so";
}

TEST(BacktestSeries, RefusesJsonThatIsNotCloudWatchs) {
    const auto number_of = [](const std::string& text) {
        const auto series = read_cloudwatch_series({{"x.json", text}});
        EXPECT_FALSE(series.ok()) << text;
        return series.ok() ? ErrorNumber::none : series.errors().front().number;
    };
    EXPECT_EQ(number_of("{"), ErrorNumber::series_bad_json);
    EXPECT_EQ(number_of("[1, 2]"), ErrorNumber::series_bad_json);
    EXPECT_EQ(number_of(R"({"Label": "Foo", "Datapoints": []})"), ErrorNumber::series_bad_json);
    EXPECT_EQ(number_of(R"({"Label": "ConsumedReadCapacityUnits", "Datapoints": []})"),
              ErrorNumber::series_empty);
    EXPECT_EQ(number_of(R"({"MetricDataResults": [], "MetricDataResults": []})"),
              ErrorNumber::series_bad_json);
    EXPECT_EQ(number_of(R"({"MetricDataResults": [], "NextToken": "more"})"),
              ErrorNumber::series_bad_json);
    const std::string point = R"({"Label": "ConsumedReadCapacityUnits", "Datapoints": [)";
    EXPECT_EQ(number_of(point + R"({"Timestamp": "2026-03-01T00:03:00Z"}]})"),
              ErrorNumber::series_bad_json);
    EXPECT_EQ(number_of(point + R"({"Timestamp": "yesterday", "Sum": 1}]})"),
              ErrorNumber::series_bad_time);
    EXPECT_EQ(number_of(point + R"({"Timestamp": "2026-03-01T00:03:00Z", "Sum": -1}]})"),
              ErrorNumber::series_bad_number);
    EXPECT_EQ(number_of(point + R"({"Timestamp": "2026-03-01T00:03:00Z", "Sum": 1},
                                   {"Timestamp": "2026-03-01T00:03:00Z", "Sum": 1}]})"),
              ErrorNumber::series_out_of_order);
    const auto decades = read_cloudwatch_series(
        {{"x.json", point + R"({"Timestamp": "2026-03-01T00:03:00Z", "Sum": 1},
                               {"Timestamp": "2046-03-01T00:03:00Z", "Sum": 1}]})"}},
        {.period_seconds = 60});
    ASSERT_FALSE(decades.ok());
    EXPECT_EQ(decades.errors()[0].number, ErrorNumber::series_too_long);
    EXPECT_EQ(number_of(point + R"({"Timestamp": "9026-03-01T00:03:00Z", "Sum": 1}]})"),
              ErrorNumber::series_bad_time);
    EXPECT_EQ(number_of(point + R"({"Timestamp": "2026-03-01T00:03:00Z", "Sum": 1}]})"),
              ErrorNumber::series_bad_period)
        << "the period cannot be determined from a single point";
    EXPECT_EQ(number_of(R"({"Label": 5, "Datapoints": [], "NextToken": null})"),
              ErrorNumber::series_bad_json);
    const auto series = read_cloudwatch_series({{"x.json", "{\n  \"a\": tru\n}"}});
    EXPECT_EQ(series.errors().front().place.line, 2);
}

}  // namespace
}  // namespace isotherm
