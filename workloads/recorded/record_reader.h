// SPDX-License-Identifier: Apache-2.0
#pragma once
// Readers of binary formats with fixed-size records, little- or big-endian, without a header. Hot
// path: once per record; the layout is a template argument so that it is inlined.
//
// A layout has
//     static constexpr std::size_t record_bytes;
//     bool parse(const char* record, const TraceRows& rows, std::size_t row);
//     RecordFault fault(const char* record) const;      // why parse returned false
//     TraceTraits traits() const;
//     std::span<const Verb> verbs() const;
//     std::vector<std::pair<std::string, std::int64_t>> totals() const;
// and may have checks(), as in TraceReader.

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "workloads/recorded/read_ahead.h"
#include "workloads/recorded/trace_format.h"

namespace isotherm {

static_assert(std::endian::native == std::endian::little);

// Returns an integer from a little-endian record.
template <class Integer>
Integer stored_at(const char* at) {
    Integer value;
    std::memcpy(&value, at, sizeof value);
    return value;
}

struct RecordFault {
    ErrorNumber number = ErrorNumber::none;
    std::string what;
    std::string fix;
};

template <class Layout>
class RecordReader final : public TraceReader {
public:
    RecordReader(std::unique_ptr<ByteSource> source, Layout layout)
        : bytes_(std::move(source)), layout_(std::move(layout)) {
        bytes_.refill();
    }

    std::size_t read(const TraceRows& rows) override {
        constexpr std::size_t record_bytes = Layout::record_bytes;
        std::size_t filled = 0;
        while (filled < rows.size() && failure_.empty()) {
            const std::size_t whole = bytes_.size() / record_bytes;
            if (whole == 0) {
                if (bytes_.refill()) continue;
                fail_at_end();
                break;
            }
            const std::size_t count = std::min(whole, rows.size() - filled);
            const char* record = bytes_.begin();
            const std::uint64_t offset = bytes_.offset();
            std::size_t i = 0;
            for (; i < count; ++i, record += record_bytes, ++filled) {
                if (!layout_.parse(record, rows, filled)) break;
                rows.place[filled] = {offset / record_bytes + i + 1, offset + i * record_bytes};
            }
            bytes_.consume(i * record_bytes);
            if (i < count) fail(layout_.fault(record));
        }
        return filled;
    }

    const Errors* failure() const override { return failure_.empty() ? nullptr : &failure_; }
    bool seek(const RowPlace& place) override {
        return failure_.empty() && bytes_.seek(place.offset);
    }
    void add_lanes(LaneThreads& threads) override { bytes_.add_lanes(threads); }
    TraceTraits traits() const override { return layout_.traits(); }
    std::span<const Verb> verbs() const override { return layout_.verbs(); }
    RequestStream::Progress progress() const override { return bytes_.source().progress(); }
    std::uint64_t bytes_read() const override { return bytes_.offset(); }
    std::vector<std::pair<std::string, std::int64_t>> totals() const override {
        return layout_.totals();
    }
    std::vector<std::pair<std::string, bool>> checks() const override {
        if constexpr (requires { layout_.checks(); }) return layout_.checks();
        return {};
    }

private:
    std::uint64_t records_read() const { return bytes_.offset() / Layout::record_bytes; }

    void fail_at_end() {
        if (const auto& failure = bytes_.source().failure()) {
            Error error = *failure;
            error.what += fmt::format("; the last good record is {}", records_read());
            failure_ = {std::move(error)};
        } else if (bytes_.size() > 0) {
            fail(
                {ErrorNumber::trace_ends_inside_record,
                 fmt::format("the stream ends inside record {}: {} bytes are left, a record has {}",
                             records_read() + 1, bytes_.size(), Layout::record_bytes),
                 "the file is incomplete, or of another format"});
        }
    }
    void fail(RecordFault fault) {
        Error error;
        error.exit_code = ExitCode::bad_trace;
        error.number = fault.number;
        error.place.file = bytes_.source().name();
        error.place.line = static_cast<std::int64_t>(records_read()) + 1;
        error.place.offset = static_cast<std::int64_t>(bytes_.offset());
        error.what = fmt::format("{} (record {}, byte {})", fault.what, error.place.line,
                                 error.place.offset);
        error.fix = std::move(fault.fix);
        failure_ = {std::move(error)};
    }

    ReadAhead bytes_;
    Layout layout_;
    Errors failure_;
};

}  // namespace isotherm
