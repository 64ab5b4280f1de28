// SPDX-License-Identifier: Apache-2.0
#include "engine/requests/arrivals.h"

#include <algorithm>
#include <cassert>
#include <functional>

namespace isotherm {
namespace {

// The buffers of all sources together hold this many batches, so that they fit into a cache; each
// holds enough rows to make a call of its stream worthwhile.
constexpr std::size_t batches_buffered = 16;
constexpr std::size_t least_buffered = 64;

std::size_t whole_calls(std::size_t rows, const CallShape& shape) {
    return (rows + shape.items - 1) / shape.items * shape.items;
}

}  // namespace

Arrivals::Arrivals(SimDuration window_length, std::size_t batch_rows, std::size_t streams)
    : window_length_(window_length),
      batch_rows_(batch_rows),
      buffered_rows_(
          std::min(batch_rows, std::max(least_buffered, batches_buffered * batch_rows /
                                                            std::max<std::size_t>(1, streams)))) {
    assert(window_length > 0us && batch_rows > 0);
}

void Arrivals::add(std::unique_ptr<RequestStream> stream, TableIndex table,
                   WorkloadIndex workload) {
    assert(workload.value == sources_.size());
    Source source{std::move(stream), table, workload, {}, {}, {}, {}, {}, {}};
    source.shape = source.stream->call_shape();
    longest_call_ = std::max<std::size_t>(longest_call_, source.shape.items);
    const std::size_t rows = whole_calls(buffered_rows_, source.shape);
    source.arrival.resize(rows);
    source.key.resize(rows);
    source.bytes.resize(rows);
    source.operation.resize(rows);
    source.finding.resize(rows);
    source.refill();
    sources_.push_back(std::move(source));
    turns_.push_back(turn_of(workload.value));
    std::push_heap(turns_.begin(), turns_.end(), std::greater<>());
}

void Arrivals::sift_down(std::size_t place) {
    const Turn later = turns_[place];
    for (;;) {
        std::size_t child = 2 * place + 1;
        if (child >= turns_.size()) break;
        if (child + 1 < turns_.size() && turns_[child + 1] < turns_[child]) ++child;
        if (later < turns_[child]) break;
        turns_[place] = turns_[child];
        place = child;
    }
    turns_[place] = later;
}

void Arrivals::Source::refill() {
    next = 0;
    rows = ended ? 0 : stream->fill({arrival, key, bytes, operation, finding});
    ended = rows < arrival.size();
}

void Arrivals::replace(WorkloadIndex workload, std::unique_ptr<RequestStream> stream,
                       SimTime from) {
    Source& source = sources_[workload.value];
    assert(stream->call_shape().items == source.shape.items && window_.end <= from);
    source.stream = std::move(stream);
    source.shape = source.stream->call_shape();
    source.ended = false;
    // A stream writes only findings other than `item`, so those of the old stream must be erased.
    std::fill(source.finding.begin(), source.finding.end(), Finding::item);
    do {
        source.refill();
        const auto begin = source.arrival.begin();
        const auto end = begin + static_cast<std::ptrdiff_t>(source.rows);
        source.next = static_cast<std::size_t>(std::lower_bound(begin, end, from) - begin);
    } while (source.next == source.rows && !source.ended);
    // The new stream's first row can be earlier than the next rows of other sources: rebuild the
    // heap.
    for (Turn& turn : turns_)
        if (turn.source == workload.value) turn = turn_of(workload.value);
    std::make_heap(turns_.begin(), turns_.end(), std::greater<>());
}

Window Arrivals::open_window(SimTime limit) {
    SimTime first = resends_.next_time();
    if (!turns_.empty()) first = std::min(first, turns_[0].time);
    const SimTime start = std::min(first, limit);
    const SimTime end = start > limit - window_length_ ? limit : start + window_length_;
    window_ = {start, std::max(start, end)};
    return window_;
}

bool Arrivals::fill(RequestBatch& batch) {
    std::size_t filled = 0;
    batch.resize(batch_rows_ + longest_call_ - 1);
    while (filled < batch_rows_) {
        // Take all rows of the earliest source that come before the next row of any other source.
        const auto time_at = [this](std::size_t place) {
            return std::min(place < turns_.size() ? turns_[place].time : never, window_.end);
        };
        const SimTime first_time = time_at(0);
        const SimTime second_time = std::min(time_at(1), time_at(2));
        const SimTime resend_time = resends_.next_time();
        if (resend_time < first_time) {
            take_resends(first_time, batch, filled);
        } else if (first_time < window_.end) {
            // At equal times, sources are ordered by index. So if another source has a row at the
            // same instant, the first source contributes only its rows of that instant.
            const SimTime end = std::min(second_time, resend_time);
            take(sources_[turns_[0].source], std::max(end, first_time + 1us), batch, filled);
            turns_[0] = turn_of(turns_[0].source);
            sift_down(0);
        } else {
            break;
        }
    }
    batch.resize(filled);
    return filled > 0;
}

void Arrivals::take(Source& source, SimTime end, RequestBatch& batch, std::size_t& filled) {
    const std::size_t room =
        std::min(source.rows - source.next, whole_calls(batch_rows_ - filled, source.shape));
    const auto from = source.arrival.begin() + static_cast<std::ptrdiff_t>(source.next);
    // The first row comes before `end`. Among many workloads it is mostly the only one.
    const auto count =
        room == 1 || from[1] >= end
            ? std::size_t{1}
            : static_cast<std::size_t>(
                  std::lower_bound(from, from + static_cast<std::ptrdiff_t>(room), end) - from);
    const auto copy = [&](const auto& column, auto& into) {
        const auto first = column.begin() + static_cast<std::ptrdiff_t>(source.next);
        const auto to = into.begin() + static_cast<std::ptrdiff_t>(filled);
        if (count == 1)
            *to = *first;
        else
            std::copy_n(first, count, to);
    };
    copy(source.arrival, batch.arrival);
    copy(source.key, batch.key);
    copy(source.bytes, batch.bytes);
    copy(source.operation, batch.operation);
    copy(source.finding, batch.finding);
    for (std::size_t i = filled; i < filled + count; ++i) {
        batch.sequence[i] = source.sequence++;
        batch.table[i] = source.table;
        batch.workload[i] = source.workload;
        batch.attempt[i] = 1;
    }
    source.next += count;
    filled += count;
    if (source.next == source.rows) source.refill();
}

void Arrivals::take_resends(SimTime end, RequestBatch& batch, std::size_t& filled) {
    while (resends_.next_time() < end &&
           (filled < batch_rows_ || continues_call(batch, filled, resends_.front()))) {
        batch.set_row(filled++, resends_.front());
        resends_.pop();
    }
}

bool Arrivals::continues_call(const RequestBatch& batch, std::size_t filled,
                              const Request& next) const {
    const std::uint64_t items = sources_[next.workload.value].shape.items;
    const std::size_t last = filled - 1;
    return items > 1 && batch.workload[last] == next.workload &&
           batch.sequence[last] / items == next.sequence / items;
}

const Errors* Arrivals::failure() const {
    for (const Source& source : sources_) {
        if (source.ended && source.next == source.rows && source.stream->failure() != nullptr) {
            return source.stream->failure();
        }
    }
    return nullptr;
}

}  // namespace isotherm
