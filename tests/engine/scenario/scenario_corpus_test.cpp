// SPDX-License-Identifier: Apache-2.0
// Replays the fuzzer's corpus of scenarios, including its findings, in the normal suite, and checks
// that all shipped scenarios are valid.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/fuzz/scenario_property.h"

namespace isotherm {
namespace {

std::string content(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

TEST(ScenarioCorpus, holds_what_must_hold_for_every_text) {
    std::size_t files = 0;
    for (const char* folder : {"tests/fuzz/corpus/scenario", "tests/golden"}) {
        for (const auto& entry : std::filesystem::directory_iterator(
                 std::filesystem::path(ISOTHERM_SOURCE_DIR) / folder)) {
            SCOPED_TRACE(entry.path().string());
            check_scenario_input(content(entry.path()));
            ++files;
        }
    }
    EXPECT_GE(files, 10u);
}

TEST(ScenarioCorpus, scenarios_that_ship_are_good) {
    for (const auto& entry : std::filesystem::directory_iterator(
             std::filesystem::path(ISOTHERM_SOURCE_DIR) / "resources/scenarios")) {
        if (entry.path().extension() != ".toml") continue;  // stories
        const auto scenario = read_scenario_file(entry.path().string());
        EXPECT_TRUE(scenario.ok()) << (scenario.ok() ? "" : scenario.errors().front().text());
    }
}

}  // namespace
}  // namespace isotherm
