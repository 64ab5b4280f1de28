// SPDX-License-Identifier: Apache-2.0
#pragma once
// The writes that a write of a global table causes in its other Regions.
//
// Each admitted write of a caller is applied once in each other Region, some time later (Developer
// Guide, global tables). Until then it is on its way; then it waits in the queue of its partition
// there, as index writes do, and takes throughput of that Region. A Region that is too small falls
// behind; its callers are throttled, those of the Region that wrote are not [inferred]. Writes of
// one item arrive in order. The last writer wins, by time and then by the name of the Region: an
// older write takes throughput, but changes nothing.
//
// To or from a Region that has failed nothing goes; all that has piled up follows when it is back.

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/attributes/attributes.h"
#include "engine/clients/region_outages.h"
#include "engine/model/charge.h"
#include "engine/propagation/index_writes.h"
#include "engine/streams/consumer_record.h"
#include "engine/vocabulary/exact_math.h"
#include "engine/vocabulary/quantile_table.h"

namespace isotherm {

// A Region that falls behind another one, or has caught up with it.
struct ReplicaNotice {
    TableIndex source;
    TableIndex target;
    bool behind = false;
    SimDuration lag{};
};

class ReplicaWrites {
public:
    // A Region is said to be behind from this lag on.
    static constexpr SimDuration behind_from = 60s;

    // `flows`: by workload, 1 if it is a flow, whose rows have draws of their own.
    ReplicaWrites(const Tables& tables, const std::vector<TableSpec>& specs,
                  const RegionOutages& outages, std::vector<std::uint8_t> flows,
                  std::uint64_t seed);

    bool empty() const { return members_.empty(); }
    // A workload stands for each direction, such as "orders to orders@eu".
    std::vector<std::string> workload_names() const;
    std::vector<TableIndex> workload_tables() const;  // that these write to
    void follow(const Tables& tables);

    // Version 2017 writes attributes of its own to the items, with a second write: to the Region of
    // a put or update at the origin, and of a put or delete elsewhere. `first`: workload of the
    // first direction.
    void add_to(RequestBatch& batch, WorkloadIndex first) const;
    // With strong consistency, a write fails if the item is being written in another Region.
    void judge(RequestBatch& batch);
    // Sends admitted writes of callers on their way.
    void take_in(const RequestBatch& batch, const Charge& rules);
    // The same for items that time to live has deleted: free at the origin, not elsewhere.
    void take_in_expired(TableIndex table, std::uint64_t items, std::uint32_t bytes, SimTime now,
                         const Charge& rules);

    // Puts what has arrived into the queues. Returns those that are not empty.
    struct Queue {
        std::size_t member = 0;
        std::size_t partition = 0;
    };
    std::vector<Queue> waiting(SimTime now);
    PartitionIndex partition_of(Queue queue) const {
        return members_[queue.member].pending.partition(queue.partition);
    }
    void next_writes(Queue queue, CapacityUnits budget, SimTime now, WorkloadIndex first,
                     RequestBatch& batch) const;
    // Removes the admitted writes from the queue. Afterwards, `effects` has those that changed
    // their items, and `written` says what they wrote.
    void settle(Queue queue, const RequestBatch& batch, SimTime now);
    const RequestBatch& effects() const { return effects_; }
    std::span<const Draw> written() const { return written_; }
    // Partitions and bytes of items that time to live deleted, of the last batch.
    struct Expired {
        PartitionIndex partition;
        std::uint32_t bytes = 0;
    };
    const std::vector<Expired>& expired() const { return expired_; }

    // Looks at the lags at `now`.
    void look_at_lags(SimTime now);
    std::vector<ReplicaNotice> close_second(SimTime now);
    // The highest backlog of each Region's table since the last call.
    std::vector<std::pair<TableIndex, BacklogSecond>> take_backlogs();
    // Writes that the Regions of these tables had accepted and not sent on.
    std::uint64_t on_their_way_from(const std::vector<std::uint8_t>& tables) const;
    // By direction: pending writes that were refused at least once.
    std::vector<std::uint64_t> tried_and_waiting() const;
    // The workload whose keys the direction carries; nullopt: it has carried none.
    std::optional<WorkloadIndex> writer_of(std::size_t direction) const;

