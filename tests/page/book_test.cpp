// SPDX-License-Identifier: Apache-2.0
// The documents as a book: MkDocs builds them without a warning, each page has its place in the
// contents, and no page asks anything of a network.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <regex>
#include <string>

#include "tests/page/browser.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;

// The book, built once for all tests.
const ScenarioFolder& book() {
    static const ScenarioFolder* const folder = [] {
        auto* built = new ScenarioFolder;
        const std::string command = "mkdocs build --strict -q -f " ISOTHERM_SOURCE_DIR
                                    "/resources/mkdocs.yml --site-dir " +
                                    built->path("book") + " >" + built->path("log") + " 2>&1";
        const int status = std::system(command.c_str());
        EXPECT_EQ(status, 0) << content_of(built->path("log"));
        return built;
    }();
    return *folder;
}

TEST(Book, is_built_without_warnings_and_has_every_document) {
    std::size_t pages = 0;
    for (const auto& entry :
         fs::recursive_directory_iterator(ISOTHERM_SOURCE_DIR "/resources/docs")) {
        if (entry.path().extension() != ".md") continue;
        const fs::path relative = fs::relative(entry.path(), ISOTHERM_SOURCE_DIR "/resources/docs");
        if (relative.begin()->string() == "ci") continue;
        const std::string page = (fs::path("book") / relative).replace_extension(".html").string();
        EXPECT_TRUE(fs::exists(book().path(page))) << page;
        ++pages;
    }
    EXPECT_GT(pages, 40U);
    // mkdocs only says, and does not warn, which pages the contents leave out.
    const std::string contents = content_of(ISOTHERM_SOURCE_DIR "/resources/mkdocs.yml");
    for (const auto& entry :
         fs::recursive_directory_iterator(ISOTHERM_SOURCE_DIR "/resources/docs")) {
        if (entry.path().extension() != ".md") continue;
        const fs::path relative = fs::relative(entry.path(), ISOTHERM_SOURCE_DIR "/resources/docs");
        EXPECT_NE(contents.find(": " + relative.string() + "\n"), contents.npos) << relative;
    }
}

TEST(Book, loads_nothing_from_a_network) {
    static const std::regex loaded(R"((<(script|img|iframe)[^>]*src|<link[^>]*href)="?https?:)");
    for (const auto& entry : fs::recursive_directory_iterator(book().path("book"))) {
        if (entry.path().extension() != ".html") continue;
        const std::string page = content_of(entry.path().string());
        EXPECT_FALSE(std::regex_search(page, loaded)) << entry.path();
    }
}

TEST(Book, opens_in_a_browser) {
    const BrowserPage first = browsed(book().path("book/index.html"));
    EXPECT_NE(first.dom.find("Getting started"), std::string::npos);
    const BrowserPage model = browsed(book().path("book/model.html"));
    EXPECT_NE(model.dom.find("authorization comes first"), std::string::npos);
    for (const BrowserPage& page : {first, model}) {
        EXPECT_EQ(page.log.find("Uncaught"), std::string::npos) << page.log;
        EXPECT_EQ(page.log.find("ERR_NAME_NOT_RESOLVED"), std::string::npos) << page.log;
    }
}

}  // namespace
}  // namespace isotherm
