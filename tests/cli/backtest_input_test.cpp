// SPDX-License-Identifier: Apache-2.0
// Input of `isotherm backtest`: settings in every form, series in every form that CloudWatch
// prints, and several tables in one file.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "engine/vocabulary/time.h"
#include "tests/cli/program.h"

namespace isotherm {
namespace {

using Json = nlohmann::json;

class BacktestInput : public testing::Test {
protected:
    Printed tried(std::vector<std::string> arguments, const std::string& policy) {
        arguments.insert(arguments.begin(), {"backtest", series_, "--policy", policy});
        return isotherm_prints(arguments);
    }
    Json summary(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "backtest");
        arguments.emplace_back("--json");
        const Printed printed = isotherm_prints(arguments);
        EXPECT_EQ(printed.exit_code, 0) << printed.err;
        return Json::parse(printed.out, nullptr, false);
    }

    ScenarioFolder folder_;
    std::string series_ = case_file("47-backtest-set/two-hours.csv");
};

struct Refusal {
    const char* policy;
    const char* name;
    const char* value;     // as written in TOML and JSON
    const char* expected;  // part of the message
};
constexpr Refusal refusals[] = {
    {"target_tracking", "target_utilization", "70", "write \"70 %\" or 0.7"},
    {"target_tracking", "target_utilization", "0", "expected 1 % to 100 %"},
    {"dynamic_dynamodb", "check_interval", "0", "expected 1 to 86400"},
    {"cron_script", "interval", "\"0s\"", "expected 60 s to 86400 s"},
};

TEST_F(BacktestInput, no_input_form_accepts_a_value_outside_its_range) {
    for (const Refusal& one : refusals) {
        SCOPED_TRACE(fmt::format("{}.{} = {}", one.policy, one.name, one.value));
        std::string plain = one.value;
        std::erase(plain, '"');
        const std::string toml =
            folder_.file("p.toml", fmt::format("{} = {}\n", one.name, one.value));
        const std::string json =
            folder_.file("p.json", fmt::format("{{\"{}\": {}}}", one.name, one.value));
        const std::string decisions =
            folder_.file("d.json", fmt::format(R"({{"policy": "{}", "settings": {{"{}": {}}},
                "provisioned": [10, 10], "checks": []}})",
                                               one.policy, one.name, one.value));
        const std::string scenario =
            folder_.file("s.toml", fmt::format("duration = \"1m\"\n[tables.tab]\nsize = \"1 MB\"\n"
                                               "capacity = {{ read = 5, write = 5 }}\n"
                                               "scaling.write = {{ policy = \"{}\", {} = {} }}\n",
                                               one.policy, one.name, one.value));
        const std::string set = fmt::format("{}={}", one.name, plain);
        const std::string path = fmt::format("tables.tab.scaling.write.{}", one.name);
        for (const auto& [printed, exit_code] : std::initializer_list<std::pair<Printed, int>>{
                 {tried({"--set", set}, one.policy), 2},
                 {tried({"--settings", toml}, one.policy), 78},
                 {tried({"--settings", json}, one.policy), 78},
                 {isotherm_prints({"backtest", "--decisions-only", decisions}), 65},
                 {isotherm_prints({"check", scenario}), 78}}) {
            EXPECT_EQ(printed.exit_code, exit_code) << printed.err;
            EXPECT_NE(printed.err.find(one.name), std::string::npos) << printed.err;
            EXPECT_NE(printed.err.find(one.expected), std::string::npos) << printed.err;
        }
    }
    const std::string conf = folder_.file("d.conf", "[table: ^votes$]\ncheck-interval: 0\n");
    const Printed printed = tried({"--settings", conf}, "dynamic_dynamodb");
    EXPECT_EQ(printed.exit_code, 78);
    EXPECT_NE(printed.err.find("d.conf:2:1"), std::string::npos) << printed.err;
    EXPECT_EQ(tried({"--check-interval", "0s"}, "fixed").exit_code, 2);
}

TEST_F(BacktestInput, set_knows_the_range_of_every_setting) {
    const Json all = Json::parse(isotherm_prints({"list", "scaling", "--settings", "--json"}).out);
    int checked = 0;
    for (const auto& [policy, about] : all.items()) {
        for (const Json& setting : about["settings"]) {
            const std::string name = setting["name"];
            if (!setting.contains("range") || name.find("[]") != std::string::npos) continue;
            const std::string range = setting["range"];  // "60s to 86400s"
            const double highest = std::stod(range.substr(range.find(" to ") + 4));
            const std::string unit = setting["type"] == "duration" ? "s" : "";
            for (const double beyond : {highest + 1, std::stod(range) - 1}) {
                const std::string set = fmt::format("{}={:.0f}{}", name, beyond, unit);
                const Printed printed = tried({"--set", set}, policy);
                EXPECT_EQ(printed.exit_code, 2) << policy << " " << set << printed.err;
                EXPECT_NE(printed.err.find("expected"), std::string::npos) << printed.err;
                ++checked;
            }
        }
    }
    EXPECT_GT(checked, 100);
}

