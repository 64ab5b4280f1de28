// SPDX-License-Identifier: Apache-2.0
// Web server logs as tab-separated values with a header, in the format of the NASA logs of 1995:
// host, logname, time (Unix seconds), method, url, response, bytes, referer, useragent. The URL is
// the key, and the bytes sent are the size ("-" or an empty field is 0).

#include <fmt/format.h>

#include "workloads/recorded/text_fields.h"
#include "workloads/recorded/text_reader.h"

namespace isotherm {
namespace {

struct WeblogColumns {
    std::size_t time = 0;
    std::size_t method = 0;
    std::size_t url = 0;
    std::size_t bytes = 0;
    std::size_t count = 0;
};

class WeblogRows {
public:
    WeblogRows(const WeblogColumns& columns, KeyNames* names) : columns_(columns), names_(names) {}

    bool next(TextLines& lines, TraceRow& row) {
        if (!lines.next_row('\t')) return false;
        if (lines.field_count() != columns_.count) return fail_column_count(lines, columns_.count);
        if (!parse_seconds(lines, field_of(lines, columns_.time, "time"), row.time_us) ||
            !parse_key(lines, field_of(lines, columns_.url, "url"), names_, row.key)) {
            return false;
        }
        const Field bytes = field_of(lines, columns_.bytes, "bytes");
        row.bytes = 0;
        if (!bytes.text.empty() && bytes.text != "-" && !parse_number(lines, bytes, row.bytes)) {
            return false;
        }
        const auto verb = words_.find(lines.field(columns_.method));
        if (!verb) return learn(lines, row);
        row.verb = *verb;
        return true;
    }

    TraceTraits traits() const { return {Stamps::whole_seconds, true, true, "line"}; }
    std::span<const Verb> verbs() const { return words_.verbs(); }
    std::vector<std::pair<std::string, std::int64_t>> totals() const { return {}; }

private:
    bool learn(TextLines& lines, TraceRow& row) {
        const Field field = field_of(lines, columns_.method, "method");
        const auto kind = http_method_kind(field.text);
        if (!kind) return fail_operation(lines, field, "an HTTP method such as GET");
        row.verb = words_.add(field.text, *kind).value();
        return true;
    }

    WeblogColumns columns_;
    KeyNames* names_;
    WordTable words_;
};

class WeblogFormat final : public TraceFormat {
public:
    void settings(SettingsVisitor&) override {}

    Result<std::unique_ptr<TraceReader>> open(std::unique_ptr<ByteSource> source,
                                              const ReadingOptions& options) const override {
        auto lines = std::make_unique<TextLines>(std::move(source), options.bad_lines_most);
        Header header;
        WeblogColumns columns;
        if (!header.read(*lines, '\t', "a tab-separated header with time, method, url and bytes") ||
            !header.require(*lines, "time", columns.time) ||
            !header.require(*lines, "method", columns.method) ||
            !header.require(*lines, "url", columns.url) ||
            !header.require(*lines, "bytes", columns.bytes)) {
            return *lines->failure();
        }
        columns.count = header.size();
        return make_text_reader(std::move(lines), WeblogRows(columns, options.names));
    }

    Likeness likeness(const TraceHead& head) const override {
        if (readable_rows(*this, head, 100) == 0) return {};
        return {95, "it has a tab-separated header with the columns time, method, url and bytes",
                ""};
    }
};

const Registered<TraceFormat, WeblogFormat> weblog_entry(
    "weblog", "web server log, tab-separated with header (NASA 1995)",
    {.file = "host\tlogname\ttime\tmethod\turl\tresponse\tbytes\treferer\tuseragent\n"
             "a\t-\t807256800\tGET\t/x\t200\t17\t\t\n"
             "b\t-\t807256801\tGET\t/y\t304\t0\t\t\n",
     .rows = 2});

}  // namespace
}  // namespace isotherm
