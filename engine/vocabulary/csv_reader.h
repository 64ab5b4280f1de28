// SPDX-License-Identifier: Apache-2.0
#pragma once
// CSV as RFC 4180 has it, with a byte order mark and line ends of either kind. Small files; columns
// of recorded streams are read by workloads/recorded.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace isotherm {

struct CsvField {
    std::string text;      // without its quotes
    std::size_t byte = 0;  // of the file, where it begins
};

enum class CsvProblem : std::uint8_t {
    none,
    open_quote,   // a field whose quote is never closed, taken to the end of its line
    stray_quote,  // a quote inside a field without quotes, or text behind the closing one
};

struct CsvRecord {
    std::vector<CsvField> fields;  // at least one
    std::size_t byte = 0;          // of the file, where it begins
    std::int64_t line = 0;         // its first, from 1
    CsvProblem problem = CsvProblem::none;
    std::size_t problem_field = 0;  // the first that has one

    bool is_empty_line() const { return fields.size() == 1 && fields[0].text.empty(); }
};

class CsvReader {
public:
    explicit CsvReader(std::string_view text);

    // The next record, empty lines among them; false behind the last.
    bool next(CsvRecord& record);

private:
    void read_field(CsvRecord& record);
    // Behind the closing quote; npos where there is none that ends a field.
    std::size_t end_of_quoted(std::string& text) const;

    std::string_view text_;
    std::size_t at_ = 0;
    std::int64_t line_ = 0;
};

}  // namespace isotherm
