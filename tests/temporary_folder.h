// SPDX-License-Identifier: Apache-2.0
#pragma once
// A folder that is removed at the end of the test.

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <string>
#include <string_view>

namespace isotherm {

class TemporaryFolder {
public:
    // Throws std::filesystem::filesystem_error if the folder cannot be created.
    TemporaryFolder() {
        static std::atomic<int> count{0};  // one process may use several at a time
        const std::string name =
            "isotherm-" + std::to_string(getpid()) + "-" + std::to_string(++count);
        path_ = std::filesystem::temp_directory_path() / name;
        std::filesystem::remove_all(path_);  // left by a crashed process with the same id
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
