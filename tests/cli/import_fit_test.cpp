// SPDX-License-Identifier: Apache-2.0
// `isotherm import --fit` finds what was planted: a scenario with a known unknown is run, its
// metrics are imported with a table description that does not say it, and the fit has to choose it
// and to say which other values it does not tell apart.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <algorithm>
#include <csignal>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace isotherm {
namespace {

using Json = nlohmann::json;

struct Planted {
    int capacity = 100;
    int item_kb = 1;
    std::string arrivals;
    std::string keys = R"({ distribution = "uniform", distinct = 1000000 })";
    std::string model;  // lines of [model]
    std::string table;  // lines of the table
};

// Runs the planted scenario and fits an import to its metrics; returns the member "fit".
Json fit_of(const Planted& planted) {
    const ScenarioFolder folder;
    const std::string scenario =
        folder.file("planted.toml", fmt::format(R"(start = 2026-11-16T00:00:00Z
duration = "10m"
[model]
{}
[tables.votes]
partition_key = "id"
capacity = {{ read = 10, write = {} }}
item_size = "{} KB"
size = "{} B"
{}
[workloads.writes]
table = "votes"
operation = "PutItem"
arrivals = {}
keys = {}
client = {{ retry = "sdk_standard", attempts = 3 }}
)",
                                                planted.model, planted.capacity, planted.item_kb,
                                                planted.item_kb * 1'024'000'000LL, planted.table,
                                                planted.arrivals, planted.keys));
    const std::string description = folder.file(
        "votes.json",
        fmt::format(R"({{"Table": {{"TableName": "votes", "KeySchema": [{{"AttributeName": "id",
"KeyType": "HASH"}}], "ProvisionedThroughput": {{"ReadCapacityUnits": 10, "WriteCapacityUnits": {}}},
"TableSizeBytes": {}, "ItemCount": 1000000}}}})",
                    planted.capacity, planted.item_kb * 1'024'000'000LL));
    const std::string run = folder.path("run");
    EXPECT_EQ(isotherm_prints({"run", scenario, "--out", run, "-q"}).exit_code, 0);
    const Printed printed = isotherm_prints({"import", description, run + "/metrics.csv", "--fit",
                                             "--json", "-o", folder.path("fitted.toml")});
    EXPECT_EQ(printed.exit_code, 0) << printed.err;
    const Json fit = Json::parse(printed.out)["fit"];
    // The scenario that was written fits as well as the fit says: its own run shows it.
    EXPECT_EQ(isotherm_prints({"check", folder.path("fitted.toml")}).exit_code, 0);
    return fit;
}

Json unknown_named(const Json& fit, const std::string& beginning) {
    for (const Json& unknown : fit["unknowns"])
        if (unknown["name"].get<std::string>().starts_with(beginning)) return unknown;
    ADD_FAILURE() << "there is no unknown " << beginning;
    return {};
}

bool tells_apart(const Json& unknown, const std::string& value) {
    const auto& alike = unknown["as_good"];
    return std::find(alike.begin(), alike.end(), value) == alike.end();
}

TEST(ImportFit, finds_the_skew_of_keys) {
    Planted planted;
    planted.capacity = 4'000;
    planted.item_kb = 10;
    planted.arrivals = R"({ shape = "poisson", rate = "300/s" })";
    planted.keys = R"({ distribution = "zipf", exponent = 1.4, distinct = 1000000 })";
    const Json fit = fit_of(planted);
    EXPECT_GT(fit["distance_before"], 0.5) << "uniform keys are hardly throttled";
    EXPECT_LT(fit["distance"], fit["distance_before"].get<double>() / 4);
    const Json skew = unknown_named(fit, "skew");
    EXPECT_EQ(skew["value"], "Zipf, exponent 1.4");
    EXPECT_TRUE(tells_apart(skew, "all keys alike"));
    EXPECT_TRUE(tells_apart(skew, "Zipf, exponent 1.2"));
}

