// SPDX-License-Identifier: Apache-2.0
#include "engine/streams/table_stream.h"

#include <algorithm>
#include <cassert>

namespace isotherm {

std::uint32_t TableStream::open_shard(PartitionIndex partition, SimTime now, std::uint32_t parent) {
    const auto number = static_cast<std::uint32_t>(shards_.size());
    Shard& shard = shards_.emplace_back();
    shard.partition = partition;
    shard.opened = now;
    shard.parent = parent;
    shard.readings.resize(readers_);
    shard_of_[partition.value] = number;
    ++open_shards_;
    next_roll_ = std::min(next_roll_, now + spec_.shard_lasts);
    return number;
}

void TableStream::close_shard(std::uint32_t number, SimTime now) {
    if (shards_[number].closed != never) return;
    shards_[number].closed = now;
    --open_shards_;
}

void TableStream::follow(const Tables& tables) {
    const Partitions& partitions = tables.partitions;
    const std::vector<PartitionIndex>& mine = tables[table_].partitions;
    shard_of_.resize(partitions.size(), no_shard);
    for (; followed_ < mine.size(); ++followed_) {
        const PartitionIndex partition = mine[followed_];
        const SimTime born = partitions.born[partition.value];
        const auto& parent = partitions.parent[partition.value];
        const std::uint32_t before = parent ? shard_of_[parent->value] : no_shard;
        if (before != no_shard) close_shard(before, born);
        open_shard(partition, born, before);
    }
    // A table that is deleted leaves its stream.
    for (std::uint32_t shard = 0; shard < shards_.size(); ++shard) {
        const SimTime retired = partitions.retired[shards_[shard].partition.value];
        if (retired != never) close_shard(shard, retired);
    }
}

void TableStream::roll(SimTime now) {
    while (next_roll_ <= now) {
        const SimTime at = next_roll_;
        next_roll_ = never;
        for (std::uint32_t number = 0; number < shards_.size(); ++number) {
            if (shards_[number].closed != never) continue;
            const SimTime ends = shards_[number].opened + spec_.shard_lasts;
            if (ends > at) {
                next_roll_ = std::min(next_roll_, ends);
                continue;
            }
            close_shard(number, ends);
            open_shard(shards_[number].partition, ends, number);
        }
    }
}

void TableStream::expire(SimTime now) {
    for (Shard& shard : shards_) {
        while (!shard.records.empty() && shard.records.front().time + spec_.keeps <= now) {
            for (Reading& reading : shard.readings) {
                if (reading.next > shard.first) continue;
                ++reading.next;
                ++reading.lost;
            }
            drop_front(shard);
        }
    }
}

void TableStream::take_in(PartitionIndex partition, const Draw& write) {
    if (write.time >= next_roll_) roll(write.time);
    const std::uint32_t number = shard_of_[partition.value];
    if (number == no_shard) return;
    Shard& shard = shards_[number];
    shard.records.push_back(write);
    ++records_;
    ++waiting_;
    by_service_ += write.by_service;
}

// A shard serves so many readers in a second, the first that come; the others are throttled.
bool TableStream::serves(Shard& shard, std::uint32_t reader, SimTime now) const {
    const std::int64_t second = whole_seconds(now);
    if (second != shard.second) {
        shard.second = second;
        shard.calls = 0;
        for (Reading& reading : shard.readings) reading.calls = 0;
    }
    if (spec_.read_calls > 0 && shard.calls >= spec_.read_calls) return false;
    const auto others =
        std::ranges::count_if(shard.readings, [](const Reading& one) { return one.calls > 0; }) -
        (shard.readings[reader].calls > 0);
    if (others >= spec_.readers) return false;
    ++shard.calls;
    ++shard.readings[reader].calls;
    return true;
}

const Draw* TableStream::next(std::uint32_t number, std::uint32_t reader, SimTime now) const {
    const Shard& shard = shards_[number];
    const std::uint64_t at = shard.readings[reader].next - shard.first;
    if (at >= shard.records.size()) return nullptr;
    const Draw& record = shard.records[at];
    return record.time + spec_.visible_after <= now ? &record : nullptr;
}

bool TableStream::is_read(std::uint32_t number, std::uint32_t reader) const {
    const Shard& shard = shards_[number];
    return shard.closed != never &&
           shard.readings[reader].next - shard.first >= shard.records.size();
}

std::uint64_t TableStream::lost(std::uint32_t reader) const {
    std::uint64_t sum = 0;
    for (const Shard& shard : shards_) sum += shard.readings[reader].lost;
    return sum;
}

std::uint64_t TableStream::unread(std::uint32_t reader) const {
    std::uint64_t sum = 0;
    for (const Shard& shard : shards_)
        sum += shard.first + shard.records.size() - shard.readings[reader].next;
    return sum;
}

void TableStream::drop_front(Shard& shard) {
    shard.records.pop_front();
    ++shard.first;
    --waiting_;
}

void TableStream::drop_taken(Shard& shard) {
    std::uint64_t all = ~std::uint64_t{0};
    for (const Reading& reading : shard.readings) all = std::min(all, reading.next);
    while (shard.first < all && !shard.records.empty()) drop_front(shard);
}

void TableStream::state(StateVisitor& visit) {
    visit(shards_, followed_, records_);
    visit.by_partition(shard_of_);
    visit(open_shards_, next_roll_, waiting_, by_service_);
    for (std::uint32_t number = 0; number < shards_.size(); ++number) {
        const Shard& shard = shards_[number];
        visit.require(shard.readings.size() == readers_);
        visit.require(shard.parent == no_shard || shard.parent < number);
        for (const Reading& reading : shard.readings)
            visit.require(reading.next >= shard.first &&
                          reading.next - shard.first <= shard.records.size());
    }
    for (const std::uint32_t shard : shard_of_)
        visit.require(shard == no_shard || shard < shards_.size());
}

}  // namespace isotherm
