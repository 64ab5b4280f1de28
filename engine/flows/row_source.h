// SPDX-License-Identifier: Apache-2.0
#pragma once
// Takes single rows, or calls of several rows, out of a stream, and looks ahead at arrival times.

#include <deque>
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
        while (arrivals_ >= rows_.size())
            if (!read()) return never;
        const SimTime arrival = rows_[arrivals_].arrival;
        arrivals_ += items_;
        return arrival;
    }
    // The row of the call with this number, which must not be earlier than the last one taken.
    void skip_to(std::uint64_t call) {
        while (taken_calls_ < call) take_call({});
    }
    // Takes the rows of the next call. `rows` may be null: they are dropped.
    void take_call(std::vector<DrawnRow>* rows) {
        for (std::uint32_t i = 0; i < items_; ++i) {
            const DrawnRow row = take();
            if (rows != nullptr) rows->push_back(row);
        }
        ++taken_calls_;
    }
    // The next call of a stream with one row a call.
    DrawnRow take_single() {
        ++taken_calls_;
        return take();
    }
    DrawnRow take() {
        while (rows_.empty())
            if (!read()) return {};
        const DrawnRow row = rows_.front().row;
        rows_.pop_front();
        if (arrivals_ > 0) --arrivals_;
        return row;
    }
    RequestStream& stream() { return *stream_; }
    // Whether the arrival that was asked for last is that of the call with this number.
    bool asked_last(std::uint64_t call, SimTime arrival) const {
        return arrivals_ >= items_ && rows_[arrivals_ - items_].arrival == arrival &&
               taken_calls_ + arrivals_ / items_ == call + 1;
    }

    // The rows read ahead are part of the state: the stream has gone on behind them.
    void state(StateVisitor& visit) {
        if (stream_ == nullptr) return;
        visit.part("stream", *stream_);
        visit(rows_, arrivals_, taken_calls_, ended_);
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
    // Reads some more rows; returns false at the end of the stream.
    bool read() {
        if (ended_) return false;
        constexpr std::size_t calls = 64;
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
    std::deque<Row> rows_;      // read and not taken
    std::size_t arrivals_ = 0;  // rows of these whose arrivals were asked for
    std::uint64_t taken_calls_ = 0;
    bool ended_ = false;
    std::vector<SimTime> arrival_;
    std::vector<Key> key_;
    std::vector<std::uint32_t> bytes_;
    std::vector<Operation> operation_;
    std::vector<Finding> finding_;
};

}  // namespace isotherm
