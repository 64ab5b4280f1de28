// SPDX-License-Identifier: Apache-2.0
// The documents agree with the sources: every error number is in errors.md, every link has a
// target, and every document can be reached from the first page.

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>

#include "tests/engine/scenario/scenario_folder.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;

const fs::path root(ISOTHERM_SOURCE_DIR);

// Collects all numbers matched by the pattern's first group.
void collect(const std::string& text, const std::regex& pattern, std::set<int>& numbers) {
    for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at)
        numbers.insert(std::stoi((*at)[1]));
}

std::set<int> numbers_in_sources() {
    // The forms in which the code makes errors: the number follows the exit code, is an argument of
    // a helper function, or is a constant.
    static const std::array patterns{
        std::regex(R"(ExitCode::\w+,\s*(\d{1,3})\s*[,)])"),
        std::regex(R"(\b(?:code|output_exit_code\(reason\)),\s*(\d{1,3}),)"),
        std::regex(R"(\b(?:report|unfit|usage_error)\(\s*(?:path,\s*)?(\d{1,3}),)"),
        std::regex(R"(WrongValue::Kind::form \? (\d{3}) : \d{3})"),
        std::regex(R"(WrongValue::Kind::form \? \d{3} : (\d{3}))"),
        std::regex(R"(\.number = (\d+);)"),
        std::regex(R"(constexpr int checkpoint_number = (\d{3});)"),
    };
    // Constants named bad_…, and the numbered entries of trace_errors.h, series_error and
    // PictureError.
    static const std::regex named(R"(constexpr int bad_\w+ = (\d{3});)");
    static const std::regex listed(R"((?:constexpr int \w+|\s\w+) = (\d{3})[;,\n])");
    static const std::set<std::string> lists{"trace_errors.h"};
    std::set<int> numbers;
    for (const char* folder : {"app", "engine", "workloads"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            const std::string name = entry.path().filename().string();
            if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
            const std::string text = content_of(entry.path().string());
            for (const std::regex& pattern : patterns) collect(text, pattern, numbers);
            collect(text, named, numbers);
            if (lists.contains(name)) collect(text, listed, numbers);
            for (const char* begin : {"namespace series_error {", "enum PictureError"}) {
                const std::size_t at = text.find(begin);
                if (at != text.npos)
                    collect(text.substr(at, text.find('}', at) - at), listed, numbers);
            }
        }
    }
    return numbers;
}

TEST(Documents, errors_md_has_every_error_number_once_and_no_other) {
    const std::set<int> used = numbers_in_sources();
    const std::string page = content_of((root / "resources/docs/errors.md").string());
    std::map<int, int> rows;
    static const std::regex row(R"(\n\| E(\d{4}) \|)");
    for (std::sregex_iterator at(page.begin(), page.end(), row), end; at != end; ++at)
        ++rows[std::stoi((*at)[1])];
    for (const int number : used) EXPECT_EQ(rows[number], 1) << "E" << number << " in errors.md";
    for (const auto& [number, count] : rows)
        EXPECT_TRUE(used.contains(number)) << "no source has E" << number;
}

// The anchor that Markdown viewers make for a heading.
std::string anchor_of(const std::string& heading) {
    std::string anchor;
    for (const char c : heading) {
        if (c == ' ')
            anchor += '-';
        else if (std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' ||
                 static_cast<unsigned char>(c) >= 0x80)
            anchor += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return anchor;
}

std::set<std::string> anchors_in(const std::string& text) {
    std::set<std::string> anchors;
    static const std::regex heading(R"((?:^|\n)#+ ([^\n]+))");
    for (std::sregex_iterator at(text.begin(), text.end(), heading), end; at != end; ++at)
        anchors.insert(anchor_of((*at)[1]));
    return anchors;
}

std::vector<fs::path> documents() {
    std::vector<fs::path> all{root / "README.md"};
    for (const auto& entry : fs::directory_iterator(root / "resources/docs"))
        if (entry.path().extension() == ".md") all.push_back(entry.path());
    return all;
}

TEST(Documents, links_have_targets) {
    static const std::regex link(R"(\]\(([^)\s]+)\))");
    for (const fs::path& document : documents()) {
        SCOPED_TRACE(document.filename().string());
        const std::string text = content_of(document.string());
        for (std::sregex_iterator at(text.begin(), text.end(), link), end; at != end; ++at) {
            const std::string target = (*at)[1];
            if (target.starts_with("http")) continue;
            const std::size_t hash = target.find('#');
            const std::string file = target.substr(0, hash);
            const fs::path path = file.empty() ? document : document.parent_path() / file;
            EXPECT_TRUE(fs::exists(path)) << target;
            if (hash == target.npos) continue;
            EXPECT_TRUE(anchors_in(content_of(path.string())).contains(target.substr(hash + 1)))
                << target;
        }
    }
}

TEST(Documents, each_is_named_on_the_first_page_or_in_the_architecture) {
    const std::string first = content_of((root / "README.md").string()) +
                              content_of((root / "resources/docs/architecture.md").string());
    for (const fs::path& document : documents()) {
        if (document.filename() == "README.md") continue;
        EXPECT_NE(first.find(document.filename().string()), first.npos)
            << document.filename().string();
    }
}

}  // namespace
}  // namespace isotherm
