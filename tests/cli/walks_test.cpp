// SPDX-License-Identifier: Apache-2.0
// What the documents tell a reader to type: the two walks work as they stand, and all other pages
// name only commands and options that exist.

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "tests/cli/program.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;

const fs::path source(ISOTHERM_SOURCE_DIR);

// The code blocks of one language in a page, in order.
std::vector<std::string> blocks_of(const std::string& page, const std::string& language) {
    std::vector<std::string> blocks;
    const std::string begin = "\n```" + language + "\n";
    for (std::size_t at = page.find(begin); at != page.npos; at = page.find(begin, at)) {
        at += begin.size();
        const std::size_t end = page.find("\n```", at - 1);
        blocks.push_back(page.substr(at, end + 1 - at));
        at = end;
    }
    return blocks;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        if (!line.empty()) lines.push_back(line);
    return lines;
}

// Runs a line in a shell in the folder. Returns its exit code and what it printed.
std::pair<int, std::string> typed(const std::string& line, const ScenarioFolder& folder) {
    const std::string command =
        fmt::format("cd '{}' && PATH=\"{}:$PATH\" && {{ {}\n}} > printed 2>&1 < /dev/null",
                    folder.path(), ISOTHERM_PROGRAM_DIR, line);
    const int status = std::system(command.c_str());
    return {WEXITSTATUS(status), content_of(folder.path("printed"))};
}

// Types all lines of the page's shell blocks. "# exit code 3" behind a line says how it ends.
void walk(const std::string& name, const ScenarioFolder& folder, std::size_t least = 5) {
    const std::string page = content_of((source / "resources/docs" / name).string());
    for (const std::string& block : blocks_of(page, "toml")) {
        std::smatch file;
        if (std::regex_search(block, file, std::regex(R"(^# (\S+\.toml)\n)")))
            folder.file(file[1].str(), block);
    }
    const std::regex exit_code(R"(# exit code (\d+))");
    std::size_t typed_lines = 0;
    for (const std::string& block : blocks_of(page, "sh")) {
        for (const std::string& line : lines_of(block)) {
            std::smatch found;
            const int expected =
                std::regex_search(line, found, exit_code) ? std::stoi(found[1]) : 0;
            const auto [code, printed] = typed(line, folder);
            ASSERT_EQ(code, expected) << name << ": " << line << "\n" << printed;
            ++typed_lines;
        }
    }
    EXPECT_GE(typed_lines, least) << name;
}

TEST(Walks, getting_started_works_as_it_stands) {
    const ScenarioFolder folder;
    walk("getting-started.md", folder);
    // The fewest shards that keep the limit: 3,333.3 votes a second of one candidate over N keys of
    // at most 1,000 each need more than three; unevenly spread over 21 partitions, seven.
    EXPECT_NE(content_of(folder.path("sharded.toml")).find("write_shards = 7"), std::string::npos);
}

TEST(Walks, own_table_works_as_it_stands) {
    const ScenarioFolder folder;
    folder.link((source / "resources").string(), "resources");
    walk("own-table.md", folder);
    EXPECT_NE(content_of(folder.path("capacity.tf.json")).find("\"write_capacity\": 280"),
              std::string::npos);
    // The numbers of the page are those of the run.
    const auto report = nlohmann::json::parse(content_of(folder.path("before/report.json")));
    const std::string page = content_of((source / "resources/docs/own-table.md").string());
    for (const auto& side : report["past"]["sides"]) {
        if (side["index"] != "by_status") continue;
        const int hit = side["throttled"]["hit"], missed = side["throttled"]["missed"];
        EXPECT_NE(page.find(fmt::format("and {} of\n{} throttled", hit, hit + missed)), page.npos);
        EXPECT_EQ(side["throttled"]["invented"], 0);
        EXPECT_NE(page.find(fmt::format("{} minutes of metrics", side["periods"].get<int>())),
                  page.npos);
    }
}

// The hottest keys of the table of orders, as Contributor Insights reports them. Units of the
// report are 3 x written + read.
constexpr const char* hottest_orders = R"({
  "KeyLabels": ["PartitionKey"], "AggregationStatistic": "Sum", "AggregateValue": 60000,
  "ApproximateUniqueCount": 900, "RuleAttributes": [], "Contributors": [
    {"Keys": ["customer-1"], "ApproximateAggregateValue": 3000, "Datapoints": [
      {"Timestamp": "2026-11-20T11:50:00Z", "ApproximateValue": 3000}]}]})";

