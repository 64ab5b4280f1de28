// SPDX-License-Identifier: Apache-2.0
#pragma once
// The index writes that a write of a table causes in its global secondary indexes.
//
// An admitted write causes zero, one or two index writes (Developer Guide, Global secondary
// indexes). They wait in a queue between table and index and are applied shortly afterwards, in
// order within each index partition, as fast as the throughput of the index allows.
//
// The lag of an index is measured in time. The expected wait of a partition is the cost of its
// pending writes divided by its rate; that of the whole index is the cost of all pending writes
// divided by the index's rate. While one of them is at least `lag`, every write of the table is
// refused, even if it does not touch the index (Developer Guide, GSI write throttling and back
// pressure). The table thus settles at the rate of the slowest partition, and no entry waits much
// longer than `lag`. Debts and bursts of buckets are not considered. The waits are checked every
// 100 ms, so they can exceed `lag` by up to 100 ms of writes.

#include <array>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "engine/attributes/key_design.h"
#include "engine/attributes/key_memory.h"
#include "engine/attributes/text_memory.h"
#include "engine/attributes/written_items.h"
#include "engine/model/charge.h"
#include "engine/propagation/pending_writes.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {

class IndexWrites {
public:
    // Interval at which pending index writes are tried. Indexes follow their table "within a
    // fraction of a second" (Developer Guide, global secondary indexes).
    static constexpr SimDuration period = 100ms;
    // How entries with the same index key, which need not be unique, are spread over sort keys.
    static constexpr SortOrder sort_order = SortOrder::uniform;

    // `keys`: the index keys that are expressions; nullptr: none.
    IndexWrites(const Tables& tables, const std::vector<TableSpec>& specs, std::uint64_t seed,
                std::shared_ptr<const KeyDesign> keys = nullptr);

    // Updates rates and partitions after a change. Moves pending writes to the partition that now
    // serves them.
    void follow(const Tables& tables);

    bool empty() const { return indexes_.empty(); }
    // Names of the workloads that stand for index writes, such as "index writes of votes /
    // by_date". One per index or backfill, in order.
    std::vector<std::string> workload_names() const;
    std::vector<TableIndex> workload_tables() const;

    // Refuses writes of tables with an index that lags too far behind, and removes these writes
    // from `rows`. The admission model decides about the remaining rows.
    void refuse(RequestBatch& batch, std::vector<std::uint32_t>& rows);
    // Writes refused because of an index since the last call, counted by outcome. A write refused
    // because of several indexes counts for each of them.
    using Refusals = std::array<std::uint32_t, outcome_count>;
    std::vector<Refusals> take_refusals();
    // Adds the index writes caused by admitted writes to the queues.
    // `changes`: what is known of some of these writes.
    void take_in(const RequestBatch& batch, const Charge& rules, const ItemChanges& changes);
    // The same for replicated writes, of which `items` tells what was written, row by row.
    void take_in(const RequestBatch& batch, std::span<const Draw> items, const Charge& rules);

    // The next writes of one index partition: as many as `budget` covers, plus one. That one will
    // be refused and so makes the throttling of the index visible. The rows belong to workload
    // `first_workload` + index.
    struct Queue {
        std::size_t index = 0;
        std::size_t partition = 0;
    };
    std::vector<Queue> waiting() const;
    void next_writes(Queue queue, CapacityUnits budget, SimTime now, WorkloadIndex first_workload,
                     RequestBatch& batch) const;
    // Removes the admitted writes from the queue. Refused writes stay at its front.
    void settle(Queue queue, const RequestBatch& batch);
    // Checks the lag of each index at `now`, and blocks or unblocks the writes of its table.
    void look_at_lags(const Tables& tables, SimTime now);
    // The highest backlog of each index since the last call, in the order of workload_tables().
    std::vector<BacklogSecond> take_backlogs();

    PartitionIndex partition_of(Queue queue) const {
        return indexes_[queue.index].pending.partition(queue.partition);
    }
    // Starts the backfill of an index that was added to a table with items. It proceeds as fast as
    // the write capacity of the index allows in addition to the current writes (Developer Guide,
    // online indexing). It has separate queues, so it never blocks the writes of the table.
    void begin_backfill(TableIndex index, std::uint64_t items);
    // Puts the next entries into the queues of the backfills.
    void feed_backfills(const Charge& rules, SimTime now);
    // Returns the indexes whose backfill finished since the last call.
    std::vector<TableIndex> finished_backfills();

