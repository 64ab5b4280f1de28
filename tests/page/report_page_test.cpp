// SPDX-License-Identifier: Apache-2.0
// report.html: what it says, that it needs nothing from elsewhere, that names stay text, and that
// its heat map has all that was throttled. Opened in Chromium.

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <numeric>
#include <regex>

#include "tests/cli/program.h"
#include "tests/page/browser.h"
#include "tests/page/hot_scenario.h"

namespace isotherm {
namespace {

using Json = nlohmann::json;

// Writes a run of the scenario and returns its folder.
std::string run_of(const ScenarioFolder& folder, const std::string& scenario) {
    const std::string run = folder.path("run");
    const Printed printed =
        isotherm_prints({"run", folder.file("s.toml", scenario), "--out", run, "-q"});
    EXPECT_EQ(printed.exit_code, 0) << printed.err;
    return run;
}

std::string unbase64(const std::string& text) {
    static const std::string digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        if (c == '=') break;
        bits = bits << 6U | static_cast<std::uint32_t>(digits.find(c));
        count += 6;
        if (count < 8) continue;
        count -= 8;
        bytes += static_cast<char>(bits >> static_cast<unsigned>(count) & 255U);
    }
    return bytes;
}

std::vector<std::uint64_t> numbers_in(const std::string& text) {
    std::vector<std::uint64_t> numbers;
    std::uint64_t value = 0;
    unsigned shift = 0;
    for (const char c : unbase64(text)) {
        value |= static_cast<std::uint64_t>(static_cast<unsigned char>(c) & 127U) << shift;
        shift += 7;
        if ((static_cast<unsigned char>(c) & 128U) != 0) continue;
        numbers.push_back(value);
        value = 0;
        shift = 0;
    }
    return numbers;
}

// What the cells of a map refused: of each three numbers, the second are tries, the third
// half-units.
struct Refused {
    std::uint64_t tries = 0, half_units = 0;
};

Refused refused_in(const Json& map) {
    Refused sum;
    const auto numbers = numbers_in(map["throttled"]);
    EXPECT_EQ(numbers.size() % 3, 0U);
    for (std::size_t i = 0; i + 2 < numbers.size(); i += 3) {
        sum.tries += numbers[i + 1];
        sum.half_units += numbers[i + 2];
    }
    return sum;
}

std::uint64_t asked_in(const Json& map) {
    const auto numbers = numbers_in(map["asked"]);
    return std::accumulate(numbers.begin(), numbers.end(), std::uint64_t{0});
}

double hottest_in(const Json& map) {
    const std::string cells = unbase64(map["cells"]);
    unsigned most = 0;
    for (std::size_t i = 0; i + 1 < cells.size(); i += 2) {
        const unsigned cell = static_cast<unsigned char>(cells[i]) |
                              static_cast<unsigned>(static_cast<unsigned char>(cells[i + 1])) << 8U;
        if (cell != 65'535) most = std::max(most, cell);
    }
    return most / 1000.0;
}

Json maps_of(const std::string& page) {
    const std::size_t figure = page.find("<figure class=\"card heat\">");
    const std::string open = "<script type=\"application/json\">";
    const std::size_t begin = page.find(open, figure) + open.size();
    return Json::parse(page.substr(begin, page.find("</script>", begin) - begin));
}

void expect_self_contained(const std::string& page) {
    static const std::regex from_elsewhere(
        R"re((src|href|action|data)\s*=\s*["']?(?!["']?#)[a-z/.]|url\(|@import|<link|<iframe)re");
    std::smatch found;
    std::string markup = page;
    // The scenario's text may name sources.
    if (const std::size_t text = markup.find("<pre>"); text != markup.npos)
        markup.erase(text, markup.find("</pre>") - text);
    const bool any = std::regex_search(markup, found, from_elsewhere);
    EXPECT_FALSE(any) << found.str();
    EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
}

void expect_quiet(const BrowserPage& page) {
    EXPECT_EQ(page.log.find("CONSOLE"), std::string::npos) << page.log;
    EXPECT_NE(page.dom.find("data-ready=\"yes\""), std::string::npos) << page.log;
}

TEST(ReportPage, answers_at_the_top_and_needs_nothing_else) {
    const ScenarioFolder folder;
    const std::string run = run_of(folder, hot_scenario);
    const std::string page = content_of(run + "/report.html");
    expect_self_contained(page);
    EXPECT_NE(content_of(run + "/manifest.json").find("\"report.html\""), std::string::npos);
    const BrowserPage seen = browsed(run + "/report.html");
    expect_quiet(seen);
    // 600 of 1,199 tries; $5.69 = 730 x (10 x $0.00065 + 10 x $0.00013).
    for (const char* part :
         {"<em>50.04 %</em> of all tries were throttled", "votes, writes", "Insufficient capacity",
          "600 of 1,199 tries", "$5.69", "ProvisionedThroughputExceededException", "id=\"cost\"",
          "id=\"run\"", "more capacity"})
        EXPECT_NE(seen.dom.find(part), std::string::npos) << part;
    // The script has painted the map and filled its list.
    EXPECT_NE(seen.dom.find("<option value=\"0\">votes, writes</option>"), std::string::npos);
    EXPECT_TRUE(std::regex_search(seen.dom, std::regex("<canvas[^>]* width=\"1[0-9]{3}\"")));
}

TEST(ReportPage, of_a_stored_run_is_the_same_page_or_japanese) {
    const ScenarioFolder folder;
    const std::string run = run_of(folder, hot_scenario);
    const std::string page = content_of(run + "/report.html");
    const Printed beside = isotherm_prints({"report", run});
    EXPECT_EQ(beside.exit_code, 0) << beside.err;
    EXPECT_EQ(beside.out, run + ".html\n");
    EXPECT_TRUE(content_of(run + ".html") == page);
    const std::string japanese = folder.path("ja.html");
    EXPECT_EQ(isotherm_prints({"report", run, "-o", japanese, "--language", "ja"}).exit_code, 0);
    const BrowserPage seen = browsed(japanese);
    expect_quiet(seen);
    // The last is an event of the engine, in the window's own Japanese.
    for (const char* part :
         {"<html lang=\"ja\"", "全試行の <em>50.04 %</em> がスロットリングされました",
          "キャパシティ不足", "votes はパーティション 1 個で開始"})
        EXPECT_NE(seen.dom.find(part), std::string::npos) << part;
    EXPECT_EQ(seen.dom.find("Why it throttled"), std::string::npos);
}

TEST(ReportPage, of_a_run_that_is_not_there_is_refused) {
    const ScenarioFolder folder;
    const std::string run = run_of(folder, hot_scenario);
    EXPECT_EQ(isotherm_prints({"report", folder.path("none")}).exit_code, 66);
    EXPECT_EQ(isotherm_prints({"report", folder.path("s.toml")}).exit_code, 2);
    EXPECT_EQ(isotherm_prints({"report", run + "/run.sqlite"}).exit_code, 2);
    EXPECT_EQ(isotherm_prints({"report", run, "-o", run + "/report.html"}).exit_code, 2);
    EXPECT_EQ(isotherm_prints({"report", run, "--language", "fr"}).exit_code, 2);
    folder.file("run/report.json", "{}");
    EXPECT_EQ(isotherm_prints({"report", run}).exit_code, 65);
    EXPECT_FALSE(std::filesystem::exists(run + ".html"));
}

TEST(ReportPage, of_a_run_that_recorded_nothing_says_so) {
    const ScenarioFolder folder;
    const std::string run = folder.path("run");
    const Printed printed = isotherm_prints(
        {"run", folder.file("s.toml", hot_scenario), "--until", "0s", "--out", run, "-q"});
    EXPECT_EQ(printed.exit_code, 0) << printed.err;
    const std::string page = content_of(run + "/report.html");
    EXPECT_NE(page.find("No requests were sent"), std::string::npos);
    EXPECT_NE(page.find("The run was stopped early"), std::string::npos);
}

// Names come from scenarios and recorded streams; none of them may become markup or script.
TEST(ReportPage, keeps_names_as_text) {
    const std::string evil = "<script>alert(1)</script>";
    const ScenarioFolder folder;
    std::string rows = "time,key\n";
    for (int i = 0; i < 400; ++i)
        rows += fmt::format("{},\"</script>{}<img src=x onerror=alert(2)>\"\n", i / 20, evil);
    folder.file("keys.csv", rows);
    std::string scenario = R"(
name = "</title><script>alert(1)</script>"
era = "2024"
duration = "20s"
model.initial_burst = 0
[tables.votes]
item_size = "1 KB"
capacity = { read = 5, write = 5 }
[workloads.voters]
table = "votes"
replay = { file = "keys.csv", format = "csv", time = "time", key = "key", time_unit = "s" }
client = { retry = "fire_and_forget" }
)";
    const std::string run = run_of(folder, scenario);
    const std::string page = content_of(run + "/report.html");
    EXPECT_EQ(page.find("<script>alert"), std::string::npos);
    EXPECT_EQ(page.find("<img"), std::string::npos);
    const BrowserPage seen = browsed(run + "/report.html");
    expect_quiet(seen);
    EXPECT_EQ(seen.dom.find("<script>alert"), std::string::npos);
    EXPECT_EQ(seen.dom.find("<img"), std::string::npos);
    EXPECT_NE(seen.dom.find("&lt;script&gt;alert(1)&lt;/script&gt;"), std::string::npos);
}

// 300 partitions share rows and 4,000 seconds share columns; the sums and the peak stay.
TEST(ReportPage, joins_cells_without_losing_what_was_throttled) {
    const ScenarioFolder folder;
    const std::string run = run_of(folder, R"(
era = "2016"
duration = "4000s"
resolution = "second"
[tables.wide]
partitions = 300
capacity = { read = 300, write = 300 }
[workloads.writers]
table = "wide"
operation = "PutItem"
arrivals = { shape = "poisson", rate = "100/s" }
keys = { distribution = "zipf", distinct = 5000, exponent = 1.2 }
client = { retry = "fire_and_forget" }
)");
    const Json report = Json::parse(content_of(run + "/report.json"));
    const auto throttled = report["tables"]["wide"]["throttled"].get<std::uint64_t>();
    ASSERT_GT(throttled, 0U);
    const Json maps = maps_of(content_of(run + "/report.html"));
    ASSERT_EQ(maps.size(), 1U);
    EXPECT_EQ(maps[0]["rows"].size(), 100U);
    EXPECT_LT(maps[0]["columns"].get<int>(), 4'000);
    EXPECT_EQ(refused_in(maps[0]).tries, throttled);
    std::uint64_t of_rows = 0;
    for (const Json& row : maps[0]["rows"]) of_rows += row["throttled"].get<std::uint64_t>();
    EXPECT_EQ(of_rows, throttled);
    EXPECT_GT(hottest_in(maps[0]), 1.0);
    EXPECT_LT(std::filesystem::file_size(run + "/report.html"), 1'000'000U);
}

// 20 a second on a limit of 10: the hottest second is twice the limit.
TEST(ReportPage, shows_demand_over_the_limit) {
    const ScenarioFolder folder;
    const std::string run = run_of(folder, hot_scenario);
    const Json maps = maps_of(content_of(run + "/report.html"));
    ASSERT_EQ(maps.size(), 1U);
    EXPECT_EQ(maps[0]["columns"], 60);
    EXPECT_DOUBLE_EQ(hottest_in(maps[0]), 2.0);
    // 600 of 1,199 tries; a write of a kilobyte is one unit.
    EXPECT_EQ(refused_in(maps[0]).tries, 600U);
    EXPECT_EQ(refused_in(maps[0]).half_units, 1'200U);
    EXPECT_EQ(asked_in(maps[0]), 2'398U);
}

// Ten partitions are asked for 140 units each, of 1,000 that one could serve; their table has
// 1,000.
TEST(ReportPage, heat_counts_the_limit_of_the_whole_table) {
    const ScenarioFolder folder;
    const std::string run = run_of(folder, R"(
era = "2024"
duration = "20s"
model.initial_burst = 0
model.routers = 1
[tables.spread]
partitions = 10
capacity = { read = 10, write = 1000 }
[workloads.writers]
table = "spread"
operation = "PutItem"
arrivals = { shape = "constant", rate = "1400/s" }
keys = { distribution = "uniform", distinct = 100000 }
client = { retry = "fire_and_forget" }
)");
    const Json maps = maps_of(content_of(run + "/report.html"));
    ASSERT_EQ(maps.size(), 1U);
    EXPECT_DOUBLE_EQ(hottest_in(maps[0]), 1.4);
}

// 20 a second on a limit of 10, in a row of 60 pixels. From the top: the mark of a cell that is
// above 150 %, its colour, the edge and the bar of the half that was refused, and the separator.
// 59 pixels, of which 4 + 0.15 x 59 keep the heat, leave room for a bar of 46.
TEST(ReportPage, paints_heat_and_the_share_refused) {
    const ScenarioFolder folder;
    const std::string run = run_of(folder, hot_scenario);
    const std::string page = content_of(run + "/report.html");
    const std::string probe = R"(<script>
const canvas = document.querySelector(".heat canvas"), pen = canvas.getContext("2d"), runs = [];
const column = pen.getImageData(canvas.width / 2, 4, 1, 60).data;
for (let y = 0; y < 60; ++y) {
    const [r, g, b, a] = column.slice(4 * y, 4 * y + 4);
    const name = a ? [r, g, b].map(v => v.toString(16).padStart(2, "0")).join("") : "none";
    if (runs.length && runs[runs.length - 1][0] === name) ++runs[runs.length - 1][1];
    else runs.push([name, 1]);
}
document.body.dataset.probe = runs.map(run => run.join(" ")).join(", ");
</script></body>)";
    std::string probed = page;
    probed.replace(probed.rfind("</body>"), 7, probe);
    const BrowserPage seen = browsed(folder.file("probed.html", probed));
    expect_quiet(seen);
    EXPECT_NE(seen.dom.find(R"(data-probe="101418 2, e600ff 33, 086378 1, 33ddff 23, )"),
              std::string::npos)
        << seen.dom.substr(seen.dom.find("data-probe"), 120);
}

}  // namespace
}  // namespace isotherm
