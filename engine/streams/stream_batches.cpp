// SPDX-License-Identifier: Apache-2.0
// Batches of records: how they are given out, and what becomes of them when they fail.

#include <algorithm>
#include <utility>

#include "engine/streams/stream_callers.h"

namespace isotherm {

const Draw* StreamCallers::record(std::uint64_t number) const {
    if (number >> 62 != 1) return nullptr;
    const auto found = batches_.find((number ^ record_bit) >> action_shift);
    if (found == batches_.end()) return nullptr;
    const Lane& lane = processors_[found->second.processor].lanes[found->second.lane];
    const std::uint64_t at = number & ((std::uint64_t{1} << action_shift) - 1);
    if (records_.gathers) return at < lane.flushing.size() ? &lane.flushing[at] : nullptr;
    return at < lane.waiting.size() ? &lane.waiting[at] : nullptr;
}

bool StreamCallers::knows(const Begin& begin) const {
    if (begin.block > 0) return begin.worker < rules_.workers;
    const auto found = batches_.find(begin.action);
    if (found == batches_.end() || begin.first != (record_bit | begin.action << action_shift))
        return false;
    const Lane& lane = processors_[found->second.processor].lanes[found->second.lane];
    if (records_.gathers) return begin.count == lane.flushing.size();
    return !lane.pieces.empty() && begin.count == lane.pieces.front();
}

// Gives the lane's next batch, or what is left of the present one, to an action.
void StreamCallers::give_batch(std::uint32_t number, std::uint32_t lane_number, SimTime now,
                               Upcoming& next) {
    Lane& lane = processors_[number].lanes[lane_number];
    drop_old(lane, now);
    if (lane.waiting.empty() || now < lane.ready) return;
    if (lane.pieces.empty()) {
        const std::uint64_t size = batch_size(lane);
        const bool may_grow = size < rules_.batch && size == lane.waiting.size();
        if (may_grow && now < lane.first_read + rules_.window) return;
        lane.pieces.push_back(size);
        lane.fresh = true;
    }
    const std::uint64_t size = lane.pieces.front();
    for (std::uint64_t i = 0; lane.fresh && i < size; ++i)
        record_.age.add(now - lane.waiting[i].time);
    if (!lane.fresh) record_.repeated += size;
    record_.see_age(now - lane.waiting.front().time, now);
    ++record_.batches;
    lane.taken = now;
    lane.busy = true;
    const auto records = static_cast<std::int64_t>(size);
    Begin batch =
        begin(now + rules_.compute + rules_.per_record * records, processors_[number].worker);
    batch.first = record_bit | batch.action << action_shift;
    batch.count = size;
    batches_[batch.action] = {number, lane_number};
    next.push_back(batch);
}

std::uint64_t StreamCallers::batch_size(const Lane& lane) const {
    const std::uint64_t most =
        std::min<std::uint64_t>({rules_.batch, lane.waiting.size(), most_in_action});
    if (rules_.batch_bytes == 0) return most;
    std::uint64_t size = 0;
    for (std::uint64_t bytes = 0; size < most; ++size) {
        bytes += source_->record_bytes(lane.waiting[size]);
        if (bytes > rules_.batch_bytes && size > 0) break;
    }
    return size;
}

void StreamCallers::gather(Lane& lane, const Draw& record, SimTime now) {
    lane.gathered[records_.gathers(record)] = record;
    ++lane.gathered_records;
    lane.gathered_since = std::min(lane.gathered_since, record.time);
    record_.age.add(now - record.time);
    record_.see_age(now - record.time, now);
    if (lane.gathered.size() >= records_.gathered_most) lane.flush_at = now;
}

// Tumbling windows are counted from the start of the run.
SimTime StreamCallers::window_end(SimTime time) const {
    return sim_start + ((time - sim_start) / rules_.tumbling + 1) * rules_.tumbling;
}

// An invocation within a tumbling window: it adds a batch to the state that the function hands on
// to the next one, and makes no calls.
void StreamCallers::fold(Lane& lane, SimTime now) {
    drop_old(lane, now);
    if (lane.waiting.empty() || !lane.flushing.empty() || now < lane.ready) return;
    const SimTime ends = window_end(lane.waiting.front().time);
    if (lane.window_ends != never && ends > lane.window_ends) return;  // it is closed first
    std::uint64_t size = batch_size(lane);
    const bool may_grow = size < rules_.batch && size == lane.waiting.size();
    if (may_grow && now < lane.first_read + rules_.window) return;
    lane.window_ends = ends;
    lane.flush_at = ends + source_->visible_within() + rules_.reads_every;
    const SimDuration takes = rules_.compute;
    ++record_.batches;
    record_.batch_time_us += static_cast<std::uint64_t>(takes.count());
    for (; size > 0 && window_end(lane.waiting.front().time) <= ends; --size) {
        gather(lane, lane.waiting.front(), now);
        lane.waiting.pop_front();
    }
    lane.ready = lane.first_read = now + takes;
}

// Whether the last invocation of the window is due: a record of a later window waits, or there is
// nothing more to come.
bool StreamCallers::closes(const Processor& processor, const Lane& lane, SimTime now) const {
    if (lane.gathered.empty() || now < lane.ready) return false;
    if (lane.gathered.size() >= records_.gathered_most) return true;
    if (!lane.waiting.empty()) return window_end(lane.waiting.front().time) > lane.window_ends;
    return now >= lane.flush_at && source_->next(processor.shard, now) == nullptr;
}

// Writes what was gathered: one action for all keys.
void StreamCallers::flush(std::uint32_t number, std::uint32_t lane_number, SimTime now,
                          Upcoming& next) {
    Lane& lane = processors_[number].lanes[lane_number];
    if (lane.flushing.empty()) {
        const bool tumbles = rules_.tumbling > 0us;
        if (tumbles ? !closes(processors_[number], lane, now) : now < lane.flush_at) return;
        lane.flush_at = tumbles ? never : now + records_.flush;
        lane.window_ends = never;
        while (!lane.gathered.empty() && lane.flushing.size() < most_in_action)
            lane.flushing.push_back(lane.gathered.extract(lane.gathered.begin()).mapped());
        if (lane.flushing.empty()) return;
        lane.flushing_records = std::exchange(lane.gathered_records, 0U);
        lane.flushing_since = lane.gathered_since;
        if (lane.gathered.empty()) lane.gathered_since = never;
        lane.fresh = true;
    }
    if (now < lane.ready) return;
    if (!lane.fresh) record_.repeated += lane.flushing_records;
    ++record_.flushes;
    ++record_.batches;
    lane.taken = now;
    lane.busy = true;
    Begin batch = begin(now + rules_.compute, processors_[number].worker);
    batch.first = record_bit | batch.action << action_shift;
    batch.count = lane.flushing.size();
    batches_[batch.action] = {number, lane_number};
    next.push_back(batch);
}

void StreamCallers::ended(const Begin& begin, bool done, SimTime now, Upcoming& next) {
    if (begin.block > 0) return;
    const Place place = batches_.at(begin.action);
    batches_.erase(begin.action);
    Processor& processor = processors_[place.processor];
    Lane& lane = processor.lanes[place.lane];
    lane.busy = false;
    record_.batch_time_us += static_cast<std::uint64_t>((now - lane.taken).count());
    if (std::exchange(lane.orphaned, false)) {
        lane.fresh = false;  // whoever takes over the shard does it again
        return service(place.processor, now, next);
    }
    if (!records_.gathers) {
        judge(lane, done, now);
    } else if (done) {
        lane.flushing.clear();
        lane.flushing_since = never;
        count_done(std::exchange(lane.flushing_records, 0U), now);
        end_piece(lane, now);
    } else {
        piece_failed(lane, now);
    }
    if (done) save_progress(processor, now, next);
    service(place.processor, now, next);
}

// What became of a batch whose action has ended: a record that is poisoned makes it fail.
void StreamCallers::judge(Lane& lane, bool done, SimTime now) {
    const std::uint64_t size = lane.pieces.front();
    const std::uint64_t good = done ? first_poisoned(lane) : 0;
    if (good == size) return piece_done(lane, size, now);
    if (rules_.partial && good > 0) piece_done(lane, good, now);
    piece_failed(lane, now);
}

std::uint64_t StreamCallers::first_poisoned(const Lane& lane) const {
    const std::uint64_t size = lane.pieces.front();
    if (!records_.poisoned) return size;
    for (std::uint64_t i = 0; i < size; ++i)
        if (records_.poisoned(lane.waiting[i])) return i;
    return size;
}

void StreamCallers::drop_front(Lane& lane) {
    lane.waiting.pop_front();
    if (lane.pieces.empty() || --lane.pieces.front() > 0) return;
    lane.pieces.pop_front();
}

void StreamCallers::end_piece(Lane& lane, SimTime now) {
    if (lane.failures > 0)
        record_.blocked_us += static_cast<std::uint64_t>((now - lane.fails_since).count());
    lane.failures = 0;
    lane.ready = lane.first_read = now;
}

void StreamCallers::piece_done(Lane& lane, std::uint64_t records, SimTime now) {
    for (std::uint64_t i = 0; i < records; ++i) drop_front(lane);
    count_done(records, now);
    end_piece(lane, now);
}

void StreamCallers::count_done(std::uint64_t records, SimTime now) {
    record_.done += records;
    record_.minute(now).records += records;
}

void StreamCallers::piece_failed(Lane& lane, SimTime now) {
    ++record_.batches_failed;
    ++record_.minute(now).failed;
    lane.fresh = false;
    if (rules_.bisect && !lane.pieces.empty() && lane.pieces.front() > 1) {
        const std::uint64_t size = lane.pieces.front();
        lane.pieces.front() = size - size / 2;
        lane.pieces.push_front(size / 2);
        return end_piece(lane, now);
    }
    if (!records_.gathers && rules_.retries >= 0 && lane.failures >= rules_.retries)
        return give_up(lane, now);
    if (lane.failures == 0) lane.fails_since = now;
    constexpr std::int64_t most_doublings = 20;
    const std::int64_t doublings = std::min(lane.failures, most_doublings);
    ++lane.failures;
    lane.ready = now + std::min(rules_.longest_retry_wait,
                                rules_.retry_wait * (std::int64_t{1} << doublings));
}

// The piece is left out; a message about it goes to the destination for failures.
void StreamCallers::give_up(Lane& lane, SimTime now) {
    const std::uint64_t records = lane.pieces.front();
    if (!rules_.on_failure.empty()) put_(rules_.on_failure, {lane.waiting.front().key, now});
    for (std::uint64_t i = 0; i < records; ++i) drop_front(lane);
    record_.given_up += records;
    end_piece(lane, now);
}

// Records that have expired are lost; those that the reader finds too old are given up.
void StreamCallers::drop_old(Lane& lane, SimTime now) {
    bool told = false;  // one message for all that are given up now
    while (!lane.waiting.empty()) {
        const SimDuration age = now - lane.waiting.front().time;
        const bool expired = age >= source_->keeps();
        if (!expired && (rules_.record_age == 0us || age < rules_.record_age)) return;
        if (!expired && !told && !rules_.on_failure.empty())
            put_(rules_.on_failure, {lane.waiting.front().key, now});
        told = told || !expired;
        ++(expired ? record_.expired : record_.given_up);
        drop_front(lane);
        if (lane.pieces.empty() && lane.failures > 0) end_piece(lane, now);
    }
}

}  // namespace isotherm
