#pragma once
// A folder of files that is gone when the test ends.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace isotherm {

class ScenarioFolder {
public:
    ScenarioFolder() {
        std::string pattern = testing::TempDir() + "isotherm-XXXXXX";
        const char* made = mkdtemp(pattern.data());
        if (made == nullptr) ADD_FAILURE() << "cannot make " << pattern;
        path_ = made == nullptr ? "." : made;
    }
    ~ScenarioFolder() {
        std::error_code ignored;
        if (path_ != ".") std::filesystem::remove_all(path_, ignored);
    }
    ScenarioFolder(const ScenarioFolder&) = delete;
    ScenarioFolder& operator=(const ScenarioFolder&) = delete;

    const std::string& path() const { return path_; }
    std::string path(std::string_view name) const { return path_ + "/" + std::string(name); }

    // Writes a file, with the folders above it, and returns its path.
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
    std::string path_;
};

// The whole file; empty when it cannot be read.
inline std::string content_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace isotherm
