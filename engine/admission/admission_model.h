#pragma once
// The service decides: who gets through. Provisioned tables follow the era's model, tables in
// on-demand mode the model of that name; models never know each other.

#include <cstdint>
#include <memory>
#include <span>

#include "engine/model/table.h"
#include "engine/requests/request_batch.h"
#include "engine/vocabulary/catalog.h"

namespace isotherm {

class AdmissionModel {
public:
    virtual ~AdmissionModel() = default;

    // Fills the buckets and limits of a table's partitions, at the start and whenever its
    // provisioned throughput or its partitions change.
    virtual void allocate(Tables& tables, TableIndex table, SimTime now) = 0;

    // Decides the given rows in order, because each decision depends on those before it. Hot path.
    virtual void admit(RequestBatch& batch, std::span<const std::uint32_t> rows,
                       Tables& tables) = 0;

    // What a request for a partition could cost at most to be admitted at `now`.
    virtual CapacityUnits available(const Tables& tables, PartitionIndex partition, Side side,
                                    SimTime now) const = 0;

    // Once a second, at its end: what the partitions of this model's tables saw. Returns the tables
    // whose limits or partitions have changed.
    virtual std::vector<TableIndex> observe(SimTime, Tables&, std::span<const TableIndex>,
                                            std::span<const PartitionSecond>) {
        return {};
    }
};

// What a request takes of a partition's maximum, in units of the leader: an eventually consistent
// read is shared by three replicas (throughput-model 2.8).
inline CapacityUnits partition_cost(HalfUnits cost, Operation operation, const Era& era) {
    if (traits_of(operation).consistency != Consistency::eventual) return cost;
    return CapacityUnits::nano_units(CapacityUnits(cost).in_nano_units() *
                                     era.partition_read_maximum / era.partition_eventual_maximum);
}

// A model, configured. It makes one AdmissionModel for each run.
class AdmissionKind : public Configurable {
public:
    virtual std::unique_ptr<AdmissionModel> start(std::uint64_t seed) const = 0;
};

// For models that are their own settings: copied for each run.
template <class Model>
class AdmissionKindOf final : public AdmissionKind {
public:
    void settings(SettingsVisitor& visit) override { model_.settings(visit); }
    std::unique_ptr<AdmissionModel> start(std::uint64_t seed) const override {
        auto model = std::make_unique<Model>(model_);
        model->use_seed(seed);
        return model;
    }

private:
    Model model_;
};

}  // namespace isotherm
