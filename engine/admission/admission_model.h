// SPDX-License-Identifier: Apache-2.0
#pragma once
// Interface of admission models: they decide which requests the service admits. Provisioned tables
// use the model of the era; on-demand tables use the on-demand model. Models do not depend on each
// other.

#include <algorithm>
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

    // Sets the buckets and limits of a table's partitions. Called at the start and whenever the
    // table's throughput or partitions change.
    virtual void allocate(Tables& tables, TableIndex table, SimTime now) = 0;

    // Decides about `rows` in order, because each decision depends on earlier ones. Hot path.
    virtual void admit(RequestBatch& batch, std::span<const std::uint32_t> rows,
                       Tables& tables) = 0;

    // The largest cost of a request to the partition that could be admitted at `now`.
    virtual CapacityUnits available(const Tables& tables, PartitionIndex partition, Side side,
                                    SimTime now) const = 0;

    // Whether each partition is limited to a share of its table's throughput.
    virtual bool shares_out() const { return true; }
    // Whether a partition's limit depends on its traffic in the preceding minutes.
    virtual bool goes_by_minutes() const { return false; }

    // Called at the end of each second with the traffic of all partitions in that second, and with
    // the tables of this model. Returns the tables whose limits or partitions have changed.
    virtual std::vector<TableIndex> observe(SimTime, Tables&, std::span<const TableIndex>,
                                            std::span<const PartitionSecond>) {
        return {};
    }
};

// What a request needs from the buckets: each must hold `needed`, then each is charged `cost`. The
// bucket for a partition's maximum counts the load on the leader replica, so an eventually
// consistent read costs less there: three replicas share such reads.
struct Asked {
    CapacityUnits needed;
    CapacityUnits cost;
    CapacityUnits needed_of_maximum;
    CapacityUnits cost_of_maximum;
};

inline Asked asked_by(HalfUnits cost, Operation operation, const Era& era) {
    const auto index = static_cast<std::size_t>(operation);
    const HalfUnits needed(std::min(cost.count(), half_units_needed[index]));
    Asked asked{needed, cost, needed, cost};
    if (traits_of(operation).consistency == Consistency::eventual) {
        const auto of_leader = [&era](CapacityUnits units) {
            return CapacityUnits::nano_units(units.in_nano_units() * era.partition_read_maximum /
                                             era.partition_eventual_maximum);
        };
        asked.needed_of_maximum = of_leader(asked.needed);
        asked.cost_of_maximum = of_leader(asked.cost);
    }
    return asked;
}

// A configured model. It creates one AdmissionModel per run.
class AdmissionKind : public Configurable {
public:
    virtual std::unique_ptr<AdmissionModel> start(std::uint64_t seed) const = 0;
};

// Adapter for models that hold their own settings: copies the configured model for each run.
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
