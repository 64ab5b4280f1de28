// SPDX-License-Identifier: Apache-2.0
#pragma once
// Time to live: items that expire and that the service deletes, some time later, for free.
// Until then they are stored and can be read.
//
// The deletes consume no write units, neither of the table nor of its indexes, whose entries go
// with the items. Items that were there when the run began, and those that writes replace, have an
// expiry nobody knows, so only items added during the run expire. What is deleted is summed by
// minute and partition; where a partition has split since, its children each lose half, as a split
// gave each of them half.

#include <map>
#include <optional>
#include <vector>

#include "engine/model/table.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {

// Billed with each item or index entry (Developer Guide, item sizes).
inline constexpr std::int64_t item_overhead_bytes = 100;

class TimeToLive {
public:
    // When deletes are carried out.
    static constexpr SimDuration period = 60s;

    TimeToLive(const Tables& tables, const std::vector<TableSpec>& specs, std::uint64_t seed);

    bool empty() const { return !any_; }

    // An item of so many bytes, overhead included, was added to the partition at `now`.
    void add(TableIndex table, PartitionIndex partition, std::int64_t bytes, SimTime now) {
        if (any_ && of_table_[table.value])
            expire_later(*of_table_[table.value], partition, bytes, now);
    }

    // Deletes what is due at `now`. Returns how many items, by TableIndex.
    std::vector<std::uint64_t> carry_out(SimTime now, Tables& tables);

private:
    struct Expiring {
        std::uint64_t items = 0;
        std::int64_t bytes = 0;
    };
    struct Expiry {
        SimDuration after;
        SimDuration delay;
        RandomStream random;
        // By the minute at whose end they go, then by partition.
        std::map<std::int64_t, std::map<PartitionIndex, Expiring>> minutes;
    };

    static void expire_later(Expiry& expiry, PartitionIndex partition, std::int64_t bytes,
                             SimTime now);

    std::vector<std::optional<Expiry>> of_table_;  // by TableIndex
    bool any_ = false;
};

}  // namespace isotherm
