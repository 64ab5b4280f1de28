// SPDX-License-Identifier: Apache-2.0
#pragma once
// Writes that other writes have caused, and that wait until the table or index they go to serves
// them: index writes and replicated writes. They wait in a queue for each partition of their
// resource, and are applied in order as fast as its throughput allows. Refused writes stay at the
// front and are tried again.

#include <algorithm>
#include <deque>
#include <vector>

#include "engine/model/table.h"
#include "engine/propagation/backlog.h"

namespace isotherm {

// Returns the time needed to serve `units`, rounded up to a microsecond; SimDuration::max() at rate
// 0.
SimDuration time_to_serve(HalfUnits units, CapacityRate rate);

// What every pending write has.
struct CausedWrite {
    Key key = 0;
    std::uint64_t sequence = 0;  // decides the sort key
    HalfUnits cost;
    SimTime since;  // when the causing write was admitted
    std::uint8_t attempt = 1;
};

// `Write`: a CausedWrite with `std::uint64_t order() const`, its place among all pending writes.
template <class Write>
class PendingWrites {
public:
    PendingWrites(TableIndex resource, SortOrder sort_order, const KeyRanges& ranges)
        : resource_(resource), sort_order_(sort_order), ranges_(ranges), queues_(ranges.size()) {}

    TableIndex resource() const { return resource_; }
    SortOrder sort_order() const { return sort_order_; }
    HalfUnits waiting() const { return waiting_; }  // total cost
    CapacityRate rate() const { return rate_; }     // of the whole resource
    std::size_t partitions() const { return queues_.size(); }
    bool any(std::size_t partition) const { return !queues_[partition].writes.empty(); }
    PartitionIndex partition(std::size_t at) const { return ranges_.owner_at(at); }
    const Write& oldest(std::size_t partition) const { return queues_[partition].writes.front(); }

    // Follows a change of throughput or partitions. The rate of a queue is the lower of the limits
    // of the resource and of its partition (its share or maximum), without debts and bursts of
    // buckets. Pending writes move to the partition that now serves them.
    void follow(const Tables& tables) {
        constexpr auto write = Side::write;
        const Table& table = tables[resource_];
        rate_ = table.provisioned[write];
        const std::int64_t maximum = table.capacity.maximum.write;
        if (table.capacity.on_demand() && maximum > 0)
            rate_ = std::min(rate_, CapacityRate::units_per_second(maximum));
        // Ranges are split but never merged, so a different number means that some were split.
        if (ranges_.size() != table.ranges.size()) spread_again(table.ranges);
        for (std::size_t p = 0; p < queues_.size(); ++p) {
            const PartitionIndex partition = ranges_.owner_at(p);
            queues_[p].rate = std::min(rate_, tables.partitions.limit[partition.value][write]);
        }
    }

    void add(const Write& write) {
        Queue& queue = queues_[ranges_.index_of(position_of(write.key), [&] {
            return sort_position(sort_order_, write.key, write.sequence);
        })];
        queue.writes.push_back(write);
        queue.cost += write.cost;
        waiting_ += write.cost;
    }

    // Forgets all pending writes: the resource is gone.
    void clear() {
        for (Queue& queue : queues_) {
            queue.writes.clear();
            queue.cost = {};
        }
        waiting_ = {};
    }

    // Fills the batch with the next writes of one partition: as many as `budget` covers, plus one.
    // That one will be refused and so makes the throttling visible. `row` makes a request of a
    // write.
    template <class Row>
    void next_writes(std::size_t partition, CapacityUnits budget, RequestBatch& batch,
                     const Row& row) const {
        const auto& writes = queues_[partition].writes;
        std::size_t rows = 0;
        for (CapacityUnits spent; rows < writes.size() && spent <= budget; ++rows)
            spent += writes[rows].cost;
        batch.resize(rows);
        for (std::size_t i = 0; i < rows; ++i) batch.set_row(i, row(writes[i]));
    }

    // Removes the admitted writes of the batch from the queue and passes each of them, with its
    // row, to `done`; refused ones go to `refused` and stay.
    template <class Done, class Refused>
    void settle(std::size_t partition, const RequestBatch& batch, const Done& done,
                const Refused& refused) {
        constexpr std::uint8_t most_attempts = 255;
        Queue& queue = queues_[partition];
        std::deque<Write> kept;
        for (std::size_t row = 0; row < batch.size(); ++row) {
            Write write = queue.writes.front();
            queue.writes.pop_front();
            if (is_throttled(batch.outcome[row])) {
                if (write.attempt < most_attempts) ++write.attempt;
                refused(write, row);
                kept.push_back(write);
            } else {
                queue.cost -= write.cost;
                waiting_ -= write.cost;
                done(write, row);
            }
        }
        queue.writes.insert(queue.writes.begin(), kept.begin(), kept.end());
    }

    // How far the resource is behind. The expected wait of a partition is the cost of its pending
    // writes divided by its rate; that of the whole resource is the cost of all pending writes
    // divided by the resource's rate.
    struct Lag {
        SimDuration of_all{};   // of the whole resource
        SimDuration slowest{};  // the longest, of it and its partitions
        BacklogSecond behind;
    };
    Lag lag(SimTime now) const {
        Lag lag{time_to_serve(waiting_, rate_), {}, {}};
        lag.slowest = lag.of_all;
        for (const Queue& queue : queues_) {
            lag.slowest = std::max(lag.slowest, time_to_serve(queue.cost, queue.rate));
            lag.behind.entries += queue.writes.size();
            if (!queue.writes.empty())
                lag.behind.oldest_us = std::max(
                    lag.behind.oldest_us, std::int64_t{(now - queue.writes.front().since).count()});
        }
        lag.behind.expected_wait_us = lag.slowest.count();
        return lag;
    }

    // Calls `look` with each pending write.
    template <class Look>
    void each(const Look& look) const {
        for (const Queue& queue : queues_)
            for (const Write& write : queue.writes) look(write);
    }

    void state(StateVisitor& visit) {
        visit(ranges_, queues_, waiting_, rate_);
        visit.require(queues_.size() == ranges_.size());
    }

private:
    struct Queue {  // of one partition
        std::deque<Write> writes;
        HalfUnits cost;  // total of `writes`
        CapacityRate rate;

        void state(StateVisitor& visit) { visit(writes, cost, rate); }
    };

    void spread_again(const KeyRanges& ranges) {
        std::vector<Write> all;
        for (const Queue& queue : queues_)
            all.insert(all.end(), queue.writes.begin(), queue.writes.end());
        std::sort(all.begin(), all.end(),
                  [](const Write& a, const Write& b) { return a.order() < b.order(); });
        ranges_ = ranges;
        queues_.assign(ranges_.size(), {});
        waiting_ = {};
        for (const Write& one : all) add(one);
    }

    TableIndex resource_;
    SortOrder sort_order_;
    KeyRanges ranges_;           // of the partitions that serve
    std::vector<Queue> queues_;  // by index in `ranges_`
    HalfUnits waiting_;
    CapacityRate rate_;
};

}  // namespace isotherm
