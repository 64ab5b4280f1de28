#pragma once
// Tables that grow: admitted PutItem calls add items, and full partitions split.
//
// Whether a put adds an item or replaces one cannot be seen from a request, so the scenario says
// which share adds one. Deletes and updates leave the size as it is.

#include <vector>

#include "engine/model/table.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {

class StorageGrowth {
public:
    // Billed with each item or index entry (Developer Guide, item sizes).
    static constexpr std::int64_t overhead_bytes = 100;

    StorageGrowth(const Tables& tables, const std::vector<TableSpec>& specs, std::uint64_t seed);

    // Adds what the batch's admitted puts store. Costs nothing where no table grows.
    void take_in(const RequestBatch& batch, Tables& tables);

private:
    struct Growing {
        Share new_items;
        RandomStream random;
    };
    std::vector<std::optional<Growing>> of_table_;  // by TableIndex
    bool any_ = false;
};

}  // namespace isotherm
