// SPDX-License-Identifier: Apache-2.0
// Composed load and YCSB workloads on the console: what `check` foresees is what comes.

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"
#include "tests/temporary_folder.h"

namespace isotherm {
namespace {

using Json = nlohmann::json;

class ConsoleLoad : public testing::Test {
protected:
    // Writes a scenario of an hour with one table of 1,000 units, and returns its path.
    std::string scenario(const std::string& workload, const std::string& beginning = "") const {
        std::ofstream(folder_.path("load.toml"))
            << beginning
            << (beginning.find("duration") == std::string::npos ? "duration = \"1h\"\n" : "")
            << "[tables.shop]\ncapacity = { read = 1000, write = 1000 }\n"
               "[workloads.visitors]\ntable = \"shop\"\n"
            << workload;
        return folder_.path("load.toml");
    }
    void file(const std::string& name, const std::string& content) const {
        std::ofstream(folder_.path(name)) << content;
    }
    static Json printed(const std::string& command, const std::string& path) {
        const Printed printed = isotherm_prints({command, path, "--json"});
        EXPECT_EQ(printed.exit_code, 0) << printed.err;
        return Json::parse(printed.out);
    }

private:
    TemporaryFolder folder_;
};

const std::string puts_of_1_kb =
    "operation = \"PutItem\"\n"
    "keys = { distribution = \"uniform\", distinct = 10000 }\n";

// A week from a Friday on at 100/s, a cosine around it with its peak at noon, half of it at the
// weekend, and three times as much for an hour at the first noon.
TEST_F(ConsoleLoad, check_prints_the_mean_and_the_peak_of_a_product) {
    const Json writes = printed(
        "check",
        scenario(puts_of_1_kb +
                     R"([workloads.visitors.arrivals]
shape = "product"
rate = "100/s"
of = [
  { factor = "diurnal", amplitude = 0.5, peak_at = "12h" },
  { factor = "weekday", saturday = 0.5, sunday = 0.5 },
  { factor = "spike", times = 3, at = "12h", lasting = "1h" },
]
)",
                 "start = 2024-03-01T00:00:00Z\nduration = \"7 d\"\n"))["tables"]["shop"]["write"];
    // In the hour of the spike the cosine has the mean 1 + 0.5 sin(pi / 12) / (pi / 12) = 1.4943.
    EXPECT_NEAR(writes["demand_units_per_second"], 100 * 6 / 7.0 + 200 * 1.4943 / 168, 0.05);
    EXPECT_NEAR(writes["peak"]["units_per_second"], 450, 1);
    EXPECT_NEAR(writes["peak"]["from_s"], 12 * 3'600, 900);
}

// Random rates are drawn: check reads as many requests as the run sends.
TEST_F(ConsoleLoad, check_draws_the_requests_of_a_random_rate) {
    for (
        const std::string arrivals :
        {R"({ shape = "mmpp", states = [{ rate = "200/s", mean = "1m" }, { rate = "5/s", mean = "5m" }] })",
         R"({ shape = "self_similar", rate = "30/s" })",
         R"({ shape = "sum", of = [{ shape = "constant", rate = "5/s" }, { shape = "on_off", rate = "90/s", on_mean = "1m", off_mean = "5m" }] })"}) {
        const std::string path = scenario(puts_of_1_kb + "arrivals = " + arrivals + "\n");
        const Json check = printed("check", path);
        const Json run = printed("run", path);
        EXPECT_EQ(check["requests_read"], run["totals"]["requests"]) << arrivals;
        EXPECT_GT(run["totals"]["requests"], 10'000) << arrivals;
        EXPECT_NEAR(
            check["tables"]["shop"]["write"]["demand_units_per_second"].get<double>() * 3'600,
            run["totals"]["requests"].get<double>(), 1e-3)
            << arrivals;
    }
}

// A change replaces the random rate at half time, and the other way round.
TEST_F(ConsoleLoad, check_draws_a_random_rate_only_while_it_holds) {
    const std::string mmpp =
        R"({ shape = "mmpp", states = [{ rate = "200/s", mean = "1m" }, { rate = "5/s", mean = "5m" }] })";
    const std::string steady = R"({ shape = "constant", rate = "10/s" })";
    for (const bool random_first : {true, false}) {
        const std::string path = scenario(
            puts_of_1_kb + "arrivals = " + (random_first ? mmpp : steady) +
            "\nchanges.later = { at = \"30m\", arrivals = " + (random_first ? steady : mmpp) +
            " }\n");
        const Json check = printed("check", path);
        const Json run = printed("run", path);
        EXPECT_NEAR(
            check["tables"]["shop"]["write"]["demand_units_per_second"].get<double>() * 3'600,
            run["totals"]["requests"].get<double>(), 2)
            << random_first;
    }
}

// Both fidelities get the expected number from a product: 50 x 3,600 x (1 + 2 x 1/6).
TEST_F(ConsoleLoad, cells_follow_a_product) {
    const std::string arrivals =
        R"(arrivals = { shape = "product", rate = "50/s", of = [{ factor = "spike", times = 3, at = "20m", lasting = "10m" }] })";
    for (const std::string fidelity : {"requests", "cells"}) {
        const Json run = printed(
            "run", scenario(puts_of_1_kb + arrivals + "\n", "fidelity = \"" + fidelity + "\"\n"));
        EXPECT_NEAR(run["totals"]["requests"].get<double>(), 240'000, 5 * 490) << fidelity;
    }
}

TEST_F(ConsoleLoad, cells_refuse_what_is_known_only_request_by_request) {
    file("workloada", "recordcount=1000\n");
    for (const std::string& workload : std::vector<std::string>{
             puts_of_1_kb + "arrivals = { shape = \"self_similar\", rate = \"1/s\" }\n",
             std::string(
                 "ycsb = \"workloada\"\narrivals = { shape = \"poisson\", rate = \"1/s\" }\n")}) {
        const Printed refused =
            isotherm_prints({"check", scenario(workload, "fidelity = \"cells\"\n")});
        EXPECT_EQ(refused.exit_code, 78) << workload;
        EXPECT_NE(refused.err.find("known only request by request"), std::string::npos)
            << refused.err;
    }
}

TEST_F(ConsoleLoad, says_where_a_series_is_wrong) {
    file("rates.csv", "time,rate\n0,1\n1,many\n");
    const Printed refused = isotherm_prints(
        {"check",
         scenario(puts_of_1_kb +
                  "arrivals = { shape = \"series\", rate = \"1/s\", file = \"rates.csv\" }\n")});
    EXPECT_EQ(refused.exit_code, 78);
    EXPECT_NE(refused.err.find("rates.csv:3:3: error[E0643]: \"many\" is not a number"),
              std::string::npos)
        << refused.err;
}

// YCSB's workload f: half of 1,000 operations read, half read and update. An item of 1,083 bytes
// costs half a read unit and two write units.
TEST_F(ConsoleLoad, runs_a_ycsb_property_file) {
    file("workloadf",
         "recordcount=1000\noperationcount=1000\nworkload=site.ycsb.workloads.CoreWorkload\n"
         "readallfields=true\nreadproportion=0.5\nupdateproportion=0\nscanproportion=0\n"
         "insertproportion=0\nreadmodifywriteproportion=0.5\nrequestdistribution=zipfian\n");
    const std::string path =
        scenario("ycsb = \"workloadf\"\narrivals = { shape = \"constant\", rate = \"10/s\" }\n");
    const Json totals = printed("run", path)["totals"];
    EXPECT_EQ(totals["consumed_read_units"], 500);
    const double updates = totals["requests"].get<double>() - 1'000;
    EXPECT_NEAR(updates, 500, 5 * 15.8);
    EXPECT_EQ(totals["consumed_write_units"], 2 * updates);
    EXPECT_EQ(printed("check", path)["requests_read"], totals["requests"]);
}

TEST_F(ConsoleLoad, says_where_a_property_file_is_wrong) {
    file("workloada", "recordcount=1000\nreadproporton=0.5\n");
    const std::string path =
        scenario("ycsb = \"workloada\"\narrivals = { shape = \"poisson\", rate = \"1/s\" }\n");
    const Printed refused = isotherm_prints({"run", path, "--json"});
    EXPECT_EQ(refused.exit_code, 78);
    const Json error = Json::parse(refused.err)["error"];
    EXPECT_NE(error["where"].get<std::string>().find("workloada:2:1"), std::string::npos);
    EXPECT_NE(error["fix"].get<std::string>().find("readproportion"), std::string::npos);
}

}  // namespace
}  // namespace isotherm
