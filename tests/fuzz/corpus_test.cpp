// SPDX-License-Identifier: Apache-2.0
// Replays the corpus of every fuzz target, including its findings.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/fuzz/fuzz_target.h"

namespace isotherm {
namespace {

std::string content(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

TEST(FuzzCorpus, holds_what_must_hold_for_every_input) {
    ASSERT_GE(fuzz_targets().size(), 9u);
    for (const auto& [name, target] : fuzz_targets()) {
        const auto folder = std::filesystem::path(ISOTHERM_SOURCE_DIR) / "tests/fuzz/corpus" / name;
        ASSERT_TRUE(std::filesystem::is_directory(folder)) << name << " has no seeds";
        target("");
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            SCOPED_TRACE(entry.path().string());
            target(content(entry.path()));
        }
    }
}

// The folder of a renamed or removed target would not be replayed.
TEST(FuzzCorpus, every_folder_of_it_has_a_target) {
    for (const auto& entry : std::filesystem::directory_iterator(
             std::filesystem::path(ISOTHERM_SOURCE_DIR) / "tests/fuzz/corpus"))
        EXPECT_TRUE(fuzz_targets().contains(entry.path().filename().string())) << entry.path();
}

}  // namespace
}  // namespace isotherm
