// SPDX-License-Identifier: Apache-2.0
// The examples of answers.md: each command that stands behind a "$" is run, and prints the lines
// that follow it there. A line "..." stands for any number of lines.

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <sstream>

#include "tests/cli/program.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;

struct Example {
    std::string command;
    std::vector<std::string> lines;
};

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

std::vector<Example> examples_in(const std::string& page) {
    std::vector<Example> examples;
    bool fenced = false;
    for (const std::string& line : lines_of(page)) {
        if (line.starts_with("```")) {
            fenced = !fenced;
            if (fenced) examples.emplace_back();
            continue;
        }
        if (!fenced) continue;
        if (line.starts_with("$ "))
            examples.push_back({line.substr(2), {}});
        else if (!examples.back().command.empty())
            examples.back().lines.push_back(line);
    }
    std::erase_if(examples, [](const Example& one) { return one.command.empty(); });
    return examples;
}

// As a shell takes a command apart, as far as the examples go.
std::vector<std::string> words_of(const std::string& command) {
    std::vector<std::string> words;
    bool open = false, quoted = false;
    for (const char c : command) {
        if (c == '\'') {
            quoted = !quoted;
        } else if (c == ' ' && !quoted) {
            open = false;
            continue;
        }
        if (!open) words.emplace_back();
        open = true;
        if (c != '\'') words.back() += c;
    }
    return words;
}

// Where the printed lines differ from the page; empty: nowhere.
std::string difference(const std::vector<std::string>& page,
                       const std::vector<std::string>& printed) {
    std::size_t at = 0;
    bool skips = false;
    for (const std::string& line : page) {
        if (line == "...") {
            skips = true;
            continue;
        }
        while (skips && at < printed.size() && printed[at] != line) ++at;
        if (at == printed.size()) return "not printed: " + line;
        if (printed[at] != line) return "page:    " + line + "\nprinted: " + printed[at];
        ++at;
        skips = false;
    }
    return skips || at == printed.size() ? "" : "not on the page: " + printed[at];
}

// Files are written into a folder of their own, in which `resources` is that of the project.
class InFolder {
public:
    InFolder() : before_(fs::current_path()) {
        fs::create_directory_symlink(std::string(ISOTHERM_SOURCE_DIR) + "/resources",
                                     folder_.path("resources"));
        fs::current_path(folder_.path());
    }
    ~InFolder() { fs::current_path(before_); }
    InFolder(const InFolder&) = delete;
    InFolder& operator=(const InFolder&) = delete;

private:
    ScenarioFolder folder_;
    fs::path before_;
};

TEST(AnswersExamples, print_what_the_page_says) {
    const InFolder folder;
    const auto examples =
        examples_in(content_of(std::string(ISOTHERM_SOURCE_DIR) + "/resources/docs/answers.md"));
    std::set<std::string> commands;
    for (const Example& example : examples) {
        SCOPED_TRACE(example.command);
        std::vector<std::string> words = words_of(example.command);
        ASSERT_GE(words.size(), 2U);
        ASSERT_EQ(words.front(), "isotherm");
        words.erase(words.begin());
        commands.insert(words.front());
        const Printed printed = isotherm_prints(words);
        EXPECT_TRUE(printed.exit_code == 0 || printed.exit_code == 3) << printed.err;
        EXPECT_EQ(difference(example.lines, lines_of(printed.out)), "");
    }
    for (const char* command : {"why", "fix", "plan", "compare", "gate", "import"})
        EXPECT_TRUE(commands.contains(command)) << command;
}

}  // namespace
}  // namespace isotherm