TEST_F(BacktestInput, contradicting_settings_are_reported_in_every_input_form) {
    for (const std::vector<std::string>& sets :
         {std::vector<std::string>{"--set", "max=3"},  // max is below the default minimum of 5
          std::vector<std::string>{"--set", "min=20", "--set", "max=10"},
          std::vector<std::string>{"--set", "max=20", "--set", "write.min=30"}}) {
        const Printed printed = tried(sets, "target_tracking");
        EXPECT_EQ(printed.exit_code, 2);
        EXPECT_NE(printed.err.find("above max"), std::string::npos) << printed.err;
    }
}

TEST_F(BacktestInput, reads_and_writes_have_settings_of_their_own) {
    // 600 units per minute on each side are 10 per second. Even the default target of 70 % needs
    // only ceil(10 / 0.7) = 15 units for that, so the minimums, 40 and 20, decide.
    const std::string toml = folder_.file(
        "p.toml", "target_utilization = \"90 %\"\n[read]\nmin = 40\n[write]\nmin = 20\n");
    const std::string json =
        folder_.file("p.json", R"({"read": {"min": 40}, "write": {"min": 20}})");
    for (const std::vector<std::string>& way :
         {std::vector<std::string>{"--set", "read.min=40", "--set", "write.min=20"},
          std::vector<std::string>{"--settings", toml},
          {"--settings", json}}) {
        std::vector<std::string> arguments{series_, "--policy", "target_tracking"};
        arguments.insert(arguments.end(), way.begin(), way.end());
        const Json result = summary(arguments);
        EXPECT_EQ(result["requests"][0]["wanted"], (Json{40, 20}));
    }
    const Printed unknown = tried({"--set", "write.mim=5"}, "target_tracking");
    EXPECT_EQ(unknown.exit_code, 2);
    EXPECT_NE(unknown.err.find("write.min"), std::string::npos) << unknown.err;
    const Printed named = tried({"--set", "write.max=5"}, "dynamic_dynamodb");
    EXPECT_EQ(named.exit_code, 2);
}

// The points of this case are stamped 00:00 to 02:59 in Tokyo time, which starts at 15:00 UTC on
// the previous day.
TEST_F(BacktestInput, the_same_times_are_read_from_every_form) {
    const std::string path = case_file("18-cloudwatch/write_jst.json");
    const Json as_given = summary({path, "--policy", "target_tracking"});
    EXPECT_EQ(as_given["series"]["first_utc"], "2021-01-18T15:00:00Z");
    EXPECT_EQ(as_given["series"]["end_utc"], "2021-01-18T18:00:00Z");
    EXPECT_EQ(as_given["write"]["demand_units"], 2'685'000);
    const Json file = Json::parse(content_of(path));
    for (const char* form : {"Z", "naive", ".000Z", "seconds", "milliseconds"}) {
        Json other = file;
        for (Json& point : other["Datapoints"]) {
            const std::string stamp = point["Timestamp"];
            const int minute = std::stoi(stamp.substr(11, 2)) * 60 + std::stoi(stamp.substr(14, 2));
            // 15:00 UTC on 2021-01-18, which is day 18,645.
            const std::int64_t second = 18'645LL * 86'400 + 15 * 3'600 + minute * 60;
            const std::string clock =
                fmt::format("2021-01-18T{:02}:{:02}:00", 15 + minute / 60, minute % 60);
            const std::string_view name = form;
            if (name == "seconds")
                point["Timestamp"] = second;
            else if (name == "milliseconds")
                point["Timestamp"] = second * 1'000;
            else
                point["Timestamp"] = clock + (name == "naive" ? "" : form);
        }
        const std::string copy = folder_.file("w.json", other.dump());
        EXPECT_EQ(summary({copy, "--policy", "target_tracking"}), as_given) << form;
    }
}

