// SPDX-License-Identifier: Apache-2.0
// The words of a lesson, as they are read from Markdown.

#include <gtest/gtest.h>

#include "engine/lessons/lesson_words.h"

namespace isotherm {
namespace {

LessonWords words_of_text(const std::string& text) {
    auto words = read_lesson_words(text, "en.md");
    EXPECT_TRUE(words.ok()) << (words.ok() ? "" : words.errors().front().text());
    return words.ok() ? std::move(words.value()) : LessonWords{};
}

TEST(LessonWords, have_a_title_and_a_section_for_each_heading) {
    const LessonWords words = words_of_text(
        "# Two keys   <!-- a note -->\n\n## story\nOne line\nand another.\n\nA second paragraph.\n"
        "## more\nWhich?\n- half: one of two\n  rows\n- same: nothing\n<!-- left\nout -->\n");
    EXPECT_EQ(words.title.text, "Two keys");
    EXPECT_EQ(words.order, (std::vector<std::string>{"story", "more"}));
    EXPECT_EQ(words.section("story")->line, 3);
    EXPECT_EQ(words.section("story")->paragraphs(),
              (std::vector<std::string>{"One line and another.", "A second paragraph."}));
    EXPECT_EQ(words.section("more")->keys, (std::vector<std::string>{"half", "same"}));
    EXPECT_EQ(words.section("more")->choices.at("half").text, "one of two rows");
    EXPECT_EQ(words.section("more")->choices.at("half").line, 10);
    EXPECT_EQ(words.section("none"), nullptr);
}

TEST(LessonWords, in_Japanese_have_no_space_between_lines) {
    const LessonWords words =
        words_of_text("# 題\n## story\n一行目です。\n二行目は 5 行。\nRCU も。\n");
    EXPECT_EQ(words.section("story")->paragraphs(),
              (std::vector<std::string>{"一行目です。二行目は 5 行。 RCU も。"}));
}

TEST(LessonWords, may_break_a_value_between_lines) {
    const LessonWords words = words_of_text("# t\n## s\nIt is {a.x |\nshare} of it.\nNext.\n");
    ASSERT_EQ(words.section("s")->lines.size(), 2u);
    EXPECT_EQ(words.section("s")->lines[0].text, "It is {a.x | share} of it.");
    EXPECT_EQ(words.section("s")->lines[1].line, 5);
}

TEST(LessonWords, that_are_wrong_are_told_with_their_line) {
    const std::vector<std::tuple<std::string, std::int64_t, std::string>> texts{
        {"## s\nx\n", 1, "no title"},
        {"# t\nlost\n## s\nx\n", 2, "before the first heading"},
        {"# t\n## s\nx\n## s\ny\n", 4, "second heading"},
        {"# t\n## two keys\nx\n", 2, "not the id"},
        {"# t\n## s\n- a: x\n- a: y\n", 4, "second line"},
        {"# t\n# u\n## s\nx\n", 2, "second title"},
    };
    for (const auto& [text, line, what] : texts) {
        const auto words = read_lesson_words(text, "en.md");
        ASSERT_FALSE(words.ok()) << text;
        const Error& error = words.errors().front();
        EXPECT_EQ(error.place.line, line) << error.text();
        EXPECT_NE(error.what.find(what), std::string::npos) << error.text();
        EXPECT_EQ(error.exit_code, ExitCode::bad_scenario);
        EXPECT_FALSE(error.fix.empty());
    }
}

}  // namespace
}  // namespace isotherm
