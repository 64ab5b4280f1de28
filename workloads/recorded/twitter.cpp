// SPDX-License-Identifier: Apache-2.0
// Twitter's cache traces (Yang, Yue and Vinayak, OSDI 2020): seven comma-separated columns without
// a header: timestamp (whole seconds), key, key size, value size, client, operation, time to live.
//
// The size of an item is key size + value size. In these traces, the value size of a delete or of a
// get that missed is 0, so such a row has only the size of its key.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "workloads/recorded/text_fields.h"
#include "workloads/recorded/text_reader.h"

namespace isotherm {
namespace {

struct TwitterWord {
    std::string_view text;
    VerbKind kind;
};
constexpr std::array<TwitterWord, 11> twitter_words{{{"get", VerbKind::read},
                                                     {"gets", VerbKind::read},
                                                     {"set", VerbKind::write},
                                                     {"add", VerbKind::write},
                                                     {"replace", VerbKind::write},
                                                     {"cas", VerbKind::write},
                                                     {"append", VerbKind::write},
                                                     {"prepend", VerbKind::write},
                                                     {"delete", VerbKind::remove},
                                                     {"incr", VerbKind::write},
                                                     {"decr", VerbKind::write}}};
constexpr std::size_t twitter_columns = 7;

class TwitterRows {
public:
    explicit TwitterRows(KeyNames* names) : names_(names) {}

    bool next(TextLines& lines, TraceRow& row) {
        if (!lines.next_row(',')) return false;
        if (lines.field_count() != twitter_columns)
            return fail_column_count(lines, twitter_columns);
        std::uint64_t key_bytes = 0;
        std::uint64_t value_bytes = 0;
        if (!parse_seconds(lines, field_of(lines, 0, "timestamp"), row.time_us) ||
            !parse_key(lines, field_of(lines, 1, "key"), names_, row.key) ||
            !parse_number(lines, field_of(lines, 2, "key size"), key_bytes) ||
            !parse_number(lines, field_of(lines, 3, "value size"), value_bytes)) {
            return false;
        }
        row.bytes = key_bytes + value_bytes;
        const auto verb = words_.find(lines.field(5));
        if (!verb) return learn(lines, row);
        row.verb = *verb;
        return true;
    }

    TraceTraits traits() const { return {Stamps::whole_seconds, true, true, "line"}; }
    std::span<const Verb> verbs() const { return words_.verbs(); }
    std::vector<std::pair<std::string, std::int64_t>> totals() const { return {}; }

private:
    bool learn(TextLines& lines, TraceRow& row) {
        const Field field = field_of(lines, 5, "operation");
        const auto* known =
            std::find_if(twitter_words.begin(), twitter_words.end(),
                         [&](const TwitterWord& word) { return word.text == field.text; });
        if (known == twitter_words.end()) {
            return fail_operation(
                lines, field,
                "get, gets, set, add, replace, cas, append, prepend, delete, incr or decr");
        }
        row.verb = words_.add(field.text, known->kind).value();
        return true;
    }

    KeyNames* names_;
    WordTable words_;
};

class TwitterFormat final : public TraceFormat {
public:
    void settings(SettingsVisitor&) override {}

    Result<std::unique_ptr<TraceReader>> open(std::unique_ptr<ByteSource> source,
                                              const ReadingOptions& options) const override {
        return make_text_reader(
            std::make_unique<TextLines>(std::move(source), options.bad_lines_most),
            TwitterRows(options.names));
    }

    Likeness likeness(const TraceHead& head) const override {
        const std::size_t rows = readable_rows(*this, head, 100);
        if (rows == 0) return {};
        return {90, fmt::format("the first {} lines have its seven columns", rows), ""};
    }
};

const Registered<TraceFormat, TwitterFormat> twitter_entry(
    "twitter", "Twitter cache-trace CSV, seven columns",
    {.file = "0,rgR:9:c:52,19,107,1,set,30\n1,q,17,249,1,get,0\n", .rows = 2});

}  // namespace
}  // namespace isotherm
