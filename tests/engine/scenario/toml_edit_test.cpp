// SPDX-License-Identifier: Apache-2.0
// TOML edited in place: only the intended value changes, whatever else the text contains.

#include "engine/toml/toml_edit.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <toml++/toml.h>

#include "engine/toml/toml_layout.h"
#include "tests/engine/scenario/random_toml.h"

namespace isotherm {
namespace {

// Returns the value as written in the text, including quotes; nullopt if there is no such key.
std::optional<std::string> toml_value(const std::string& in, const TomlPath& path) {
    for (const TomlSection& section : layout_of(in)) {
        for (const TomlEntry& entry : section.entries) {
            if (entry.path == path && !section.in_list)
                return in.substr(entry.value_begin, entry.value_end - entry.value_begin);
        }
    }
    return std::nullopt;
}

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

TEST(TomlEdit, replaces_a_value_and_nothing_else) {
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

TEST(TomlEdit, adds_a_key_where_it_belongs) {
    const auto line_after = [](const std::string& in, const std::string& what) {
        const std::size_t at = in.find('\n', in.find(what)) + 1;
        return in.substr(at, in.find('\n', at) - at);
    };
    EXPECT_EQ(line_after(*with_toml_value(text, {"seed"}, "7"), "name ="), "seed = 7");
    EXPECT_EQ(line_after(*with_toml_value(text, {"tables", "votes", "stream"}, "true"), "capacity"),
              "stream = true");
    const auto inside = *with_toml_value(text, {"tables", "votes", "capacity", "write"}, "20");
    EXPECT_NE(inside.find("{ mode = \"provisioned\", read = 10, write = 20 }"), std::string::npos);
    // A table that is defined only by dotted keys gets another dotted key.
    const auto dotted =
        *with_toml_value(text, {"workloads", "the voters", "keys", "distinct"}, "5");
    EXPECT_EQ(line_after(dotted, "keys.distribution"), "keys.distinct = 5");
    // The table [limits] does not exist in the text yet.
    const auto header = *with_toml_value(text, {"limits", "throttled_share"}, "0.1");
    EXPECT_EQ(toml_value(header, {"limits", "throttled_share"}), "0.1");
    EXPECT_EQ(with_toml_value("a = [", {"b"}, "1"), std::nullopt);
    EXPECT_EQ(with_toml_value("", {"a"}, "1"), "a = 1\n");
    EXPECT_EQ(with_toml_value("a = 1", {"b"}, "2"), "a = 1\nb = 2\n");
}

TEST(TomlEdit, tables_come_and_go_without_a_trace) {
    const std::string plain = "a = 1\n\n[b]\nc = 2\n";
    const auto longer = with_toml_table(plain, {"x", "y z"}, {{{"k"}, "3"}, {{"l", "m"}, "\"4\""}});
    ASSERT_TRUE(longer.has_value());
    EXPECT_EQ(toml_value(*longer, {"x", "y z", "l", "m"}), "\"4\"");
    EXPECT_EQ(without_toml_table(*longer, {"x", "y z"}), plain);
    EXPECT_EQ(without_toml_table(plain, {"x"}), plain);
    EXPECT_EQ(without_toml_table(*longer + "[z]\nq = 1\n", {"x", "y z"}), plain + "[z]\nq = 1\n");
    EXPECT_EQ(with_toml_table("a = [", {"x"}, {}), std::nullopt);
}

TEST(TomlEdit, names_what_is_in_the_way) {
    for (const TomlPath& path :
         {TomlPath{"tables"}, TomlPath{"tables", "votes"},
          TomlPath{"workloads", "the voters", "keys"}, TomlPath{"name", "x"}, TomlPath{}}) {
        EXPECT_EQ(with_toml_value(text, path, "1"), std::nullopt) << toml_key(path);
    }
    EXPECT_EQ(with_toml_value("[[a]]\nb = 1\n", {"a", "b"}, "2"), std::nullopt);
    EXPECT_TRUE(has_toml(text, {"tables", "votes"}));
    EXPECT_TRUE(has_toml(text, {"workloads", "the voters", "keys"}));
    EXPECT_FALSE(has_toml(text, {"tables", "voters"}));
    // An inline table cannot be extended after its closing brace, so the new table is added inside
    // it.
    EXPECT_EQ(with_toml_table("a = {}\n", {"a", "b"}, {{{"c"}, "1"}, {{"d"}, "2"}}),
              "a = { b.c = 1, b.d = 2 }\n");
}

TEST(TomlEdit, lines_that_look_like_headers_are_none) {
    const std::string odd = "a = [\n[1],\n]\nb = \"\"\"\n[x]\n\"\"\"\n['x']  # [y]\nc = 1\n";
    EXPECT_EQ(with_toml_value(odd, {"d"}, "4"),
              "a = [\n[1],\n]\nb = \"\"\"\n[x]\n\"\"\"\nd = 4\n['x']  # [y]\nc = 1\n");
    EXPECT_EQ(without_toml_table(odd, {"x"}), "a = [\n[1],\n]\nb = \"\"\"\n[x]\n\"\"\"\n");
}

std::string new_value() {
    static const std::vector<std::string> values{"42", "\"new # [text]\"", "{ n = [1, 2] }",
                                                 "[1, \"]\"]"};
    return any_of(values);
}

// The same change made in the parser's own tables, to compare with.
toml::table with_value(toml::table root, const TomlPath& path, const std::string& value) {
    toml::table* table = &root;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        table->insert(path[i], toml::table{});
        table = table->get_as<toml::table>(path[i]);
        RC_ASSERT(table != nullptr);
    }
    toml::table parsed = toml::parse("x = " + value);
    table->insert_or_assign(path.back(), std::move(*parsed.get("x")));
    return root;
}

// Returns the part of `before` that `after` lacks; the texts differ in one place.
std::string replaced(const std::string& before, const std::string& after) {
    const std::size_t shorter = std::min(before.size(), after.size());
    std::size_t first = 0, last = 0;
    while (first < shorter && before[first] == after[first]) ++first;
    while (last < shorter - first && *(before.rbegin() + last) == *(after.rbegin() + last)) ++last;
    return before.substr(first, before.size() - first - last);
}

void check_edit(const Document& document, const TomlPath& path, const std::string& value) {
    const std::string& before = document.text();
    const std::string old = toml_value(before, path).value_or("");
    const auto after = with_toml_value(before, path, value);
    RC_LOG() << "path " << toml_key(path) << "\nbefore\n"
             << before << "\nafter\n"
             << after.value_or("nothing");
    RC_ASSERT(after.has_value());
    RC_ASSERT(toml::parse(*after) == with_value(toml::parse(before), path, value));
    RC_ASSERT(toml_value(*after, path) == value);
    // Everything else is still there, byte by byte: comments, spaces, order.
    const std::string gone = replaced(before, *after);
    RC_ASSERT(old.find(gone) != old.npos || gone.find_first_not_of(' ') == gone.npos);
    if (!old.empty()) RC_ASSERT(with_toml_value(*after, path, old) == before);
}

RC_GTEST_PROP(TomlEditProperty, a_value_that_is_there_changes_alone, ()) {
    const Document document;
    RC_PRE(!document.values.empty());
    check_edit(document, any_of(document.values), new_value());
}

RC_GTEST_PROP(TomlEditProperty, a_new_value_is_added_and_nothing_else_changes, ()) {
    const Document document;
    TomlPath path = any_of(document.tables);
    for (int more = at_most(2); more >= 0; --more) path.push_back(fmt::format("new.{}", more));
    check_edit(document, path, new_value());
}

RC_GTEST_PROP(TomlEditProperty, a_table_comes_and_goes, ()) {
    const Document document;
    const TomlPath path = {"changes", "one more"};
    const auto longer = with_toml_table(document.text(), path, {{{"at"}, "\"3s\""}});
    RC_ASSERT(longer.has_value());
    RC_ASSERT(toml_value(*longer, {"changes", "one more", "at"}) == "\"3s\"");
    const std::string again = without_toml_table(*longer, path);
    RC_ASSERT(again.starts_with(document.text()));
    RC_ASSERT(again.find_first_not_of("\r\n", document.text().size()) == again.npos);
}

RC_GTEST_PROP(TomlEditProperty, what_names_a_table_is_left_alone, ()) {
    const Document document;
    const TomlPath path = any_of(document.tables);
    if (!toml_value(document.text(), path))
        RC_ASSERT(with_toml_value(document.text(), path, "1") == std::nullopt);
}

}  // namespace
}  // namespace isotherm
