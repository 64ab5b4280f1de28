#pragma once
// The service decides: who gets through. One model a run, chosen by the era.

#include "engine/model/table.h"
#include "engine/requests/request_batch.h"
#include "engine/vocabulary/catalog.h"

namespace isotherm {

class AdmissionModel : public Configurable {
public:
    // Fills the buckets and limits of a table's partitions, at the start and whenever its
    // provisioned throughput or its partitions change.
    virtual void allocate(Tables& tables, TableIndex table, SimTime now) = 0;

    // Decides each request in order, because each decision depends on those before it. Hot path.
    virtual void admit(RequestBatch& batch, Tables& tables) = 0;
};

}  // namespace isotherm
