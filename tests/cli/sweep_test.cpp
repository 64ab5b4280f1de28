// SPDX-License-Identifier: Apache-2.0
// `isotherm sweep` and `merge`: what they report, and that threads, parts and kills change nothing.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace isotherm {
namespace {

using Json = nlohmann::json;

// 20 puts of 1 KB per second, and no burst: of 20 puts, a table with n WCU refuses 20 - n.
const std::string steady = R"(
name = "steady"
era = "2024"
seed = 5
duration = "60s"
model.initial_burst = 0
[tables.votes]
item_size = "1 KB"
capacity = { read = 10, write = 10 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "20/s" }
keys = { distribution = "sequential", distinct = 1 }
client = { retry = "fire_and_forget" }
)";

const std::string path = "tables.votes.capacity.write";

class Sweep : public testing::Test {
protected:
    std::string scenario() const { return folder_.file("steady.toml", steady); }
    std::string folder(std::string_view name) const { return folder_.path(name); }
    std::string csv(std::string_view name) const { return content_of(folder(name) + "/sweep.csv"); }
    std::string json(std::string_view name) const {
        return content_of(folder(name) + "/sweep.json");
    }
    // A longer sweep with chance in it.
    std::vector<std::string> poisson(const std::string& out,
                                     const std::vector<std::string>& more = {}) const {
        std::vector<std::string> words{"sweep",   scenario(),
                                       "--set",   "workloads.voters.arrivals.shape=poisson",
                                       "--vary",  path + "=10..30:3",
                                       "--vary",  "era=2016,2024",
                                       "--seeds", "3",
                                       "--out",   out};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }

    ScenarioFolder folder_;
};

