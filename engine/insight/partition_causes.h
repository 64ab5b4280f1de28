// SPDX-License-Identifier: Apache-2.0
#pragma once
// Why a partition refuses requests that its table could have served: a hot key, a busy partition
// that moves, splits that left too small shares, or just an uneven load.

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/insight/side_history.h"
#include "engine/insight/throttle_finding.h"
#include "engine/recording/recording.h"

namespace isotherm {

class PartitionCauses {
public:
    PartitionCauses(const Recording& recording, std::size_t table, Side side,
                    const SideHistory& history);

    // The cause of what a partition refused in a column because of `outcome`, which is a limit of
    // one partition. nullopt: the load would be refused if it were even, too, so the capacity of
    // the table is what is too small.
    std::optional<ThrottleCause> cause(std::size_t column, std::size_t partition, Outcome outcome);

    // The keys that stand out in a partition.
    std::vector<KeyEvidence> keys_of(std::size_t partition) const;
    // Partitions that the table started with, and what each would have of the column's throughput.
    std::size_t partitions_before() const { return roots_; }
    double limit_before(std::size_t column) const;

private:
    void find_roots();
    void find_dominated();
    void find_rolling();
    double even_use(std::size_t column);

    const Recording& recording_;
    const TableRecording& table_;
    Side side_;
    const SideHistory& history_;
    std::vector<std::size_t> root_;  // by partition: the first of its ancestors
    std::size_t roots_ = 0;
    std::vector<bool> dominated_;  // by partition: by few keys
    bool rolls_ = false;           // whether the busy partition is another one every few minutes
    // Of the column that was asked about last.
    std::size_t seen_column_ = ~std::size_t{0};
    std::vector<double> root_demand_;  // half-units
    double limits_ = 0;                // units per second of all partitions that serve
    std::size_t serving_ = 0;
};

}  // namespace isotherm
