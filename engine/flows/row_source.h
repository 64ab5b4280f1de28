// SPDX-License-Identifier: Apache-2.0
#pragma once
// Takes single rows, or calls of several rows, out of a stream, and looks ahead at arrival times.

#include <memory>
#include <vector>

#include "engine/requests/request_stream.h"

namespace isotherm {

// A row that a stream has drawn.
struct DrawnRow {
    Key key = 0;
    std::uint32_t bytes = 0;
    Operation operation = Operation::get_item;
    Finding finding = Finding::item;

    void state(StateVisitor& visit) {
        visit(key, bytes);
        visit.one_of(operation, operation_count);
        visit.one_of(finding, finding_count);
    }
};

class RowSource {
public:
    explicit RowSource(std::unique_ptr<RequestStream> stream = nullptr)
        : stream_(std::move(stream)),
          items_(stream_ == nullptr ? 1 : stream_->call_shape().items) {}

    bool there() const { return stream_ != nullptr; }
    std::uint32_t items() const { return items_; }  // rows of a call

    // The arrival of the next call whose arrival has not been asked for; `never` after the last.
    SimTime next_arrival() {
        while (arrivals_ >= waiting())
            if (!read()) return never;
        const SimTime arrival = rows_[taken_ + arrivals_].arrival;
        arrivals_ += items_;
        return arrival;
    }
    // The row of the call with this number, which must not be earlier than the last one taken.
    void skip_to(std::uint64_t call) { skip_rows(call * items_); }
    // Drops rows until so many have been taken in all.
    void skip_rows(std::uint64_t count) {
        while (drawn_ < count) take();
    }
    // Drops what arrives earlier. The first call from then on has this number.
    void skip_before(SimTime from, std::uint64_t call) {
        while ((taken_ < rows_.size() || read()) && rows_[taken_].arrival < from) ++taken_;
        drawn_ = call * items_;
    }
    // Takes the rows of the next call.
    void take_call(std::vector<DrawnRow>& rows) {
        for (std::uint32_t i = 0; i < items_; ++i) rows.push_back(take());
    }
    // Valid until the next row is asked for.
    const DrawnRow& take() {
        static constexpr DrawnRow none;
        ++drawn_;
        while (taken_ == rows_.size())
            if (!read()) return none;
        if (arrivals_ > 0) --arrivals_;
        return rows_[taken_++].row;
    }
    std::uint64_t rows_taken() const { return drawn_; }
    RequestStream& stream() { return *stream_; }
    // Whether the arrival that was asked for last is that of the call with this number.
    bool asked_last(std::uint64_t call, SimTime arrival) const {
        return arrivals_ >= items_ && rows_[taken_ + arrivals_ - items_].arrival == arrival &&
               drawn_ + arrivals_ == (call + 1) * items_;
    }

    // The rows read ahead are part of the state: the stream has gone on behind them.
    void state(StateVisitor& visit) {
        if (stream_ == nullptr) return;
        visit.part("stream", *stream_);
        drop_taken();
        visit(rows_, arrivals_, drawn_, ended_);
        visit.require(arrivals_ <= rows_.size());
        for (std::size_t i = 1; i < rows_.size(); ++i)
            visit.require(rows_[i - 1].arrival <= rows_[i].arrival);
    }

private:
    struct Row {
        SimTime arrival;
        DrawnRow row;

        void state(StateVisitor& visit) { visit(arrival, row); }
    };
    std::size_t waiting() const { return rows_.size() - taken_; }
    void drop_taken() {
        rows_.erase(rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(taken_));
        taken_ = 0;
    }
    // Reads some more rows; returns false at the end of the stream.
    bool read() {
        if (ended_) return false;
        drop_taken();
        constexpr std::size_t calls = 256;
        const std::size_t rows = calls * items_;
        arrival_.resize(rows);
        key_.resize(rows);
        bytes_.resize(rows);
        operation_.resize(rows);
        finding_.assign(rows, Finding::item);
        const std::size_t count = stream_->fill({arrival_, key_, bytes_, operation_, finding_});
        ended_ = count < rows;
        for (std::size_t i = 0; i < count; ++i)
            rows_.push_back({arrival_[i], {key_[i], bytes_[i], operation_[i], finding_[i]}});
        return count > 0;
    }

    std::unique_ptr<RequestStream> stream_;
    std::uint32_t items_;
    std::vector<Row> rows_;  // read: the first `taken_` have been taken
    std::size_t taken_ = 0;
    std::size_t arrivals_ = 0;  // rows of these whose arrivals were asked for
    std::uint64_t drawn_ = 0;   // rows taken since the start
    bool ended_ = false;
    std::vector<SimTime> arrival_;
    std::vector<Key> key_;
    std::vector<std::uint32_t> bytes_;
    std::vector<Operation> operation_;
    std::vector<Finding> finding_;
};

}  // namespace isotherm