TEST(Walks, pages_of_formats_and_prices_work_as_they_stand) {
    const ScenarioFolder folder;
    folder.link((source / "resources").string(), "resources");
    for (const auto& entry : fs::directory_iterator(source / "resources/samples/orders"))
        folder.link(entry.path().string(), entry.path().filename().string());
    folder.file("pkc.json", hottest_orders);
    walk("formats/index.md", folder, 2);
    fs::copy(folder.path("orders.toml"), folder.path("found.toml"));
    walk("formats/deployment.md", folder, 3);
    EXPECT_NE(content_of(folder.path("apply.sh")).find("orders"), std::string::npos);
    walk("cost.md", folder, 3);
    walk("scenarios.md", folder, 2);
}

// Options by command, from the page that the program prints.
std::map<std::string, std::set<std::string>> known_options() {
    std::map<std::string, std::set<std::string>> options;
    std::string command;
    for (const std::string& line :
         lines_of(isotherm_prints({"list", "--commands", "markdown"}).out)) {
        if (line.starts_with("## ")) command = line.substr(3);
        if (!command.empty() && line.starts_with("| `")) {
            static const std::regex name(R"((--?[A-Za-z][a-z-]*))");
            const std::string cell = line.substr(0, line.find("` |"));
            for (std::sregex_iterator at(cell.begin(), cell.end(), name), end; at != end; ++at)
                options[command].insert((*at)[1]);
            options[command].insert("--help");
        }
    }
    return options;
}

TEST(Walks, every_command_in_the_documents_exists) {
    const auto options = known_options();
    ASSERT_TRUE(options.contains("trace convert"));
    static const std::regex option(R"(\s(--[a-z][a-z-]*))");
    std::size_t commands = 0;
    std::vector<fs::path> pages{source / "README.md"};
    for (const auto& entry : fs::recursive_directory_iterator(source / "resources/docs"))
        if (entry.path().extension() == ".md") pages.push_back(entry.path());
    for (const fs::path& page : pages) {
        for (const std::string& block : blocks_of(content_of(page.string()), "sh")) {
            for (std::string line : lines_of(block)) {
                if (!line.starts_with("isotherm ")) continue;
                SCOPED_TRACE(page.filename().string() + ": " + line);
                line = line.substr(0, line.find(" #"));
                std::istringstream words(line.substr(9));
                std::string command, second;
                words >> command >> second;
                if (command.starts_with("-")) continue;  // --help of the program
                // Drawing the window's view takes the window's options.
                if (line.find("--what view") != line.npos) continue;
                if (!options.contains(command)) command += " " + second;
                ASSERT_TRUE(options.contains(command));
                ++commands;
                for (std::sregex_iterator at(line.begin(), line.end(), option), end; at != end;
                     ++at)
                    EXPECT_TRUE(options.at(command).contains((*at)[1])) << (*at)[1];
            }
        }
    }
    EXPECT_GT(commands, 40U);
}

TEST(Walks, the_page_of_commands_equals_the_programs_output) {
    const Printed printed = isotherm_prints({"list", "--commands", "markdown"});
    EXPECT_TRUE(printed.out == content_of((source / "resources/docs/commands.md").string()))
        << "write it: isotherm list --commands markdown > resources/docs/commands.md";
    EXPECT_EQ(isotherm_prints({"list", "--commands", "html"}).exit_code, 2);
}

TEST(Walks, completions_are_scripts_that_their_shell_accepts) {
    const ScenarioFolder folder;
    EXPECT_EQ(typed("isotherm list --commands bash > done && bash -n done", folder).first, 0);
    const auto [code, printed] = typed(
        "bash -c '. ./done; COMP_WORDS=(isotherm trace con); COMP_CWORD=2; _isotherm; "
        "echo \"${COMPREPLY[*]}\"; COMP_WORDS=(isotherm gate --format ju); COMP_CWORD=3; "
        "_isotherm; echo \"${COMPREPLY[*]}\"'",
        folder);
    EXPECT_EQ(code, 0);
    EXPECT_EQ(printed, "convert\njunit\n");
}

TEST(Walks, the_manual_page_has_every_command) {
    const std::string page = isotherm_prints({"list", "--commands", "man"}).out;
    for (const auto& [command, options] : known_options())
        EXPECT_NE(page.find("isotherm " + command + "\"\n"), page.npos) << command;
    EXPECT_EQ(page.find("\n'"), page.npos);  // groff would take the line for a command
}

}  // namespace
}  // namespace isotherm
