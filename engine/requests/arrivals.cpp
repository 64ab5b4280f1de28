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

void Arrivals::Rows::resize(std::size_t rows) {
    arrival.resize(rows);
    key.resize(rows);
    bytes.resize(rows);
    operation.resize(rows);
    finding.resize(rows);
}

void Arrivals::Rows::state(StateVisitor& visit, std::size_t first) {
    const std::size_t capacity = arrival.size();
    std::vector<Request> saved;
    std::uint64_t rows = count - first;
    visit(rows, last);
    // Columns of plain values; a row is too short for a list of requests of its own.
    const auto column = [&](auto& whole) {
        auto part = whole;
        if (!visit.loads())
            part.assign(whole.begin() + static_cast<std::ptrdiff_t>(first),
                        whole.begin() + static_cast<std::ptrdiff_t>(count));
        visit(part);
        visit.require(part.size() == rows);
        if (visit.loads()) whole = std::move(part);
    };
    column(arrival);
    column(key);
    column(bytes);
    const auto choices = [&](auto& whole, std::size_t number) {
        using Choice = typename std::remove_reference_t<decltype(whole)>::value_type;
        std::string part;
        for (std::size_t i = first; !visit.loads() && i < count; ++i)
            part.push_back(static_cast<char>(whole[i]));
        visit(part);
        visit.require(part.size() == rows);
        if (!visit.loads()) return;
        whole.resize(rows);
        for (std::size_t i = 0; i < rows; ++i) {
            const auto choice = static_cast<std::uint8_t>(part[i]);
            visit.require(choice < number);
            whole[i] = static_cast<Choice>(choice);
        }
    };
    choices(operation, operation_count);
    choices(finding, finding_count);
    if (!visit.loads()) return;
    count = rows;
    resize(std::max(capacity, count));
}

// The buffers that have been read but not used, the one in use from its next row on.
void Arrivals::Source::state(StateVisitor& visit) {
    const auto lock = hold();
    visit.part("stream", *stream);
    std::uint64_t first = used.load(std::memory_order_relaxed);
    std::uint64_t buffers = read.load(std::memory_order_relaxed) - first;
    bool at_end = ended.load(std::memory_order_relaxed);
    visit(sequence, first, buffers, at_end);
    visit.require(buffers > 0 && buffers <= buffers_ahead);
    if (visit.loads()) {
        if (ring.size() < buffers) ring.resize(buffers_ahead, Rows(ring[0].arrival.size()));
        used.store(first, std::memory_order_relaxed);
        read.store(first + buffers, std::memory_order_relaxed);
        ended.store(at_end, std::memory_order_relaxed);
        rows = &ring[first % ring.size()];
        next = 0;
    }
    for (std::uint64_t i = first; i < first + buffers; ++i) {
        Rows& one = ring[i % ring.size()];
        one.state(visit, i == first ? next : 0);
        visit.require(one.count > 0 || one.last);
    }
}

void Arrivals::state(StateVisitor& visit) {
    if (!visit.loads()) read_ahead();  // as far for any number of threads: equal runs, equal states
    visit(window_);
    visit.part("requests that are sent again", resends_);
    for (Source& source : sources_) visit.part("requests read ahead", source);
    if (!visit.loads()) return;
    for (Turn& turn : turns_) turn = turn_of(turn.source);
    std::make_heap(turns_.begin(), turns_.end(), std::greater<>());
}

bool Arrivals::holds_rows_of(WorkloadIndex workload) const {
    Source& source = sources_[workload.value];
    const auto lock = source.hold();
    bool holds = source.next_time() != never || source.used.load() + 1 != source.read.load();
    resends_.for_each(
        [&](const Request& request) { holds = holds || request.workload == workload; });
    return holds;
}

void Arrivals::reopen(WorkloadIndex workload, std::unique_ptr<RequestStream> stream) {
    Source& source = sources_[workload.value];
    const auto lock = source.hold();
    source.stream = std::move(stream);
    source.shape = source.stream->call_shape();
    for (Rows& rows : source.ring) std::ranges::fill(rows.finding, Finding::item);
}

void Arrivals::read_ahead() {
    for (Source& source : sources_) {
        if (reads_ahead() && source.ring.size() < buffers_ahead) source.extend(buffers_ahead);
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
        source.stream->number_rows(source.sequence, from);
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
