// SPDX-License-Identifier: Apache-2.0
#pragma once
// A reader that changes the rows of another one. It cannot go on from a saved row: what it does
// with a row follows from the rows before it.

#include <memory>
#include <utility>

#include "workloads/recorded/trace_format.h"

namespace isotherm {

class InnerReader : public TraceReader {
public:
    explicit InnerReader(std::unique_ptr<TraceReader> reader) : reader_(std::move(reader)) {}

    const Errors* failure() const override { return reader_->failure(); }
    void add_lanes(LaneThreads& threads) override { reader_->add_lanes(threads); }
    TraceTraits traits() const override { return reader_->traits(); }
    std::span<const Verb> verbs() const override { return reader_->verbs(); }
    RequestStream::Progress progress() const override { return reader_->progress(); }
    std::uint64_t bytes_read() const override { return reader_->bytes_read(); }
    std::vector<std::pair<std::string, std::int64_t>> totals() const override {
        return reader_->totals();
    }
    BadLines bad_lines() const override { return reader_->bad_lines(); }

protected:
    std::unique_ptr<TraceReader> reader_;
};

// Copies row `from` of `source` to row `to` of `rows`.
inline void copy_row(const TraceRows& source, std::size_t from, const TraceRows& rows,
                     std::size_t to) {
    rows.time_us[to] = source.time_us[from];
    rows.key[to] = source.key[from];
    rows.bytes[to] = source.bytes[from];
    rows.verb[to] = source.verb[from];
    rows.place[to] = source.place[from];
}

}  // namespace isotherm