    // The name of an index key in a run that starts at `start`. For keys by time: the start of the
    // period, with a suffix from 1 on, such as "2016-03-01_7". Otherwise the key's number. Empty if
    // `index` is not a global index of this object.
    std::string key_name(TableIndex index, Key key, WallTime start) const;

    // Number of pending index writes that were refused at least once, by index. For consistency
    // checks.
    std::vector<std::uint64_t> tried_and_waiting() const;

    // The admitted index writes that the writes of a workload have caused, by index.
    struct Caused {
        TableIndex index;
        std::uint64_t writes = 0;
        HalfUnits consumed;

        void state(StateVisitor& visit) { visit(index, writes, consumed); }
    };
    std::vector<Caused> caused_by(WorkloadIndex workload) const;

    void state(StateVisitor& visit);

private:
    static constexpr std::uint32_t no_workload = ~std::uint32_t{0};  // a backfill
    struct Pending : CausedWrite {
        std::uint32_t bytes = 0;
        std::uint32_t cause = no_workload;  // the workload of the causing write

        std::uint64_t order() const { return sequence; }
        void state(StateVisitor& visit) {
            visit(key, bytes, cost, sequence, since, attempt, cause);
        }
    };
    struct IndexState {
        IndexState(std::string workload, TableIndex index, const Table& table, IndexSpec described,
                   RandomStream stream)
            : name(std::move(workload)),
              resource(index),
              base(*table.base),
              spec(std::move(described)),
              random(std::move(stream)),
              pending(index, sort_order, table.ranges) {}

        std::string name;  // name of the workload for its writes
        TableIndex resource;
        TableIndex base;
        IndexSpec spec;
        const KeyRule* rule = nullptr;       // of a key that is an expression
        const KeyRule* sort_rule = nullptr;  // of a sort key that is an expression
        KeyMemory drawn;                     // of such keys
        TextMemory set_keys;                 // of keys that updates have set
        RandomStream random;
        PendingWrites<Pending> pending;
        BacklogSecond behind;  // highest values since take_backlogs()
        std::uint64_t sequence = 0;
        Refusals refusals{};  // since take_refusals()
        bool open = true;     // whether the index exists
        bool behind_lag = false;
        Outcome refuses_with = Outcome::index_throughput;
        std::map<std::uint32_t, Caused> caused;  // by workload

        void state(StateVisitor& visit);
    };
    // The backfill of an index. It uses the queues of indexes_[state].
    struct Backfill {
        std::size_t state = 0;
        std::uint32_t item_bytes = 0;
        std::uint64_t items_left = 0;  // items of the table not processed yet
        bool runs = false;
    };

    // A write, and what is known of it.
    struct Written {
        Draw item;
        std::uint32_t workload = 0;  // whose write it is
        std::span<const ItemChanges::Set> sets{};
    };
    void take_in_row(IndexState& index, const RequestBatch& batch, std::size_t row,
                     const Written& write, const Charge& rules);
    void take_in_update(IndexState& index, const Written& write, std::uint32_t bytes, SimTime now,
                        bool projected_changes, const Charge& rules);
    // An entry before or after an update; `sort` is 0 if the index has no sort key by expression.
    struct Entry {
        Key key = 0;
        Key sort = 0;

        bool operator==(const Entry&) const = default;
    };
    std::optional<Entry> entry_before(IndexState& index, const Written& write) const;
    // The same after the attributes were set.
    std::optional<Entry> entry_after(IndexState& index, const Written& write,
                                     const std::optional<Entry>& before) const;
    bool has_sort_key(const IndexState& index, const Draw& draw) const {
        return index.sort_rule == nullptr || !index.sort_rule->may_be_none() ||
               index.sort_rule->key(keys_->attributes, draw).has_value();
    }
    // The index key of a row at its version; nullopt: it has no entry.
    std::optional<Key> index_key(IndexState& index, Draw draw, std::uint64_t version) const;
    Draw draw_of(const RequestBatch& batch, std::size_t row) const;
    static void push(IndexState& index, Key key, std::uint32_t bytes, SimTime now,
                     std::uint32_t cause, const Charge& rules);
    static void look_at_lag(IndexState& index, const Table& table, SimTime now);

    std::shared_ptr<const KeyDesign> keys_;
    std::vector<IndexState> indexes_;
    std::vector<std::vector<std::size_t>> of_table_;  // positions in indexes_, by TableIndex
    std::vector<Backfill> backfills_;
};

}  // namespace isotherm
