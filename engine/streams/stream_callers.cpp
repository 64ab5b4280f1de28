// SPDX-License-Identifier: Apache-2.0
// How the processors of a consumer go from shard to shard, read, and keep their leases.

#include "engine/streams/stream_callers.h"

#include <algorithm>
#include <utility>

namespace isotherm {

StreamCallers::StreamCallers(const CallersContext& context, std::unique_ptr<RecordSource> source,
                             bool keeps_kinesis, ReaderRules rules, std::string reader)
    : source_(std::move(source)),
      keeps_kinesis_(keeps_kinesis),
      rules_(std::move(rules)),
      records_(context.records),
      put_(context.put),
      end_(context.end),
      workers_(rules_.workers) {
    record_.workload = context.workload;
    record_.table = source_->table().value;
    record_.reader = std::move(reader);
}

void StreamCallers::start(Upcoming& next) {
    for (std::uint32_t shard = 0; shard < source_->shards(); ++shard)
        if (source_->parent(shard) == TableStream::no_shard) begin_shard(shard, sim_start, next);
    if (rules_.renews_every == 0us) return;
    wake_at(renewal_clock, sim_start + rules_.renews_every, next);
    wake_at(scan_clock, sim_start + rules_.scans_leases_every, next);
    for (const SimDuration stop : rules_.stops) wake_at(stop_clock, sim_start + stop, next);
}

void StreamCallers::begin_shard(std::uint32_t shard, SimTime at, Upcoming& next) {
    const auto number = static_cast<std::uint32_t>(processors_.size());
    begun_.resize(std::max<std::size_t>(begun_.size(), source_->shards()), TableStream::no_shard);
    begun_[shard] = number;
    Processor& processor = processors_.emplace_back();
    processor.shard = shard;
    processor.checkpointed = at;
    processor.worker = number % workers_;
    processor.lanes.resize(rules_.lanes);
    if (records_.gathers)
        for (Lane& lane : processor.lanes)
            lane.flush_at = rules_.tumbling > 0us ? never : at + records_.flush;
    // Services that poll do so by the clock.
    const SimDuration late = (at - sim_start) % rules_.reads_every;
    processor.next_read = rules_.reads_ahead && late > 0us ? at + (rules_.reads_every - late) : at;
    wake_at(number, processor.next_read, next);
}

void StreamCallers::wake_at(std::uint32_t number, SimTime at, Upcoming& next) {
    if (at >= end_) return;
    if (number < stop_clock) {
        if (processors_[number].due == at) return;
        processors_[number].due = at;
    }
    due_.push_back({at, number});
    std::push_heap(due_.begin(), due_.end(), later);
    next.wakes.push_back(at);
}

void StreamCallers::wake(SimTime now, Upcoming& next) {
    while (!due_.empty() && due_.front().at <= now) {
        std::pop_heap(due_.begin(), due_.end(), later);
        const Due due = due_.back();
        due_.pop_back();
        if (due.processor == stop_clock) {
            lose_worker(now, next);
        } else if (due.processor > stop_clock) {
            keep_leases(due.processor, now, next);
        } else if (processors_[due.processor].due == due.at) {
            processors_[due.processor].due = never;
            service(due.processor, now, next);
        }
    }
}

Begin StreamCallers::begin(SimTime at, std::uint32_t worker) {
    Begin begin;
    begin.at = at;
    begin.action = actions_++;
    begin.worker = worker;
    return begin;
}

// Every worker renews its leases, and looks from time to time whether others have expired.
void StreamCallers::keep_leases(std::uint32_t clock, SimTime now, Upcoming& next) {
    if (clock == scan_clock) {
        for (std::uint32_t worker = 0; worker < workers_; ++worker) {
            Begin scan = begin(now, worker);
            scan.block = lease_scan;
            next.push_back(scan);
        }
        return wake_at(scan_clock, now + rules_.scans_leases_every, next);
    }
    for (const Processor& processor : processors_) {
        if (processor.ended || processor.resumes > now) continue;
        Begin renew = begin(now, processor.worker);
        renew.block = renewal;
        renew.first = processor.shard;
        next.push_back(renew);
    }
    wake_at(renewal_clock, now + rules_.renews_every, next);
}

// The last of the workers is lost, with the batches that it processes. When its leases have expired
// and the others have looked at them, they take over its shards.
void StreamCallers::lose_worker(SimTime now, Upcoming& next) {
    --workers_;
    // Leases are looked at by the clock of keep_leases().
    const SimDuration scan = rules_.scans_leases_every;
    const SimDuration expired = now + rules_.failover - sim_start;
    const SimTime resumes = sim_start + (expired + scan - 1us) / scan * scan;
    for (std::uint32_t number = 0; number < processors_.size(); ++number) {
        Processor& processor = processors_[number];
        if (processor.ended || processor.worker != workers_) continue;
        processor.worker = number % workers_;
        processor.resumes = resumes;
        for (Lane& lane : processor.lanes) lane.orphaned = lane.busy;
        wake_at(number, processor.resumes, next);
    }
}

void StreamCallers::save_progress(Processor& processor, SimTime now, Upcoming& next) {
    if (rules_.renews_every == 0us || now - processor.checkpointed < rules_.checkpoints_every)
        return;
    processor.checkpointed = now;
    Begin save = begin(now, processor.worker);
    save.block = checkpoint;
    save.first = processor.shard;
    next.push_back(save);
}

// Does everything that is due at a shard.
void StreamCallers::service(std::uint32_t number, SimTime now, Upcoming& next) {
    Processor& processor = processors_[number];
    if (processor.ended) return;
    if (processor.resumes > now) return wake_at(number, processor.resumes, next);
    source_->advance(now);
    if (now >= processor.next_read) {
        if (room(processor) > 0)
            read(processor, now);
        else if (rules_.reads_ahead)
            processor.next_read += rules_.reads_every;
    }
    const bool last = source_->is_read(processor.shard);
    for (std::uint32_t lane = 0; lane < processor.lanes.size(); ++lane) {
        Lane& one = processor.lanes[lane];
        if (last && !one.gathered.empty()) one.flush_at = std::min(one.flush_at, now);
        if (one.busy) continue;
        if (rules_.tumbling > 0us) fold(one, now);
        if (records_.gathers)
            flush(number, lane, now, next);
        else
            give_batch(number, lane, now, next);
    }
    if (is_through(processor)) return end_shard(number, now, next);
    wake_at(number, next_due(processor, now), next);
}

// How many records the next read may bring. Programs that read in a loop do so when the last batch
// is done; services that poll read ahead a little.
std::uint64_t StreamCallers::room(const Processor& processor) const {
    if (records_.gathers && rules_.tumbling == 0us) return rules_.records;
    std::uint64_t waiting = 0;
    for (const Lane& lane : processor.lanes) waiting += lane.waiting.size();
    if (!rules_.reads_ahead) return waiting == 0 ? rules_.records : 0;
    const std::uint64_t most = std::max(source_->most_records(), 2 * rules_.batch * rules_.lanes);
    return most - std::min(most, waiting);
}

void StreamCallers::read(Processor& processor, SimTime now) {
    const SimTime arrives = now + rules_.read_time;
    processor.next_read = arrives + rules_.reads_every;
    ++record_.reads;
    got_.clear();
    const std::uint64_t most = std::min(room(processor), rules_.records);
    if (!source_->read(processor.shard, now, most, got_)) ++record_.reads_throttled;
    for (const Draw& record : got_) sort_in(processor, record, arrives);
}

// Puts a record into the lane of its key.
void StreamCallers::sort_in(Processor& processor, const Draw& record, SimTime now) {
    ++record_.taken;
    const bool unwanted = rules_.expired_items == ExpiredItems::also
                              ? false
                              : (rules_.expired_items == ExpiredItems::only) != record.by_service;
    if (unwanted || (records_.keeps && !records_.keeps(record))) {
        ++record_.filtered;
        return;
    }
    Lane& lane = processor.lanes[position_of(record.key) % processor.lanes.size()];
    if (records_.gathers && rules_.tumbling == 0us) return gather(lane, record, now);
    if (lane.waiting.empty()) {
        lane.first_read = now;
        lane.ready = std::max(lane.ready, now);
    }
    lane.waiting.push_back(record);
}

bool StreamCallers::is_through(const Processor& processor) const {
    return source_->is_read(processor.shard) &&
           std::ranges::all_of(processor.lanes, [](const Lane& lane) {
               return !lane.busy && lane.waiting.empty() && lane.gathered.empty() &&
                      lane.flushing.empty();
           });
}

// The shards that go on can be begun.
void StreamCallers::end_shard(std::uint32_t number, SimTime now, Upcoming& next) {
    processors_[number].ended = true;
    const std::uint32_t parent = processors_[number].shard;
    for (std::uint32_t shard = parent + 1; shard < source_->shards(); ++shard)
        if (source_->parent(shard) == parent) begin_shard(shard, now + rules_.parent_poll, next);
}

SimTime StreamCallers::next_due(const Processor& processor, SimTime now) const {
    SimTime due = never;
    if (rules_.reads_ahead || room(processor) > 0) due = processor.next_read;
    for (const Lane& lane : processor.lanes)
        if (!lane.busy) due = std::min(due, lane_due(lane, now));
    return std::max(due, now + 1us);
}

SimTime StreamCallers::lane_due(const Lane& lane, SimTime now) const {
    if (records_.gathers && !lane.flushing.empty()) return lane.ready;
    if (rules_.tumbling > 0us && lane.waiting.empty())
        return lane.flush_at > now ? lane.flush_at : never;  // else after the next read
    if (records_.gathers && rules_.tumbling == 0us) return lane.flush_at;
    if (lane.waiting.empty()) return never;
    return lane.pieces.empty() ? std::max(lane.ready, lane.first_read + rules_.window) : lane.ready;
}

// When the oldest record was written that has not been done; `now`: all have.
SimTime StreamCallers::oldest(SimTime now) const {
    SimTime oldest = now;
    for (const Processor& processor : processors_) {
        if (processor.ended) continue;
        for (const Lane& lane : processor.lanes) {
            if (!lane.waiting.empty()) oldest = std::min(oldest, lane.waiting.front().time);
            oldest = std::min({oldest, lane.gathered_since, lane.flushing_since});
        }
        if (const Draw* next = source_->next(processor.shard, now))
            oldest = std::min(oldest, next->time);
    }
    return oldest;
}

StreamCallers::Look StreamCallers::look(SimTime now) {
    source_->advance(now);
    Look seen{now - oldest(now), lost()};
    record_.see_age(seen.age, now - 1us);
    ConsumerMinute& minute = record_.minute(now - 1us);
    minute.lost += seen.lost - lost_seen_;
    std::uint64_t waits = source_->unread();
    for (const Processor& processor : processors_)
        for (const Lane& lane : processor.lanes)
            waits += lane.waiting.size() + lane.gathered_records + lane.flushing_records;
    minute.waiting = std::max(minute.waiting, waits);
    lost_seen_ = seen.lost;
    return seen;
}

ConsumerRecord StreamCallers::record_at(SimTime now) const {
    ConsumerRecord record = record_;
    record.expired = lost();
    record.left = source_->unread();
    for (const Processor& processor : processors_) {
        for (const Lane& lane : processor.lanes) {
            record.left += lane.waiting.size() + lane.gathered_records + lane.flushing_records;
            if (lane.failures > 0)
                record.blocked_us += static_cast<std::uint64_t>((now - lane.fails_since).count());
        }
    }
    if (const auto kinesis = source_->kinesis()) record.kinesis = kinesis->use();
    record.written = source_->records();
    record.by_service = source_->by_service();
    record.shards = source_->shards();
    record.shards_open = source_->open_shards();
    for (std::uint32_t shard = 0; shard < source_->shards(); ++shard)
        record.shards_held += shard >= begun_.size() || begun_[shard] == TableStream::no_shard;
    record.age_at_end_us = static_cast<std::uint64_t>((now - oldest(now)).count());
    return record;
}

void StreamCallers::state(StateVisitor& visit) {
    if (keeps_kinesis_) visit.part("kinesis", *source_->kinesis());
    visit(processors_, begun_, batches_, due_, actions_, lost_seen_, workers_, record_);
    visit.require(workers_ > 0 && workers_ <= rules_.workers);
    visit.require(begun_.size() <= source_->shards());
    for (const std::uint32_t processor : begun_)
        visit.require(processor == TableStream::no_shard || processor < processors_.size());
    for (const Processor& processor : processors_) {
        visit.require(processor.shard < source_->shards() && processor.worker < rules_.workers &&
                      processor.lanes.size() == rules_.lanes);
        for (const Lane& lane : processor.lanes) {
            visit.require(lane.failures >= 0);
            std::uint64_t left = lane.waiting.size();
            for (const std::uint64_t piece : lane.pieces) {
                visit.require(piece > 0 && piece <= left);
                left -= piece;
            }
        }
    }
    for (const Due& due : due_)
        visit.require(due.processor >= stop_clock || due.processor < processors_.size());
    for (const auto& [action, place] : batches_)
        visit.require(place.processor < processors_.size() && place.lane < rules_.lanes &&
                      processors_[place.processor].lanes[place.lane].busy);
}

}  // namespace isotherm
