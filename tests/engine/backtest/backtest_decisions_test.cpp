// SPDX-License-Identifier: Apache-2.0
// The contract of --decisions-only, and settings read from JSON and from Dynamic DynamoDB's
// configuration file.

#include "app/report/english.h"
#include "engine/backtest/backtest_decisions.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "engine/backtest/dynamic_dynamodb_file.h"
#include "engine/scaling/dynamic_dynamodb_options.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

const Era era_2016 = *era_named("2016");

Json contract_case() {
    return {{"policy", "dynamic_dynamodb"},
            {"resource", "table"},
            {"settings", {{"reads_upper_threshold", 80}}},
            {"lookback_period_s", 300},
            {"decreases_allowed_per_utc_day", 0},
            {"provisioned", {100, 100}},
            {"checks",
             {{{"utc", "2016-01-20T12:00:00Z"},
               {"status", "ACTIVE"},
               {"consumed_read_sum", 20 * 300},
               {"consumed_write_sum", 95 * 300},
               {"read_throttle_events", nullptr},
               {"write_throttle_events", nullptr}},
              {{"utc", "2016-01-20T12:05:00Z"},
               {"status", "UPDATING"},
               {"consumed_read_sum", 85 * 300},
               {"consumed_write_sum", nullptr}},
              {{"utc", "2016-01-20T12:10:00Z"},
               {"status", "ACTIVE"},
               {"consumed_read_sum", 85 * 300},
               {"consumed_write_sum", 60 * 300}}}}};
}

TEST(BacktestDecisions, VD12TheRetryDropsTheDecrease) {
    const auto decision_case = read_decision_case(contract_case().dump(), "case", era_2016);
    ASSERT_TRUE(decision_case.ok()) << decision_case.errors().front().text();
    const auto made = run_decisions(decision_case.value(), era_2016);
    ASSERT_EQ(made.size(), 3);
    EXPECT_EQ(utc_text(made[0].utc), "2016-01-20T12:00:00Z");
    const auto is = [](Throughput units, std::int64_t read, std::int64_t write) {
        return units.read == read && units.write == write;
    };
    EXPECT_TRUE(is(made[0].before, 100, 100));
    EXPECT_TRUE(is(made[0].after, 100, 150));
    EXPECT_NE(english(made[0].reason).find("again without decreases"), std::string::npos);
    EXPECT_TRUE(is(made[1].after, 100, 150)) << "not ACTIVE";
    EXPECT_TRUE(is(made[2].before, 100, 150));
    EXPECT_TRUE(is(made[2].after, 150, 150)) << "85 % is above 80 %";
}

TEST(BacktestDecisions, AnyPolicyCanBeAsked) {
    Json input = contract_case();
    input["policy"] = "target_tracking";
    input["settings"] = {{"scale_out_points", 1}, {"target_utilization", "50 %"}};
    input["lookback_period_s"] = 60;
    input["checks"] = {{{"utc", "2016-01-20T12:00:00Z"},
                        {"consumed_read_sum", 60 * 60},
                        {"consumed_write_sum", nullptr}}};
    const auto decision_case = read_decision_case(input.dump(), "case", era_2016);
    ASSERT_TRUE(decision_case.ok()) << decision_case.errors().front().text();
    EXPECT_EQ(run_decisions(decision_case.value(), era_2016)[0].after.read, 120);
}

