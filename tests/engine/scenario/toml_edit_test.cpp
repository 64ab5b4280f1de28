// SPDX-License-Identifier: Apache-2.0
// Edits of a scenario's text, and every field of it set to its own value.

#include <gtest/gtest.h>

#include <functional>

#include "engine/scenario/scenario_fields.h"
#include "engine/scenario/toml_edit.h"
#include "tests/engine/scenario/hot_scenario.h"

namespace isotherm {
namespace {

const std::string text =
    "# votes\n"
    "name = \"votes\"   # called\n"
    "\n"
    "[tables.votes]\n"
    "size = \"8 GB\"\n"
    "capacity = { mode = \"provisioned\", read = 10 }\n"
    "\n"
    "[workloads.\"the voters\"]   # spaced\n"
    "table = 'votes'\n"
    "keys.distribution = \"zipf\"\n";

TEST(TomlEdit, ReplacesAValueAndNothingElse) {
    EXPECT_EQ(toml_value(text, {"name"}), "\"votes\"");
    EXPECT_EQ(toml_value(text, {"tables", "votes", "capacity", "read"}), "10");
    EXPECT_EQ(toml_value(text, {"tables", "votes", "nothing"}), std::nullopt);
    std::string want = text;
    want.replace(want.find("read = 10"), 9, "read = 2500");
    EXPECT_EQ(with_toml_value(text, {"tables", "votes", "capacity", "read"}, "2500"), want);
    want = text;
    want.replace(want.find("\"zipf\""), 6, "\"uniform\"");
    EXPECT_EQ(
        with_toml_value(text, {"workloads", "the voters", "keys", "distribution"}, "\"uniform\""),
        want);
}

TEST(TomlEdit, AddsAKeyWhereItBelongs) {
    const auto line_after = [](const std::string& in, const std::string& what) {
        const std::size_t at = in.find('\n', in.find(what)) + 1;
        return in.substr(at, in.find('\n', at) - at);
    };
    EXPECT_EQ(line_after(*with_toml_value(text, {"seed"}, "7"), "name ="), "seed = 7");
    EXPECT_EQ(line_after(*with_toml_value(text, {"tables", "votes", "stream"}, "true"), "capacity"),
              "stream = true");
    const auto inside = *with_toml_value(text, {"tables", "votes", "capacity", "write"}, "20");
    EXPECT_NE(inside.find("{ mode = \"provisioned\", read = 10, write = 20 }"), std::string::npos);
    // A table known by dotted keys only gets another dotted key.
    const auto dotted =
        *with_toml_value(text, {"workloads", "the voters", "keys", "distinct"}, "5");
    EXPECT_EQ(line_after(dotted, "keys.distribution"), "keys.distinct = 5");
    // What has no header yet.
    const auto header = *with_toml_value(text, {"limits", "throttled_share"}, "0.1");
    EXPECT_EQ(toml_value(header, {"limits", "throttled_share"}), "0.1");
    EXPECT_EQ(with_toml_value("a = [", {"b"}, "1"), std::nullopt);
    EXPECT_EQ(with_toml_value("", {"a"}, "1"), "a = 1\n");
    EXPECT_EQ(with_toml_value("a = 1", {"b"}, "2"), "a = 1\nb = 2\n");
}

TEST(TomlEdit, EveryFieldOfAScenarioCanBeSetToItsOwnValue) {
    const std::string scenario_text = hot_scenario;
    const Scenario scenario = scenario_of(scenario_text);
    const std::string resolved = resolved_text(scenario);
    int checked = 0;
    const std::function<void(const std::vector<ScenarioField>&)> walk =
        [&](const std::vector<ScenarioField>& fields) {
            for (const ScenarioField& field : fields) {
                walk(field.children);
                if (field.kind == ScenarioField::Kind::group || field.value.empty() ||
                    field.value == "[]")
                    continue;
                // Settings that exclude one another are not to be given all at once.
                if (!toml_value(scenario_text, field.path)) continue;
                const auto changed =
                    with_toml_value(scenario_text, field.path, field.toml(field.value));
                ASSERT_TRUE(changed.has_value()) << field.name;
                EXPECT_EQ(resolved_text(scenario_of(*changed)), resolved) << field.name;
                ++checked;
            }
        };
    walk(scenario_fields(scenario));
    EXPECT_GE(checked, 15);
}

TEST(TomlEdit, TablesComeAndGoWithoutATrace) {
    const std::string before = "a = 1\n\n[b]\nc = 2\n";
    const auto longer =
        with_toml_table(before, {"x", "y z"}, {{{"k"}, "3"}, {{"l", "m"}, "\"4\""}});
    ASSERT_TRUE(longer.has_value());
    EXPECT_EQ(toml_value(*longer, {"x", "y z", "l", "m"}), "\"4\"");
    EXPECT_EQ(without_toml_table(*longer, {"x", "y z"}), before);
    EXPECT_EQ(without_toml_table(before, {"x"}), before);
    EXPECT_EQ(without_toml_table(*longer + "[z]\nq = 1\n", {"x", "y z"}), before + "[z]\nq = 1\n");
    EXPECT_EQ(with_toml_table("a = [", {"x"}, {}), std::nullopt);
}

}  // namespace
}  // namespace isotherm
