// SPDX-License-Identifier: Apache-2.0
// Records and fields of CSV, and their positions in the text.

#include "engine/vocabulary/csv_reader.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/vocabulary/escaping.h"

namespace isotherm {
namespace {

using Fields = std::vector<std::string>;

std::vector<CsvRecord> records_of(std::string_view text) {
    CsvReader reader(text);
    std::vector<CsvRecord> records;
    for (CsvRecord record; reader.next(record);) records.push_back(record);
    return records;
}

Fields texts_of(const CsvRecord& record) {
    Fields texts;
    for (const CsvField& field : record.fields) texts.push_back(field.text);
    return texts;
}

TEST(CsvReader, takes_quotes_and_line_ends_as_rfc_4180_has_them) {
    const auto records = records_of(
        "\xEF\xBB\xBF"
        "a,b\r\n\"x, \"\"y\"\"\",\"two\r\nlines\"\n\nc,\n,\"\"");
    ASSERT_EQ(records.size(), 5u);
    EXPECT_EQ(texts_of(records[0]), (Fields{"a", "b"}));
    EXPECT_EQ(texts_of(records[1]), (Fields{"x, \"y\"", "two\r\nlines"}));
    EXPECT_TRUE(records[2].is_empty_line());
    EXPECT_EQ(texts_of(records[3]), (Fields{"c", ""}));
    EXPECT_EQ(texts_of(records[4]), (Fields{"", ""}));
    EXPECT_EQ(records[0].fields[0].byte, 3u);
    EXPECT_EQ(records[1].fields[1].byte, 19u);
    EXPECT_EQ(records[3].line, 5);
    EXPECT_EQ(records[4].line, 6);
    for (const CsvRecord& record : records) EXPECT_EQ(record.problem, CsvProblem::none);
    EXPECT_TRUE(records_of("").empty());
    EXPECT_TRUE(records_of("\xEF\xBB\xBF").empty());
}

TEST(CsvReader, tells_what_is_wrong_with_quotes) {
    EXPECT_EQ(records_of("a\"b,c")[0].problem, CsvProblem::stray_quote);
    EXPECT_EQ(records_of("x,\"a\"b,c")[0].problem_field, 1u);
    // A missing closing quote spoils only its own line; quotes in later lines do not close it.
    for (const char* text : {"1,\"2,3\n4,5,6\n", "1,\"2,3\n4,\"5\",6\n"}) {
        const auto records = records_of(text);
        ASSERT_EQ(records.size(), 2u);
        EXPECT_EQ(records[0].problem, CsvProblem::open_quote);
        EXPECT_EQ(texts_of(records[0]), (Fields{"1", "2", "3"}));
        EXPECT_EQ(texts_of(records[1]), (Fields{"4", "5", "6"}));
        EXPECT_EQ(records[1].line, 2);
    }
}

RC_GTEST_PROP(CsvReader, reads_what_was_written, ()) {
    const auto rows = *rc::gen::resize(12, rc::gen::arbitrary<std::vector<Fields>>());
    std::string text;
    std::vector<Fields> written;
    for (const Fields& row : rows) {
        if (row.empty()) continue;
        written.emplace_back();
        for (std::size_t i = 0; i < row.size(); ++i) {
            // Begins with x, because this test is not about texts that csv_cell() changes as
            // formulas.
            const std::string cell = "x" + valid_text(row[i]);
            text += (i > 0 ? "," : "") + csv_cell(cell);
            written.back().push_back(cell);
        }
        text += "\n";
    }
    std::vector<Fields> found;
    for (const CsvRecord& record : records_of(text)) found.push_back(texts_of(record));
    RC_ASSERT(found == written);
}

}  // namespace
}  // namespace isotherm
