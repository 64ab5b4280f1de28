// SPDX-License-Identifier: Apache-2.0
// Apache's common and combined log formats (mod_log_config):
//     host ident user [10/Oct/2000:13:55:36 -0700] "GET /path HTTP/1.0" 200 2326 "referer" "agent"
// The URL is the key, and the bytes sent are the size ("-" is 0). Servers write a line when a
// request ends, with the time of its start, so times may decrease: see max_disorder and sort.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "workloads/recorded/text_fields.h"
#include "workloads/recorded/text_reader.h"

namespace isotherm {
namespace {

constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// Returns the first `count` characters as a number; -1 if one of them is not a digit.
int digits(std::string_view text, std::size_t count) {
    int number = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

// Returns the microseconds since 1970 of "10/Oct/2000:13:55:36 -0700"; nullopt when malformed.
std::optional<std::int64_t> stamp_of(std::string_view text) {
    constexpr std::string_view form = "dd/Mon/yyyy:HH:MM:SS +zzzz";
    if (text.size() != form.size() || text[2] != '/' || text[6] != '/' || text[11] != ':' ||
        text[14] != ':' || text[17] != ':' || text[20] != ' ' ||
        (text[21] != '+' && text[21] != '-')) {
        return std::nullopt;
    }
    const auto month = std::find(months.begin(), months.end(), text.substr(3, 3));
    const int day = digits(text, 2);
    const int year = digits(text.substr(7), 4);
    const int hour = digits(text.substr(12), 2);
    const int minute = digits(text.substr(15), 2);
    const int second = digits(text.substr(18), 2);
    const int zone_hours = digits(text.substr(22), 2);
    const int zone_minutes = digits(text.substr(24), 2);
    if (month == months.end() ||
        std::min({day, year, hour, minute, second, zone_hours, zone_minutes}) < 0 || hour > 23 ||
        minute > 59 || second > 60 || zone_minutes > 59) {
        return std::nullopt;
    }
    const int month_number = static_cast<int>(month - months.begin()) + 1;
    const int zone = (text[21] == '-' ? -60 : 60) * (zone_hours * 60 + zone_minutes);
    const auto time = calendar_time(year, month_number, day,
                                    std::int64_t{hour} * 3600 + minute * 60 + second - zone);
    if (!time) return std::nullopt;
    return time->time_since_epoch().count();
}

// Removes a quoted text from the front of `rest` and returns it; a quote after a backslash does not
// end it.
std::optional<std::string_view> take_quoted(std::string_view& rest) {
    if (rest.empty() || rest.front() != '"') return std::nullopt;
    for (std::size_t i = 1; i < rest.size(); ++i) {
        if (rest[i] == '\\') {
            ++i;
        } else if (rest[i] == '"') {
            const std::string_view inside = rest.substr(1, i - 1);
            rest.remove_prefix(i + 1);
            return inside;
        }
    }
    return std::nullopt;
}

// Removes the text up to a space or the end, and returns it.
std::string_view take_word(std::string_view& rest) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(word.size());
    return word;
}

bool take_blank(std::string_view& rest) {
    if (rest.empty() || rest.front() != ' ') return false;
    rest.remove_prefix(1);
    return true;
}

class ApacheRows {
public:
    explicit ApacheRows(KeyNames* names) : names_(names) {}

    bool next(TextLines& lines, TraceRow& row) {
        std::string_view line;
        do {
            if (!lines.next_line(line)) return false;
        } while (line.empty());
        return parse_stamp(lines, line, row) && parse_request(lines, line, row) &&
               parse_sizes(lines, line, row) && parse_rest(lines, line);
    }

    TraceTraits traits() const { return {Stamps::whole_seconds, true, true, "line"}; }
    std::span<const Verb> verbs() const { return words_.verbs(); }
    std::vector<std::pair<std::string, std::int64_t>> totals() const { return {}; }

private:
    static bool malformed(TextLines& lines, std::string_view at, ErrorNumber number,
                          std::string what) {
        lines.fail({at.data(), number, std::move(what),
                    "lines look like: host ident user [time] \"GET /path HTTP/1.1\" 200 2326 "
                    "\"referer\" \"agent\""});
        return false;
    }

