// SPDX-License-Identifier: Apache-2.0
#pragma once
// Field checks with messages, shared by all text formats. The fast path for valid fields is inline;
// an invalid field ends the stream with an error that says what was found and what was expected.

#include <optional>
#include <string_view>
#include <vector>

#include "workloads/recorded/number_text.h"
#include "workloads/recorded/text_lines.h"
#include "workloads/recorded/word_table.h"

namespace isotherm {

// DynamoDB's longest partition key (Developer Guide, quotas).
inline constexpr std::size_t key_bytes_most = 2'048;

// A part of the present line, and the name of its column.
struct Field {
    std::string_view text;
    std::string_view column;
    const char* at = nullptr;  // its position in the line
};

inline Field field_of(const TextLines& lines, std::size_t i, std::string_view column) {
    return {lines.field(i), column, lines.field_start(i)};
}

// Each function calls lines.fail and returns false.
bool fail_number(TextLines& lines, const Field& field);
bool fail_seconds(TextLines& lines, const Field& field);
bool fail_key(TextLines& lines, const Field& field);
bool fail_operation(TextLines& lines, const Field& field, std::string_view expected);
bool fail_column_count(TextLines& lines, std::size_t expected);

inline bool parse_number(TextLines& lines, const Field& field, std::uint64_t& number) {
    return parse_digits(field.text, number) || fail_number(lines, field);
}

// Parses whole seconds.
inline bool parse_seconds(TextLines& lines, const Field& field, std::int64_t& time_us) {
    std::uint64_t seconds = 0;
    if (!parse_digits(field.text, seconds) || seconds > static_cast<std::uint64_t>(last_second)) {
        return fail_seconds(lines, field);
    }
    time_us = static_cast<std::int64_t>(seconds) * 1'000'000;
    return true;
}

inline bool parse_key(TextLines& lines, const Field& field, KeyNames* names, Key& key) {
    if (field.text.size() - 1 >= key_bytes_most) return fail_key(lines, field);
    key = quick_key(field.text);
    if (names != nullptr) names->remember(key, field.text);
    return true;
}

// The columns named in a header, by position. Reads the header line.
class Header {
public:
    // Returns false after lines.fail. `expected` describes the header in messages.
    bool read(TextLines& lines, char delimiter, std::string_view expected);

    std::optional<std::size_t> find(std::string_view name) const;
    // Finds the column's position; fails if the column is missing.
    bool require(TextLines& lines, std::string_view name, std::size_t& position) const;
    std::size_t size() const { return names_.size(); }

private:
    std::vector<std::string> names_;
};

// HTTP methods (RFC 9110, RFC 5789, WebDAV's RFC 4918); GET, HEAD and OPTIONS are reads.
std::optional<VerbKind> http_method_kind(std::string_view method);

// Helpers with which a format judges whether it fits a stream.
bool is_text(const TraceHead& head);
std::string_view first_line(const TraceHead& head);
// Returns the number of rows, at most `most`, that the format can read from the beginning; 0 if
// there are too many bad lines.
std::size_t readable_rows(const TraceFormat& format, const TraceHead& head, std::size_t most);

}  // namespace isotherm
