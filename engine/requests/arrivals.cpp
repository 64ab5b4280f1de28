// SPDX-License-Identifier: Apache-2.0
#include "engine/requests/arrivals.h"

#include <algorithm>
#include <cassert>

#include "engine/requests/laned_stream.h"

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
// The same of a source that comes in bursts: more than the rows of a busy second, so that the next
// one can be read while this one is simulated.
constexpr std::size_t buffers_ahead_of_bursts = 64;
constexpr std::size_t least_read_ahead = 512;
// Among new requests, mostly only a few resent ones follow each other.
constexpr std::size_t least_by_column = 8;
// Smaller batches are recorded together, which copies them.
constexpr std::size_t least_of_batch = 256;
// The first guess of how long a piece lasts that several streams are merged in.
constexpr SimDuration first_stage_length = 1ms;
// Rows of each stream in such a piece: with a thousand streams, every visit to one of them waits
// for memory, so it takes several rows.
constexpr std::size_t rows_of_visit = 16;

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
      threads_(threads),
      stage_length_(first_stage_length) {
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
        source.extend(source.most_buffers());
        threads_.add(source);
        if (auto* laned = dynamic_cast<LanedStream*>(source.stream.get()))
            laned->add_lanes(threads_);
    }
    source.begin();
    next_times_.push_back(source.next_time());
}

bool Arrivals::reads_ahead() const { return buffered_rows_ >= least_read_ahead; }

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

