// SPDX-License-Identifier: Apache-2.0
// `isotherm run`, as called by a person or a build server: its output, files and exit codes
// (machine-readable contracts).

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "app/report/english_json.h"
#include "tests/cli/program.h"
#include "tests/engine/scenario/scenario_texts.h"
#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

using Json = nlohmann::json;

// Ten seconds of 50 writes per second to a table of 10 WCU without burst: 11 to 20 % are admitted.
std::string overloaded() {
    std::string text = changed("\"5/s\"", "\"50/s\"");
    return text + "client = { retry = \"fire_and_forget\" }\n[model]\nburst_window = \"0s\"\n";
}

TEST(Run, prints_a_report_for_people) {
    const ScenarioFolder folder;
    const std::string path = folder.file("votes.toml", overloaded());
    const Printed printed = isotherm_prints({"run", path});
    EXPECT_EQ(printed.exit_code, 0) << printed.err;
    EXPECT_EQ(printed.err, "");
    const FinishedRun run(overloaded());
    for (const std::string& part :
         {std::string("votes"), std::string("DynamoDB as of 2016 (static_shares)"),
          "fingerprint " + run.fingerprint(), std::string("Table votes"),
          std::string("TableWriteProvisionedThroughputExceeded")}) {
        EXPECT_NE(printed.out.find(part), std::string::npos) << part << " in\n" << printed.out;
    }
    EXPECT_EQ(printed.out.find('\x1b'), std::string::npos) << "no colours in a file";
}

TEST(Run, prints_json_that_agrees_with_the_engine) {
    const ScenarioFolder folder;
    const Printed printed =
        isotherm_prints({"run", folder.file("votes.toml", overloaded()), "--json"});
    EXPECT_EQ(printed.exit_code, 0);
    EXPECT_EQ(printed.err, "");
    const Json json = Json::parse(printed.out);
    const FinishedRun run(overloaded());
    EXPECT_EQ(json, Json(in_english(run.report().json())));
    for (const char* key :
         {"fingerprint", "seed", "duration_s", "totals", "throttled_by_reason", "tables"}) {
        EXPECT_TRUE(json.contains(key)) << key;
    }
    for (const char* key : {"requests", "attempts", "admitted", "throttled", "given_up",
                            "consumed_read_units", "consumed_write_units"}) {
        EXPECT_TRUE(json["totals"].contains(key)) << key;
        EXPECT_TRUE(json["tables"]["votes"].contains(key)) << key;
    }
    for (const char* key : {"range", "born_s", "parent", "throttled", "consumed"}) {
        EXPECT_TRUE(json["tables"]["votes"]["partitions"][0].contains(key)) << key;
    }
    EXPECT_EQ(json["totals"]["requests"], 499);  // request 500 arrives after the end
    EXPECT_EQ(json["duration_s"], 10);
}

// Stopped and continued with other numbers of threads: the same report, the same run.sqlite.
TEST(Run, a_resumed_run_gives_the_files_of_one_without_a_break) {
    const ScenarioFolder folder;
    const std::string path = folder.file("votes.toml", overloaded());
    const auto runs = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"run", path});
        const Printed printed = isotherm_prints(words);
        EXPECT_EQ(printed.exit_code, 0) << printed.err;
        return printed.out;
    };
    const std::string half = folder.path("half");
    runs({"--until", "3700ms", "--threads", "1", "--checkpoint", half});
    runs({"--resume", half, "--until", "7s", "--threads", "3", "--checkpoint", half});
    runs({"--resume", half, "--threads", "2", "--out", folder.path("resumed")});
    runs({"--out", folder.path("whole")});
    EXPECT_EQ(runs({"--resume", half, "--json"}), runs({"--json"}));
    for (const char* file : {"/report.json", "/run.sqlite", "/cloudwatch.json"})
        EXPECT_EQ(content_of(folder.path("resumed") + file),
                  content_of(folder.path("whole") + file))
            << file;
}

