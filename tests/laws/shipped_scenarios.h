// SPDX-License-Identifier: Apache-2.0
#pragma once
// Parameters of laws that hold for every shipped scenario.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace isotherm {

// Without prime_day, whose 300,000 partitions take minutes: tests/laws/cells_test.cpp has smaller
// runs of cells.
inline std::vector<std::string> shipped_scenarios() {
    std::vector<std::string> files;
    for (const auto& entry :
         std::filesystem::directory_iterator(ISOTHERM_SOURCE_DIR "/resources/scenarios"))
        if (entry.path().extension() == ".toml" && entry.path().stem() != "prime_day")
            files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    return files;
}

inline std::string stem_of(const testing::TestParamInfo<std::string>& file) {
    return std::filesystem::path(file.param).stem().string();
}

}  // namespace isotherm
