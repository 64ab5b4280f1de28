// SPDX-License-Identifier: Apache-2.0
// CloudWatch alarms of a run.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/report/cloudwatch.h"
#include "app/report/english.h"
#include "engine/alarms/alarms.h"
#include "engine/run/report_alarms_json.h"
#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

using State = std::optional<AlarmState>;

State judged(MissingData missing, std::int64_t found, std::int64_t breaching,
             std::int64_t periods = 3, std::int64_t points = 3) {
    AlarmSpec spec;
    spec.missing = missing;
    spec.periods = periods;
    spec.points = points;
    return judged_state(spec, found, breaching);
}

// The examples of the CloudWatch User Guide, "How alarm state is evaluated when data is missing":
// datapoints found and how many of them breach, of three periods.
TEST(AlarmStates, are_those_of_the_examples_in_the_user_guide) {
    struct Example {
        std::int64_t found, breaching, points;
        State missing, ignore, breaching_state, not_breaching;
    };
    const State ok = AlarmState::ok, alarm = AlarmState::alarm, kept = std::nullopt,
                none = AlarmState::insufficient_data;
    for (const Example& one : {Example{3, 2, 3, ok, ok, ok, ok},              // 0 - X - X
                               Example{1, 0, 3, ok, ok, ok, ok},              // 0 - - - -
                               Example{0, 0, 3, none, kept, alarm, ok},       // - - - - -
                               Example{3, 3, 3, alarm, alarm, alarm, alarm},  // 0 X X - X
                               Example{1, 1, 3, alarm, kept, alarm, ok},      // - - X - -
                               // Two of three must breach.
                               Example{3, 2, 2, alarm, alarm, alarm, alarm},  // 0 - X - X
                               Example{2, 2, 2, alarm, alarm, alarm, alarm},  // - X X - -
                               Example{2, 1, 2, ok, ok, alarm, ok},           // 0 - X - -
                               Example{1, 1, 2, alarm, kept, alarm, ok}}) {   // - - - - X
        SCOPED_TRACE(testing::Message() << one.found << " " << one.breaching << " " << one.points);
        const auto state = [&](MissingData missing) {
            return judged(missing, one.found, one.breaching, 3, one.points);
        };
        EXPECT_EQ(state(MissingData::missing), one.missing);
        EXPECT_EQ(state(MissingData::ignore), one.ignore);
        EXPECT_EQ(state(MissingData::breaching), one.breaching_state);
        EXPECT_EQ(state(MissingData::not_breaching), one.not_breaching);
    }
}

// 90 units a second of 100 from minute 3 on; the run starts on a whole minute.
std::string rising(const std::string& alarm, const std::string& duration = "20m",
                   const std::string& rate = "90/s") {
    return fmt::format(R"(
era = "2024"
duration = "{}"
[tables.orders]
capacity = {{ read = 10, write = 100 }}
[workloads.writers]
table = "orders"
operation = "PutItem"
arrivals = {{ shape = "constant", rate = "{}", start_after = "3m" }}
keys = {{ distribution = "uniform", distinct = 100000 }}
client = {{ retry = "fire_and_forget" }}
[alarms.high]
table = "orders"
{}
)",
                       duration, rate, alarm);
}

nlohmann::ordered_json high(const FinishedRun& run) {
    return run.report().json()["alarms"]["high"];
}

// Five minutes above 80 %, each shown a minute after it has ended: 3 + 5 + 1 minutes.
TEST(Alarms, by_default_are_raised_after_five_minutes_at_80_percent) {
    const FinishedRun run(rising(""));
    const auto alarm = high(run);
    EXPECT_EQ(alarm["first_alarm_s"], 9 * 60);
    EXPECT_EQ(alarm["state"], "ALARM");
    EXPECT_EQ(alarm["raised"], 1);
    EXPECT_EQ(alarm["in_alarm_s"], 11 * 60);
    EXPECT_EQ(alarm["throttled_before"], 0);
    EXPECT_TRUE(alarm["first_throttled_s"].is_null());
    ASSERT_EQ(std::count_if(run.recording().events.begin(), run.recording().events.end(),
                            [](const Event& e) { return e.kind == EventKind::alarm; }),
              1);
}

TEST(Alarms, are_never_raised_below_their_threshold) {
    EXPECT_TRUE(high(FinishedRun(rising("", "20m", "79/s")))["first_alarm_s"].is_null());
    EXPECT_EQ(high(FinishedRun(rising("", "20m", "81/s")))["first_alarm_s"], 540);
    EXPECT_TRUE(high(FinishedRun(rising("comparison = \"above\"", "20m", "80/s")))["first_alarm_s"]
                    .is_null());
}

TEST(Alarms, wait_for_as_many_points_as_they_need_and_for_the_metrics_delay) {
    EXPECT_EQ(high(FinishedRun(rising("periods = 1")))["first_alarm_s"], 5 * 60);
    EXPECT_EQ(high(FinishedRun(rising("periods = 5\npoints = 2")))["first_alarm_s"], 6 * 60);
    EXPECT_EQ(high(FinishedRun(rising("period = \"5m\"\nperiods = 1")))["first_alarm_s"], 11 * 60)
        << "the period from 0 to 5 minutes has only 36 %";
    const FinishedRun late(rising("periods = 1") + "[control_plane]\nmetric_delay = \"3m\"\n");
    EXPECT_EQ(high(late)["first_alarm_s"], 7 * 60);
}