TEST_F(Sweep, reports_each_setting_with_its_share_of_refused_requests) {
    const Printed printed =
        isotherm_prints({"sweep", scenario(), "--vary", path + "=5,10,15,20", "--json"});
    ASSERT_EQ(printed.exit_code, 0) << printed.err;
    const Json report = Json::parse(printed.out);
    EXPECT_EQ(report["varied"], Json({path}));
    ASSERT_EQ(report["settings"].size(), 4u);
    for (std::size_t s = 0; s < 4; ++s) {
        const Json& setting = report["settings"][s];
        const double capacity = 5.0 * static_cast<double>(s + 1);
        EXPECT_EQ(setting["values"][0], std::to_string(5 * (s + 1)));
        // The first put comes after a twentieth of a second, so one is missing in the minute; and
        // a put has to wait for a whole token.
        EXPECT_NEAR(setting["mean"]["throttled_share"], 1 - capacity / 20, 5.0 / 1'199);
        EXPECT_NEAR(setting["mean"]["write_units"], capacity * 60, 5);
        EXPECT_TRUE(setting["low"]["throttled"].is_null());  // one seed has no interval
        EXPECT_EQ(setting["seeds"], 1);
        EXPECT_EQ(report["runs"][s]["seed"], 5);
        // The same run by itself.
        const Json alone = Json::parse(isotherm_prints({"run", scenario(), "--json", "--set",
                                                        path + "=" + std::to_string(5 * (s + 1))})
                                           .out);
        EXPECT_EQ(report["runs"][s]["fingerprint"], alone["fingerprint"]);
    }
    EXPECT_TRUE(report["failed"].empty());
}

TEST_F(Sweep, takes_numbers_from_the_report) {
    const Printed printed = isotherm_prints({"sweep", scenario(), "--vary", path + "=5,20",
                                             "--number", "a_second=totals.throttled / 60"});
    ASSERT_EQ(printed.exit_code, 0) << printed.err;
    EXPECT_EQ(printed.out,
              "tables.votes.capacity.write  a_second\n"
              "                          5     15.00\n"
              "                         20         0\n");
}

TEST_F(Sweep, gives_the_same_files_with_any_number_of_threads_and_parts) {
    ASSERT_EQ(isotherm_prints(poisson(folder("one"), {"--threads", "1"})).exit_code, 0);
    const Printed three = isotherm_prints(poisson(folder("three"), {"--threads", "3"}));
    EXPECT_EQ(csv("three"), csv("one"));
    EXPECT_EQ(json("three"), json("one"));
    for (const std::string part : {"1/2", "2/2"})
        ASSERT_EQ(isotherm_prints(poisson(folder("part" + part.substr(0, 1)), {"--part", part}))
                      .exit_code,
                  0);
    const Printed merged =
        isotherm_prints({"merge", folder("part1"), folder("part2"), "--out", folder("merged")});
    ASSERT_EQ(merged.exit_code, 0) << merged.err;
    EXPECT_EQ(merged.out, three.out);
    EXPECT_EQ(csv("merged"), csv("one"));
    EXPECT_EQ(json("merged"), json("one"));
    const Json report = Json::parse(json("one"));
    EXPECT_EQ(report["runs"].size(), 18u);
    for (const Json& setting : report["settings"]) {
        EXPECT_EQ(setting["seeds"], 3);
        EXPECT_LT(setting["low"]["throttled"], setting["high"]["throttled"]);
    }
}

TEST_F(Sweep, goes_on_where_it_was_killed) {
    ASSERT_EQ(isotherm_prints(poisson(folder("whole"))).exit_code, 0);
    std::vector<std::string> slow = poisson(folder("killed"), {"--threads", "1"});
    Program killed(slow);
    const std::string database = folder("killed") + "/sweep.sqlite";
    EXPECT_TRUE(soon([&] { return std::filesystem::exists(database + "-wal"); }));
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    killed.signal(SIGKILL);
    killed.wait();
    const Printed printed = isotherm_prints(slow);
    EXPECT_EQ(printed.exit_code, 0) << printed.err;
    EXPECT_EQ(csv("killed"), csv("whole"));
    EXPECT_EQ(json("killed"), json("whole"));
}

TEST_F(Sweep, stops_at_a_signal_and_keeps_what_is_done) {
    std::vector<std::string> words = poisson(folder("stopped"));
    words.insert(words.end(), {"--set", "duration=10h"});
    Program stopped(words);
    EXPECT_TRUE(soon([&] { return std::filesystem::exists(folder("stopped") + "/sweep.sqlite"); }));
    stopped.signal(SIGINT);
    const Printed printed = stopped.wait();
    EXPECT_EQ(printed.exit_code, 130);
    EXPECT_NE(printed.err.find("the same command continues"), std::string::npos) << printed.err;
    EXPECT_FALSE(csv("stopped").empty());
}

// A limit for the size of files acts like a full disk.
TEST_F(Sweep, continues_after_the_disk_was_full) {
    ASSERT_EQ(isotherm_prints(poisson(folder("whole"))).exit_code, 0);
    std::string command = "bash -c 'ulimit -f 24; \"" ISOTHERM_PROGRAM_DIR "/isotherm\"";
    for (const std::string& word : poisson(folder("full"))) command += " \"" + word + "\"";
    command += " >/dev/null 2>\"" + folder("err") + "\"'";
    const int status = std::system(command.c_str());
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 74);
    EXPECT_NE(content_of(folder("err")).find("cannot write sweep.sqlite"), std::string::npos)
        << content_of(folder("err"));
    ASSERT_EQ(isotherm_prints(poisson(folder("full"))).exit_code, 0);
    EXPECT_EQ(csv("full"), csv("whole"));
}

