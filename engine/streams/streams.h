// SPDX-License-Identifier: Apache-2.0
#pragma once
// The streams of a run that workloads read. Streams that nobody reads are not followed.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/streams/consumer_record.h"
#include "engine/streams/table_stream.h"

namespace isotherm {

class KinesisStream;
class StreamCallers;

// What readers have to say of themselves.
struct StreamNotice {
    enum class Kind : std::uint8_t { behind, caught_up, lost };
    Kind kind = Kind::behind;
    std::uint32_t workload = 0;
    TableIndex table;
    std::uint64_t records = 0;  // lost
    SimDuration age{};
};

class Streams {
public:
    // Readers are said to be behind from this iterator age on.
    static constexpr SimDuration behind_from = 60s;

    // Begins to follow the stream of a table, for one reader.
    void read(TableIndex table, const StreamSpec& spec, const Tables& tables);
    // By workload: 1 if it is a flow, whose rows have draws of their own.
    void set_flows(std::vector<std::uint8_t> flows) { flows_ = std::move(flows); }
    bool empty() const { return streams_.empty(); }

    // The stream of a table by its name; it must be followed.
    TableStream& of(const std::string& table);
    // The Kinesis data stream that gets the table's changes, if a workload that has been added
    // reads it; nullptr: none.
    std::shared_ptr<KinesisStream> kinesis_of(TableIndex table) const;
    // A workload that reads a stream; lives as long as its flow.
    void add(StreamCallers& consumer) { consumers_.push_back({&consumer, false, 0}); }

    // Adds the records of admitted writes that change an item.
    void take_in(const RequestBatch& batch);
    // Whether anybody reads the stream of the table.
    bool follows(TableIndex table) const {
        return table.value < of_table_.size() && of_table_[table.value] != nullptr;
    }
    // What a record says of the write in a row.
    Draw draw_of(const RequestBatch& batch, std::size_t row) const;
    // Adds the record of a write that no caller has sent. In order of time.
    void take_in(TableIndex table, PartitionIndex partition, const Draw& write);
    // The same for writes that replication repeats; `items` tells what was written, row by row.
    void take_in(const RequestBatch& batch, std::span<const Draw> items);
    void follow(const Tables& tables);
    // Closes and empties shards that are old at the end of a second, and looks at the readers.
    std::vector<StreamNotice> close_second(SimTime now);
    // The stream that has more waiting records than it may have; nullopt: none.
    std::optional<TableIndex> full() const { return full_; }

    std::vector<ConsumerRecord> records(SimTime now) const;

    void state(StateVisitor& visit);

private:
    struct Consumer {
        StreamCallers* callers = nullptr;
        bool behind = false;
        std::uint64_t lost = 0;

        void state(StateVisitor& visit) { visit(behind, lost); }
    };
    struct Followed {
        std::string name;
        std::unique_ptr<TableStream> stream;
    };

    std::vector<Followed> streams_;
    std::vector<TableStream*> of_table_;  // by TableIndex; nullptr: not followed
    std::vector<std::uint8_t> flows_;
    std::vector<Consumer> consumers_;  // in the order of their workloads
    std::optional<TableIndex> full_;
};

}  // namespace isotherm
