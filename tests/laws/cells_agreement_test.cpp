// SPDX-License-Identifier: Apache-2.0
// The fidelity `cells` agrees with the other one, and depends on no way of running.

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <ostream>
#include <set>

#include "engine/vocabulary/choice.h"
#include "tests/laws/books.h"
#include "tests/laws/run_of.h"
#include "tests/laws/shipped_scenarios.h"

namespace isotherm {
namespace {

const std::filesystem::path shipped_folder = ISOTHERM_SOURCE_DIR "/resources/scenarios";
const std::filesystem::path cases_folder = ISOTHERM_SOURCE_DIR "/tests/cases";

// A shipped scenario, or one of the cases, with settings that make it shorter.
struct ShippedRun {
    std::string name;
    std::vector<Override> overrides;
    std::filesystem::path folder = shipped_folder;

    std::string file() const { return (folder / (name + ".toml")).string(); }
    friend void PrintTo(const ShippedRun& run, std::ostream* out) { *out << run.name; }
};

std::optional<Scenario> shipped_scenario(const ShippedRun& run, Fidelity fidelity,
                                         std::int64_t seed) {
    std::vector<Override> overrides = run.overrides;
    overrides.push_back({"fidelity", std::string(word_of(fidelity))});
    overrides.push_back({"seed", std::to_string(seed)});
    overrides.push_back({"resolution", "second"});
    auto scenario = read_scenario_file(run.file(), overrides);
    if (scenario.ok()) return std::move(scenario.value());
    ADD_FAILURE() << all_texts(scenario.errors());
    return std::nullopt;
}

// What both fidelities must agree about.
struct Facts {
    std::map<std::string, double> values;