TEST_F(Sweep, refuses_folders_and_parts_that_do_not_fit) {
    ASSERT_EQ(isotherm_prints(poisson(folder("p1"), {"--part", "1/2"})).exit_code, 0);
    const auto expect_refused = [](const std::vector<std::string>& words, int exit_code,
                                   const std::string& what) {
        const Printed printed = isotherm_prints(words);
        EXPECT_EQ(printed.exit_code, exit_code) << printed.err;
        EXPECT_NE(printed.err.find(what), std::string::npos) << printed.err;
    };
    expect_refused({"merge", folder("p1")}, 65, "9 of 18 runs are missing, the first is run 1");
    expect_refused({"merge", folder("p1"), folder("p1")}, 65, "run 0 is in two parts");
    expect_refused({"merge", folder("none")}, 66, "no sweep.sqlite");
    expect_refused({"sweep", scenario(), "--vary", path + "=1,2", "--out", folder("p1")}, 73,
                   "the results of another sweep");
    ASSERT_EQ(isotherm_prints({"sweep", scenario(), "--vary", path + "=1,2", "--out", folder("o")})
                  .exit_code,
              0);
    expect_refused({"merge", folder("p1"), folder("o")}, 65, "from another sweep");
    folder_.file("mine/notes.txt", "mine");
    expect_refused({"sweep", scenario(), "--vary", path + "=1,2", "--out", folder("mine")}, 73,
                   "files that are not of a sweep");
    folder_.file("broken/sweep.sqlite", "not a database");
    expect_refused({"merge", folder("broken")}, 65, "damaged");
    expect_refused({"sweep", scenario(), "--vary", path + "=1..400:400", "--vary",
                    "tables.votes.capacity.read=1..400:400"},
                   2, "160,000 runs");
    EXPECT_EQ(content_of(folder("mine") + "/notes.txt"), "mine");
}

#ifdef ISOTHERM_HAS_PICTURES
TEST_F(Sweep, draws_lines_and_heat_maps) {
    const auto plot = [&](const std::string& name, const std::vector<std::string>& vary) {
        std::vector<std::string> words{
            "sweep", scenario(), "--number", "refused=totals.throttled", "--plot", folder(name)};
        for (const std::string& axis : vary) words.insert(words.end(), {"--vary", axis});
        return isotherm_prints(words);
    };
    ASSERT_EQ(plot("lines.svg", {path + "=5,10,20"}).exit_code, 0);
    const std::string lines = content_of(folder("lines.svg"));
    for (const char* text : {"steady", "refused", "tables.votes.capacity.write", ">5<", ">20<"})
        EXPECT_NE(lines.find(text), std::string::npos) << text;
    EXPECT_EQ(lines.find("dark to bright"), std::string::npos);
    ASSERT_EQ(plot("heat.svg", {path + "=5,20", "seed_of_nothing=1"}).exit_code, 78);
    ASSERT_EQ(plot("heat.svg", {path + "=5,20", "tables.votes.capacity.read=1..9:9"}).exit_code, 0);
    // 15 of 20 puts a second are refused with 5 WCU: 900 in a minute.
    EXPECT_NE(content_of(folder("heat.svg")).find("0 to 900, dark to bright"), std::string::npos);
    ASSERT_EQ(plot("lines.png", {path + "=5,10,20"}).exit_code, 0);
    EXPECT_TRUE(content_of(folder("lines.png")).starts_with("\x89PNG"));
    EXPECT_EQ(plot("lines.gif", {path + "=5,10"}).exit_code, 2);
    const Printed three =
        plot("t.svg", {path + "=5,10", "tables.votes.capacity.read=1,2", "era=2016,2024"});
    EXPECT_EQ(three.exit_code, 2);
    EXPECT_NE(three.err.find("at most two varied settings, not 3"), std::string::npos) << three.err;
}
#endif

TEST_F(Sweep, names_the_runs_that_fail) {
    const std::string stream = folder_.file("stream.csv", "time,key\n1,2\n2,x\ny,3\n");
    const std::string replay =
        folder_.file("replay.toml",
                     "name = \"replay\"\nera = \"2024\"\nduration = \"10s\"\n[tables.votes]\n"
                     "capacity = { read = 10, write = 10 }\n[workloads.w]\ntable = \"votes\"\n"
                     "replay = { file = \"stream.csv\", format = \"csv\", time_unit = \"s\" }\n");
    const Printed printed =
        isotherm_prints({"sweep", replay, "--vary", path + "=5,10", "--out", folder("failed")});
    EXPECT_EQ(printed.exit_code, 65) << printed.out;
    EXPECT_NE(printed.err.find("E0774"), std::string::npos) << printed.err;
    EXPECT_EQ(Json::parse(json("failed"))["failed"].size(), 2u);
}

}  // namespace
}  // namespace isotherm
