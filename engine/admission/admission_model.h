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
#include "engine/vocabulary/fixed_divisor.h"

namespace isotherm {

// A bucket that every request needs tokens of, and the outcome of those that it refuses.
struct TableLimit {
    TableTokenBucket* bucket = nullptr;
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

    // What changes while requests are served. The buckets of tables and partitions save themselves.
    virtual void state(StateVisitor& visit) = 0;
};

// The lesser of a partition's level and that of a whole table, which may be too large for it.
inline CapacityUnits lesser(CapacityUnits of_partition, WideCapacityUnits of_table) {
    return of_table < WideCapacityUnits(of_partition)
               ? CapacityUnits::nano_units(static_cast<std::int64_t>(of_table.in_nano_units()))
               : of_partition;
}

// What a request needs from the buckets: each must hold `needed`, then each is charged `cost`. The
// bucket for a partition's maximum counts the load on the leader replica, so an eventually
// consistent read costs less there: three replicas share such reads.
struct Asked {
    CapacityUnits needed;
    CapacityUnits cost;
    CapacityUnits needed_of_maximum;
    CapacityUnits cost_of_maximum;
};

// Computes it for the requests of an era. Hot path.
class AskedBy {
public:
    explicit AskedBy(const Era& era)
        : of_leader_(static_cast<std::uint64_t>(era.partition_read_maximum)),
          of_all_(static_cast<std::uint64_t>(era.partition_eventual_maximum)) {}

    Asked operator()(HalfUnits cost, Operation operation) const {
        const HalfUnits needed(
            std::min(cost.count(), half_units_needed[static_cast<std::size_t>(operation)]));
        Asked asked{needed, cost, needed, cost};
        if (is_eventual(operation)) {
            asked.needed_of_maximum = on_leader(asked.needed);
            asked.cost_of_maximum =
                cost == needed ? asked.needed_of_maximum : on_leader(asked.cost);
        }
        return asked;
    }

private:
    CapacityUnits on_leader(CapacityUnits units) const {
        const auto nano_units = static_cast<std::uint64_t>(units.in_nano_units());
        return CapacityUnits::nano_units(
            static_cast<std::int64_t>(of_all_.quotient(nano_units * of_leader_)));
    }

    std::uint64_t of_leader_;
    FixedDivisor of_all_;
};

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
