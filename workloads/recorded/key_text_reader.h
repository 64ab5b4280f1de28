// SPDX-License-Identifier: Apache-2.0
#pragma once
// A reader of a format without columns, whose keys' texts are the values of attributes.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/attributes/recorded_values.h"
#include "workloads/recorded/trace_format.h"

namespace isotherm {

class KeyTextReader final : public TraceReader {
public:
    // `names` has the texts of all keys that `reader` has read.
    KeyTextReader(std::unique_ptr<TraceReader> reader, const KeyNames& names,
                  RecordedValues& values)
        : reader_(std::move(reader)), names_(names), values_(values) {}

    std::size_t read(const TraceRows& rows) override {
        const std::size_t count = reader_->read(rows);
        for (std::size_t i = 0; i < count; ++i) {
            const std::string text = names_.name_of(rows.key[i]);
            texts_.clear();
            for (const RecordedValues::Column& column : values_.columns())
                texts_.push_back(column.name == RecordedValues::key_column ? std::string_view(text)
                                                                           : std::string_view());
            rows.key[i] = values_.entry(rows.key[i], texts_);
        }
        return count;
    }

    const Errors* failure() const override { return reader_->failure(); }
    void add_lanes(LaneThreads& threads) override { reader_->add_lanes(threads); }
    TraceTraits traits() const override { return reader_->traits(); }
    std::span<const Verb> verbs() const override { return reader_->verbs(); }
    RequestStream::Progress progress() const override { return reader_->progress(); }
    std::uint64_t bytes_read() const override { return reader_->bytes_read(); }
    BadLines bad_lines() const override { return reader_->bad_lines(); }

private:
    std::unique_ptr<TraceReader> reader_;
    const KeyNames& names_;
    RecordedValues& values_;
    std::vector<std::string_view> texts_;
};

}  // namespace isotherm
