// SPDX-License-Identifier: Apache-2.0
#pragma once
// A temporary folder that is removed at the end of the test.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "tests/temporary_folder.h"

namespace isotherm {

class ScenarioFolder {
public:
    std::string path() const { return folder_.path().string(); }
    std::string path(std::string_view name) const { return folder_.path(name); }

    // Writes a file and creates its parent folders; returns its path.
    std::string file(std::string_view name, std::string_view content) const {
        std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
        std::ofstream out(path(name), std::ios::binary);
        out << content;
        EXPECT_TRUE(out.flush().good()) << path(name);
        return path(name);
    }
    void link(std::string_view target, std::string_view name) const {
        std::filesystem::create_symlink(target, path(name));
    }

private:
    TemporaryFolder folder_;
};

// Content of the whole file; empty if it cannot be read.
inline std::string content_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace isotherm