TEST(Run, a_checkpoint_of_another_scenario_or_a_damaged_one_is_refused) {
    const ScenarioFolder folder;
    const std::string path = folder.file("votes.toml", overloaded());
    const std::string half = folder.path("half");
    ASSERT_EQ(isotherm_prints({"run", path, "--until", "3s", "--checkpoint", half}).exit_code, 0);
    const Printed other = isotherm_prints({"run", path, "--seed", "2", "--resume", half});
    EXPECT_EQ(other.exit_code, 78);
    EXPECT_NE(other.err.find("seed is 2, was 1"), std::string::npos) << other.err;
    const std::string content = content_of(half);
    const std::string short_one = folder.file("short", content.substr(0, content.size() / 2));
    EXPECT_EQ(isotherm_prints({"run", path, "--resume", short_one}).exit_code, 65);
    EXPECT_EQ(isotherm_prints({"run", path, "--resume", path}).exit_code, 65);
}

TEST(Run, seed_set_and_until_override_the_file) {
    const ScenarioFolder folder;
    std::string text = overloaded();
    text.replace(text.find("\"constant\""), 10, "\"poisson\"");
    const std::string path = folder.file("votes.toml", text);
    const auto json = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"run", path, "--json"});
        const Printed printed = isotherm_prints(more);
        EXPECT_EQ(printed.exit_code, 0) << printed.err;
        return Json::parse(printed.out);
    };
    const Json plain = json({});
    EXPECT_EQ(plain["seed"], 1);
    EXPECT_EQ(json({"--seed", "7"})["seed"], 7);
    EXPECT_NE(json({"--seed", "7"})["fingerprint"], plain["fingerprint"]);
    EXPECT_EQ(json({"--seed", "7"})["fingerprint"], json({"--set", "seed=7"})["fingerprint"]);
    EXPECT_EQ(json({"--set", "tables.votes.capacity.write=1000"})["totals"]["throttled"], 0);
    EXPECT_EQ(json({"--set", "era=2012", "--set", "name=other"})["era"], "2012");
    const Json part = json({"--until", "3s"});
    EXPECT_EQ(part["duration_s"], 3);
    EXPECT_LT(part["totals"]["requests"], plain["totals"]["requests"]);
    EXPECT_EQ(json({"--until", "1h"})["fingerprint"], plain["fingerprint"]);
}

TEST(Run, a_broken_limit_gives_exit_code_3) {
    const ScenarioFolder folder;
    const std::string path =
        folder.file("votes.toml", overloaded() + "[limits]\nthrottled_share = \"5 %\"\n");
    const Printed printed = isotherm_prints({"run", path});
    EXPECT_EQ(printed.exit_code, 3);
    EXPECT_NE(printed.out.find("LIMIT BROKEN  throttled_share: "), std::string::npos)
        << printed.out;
    EXPECT_NE(printed.out.find("the scenario allows at most 5 %"), std::string::npos)
        << printed.out;
    const Json json = Json::parse(isotherm_prints({"run", path, "--json"}).out);
    EXPECT_EQ(json["broken_limits"][0]["limit"], "throttled_share");
    EXPECT_EQ(isotherm_prints({"run", path, "--set", "limits.throttled_share=0.95"}).exit_code, 0);
    EXPECT_EQ(
        isotherm_prints({"run", path, "--set", "limits={throttled_share_least=0.95}"}).exit_code,
        3);
}

TEST(Run, a_run_that_stops_at_a_bound_gives_exit_code_3) {
    const ScenarioFolder folder;
    const std::string path = folder.file("waiting.toml", R"(duration = "10s"
[tables.votes]
capacity = { mode = "provisioned", read = 10, write = 10 }
[workloads.voters]
table = "votes"
arrivals = { shape = "constant", rate = "1000/s" }
actions_most = 500
steps = [{ wait = "1h" }]
)");
    const Printed printed = isotherm_prints({"run", path});
    EXPECT_EQ(printed.exit_code, 3) << printed.err;
    EXPECT_NE(printed.out.find("STOPPED EARLY"), std::string::npos) << printed.out;
    EXPECT_EQ(isotherm_prints({"run", path, "--until", "100ms"}).exit_code, 0);
}

