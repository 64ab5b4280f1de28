// SPDX-License-Identifier: Apache-2.0
#pragma once
// Growth of tables: admitted puts add items, and a partition that becomes full is split.
//
// A request does not show whether a put adds an item or replaces one, so the scenario sets the
// share of puts that add one. A put or update that is known to find no item always adds one. Other
// updates do not change the size. A delete makes room in its item collection, but the size of the
// partition stays [inferred: storage is reclaimed later]. Added items can expire: see
// time_to_live.h.

#include <unordered_map>
#include <vector>

#include "engine/model/table.h"
#include "engine/propagation/time_to_live.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {

class StorageGrowth {
public:
    StorageGrowth(const Tables& tables, const std::vector<TableSpec>& specs, std::uint64_t seed);

    // Must be called if a write of any workload can find that its item does not exist yet.
    void expect_missing_items() { any_ = true; }

    // Adds the bytes that the admitted writes of the batch store. If a new item would exceed the
    // size limit of its collection (tables with local indexes only), it is not written and the row
    // gets the outcome collection_full. No overhead if no table grows.
    void take_in(RequestBatch& batch, Tables& tables, TimeToLive& time_to_live,
                 const Streams& streams);
    // The same for writes that replication repeats. Their items expire where they were written.
    void take_in_replicated(const RequestBatch& batch, Tables& tables);

    // Number of items not written since the last call because their collection was full; by
    // TableIndex.
    std::vector<std::uint32_t> take_refusals();

    void state(StateVisitor& visit);

private:
    struct Growing {
        Share new_items;
        RandomStream random;
        Bytes collection_at_start;
        std::uint64_t entry_bytes = 0;      // of one item's entries in local indexes
        std::uint64_t collection_most = 0;  // 0: no local index, no limit
        std::unordered_map<Key, std::int64_t> collections{};  // bytes added, by partition key

        // An item with its overhead and its entries in local indexes.
        std::int64_t bytes_of(std::uint32_t item_bytes) const {
            return static_cast<std::int64_t>(item_bytes + entry_bytes) + item_overhead_bytes;
        }
    };
    // Returns false if the item's collection has no room for the item.
    static bool add_to_collection(Growing& growing, Key key, std::uint32_t item_bytes);
    static void take_from_collection(Growing& growing, Key key, std::uint32_t item_bytes);
    bool deletes_item(const RequestBatch& batch, std::size_t row) const;
    bool adds_item(const RequestBatch& batch, std::size_t row);

    std::vector<std::optional<Growing>> of_table_;  // by TableIndex
    std::vector<std::uint32_t> refusals_;           // by TableIndex
    bool any_ = false;
};

}  // namespace isotherm
