// SPDX-License-Identifier: Apache-2.0
#pragma once
// Readers of line-based formats: a parser reads one row, and this reader fills columns with the
// rows. Hot path: once per row; the parser is a template argument so that it is inlined.
//
// A parser has
//     bool next(TextLines& lines, TraceRow& row);   // false at the end, or after lines.fail
//     TraceTraits traits() const;                   // valid after the first row
//     std::span<const Verb> verbs() const;
//     std::vector<std::pair<std::string, std::int64_t>> totals() const;

#include <utility>

#include "workloads/recorded/text_lines.h"
#include "workloads/recorded/trace_format.h"

namespace isotherm {

struct TraceRow {
    std::int64_t time_us = 0;
    Key key = 0;
    std::uint64_t bytes = 0;
    std::uint64_t repeats = 1;  // number of requests that the row represents
    std::uint8_t verb = 0;
};

template <class Parser>
class TextReader final : public TraceReader {
public:
    // `lines` must be positioned before the first row. The first row is parsed at once, because it
    // determines the traits.
    TextReader(std::unique_ptr<TextLines> lines, Parser parser)
        : lines_(std::move(lines)), parser_(std::move(parser)) {
        left_ = next_row() ? row_.repeats : 0;
    }

    std::size_t read(const TraceRows& rows) override {
        std::size_t filled = 0;
        TextLines& lines = *lines_;
        while (filled < rows.size()) {
            if (left_ == 0) {
                if (!lines.good() || !next_row()) break;
                left_ = row_.repeats;
                if (left_ == 0) continue;
            }
            --left_;
            rows.time_us[filled] = row_.time_us;
            rows.key[filled] = row_.key;
            rows.bytes[filled] = row_.bytes;
            rows.verb[filled] = row_.verb;
            rows.place[filled] = lines.place();
            ++filled;
        }
        return filled;
    }

    const Errors* failure() const override { return lines_->failure(); }
    void add_lanes(LaneThreads& threads) override { lines_->add_lanes(threads); }
    TraceTraits traits() const override { return parser_.traits(); }
    std::span<const Verb> verbs() const override { return parser_.verbs(); }
    RequestStream::Progress progress() const override { return lines_->progress(); }
    std::uint64_t bytes_read() const override { return lines_->bytes_read(); }
    std::vector<std::pair<std::string, std::int64_t>> totals() const override {
        return parser_.totals();
    }
    BadLines bad_lines() const override { return lines_->bad_lines(); }

private:
    // Parses the next valid row. Returns false at the end, or if a line is invalid and must not be
    // skipped.
    bool next_row() {
        while (!parser_.next(*lines_, row_)) {
            if (!lines_->recover()) return false;
        }
        return true;
    }

    std::unique_ptr<TextLines> lines_;
    Parser parser_;
    TraceRow row_;
    std::uint64_t left_ = 0;  // number of requests of row_ that were not returned yet
};

template <class Parser>
std::unique_ptr<TraceReader> make_text_reader(std::unique_ptr<TextLines> lines, Parser parser) {
    return std::make_unique<TextReader<Parser>>(std::move(lines), std::move(parser));
}

}  // namespace isotherm
