// SPDX-License-Identifier: Apache-2.0
// Checks that the sources of this checkout follow the rules.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/tidy/file_rules.h"
#include "tests/tidy/folder_rules.h"
#include "tests/tidy/word_rules.h"

namespace isotherm::tidy {
namespace {

const std::vector<SourceFile>& files() {
    static const auto read = files_of(ISOTHERM_SOURCE_DIR);
    return read;
}

// Expects no findings; a failure lists their places.
void expect_none(const std::vector<Finding>& findings) {
    EXPECT_TRUE(findings.empty()) << text_of(findings);
}

TEST(TidyCheckout, is_read) {
    const auto has = [](std::string_view path) {
        return std::ranges::any_of(files(), [&](const SourceFile& file) {
            return file.path == path && !file.text.empty();
        });
    };
    for (const auto* path : {"CMakeLists.txt", "README.md", ".ci/run", "engine/run/simulation.cpp",
                             "resources/bootstrap.sh", "app/gui/main.cpp"})
        EXPECT_TRUE(has(path)) << path;
}

TEST(TidyCheckout, includes_only_what_lies_above) { expect_none(include_findings(files())); }
TEST(TidyCheckout, has_no_include_cycle_of_folders) { expect_none(cycle_findings(files())); }
TEST(TidyCheckout, has_no_large_folders) { expect_none(folder_size_findings(files())); }
TEST(TidyCheckout, has_no_long_files) { expect_none(file_length_findings(files())); }
TEST(TidyCheckout, has_no_long_functions) { expect_none(function_length_findings(files())); }
TEST(TidyCheckout, names_its_licences) { expect_none(licence_findings(files())); }
TEST(TidyCheckout, cites_only_documents_that_are_in_it) { expect_none(citation_findings(files())); }
TEST(TidyCheckout, has_no_broken_links) { expect_none(link_findings(files())); }
TEST(TidyCheckout, has_meaningful_names) { expect_none(name_findings(files())); }
TEST(TidyCheckout, has_no_unfinished_work) { expect_none(unfinished_findings(files())); }

TEST(TidyCheckout, is_formatted) {
    const auto program = clang_format();
    if (!program) GTEST_SKIP() << "clang-format 14 is not installed.";
    const std::filesystem::path root = ISOTHERM_SOURCE_DIR;
    expect_none(format_findings(*program, root / ".clang-format", root, files()));
}

}  // namespace
}  // namespace isotherm::tidy
