// SPDX-License-Identifier: Apache-2.0
// `isotherm backtest`, as called by people and programs.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/cli/program.h"

namespace isotherm {
namespace {

using Json = nlohmann::json;

// Ten minutes with 40 reads and 10 writes per second, then twenty with 90 and 10.
std::string series_text() {
    std::string text = "minute,timestamp_utc,read_units_sum,write_units_sum\n";
    for (int i = 0; i < 30; ++i) {
        char row[80];
        std::snprintf(row, sizeof row, "%d,2018-06-01T00:%02d:00Z,%d,600\n", i, i,
                      i < 10 ? 2400 : 5400);
        text += row;
    }
    return text;
}

class BacktestCommand : public testing::Test {
protected:
    Json summary(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"backtest", series_});
        arguments.emplace_back("--json");
        const Printed printed = isotherm_prints(arguments);
        EXPECT_EQ(printed.exit_code, 0) << printed.err;
        return Json::parse(printed.out, nullptr, false);
    }

    ScenarioFolder folder_;
    std::string series_ = folder_.file("series.csv", series_text());
};

TEST_F(BacktestCommand, TheSummaryAddsUp) {
    const Json json = summary({"--policy", "target_tracking", "--start-read", "60", "--start-write",
                               "20", "--scaling-delay", "30s"});
    EXPECT_EQ(json["policy"], "target_tracking");
    EXPECT_EQ(json["series"]["minutes"], 30);
    EXPECT_EQ(json["series"]["period_s"], 60);
    EXPECT_EQ(json["start"], (Json{60, 20}));
    EXPECT_EQ(json["checks"], 30);
    EXPECT_EQ(json["read"]["demand_units"], 10 * 2400 + 20 * 5400);
    EXPECT_EQ(json["write"]["demand_units"], 30 * 600);
    EXPECT_EQ(json["read"]["throttled_units"], 0) << "the burst of 60 x 300 covers it";
    // The high load begins at 00:10, two of its points are visible at 00:13, and the policy
    // requests ceil(90 / 0.7) = 129 reads.
    const Json& request = json["requests"][0];
    EXPECT_EQ(request["utc"], "2018-06-01T00:13:00Z");
    EXPECT_EQ(request["effective_utc"], "2018-06-01T00:13:30Z");
    EXPECT_EQ(request["wanted"], (Json{129, 20}));
    EXPECT_EQ(json["read"]["scale_outs"], 1);
    // Capacity 60 for 13.5 minutes and 129 for 16.5 minutes.
    EXPECT_DOUBLE_EQ(json["usage"]["provisioned_read_unit_hours"].get<double>(),
                     (60 * 13.5 + 129 * 16.5) / 60);
    EXPECT_EQ(json["usage"]["consumed_read_request_units"], 10 * 2400 + 20 * 5400);
}

TEST_F(BacktestCommand, WritesEveryMinuteAsCsv) {
    const std::string rows = folder_.path("rows.csv");
    summary({"--policy", "fixed", "--start-read", "50", "--start-write", "20", "--csv", rows});
    std::istringstream lines(content_of(rows));
    std::string line;
    std::getline(lines, line);
    EXPECT_EQ(line,
              "minute,timestamp_utc,read_demand,read_provisioned,read_consumed,read_throttled,"
              "read_burst_left,write_demand,write_provisioned,write_consumed,write_throttled,"
              "write_burst_left,decision,reason");
    std::getline(lines, line);
    EXPECT_EQ(line, "0,2018-06-01T00:00:00Z,2400,50,2400,0,15000,600,20,600,0,6000,,");
    int count = 1;
    for (; std::getline(lines, line); ++count) {
        // A demand of 90 on a capacity of 50 takes 40 x 60 = 2,400 units of burst per minute. The
        // 15,000 saved units last for the six minutes up to row 15. Row 16 gets the other 600, so
        // 1,800 are throttled.
        if (count == 15) {
            EXPECT_NE(line.find(",5400,50,5400,0,600,"), std::string::npos) << line;
        } else if (count == 16) {
            EXPECT_NE(line.find(",5400,50,3600,1800,0,"), std::string::npos) << line;
        }
    }
    EXPECT_EQ(count, 30);
}

