// SPDX-License-Identifier: Apache-2.0
// `isotherm check` predicts what a run does: for every shipped scenario and every case, whatever
// throttles was predicted, and whatever was predicted throttles.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "engine/demand/demand.h"
#include "engine/callers/flow_settings.h"
#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;

// Share of a resource's tries that may be throttled without a prediction: buckets that start empty
// refuse a few requests before they hold the first unit.
constexpr double unforeseen_most = 1e-4;
// Seconds after which these initial refusals are over.
constexpr std::size_t settled_seconds = 4;

std::vector<std::string> all_scenario_files() {
    std::vector<std::string> files;
    const fs::path source(ISOTHERM_SOURCE_DIR);
    for (const char* folder : {"resources/scenarios", "tests/cases", "tests/golden"}) {
        for (const auto& entry : fs::recursive_directory_iterator(source / folder)) {
            // An hour of 300,000 partitions takes too long here.
            if (entry.path().extension() == ".toml" && entry.path().stem() != "prime_day")
                files.push_back(fs::relative(entry.path(), source).string());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

struct Tries {
    std::uint64_t all = 0;
    std::uint64_t throttled = 0;
};

Tries tries_of(const TableRecording& table, Side side, std::size_t from_second) {
    Tries tries;
    for (std::size_t second = from_second; second < table.seconds[side].size(); ++second) {
        const auto& column = table.seconds[side][second];
        for (const auto count : column.requests) tries.all += count;
        tries.throttled += column.throttled();
    }
    return tries;
}

// Returns when the first throttled column from `from_column` on begins, in seconds; nullopt if
// nothing is throttled from there on.
std::optional<double> first_throttled_s(const TableRecording& table, Side side,
                                        std::size_t from_column, const Scenario& scenario) {
    for (std::size_t column = from_column; column < table.seconds[side].size(); ++column) {
        if (table.seconds[side][column].throttled() > 0)
            return static_cast<double>(column) * static_cast<double>(scenario.column_seconds());
    }
    return std::nullopt;
}

// First second in which prediction and run are compared. Request routers take tokens for two
// seconds at a time. Until the table's bucket has earned that much, the routers of the first keys
// leave none for the others. So the comparison starts after twice those two seconds.
std::size_t settled_second(const Scenario& scenario) {
    const bool routers = scenario.admission_name == "global_admission";
    return routers && scenario.era.initial_burst < 0.1 ? settled_seconds : 0;
}

class CheckPrediction : public testing::TestWithParam<std::string> {};

TEST_P(CheckPrediction, is_what_the_run_does) {
    const fs::path path = fs::path(ISOTHERM_SOURCE_DIR) / GetParam();
    const auto scenario = read_scenario_file(path.string());
    if (!scenario.ok()) GTEST_SKIP() << "no valid scenario, as it should be";
    if (!scenario.value().outages.empty()) GTEST_SKIP() << "outages are not foreseen";
    for (const auto& [name, workload] : scenario.value().workloads) {
        const FlowSettings* flow = workload.workload->flow();
        if (flow != nullptr && !flow->foreseeable())
            GTEST_SKIP() << name << " has steps or callers, which are not foreseen";
    }
    const auto demand = find_demand(scenario.value());
    ASSERT_TRUE(demand.ok()) << all_texts(demand.errors());
    const FinishedRun run(scenario.value());
    for (const ResourceDemand& resource : demand.value().resources) {
        const TableRecording& table = run.table(resource.name.table, resource.name.index);
        for (const Side side : both_sides) {
            const std::string place =
                GetParam() + ": " + resource.name.label() + " " + std::string(side_names[side]);
            SCOPED_TRACE(place);
            const SideDemand& foreseen = resource.sides[side];
            const Tries tries = tries_of(table, side, settled_second(scenario.value()));
            const bool warned =
                foreseen.throttles_from || foreseen.chance > 0.5 || foreseen.impossible_share > 0;
            if (!warned) {
                EXPECT_LE(static_cast<double>(tries.throttled),
                          unforeseen_most * static_cast<double>(tries.all))
                    << tries.throttled << " of " << tries.all << " were throttled";
            }
            if (foreseen.throttles_from) {
                const double from = in_seconds(*foreseen.throttles_from - sim_start);
                const std::size_t after = from > 10 ? settled_seconds : 0;
                const auto first = first_throttled_s(table, side, after, scenario.value());
                ASSERT_TRUE(first) << "foreseen from " << from << " s on";
                EXPECT_NEAR(*first, from, std::max(30.0, 0.05 * from));
            }
        }
    }
}

std::string test_name(const testing::TestParamInfo<std::string>& one) {
    std::string name = one.param;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return std::isalnum(c) == 0; }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Scenarios, CheckPrediction, testing::ValuesIn(all_scenario_files()),
                         test_name);

}  // namespace
}  // namespace isotherm
