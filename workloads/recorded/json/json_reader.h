// SPDX-License-Identifier: Apache-2.0
#pragma once
// Readers of formats whose records are JSON objects: a parser says which requests a record is, and
// this reader fills columns with them.
//
// A parser has
//     std::optional<RecordFault> take(const simdjson::dom::element&, std::vector<TraceRow>&);
//     TraceTraits traits() const;                   // valid after the first row
//     std::span<const Verb> verbs() const;
//     std::vector<std::pair<std::string, std::int64_t>> totals() const;

#include <utility>

#include "workloads/recorded/json/json_records.h"
#include "workloads/recorded/text_reader.h"

namespace isotherm {

template <class Parser>
class JsonReader final : public TraceReader {
public:
    // The first record with requests is read at once, because it determines the traits.
    JsonReader(std::unique_ptr<ByteSource> source, std::uint64_t bad_most, Parser parser)
        : records_(std::move(source), bad_most), parser_(std::move(parser)) {
        next_record();
    }

    std::size_t read(const TraceRows& rows) override {
        std::size_t filled = 0;
        while (filled < rows.size() && (next_ < present_.size() || next_record())) {
            const TraceRow& row = present_[next_++];
            rows.time_us[filled] = row.time_us;
            rows.key[filled] = row.key;
            rows.bytes[filled] = row.bytes;
            rows.verb[filled] = row.verb;
            rows.place[filled] = records_.place();
            ++filled;
        }
        return filled;
    }

    const Errors* failure() const override { return records_.failure(); }
    void add_lanes(LaneThreads& threads) override { records_.add_lanes(threads); }
    TraceTraits traits() const override { return parser_.traits(); }
    std::span<const Verb> verbs() const override { return parser_.verbs(); }
    RequestStream::Progress progress() const override { return records_.progress(); }
    std::uint64_t bytes_read() const override { return records_.bytes_read(); }
    std::vector<std::pair<std::string, std::int64_t>> totals() const override {
        return parser_.totals();
    }
    BadLines bad_lines() const override { return records_.bad_records(); }

private:
    // Goes to the next record that is a request.
    bool next_record() {
        next_ = 0;
        present_.clear();
        simdjson::dom::element record;
        while (present_.empty()) {
            bool taken = records_.next(record);
            if (taken) {
                if (auto fault = parser_.take(record, present_)) {
                    present_.clear();
                    records_.fail(std::move(*fault));
                    taken = false;
                }
            }
            if (!taken && (records_.good() || !records_.recover())) return false;
        }
        return true;
    }

    JsonRecords records_;
    Parser parser_;
    std::vector<TraceRow> present_;  // requests of the present record
    std::size_t next_ = 0;
};

}  // namespace isotherm
