// SPDX-License-Identifier: Apache-2.0
#pragma once
// Costs of writing to local secondary indexes; the table pays them together with the write itself.

#include <vector>

#include "engine/model/charge.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {

class LocalIndexCosts {
public:
    LocalIndexCosts(const Tables& tables, const std::vector<TableSpec>& specs, std::uint64_t seed);

    // Adds the costs of the table's local indexes to the cost of each write. No overhead if there
    // are no local indexes.
    void add_to(RequestBatch& batch, const Charge& rules);

    void state(StateVisitor& visit) {
        for (auto& indexes : of_table_)
            for (LocalIndex& index : indexes) visit(index.random);
    }

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