    std::vector<ConsumerRecord> records(std::uint32_t first_workload, SimTime now) const;

    void state(StateVisitor& visit);

private:
    struct Replicated : CausedWrite {
        SimTime due;
        std::uint64_t number = 0;  // of all that were sent, in order
        std::uint32_t direction = 0;
        std::uint32_t bytes = 0;
        Operation operation = Operation::put_item;
        Finding finding = Finding::item;
        bool expired = false;
        Draw item;

        std::uint64_t order() const { return number; }
        void state(StateVisitor& visit);
    };
    struct LogNormal {
        double sigma = 0;
        double operator()(double quantile) const {
            return exact::exp(sigma * exact::normal_quantile(quantile));
        }
    };
    // The last write of an item in one Region.
    struct Latest {
        SimTime local = sim_start - 1us;         // by its own callers
        SimTime local_before = sim_start - 1us;  // the one before that
        SimTime any = sim_start - 1us;
        std::uint32_t region = 0;  // whose write `any` is

        void written(SimTime time, std::uint32_t by) {
            local_before = local;
            local = any = time;
            region = by;
        }
        void state(StateVisitor& visit) { visit(local, local_before, any, region); }
    };
    // A global table's table in one Region.
    struct Member {
        TableIndex table;
        std::string region;
        ReplicationSpec spec;
        std::size_t first_member = 0;  // of its global table
        std::size_t member_count = 0;
        PendingWrites<Replicated> pending;
        BacklogSecond behind = {};                    // highest since take_backlogs()
        std::unordered_map<Key, Latest> latest = {};  // by item
        std::size_t pruned_to = 0;
        std::uint64_t sent = 0;  // writes there that go to the other Regions
        bool there = true;       // a job adds the replica, or has removed it

        void state(StateVisitor& visit) { visit(pending, behind, latest, pruned_to, sent, there); }
    };
    struct Direction {
        std::size_t source = 0;  // members
        std::size_t target = 0;
        std::string name;
        std::uint64_t salt = 0;
        QuantileTable<LogNormal> factor;
        std::vector<Replicated> way = {};            // a heap: the first to arrive is in front
        std::unordered_map<Key, SimTime> last = {};  // arrival of the last write, by item
        std::uint64_t queued = 0;
        std::uint32_t writer = no_workload;  // the last whose write was sent
        bool behind = false;
        ConsumerRecord record = {};

        void state(StateVisitor& visit) { visit(way, last, queued, writer, behind, record); }
    };
    static constexpr std::uint32_t no_workload = ~std::uint32_t{0};

    void add_global_table(const TableSpec& spec, const Tables& tables,
                          const std::vector<TableSpec>& specs, std::uint64_t seed);
    static bool later(const Replicated& a, const Replicated& b);
    bool is_held(const Direction& direction, SimTime now) const;
    void drop_writes_to(std::size_t member);
    void send(std::size_t member, Replicated& write);
    SimTime arrival(const Direction& direction, SimTime since, std::uint64_t number) const;
    Key item_of(const Member& member, Key key, std::uint64_t sequence) const;
    void apply(Member& member, const Replicated& write, const RequestBatch& batch, std::size_t row,
               SimTime now);
    bool wins(Member& member, const Replicated& write, ConsumerRecord& record);
    SimTime oldest_on_way_to(std::size_t member, SimTime now) const;
    void prune(std::size_t member, SimTime now);
    SimDuration age_of(std::size_t direction, SimTime now) const;

    const RegionOutages& outages_;
    std::vector<std::uint8_t> flows_;
    std::vector<Member> members_;
    std::vector<Direction> directions_;
    std::vector<std::int32_t> member_of_;  // by TableIndex; -1: not in several Regions
    std::uint64_t sent_ = 0;
    bool second_writes_ = false;  // version 2017
    bool any_strong_ = false;
    RequestBatch effects_;
    std::vector<Draw> written_;
    std::vector<Expired> expired_;
};

}  // namespace isotherm
