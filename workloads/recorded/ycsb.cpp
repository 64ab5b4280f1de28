// SPDX-License-Identifier: Apache-2.0
// The output of YCSB with its print-only binding, and the short form "OP key" of index benchmarks.
//
// In YCSB's output, only lines of the form VERB table key count are requests, where the key begins
// with "user"; lines with properties, status and measurements are skipped. A scan counts as one
// read of its start key. There are no times and no sizes.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "workloads/recorded/text_fields.h"
#include "workloads/recorded/text_reader.h"

namespace isotherm {
namespace {

struct YcsbWord {
    std::string_view text;
    VerbKind kind;
};
constexpr std::array<YcsbWord, 5> ycsb_words{{{"READ", VerbKind::read},
                                              {"SCAN", VerbKind::read},
                                              {"UPDATE", VerbKind::write},
                                              {"INSERT", VerbKind::write},
                                              {"DELETE", VerbKind::remove}}};

std::string_view take_word(std::string_view& rest) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    return word;
}

bool is_number(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

class YcsbRows {
public:
    explicit YcsbRows(KeyNames* names) : names_(names) {}

    bool next(TextLines& lines, TraceRow& row) {
        std::string_view line;
        while (lines.next_line(line)) {
            if (line.empty()) continue;
            std::string_view rest = line;
            const std::string_view verb = take_word(rest);
            const auto* known =
                std::find_if(ycsb_words.begin(), ycsb_words.end(),
                             [&](const YcsbWord& word) { return word.text == verb; });
            if (form_ == Form::reduced && known == ycsb_words.end()) {
                return fail_operation(lines, {verb, "operation", verb.data()},
                                      "READ, UPDATE, INSERT, SCAN or DELETE");
            }
            if (known == ycsb_words.end()) continue;
            std::string_view key = take_word(rest);
            if (form_ == Form::unknown) form_ = is_number(key) ? Form::reduced : Form::printed;
            if (form_ == Form::printed) {
                key = take_word(rest);
                if (key.substr(0, 4) != "user") continue;
            }
            if (!parse_key(lines, {key, "key", key.data()}, names_, row.key)) return false;
            const auto number = words_.find(verb);
            row.verb = number ? *number : words_.add(verb, known->kind).value();
            return true;
        }
        return false;
    }

    TraceTraits traits() const { return {Stamps::none, false, true, "line"}; }
    std::span<const Verb> verbs() const { return words_.verbs(); }
    std::vector<std::pair<std::string, std::int64_t>> totals() const { return {}; }

private:
    enum class Form : std::uint8_t { unknown, printed, reduced };

    KeyNames* names_;
    WordTable words_;
    Form form_ = Form::unknown;
};

class YcsbFormat final : public TraceFormat {
public:
    void settings(SettingsVisitor&) override {}
    bool has_times() const override { return false; }

    Result<std::unique_ptr<TraceReader>> open(std::unique_ptr<ByteSource> source,
                                              const ReadingOptions& options) const override {
        return make_text_reader(
            std::make_unique<TextLines>(std::move(source), options.bad_lines_most),
            YcsbRows(options.names));
    }

    Likeness likeness(const TraceHead& head) const override {
        const std::size_t rows = readable_rows(*this, head, 100);
        if (rows == 0) return {};
        return {80, "its lines begin with READ, UPDATE, INSERT, SCAN or DELETE and a key", ""};
    }
};

const Registered<TraceFormat, YcsbFormat> ycsb_entry(
    "ycsb", "operations printed by YCSB, or lines of the form OP key",
    {.file = "READ 12\nUPDATE 13\n", .rows = 2});

}  // namespace
}  // namespace isotherm
