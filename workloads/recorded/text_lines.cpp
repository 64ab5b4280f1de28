// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/text_lines.h"

#include <fmt/format.h>

#include <algorithm>

namespace isotherm {
std::optional<LineFault> wide_encoding(std::string_view first) {
    using namespace std::string_view_literals;
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> marks{{
        {"\xFF\xFE\0\0"sv, "UTF-32LE"},  // before UTF-16LE, whose mark is the beginning of this one
        {"\0\0\xFE\xFF"sv, "UTF-32BE"},
        {"\xFF\xFE"sv, "UTF-16LE"},
        {"\xFE\xFF"sv, "UTF-16BE"},
    }};
    const auto* found = std::find_if(marks.begin(), marks.end(), [&](const auto& mark) {
        return first.substr(0, mark.first.size()) == mark.first;
    });
    if (found == marks.end()) return std::nullopt;
    return LineFault{nullptr, ErrorNumber::trace_not_text,
                     fmt::format("the text is {}; expected UTF-8", found->second),
                     fmt::format("convert it: iconv -f {} -t UTF-8 OLD > NEW", found->second)};
}

TextLines::TextLines(std::unique_ptr<ByteSource> source, std::uint64_t bad_lines_most)
    : bytes_(std::move(source)), bad_lines_most_(bad_lines_most) {
    refill();
    const std::string_view first(bytes_.begin(), bytes_.size());
    if (first.substr(0, byte_order_mark.size()) == byte_order_mark) {
        bytes_.consume(byte_order_mark.size());
    } else if (const auto fault = wide_encoding(first)) {
        line_number_ = 1;
        fail(*fault);
        line_at_fault_ = false;
    }
}

bool TextLines::refill() {
    const std::size_t before = bytes_.size();
    marked_at_ = nothing_marked;
    if (!bytes_.refill()) return false;
    if (!nul_offset_) find_nul(bytes_.begin() + before);
    return true;
}

void TextLines::find_nul(const char* from) {
    const auto* nul = static_cast<const char*>(
        std::memchr(from, 0, static_cast<std::size_t>(bytes_.end() - from)));
    if (nul != nullptr)
        nul_offset_ = bytes_.offset() + static_cast<std::uint64_t>(nul - bytes_.begin());
}

bool TextLines::recover() {
    if (failure_.empty() || !line_at_fault_) return false;
    if (bad_lines_.count == bad_lines_most_) {
        Error& error = failure_.front();
        if (bad_lines_most_ > 0)
            error.what += fmt::format("; {} bad lines before it were skipped", bad_lines_most_);
        error.fix +=
            "; or skip such lines with --skip-bad N|all, in a scenario with skip_bad = \"all\"";
        return false;
    }
    ++bad_lines_.count;
    if (bad_lines_.first.size() < BadLines::shown_most)
        bad_lines_.first.push_back(failure_.front());
    failure_.clear();
    if (line_open_) skip_open_line();
    line_at_fault_ = line_open_ = false;
    return true;
}

// Skips the rest of a line with a NUL byte, or of a line that is too long to have been read to its
// end.
void TextLines::skip_open_line() {
    const char* newline = nullptr;
    do {
        newline = static_cast<const char*>(std::memchr(bytes_.begin(), '\n', bytes_.size()));
        bytes_.consume(newline == nullptr ? bytes_.size()
                                          : static_cast<std::size_t>(newline + 1 - bytes_.begin()));
    } while (newline == nullptr && bytes_.refill());
    nul_offset_.reset();
    marked_at_ = nothing_marked;
    find_nul(bytes_.begin());
}

bool TextLines::next_line_slowly(std::string_view& line) {
    if (!good()) return false;
    const char* newline = nullptr;
    while (newline == nullptr) {
        const std::size_t searched = checked_size();
        if (nul_offset_ || searched > line_bytes_most || !refill()) break;
        newline = static_cast<const char*>(
            std::memchr(bytes_.begin() + searched, '\n', checked_size() - searched));
    }
    const char* from = bytes_.begin();
    if (newline != nullptr && static_cast<std::size_t>(newline - from) <= line_bytes_most) {
        enter_line(from, newline, newline + 1);
        line = line_;
        return true;
    }
    const std::string_view rest(from, checked_size());
    if (newline != nullptr || nul_offset_ || rest.size() > line_bytes_most ||
        bytes_.source().failure()) {
        fail_at_end(rest);
        return false;
    }
    if (rest.empty()) return false;
    enter_line(from, bytes_.end(), bytes_.end());
    line = line_;
    return true;
}

// Reports why the stream cannot continue after `rest`, which has no valid end of line.
void TextLines::fail_at_end(std::string_view rest) {
    if (const auto& failure = bytes_.source().failure()) {
        Error error = *failure;
        error.what += fmt::format("; the last good line is {}", line_number_);
        failure_ = {std::move(error)};
        return;
    }
    line_offset_ = bytes_.offset();
    ++line_number_;
    line_open_ = true;
    line_ = rest.substr(0, 200);
    if (rest.size() > line_bytes_most) {
        fail({nullptr, ErrorNumber::trace_line_too_long,
              fmt::format("the line is longer than {} bytes", line_bytes_most),
              "this is not a trace of this format, or its line breaks are missing"});
    } else {
        line_ = rest.substr(rest.size() - std::min<std::size_t>(rest.size(), 60));
        line_offset_ = *nul_offset_ - line_.size();
        fail({line_.data() + line_.size(), ErrorNumber::trace_not_text,
              "the text contains a zero byte; expected UTF-8",
              "the file is damaged or binary; convert it, or choose the format it has"});
    }
}

bool TextLines::split_slowly(char delimiter) {
    field_count_ = 0;
    unquoted_.clear();
    unquoted_text_.clear();
    const bool quoted = quoting_ && line_.find('"') != std::string_view::npos;
    const char* at = line_.data();
    const char* end = at + line_.size();
    for (;;) {
        if (field_count_ == columns_most) {
            fail_inside(at, ErrorNumber::trace_wrong_columns,
                        fmt::format("the line has more than {} columns", columns_most),
                        "check the delimiter");
            return false;
        }
        const char* from = at;
        if (quoted) {
            if (!split_quoted(at, delimiter)) return false;
        } else {
            at = std::find(at, end, delimiter);
            ends_[field_count_++] = at;
        }
        if (static_cast<std::size_t>(at - from) > field_bytes_most) {
            fail_inside(from, ErrorNumber::trace_line_too_long,
                        fmt::format("the field is longer than {} bytes", field_bytes_most),
                        "check the delimiter");
            return false;
        }
        if (at == end) break;
        ++at;
    }
    if (quoted) unquoted_text_.append(ReadAhead::margin_bytes, '\0');
    return true;
}

// Reads one field of a line with quotes; moves `at` to the delimiter after it.
bool TextLines::split_quoted(const char*& at, char delimiter) {
    const char* end = line_.data() + line_.size();
    const std::size_t piece = unquoted_text_.size();
    const char* from = at;
    if (at < end && *at == '"') {
        for (++at;; ++at) {
            if (at == end) {
                fail_inside(from, ErrorNumber::trace_bad_quotes,
                            "this quoted field is never closed",
                            "close it on the same line; a quote inside is written twice");
                return false;
            }
            if (*at != '"') {
                unquoted_text_ += *at;
            } else if (at + 1 < end && at[1] == '"') {
                unquoted_text_ += *at++;
            } else {
                break;
            }
        }
        if (++at < end && *at != delimiter) {
            fail_inside(
                at, ErrorNumber::trace_bad_quotes,
                fmt::format("after the closing quote comes \"{}\"; expected \"{}\" or the end",
                            printable(std::string_view(at, 1)),
                            printable(std::string_view(&delimiter, 1))),
                "write a quote inside a quoted field twice");
            return false;
        }
    } else {
        for (; at < end && *at != delimiter; ++at) {
            if (*at == '"') {
                fail_inside(at, ErrorNumber::trace_bad_quotes,
                            "a field without quotes contains a quote",
                            "put the whole field in quotes and write the inner quote twice");
                return false;
            }
            unquoted_text_ += *at;
        }
    }
    unquoted_.push_back({piece, unquoted_text_.size() - piece, from});
    ++field_count_;
    return true;
}

std::string_view TextLines::unquoted_field(std::size_t i) const {
    return std::string_view(unquoted_text_).substr(unquoted_[i].from, unquoted_[i].size);
}

void TextLines::fail_inside(const char* at, ErrorNumber number, std::string what, std::string fix) {
    fail({at, number, std::move(what), std::move(fix)});
}

void TextLines::fail(const LineFault& fault) {
    Error error;
    error.exit_code = ExitCode::bad_trace;
    error.number = fault.number;
    error.place.file = name();
    error.place.line = static_cast<std::int64_t>(line_number_);
    const char* end = line_.data() + line_.size();
    const bool inside = fault.at != nullptr && fault.at >= line_.data() && fault.at <= end;
    const std::size_t before = inside ? static_cast<std::size_t>(fault.at - line_.data()) : 0;
    error.place.column = 1 + characters_in(line_.substr(0, before));
    error.place.offset = static_cast<std::int64_t>(line_offset_ + before);
    error.place.source_line = std::string(line_.substr(0, 1000));
    error.what = fmt::format("{} (byte {})", fault.what, error.place.offset);
    error.fix = fault.fix;
    failure_ = {std::move(error)};
    line_at_fault_ = true;
}

void TextLines::fail_if_empty(std::string_view what) {
    if (!good()) return;
    if (const auto& failure = bytes_.source().failure()) {
        failure_ = {*failure};
        return;
    }
    Error error;
    error.exit_code = ExitCode::bad_trace;
    error.number = ErrorNumber::trace_no_requests;
    error.place.file = name();
    error.what = fmt::format("no requests: {}", what);
    error.fix = "check that this is the right file and that it is complete";
    failure_ = {std::move(error)};
}

}  // namespace isotherm