    explicit Facts(const FinishedRun& run) {
        for (const TableRecording& table : run.recording().tables) {
            const std::string name = table.name.label() + " ";
            const Totals& totals = table.totals;
            values[name + "throttled share"] =
                totals.attempts == 0
                    ? 0
                    : static_cast<double>(totals.throttled) / static_cast<double>(totals.attempts);
            values[name + "peak second"] = table.busiest_second.in_units();
            values[name + "read units"] = totals.consumed[Side::read].in_units();
            values[name + "write units"] = totals.consumed[Side::write].in_units();
            values[name + "partitions"] = static_cast<double>(table.partitions_live());
        }
        for (const CapacityChange& change : run.recording().capacity_changes) {
            const std::string decisions = change.resource.label() + " decisions ";
            ++values[decisions + (change.refusal.empty() ? "accepted" : "refused")];
            values.emplace(decisions + "first second", static_cast<double>(change.second));
            values[decisions + "last read"] = static_cast<double>(change.wanted.read);
            values[decisions + "last write"] = static_cast<double>(change.wanted.write);
        }
        for (const TableRecording& table : run.recording().tables) {
            for (const Side side : both_sides) {
                double provisioned = 0;  // milli-units
                for (const SeriesSecond& second : table.seconds[side])
                    provisioned += static_cast<double>(second.provisioned);
                values[table.name.label() + " provisioned " + std::string(side_names[side])] =
                    provisioned;
            }
        }
    }
};

struct Spread {
    double mean = 0;
    double least = 0;
    double most = 0;
};
// `lists`: each value that some seed has, by seed.
using Lists = std::map<std::string, std::vector<double>>;
Lists lists_of(const ShippedRun& shipped, Fidelity fidelity) {
    constexpr int seeds = 10;
    Lists lists;
    for (int seed = 1; seed <= seeds; ++seed) {
        const FinishedRun run(shipped_scenario(shipped, fidelity, seed).value());
        expect_balanced(run);
        for (const auto& [what, value] : Facts(run).values) {
            lists[what].resize(seeds);
            lists[what][static_cast<std::size_t>(seed - 1)] = value;
        }
    }
    return lists;
}

Spread spread_of(const std::vector<double>& list) {
    if (list.empty()) return {};
    Spread spread{0, list.front(), list.front()};
    for (const double value : list) {
        spread.mean += value / static_cast<double>(list.size());
        spread.least = std::min(spread.least, value);
        spread.most = std::max(spread.most, value);
    }
    return spread;
}

class Agreement : public testing::TestWithParam<ShippedRun> {};

// The means agree within the spread of ten seeds; where that is nearly nothing, within 1 %.
TEST_P(Agreement, of_both_fidelities) {
    Lists requests = lists_of(GetParam(), Fidelity::requests);
    Lists cells = lists_of(GetParam(), Fidelity::cells);
    for (const auto& [what, list] : cells) requests[what];
    for (const auto& [what, list] : requests) {
        const Spread of_requests = spread_of(list);
        const Spread of_cells = spread_of(cells[what]);
        const double spread =
            (of_requests.most - of_requests.least) + (of_cells.most - of_cells.least);
        EXPECT_NEAR(of_requests.mean, of_cells.mean,
                    std::max({spread, 0.01 * std::abs(of_requests.mean), 1e-5}))
            << what;
    }
}

// What cells take as one, so that the law compares the rest: the routers of global admission, and
// the retry quotas of clients, of which there are so many here that none runs out.
void count_as_one(const std::string& table, ShippedRun& run) {
    for (const char* workload : {"_day", "_campaign"})
        run.overrides.push_back({"workloads." + table + workload + ".client.clients", "100000"});
}

// An hour around the campaign of 18:00, at half of the rates.
ShippedRun campaign() {
    ShippedRun run{"scaling_day",
                   {{"start", "2019-06-03T17:30:00Z"},
                    {"duration", "1h"},
                    {"model.routers", "1"},
                    {"tables.dynamic.scaling.write.max_provisioned_writes", "500"},
                    {"tables.tracking.scaling.write.max", "500"}}};
    for (const std::string table : {"script", "dynamic", "tracking"}) {
        run.overrides.insert(run.overrides.end(),
                             {{"tables." + table + ".capacity.write", "187"},
                              {"workloads." + table + "_day.arrivals.mean", "80/s"},
                              {"workloads." + table + "_day.arrivals.peak_at", "21.5h"},
                              {"workloads." + table + "_campaign.arrivals.rate", "200/s"},
                              {"workloads." + table + "_campaign.arrivals.count", "240000"},
                              {"workloads." + table + "_campaign.arrivals.start_after", "30m"}});
        count_as_one(table, run);
    }
    return run;
}

// Afternoon and evening at a twentieth of the rates: up with the campaign, and down again.
ShippedRun quiet_day() {
    ShippedRun run{"scaling_day",
                   {{"start", "2019-06-03T14:00:00Z"},
                    {"duration", "8h"},
                    {"model.routers", "1"},
                    {"tables.dynamic.scaling.write.min_provisioned_writes", "1"},
                    {"tables.dynamic.scaling.write.max_provisioned_writes", "50"},
                    {"tables.tracking.scaling.write.min", "1"},
                    {"tables.tracking.scaling.write.max", "50"}}};
    for (const std::string table : {"script", "dynamic", "tracking"}) {
        run.overrides.insert(run.overrides.end(),
                             {{"tables." + table + ".capacity.write", "20"},
                              {"workloads." + table + "_day.arrivals.mean", "8/s"},
                              {"workloads." + table + "_day.arrivals.peak_at", "1h"},
                              {"workloads." + table + "_campaign.arrivals.rate", "20/s"},
                              {"workloads." + table + "_campaign.arrivals.count", "24000"},
                              {"workloads." + table + "_campaign.arrivals.start_after", "4h"}});
        count_as_one(table, run);
    }
    return run;
}

INSTANTIATE_TEST_SUITE_P(
    Cells, Agreement,
    testing::Values(
        ShippedRun{"heat", {}},
        // Long enough to see the diluted table throttle, from 30 min on.
        ShippedRun{"dilution", {{"duration", "50m"}}}, ShippedRun{"popular_product", {}},
        ShippedRun{"date_index", {}}, ShippedRun{"votes", {{"duration", "1m"}}},
        // The change of tables at midnight.
        ShippedRun{"time_series", {{"start", "2016-01-20T22:00:00Z"}, {"duration", "4h"}}},
        ShippedRun{"partition_arithmetic", {}}, ShippedRun{"two_kinds_of_reads", {}},
        ShippedRun{"monthly_tables", {{"duration", "75m"}}}, ShippedRun{"night_script", {}},
        ShippedRun{"on_demand_doubling", {}}, ShippedRun{"tokyo_2012", {}},
        ShippedRun{"limits_2012", {}}, ShippedRun{"told_too_late", {}},
        ShippedRun{"export_to_s3", {}}, campaign(), quiet_day()),
    [](const auto& run) { return run.param.name + "_" + std::to_string(run.index); });

// Every shipped scenario is in the list above, or counts cannot follow it and the reader says so.
TEST(AgreementOfCells, leaves_out_no_shipped_scenario) {
    const std::set<std::string> compared{"heat",
                                         "dilution",
                                         "popular_product",
                                         "date_index",
                                         "votes",
                                         "time_series",
                                         "scaling_day",
                                         "partition_arithmetic",
                                         "two_kinds_of_reads",
                                         "monthly_tables",
                                         "night_script",
                                         "on_demand_doubling",
                                         "tokyo_2012",
                                         "limits_2012",
                                         "told_too_late",
                                         "export_to_s3"};
    for (const std::string& file : shipped_scenarios()) {
        const auto scenario = read_scenario_file(file, {{"fidelity", "cells"}});
        const std::string name = std::filesystem::path(file).stem();
        ASSERT_EQ(scenario.ok(), compared.contains(name)) << name;
        if (scenario.ok()) continue;
        EXPECT_EQ(scenario.errors().front().exit_code, ExitCode::bad_scenario);
        EXPECT_NE(scenario.errors().front().what.find("cells"), std::string::npos) << name;
    }
}

// Small scenarios that once failed.
std::vector<ShippedRun> cases() {
    const auto lasting = [](std::string name, std::string duration) {
        return ShippedRun{std::move(name), {{"duration", std::move(duration)}}, cases_folder};
    };
    // A table that starts without saved tokens, whose routers cells count as one: see model.md.
    const auto of_one_router = [](std::string name, std::string duration) {
        return ShippedRun{std::move(name),
                          {{"duration", std::move(duration)}, {"model.routers", "1"}},
                          cases_folder};
    };
    return {lasting("10-teleport-index/fixed", "30m"),
            lasting("10-teleport-index/s", "30m"),
            lasting("11-hourkey/s", "3h"),
            lasting("13-check-rates/s", "30m"),
            of_one_router("14-limits-index/s", "5m"),
            lasting("24-mixed-mode/min", "30m"),
            lasting("37-twice/order", "10m"),
            lasting("39-status-index/prov", "10m"),
            lasting("50-partition-count/s", "10m"),
            lasting("faults/clash", "10s"),
            of_one_router("faults/ia_dot2", "10s"),
            of_one_router("faults/ia_min_index", "10s"),
            lasting("faults/min_index", "10s"),
            lasting("seeds/t_check", "10m"),
            lasting("seeds/t_dilute", "1h"),
            lasting("seeds/t_round", "20m")};
}

INSTANTIATE_TEST_SUITE_P(Cases, Agreement, testing::ValuesIn(cases()), [](const auto& run) {
    std::string name = run.param.name;
    std::replace_if(
        name.begin(), name.end(),
        [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
    return name;
});

TEST(AgreementOfCells, leaves_out_no_case) {
    std::set<std::string> compared;
    for (const ShippedRun& run : cases()) compared.insert(run.file());
    for (const auto& entry : std::filesystem::recursive_directory_iterator(cases_folder)) {
        if (entry.path().extension() != ".toml") continue;
        const bool ok = read_scenario_file(entry.path(), {{"fidelity", "cells"}}).ok();
        EXPECT_EQ(ok, compared.contains(entry.path())) << entry.path();
    }
}

class Cells : public testing::TestWithParam<ShippedRun> {};

// Neither threads nor the slices in which a run is advanced change a bit of the result.
TEST_P(Cells, depend_on_no_way_of_running) {
    const Scenario scenario = shipped_scenario(GetParam(), Fidelity::cells, 7).value();
    const FinishedRun alone(scenario, {.threads = 1});
    EXPECT_EQ(FinishedRun(scenario, {.threads = 2}).fingerprint(), alone.fingerprint());
    EXPECT_EQ(FinishedRun(scenario, {.threads = 3}).fingerprint(), alone.fingerprint());
    EXPECT_EQ(FinishedRun(scenario, {.slice = 137ms}).fingerprint(), alone.fingerprint());
    EXPECT_EQ(FinishedRun(scenario, {.slice = 61s}).fingerprint(), alone.fingerprint());
    const Scenario other = shipped_scenario(GetParam(), Fidelity::cells, 8).value();
    EXPECT_NE(FinishedRun(other).fingerprint(), alone.fingerprint());
}

INSTANTIATE_TEST_SUITE_P(Laws, Cells,
                         testing::Values(ShippedRun{"heat", {}}, ShippedRun{"dilution", {}},
                                         ShippedRun{"popular_product", {}},
                                         ShippedRun{"date_index", {}},
                                         ShippedRun{"votes", {{"duration", "1m"}}}),
                         [](const auto& run) { return run.param.name; });

}  // namespace
}  // namespace isotherm
