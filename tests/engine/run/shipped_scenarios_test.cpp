// SPDX-License-Identifier: Apache-2.0
// The shipped scenarios state their expected results and fulfil them, and their page in the
// documents tells what they say and what came out.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;

const fs::path resources = fs::path(ISOTHERM_SOURCE_DIR) / "resources";

// Without what only marks words in Markdown.
std::string unmarked(std::string text) {
    std::erase_if(text, [](char c) { return c == '`' || c == '*'; });
    return text;
}

// The part of the page about one scenario; empty if there is none.
std::string part_of_page(const std::string& stem) {
    static const std::string page = [] {
        std::ifstream file(resources / "docs/scenarios.md");
        std::stringstream text;
        text << file.rdbuf();
        return unmarked(text.str());
    }();
    const std::size_t begin = page.find("\n### " + stem + "\n");
    if (begin == page.npos) return "";
    const std::size_t end = std::min(page.find("\n### ", begin + 1), page.find("\n## ", begin + 1));
    return page.substr(begin, end - begin);
}

constexpr const char* how_to_write =
    "write it: python3 resources/make_scenarios_page.py PROGRAM > resources/docs/scenarios.md";

// A row of the page, made of the judgement in words: "GOT; EXPECTED was expected: FIGURE".
std::string row_of(const JudgedExpectation& one) {
    const std::size_t got = one.text.find("; ");
    const std::size_t expected = one.text.rfind(" was expected: ");
    std::string name = one.name;
    std::replace(name.begin(), name.end(), '_', ' ');
    return unmarked(fmt::format("| {} | {} | {} | {} |", name,
                                one.text.substr(got + 2, expected - got - 2),
                                one.text.substr(0, got), one.of));
}

TEST(LibraryPage, tells_what_each_scenario_says) {
    std::size_t scenarios = 0;
    for (const auto& entry : fs::directory_iterator(resources / "scenarios")) {
        if (entry.path().extension() != ".toml") continue;
        ++scenarios;
        const std::string part = part_of_page(entry.path().stem().string());
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line) && line.starts_with("#");) {
            if (line.size() <= 2) continue;
            EXPECT_NE(part.find(unmarked(line.substr(2))), part.npos)
                << entry.path().stem() << ": " << line << "\n"
                << how_to_write;
        }
    }
    EXPECT_GT(scenarios, 40U);
}

class ShippedScenario : public testing::TestWithParam<std::string> {};

TEST_P(ShippedScenario, keeps_its_point) {
    const fs::path path = resources / "scenarios" / GetParam();
    const auto scenario = read_scenario_file(path.string());
    ASSERT_TRUE(scenario.ok()) << all_texts(scenario.errors());
    EXPECT_GE(scenario.value().expectations.size(), 2u) << "promises next to nothing";
    const FinishedRun run(scenario.value());
    EXPECT_TRUE(run.report().complete());
    EXPECT_EQ(run.report().expectations().size(), scenario.value().expectations.size());
    for (const JudgedExpectation& one : run.report().expectations())
        EXPECT_TRUE(one.holds) << one.name << ": " << one.text;
    const std::string part = part_of_page(path.stem().string());
    for (const JudgedExpectation& one : run.report().expectations())
        EXPECT_NE(part.find(row_of(one)), part.npos) << row_of(one) << "\n" << how_to_write;
    for (const BrokenLimit& limit : run.report().broken_limits()) ADD_FAILURE() << limit.text;
}

INSTANTIATE_TEST_SUITE_P(
    Scenarios, ShippedScenario,
    testing::Values("heat.toml", "votes.toml", "popular_product.toml", "date_index.toml",
                    "time_series.toml", "dilution.toml", "scaling_day.toml", "nasa.toml",
                    "inbox.toml", "batch_load.toml", "stream_tokens.toml", "episodes.toml",
                    "copy_a_table.toml", "popular_product_cached.toml", "watch_log.toml",
                    "social_graph.toml", "game_invitations.toml", "partition_arithmetic.toml",
                    "two_kinds_of_reads.toml", "counters_and_tenants.toml", "item_collection.toml",
                    "monthly_tables.toml", "night_script.toml", "on_demand_doubling.toml",
                    "tokyo_2012.toml", "limits_2012.toml", "request_patterns.toml", "user_log.toml",
                    "storage_and_ttl.toml", "streams.toml", "votes_aggregated.toml",
                    "cross_region_copy.toml", "told_too_late.toml", "tenants.toml",
                    "leading_keys.toml", "emr_share.toml", "export_to_s3.toml",
                    "storage_classes_and_backups.toml", "two_regions.toml"),
    [](const auto& one) { return one.param.substr(0, one.param.find('.')); });

}  // namespace
}  // namespace isotherm
