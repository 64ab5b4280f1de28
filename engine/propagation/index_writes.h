#pragma once
// What a write of a table causes in its global secondary indexes, later.
//
// An admitted write makes zero, one or two index writes (throughput-model 7.1). They wait in a
// buffer between table and index and are applied a moment later, in order within each index
// partition, as fast as the index's own throughput allows. When the buffer is full, every write of
// the base table is refused, also those that do not touch the index, until there is room (7.2).
// The buffer is looked at each tenth of a second, so it may be overshot by so much.

#include <deque>
#include <string>
#include <vector>

#include "engine/model/table.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {

class IndexWrites {
public:
    // When pending index writes are tried. "A fraction of a second" later (Developer Guide, GSI).
    static constexpr SimDuration period = 100ms;
    // Of the entries within an index key, which is not unique.
    static constexpr SortOrder sort_order = SortOrder::uniform;

    IndexWrites(const Tables& tables, const std::vector<TableSpec>& specs, std::uint64_t seed);

    // Takes note of partitions and throughput that have changed: what waits goes to the partition
    // that serves it now.
    void follow(const Tables& tables);

    bool empty() const { return indexes_.empty(); }
    // Names of the index writes' own workloads, in order; "votes.by_date index writes".
    std::vector<std::string> workload_names() const;
    std::vector<TableIndex> workload_tables() const;

    // Refuses writes of tables whose index buffers are full; the other rows are to be admitted.
    void refuse(RequestBatch& batch, std::vector<std::uint32_t>& rows) const;
    // Puts what the admitted writes cause into the buffers.
    void take_in(const RequestBatch& batch, const Charge& rules);

    // The writes of one index partition that come next, up to `budget` and one more, which will be
    // refused: that is how the index's throttling shows. `workload` is the index's own.
    struct Queue {
        std::size_t index = 0;
        std::size_t partition = 0;
    };
    std::vector<Queue> waiting() const;
    void next_writes(Queue queue, CapacityUnits budget, SimTime now, WorkloadIndex first_workload,
                     RequestBatch& batch) const;
    // Removes what was admitted from the front of the queue.
    void settle(Queue queue, const RequestBatch& batch);
    // Opens and closes the gates of the base tables.
    void look_at_buffers();

    PartitionIndex partition_of(Queue queue) const {
        return indexes_[queue.index].ranges.owner_at(queue.partition);
    }
    // Index writes that have been tried and refused, and wait; by index. For the books.
    std::vector<std::uint64_t> tried_and_waiting() const;
    // Index writes in the buffers.
    std::uint64_t pending(std::size_t index) const;

private:
    struct Pending {
        Key key = 0;
        std::uint32_t bytes = 0;
        HalfUnits cost;
        std::uint64_t sequence = 0;
        std::uint8_t attempt = 1;
    };
    struct IndexState {
        std::string name;
        TableIndex resource;
        TableIndex base;
        IndexSpec spec;
        KeyRanges ranges;                         // of the partitions that serve
        std::vector<std::deque<Pending>> queues;  // by place in `ranges`
        RandomStream random;
        HalfUnits waiting;
        HalfUnits room;  // of the buffer
        std::uint64_t sequence = 0;
        bool full = false;
        Outcome refuses_with = Outcome::index_throughput;
    };

    void take_in_row(IndexState& index, const RequestBatch& batch, std::size_t row,
                     const Charge& rules);
    static std::size_t queue_of(const IndexState& index, const Pending& write);
    void push(IndexState& index, Key key, std::uint32_t bytes, const Charge& rules);

    std::vector<IndexState> indexes_;
    std::vector<std::vector<std::size_t>> of_table_;  // positions in indexes_, by TableIndex
};

}  // namespace isotherm
