// SPDX-License-Identifier: Apache-2.0
#pragma once
// Tables that grow: admitted puts add items, and full partitions split.
//
// Whether a put adds an item or replaces one cannot be seen from a request, so the scenario says
// which share adds one; a put or update that is known to find no item adds one in any case. Other
// updates, and deletes, leave the size as it is. Added items may expire: see time_to_live.h.

#include <unordered_map>
#include <vector>

#include "engine/model/table.h"
#include "engine/propagation/time_to_live.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {

class StorageGrowth {
public:
    StorageGrowth(const Tables& tables, const std::vector<TableSpec>& specs, std::uint64_t seed);

    // Some workload's writes may find no item.
    void expect_missing_items() { any_ = true; }

    // Adds what the batch's admitted writes store. A new item that would make its collection larger
    // than a table with local indexes allows is not written: the row finds the collection full.
    // Costs nothing where no table grows.
    void take_in(RequestBatch& batch, Tables& tables, TimeToLive& time_to_live);

    // Items not written because their collection was full, since the last call; by TableIndex.
    std::vector<std::uint32_t> take_refusals();

private:
    struct Growing {
        Share new_items;
        RandomStream random;
        Bytes collection_at_start;
        std::uint64_t entry_bytes = 0;      // of an item in the local indexes, beside the item
        std::uint64_t collection_most = 0;  // 0: no local index, no limit
        std::unordered_map<Key, std::uint64_t> collections{};  // bytes added, by partition key
    };
    // False when the item's collection has no room for it.
    static bool add_to_collection(Growing& growing, Key key, std::uint32_t item_bytes);
    bool adds_item(const RequestBatch& batch, std::size_t row);

    std::vector<std::optional<Growing>> of_table_;  // by TableIndex
    std::vector<std::uint32_t> refusals_;           // by TableIndex
    bool any_ = false;
};

}  // namespace isotherm
