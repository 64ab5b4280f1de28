// SPDX-License-Identifier: Apache-2.0
#pragma once
// Interface of admission models: they decide which requests the service admits. Provisioned tables
// use the model of the era; on-demand tables use the on-demand model. Models do not depend on each
// other.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/model/table.h"
#include "engine/requests/request_batch.h"
#include "engine/vocabulary/catalog.h"

namespace isotherm {

// A bucket that every request needs tokens of, and the outcome of those that it refuses.
struct TableLimit {
    TokenBucket* bucket = nullptr;
    BucketWindows windows;
    Outcome refused = Outcome::admitted;
};
// The same for buckets that each partition has.
struct PartitionLimit {
    std::vector<PartitionBuckets> Partitions::*buckets = nullptr;
    BucketWindows windows;
    Outcome refused = Outcome::admitted;
    bool of_leader = false;  // counts the load on the leader replica; see Asked
};
// All buckets of one side of a table, for callers that decide about many requests at once.
struct ServiceLimits {
    std::vector<PartitionLimit> partition;
    std::vector<TableLimit> table;
};

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

    // Fills `limits` with the buckets that `admit` uses. Valid until the next change of `tables`.
    // Not called unless AdmissionKind::knows_cells.
    virtual void list_limits(Tables& tables, TableIndex table, Side side,
                             ServiceLimits& limits) = 0;

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
    // Whether list_limits tells everything that decides about a request, as `fidelity = "cells"`
    // needs.
    virtual bool knows_cells() const = 0;
};

// Adapter for models that hold their own settings: copies the configured model for each run.
template <class Model>
class AdmissionKindOf final : public AdmissionKind {
public:
    void settings(SettingsVisitor& visit) override { model_.settings(visit); }
    bool knows_cells() const override { return model_.knows_cells(); }
    std::unique_ptr<AdmissionModel> start(std::uint64_t seed) const override {
        auto model = std::make_unique<Model>(model_);
        model->use_seed(seed);
        return model;
    }

private:
    Model model_;
};

}  // namespace isotherm
