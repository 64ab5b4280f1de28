// SPDX-License-Identifier: Apache-2.0
#pragma once
// A folder that is gone when the test ends.

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <string>
#include <string_view>

namespace isotherm {

class TemporaryFolder {
public:
    // Throws std::filesystem::filesystem_error where it cannot be made.
    TemporaryFolder() {
        static std::atomic<int> count{0};  // several at a time in one process
        const std::string name =
            "isotherm-" + std::to_string(getpid()) + "-" + std::to_string(++count);
        path_ = std::filesystem::temp_directory_path() / name;
        std::filesystem::remove_all(path_);  // of a process of that number that crashed
        std::filesystem::create_directory(path_);
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::string path(std::string_view name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

}  // namespace isotherm
