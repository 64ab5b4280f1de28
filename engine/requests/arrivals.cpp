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
// Buffers of a source with read-ahead. Compressed streams give their rows in bursts; with 4 buffers
// instead of 16, a replay gained a third less from a second processor. Reading fewer rows ahead is
// not worth waking a thread.
constexpr std::size_t buffers_ahead = 16;
constexpr std::size_t least_read_ahead = 512;

std::size_t whole_calls(std::size_t rows, const CallShape& shape) {
    return (rows + shape.items - 1) / shape.items * shape.items;
}

}  // namespace

Arrivals::Arrivals(SimDuration window_length, std::size_t batch_rows, std::size_t streams,
                   LaneThreads& threads)
    : window_length_(window_length),
      batch_rows_(batch_rows),
      buffered_rows_(std::min(
          batch_rows, std::max(least_buffered,
                               batches_buffered * batch_rows / std::max<std::size_t>(1, streams)))),
      threads_(threads) {
    assert(window_length > 0us && batch_rows > 0);
}

void Arrivals::add(std::unique_ptr<RequestStream> stream, TableIndex table,
                   WorkloadIndex workload) {
    assert(workload.value == sources_.size());
    Source& source = sources_.emplace_back();
    source.stream = std::move(stream);
    source.table = table;
    source.workload = workload;
    source.shape = source.stream->call_shape();
    longest_call_ = std::max<std::size_t>(longest_call_, source.shape.items);
    const bool ahead = threads_.any() && reads_ahead();
    source.ring.emplace_back(whole_calls(buffered_rows_, source.shape));
    if (ahead) {
        source.extend(buffers_ahead);
        threads_.add(source);
    }
    source.begin();
    turns_.push_back(turn_of(workload.value));
    std::push_heap(turns_.begin(), turns_.end(), std::greater<>());
}

bool Arrivals::reads_ahead() const { return buffered_rows_ >= least_read_ahead; }

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

bool Arrivals::Source::has_work() const {
    return !ended.load(std::memory_order_acquire) &&
           read.load(std::memory_order_acquire) - used.load(std::memory_order_acquire) <
               ring.size();
}

void Arrivals::Source::work() {
    const std::uint64_t filled = read.load(std::memory_order_relaxed);
    Rows& into = ring[filled % ring.size()];
    into.count = stream->fill({into.arrival, into.key, into.bytes, into.operation, into.finding});
    into.last = into.count < into.arrival.size();
    if (into.last) ended.store(true, std::memory_order_release);
    read.store(filled + 1, std::memory_order_release);
}

void Arrivals::Source::begin() {
    require();
    rows = &ring[0];
    next = 0;
}

void Arrivals::Source::go_on(LaneThreads& threads) {
    if (rows->last) return;
    const std::uint64_t wanted = used.load(std::memory_order_relaxed) + 1;
    used.store(wanted, std::memory_order_release);
    while (read.load(std::memory_order_acquire) == wanted)
        if (!threads.help_any()) require();
    rows = &ring[wanted % ring.size()];
    next = 0;
}

void Arrivals::Source::extend(std::size_t buffers) {
    const std::uint64_t present = used.load(std::memory_order_relaxed);
    assert(ring.size() == 1);
    ring.resize(buffers, Rows(ring[0].arrival.size()));
    std::swap(ring[0], ring[present % buffers]);
    rows = &ring[present % buffers];
}

void Arrivals::read_ahead() {
    for (Source& source : sources_) {
        if (reads_ahead() && source.ring.size() == 1) source.extend(buffers_ahead);
        for (std::size_t i = 1; reads_ahead() && i < buffers_ahead; ++i) source.require();
    }
}

void Arrivals::replace(WorkloadIndex workload, std::unique_ptr<RequestStream> stream,
                       SimTime from) {
    Source& source = sources_[workload.value];
    assert(stream->call_shape().items == source.shape.items && window_.end <= from);
    {
        const auto lock = source.hold();
        source.stream = std::move(stream);
        source.shape = source.stream->call_shape();
        source.ended = false;
        source.read = 0;
        source.used = 0;
        // A stream writes only findings other than `item`, so those of the old stream must be
        // erased.
        for (Rows& rows : source.ring) std::ranges::fill(rows.finding, Finding::item);
    }
    source.begin();
    for (;;) {
        const auto begin = source.rows->arrival.begin();
        const auto end = begin + static_cast<std::ptrdiff_t>(source.rows->count);
        source.next = static_cast<std::size_t>(std::lower_bound(begin, end, from) - begin);
        if (source.next < source.rows->count || source.rows->last) break;
        source.go_on(threads_);
    }
    // The new stream's first row can be earlier than the next rows of other sources: rebuild the
    // heap.
    for (Turn& turn : turns_)
        if (turn.source == workload.value) turn = turn_of(workload.value);
    std::make_heap(turns_.begin(), turns_.end(), std::greater<>());
}

Window Arrivals::open_window(SimTime limit, SimTime cause) {
    SimTime first = std::min(cause, resends_.next_time());
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
            // Take the rows of the earliest source that are earlier than the next row of any other.
            // If another source has a row at the same instant, take only the rows of that instant:
            // sources with equal times take turns by index.
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
    const Rows& rows = *source.rows;
    const std::size_t room =
        std::min(rows.count - source.next, whole_calls(batch_rows_ - filled, source.shape));
    const auto from = rows.arrival.begin() + static_cast<std::ptrdiff_t>(source.next);
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
    copy(rows.arrival, batch.arrival);
    copy(rows.key, batch.key);
    copy(rows.bytes, batch.bytes);
    copy(rows.operation, batch.operation);
    copy(rows.finding, batch.finding);
    for (std::size_t i = filled; i < filled + count; ++i) {
        batch.sequence[i] = source.sequence++;
        batch.table[i] = source.table;
        batch.workload[i] = source.workload;
        batch.attempt[i] = 1;
    }
    source.next += count;
    filled += count;
    if (source.next == rows.count) {
        source.go_on(threads_);
        if (threads_.any() && reads_ahead()) threads_.wake();
    }
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
    for (const Source& source : sources_)
        if (source.used_up() && source.stream->failure() != nullptr)
            return source.stream->failure();
    return nullptr;
}

}  // namespace isotherm
