// SPDX-License-Identifier: Apache-2.0
// Expectations as a build server uses them: exit codes and eras. Also checks that each shipped
// scenario's expectation fails when the feature that it demonstrates is removed.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/program.h"
#include "tests/engine/scenario/scenario_texts.h"

namespace isotherm {
namespace {

using Json = nlohmann::json;

std::string with_expect(const std::string& lines) {
    return good() + "[expect.point]\n" + lines + "\n";
}

TEST(Expect, a_failed_expectation_gives_exit_code_3_and_a_message) {
    const ScenarioFolder folder;
    const std::string broken =
        folder.file("broken.toml", with_expect("of = \"totals.requests\"\nat_least = 50"));
    const Printed printed = isotherm_prints({"run", broken});
    EXPECT_EQ(printed.exit_code, 3);
    EXPECT_NE(printed.out.find(
                  "EXPECTATION BROKEN  point: 49; at least 50 was expected: totals.requests"),
              std::string::npos)
        << printed.out;
    EXPECT_EQ(isotherm_prints({"run", broken, "--set", "expect.point.at_least=49"}).exit_code, 0);
}

TEST(Expect, a_path_that_no_report_has_is_an_error_of_the_scenario) {
    const ScenarioFolder folder;
    const std::string wrong =
        folder.file("wrong.toml", with_expect("of = \"tables.votes.trottled\"\nis = 0"));
    for (const char* command : {"run", "check"}) {
        const Printed printed = isotherm_prints({command, wrong});
        EXPECT_EQ(printed.exit_code, 78);
        EXPECT_NE(printed.err.find("wrong.toml:15:6"), std::string::npos) << printed.err;
        EXPECT_NE(printed.err.find("did you mean \"throttled\"?"), std::string::npos)
            << printed.err;
    }
}

TEST(Expect, eras_checks_limits_in_each_era_and_expectations_in_their_own) {
    const ScenarioFolder folder;
    const auto eras = [&](const std::string& lines, const std::string& wanted) {
        return isotherm_prints({"run", folder.file("eras.toml", good() + lines), "--eras", wanted});
    };
    const std::string broken = "[expect.never]\nof = \"totals.requests\"\nis = 0\n";
    EXPECT_EQ(eras(broken, "2013,2016").exit_code, 3);
    EXPECT_EQ(eras(broken, "2013,2018").exit_code, 0) << "it belongs to 2016";
    EXPECT_EQ(eras(broken + "eras = [\"2018\"]\n", "2013,2016").exit_code, 0);
    const Printed printed = eras(broken + "eras = [\"2018\"]\n", "2016,2018");
    EXPECT_EQ(printed.exit_code, 3);
    // The last column of each row names the broken expectation, or shows "-".
    EXPECT_NE(printed.out.find("  never\n"), std::string::npos) << printed.out;
    EXPECT_NE(printed.out.find("  -\n"), std::string::npos) << printed.out;
    EXPECT_EQ(eras("[limits]\nthrottled_share_least = 0.5\n", "2012,2013").exit_code, 3);
}

struct Cure {
    std::string name;
    std::string scenario;
    std::string away;    // setting for --set that removes the feature
    std::string breaks;  // expectation that must then fail
};

class ShippedPoint : public testing::TestWithParam<Cure> {};

TEST_P(ShippedPoint, fails_when_its_feature_is_removed) {
    const std::string path =
        std::string(ISOTHERM_SOURCE_DIR "/resources/scenarios/") + GetParam().scenario + ".toml";
    const Printed printed = isotherm_prints({"run", path, "--json", "--set", GetParam().away});
    ASSERT_EQ(printed.exit_code, 3) << printed.err;
    bool broken = false;
    const Json report = Json::parse(printed.out);
    for (const Json& one : report["expectations"]) {
        if (one["name"] == GetParam().breaks) broken = !one["holds"].get<bool>();
    }
    EXPECT_TRUE(broken) << GetParam().breaks << " still holds";
}

INSTANTIATE_TEST_SUITE_P(
    Cures, ShippedPoint,
    testing::Values(
        Cure{"votes_shards", "votes", "workloads.sharded_voters.write_shards=1", "shards_cure"},
        Cure{"votes_heat", "votes", "workloads.voters.write_shards=10", "two_partitions"},
        Cure{"date_index_suffixes", "date_index", "tables.spread_events.indexes.by_date.suffixes=1",
             "suffixes_cure"},
        Cure{"date_index_date", "date_index", "tables.events.indexes.by_date.suffixes=10",
             "the_date_is_hot"},
        Cure{"heat_good", "heat",
             "workloads.good_writes.keys={distribution=\"zipf\",distinct=1000,exponent=1.0}",
             "good_is_even"},
        Cure{"heat_bad", "heat",
             "workloads.bad_writes.keys={distribution=\"uniform\",distinct=1000}", "bad_is_hot"},
        Cure{"time_series", "time_series", "tables.events.time_series.one_table=true",
             "yesterday_is_cooled"},
        Cure{"popular_product", "popular_product", "workloads.sale.keys.distinct=1000",
             "the_sale_is_refused"},
        Cure{"dilution_raise", "dilution", "changes.raise.write=300", "diluted_throttles"},
        Cure{"dilution_fresh", "dilution", "tables.fresh.partitions=11", "fresh_copes"},
        Cure{"scaling_day_tracking", "scaling_day", "tables.tracking.scaling.write.max=150",
             "tracking_lives_on_its_burst"},
        Cure{"scaling_day_burst", "scaling_day", "model.burst_window=\"0s\"",
             "the_burst_of_dynamic_ends"},
        Cure{"nasa", "nasa", "tables.pages.capacity.read=640", "uneven_though_idle"}),
    [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace isotherm
