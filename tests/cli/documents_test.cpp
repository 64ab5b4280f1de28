// SPDX-License-Identifier: Apache-2.0
// The documents agree with the sources: errors.md explains every error number, every link has a
// target, every document can be reached from the first page, and all name the same version.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>
#include <string>

#include "engine/vocabulary/error_number.h"
#include "engine/vocabulary/version.h"
#include "tests/engine/scenario/scenario_folder.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;

const fs::path root(ISOTHERM_SOURCE_DIR);

TEST(Documents, errors_md_says_what_every_error_number_means) {
    const std::string page = content_of((root / "resources/docs/errors.md").string());
    std::string rows;
    static const std::regex row(R"(\n\| E\d{4} \|[^\n]*)");
    for (std::sregex_iterator at(page.begin(), page.end(), row), end; at != end; ++at)
        rows += at->str();
    std::string expected;
    int last = 0;
    for (const ErrorMeaning& meaning : error_meanings()) {
        expected += fmt::format("\n| E{:04} | {} | {} |", digits_of(meaning.number), meaning.means,
                                meaning.remedy);
        EXPECT_NE(digits_of(meaning.number), last);
        last = digits_of(meaning.number);
    }
    EXPECT_EQ(rows, expected);
}

TEST(Documents, every_error_number_of_the_enum_has_a_meaning_and_a_use) {
    std::set<std::string> used;
    static const std::regex use(R"(ErrorNumber::(\w+))");
    for (const char* folder : {"app", "engine", "workloads"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            const std::string extension = entry.path().extension().string();
            if (extension != ".cpp" && extension != ".h") continue;
            const std::string text = content_of(entry.path().string());
            for (std::sregex_iterator at(text.begin(), text.end(), use), end; at != end; ++at)
                used.insert((*at)[1]);
        }
    }
    const std::string header = content_of((root / "engine/vocabulary/error_number.h").string());
    static const std::regex entry(R"(\n    (\w+) = (\d+),)");
    std::set<int> named, meant;
    for (std::sregex_iterator at(header.begin(), header.end(), entry), end; at != end; ++at) {
        if ((*at)[1] == "none") continue;
        EXPECT_TRUE(used.contains((*at)[1])) << "no source makes the error " << (*at)[1];
        EXPECT_TRUE(named.insert(std::stoi((*at)[2])).second) << (*at)[1];
    }
    for (const ErrorMeaning& meaning : error_meanings()) meant.insert(digits_of(meaning.number));
    EXPECT_EQ(named, meant);
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

TEST(Documents, links_have_targets) {
    static const std::regex link(R"(\]\(([^)\s]+)\))");
    std::vector<fs::path> documents{root / "README.md"};
    for (const auto& entry : fs::recursive_directory_iterator(root / "resources/docs"))
        if (entry.path().extension() == ".md") documents.push_back(entry.path());
    for (const fs::path& document : documents) {
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

TEST(Documents, each_is_named_on_the_first_page_or_in_the_contents) {
    const std::string first = content_of((root / "README.md").string()) +
                              content_of((root / "resources/docs/index.md").string());
    for (const auto& entry : fs::directory_iterator(root / "resources/docs")) {
        if (entry.path().extension() != ".md") continue;
        const std::string name = entry.path().filename().string();
        EXPECT_NE(first.find(name), first.npos) << name;
    }
}

TEST(Documents, the_changelog_and_the_software_centre_name_this_version) {
    const std::string changes = content_of((root / "resources/docs/changelog.md").string());
    const std::string about =
        content_of((root / "resources/packaging/isotherm.metainfo.xml").string());
    const std::string newest = version().substr(0, version().rfind('.'));  // "1.0" of "1.0.0"
    EXPECT_EQ(changes.find("\n## "), changes.find("\n## " + newest)) << newest;
    EXPECT_NE(about.find("<release version=\"" + version() + "\""), about.npos) << version();
}

}  // namespace
}  // namespace isotherm
