// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/text_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

std::string quoted(std::string_view text) {
    constexpr std::size_t shown = 60;
    return fmt::format("\"{}\"{}", printable(text.substr(0, shown)),
                       text.size() > shown ? "…" : "");
}

bool only_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

bool fail_number(TextLines& lines, const Field& field) {
    std::string what = fmt::format("{} is {}; expected a whole number of at most 19 digits",
                                   field.column, quoted(field.text));
    std::string fix = "write digits only: no sign, fraction or exponent";
    if (field.text.empty()) {
        what = fmt::format("{} is empty; expected a whole number", field.column);
        fix = "write a number in every row, 0 if there is none";
    } else if (field.text.front() == '-' && only_digits(field.text.substr(1))) {
        what = fmt::format("{} is {}; expected a number of at least 0", field.column,
                           quoted(field.text));
        fix = "a size cannot be negative";
    } else if (only_digits(field.text)) {
        what = fmt::format("{} is {}; the largest accepted is 9999999999999999999", field.column,
                           quoted(field.text));
        fix = "check the columns";
    }
    lines.fail({field.at, ErrorNumber::trace_bad_number, std::move(what), std::move(fix)});
    return false;
}

bool fail_seconds(TextLines& lines, const Field& field) {
    const ParsedTime time = parse_ticks(field.text, 1);
    const bool fraction = time.problem.empty();
    lines.fail({field.at, ErrorNumber::trace_bad_time,
                fmt::format("{} {} {}; expected whole seconds", field.column, quoted(field.text),
                            fraction ? "has a fraction" : time.problem),
                fraction ? "use format = \"csv\", which keeps fractions" : std::string(time.help)});
    return false;
}

bool fail_key(TextLines& lines, const Field& field) {
    const bool empty = field.text.empty();
    lines.fail({field.at, ErrorNumber::trace_bad_key,
                empty ? fmt::format("{} is empty; expected a key", field.column)
                      : fmt::format("{} has {} bytes; a partition key has at most {}", field.column,
                                    field.text.size(), key_bytes_most),
                empty ? "give every row a key" : "shorten or hash the keys first"});
    return false;
}

bool fail_operation(TextLines& lines, const Field& field, std::string_view expected) {
    lines.fail({field.at, ErrorNumber::trace_unknown_operation,
                fmt::format("{} is {}; expected {}", field.column, quoted(field.text), expected),
                "check the columns and the format"});
    return false;
}

bool fail_column_count(TextLines& lines, std::size_t expected) {
    const std::size_t found = lines.field_count();
    const bool more = found > expected;
    lines.fail({more ? lines.field_start(expected) : lines.line().data() + lines.line().size(),
                ErrorNumber::trace_wrong_columns,
                fmt::format("the row has {} column{}; expected {}", found, found == 1 ? "" : "s",
                            expected),
                found == 1 ? "check the delimiter"
                           : "check the delimiter, and put fields that hold it in quotes"});
    return false;
}

bool Header::read(TextLines& lines, char delimiter, std::string_view expected) {
    if (!lines.good()) return false;
    if (!lines.next_row(delimiter)) {
        lines.fail_if_empty(fmt::format("the stream is empty; expected {}", expected));
        return false;
    }
    for (std::size_t i = 0; i < lines.field_count(); ++i) {
        const std::string_view name = lines.field(i);
        // Empty names, for example after a delimiter at the end, may occur more than once.
        const auto before = find(name);
        if (before && !name.empty()) {
            lines.fail({lines.field_start(i), ErrorNumber::trace_wrong_header,
                        fmt::format("the header names {} twice, as columns {} and {}", quoted(name),
                                    *before + 1, i + 1),
                        "give each column a name of its own"});
            return false;
        }
        names_.emplace_back(name);
    }
    return true;
}

std::optional<std::size_t> Header::find(std::string_view name) const {
    const auto found = std::find(names_.begin(), names_.end(), name);
    if (found == names_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - names_.begin());
}

bool Header::require(TextLines& lines, std::string_view name, std::size_t& position) const {
    if (const auto found = find(name)) {
        position = *found;
        return true;
    }
    std::string columns;
    for (std::size_t i = 0; i < names_.size() && i < 20; ++i) {
        columns += (i == 0 ? "" : ", ") + printable(names_[i].substr(0, 40));
    }
    lines.fail(
        {lines.line().data(), ErrorNumber::trace_wrong_header,
         fmt::format("the header has no column {}; its columns are {}", quoted(name), columns),
         suggestion_text(name, names_)});
    return false;
}

std::optional<VerbKind> http_method_kind(std::string_view method) {
    static constexpr std::array<std::string_view, 3> reads{"GET", "HEAD", "OPTIONS"};
    static constexpr std::array<std::string_view, 12> writes{
        "POST", "PUT",  "PATCH", "CONNECT", "TRACE",  "PROPFIND",
        "COPY", "MOVE", "MKCOL", "LOCK",    "UNLOCK", "PROPPATCH"};
    if (std::find(reads.begin(), reads.end(), method) != reads.end()) return VerbKind::read;
    if (method == "DELETE") return VerbKind::remove;
    if (std::find(writes.begin(), writes.end(), method) != writes.end()) return VerbKind::write;
    return std::nullopt;
}

bool is_text(const TraceHead& head) {
    return !head.bytes.empty() && head.bytes.find('\0') == std::string_view::npos;
}

std::string_view first_line(const TraceHead& head) {
    std::string_view line = head.bytes.substr(0, head.bytes.find('\n'));
    if (line.substr(0, byte_order_mark.size()) == byte_order_mark)
        line.remove_prefix(byte_order_mark.size());
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    return line;
}

std::size_t readable_rows(const TraceFormat& format, const TraceHead& head, std::size_t most) {
    if (!is_text(head)) return 0;
    const std::size_t last = head.bytes.rfind('\n');
    std::string_view bytes = head.bytes;
    if (!head.complete && last != std::string_view::npos) bytes = bytes.substr(0, last + 1);
    auto source = source_over(bytes, "");
    if (!source.ok()) return 0;
    // Logs contain lines that are not requests; a few of them do not rule out the format.
    auto reader = format.open(std::move(source.value()), {.bad_lines_most = most});
    if (!reader.ok()) return 0;
    TraceColumns columns;
    columns.resize(most);
    const std::size_t rows = reader.value()->read(columns.rows(0, most));
    const BadLines bad = reader.value()->bad_lines();
    const bool first_is_good =
        rows > 0 && (bad.count == 0 || bad.first.front().place.line >
                                           static_cast<std::int64_t>(columns.place[0].line));
    return first_is_good || rows >= 4 * bad.count ? rows : 0;
}

}  // namespace isotherm
