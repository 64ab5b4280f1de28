// SPDX-License-Identifier: Apache-2.0
// The templates in resources/docs/ci are YAML with the keys that GitHub and GitLab need, and their
// commands run in a clean shell.

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <yaml-cpp/yaml.h>

#include <cstdlib>
#include <map>
#include <string>

#include "tests/engine/scenario/scenario_folder.h"

namespace isotherm {
namespace {

const std::string root = ISOTHERM_SOURCE_DIR;
const std::string github_action = root + "/resources/docs/ci/github/action.yml";
const std::string gitlab_template = root + "/resources/docs/ci/gitlab/isotherm.gitlab-ci.yml";

using Variables = std::map<std::string, std::string>;

// Runs the body in a shell that knows nothing but PATH and the variables.
int shell(const ScenarioFolder& folder, const std::string& body, const Variables& variables) {
    folder.file("body.sh", body);
    std::string command = "cd " + folder.path() + " && env -i PATH=/usr/bin:/bin";
    for (const auto& [name, value] : variables) command += fmt::format(" '{}={}'", name, value);
    command += " sh -eu body.sh >out 2>err";
    const int status = std::system(command.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

const std::string program = ISOTHERM_PROGRAM_DIR "/isotherm";
const std::string scenario = root + "/resources/scenarios/leading_keys.toml";

TEST(CiTemplates, the_github_action_is_composite_and_runs) {
    const YAML::Node action = YAML::LoadFile(github_action);
    for (const char* key : {"name", "description", "inputs", "runs"})
        ASSERT_TRUE(action[key]) << key;
    EXPECT_EQ(action["runs"]["using"].as<std::string>(), "composite");
    EXPECT_TRUE(action["inputs"]["scenarios"]["required"].as<bool>());
    ASSERT_GT(action["runs"]["steps"].size(), 0U);
    for (const YAML::Node& step : action["runs"]["steps"]) {
        // A composite action needs a shell for each command.
        ASSERT_TRUE(step["shell"] && step["run"]);
        const ScenarioFolder folder;
        Variables variables{{"GITHUB_STEP_SUMMARY", folder.path("step_summary")}};
        for (const auto& variable : step["env"]) {
            const auto text = variable.second.as<std::string>();
            const std::string open = "${{ inputs.";
            ASSERT_TRUE(text.starts_with(open)) << text;
            const std::string input =
                text.substr(open.size(), text.find(' ', open.size()) - open.size());
            ASSERT_TRUE(action["inputs"][input]) << input;
            const YAML::Node& given = action["inputs"][input]["default"];
            variables[variable.first.as<std::string>()] = given ? given.as<std::string>() : "";
        }
        variables["PROGRAM"] = program;
        variables["SCENARIOS"] = scenario;
        EXPECT_EQ(shell(folder, step["run"].as<std::string>(), variables), 0)
            << content_of(folder.path("err"));
        EXPECT_NE(content_of(folder.path("step_summary")).find("1 of 1 scenario passed"),
                  std::string::npos);
        EXPECT_NE(content_of(folder.path("isotherm-runs/leading_keys/report.html")), "");
        // A second time against the first, and with a scenario that cannot run.
        variables["AGAINST"] = "isotherm-runs";
        variables["OUT"] = "second";
        EXPECT_EQ(shell(folder, step["run"].as<std::string>(), variables), 0);
        variables["SCENARIOS"] = scenario + " none.toml";
        EXPECT_EQ(shell(folder, step["run"].as<std::string>(), variables), 66);
        EXPECT_NE(content_of(folder.path("out")).find("::error file=none.toml"), std::string::npos)
            << content_of(folder.path("out"));
    }
}

TEST(CiTemplates, the_gitlab_template_has_its_keys_and_runs) {
    const std::vector<YAML::Node> documents = YAML::LoadAllFromFile(gitlab_template);
    ASSERT_EQ(documents.size(), 2U);
    EXPECT_TRUE(documents[0]["spec"]["inputs"]["stage"]);
    const YAML::Node job = documents[1]["isotherm-gate"];
    for (const char* key : {"stage", "script", "artifacts", "extends"})
        ASSERT_TRUE(job[key]) << key;
    EXPECT_EQ(job["artifacts"]["when"].as<std::string>(), "always");
    const YAML::Node base = documents[1][job["extends"].as<std::string>()];
    ASSERT_TRUE(base["variables"]);
    const ScenarioFolder folder;
    Variables variables;
    for (const auto& variable : base["variables"])
        variables[variable.first.as<std::string>()] = variable.second.as<std::string>();
    variables["ISOTHERM_PROGRAM"] = program;
    variables["ISOTHERM_SCENARIOS"] = scenario;
    for (const YAML::Node& body : job["script"])
        EXPECT_EQ(shell(folder, body.as<std::string>(), variables), 0)
            << content_of(folder.path("err"));
    const auto report = job["artifacts"]["reports"]["junit"].as<std::string>();
    EXPECT_NE(content_of(folder.path(report)).find("<testsuites"), std::string::npos);
}

}  // namespace
}  // namespace isotherm
