// SPDX-License-Identifier: Apache-2.0
#pragma once
// What each of a partition's three replicas has served of eventually consistent reads, second by
// second. A read goes to the replica in its caller's zone as long as that one can take it, and then
// to another zone.

#include <array>
#include <cstdint>
#include <vector>

#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/indices.h"
#include "engine/vocabulary/state_visitor.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

class ReplicaReads {
public:
    static constexpr std::size_t zones = 3;

    // Counts a read of the partition. Reads must come in order of time. Returns whether the replica
    // in the zone has served `most` in this second, so that another one serves the read.
    bool beyond(PartitionIndex partition, std::size_t zone, HalfUnits read, SimTime now,
                HalfUnits most) {
        if (partition.value >= partitions_.size()) partitions_.resize(partition.value + 1);
        Second& present = partitions_[partition.value];
        if (const std::int64_t second = whole_seconds(now); present.second != second)
            present = {second, {}};
        HalfUnits& served = present.served[zone];
        if (served + read > most) return true;
        served += read;
        return false;
    }

    void state(StateVisitor& visit) { visit(partitions_); }

private:
    struct Second {
        std::int64_t second = -1;
        std::array<HalfUnits, zones> served{};

        void state(StateVisitor& visit) { visit(second, served); }
    };
    std::vector<Second> partitions_;
};

}  // namespace isotherm