// The table serves 100 of 300 a second once 30,000 units are spent.
TEST(Alarms, say_what_had_been_throttled_when_the_operator_was_told) {
    const FinishedRun run(
        rising("metric = \"WriteThrottleEvents\"\nthreshold = 1\nperiods = 1", "20m", "300/s"));
    const auto alarm = high(run);
    const std::int64_t first = alarm["first_throttled_s"];
    const std::int64_t told = alarm["first_alarm_s"];
    EXPECT_NEAR(static_cast<double>(first), 180 + 30'000 / 200, 3);
    EXPECT_EQ(told, (first / 60 + 2) * 60);
    EXPECT_EQ(alarm["told_after_s"], told - first);
    EXPECT_NEAR(alarm["throttled_before"].get<double>(), 200.0 * static_cast<double>(told - first),
                600);
}

// Each datapoint of an alarm is the one in cloudwatch.json: with a threshold of exactly that value
// the alarm is raised, with the next higher number it is not.
TEST(Alarms, compare_the_series_of_cloudwatch_json) {
    const auto run_with = [](const std::string& alarm) {
        std::string text = rising(alarm, "15m", "300/s");
        const std::string stops = "start_after = \"3m\"";  // after ten minutes
        text.replace(text.find(stops), stops.size(), stops + ", count = 126000");
        return FinishedRun("start = 2024-05-01T10:00:30Z\n" + text);
    };
    const FinishedRun plain = run_with("");
    std::size_t compared = 0;
    const auto json = cloudwatch_json(plain.recording());
    for (const auto& metric : json["MetricDataResults"]) {
        if (metric["Period"] != 60) continue;
        const std::string name = metric["Label"];
        double most = 0;
        for (const auto& value : metric["Values"]) most = std::max(most, value.get<double>());
        const auto first_alarm = [&](double threshold) {
            return high(run_with(fmt::format("metric = \"{}\"\nthreshold = {}\nperiods = 1", name,
                                             threshold)))["first_alarm_s"];
        };
        EXPECT_FALSE(first_alarm(most).is_null()) << name;
        EXPECT_TRUE(first_alarm(most + 1).is_null()) << name;
        ++compared;
    }
    EXPECT_EQ(compared, 3u);  // consumed writes, throttle events, throttled requests
}

TEST(Alarms, keep_their_state_without_data_unless_they_say_otherwise) {
    const auto stops = [](const std::string& missing) {
        return FinishedRun(rising("periods = 2\nmissing = \"" + missing + "\"") +
                           "[workloads.writers.changes.off]\nat = \"8m\"\n"
                           "arrivals = { rate = \"0.001/s\" }\n");
    };
    EXPECT_EQ(high(stops("ignore"))["state"], "ALARM");
    EXPECT_EQ(high(stops("missing"))["state"], "INSUFFICIENT_DATA");
    EXPECT_EQ(high(stops("not_breaching"))["state"], "OK");
    EXPECT_EQ(high(stops("breaching"))["state"], "ALARM");
}

TEST(Alarms, change_neither_the_fingerprint_nor_the_bill) {
    const std::string with = rising("");
    const std::string without = with.substr(0, with.find("[alarms.high]"));
    const FinishedRun a(with), b(without);
    EXPECT_EQ(a.report().fingerprint(), b.report().fingerprint());
    EXPECT_EQ(a.report().bill().bill.month.total, b.report().bill().bill.month.total);
}

TEST(Alarms, of_a_run_in_pieces_and_by_the_minute_are_the_same) {
    const FinishedRun whole(rising(""));
    const FinishedRun pieces(*scenario_of(rising("")), {.slice = 7s, .threads = 2});
    EXPECT_EQ(high(whole), high(pieces));
    const FinishedRun minutes("resolution = \"minute\"\n" + rising(""));
    EXPECT_EQ(high(whole)["first_alarm_s"], high(minutes)["first_alarm_s"]);
    const FinishedRun cells("fidelity = \"cells\"\n" + rising(""));
    EXPECT_EQ(high(cells)["first_alarm_s"], 540);
}

void expect_refused(const std::string& alarm, const std::string& part) {
    const auto scenario = read_scenario_text(rising(alarm), "test.toml");
    ASSERT_FALSE(scenario.ok()) << alarm;
    EXPECT_NE(all_texts(scenario.errors()).find(part), std::string::npos)
        << all_texts(scenario.errors());
}

TEST(Alarms, on_what_is_not_there_are_refused) {
    expect_refused("index = \"by_day\"", "has no global index");
    expect_refused("metric = \"Consumed\"", "ConsumedReadCapacityUnits");
    expect_refused("metric = \"ThrottledRequests\"", "give a threshold");
    expect_refused("metric = \"WriteKeyRangeThroughputThrottleEvents\"\nthreshold = 1",
                   "exist since 2025");
    expect_refused("period = \"90s\"", "whole minutes");
    expect_refused("periods = 2\npoints = 3", "more than there are periods");
    expect_refused("threshold = 1\nof_provisioned = \"70 %\"", "already given");
    expect_refused("metric = \"ProvisionedWriteCapacityUnits\"\nthreshold = 1",
                   "every five minutes");
}

}  // namespace
}  // namespace isotherm
