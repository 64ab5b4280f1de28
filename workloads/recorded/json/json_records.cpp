// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/json/json_records.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "workloads/recorded/text_lines.h"

namespace isotherm {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

static_assert(ReadAhead::margin_bytes >= simdjson::SIMDJSON_PADDING);

}  // namespace

JsonRecords::JsonRecords(std::unique_ptr<ByteSource> source, std::uint64_t bad_most)
    : bytes_(std::move(source)), name_(bytes_.source().name()), bad_most_(bad_most) {}

bool JsonRecords::refill_to(std::size_t position) {
    while (position >= bytes_.size())
        if (!bytes_.refill()) return false;
    return true;
}

void JsonRecords::consume(std::size_t bytes) {
    const char* from = bytes_.begin();
    const char* end = from + bytes;
    while (const void* found = std::memchr(from, '\n', static_cast<std::size_t>(end - from))) {
        from = static_cast<const char*>(found) + 1;
        ++line_;
        line_offset_ = bytes_.offset() + static_cast<std::uint64_t>(from - bytes_.begin());
    }
    bytes_.consume(bytes);
}

bool JsonRecords::check_beginning() {
    started_ = true;
    if (!at(0)) return true;
    (void)at(3);
    const std::string_view first(bytes_.begin(), std::min<std::size_t>(bytes_.size(), 4));
    if (const auto fault = wide_encoding(first)) {
        fail({fault->number, fault->what, fault->fix});
        record_at_fault_ = false;
        return false;
    }
    if (first.starts_with(byte_order_mark)) consume(byte_order_mark.size());
    return true;
}

// Goes to the "{" of the next record; false at the end or at an error.
bool JsonRecords::skip_to_object() {
    for (;;) {
        std::size_t skipped = 0;
        while (skipped < bytes_.size() &&
               (is_space(bytes_.begin()[skipped]) || bytes_.begin()[skipped] == ','))
            ++skipped;
        consume(skipped);
        if (!at(0)) return false;
        const char c = *bytes_.begin();
        if (is_space(c) || c == ',') continue;
        record_line_ = line_;
        record_offset_ = bytes_.offset();
        record_column_ = bytes_.offset() - line_offset_ + 1;
        if (c == '{') return true;
        if (c == '[' && !in_list_) {
            consume(1);
            in_list_ = true;
        } else if (c == ']' && in_list_) {
            consume(1);
            in_list_ = false;
            if (in_object_ && !skip_rest_of_container()) return false;
            in_object_ = false;
        } else {
            record_bytes_ = 0;
            fail({ErrorNumber::trace_wrong_columns,
                  fmt::format("\"{}\" stands where an object {{…}} should begin",
                              printable(std::string_view(&c, 1))),
                  "check that the file is JSON and complete"});
            return false;
        }
    }
}

// Skips the members after the list of records, up to the end of the object. Members without end are
// those of a file that was cut off after its records.
bool JsonRecords::skip_rest_of_container() {
    int depth = 1;
    bool in_text = false;
    while (at(0)) {
        std::size_t i = 0;
        for (; i < bytes_.size() && depth > 0; ++i) {
            const char c = bytes_.begin()[i];
            if (in_text) {
                if (c == '\\' && !at(++i)) break;
                if (c == '"') in_text = false;
            } else if (c == '"') {
                in_text = true;
            } else if (c == '{' || c == '[') {
                ++depth;
            } else if (c == '}' || c == ']') {
                --depth;
            }
        }
        consume(std::min(i, bytes_.size()));
        if (depth == 0) return true;
    }
    return false;
}

// Whether the text between the positions is "Records", and a list follows.
bool JsonRecords::begins_list_of_records(std::size_t name_begin, std::size_t name_end) {
    const std::string_view name(bytes_.begin() + name_begin, name_end - name_begin);
    if (name != "Records") return false;
    std::size_t i = name_end + 1;
    for (const char expected : {':', '['}) {
        while (at(i) && is_space(bytes_.begin()[i])) ++i;
        if (!at(i) || bytes_.begin()[i] != expected) return false;
        ++i;
    }
    consume(i);
    return true;
}

