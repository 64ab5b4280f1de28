// SPDX-License-Identifier: Apache-2.0
#include "engine/lessons/lesson_folders.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> shipped_ids(const fs::path& folder) {
    std::vector<std::string> ids;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(folder, failed))
        if (fs::exists(entry.path() / lesson_file, failed))
            ids.push_back(entry.path().filename().string());
    std::sort(ids.begin(), ids.end());
    return ids;
}

Error no_lessons() {
    return {ExitCode::input_missing,
            ErrorNumber::unreadable_file,
            {.file = "lessons"},
            "the lessons that ship with this program are not installed",
            "name the folder of a lesson, or install with cmake --install"};
}

}  // namespace

std::optional<std::string> shipped_lessons_folder() {
    std::error_code failed;
    const fs::path program = fs::read_symlink("/proc/self/exe", failed).parent_path();
    for (const fs::path& folder :
         {program / "../share/isotherm/lessons", program / "../../../resources/lessons",
          fs::path("resources/lessons")}) {
        if (!fs::is_directory(folder, failed)) continue;
        const fs::path real = fs::canonical(folder, failed);
        if (!failed) return real.string();
    }
    return std::nullopt;
}

Result<std::vector<Lesson>> shipped_lessons() {
    const auto folder = shipped_lessons_folder();
    if (!folder) return no_lessons();
    return read_lessons(*folder);
}

Result<Lesson> lesson_named(const std::string& id_or_folder) {
    std::error_code failed;
    if (fs::is_directory(id_or_folder, failed)) return read_lesson(id_or_folder);
    const auto folder = shipped_lessons_folder();
    if (!folder) return no_lessons();
    const std::vector<std::string> ids = shipped_ids(*folder);
    if (std::find(ids.begin(), ids.end(), id_or_folder) != ids.end())
        return read_lesson((fs::path(*folder) / id_or_folder).string());
    return Error{ExitCode::input_missing,
                 ErrorNumber::unreadable_file,
                 {.file = id_or_folder},
                 "there is neither a lesson with this id nor a folder with this name",
                 suggestion_text(id_or_folder, ids)};
}

}  // namespace isotherm
