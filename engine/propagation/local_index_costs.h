// SPDX-License-Identifier: Apache-2.0
#pragma once
// Writes of local secondary indexes: paid by the table, with the write itself.

#include <vector>

#include "engine/model/charge.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {

class LocalIndexCosts {
public:
    LocalIndexCosts(const Tables& tables, const std::vector<TableSpec>& specs, std::uint64_t seed);

    // Adds to the cost of each write what its table's local indexes need. Costs nothing where there
    // are none.
    void add_to(RequestBatch& batch, const Charge& rules);

private:
    struct LocalIndex {
        IndexSpec spec;
        RandomStream random;
    };
    HalfUnits cost_of(LocalIndex& index, const RequestBatch& batch, std::size_t row,
                      const Charge& rules) const;

    std::vector<std::vector<LocalIndex>> of_table_;  // by TableIndex
    bool any_ = false;
};

}  // namespace isotherm