JsonRecords::End JsonRecords::end_of_object() {
    int depth = 0;
    bool in_text = false;
    std::size_t text_begin = 0;
    std::size_t i = 0;
    for (;;) {
        const char* bytes = bytes_.begin();
        const std::size_t size = bytes_.size();
        for (; i < size; ++i) {
            const char c = bytes[i];
            if (in_text) {
                if (c == '\n') return {End::Kind::damaged, i};  // texts have it as \n only
                if (c == '\\') {
                    ++i;
                } else if (c == '"') {
                    in_text = false;
                    // A member of a top-level object, not of a record.
                    if (depth != 1 || in_list_) continue;
                    if (begins_list_of_records(text_begin, i)) return {End::Kind::list_of_records};
                    bytes = bytes_.begin();  // looking further may have moved them
                }
            } else if (c == '"') {
                in_text = true;
                text_begin = i + 1;
            } else if (c == '{' || c == '[') {
                ++depth;
            } else if (c == '}' || c == ']') {
                if (--depth == 0) return {End::Kind::object, i + 1};
            } else if (c == '\n' && on_lines_) {
                return {End::Kind::damaged, i};
            }
        }
        if (!bytes_.refill()) return {End::Kind::no_more, bytes_.size()};
    }
}

void JsonRecords::fail_at_end() {
    if (const auto& failure = bytes_.source().failure()) {
        failure_ = {*failure};
        record_at_fault_ = false;
        return;
    }
    const bool too_long = !bytes_.ended();
    fail({too_long ? ErrorNumber::trace_line_too_long : ErrorNumber::trace_ends_inside_record,
          too_long ? fmt::format("the record is longer than {} bytes", ReadAhead::most_bytes)
                   : "the file ends inside a record",
          too_long ? "check that the file has one JSON object for each request"
                   : "check that the file is complete"});
    record_at_fault_ = false;
}

// Finds the end of the object that begins at begin().
bool JsonRecords::read_object() {
    const End end = end_of_object();
    switch (end.kind) {
        case End::Kind::list_of_records:
            in_list_ = in_object_ = true;
            return false;
        case End::Kind::no_more:
            fail_at_end();
            return false;
        case End::Kind::damaged:
            record_bytes_ = end.at;
            fail({ErrorNumber::trace_ends_inside_record, "the line ends inside a JSON object",
                  "check that the line is complete"});
            return false;
        case End::Kind::object:
            record_bytes_ = end.at;
            break;
    }
    // The first record shows whether each is on its own line.
    if (records_++ == 0 && !in_list_)
        on_lines_ = std::memchr(bytes_.begin(), '\n', record_bytes_) == nullptr &&
                    at(record_bytes_) && bytes_.begin()[record_bytes_] == '\n';
    return true;
}

bool JsonRecords::next(simdjson::dom::element& record) {
    if (!good() || (!started_ && !check_beginning())) return false;
    consume(record_bytes_);
    record_bytes_ = 0;
    for (;;) {
        if (!skip_to_object()) {
            if (good() && bytes_.source().failure()) fail_at_end();
            return false;
        }
        if (read_object()) break;
        if (!good()) return false;
    }
    const auto error = parser_.parse(bytes_.begin(), record_bytes_, false).get(record);
    if (error == simdjson::SUCCESS) return true;
    fail({ErrorNumber::trace_wrong_columns,
          fmt::format("the object is not JSON: {}", simdjson::error_message(error)),
          "correct it, or skip such records with skip_bad"});
    return false;
}

void JsonRecords::fail(RecordFault fault) {
    if (!good()) return;
    Error error;
    error.exit_code = ExitCode::bad_trace;
    error.number = fault.number;
    error.place.file = name_;
    error.place.line = static_cast<std::int64_t>(record_line_);
    error.place.column = static_cast<std::int64_t>(record_column_);
    error.place.offset = static_cast<std::int64_t>(record_offset_);
    error.what = std::move(fault.what);
    error.fix = std::move(fault.fix);
    failure_ = {std::move(error)};
    record_at_fault_ = true;
}

bool JsonRecords::recover() {
    if (!record_at_fault_ || bad_.count >= bad_most_) return false;
    ++bad_.count;
    if (bad_.first.size() < BadLines::shown_most) bad_.first.push_back(failure_.front());
    failure_.clear();
    record_at_fault_ = false;
    // What is no object ends with its line.
    if (record_bytes_ == 0) {
        std::size_t i = 0;
        while (at(i) && bytes_.begin()[i] != '\n') ++i;
        record_bytes_ = i;
    }
    return true;
}

void JsonRecords::fail_if_empty(std::string_view what) {
    if (!good()) return;
    record_line_ = record_offset_ = 0;
    fail({ErrorNumber::trace_no_requests, fmt::format("no requests: {}", what),
          "check that this is the right file and that it is complete"});
    failure_.front().place.line = failure_.front().place.column = 0;
    record_at_fault_ = false;
}

}  // namespace isotherm
