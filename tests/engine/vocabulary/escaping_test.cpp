// SPDX-License-Identifier: Apache-2.0
// One escaping function per destination: text of a user is never interpreted as markup, formula or
// terminal control.

#include "engine/vocabulary/escaping.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace isotherm {
namespace {

// The Unicode Standard, table 3-7: over-long forms, surrogates and values beyond U+10FFFF are not
// well formed.
TEST(Utf8, is_checked_as_the_standard_says) {
    EXPECT_EQ(first_invalid_utf8("caf\xC3\xA9 \xF0\x9F\x98\x80"), std::string_view::npos);
    for (const char* bad : {"ab\x80", "ab\xC0\xAF", "ab\xE0\x80\xAF", "ab\xED\xA0\x80",
                            "ab\xF4\x90\x80\x80", "ab\xC3", "ab\xF8\x88\x80\x80\x80"}) {
        EXPECT_EQ(first_invalid_utf8(bad), 2u) << bad;
    }
    EXPECT_EQ(valid_text("\xED\xA0\x80"
                         "abc"),
              "\\xED\\xA0\\x80"
              "abc");
    EXPECT_EQ(valid_text("a\tb \xC3\xA9"), "a\tb \xC3\xA9");
}

TEST(Terminal, gets_no_controls_and_no_reversed_text) {
    EXPECT_EQ(printable("a\x1B]0;pwned\x07"), "a\\x1B]0;pwned\\x07");
    EXPECT_EQ(printable("\xED\xA0\x80"), "\\xED\\xA0\\x80");  // a surrogate
    EXPECT_EQ(printable("\xD8\x9C"), "\\xD8\\x9C");           // U+061C, Arabic letter mark
    EXPECT_EQ(printable("\xE2\x80\xA8"), "\\xE2\\x80\\xA8");  // U+2028, line separator
}

TEST(Markup, has_no_tags_and_no_controls) {
    EXPECT_EQ(markup_text("<script a='1'>\"&\""), "&lt;script a=&#39;1&#39;&gt;&quot;&amp;&quot;");
    EXPECT_EQ(markup_text("a\x1B"), "a\\x1B");  // XML 1.0 has no such character
}

TEST(Markup, of_another_writer_only_loses_its_controls) {
    EXPECT_EQ(safe_markup("<svg>\n\t<text>a\x1B\xE2\x80\xAE</text></svg>\n"),
              "<svg>\n\t<text>a\\x1B\\xE2\\x80\\xAE</text></svg>\n");
}

// OWASP, "CSV injection": cells that begin with = + - @ or a tab.
TEST(CsvCell, is_no_formula_and_one_cell) {
    EXPECT_EQ(csv_cell("plain"), "plain");
    EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
    EXPECT_EQ(csv_cell("say \"x\"\n"), "\"say \"\"x\"\"\n\"");
    for (const char* formula : {"=1+1", "+1", "-1", "@SUM(A1)"})
        EXPECT_EQ(csv_cell(formula), std::string("'") + formula);
    EXPECT_EQ(csv_cell("=HYPERLINK(\"x\",1)"), "\"'=HYPERLINK(\"\"x\"\",1)\"");
    EXPECT_EQ(csv_cell("\xFF"), "\\xFF");
}

RC_GTEST_PROP(Escaping, gives_valid_text_whatever_comes_and_escaping_twice_changes_nothing, ()) {
    const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    for (std::string (*escape)(std::string_view) :
         {&valid_text, &printable, &csv_cell, &markup_text})
        RC_ASSERT(first_invalid_utf8(escape(bytes)) == std::string_view::npos);
    RC_ASSERT(printable(printable(bytes)) == printable(bytes));
}

}  // namespace
}  // namespace isotherm
