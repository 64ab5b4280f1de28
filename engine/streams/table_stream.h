// SPDX-License-Identifier: Apache-2.0
#pragma once
// The change stream of a table: a record for each change of an item, in shards.
//
// Each partition has one open shard (AWS Database Blog, DynamoDB Streams use cases and design
// patterns). It is closed after some hours, or when the partition is split; one child goes on, or
// two. Records are in the order of their writes. They are removed when all readers have taken them,
// or when they have been kept for long enough (Developer Guide, change data capture for DynamoDB
// Streams: 24 hours).

#include <deque>
#include <optional>
#include <vector>

#include "engine/attributes/attributes.h"
#include "engine/model/table.h"

namespace isotherm {

class TableStream {
public:
    static constexpr std::uint32_t no_shard = ~std::uint32_t{0};
    // GetRecords returns at most so much (API reference).
    static constexpr std::uint64_t most_records = 1'000;
    static constexpr std::uint64_t most_bytes = 1'048'576;

    TableStream(TableIndex table, const StreamSpec& spec) : table_(table), spec_(spec) {}

    TableIndex table() const { return table_; }
    const StreamSpec& spec() const { return spec_; }

    // Adds a reader of the whole stream. Before the run.
    std::uint32_t add_reader() { return readers_++; }
    std::uint32_t readers() const { return readers_; }

    // Opens shards for partitions that are new, as children of their parents' shards.
    void follow(const Tables& tables);
    // Closes the shards that have lasted long enough by `now`; their children go on.
    void roll(SimTime now);
    // Removes the records that have been kept long enough by `now`.
    void expire(SimTime now);
    // An item of the partition has changed. Calls must be in order of time.
    void take_in(PartitionIndex partition, const Draw& write);

    // GetRecords: passes at most `most` visible records to `take`, in order. Returns their number;
    // nullopt: the call was throttled, because the shard serves others in this second.
    template <class Take>
    std::optional<std::uint64_t> read(std::uint32_t shard, std::uint32_t reader, SimTime now,
                                      std::uint64_t most, const Take& take);
    // Passes all records that were written by `until` to `take`, shard by shard. For what DynamoDB
    // itself does with changes: it is not throttled.
    template <class Take>
    void drain(std::uint32_t reader, SimTime until, const Take& take);
    // The oldest record that the reader has not taken, if it is visible; nullptr: none.
    const Draw* next(std::uint32_t shard, std::uint32_t reader, SimTime now) const;
    // Whether the shard is closed and the reader has taken all of it.
    bool is_read(std::uint32_t shard, std::uint32_t reader) const;
    // Records that the reader has not taken.
    std::uint64_t unread(std::uint32_t reader) const;
    // Records that were removed before the reader took them.
    std::uint64_t lost(std::uint32_t reader) const;

    std::size_t shards() const { return shards_.size(); }
    std::size_t open_shards() const { return open_shards_; }
    std::uint32_t parent(std::uint32_t shard) const { return shards_[shard].parent; }
    bool is_open(std::uint32_t shard) const { return shards_[shard].closed == never; }
    std::uint64_t records() const { return records_; }        // written so far
    std::uint64_t waiting() const { return waiting_; }        // held now
    std::uint64_t by_service() const { return by_service_; }  // of records()

    void state(StateVisitor& visit);

private:
    struct Reading {
        std::uint64_t next = 0;  // position of the next record, since the shard was opened
        std::uint64_t lost = 0;
        std::uint32_t calls = 0;  // in `second`

        void state(StateVisitor& visit) { visit(next, lost, calls); }
    };
    struct Shard {
        PartitionIndex partition;
        SimTime opened;
        SimTime closed = never;
        std::uint32_t parent = no_shard;
        std::uint64_t first = 0;  // position of records.front()
        std::deque<Draw> records;
        std::vector<Reading> readings;  // by reader
        std::int64_t second = -1;       // to which the calls belong
        std::uint32_t calls = 0;

        void state(StateVisitor& visit) {
            visit(partition, opened, closed, parent, first, records, readings, second, calls);
        }
    };

    std::uint32_t open_shard(PartitionIndex partition, SimTime now, std::uint32_t parent);
    void close_shard(std::uint32_t shard, SimTime now);
    bool serves(Shard& shard, std::uint32_t reader, SimTime now) const;
    void drop_front(Shard& shard);
    void drop_taken(Shard& shard);

    TableIndex table_;
    StreamSpec spec_;
    std::uint32_t readers_ = 0;
    std::vector<Shard> shards_;  // in order of their opening
    std::size_t open_shards_ = 0;
    SimTime next_roll_ = never;
    std::size_t followed_ = 0;             // partitions of the table
    std::vector<std::uint32_t> shard_of_;  // by partition: its last shard
    std::uint64_t records_ = 0;
    std::uint64_t waiting_ = 0;
    std::uint64_t by_service_ = 0;
};

template <class Take>
std::optional<std::uint64_t> TableStream::read(std::uint32_t number, std::uint32_t reader,
                                               SimTime now, std::uint64_t most, const Take& take) {
    Shard& shard = shards_[number];
    if (!serves(shard, reader, now)) return std::nullopt;
    Reading& reading = shard.readings[reader];
    std::uint64_t count = 0;
    std::uint64_t bytes = 0;
    most = std::min(most, most_records);
    while (count < most && reading.next - shard.first < shard.records.size()) {
        const Draw& record = shard.records[reading.next - shard.first];
        if (record.time + spec_.visible_after > now || bytes >= most_bytes) break;
        bytes += spec_.record_bytes(record.bytes);
        take(record);
        ++reading.next;
        ++count;
    }
    drop_taken(shard);
    return count;
}

template <class Take>
void TableStream::drain(std::uint32_t reader, SimTime until, const Take& take) {
    for (Shard& shard : shards_) {
        Reading& reading = shard.readings[reader];
        for (; reading.next - shard.first < shard.records.size(); ++reading.next) {
            const Draw& record = shard.records[reading.next - shard.first];
            if (record.time > until) break;
            take(record);
        }
        drop_taken(shard);
    }
}

}  // namespace isotherm
