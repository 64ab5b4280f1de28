// SPDX-License-Identifier: Apache-2.0
// Lists in a TOML text, edited in place.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <toml++/toml.h>

#include "engine/toml/toml_edit.h"
#include "engine/toml/toml_layout.h"
#include "tests/engine/scenario/random_toml.h"

namespace isotherm {
namespace {

const std::string steps =
    "[workloads.w]\n"
    "limit = { rate = \"5 calls/s\" }\n"
    "steps = [  # in order\n"
    "  { call = \"Query\", items = 50 },  # heads\n"
    "  { call = \"GetItem\" }\n"
    "]\n"
    "more = [{ a = 1 }, { b = 2 }]  # short\n"
    "[[list]]\n"
    "x = 1\n"
    "[list.inner]\n"
    "y = 1\n"
    "[[list]]\n"
    "x = 2\n";

// Returns `steps` with a part replaced.
std::string steps_with(const std::string& before, const std::string& after) {
    std::string changed = steps;
    return changed.replace(changed.find(before), before.size(), after);
}

TEST(TomlListEdit, sets_values_of_elements) {
    const TomlPath list{"workloads", "w", "steps"};
    EXPECT_EQ(with_toml_value(steps, {"workloads", "w", "steps", "0", "items"}, "9"),
              steps_with("50", "9"));
    EXPECT_EQ(with_toml_value(steps, {"workloads", "w", "steps", "1", "as"}, "\"A\""),
              steps_with("\"GetItem\" }", "\"GetItem\", as = \"A\" }"));
    // A single table stands for a list of one.
    EXPECT_EQ(with_toml_value(steps, {"workloads", "w", "limit", "0", "rate"}, "\"6 calls/s\""),
              steps_with("5 calls", "6 calls"));
    EXPECT_EQ(with_toml_value(steps, {"list", "1", "x"}, "3"), steps_with("x = 2", "x = 3"));
    EXPECT_EQ(with_toml_value(steps, {"list", "0", "inner", "y"}, "3"),
              steps_with("y = 1", "y = 3"));
    EXPECT_EQ(with_toml_value(steps, {"workloads", "w", "steps", "2", "as"}, "1"), std::nullopt);
    const auto sections = layout_of(steps);
    EXPECT_EQ(toml_source(steps, sections, {"workloads", "w", "more", "1"}), "{ b = 2 }");
    EXPECT_EQ(toml_source(steps, sections, {"workloads", "w", "limit", "0"}),
              "{ rate = \"5 calls/s\" }");
    EXPECT_EQ(toml_source(steps, sections, {"workloads", "w", "more", "2"}), "");
}

TEST(TomlListEdit, adds_elements_as_the_list_is_written) {
    const TomlPath list{"workloads", "w", "steps"};
    EXPECT_EQ(
        with_toml_element(steps, list, 2, "{ wait = \"1s\" }"),
        steps_with("{ call = \"GetItem\" }\n", "{ call = \"GetItem\" },\n  { wait = \"1s\" },\n"));
    EXPECT_EQ(with_toml_element(steps, list, 0, "{}"),
              steps_with("  { call = \"Query\"", "  {},\n  { call = \"Query\""));
    EXPECT_EQ(with_toml_element(steps, {"workloads", "w", "more"}, 1, "{}"),
              steps_with("{ b", "{}, { b"));
    EXPECT_EQ(with_toml_element(steps, {"workloads", "w", "more"}, 2, "{}"),
              steps_with("{ b = 2 }", "{ b = 2 }, {}"));
    EXPECT_EQ(with_toml_element(steps, {"workloads", "w", "limit"}, 1, "{}"),
              steps_with("{ rate = \"5 calls/s\" }", "[{ rate = \"5 calls/s\" }, {}]"));
    EXPECT_EQ(with_toml_element(steps, {"workloads", "w", "none"}, 0, "{}"),
              steps_with("# short\n", "# short\nnone = [{}]\n"));
    EXPECT_EQ(with_toml_element("a = [ # b\n]\n", {"a"}, 0, "1"), "a = [1 # b\n]\n");
    EXPECT_EQ(with_toml_element(steps, {"list"}, 0, "{}"), std::nullopt);
}

TEST(TomlListEdit, removes_and_exchanges_elements) {
    const TomlPath list{"workloads", "w", "steps"};
    EXPECT_EQ(without_toml_value(steps, {"workloads", "w", "steps", "0"}),
              steps_with("  { call = \"Query\", items = 50 },  # heads\n", ""));
    EXPECT_EQ(without_toml_value(steps, {"workloads", "w", "steps", "1"}),
              steps_with("  { call = \"GetItem\" }\n", ""));
    EXPECT_EQ(without_toml_value(steps, {"workloads", "w", "steps", "0", "items"}),
              steps_with(", items = 50", ""));
    EXPECT_EQ(without_toml_value(steps, {"workloads", "w", "more", "0"}),
              steps_with("{ a = 1 }, ", ""));
    EXPECT_EQ(without_toml_value(steps, {"workloads", "w", "more", "1"}),
              steps_with(", { b = 2 }", ""));
    EXPECT_EQ(without_toml_value(steps, {"workloads", "w", "limit", "0"}),
              steps_with("limit = { rate = \"5 calls/s\" }\n", ""));
    EXPECT_EQ(without_toml_value(steps, {"list", "0"}),
              steps_with("[[list]]\nx = 1\n[list.inner]\ny = 1\n", ""));
    EXPECT_EQ(without_toml_value(steps, {"workloads", "w", "other"}), std::nullopt);
    EXPECT_EQ(with_toml_elements_swapped(steps, list, 0),
              steps_with("{ call = \"Query\", items = 50 },  # heads\n  { call = \"GetItem\" }",
                         "{ call = \"GetItem\" },  # heads\n  { call = \"Query\", items = 50 }"));
    EXPECT_EQ(with_toml_elements_swapped(steps, list, 1), std::nullopt);
}

// A list of tables, edited as the parser's own array.
RC_GTEST_PROP(TomlListEditProperty, elements_come_and_go_and_change_places, ()) {
    const Document document;
    std::string text = *with_toml_value(document.text(), {"the list"}, "[]");
    toml::array model;
    const auto parsed = [](const std::string& in) {
        return *toml::parse(in)["the list"].as_array();
    };
    for (int edits = 1 + at_most(8); edits > 0; --edits) {
        const std::size_t size = model.size();
        const auto at = static_cast<std::size_t>(at_most(static_cast<int>(size)));
        const TomlPath element{"the list", std::to_string(at)};
        const int kind = at_most(2);
        if (kind == 0 || size == 0) {
            const std::string value = fmt::format("{{ n = {} }}", edits);
            text = *with_toml_element(text, {"the list"}, at, value);
            model.insert(model.begin() + static_cast<std::ptrdiff_t>(at),
                         toml::parse("x = " + value)["x"].ref<toml::table>());
        } else if (at < size && kind == 1) {
            text = *without_toml_value(text, element);
            model.erase(model.begin() + static_cast<std::ptrdiff_t>(at));
        } else if (at + 1 < size) {
            text = *with_toml_elements_swapped(text, {"the list"}, at);
            toml::array swapped;
            for (std::size_t i = 0; i < size; ++i)
                swapped.push_back(model[i == at       ? at + 1
                                        : i == at + 1 ? at
                                                      : i]
                                      .ref<toml::table>());
            model = swapped;
        }
        RC_LOG() << text << "\n--\n";
        RC_ASSERT(parsed(text) == model);
    }
}

}  // namespace
}  // namespace isotherm
