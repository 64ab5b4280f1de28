// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reads CSV (RFC 4180). A byte order mark is skipped; lines end with LF or CRLF. For small files:
// workloads/recorded reads the columns of recorded streams.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace isotherm {

struct CsvField {
    std::string text;      // without its quotes
    std::size_t byte = 0;  // offset in the file at which the field begins
};

enum class CsvProblem : std::uint8_t {
    none,
    open_quote,   // a field whose quote is never closed; the field ends with its line
    stray_quote,  // a quote inside an unquoted field, or text after the closing quote
};

struct CsvRecord {
    std::vector<CsvField> fields;  // at least one
    std::size_t byte = 0;          // offset in the file at which the record begins
    std::int64_t line = 0;         // number of its first line, from 1
    CsvProblem problem = CsvProblem::none;
    std::size_t problem_field = 0;  // index of the first field with a problem

    bool is_empty_line() const { return fields.size() == 1 && fields[0].text.empty(); }
};

class CsvReader {
public:
    explicit CsvReader(std::string_view text);

    // Reads the next record, which can be an empty line. Returns false after the last record. Pass
    // the same record again: its memory is reused.
    bool next(CsvRecord& record);

private:
    void read_field(CsvRecord& record, std::size_t index);
    // Returns the position after the closing quote; npos if no quote ends the field.
    std::size_t end_of_quoted(std::string& text) const;

    std::string_view text_;
    std::size_t at_ = 0;
    std::int64_t line_ = 0;
};

}  // namespace isotherm
