// SPDX-License-Identifier: Apache-2.0
// Replacing the value of any field in the text by the same value changes nothing.

#include "engine/scenario/scenario_fields.h"

#include <gtest/gtest.h>

#include <functional>

#include "engine/toml/toml_edit.h"
#include "tests/engine/scenario/hot_scenario.h"

namespace isotherm {
namespace {

TEST(ScenarioFields, can_each_be_set_to_their_own_value) {
    const std::string scenario_text = hot_scenario;
    const Scenario scenario = good_scenario(scenario_text);
    const std::string resolved = resolved_text(scenario);
    int checked = 0;
    const std::function<void(const std::vector<ScenarioField>&)> walk =
        [&](const std::vector<ScenarioField>& fields) {
            for (const ScenarioField& field : fields) {
                walk(field.children);
                if (field.kind == ScenarioField::Kind::group || field.value.empty() ||
                    field.value == "[]")
                    continue;
                // Skips settings that the text lacks, because some of them exclude one another.
                if (!has_toml(scenario_text, field.path)) continue;
                const auto changed =
                    with_toml_value(scenario_text, field.path, field.toml(field.value));
                ASSERT_TRUE(changed.has_value()) << field.name;
                EXPECT_EQ(resolved_text(good_scenario(*changed)), resolved) << field.name;
                ++checked;
            }
        };
    walk(scenario_fields(scenario));
    EXPECT_GE(checked, 15);
}

}  // namespace
}  // namespace isotherm