TEST(ImportFit, finds_the_course_within_a_minute) {
    Planted planted;
    planted.capacity = 100;
    planted.arrivals =
        R"({ shape = "series", rate = "1/s", values = [60, 60], every = "1m", afterwards = "hold", within_minute = "first_second" })";
    const Json fit = fit_of(planted);
    const Json course = unknown_named(fit, "course");
    EXPECT_EQ(course["value"], "all in the first second");
    EXPECT_TRUE(tells_apart(course, "at random"));
    EXPECT_TRUE(tells_apart(course, "at equal distances"));
}

TEST(ImportFit, finds_the_burst_at_the_start) {
    Planted planted;
    planted.capacity = 100;
    planted.arrivals = R"({ shape = "poisson", rate = "120/s" })";
    planted.model = "initial_burst = 0";
    const Json fit = fit_of(planted);
    const Json burst = unknown_named(fit, "burst");
    EXPECT_EQ(burst["value"], "0 of a full bucket");
    EXPECT_TRUE(tells_apart(burst, "1 of a full bucket"));
}

// Where nothing was throttled, units do not tell how many partitions there were, nor how much
// capacity was saved at the start.
TEST(ImportFit, says_what_it_cannot_tell_apart) {
    Planted planted;
    planted.capacity = 300;
    planted.arrivals = R"({ shape = "poisson", rate = "100/s" })";
    planted.table = "partitions = 4";
    const Json fit = fit_of(planted);
    EXPECT_LT(fit["distance"], 0.05);
    const Json partitions = unknown_named(fit, "partitions");
    EXPECT_EQ(partitions["value"], "1") << "what import assumes stays";
    for (const char* number : {"1", "2", "4", "8"}) EXPECT_FALSE(tells_apart(partitions, number));
    const Json burst = unknown_named(fit, "burst");
    EXPECT_FALSE(tells_apart(burst, "0 of a full bucket"));
}

TEST(ImportFit, an_interrupted_import_writes_nothing) {
    const ScenarioFolder folder;
    // Nobody writes into the pipe, so both wait for it.
    const std::string pipe = folder.path("pipe");
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    const std::string scenario = folder.file("waits.toml", R"(duration = "1m"
[tables.votes]
capacity = { read = 1, write = 1 }
[workloads.w]
table = "votes"
replay = { file = "pipe", format = "csv", time_unit = "s" }
)");
    for (const auto& [command, file] : {std::pair{"import", pipe}, std::pair{"check", scenario}}) {
        Program program({command, file});
        std::this_thread::sleep_for(std::chrono::milliseconds(1'000));
        program.signal(SIGINT);
        const Printed printed = program.wait();
        EXPECT_EQ(printed.exit_code, 130) << command << printed.err;
        EXPECT_NE(printed.err.find("stopped"), std::string::npos) << printed.err;
    }
}

TEST(ImportFit, places_are_checked_whether_or_not_a_file_needs_them) {
    for (const auto& [option, value] :
         {std::pair{"--zone", "Mars/X"}, std::pair{"--region", "nowhere"},
          std::pair{"--map", "time"}, std::pair{"--map", "when=ts"},
          std::pair{"--map", "key=id"}}) {
        const ScenarioFolder folder;
        const std::string file = folder.file("a.json", "{}");
        const Printed printed = isotherm_prints({"import", file, option, value});
        EXPECT_EQ(printed.exit_code, 2) << option << " " << value;
        EXPECT_NE(printed.err.find(option), std::string::npos) << printed.err;
        EXPECT_NE(printed.err.find("help"), std::string::npos) << printed.err;
    }
}

TEST(ImportFit, a_table_that_no_file_is_about_is_a_slip) {
    const ScenarioFolder folder;
    const std::string file = folder.file(
        "votes.json", R"({"Table": {"TableName": "votes", "KeySchema": [], "ProvisionedThroughput":
{"ReadCapacityUnits": 1, "WriteCapacityUnits": 1}}})");
    const Printed printed = isotherm_prints({"import", file, "--table", "vote"});
    EXPECT_EQ(printed.exit_code, 2);
    EXPECT_NE(printed.err.find("the files are about votes"), std::string::npos) << printed.err;
}

}  // namespace
}  // namespace isotherm
