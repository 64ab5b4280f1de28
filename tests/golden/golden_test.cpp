// SPDX-License-Identifier: Apache-2.0
// Runs with recorded fingerprints of all arrivals and outcomes. A change of a fingerprint is a
// change of results, and the commit must give its reason. Arrivals and outcomes have separate
// fingerprints, so that a difference shows which of the two changed. A failing row prints its new
// line for the file.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

const std::string folder = ISOTHERM_SOURCE_DIR "/tests/golden/";

struct GoldenRow {
    std::string line;
    std::string file, seed, duration, arrivals, outcomes;
};

std::vector<GoldenRow> golden_rows() {
    std::vector<GoldenRow> rows;
    std::ifstream in(folder + "fingerprints.csv");
    std::string line;
    std::getline(in, line);  // column names
    while (std::getline(in, line)) {
        GoldenRow row{line, {}, {}, {}, {}, {}};
        std::istringstream cells(line);
        for (std::string* cell :
             {&row.file, &row.seed, &row.duration, &row.arrivals, &row.outcomes}) {
            std::getline(cells, *cell, ',');
        }
        rows.push_back(row);
    }
    return rows;
}

class Golden : public testing::TestWithParam<GoldenRow> {};

TEST_P(Golden, run_has_the_recorded_fingerprints) {
    const GoldenRow& row = GetParam();
    const auto scenario =
        read_scenario_file(folder + row.file, {{"seed", row.seed}, {"duration", row.duration}});
    ASSERT_TRUE(scenario.ok()) << all_texts(scenario.errors());
    const FinishedRun run(scenario.value());
    const auto json = run.report().json();
    const std::string measured = fmt::format("{},{},{},{},{}", row.file, row.seed, row.duration,
                                             json["arrivals_fingerprint"].get<std::string>(),
                                             json["outcomes_fingerprint"].get<std::string>());
    EXPECT_EQ(measured, row.line)
        << "the line for tests/golden/fingerprints.csv, when the change is meant:\n"
        << measured;
    EXPECT_GT(run.totals().throttled, 0u) << "a golden run should throttle";
    EXPECT_GT(run.totals().admitted, 0u);
}

std::string golden_name(const testing::TestParamInfo<GoldenRow>& info) {
    std::string name = info.param.file + "_seed_" + info.param.seed;
    for (char& c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
    }
    return name;
}

INSTANTIATE_TEST_SUITE_P(Fingerprints, Golden, testing::ValuesIn(golden_rows()), golden_name);

TEST(GoldenFiles, are_all_in_the_table) {
    std::set<std::string> listed, there;
    for (const GoldenRow& row : golden_rows()) listed.insert(row.file);
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".toml") there.insert(entry.path().filename().string());
    }
    EXPECT_EQ(listed, there);
}

}  // namespace
}  // namespace isotherm
