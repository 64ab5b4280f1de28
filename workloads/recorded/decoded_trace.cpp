// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/decoded_trace.h"

#include <algorithm>

namespace isotherm {
namespace {

constexpr std::size_t rows_at_a_time = 64 * 1024;
constexpr std::size_t bytes_of_row = sizeof(std::int64_t) + sizeof(Key) + sizeof(std::uint64_t) +
                                     sizeof(std::uint8_t) + sizeof(RowPlace);

class DecodedReader final : public TraceReader {
public:
    explicit DecodedReader(std::shared_ptr<const DecodedTrace> trace) : trace_(std::move(trace)) {}

    std::size_t read(const TraceRows& rows) override {
        const std::size_t count = std::min(rows.size(), trace_->rows.size() - next_);
        const auto copy = [&](const auto& column, auto into) {
            std::copy_n(column.begin() + static_cast<std::ptrdiff_t>(next_), count, into.begin());
        };
        copy(trace_->rows.time_us, rows.time_us);
        copy(trace_->rows.key, rows.key);
        copy(trace_->rows.bytes, rows.bytes);
        copy(trace_->rows.verb, rows.verb);
        copy(trace_->rows.place, rows.place);
        next_ += count;
        return count;
    }

    const Errors* failure() const override { return nullptr; }
    TraceTraits traits() const override { return trace_->traits; }
    std::span<const Verb> verbs() const override { return trace_->verbs; }
    RequestStream::Progress progress() const override { return trace_->progress; }
    std::uint64_t bytes_read() const override { return trace_->bytes_read; }

private:
    std::shared_ptr<const DecodedTrace> trace_;
    std::size_t next_ = 0;
};

}  // namespace

std::unique_ptr<DecodedTrace> decode(TraceReader& reader, const KeyNames& names,
                                     std::size_t& bytes_left) {
    auto trace = std::make_unique<DecodedTrace>();
    std::size_t count = 0;
    for (std::size_t read = rows_at_a_time; read == rows_at_a_time; count += read) {
        // While a column grows, its old and its new memory exist.
        const std::size_t capacity = std::max(2 * count, count + rows_at_a_time);
        if (capacity * bytes_of_row > bytes_left || !names.empty()) return nullptr;
        if (trace->rows.size() < count + rows_at_a_time) trace->rows.resize(capacity);
        read = reader.read(trace->rows.rows(count, rows_at_a_time));
    }
    if (reader.failure() != nullptr || reader.bad_lines().count > 0 || !names.empty())
        return nullptr;
    trace->rows.resize(count);
    trace->rows.shrink();
    trace->traits = reader.traits();
    trace->verbs.assign(reader.verbs().begin(), reader.verbs().end());
    trace->progress = reader.progress();
    trace->bytes_read = reader.bytes_read();
    bytes_left -= count * bytes_of_row;
    return trace;
}

std::unique_ptr<TraceReader> reader_of(std::shared_ptr<const DecodedTrace> trace) {
    return std::make_unique<DecodedReader>(std::move(trace));
}

}  // namespace isotherm