TEST_F(BacktestCommand, SettingsFromTomlJsonConfAndTheCommandLine) {
    const auto wanted = [this](std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--start-read", "60", "--start-write", "20"});
        const Json json = summary(arguments);
        return json["requests"].empty() ? Json() : json["requests"][0]["wanted"][0];
    };
    const std::string toml = folder_.file("p.toml", "target_utilization = 0.5\nmin = 20\n");
    EXPECT_EQ(wanted({"--policy", "target_tracking", "--settings", toml}), 80);  // 40 / 0.5
    const std::string json = folder_.file("p.json", R"({"target_utilization": 0.6, "max": 100})");
    EXPECT_EQ(wanted({"--policy", "target_tracking", "--settings", json}), 67);
    EXPECT_EQ(wanted({"--policy", "target_tracking", "--settings", json, "--set",
                      "target_utilization=50 %"}),
              80);
    const std::string conf =
        folder_.file("d.conf",
                     "[table: ^votes$]\nlookback-window-start: 10\nreads-lower-threshold: 0\n"
                     "writes-lower-threshold: 0\nincrease-reads-with: 10\n");
    // The window has 90 units per second with 60 provisioned. increase-reads-with adds 10 %, so the
    // new value is 90 + 9.
    EXPECT_EQ(wanted({"--policy", "dynamic_dynamodb", "--settings", conf, "--table", "votes"}), 99);
}

TEST_F(BacktestCommand, ComparesEveryPolicy) {
    const Json json = summary({"--policy", "all"});
    std::vector<std::string> names;
    for (const Json& one : json) names.push_back(one["policy"]);
    EXPECT_EQ(names, (std::vector<std::string>{"cron_script", "dynamic_dynamodb", "fixed",
                                               "lambda_autoscale", "step", "target_tracking",
                                               "best fixed"}));
    EXPECT_EQ(json.back()["read"]["throttled_units"], 0);
    const Printed printed = isotherm_prints({"backtest", series_, "--policy", "all"});
    EXPECT_EQ(printed.exit_code, 0);
    EXPECT_NE(printed.out.find("best fixed"), std::string::npos);
}

TEST_F(BacktestCommand, ReadsCloudWatchFiles) {
    const std::string reads = folder_.file("reads.json",
                                           R"({"Label": "ConsumedReadCapacityUnits", "Datapoints": [
            {"Timestamp": "2026-03-01T00:05:00Z", "Sum": 600.0, "Unit": "Count"},
            {"Timestamp": "2026-03-01T00:00:00Z", "Sum": 300.0, "Unit": "Count"}]})");
    const std::string writes =
        folder_.file("writes.json",
                     R"({"Label": "ConsumedWriteCapacityUnits", "Datapoints": [
            {"Timestamp": "2026-03-01T00:00:00Z", "Sum": 30.0, "Unit": "Count"}]})");
    const Printed printed =
        isotherm_prints({"backtest", reads, writes, "--policy", "fixed", "--json"});
    ASSERT_EQ(printed.exit_code, 0) << printed.err;
    const Json json = Json::parse(printed.out);
    EXPECT_EQ(json["series"]["period_s"], 300);
    EXPECT_EQ(json["series"]["minutes"], 10);
    EXPECT_EQ(json["series"]["notes"].size(), 4) << "a period each, a missing one, no throttles";
    EXPECT_EQ(json["write"]["recorded"]["missing_periods"], 1);
    EXPECT_EQ(json["read"]["demand_units"], 900);
    EXPECT_EQ(json["write"]["demand_units"], 30);
}

TEST_F(BacktestCommand, DecisionsOnly) {
    const std::string path = folder_.file("case.json", R"({
        "policy": "dynamic_dynamodb", "resource": "table", "settings": {},
        "lookback_period_s": 300, "decreases_allowed_per_utc_day": 4, "provisioned": [100, 100],
        "checks": [{"utc": "2016-01-20T12:00:00Z", "status": "ACTIVE",
                    "consumed_read_sum": 28500, "consumed_write_sum": 6000,
                    "read_throttle_events": null, "write_throttle_events": null}]})");
    const Printed printed = isotherm_prints({"backtest", "--decisions-only", path, "--json"});
    ASSERT_EQ(printed.exit_code, 0) << printed.err;
    const Json json = Json::parse(printed.out);
    ASSERT_EQ(json.size(), 1);
    EXPECT_EQ(json[0]["provisioned_before"], (Json{100, 100}));
    EXPECT_EQ(json[0]["provisioned_after"], (Json{150, 50}));
    EXPECT_TRUE(json[0]["reason"].is_string());
}

