// SPDX-License-Identifier: Apache-2.0
// Where batches and windows are cut changes no result, also of workloads without steps.

#include <fstream>

#include "tests/laws/run_of.h"
#include "tests/temporary_folder.h"

namespace isotherm {
namespace {

std::string report_of(const std::string& text, const Driving& driving, SimDuration until) {
    const auto scenario = scenario_of(text);
    auto created = Simulation::create(scenario.value(), {.batch_rows = driving.batch_rows});
    if (!created.ok()) return all_texts(created.errors());
    Simulation& simulation = *created.value();
    const SimTime end = sim_start + until;
    while (simulation.now() < end && !simulation.finished())
        simulation.advance(simulation.now() + std::min(driving.slice, end - simulation.now()));
    return simulation.report().json().dump();
}

void expect_same_in_any_batch(const std::string& text, SimDuration until) {
    const std::string whole = report_of(text, {}, until);
    ASSERT_EQ(whole.front(), '{') << whole;
    EXPECT_EQ(report_of(text, {.batch_rows = 5}, until), whole);
    EXPECT_EQ(report_of(text, {.batch_rows = 64, .slice = 1us * 91'733}, until), whole);
}

// Queries of an hour's table and of the one before, over the turn of the hour.
TEST(Windows, do_not_decide_which_table_by_period_returns_an_item) {
    expect_same_in_any_batch(R"(name = "hours"
era = "2016"
start = 2016-01-20T12:59:00Z
duration = "2m"
[tables.tab]
capacity = { read = 1000, write = 10 }
time_series = { period = "hour", ahead = "20m", read_ages = [0.6, 0.4] }
[workloads.readers]
table = "tab"
operation = "Query"
items_per_query = 7
filter_keeps = 0.4
arrivals = { shape = "poisson", rate = "50/s" }
keys = { distribution = "uniform", distinct = 100 }
)",
                             2min);
}

// The run stops after a minute of the recording: what was read ahead by then is not said to be cut.
TEST(Windows, do_not_decide_how_many_items_were_cut) {
    const TemporaryFolder folder;
    std::ofstream csv(folder.path("large.csv"));
    csv << "time,key,size\n";
    for (int row = 0; row < 6'000; ++row)
        csv << fmt::format("{}.{},{},{}\n", row / 10, row % 10, row, row % 3 == 0 ? 900'000 : 100);
    csv.close();
    const std::string text = fmt::format(R"(name = "cut"
era = "2016"
duration = "10m"
[tables.tab]
capacity = {{ read = 100000, write = 10 }}
[workloads.recorded]
table = "tab"
replay = {{ file = "{}", time_unit = "s", size = "size", oversize = "cut" }}
)",
                                         folder.path("large.csv"));
    expect_same_in_any_batch(text, 60s);
    const auto scenario = scenario_of(text);
    auto simulation = Simulation::create(scenario.value());
    ASSERT_TRUE(simulation.ok());
    simulation.value()->advance(sim_start + 60s);
    const RunReport report = simulation.value()->report();
    EXPECT_NE(report.json().dump().find("large.csv\",200,409600]"), std::string::npos)
        << report.json().dump();
}

}  // namespace
}  // namespace isotherm
