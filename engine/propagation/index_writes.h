// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a write of a table causes in its global secondary indexes, later.
//
// An admitted write makes zero, one or two index writes (Developer Guide, Global secondary
// indexes). They wait between table and index and are applied a moment later, in order within each
// index partition, as fast as the index's own throughput allows.
//
// An index falls behind in time. The expected wait of a partition is what waits for it over the
// rate it may be served at; that of the whole index is all that waits over the index's rate. While
// either is as long as `lag`, every write of the table is refused, also those that do not touch the
// index (Developer Guide, GSI write throttling and back pressure): the table settles at the rate of
// the slowest partition, and no entry waits much longer than `lag`. Debts and bursts do not count.
// Waits are looked at each tenth of a second, so they may be overshot by so much.

#include <array>
#include <deque>
#include <string>
#include <vector>

#include "engine/model/charge.h"
#include "engine/propagation/backlog.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {

class IndexWrites {
public:
    // When pending index writes are tried. "A fraction of a second" later (Developer Guide, GSI).
    static constexpr SimDuration period = 100ms;
    // Of the entries within an index key, which is not unique.
    static constexpr SortOrder sort_order = SortOrder::uniform;

    IndexWrites(const Tables& tables, const std::vector<TableSpec>& specs, std::uint64_t seed);

    // Takes note of partitions and rates that have changed: what waits goes to the partition that
    // serves it now.
    void follow(const Tables& tables);

    bool empty() const { return indexes_.empty(); }
    // Names of the index writes' own workloads, in order; "index writes of votes / by_date".
    std::vector<std::string> workload_names() const;
    std::vector<TableIndex> workload_tables() const;

    // Refuses writes of tables with an index too far behind; the other rows are to be admitted.
    void refuse(RequestBatch& batch, std::vector<std::uint32_t>& rows);
    // Writes refused since the last call because of each index, by the reason; a write counts at
    // each of them.
    using Refusals = std::array<std::uint32_t, outcome_count>;
    std::vector<Refusals> take_refusals();
    // Puts what the admitted writes cause into the queues.
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
    // Opens and closes the gates of the base tables by how far each index is behind at `now`.
    void look_at_lags(const Tables& tables, SimTime now);
    // How far each index is behind, at its worst since the last call; in order of
    // workload_tables().
    std::vector<BacklogSecond> take_backlogs();

    PartitionIndex partition_of(Queue queue) const {
        return indexes_[queue.index].ranges.owner_at(queue.partition);
    }
    // An index that is added to a table with items is filled from them, as fast as its own write
    // capacity allows beside the writes that go on (Developer Guide, online indexing). It is a
    // queue of its own: however long it takes, the table's writes go on.
    void begin_backfill(TableIndex index, std::uint64_t items);
    // Puts the next entries into the queues of backfills.
    void feed_backfills(const Charge& rules, SimTime now);
    // Indexes whose backfill has come to its end since the last call.
    std::vector<TableIndex> finished_backfills();

    // What a key of an index is called in a run that starts at `start`: the period's beginning and
    // the suffix from 1 on, "2016-03-01_7", or a number; empty where `index` has no writes.
    std::string key_name(TableIndex index, Key key, WallTime start) const;

    // Index writes that have been tried and refused, and wait; by index. For the books.
    std::vector<std::uint64_t> tried_and_waiting() const;

private:
    struct Pending {
        Key key = 0;
        std::uint32_t bytes = 0;
        HalfUnits cost;
        std::uint64_t sequence = 0;
        SimTime since;  // when the write that caused it was admitted
        std::uint8_t attempt = 1;
    };
    struct Waiting {  // for one partition of an index
        std::deque<Pending> writes;
        HalfUnits cost;     // of all of them
        CapacityRate rate;  // it may be served at, without debts and bursts
    };
    struct IndexState {
        IndexState(std::string workload, TableIndex index, TableIndex table, IndexSpec described,
                   RandomStream stream)
            : name(std::move(workload)),
              resource(index),
              base(table),
              spec(std::move(described)),
              random(std::move(stream)) {}

        std::string name;  // of the workload that its writes are
        TableIndex resource;
        TableIndex base;
        IndexSpec spec;
        RandomStream random;
        KeyRanges ranges;             // of the partitions that serve
        std::vector<Waiting> queues;  // by place in `ranges`
        HalfUnits waiting;            // cost of all that waits
        CapacityRate rate;            // of the whole index
        BacklogSecond behind;         // at its worst since take_backlogs
        std::uint64_t sequence = 0;
        Refusals refusals{};  // since take_refusals
        bool open = true;     // the index exists
        bool behind_lag = false;
        Outcome refuses_with = Outcome::index_throughput;
    };
    // The filling of an index; its queues are those of indexes_[state].
    struct Backfill {
        std::size_t state = 0;
        std::uint32_t item_bytes = 0;
        std::uint64_t items_left = 0;  // of the table, not yet looked at
        bool runs = false;
    };

    void take_in_row(IndexState& index, const RequestBatch& batch, std::size_t row,
                     const Charge& rules);
    static std::size_t queue_of(const IndexState& index, const Pending& write);
    static void push(IndexState& index, Key key, std::uint32_t bytes, SimTime now,
                     const Charge& rules);
    static void add(IndexState& index, const Pending& write);
    static void look_at_lag(IndexState& index, const Table& table, SimTime now);

    std::vector<IndexState> indexes_;
    std::vector<std::vector<std::size_t>> of_table_;  // positions in indexes_, by TableIndex
    std::vector<Backfill> backfills_;
};

}  // namespace isotherm