TEST_F(BacktestInput, our_own_cloudwatch_json_reads_back) {
    const std::string scenario = folder_.file("s.toml", R"(
start = 2018-06-01T00:00:00Z
era = "2018"
duration = "30m"
model.initial_burst = 0
[tables.orders]
size = "1 MB"
item_size = "1 KB"
capacity = { read = 7, write = 100 }
[tables.orders.indexes.by_day]
capacity = { read = 9, write = 200 }
[workloads.writers]
table = "orders"
operation = "PutItem"
arrivals = { shape = "constant", rate = "120/s" }
keys = { distribution = "uniform", distinct = 100000 }
client = { retry = "fire_and_forget" }
)");
    const std::string out = folder_.path("out");
    const Printed run = isotherm_prints({"run", scenario, "--out", out});
    ASSERT_EQ(run.exit_code, 0) << run.err;
    const std::string metrics = out + "/cloudwatch.json";
    const Printed open = isotherm_prints({"backtest", metrics, "--policy", "fixed"});
    EXPECT_EQ(open.exit_code, 65);
    EXPECT_NE(open.err.find("--table"), std::string::npos) << open.err;
    const Json json = summary({metrics, "--policy", "fixed", "--table", "orders"});
    // 120 requests per second of one unit each for a capacity of 100: about a sixth is throttled,
    // and each throttled request is a throttle event of one unit.
    const Json& recorded = json["write"]["recorded"];
    const Json report = Json::parse(content_of(out + "/report.json"))["tables"]["orders"];
    const double consumed = recorded["consumed_units"];
    EXPECT_EQ(consumed, report["consumed_write_units"]);
    EXPECT_EQ(recorded["throttle_events"], report["throttled"]);
    EXPECT_GT(recorded["throttle_events"], 30'000);
    EXPECT_EQ(json["write"]["demand_units"], report["attempts"]);
    EXPECT_EQ(recorded["lowest_provisioned"], 100);
    EXPECT_EQ(recorded["provisioned_unit_hours"], 50);
    EXPECT_EQ(json["start"][1], 100) << "starts with what was provisioned";
    EXPECT_EQ(json["series"]["minutes"], 30);
    EXPECT_EQ(json["series"]["table"], "orders");
    const Json index =
        summary({metrics, "--policy", "fixed", "--table", "orders", "--index", "by_day"});
    EXPECT_EQ(index["start"][1], 200);
    EXPECT_EQ(index["series"]["index"], "by_day");
    EXPECT_GT(index["write"]["demand_units"], 0);
    const Json without =
        summary({metrics, "--policy", "fixed", "--table", "orders", "--throttle-units", "0"});
    EXPECT_EQ(without["write"]["demand_units"], consumed);
}

TEST_F(BacktestInput, the_recorded_capacity_is_shown_beside_the_policy) {
    std::string text =
        "minute,timestamp_utc,read_units_sum,write_units_sum,read_provisioned,"
        "write_provisioned\n";
    for (int i = 0; i < 120; ++i) {
        text += fmt::format("{},2021-05-03T{:02}:{:02}:00Z,600,600,{},50\n", i, i / 60, i % 60,
                            i < 90 ? 20 : 30);
    }
    const std::string path = folder_.file("s.csv", text);
    const std::string rows = folder_.path("rows.csv");
    const Json json = summary({path, "--policy", "fixed", "--csv", rows});
    EXPECT_EQ(json["start"], (Json{20, 50}));
    EXPECT_EQ(json["read"]["recorded"]["highest_provisioned"], 30);
    EXPECT_EQ(json["read"]["recorded"]["provisioned_unit_hours"], 20 * 1.5 + 30 * 0.5);
    EXPECT_EQ(json["read"]["recorded"]["throttle_events"], nullptr);
    EXPECT_NE(content_of(rows).find(",write_recorded_provisioned,write_recorded_consumed\n"),
              std::string::npos);
    EXPECT_NE(content_of(rows).find(",30,600,50,600\n"), std::string::npos);
    // The read capacity rose from 20 to 30 during the second hour, and each hour is charged at its
    // highest capacity: 20 + 30 read and 2 x 50 write unit-hours. `fixed` keeps 20 and 50, so the
    // two hours cost 10 read unit-hours less.
    const double then = json["cost_per_month"]["recorded"];
    const double policy = json["cost_per_month"]["policy"];
    const Json dearer = summary({path, "--policy", "fixed", "--start-read", "25"});
    EXPECT_NEAR(then - policy, dearer["cost_per_month"]["policy"].get<double>() - policy, 1e-6)
        << "25 for two hours are as many unit-hours as 20 and 30";
    const Printed printed = isotherm_prints({"backtest", path, "--policy", "fixed"});
    EXPECT_NE(printed.out.find("as recorded      20 to 30 RCU, 45.0 unit-hours"), std::string::npos)
        << printed.out;
    EXPECT_NE(printed.out.find("With the recorded provisioned throughput: $"), std::string::npos);
}

}  // namespace
}  // namespace isotherm
