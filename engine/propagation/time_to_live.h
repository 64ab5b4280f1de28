// SPDX-License-Identifier: Apache-2.0
#pragma once
// Time to live: the service deletes expired items at no cost, some time after they expired. Until
// then they are stored and can be read.
//
// The deletes consume no write units of the table or its indexes; index entries are deleted with
// the items. Items that existed at the start of the run never expire here, nor do items that
// replace others, because their expiry is unknown. Deletions are grouped by minute and partition.
// If a partition was split in the meantime, each child loses half of the bytes, because the split
// gave half to each.

#include <map>
#include <optional>
#include <vector>

#include "engine/model/table.h"
#include "engine/streams/streams.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {

// Overhead billed per item or index entry, in bytes (Developer Guide, item sizes).
inline constexpr std::int64_t item_overhead_bytes = 100;

class TimeToLive {
public:
    // Interval at which deletes are carried out.
    static constexpr SimDuration period = 60s;

    TimeToLive(const Tables& tables, const std::vector<TableSpec>& specs, std::uint64_t seed);

    bool empty() const { return !any_; }

    // Whether items of the table expire.
    bool applies_to(TableIndex table) const { return any_ && of_table_[table.value].has_value(); }
    // Schedules the expiry of an item that was added to the partition at `now`. `bytes` includes
    // the overhead. `write` is what the stream of the table has to say of the item; nullptr: nobody
    // reads the stream.
    void add(TableIndex table, PartitionIndex partition, std::int64_t bytes, SimTime now,
             const Draw* write = nullptr) {
        if (applies_to(table)) expire_later(*of_table_[table.value], partition, bytes, now, write);
    }

    // Deletes the items that are due at `now`; their records go to the streams that are read.
    // Returns the number of items by TableIndex.
    std::vector<std::uint64_t> carry_out(SimTime now, Tables& tables, Streams& streams);

    void state(StateVisitor& visit) {
        for (auto& expiry : of_table_)
            if (expiry) visit(expiry->random, expiry->minutes);
    }

private:
    struct Expiring {
        std::uint64_t items = 0;
        std::int64_t bytes = 0;
        std::vector<Draw> records;

        void state(StateVisitor& visit) { visit(items, bytes, records); }
    };
    struct Expiry {
        SimDuration after;
        SimDuration delay;
        RandomStream random;
        // By minute of the deletion, counted from the start, and by partition.
        std::map<std::int64_t, std::map<PartitionIndex, Expiring>> minutes;
    };

    static void expire_later(Expiry& expiry, PartitionIndex partition, std::int64_t bytes,
                             SimTime now, const Draw* write);
    static void tell(const Expiring& expiring, TableIndex table, SimTime now, const Tables& tables,
                     Streams& streams);

    std::vector<std::optional<Expiry>> of_table_;  // by TableIndex
    bool any_ = false;
};

}  // namespace isotherm
