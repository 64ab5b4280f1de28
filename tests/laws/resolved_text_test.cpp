// SPDX-License-Identifier: Apache-2.0
// The resolved text of a scenario, with every setting, is the same scenario: it can be read, is
// written the same again, and its run has the same fingerprint.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> all_scenarios() {
    std::vector<std::string> files;
    const fs::path source(ISOTHERM_SOURCE_DIR);
    for (const char* folder :
         {"resources/scenarios", "tests/cases", "tests/golden", "tests/fuzz/corpus/scenario"}) {
        for (const auto& entry : fs::recursive_directory_iterator(source / folder)) {
            const bool scenario = entry.path().extension() == ".toml" ||
                                  entry.path().parent_path().filename() == "scenario";
            if (entry.is_regular_file() && scenario)
                files.push_back(fs::relative(entry.path(), source).string());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

// Fingerprint of the first 20 s of the scenario's run.
std::string fingerprint_of(const Scenario& scenario) {
    auto simulation = Simulation::create(scenario);
    if (!simulation.ok()) return all_texts(simulation.errors());
    simulation.value()->advance(std::min(simulation.value()->end(), sim_start + 20s));
    return simulation.value()->report().fingerprint();
}

class ResolvedText : public testing::TestWithParam<std::string> {};

TEST_P(ResolvedText, is_the_same_scenario) {
    const fs::path path = fs::path(ISOTHERM_SOURCE_DIR) / GetParam();
    const auto scenario = read_scenario_file(path.string());
    if (!scenario.ok()) GTEST_SKIP() << "no valid scenario, as it should be";
    const std::string resolved = resolved_text(scenario.value());
    // Paths of inputs are relative to the scenario's folder.
    auto again = read_scenario_text(resolved, (path.parent_path() / "resolved.toml").string());
    ASSERT_TRUE(again.ok()) << all_texts(again.errors()) << resolved;
    EXPECT_EQ(resolved_text(again.value()), resolved);
    // To set up 300,000 partitions twice takes longer than all other runs here together.
    if (path.stem() == "prime_day") return;
    EXPECT_EQ(fingerprint_of(again.value()), fingerprint_of(scenario.value()));
}

INSTANTIATE_TEST_SUITE_P(Scenarios, ResolvedText, testing::ValuesIn(all_scenarios()),
                         [](const auto& one) {
                             std::string name = one.param;
                             std::replace_if(
                                 name.begin(), name.end(),
                                 [](char c) { return std::isalnum(c) == 0; }, '_');
                             return name;
                         });

}  // namespace
}  // namespace isotherm