TEST(BacktestDecisions, TimesOfChecksInEveryForm) {
    for (const Json& utc : {Json("2016-01-20T12:00:00"), Json("2016-01-20 21:00:00.000+09:00"),
                            Json(1'453'291'200), Json(1'453'291'200'000), Json("1453291200")}) {
        Json input = contract_case();
        input["checks"][0]["utc"] = utc;
        const auto decision_case = read_decision_case(input.dump(), "case", era_2016);
        ASSERT_TRUE(decision_case.ok()) << utc << decision_case.errors().front().text();
        EXPECT_EQ(utc_text(decision_case.value().checks[0].utc), "2016-01-20T12:00:00Z") << utc;
    }
}

TEST(BacktestDecisions, EachSideMayHaveSettingsOfItsOwn) {
    Json input = contract_case();
    input["policy"] = "target_tracking";
    // 95 reads and 95 writes per second: 95 / 0.5 = 190, and 95 / 0.8 = 119 (118.75 rounded up).
    input["settings"] = {{"scale_out_points", 1},
                         {"read", {{"target_utilization", 0.5}}},
                         {"write", {{"target_utilization", 0.8}}}};
    input["lookback_period_s"] = 60;
    input["checks"] = {{{"utc", "2016-01-20T12:00:00Z"},
                        {"consumed_read_sum", 95 * 60},
                        {"consumed_write_sum", 95 * 60}}};
    const auto decision_case = read_decision_case(input.dump(), "case", era_2016);
    ASSERT_TRUE(decision_case.ok()) << decision_case.errors().front().text();
    const Throughput after = run_decisions(decision_case.value(), era_2016)[0].after;
    EXPECT_EQ(after.read, 190);
    EXPECT_EQ(after.write, 119);
}

TEST(BacktestDecisions, EveryMistakeIsNamed) {
    struct Change {
        const char* pointer;
        Json value;
        const char* expected;
    };
    for (const Change& change : std::initializer_list<Change>{
             {"/policy", "dynamic", "not a scaling policy"},
             {"/resource", "stream", "expected \"table\" or \"gsi\""},
             {"/settings/reads_uper_threshold", 5, "there is no such setting"},
             {"/settings/reads_upper_threshold", "x", "expected a number"},
             {"/settings/reads_upper_threshold", -1, "expected 0 to"},
             {"/settings/increase_reads_unit", "parts", "expected one of"},
             {"/settings/num_read_checks_before_scale_down", 1.5, "a whole number"},
             {"/settings/increase_consumed_reads_scale", "{a: 1}", "not a table of steps"},
             {"/settings/maintenance_windows", "evening", "not a list of windows"},
             {"/settings/circuit_breaker_open", "always", "not a list of times"},
             {"/lookback_period_s", 0, "expected a whole number from 1"},
             {"/decreases_allowed_per_utc_day", -1, "expected a whole number from 0"},
             {"/provisioned", {100}, "expected [reads, writes]"},
             {"/provisioned", {100, 0.5}, "expected [reads, writes]"},
             {"/checks", 5, "not a list of checks, or missing"},
             {"/checks/1/utc", "noon", "checks[1].utc"},
             {"/checks/1/utc", "2016-01-20T11:00:00Z", "earlier than the previous check"},
             {"/checks/2/consumed_read_sum", -3, "checks[2].consumed_read_sum"}}) {
        Json input = contract_case();
        input[Json::json_pointer(change.pointer)] = change.value;
        const auto decision_case = read_decision_case(input.dump(), "case.json", era_2016);
        ASSERT_FALSE(decision_case.ok()) << change.pointer;
        const Error& error = decision_case.errors().front();
        EXPECT_EQ(error.exit_code, ExitCode::bad_trace);
        EXPECT_EQ(error.place.file, "case.json");
        EXPECT_NE(error.what.find(change.expected), std::string::npos) << error.what;
    }
}

// The options that a configuration file sets for a table or index.
struct FileOptions : Configurable {
    DynamicOptions options;
    void settings(SettingsVisitor& visit) override { options.settings(visit); }
};

const std::string configuration = R"([global]
# keys are of no use here
aws-access-key-id: AKIA
region: us-east-1
check-interval: 120

[default_options]
writes-upper-threshold: 70

[table: ^log_.*$]
reads-upper-threshold: 55

[table: ^votes$]
enable-reads-up-scaling = true
enable-reads-down-scaling = false
reads-upper-threshold: 85.5  ; a comment
min-provisioned-reads: 10
increase-reads-unit: units
increase-consumed-writes-scale: {0: 0, 0.25: 5}
maintenance-windows: 22:00-23:59,00:00-06:00
always-decrease-rw-together: yes

[gsi: ^by_.*$ table: ^votes$]
reads-upper-threshold: 66
decrease-consumed-reads-with: 77
)";

TEST(DynamicDynamoDbFile, ReadsATableAndAnIndex) {
    FileOptions table;
    ASSERT_TRUE(apply_dynamic_dynamodb_file(configuration, "d.conf", {"votes", ""}, table).empty());
    const DynamicSideOptions& reads = table.options.of(Side::read);
    EXPECT_EQ(table.options.check_interval, 120);
    EXPECT_EQ(table.options.maintenance_windows, "22:00-23:59,00:00-06:00");
    EXPECT_TRUE(table.options.always_decrease_rw_together);
    EXPECT_EQ(reads.upper_threshold, 85.5);
    EXPECT_FALSE(reads.down_scaling);
    EXPECT_EQ(reads.min, 10);
    EXPECT_EQ(reads.increase_unit, "units");
    EXPECT_EQ(table.options.of(Side::write).upper_threshold, 70) << "from default_options";
    EXPECT_EQ(table.options.of(Side::write).increase_consumed.table, "{0: 0, 0.25: 5}");
    FileOptions index;
    ASSERT_TRUE(
        apply_dynamic_dynamodb_file(configuration, "d.conf", {"votes", "by_date"}, index).empty());
    EXPECT_EQ(index.options.of(Side::read).upper_threshold, 66);
    EXPECT_EQ(index.options.of(Side::read).decrease_consumed.with, 0)
        << "its program does not read this of indexes";
    FileOptions first;
    ASSERT_TRUE(apply_dynamic_dynamodb_file(configuration, "d.conf", {}, first).empty());
    EXPECT_EQ(first.options.of(Side::read).upper_threshold, 55);
}

TEST(DynamicDynamoDbFile, SaysWhereItIsWrong) {
    const auto error_of = [](const std::string& text, const ConfiguredResource& resource) {
        FileOptions options;
        const Errors errors = apply_dynamic_dynamodb_file(text, "d.conf", resource, options);
        EXPECT_FALSE(errors.empty()) << text;
        return errors.empty() ? Error{} : errors.front();
    };
    const Error value = error_of("[table: ^votes$]\n\nreads-upper-threshold: much\n", {});
    EXPECT_EQ(value.place.line, 3);
    EXPECT_EQ(value.place.column, 1);
    EXPECT_EQ(value.exit_code, ExitCode::bad_scenario);
    EXPECT_EQ(error_of("[table: ^votes$]\nreads-uper-threshold: 80\n", {}).place.line, 2);
    EXPECT_EQ(error_of("reads-upper-threshold: 80\n", {}).place.line, 1);
    EXPECT_EQ(error_of("[table: ^votes$]\nnonsense\n", {}).place.line, 2);
    EXPECT_EQ(error_of("[table: ^votes$\n", {}).place.line, 1);
    EXPECT_EQ(error_of("[table: ^(votes$]\n", {"votes", ""}).place.line, 1);
    EXPECT_NE(error_of(configuration, {"orders", ""}).what.find("orders"), std::string::npos);
    EXPECT_NE(error_of(configuration, {"votes", "to_date"}).what.find("to_date"),
              std::string::npos);
    EXPECT_NE(error_of("", {}).what.find("no [table"), std::string::npos);
}

}  // namespace
}  // namespace isotherm
