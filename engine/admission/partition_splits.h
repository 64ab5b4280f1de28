// SPDX-License-Identifier: Apache-2.0
#pragma once
// Partition splits: a partition splits when it is full, and since 2019 also when it is busy.
//
// A partition that stays above a share of its maximum for some minutes splits at a position with
// half of the traffic on each side, estimated from a sample of its requests. It continues to serve
// until its children take over. A split that cannot help is not made: for a single hot item, or for
// items visited in order (USENIX ATC 2022). Threshold, delay and duration are [inferred].

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/model/partition_seconds.h"
#include "engine/model/table.h"
#include "engine/vocabulary/message.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {

// A message to the user about a split.
struct SplitNotice {
    enum class Kind : std::uint8_t { begun, done, refused };
    Kind kind = Kind::begun;
    TableIndex table;
    PartitionIndex partition;
    Message text;
};

class PartitionSplits {
public:
    explicit PartitionSplits(std::uint64_t seed) : seed_(seed) {}

    // Samples the requests of busy partitions. Costs nothing while no partition is busy.
    void sample(const RequestBatch& batch, std::span<const SortOrder> sort_orders);

    // For callers that have no batches: the partitions of which more requests are wanted for the
    // sample, how many, and the requests' positions, in order of time.
    struct Wanted {
        PartitionIndex partition;
        std::size_t count = 0;
    };
    std::vector<Wanted> wanted_samples() const;
    void add_sample(PartitionIndex partition, ItemPosition position) {
        watched_[partition].sample.push_back(position);
    }

    // Called at the end of each second: adds up the traffic of partitions, and once a minute
    // decides which of them split.
    void observe(SimTime now, const Tables& tables, const PartitionSeconds& seconds,
                 std::vector<SplitNotice>& notices);

    // Carries out the splits that are due. Returns the tables whose partitions have changed.
    std::vector<TableIndex> carry_out(SimTime now, Tables& tables,
                                      std::vector<SplitNotice>& notices);

    void state(StateVisitor& visit);

private:
    struct Watched {
        std::vector<ItemPosition> sample;  // of the last busy minute, in order of time
        std::int64_t busy_minutes = 0;
        Message refused;  // last reason for not splitting

        void state(StateVisitor& visit) { visit(sample, busy_minutes, refused); }
    };
    struct Splitting {
        SimTime done_at;
        // Where to split; nullopt: in the middle of the range, determined at `done_at`.
        std::optional<ItemPosition> cut;

        void state(StateVisitor& visit) { visit(done_at, cut); }
    };

    void count_minute(SimTime now, const Tables& tables, std::vector<SplitNotice>& notices);
    void decide(SimTime now, const Tables& tables, PartitionIndex partition,
                std::vector<SplitNotice>& notices);
    void begin(SimTime now, const Tables& tables, PartitionIndex partition,
               std::optional<ItemPosition> cut, const Message& why,
               std::vector<SplitNotice>& notices);
    void refuse(const Tables& tables, PartitionIndex partition, const Message& why,
                std::vector<SplitNotice>& notices);

    std::uint64_t seed_;
    std::vector<BySide<std::int64_t>> minute_;  // half-units consumed, by PartitionIndex
    std::map<PartitionIndex, Watched> watched_;
    std::map<PartitionIndex, Splitting> splitting_;
};

// The position to cut at, so that each side gets about half of the sampled traffic; nullopt with a
// reason if a cut cannot help.
struct SplitChoice {
    std::optional<ItemPosition> cut;
    Message why_not;
};
SplitChoice choose_split(std::span<const ItemPosition> sample, ItemPosition first,
                         ItemPosition last, bool may_cut_collections);

}  // namespace isotherm