std::size_t Arrivals::Source::most_buffers() const {
    return stream->comes_in_bursts() ? buffers_ahead_of_bursts : buffers_ahead;
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

void Arrivals::read_ahead() {
    for (Source& source : sources_) {
        const std::size_t buffers = reads_ahead() ? source.most_buffers() : 1;
        if (source.ring.size() < buffers) source.extend(buffers);
        for (std::size_t i = 1; i < buffers; ++i) source.require();
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
    find_next_times();
}

void Arrivals::find_next_times() {
    for (std::size_t s = 0; s < sources_.size(); ++s) next_times_[s] = sources_[s].next_time();
}

SimTime Arrivals::earliest() const {
    if (sources_.empty()) return never;
    return merges() ? *std::ranges::min_element(next_times_) : sources_.front().next_time();
}

Window Arrivals::open_window(SimTime limit, SimTime cause) {
    assert(staged_taken_ == staged_.size());
    const SimTime first = std::min({cause, resends_.next_time(), earliest()});
    const SimTime start = std::min(first, limit);
    const SimTime end = start > limit - window_length_ ? limit : start + window_length_;
    window_ = {start, std::max(start, end)};
    return window_;
}

bool Arrivals::fill(RequestBatch& batch) {
    std::size_t filled = 0;
    batch.resize(batch_rows_ + longest_call_ - 1);
    while (filled < batch_rows_) {
        const SimTime fresh_time = std::min(next_fresh_time(), window_.end);
        const SimTime resend_time = resends_.next_time();
        if (resend_time < fresh_time) {
            take_resends(fresh_time, batch, filled);
        } else if (ends_at_buffer(filled)) {
            break;
        } else if (fresh_time < window_.end) {
            take_fresh(std::min(resend_time, window_.end - 1us), batch, filled);
        } else {
            break;
        }
    }
    batch.resize(filled);
    return filled > 0;
}

// Whether a batch that has some rows should end because the next one can have a whole buffer,
// which is faster than copying the rows of two of them.
bool Arrivals::ends_at_buffer(std::size_t filled) const {
    if (merges() || filled < least_of_batch || !resends_.empty() || sources_.empty()) return false;
    const Source& source = sources_.front();
    return source.next == 0 && source.rows->count == source.rows->arrival.size() &&
           source.rows->arrival.back() < window_.end;
}

SimTime Arrivals::next_fresh_time() {
    if (!merges()) return earliest();
    if (staged_taken_ == staged_.size()) stage();
    return staged_taken_ < staged_.size() ? staged_[staged_order_[staged_taken_]].arrival : never;
}

// Takes the rows of the next piece of the window from all sources, in order of source, and sorts
// them by time: at equal times, the order of sources remains.
void Arrivals::stage() {
    staged_.clear();
    staged_order_.clear();
    staged_taken_ = 0;
    const SimTime first = earliest();
    if (first >= window_.end) return;
    const SimTime end = first > window_.end - stage_length_ ? window_.end : first + stage_length_;
    for (std::size_t s = 0; s < next_times_.size(); ++s) {
        if (next_times_[s] >= end) continue;
        stage_rows(sources_[s], end);
        next_times_[s] = sources_[s].next_time();
    }
    for (const Request& request : staged_) staged_order_.add(request.arrival - first);
    staged_order_.sort();
    // If the window ended first, this piece was too short to judge by.
    const std::size_t wanted = std::max(batch_rows_, rows_of_visit * sources_.size());
    if (end == window_.end && staged_.size() < wanted) return;
    const auto rows = static_cast<std::int64_t>(std::max(staged_.size(), wanted / 4));
    stage_length_ = std::clamp<SimDuration>(
        stage_length_ * static_cast<std::int64_t>(wanted) / rows, 1us, window_length_);
}

void Arrivals::stage_rows(Source& source, SimTime end) {
    while (source.next_time() < end) {
        const Rows& rows = *source.rows;
        std::size_t i = source.next;
        for (; i < rows.count && rows.arrival[i] < end; ++i) {
            staged_.push_back({.arrival = rows.arrival[i],
                               .key = rows.key[i],
                               .sequence = source.sequence++,
                               .bytes = rows.bytes[i],
                               .table = source.table,
                               .workload = source.workload,
                               .operation = rows.operation[i],
                               .finding = rows.finding[i]});
        }
        source.next = i;
        go_on(source);
    }
}

void Arrivals::go_on(Source& source) {
    if (source.next < source.rows->count) return;
    source.go_on(threads_);
    if (threads_.any() && reads_ahead()) threads_.wake();
}

void Arrivals::take_fresh(SimTime until, RequestBatch& batch, std::size_t& filled) {
    if (!merges()) return take(sources_.front(), until + 1us, batch, filled);
    for (; staged_taken_ < staged_.size(); ++staged_taken_) {
        const Request& next = staged_[staged_order_[staged_taken_]];
        if (next.arrival > until) break;
        if (filled >= batch_rows_ && !continues_call(batch, filled, next)) break;
        batch.set_row(filled++, next);
    }
}

void Arrivals::take(Source& source, SimTime end, RequestBatch& batch, std::size_t& filled) {
    Rows& rows = *source.rows;
    const std::size_t room =
        std::min(rows.count - source.next, whole_calls(batch_rows_ - filled, source.shape));
    const auto from = rows.arrival.begin() + static_cast<std::ptrdiff_t>(source.next);
    // The first row comes before `end`. Among many resent requests it is mostly the only one.
    const auto count =
        room == 1 || from[1] >= end
            ? std::size_t{1}
            : static_cast<std::size_t>(
                  std::lower_bound(from, from + static_cast<std::ptrdiff_t>(room), end) - from);
    if (filled == 0 && count == rows.arrival.size() && count == batch.arrival.size())
        rows.give_to(batch);
    else
        rows.copy(source.next, count, batch, filled);
    batch.set_fresh(filled, count, source.table, source.workload, source.sequence);
    source.sequence += count;
    source.next += count;
    filled += count;
    go_on(source);
}

// Copies rows to the batch, from its row `to` on.
void Arrivals::Rows::copy(std::size_t first, std::size_t rows, RequestBatch& batch,
                          std::size_t to) const {
    const auto copy = [&](const auto& column, auto& into) {
        if (rows == 1)
            into[to] = column[first];
        else
            std::copy_n(column.data() + first, rows, into.data() + to);
    };
    copy(arrival, batch.arrival);
    copy(key, batch.key);
    copy(bytes, batch.bytes);
    copy(operation, batch.operation);
    copy(finding, batch.finding);
}

// Gives all rows to a batch of the same size. The wide columns change places; the findings stay,
// because a stream writes only those other than `item`.
void Arrivals::Rows::give_to(RequestBatch& batch) {
    arrival.swap(batch.arrival);
    key.swap(batch.key);
    bytes.swap(batch.bytes);
    std::ranges::copy(operation, batch.operation.begin());
    std::ranges::copy(finding, batch.finding.begin());
}

void Arrivals::take_resends(SimTime end, RequestBatch& batch, std::size_t& filled) {
    if (filled < batch_rows_) {
        const auto run = resends_.front_run(end, batch_rows_ - filled);
        if (run.size() < least_by_column)
            for (std::size_t i = 0; i < run.size(); ++i) batch.set_row(filled + i, run[i]);
        else
            batch.set_rows(filled, run);
        filled += run.size();
        resends_.pop(run.size());
    }
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