    bool parse_stamp(TextLines& lines, std::string_view& rest, TraceRow& row) {
        const std::size_t open = rest.find(" [");
        const std::size_t close = rest.find("] ", open == std::string_view::npos ? 0 : open);
        if (open == std::string_view::npos || close == std::string_view::npos) {
            return malformed(lines, rest, ErrorNumber::trace_wrong_columns,
                             "the line has no time in brackets");
        }
        const std::string_view text = rest.substr(open + 2, close - open - 2);
        const auto stamp = stamp_of(text);
        if (!stamp) {
            return malformed(lines, text, ErrorNumber::trace_bad_time,
                             fmt::format("the time is [{}]; expected [dd/Mon/yyyy:HH:MM:SS +zzzz]",
                                         printable(text.substr(0, 60))));
        }
        row.time_us = *stamp;
        rest.remove_prefix(close + 2);
        return true;
    }

    bool parse_request(TextLines& lines, std::string_view& rest, TraceRow& row) {
        const std::string_view before = rest;
        const auto request = take_quoted(rest);
        if (!request) {
            return malformed(lines, before, ErrorNumber::trace_bad_quotes,
                             "the request is not in quotes, or its quote is never closed");
        }
        std::string_view words = *request;
        const std::string_view method = take_word(words);
        if (!take_blank(words)) {
            return malformed(
                lines, *request, ErrorNumber::trace_wrong_columns,
                fmt::format("the request is \"{}\"; expected a method, a URL and a protocol",
                            printable(request->substr(0, 60))));
        }
        // A URL may contain spaces; the protocol starts after the last one. HTTP/0.9 has no
        // protocol.
        const std::size_t protocol = words.rfind(" HTTP/");
        const std::string_view url = words.substr(0, protocol);
        if (!parse_key(lines, {url, "URL", url.data()}, names_, row.key)) return false;
        const auto verb = words_.find(method);
        if (verb) {
            row.verb = *verb;
            return true;
        }
        const auto kind = http_method_kind(method);
        if (!kind)
            return fail_operation(lines, {method, "method", method.data()},
                                  "an HTTP method such as GET");
        row.verb = words_.add(method, *kind).value();
        return true;
    }

    static bool parse_sizes(TextLines& lines, std::string_view& rest, TraceRow& row) {
        if (!take_blank(rest)) {
            return malformed(lines, rest, ErrorNumber::trace_wrong_columns,
                             "there is no status after the request");
        }
        const std::string_view status = take_word(rest);
        std::uint64_t ignored = 0;
        if (!parse_number(lines, {status, "status", status.data()}, ignored)) return false;
        if (!take_blank(rest)) {
            return malformed(lines, rest, ErrorNumber::trace_wrong_columns,
                             "there is no size after the status");
        }
        const std::string_view bytes = take_word(rest);
        row.bytes = 0;
        return bytes == "-" || parse_number(lines, {bytes, "bytes", bytes.data()}, row.bytes);
    }

    // Parses referer and agent; both are absent in the common format. Ignores further fields.
    static bool parse_rest(TextLines& lines, std::string_view& rest) {
        for (int part = 0; part < 2 && !rest.empty(); ++part) {
            const std::string_view before = rest;
            if (!take_blank(rest) || !take_quoted(rest)) {
                return malformed(lines, before, ErrorNumber::trace_bad_quotes,
                                 part == 0 ? "the referer is not between quotes"
                                           : "the user agent is not between quotes");
            }
        }
        return true;
    }

    KeyNames* names_;
    WordTable words_;
};

class ApacheFormat final : public TraceFormat {
public:
    void settings(SettingsVisitor&) override {}

    Result<std::unique_ptr<TraceReader>> open(std::unique_ptr<ByteSource> source,
                                              const ReadingOptions& options) const override {
        return make_text_reader(
            std::make_unique<TextLines>(std::move(source), options.bad_lines_most),
            ApacheRows(options.names));
    }

    Likeness likeness(const TraceHead& head) const override {
        const std::size_t rows = readable_rows(*this, head, 100);
        if (rows == 0) return {};
        return {
            90,
            fmt::format("the first {} lines are of the form host … [time] \"request\" status bytes",
                        rows),
            ""};
    }
};

const Registered<TraceFormat, ApacheFormat> apache_entry(
    "apache_combined", "Apache common or combined access log",
    {.file = "h - - [10/Oct/2000:13:55:36 -0700] \"GET /a HTTP/1.0\" 200 23\n"
             "h - - [10/Oct/2000:13:55:37 -0700] \"GET /b HTTP/1.0\" 404 -\n",
     .rows = 2});

}  // namespace
}  // namespace isotherm
