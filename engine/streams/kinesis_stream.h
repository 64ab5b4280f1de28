// SPDX-License-Identifier: Apache-2.0
#pragma once
// A Kinesis data stream that gets the changes of a table.
//
// DynamoDB puts a record for each change; it may come twice, and in another order (Developer Guide,
// Kinesis Data Streams for DynamoDB). A shard takes 1,000 records and 1 MB a second; what is more
// waits on DynamoDB's side. When a record is taken follows from the records before it alone, so it
// does not matter when the stream is looked at.

#include <deque>
#include <vector>

#include "engine/streams/kinesis_spec.h"
#include "engine/streams/kinesis_use.h"
#include "engine/streams/table_stream.h"

namespace isotherm {

class KinesisStream {
public:
    // `changes` must outlive this. Before the run.
    KinesisStream(TableStream& changes, const KinesisSpec& spec);

    const TableStream& changes() const { return changes_; }
    const KinesisSpec& spec() const { return spec_; }
    std::uint32_t add_reader();

    // Takes in what has reached the stream by `now`, and removes what has been kept long enough.
    void advance(SimTime now);
    // GetRecords: appends at most `most` records to `into`. Returns false if the call was
    // throttled, because the shard has been read too often or too much.
    bool read(std::uint32_t shard, std::uint32_t reader, SimTime now, std::uint64_t most,
              std::vector<Draw>& into);
    // The oldest record that the reader has not taken and could; nullptr: none.
    const Draw* next(std::uint32_t shard, std::uint32_t reader, SimTime now) const;
    std::uint64_t unread(std::uint32_t reader) const;
    std::uint64_t lost(std::uint32_t reader) const;
    std::uint64_t held() const;  // records that wait in it or for it
    // What is paid for.
    const KinesisUse& use() const { return use_; }
    // Size of a record: the images of the item before and after, one of them for puts and deletes
    // (Developer Guide, Kinesis Data Streams: the number of shards).
    std::uint64_t bytes_of(const Draw& record) const;

    void state(StateVisitor& visit);

private:
    struct Arrival {  // on its way
        SimTime at{};
        std::uint32_t copy = 0;
        Draw record;

        void state(StateVisitor& visit) { visit(at, copy, record); }
    };
    static bool later(const Arrival& a, const Arrival& b);
    struct Taken {
        SimTime at{};  // when the shard has taken it
        Draw record;

        void state(StateVisitor& visit) { visit(at, record); }
    };
    struct Shard {
        std::deque<Taken> records;
        std::uint64_t first = 0;  // position of records.front()
        // The earliest times at which the next record is within the limits of a second.
        SimTime full_records{};
        SimTime full_bytes{};
        SimTime last{};                   // when the latest record was taken
        std::vector<std::uint64_t> next;  // by reader: position
        std::vector<std::uint64_t> lost;
        std::int64_t second = -1;  // to which the calls belong
        std::uint64_t calls = 0;
        SimTime read_out{};  // what has been read takes the shard's output until then

        void state(StateVisitor& visit) {
            visit(records, first, full_records, full_bytes, last, next, lost, second, calls,
                  read_out);
        }
    };

    void announce(const Draw& record);
    void take(const Arrival& arrival);
    void expire(Shard& shard, SimTime now);
    void drop_taken(Shard& shard);

    TableStream& changes_;
    KinesisSpec spec_;
    std::uint32_t feed_;                 // reader of the changes
    std::vector<Arrival> on_their_way_;  // heap
    std::vector<Shard> shards_;
    KinesisUse use_;
};

}  // namespace isotherm