TEST_F(BacktestCommand, MistakesHaveTheirExitCodesAndPlaces) {
    const std::string header = "minute,timestamp_utc,read_units_sum,write_units_sum\n";
    const std::string bad = folder_.file(
        "bad.csv", header + "0,2018-06-01T00:00:00Z,1,2\n1,2018-06-01T00:01:00Z,nan,2\n");
    const std::string empty = folder_.file("empty.csv", "");
    const std::string toml = folder_.file("bad.toml", "target_utilisation = 0.5\n");
    struct Case {
        std::vector<std::string> arguments;
        int exit_code;
        std::string message;
    };
    for (const Case& one : std::vector<Case>{
             {{}, 2, "no series was given"},
             {{series_}, 2, "--policy is missing"},
             {{series_, "--policy", "target_trackin"}, 2, "target_tracking"},
             {{series_, "--policy", "fixed", "--set", "red=5"}, 2, "read"},
             {{series_, "--policy", "fixed", "--set", "read"}, 2, "NAME=VALUE"},
             {{series_, "--policy", "all", "--set", "read=5"}, 2, "need a single policy"},
             {{series_, "--policy", "fixed", "--scaling-delay", "soon"}, 2, "a duration"},
             {{series_, "--policy", "fixed", "--check-interval", "0s"}, 2, "expected 1s to 24h"},
             {{series_, "--policy", "fixed", "--era", "1999"}, 2, "--era"},
             {{series_, "--policy", "fixed", "--period", "61"}, 2, "--period"},
             {{series_, "--policy", "target_tracking", "--settings", toml}, 78, "bad.toml:1:1"},
             {{"/no/such/series.csv", "--policy", "fixed"}, 66, "there is no such file"},
             {{folder_.path(), "--policy", "fixed"}, 66, "directory"},
             {{bad, "--policy", "fixed"}, 65, "bad.csv:3:24"},
             {{empty, "--policy", "fixed"}, 65, "there are no rows"},
             {{"--decisions-only", empty}, 65, "empty.csv"},
             {{"--decisions-only", "/no/such/case.json"}, 66, "there is no such file"},
             {{series_, "--policy", "fixed", "--csv", "/no/such/folder/rows.csv"}, 73, "rows.csv"},
         }) {
        std::vector<std::string> arguments = one.arguments;
        arguments.insert(arguments.begin(), "backtest");
        const Printed printed = isotherm_prints(arguments);
        std::string line;
        for (const std::string& argument : arguments) line += argument + " ";
        EXPECT_EQ(printed.exit_code, one.exit_code) << line << printed.err;
        EXPECT_NE(printed.err.find(one.message), std::string::npos) << line << printed.err;
        EXPECT_NE(printed.err.find("help: "), std::string::npos) << line << printed.err;
    }
}

TEST_F(BacktestCommand, ErrorsAsJson) {
    const Printed printed =
        isotherm_prints({"backtest", "/no/such/series.csv", "--policy", "fixed", "--json"});
    const Json json = Json::parse(printed.err);
    EXPECT_EQ(json["error"]["exit_code"], 66);
    EXPECT_EQ(json["error"]["where"], "/no/such/series.csv");
}

// The series has 10 minutes of 2,400 reads and 20 of 5,400: 132,000 reads.
TEST_F(BacktestCommand, ExpectationsAreJudged) {
    const auto run = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"backtest", series_, "--policy", "fixed", "--start-read", "100",
                                   "--start-write", "20"});
        return isotherm_prints(more);
    };
    EXPECT_EQ(run({"--expect", "read.demand_units = 132000"}).exit_code, 0);
    EXPECT_EQ(run({"--expect", "read.throttled_units <= 0", "--expect", "write.demand_units >= 1"})
                  .exit_code,
              0);
    const Printed broken = run({"--expect", "read.demand_units / 30 >= 5000"});
    EXPECT_EQ(broken.exit_code, 3);
    EXPECT_NE(broken.out.find("EXPECTATION BROKEN  4400; at least 5000 was expected"),
              std::string::npos)
        << broken.out;
    const Printed wrong = run({"--expect", "read.demand_unit = 1"});
    EXPECT_EQ(wrong.exit_code, 2);
    EXPECT_NE(wrong.err.find("did you mean \"demand_units\"?"), std::string::npos) << wrong.err;
    EXPECT_EQ(run({"--expect", "read.demand_units"}).exit_code, 2);
    const Json json = Json::parse(run({"--json", "--expect", "checks >= 0"}).out);
    EXPECT_EQ(json["expectations"][0]["holds"], true);
    EXPECT_EQ(isotherm_prints({"backtest", series_, "--policy", "all", "--expect", "checks >= 0"})
                  .exit_code,
              2);
}

}  // namespace
}  // namespace isotherm
