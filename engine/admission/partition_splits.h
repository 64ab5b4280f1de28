// SPDX-License-Identifier: Apache-2.0
#pragma once
// Partitions that split: when they are full, and, since 2019, when they are busy.
//
// A partition above a share of its maximum for some minutes splits where half of the traffic lies
// on each side, as seen on a sample of its requests; it goes on serving until its children take
// over. Not done where it could not help: for a single hot item, and for items visited in order
// (USENIX ATC 2022). Threshold, delay and duration are [inferred].

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/model/table.h"
#include "engine/vocabulary/message.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {

// Something to tell the user.
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

    // Keeps a sample of what busy partitions are asked for. Costs nothing while none is busy.
    void sample(const RequestBatch& batch, std::span<const SortOrder> sort_orders);

    // Once a second, at its end: sees what partitions did and decides, once a minute.
    void observe(SimTime now, const Tables& tables, std::span<const PartitionSecond> seconds,
                 std::vector<SplitNotice>& notices);

    // Carries out what is due. Returns the tables whose partitions have changed.
    std::vector<TableIndex> carry_out(SimTime now, Tables& tables,
                                      std::vector<SplitNotice>& notices);

private:
    struct Watched {
        std::vector<ItemPosition> sample;  // in order of time, of the last busy minute
        std::int64_t busy_minutes = 0;
        Message refused;  // the reason last given
    };
    struct Splitting {
        SimTime done_at;
        std::optional<ItemPosition> cut;  // none: decided when done, at the middle
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

// Where to cut so that each side gets about half of the sampled traffic; why not, if it cannot
// help.
struct SplitChoice {
    std::optional<ItemPosition> cut;
    Message why_not;
};
SplitChoice choose_split(std::span<const ItemPosition> sample, ItemPosition first,
                         ItemPosition last, bool may_cut_collections);

}  // namespace isotherm
