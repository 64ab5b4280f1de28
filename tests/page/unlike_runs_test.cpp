// SPDX-License-Identifier: Apache-2.0
// Answers about runs of another version, without a scenario, with one that means something else
// today, or of another length and era: each says so.

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"
#include "tests/page/hot_scenario.h"

namespace isotherm {
namespace {

class UnlikeRuns : public testing::Test {
protected:
    void SetUp() override {
        run_ = folder_.path("run");
        ASSERT_EQ(isotherm_prints({"run", scenario_, "--out", run_, "-q"}).exit_code, 0);
    }

    // A copy of run.sqlite, outside of its folder, with another fact about the run.
    std::string with(const std::string& key, const std::string& value) const {
        const std::string path = folder_.path(key + ".sqlite");
        std::filesystem::copy_file(run_ + "/run.sqlite", path);
        sqlite3* database = nullptr;
        EXPECT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
        const std::string sql = "UPDATE run SET value = '" + value + "' WHERE key = '" + key + "'";
        EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
        EXPECT_EQ(sqlite3_changes(database), 1);
        sqlite3_close(database);
        return path;
    }
    static std::string first_note(const std::string& path) {
        const auto json = nlohmann::json::parse(isotherm_prints({"why", path, "--json"}).out);
        EXPECT_EQ(json["throttled"], 600);
        return json["notes"].empty() ? "" : json["notes"][0].get<std::string>();
    }

    ScenarioFolder folder_;
    std::string scenario_ = folder_.file("hot.toml", hot_scenario);
    std::string run_;
};

TEST_F(UnlikeRuns, why_says_what_is_not_known) {
    EXPECT_EQ(first_note(run_), "");
    EXPECT_TRUE(first_note(with("version", "0.0.1"))
                    .starts_with("The run was written by isotherm 0.0.1; this is "));
    std::filesystem::remove(folder_.path("scenario.sqlite"));
    EXPECT_TRUE(first_note(with("scenario", "")).starts_with("The run has no scenario, "));
    std::filesystem::remove(folder_.path("scenario.sqlite"));
    EXPECT_TRUE(first_note(with("scenario", "nonsense = 1"))
                    .starts_with("The scenario of the run has changed its meaning: "));
}

TEST_F(UnlikeRuns, compare_takes_the_time_of_both_and_says_so) {
    const std::string other = folder_.path("other");
    ASSERT_EQ(isotherm_prints({"run", scenario_, "--set", "era=2016", "--set", "duration=30s",
                               "--seed", "7", "--out", other, "-q"})
                  .exit_code,
              0);
    const Printed printed = isotherm_prints({"compare", run_, other, "--json"});
    EXPECT_EQ(printed.exit_code, 0) << printed.err;
    const auto json = nlohmann::json::parse(printed.out);
    EXPECT_EQ(json["notes"],
              (nlohmann::json{"Compared up to 30s, where the shorter run ends.",
                              "A is DynamoDB as of 2024, B as of 2016.",
                              "A is priced by use1-2024, B by use1-2013.",
                              "A has seed 1, B seed 7: part of the difference is chance."}));
    // Half of the 60 seconds of A: 300 of its 600.
    EXPECT_EQ(json["tables"][0]["throttled_a"], 300.0);
}

// The same scenario is not enough: a stored run may be of another version or of other inputs.
TEST_F(UnlikeRuns, compare_of_a_stored_run_with_its_scenario_is_made) {
    const Printed printed = isotherm_prints({"compare", run_, scenario_, "--no-worse"});
    EXPECT_EQ(printed.exit_code, 0) << printed.err;
    EXPECT_NE(printed.out.find("B throttles as much as A"), std::string::npos) << printed.out;
    EXPECT_EQ(printed.out.find("gives the same run"), std::string::npos) << printed.out;
}

TEST_F(UnlikeRuns, compare_refuses_runs_that_share_no_second) {
    const std::string none = folder_.path("none");
    ASSERT_EQ(isotherm_prints({"run", scenario_, "--until", "0s", "--out", none, "-q"}).exit_code,
              0);
    EXPECT_EQ(isotherm_prints({"compare", run_, none}).exit_code, 2);
}

}  // namespace
}  // namespace isotherm
