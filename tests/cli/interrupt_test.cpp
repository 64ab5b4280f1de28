// SPDX-License-Identifier: Apache-2.0
// Interrupts every shipped scenario at any moment: the program ends at once, with a complete run
// directory, or with none if the run had not started.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>

#include "engine/recording/run_manifest.h"
#include "tests/cli/program.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::vector<std::string> shipped_scenarios() {
    std::vector<std::string> paths;
    for (const auto& entry : fs::directory_iterator(ISOTHERM_SOURCE_DIR "/resources/scenarios")) {
        // Files of 300,000 partitions take too long here.
        if (entry.path().extension() == ".toml" && entry.path().stem() != "prime_day")
            paths.push_back(entry.path().string());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

class Interrupt : public testing::TestWithParam<std::string> {};

TEST_P(Interrupt, at_any_moment_leaves_a_complete_result_or_none) {
    std::mt19937 random(7);
    for (const int signal : {SIGINT, SIGTERM, SIGINT}) {
        const ScenarioFolder folder;
        const std::string out = folder.path("run");
        Program program({"run", GetParam(), "--out", out});
        std::this_thread::sleep_for(std::chrono::milliseconds(random() % 400));
        program.signal(signal);
        const Printed printed = program.wait();
        const bool finished = printed.exit_code == 0 || printed.exit_code == 3;
        EXPECT_TRUE(finished || printed.exit_code == 128 + signal)
            << printed.exit_code << ' ' << printed.err;
        // No temporary files remain beside the result.
        for (const auto& entry : fs::directory_iterator(fs::path(out).parent_path()))
            EXPECT_FALSE(entry.path().filename().string().starts_with(".isotherm-"))
                << entry.path();
        if (!fs::exists(out)) {
            EXPECT_FALSE(finished);
            continue;
        }
        const Json report = Json::parse(content_of(out + "/report.json"));
        EXPECT_EQ(report["complete"], finished);
        const Json& totals = report["totals"];
        EXPECT_EQ(totals["attempts"].get<std::int64_t>(),
                  totals["admitted"].get<std::int64_t>() + totals["throttled"].get<std::int64_t>() +
                      totals["refused"].get<std::int64_t>());
        EXPECT_TRUE(read_run(out).ok());
    }
}

INSTANTIATE_TEST_SUITE_P(Shipped, Interrupt, testing::ValuesIn(shipped_scenarios()),
                         [](const auto& one) { return fs::path(one.param).stem().string(); });

}  // namespace
}  // namespace isotherm
