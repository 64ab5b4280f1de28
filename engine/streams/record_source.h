// SPDX-License-Identifier: Apache-2.0
#pragma once
// A stream as one of its readers sees it: the stream of the table itself, or the Kinesis data
// stream that gets the same changes.

#include <memory>
#include <vector>

#include "engine/streams/kinesis_stream.h"
#include "engine/streams/table_stream.h"

namespace isotherm {

class RecordSource {
public:
    virtual ~RecordSource() = default;

    // What reaches the stream by `now` is there afterwards.
    virtual void advance(SimTime /*now*/) {}
    // GetRecords: appends at most `most` visible records to `into`, in order. Returns false if the
    // call was throttled.
    virtual bool read(std::uint32_t shard, SimTime now, std::uint64_t most,
                      std::vector<Draw>& into) = 0;
    // The oldest visible record that has not been read; nullptr: none.
    virtual const Draw* next(std::uint32_t shard, SimTime now) const = 0;
    // Whether the shard is closed and all of it has been read.
    virtual bool is_read(std::uint32_t shard) const = 0;
    virtual std::uint32_t parent(std::uint32_t shard) const = 0;
    virtual std::size_t shards() const = 0;
    virtual std::size_t open_shards() const = 0;
    virtual std::uint64_t records() const = 0;  // written so far
    virtual std::uint64_t by_service() const = 0;
    virtual std::uint64_t unread() const = 0;
    virtual std::uint64_t lost() const = 0;
    virtual SimDuration keeps() const = 0;
    virtual SimDuration visible_within() const = 0;  // of a write
    virtual std::uint64_t most_records() const = 0;  // of a read
    virtual TableIndex table() const = 0;
    virtual std::uint64_t record_bytes(const Draw& record) const = 0;
    // nullptr: the stream of the table itself.
    virtual std::shared_ptr<KinesisStream> kinesis() const { return nullptr; }
};

// Adds a reader. `changes` must outlive what is returned.
std::unique_ptr<RecordSource> reader_of(TableStream& changes);
std::unique_ptr<RecordSource> reader_of(std::shared_ptr<KinesisStream> stream);

}  // namespace isotherm