std::int64_t changed_at(const std::string& path) {
    struct stat about {};
    EXPECT_EQ(stat(path.c_str(), &about), 0) << path;
    return about.st_ctim.tv_sec * 1'000'000'000 + about.st_ctim.tv_nsec;
}

TEST(Run, writes_a_run_directory_whose_manifest_comes_last) {
    const ScenarioFolder folder;
    const std::string path = folder.file("votes.toml", overloaded());
    const std::string out = folder.path("results/run");
    const Printed printed = isotherm_prints({"run", path, "--out", out});
    ASSERT_EQ(printed.exit_code, 0) << printed.err;
    const Json manifest = Json::parse(content_of(out + "/manifest.json"));
    EXPECT_EQ(manifest["scenario"], overloaded());
    EXPECT_EQ(manifest["complete"], true);
    EXPECT_EQ(manifest["fingerprint"], FinishedRun(overloaded()).fingerprint());
    EXPECT_EQ(manifest["files"].back(), "manifest.json");
    for (const std::string name : manifest["files"]) {
        EXPECT_GT(content_of(out + "/" + name).size(), 0u) << name;
        EXPECT_LE(changed_at(out + "/" + name), changed_at(out + "/manifest.json")) << name;
        EXPECT_NE(printed.out.find(out + "/" + name), std::string::npos) << name;
    }
    for (const char* name : {"report.json", "run.sqlite"})
        EXPECT_TRUE(manifest["files"].dump().find(name) != std::string::npos);
    EXPECT_EQ(Json::parse(content_of(out + "/report.json")),
              Json(in_english(FinishedRun(overloaded()).report().json())));

    // A second run to the same folder needs --force.
    EXPECT_EQ(isotherm_prints({"run", path, "--out", out}).exit_code, 73);
    EXPECT_EQ(isotherm_prints({"run", path, "--out", out, "--force", "--seed", "9"}).exit_code, 0);
    EXPECT_EQ(Json::parse(content_of(out + "/manifest.json"))["seed"], 9);
}

// A run that simulates for so long that it can be interrupted.
std::string endless() {
    std::string text = overloaded();
    text.replace(text.find("\"10s\""), 5, "\"3000d\"");
    text.replace(text.find("\"50/s\""), 6, "\"5000/s\"");
    return text;
}

void expect_partial_results(int signal_number, int exit_code) {
    const ScenarioFolder folder;
    const std::string out = folder.path("run");
    Program program({"run", folder.file("votes.toml", endless()), "--json", "--out", out});
    ASSERT_TRUE(
        soon([&] { return access(folder.path(".isotherm-partial.run").c_str(), F_OK) == 0; }));
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
    const auto sent = std::chrono::steady_clock::now();
    program.signal(signal_number);
    const Printed printed = program.wait();
    EXPECT_LT(std::chrono::steady_clock::now() - sent,
              std::chrono::seconds(10));  // takes 2 s on an idle machine
    EXPECT_EQ(printed.exit_code, exit_code) << printed.err;
    const Json json = Json::parse(printed.out);
    EXPECT_EQ(json["complete"], false);
    EXPECT_GT(json["totals"]["attempts"], 0);
    EXPECT_EQ(json["totals"]["attempts"], json["totals"]["admitted"].get<std::int64_t>() +
                                              json["totals"]["throttled"].get<std::int64_t>());
    const Json event = json["events"].back();
    EXPECT_EQ(event["kind"], "run_stopped");
    EXPECT_NE(event["text"].get<std::string>().find("stopped at "), std::string::npos);
    EXPECT_EQ(Json::parse(content_of(out + "/manifest.json"))["complete"], false);
    EXPECT_EQ(Json::parse(content_of(out + "/report.json")), json);
}

TEST(Run, an_interrupt_keeps_what_was_simulated) { expect_partial_results(SIGINT, 130); }
TEST(Run, a_termination_keeps_what_was_simulated) { expect_partial_results(SIGTERM, 143); }

}  // namespace
}  // namespace isotherm
