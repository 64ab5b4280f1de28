// SPDX-License-Identifier: Apache-2.0
// Admission from 2012 to 2017: each partition gets an equal share of the table's provisioned
// throughput and enforces it independently. A hot partition throttles while others are idle.

#include "engine/admission/admission_model.h"
#include "engine/admission/node_buckets.h"
#include "engine/admission/partition_share.h"

namespace isotherm {
namespace {

class StaticShares final : public AdmissionModel {
public:
    void settings(SettingsVisitor& visit) { nodes_.settings(visit); }
    void use_seed(std::uint64_t) {}
    bool knows_cells() const { return !nodes_.any(); }

    void allocate(Tables& tables, TableIndex index, SimTime now) override {
        Table& table = tables[index];
        table.partition_windows = tables.era().windows();
        nodes_.place(tables, now);
        for (std::size_t i = 0; i < table.ranges.size(); ++i) {
            const PartitionIndex partition = table.ranges.owner_at(i);
            for (const Side side : both_sides) {
                allocate_share(tables, partition, side,
                               table.provisioned[side] / tables.partitions.share[partition.value],
                               now);
            }
        }
    }

    CapacityUnits available(const Tables& tables, PartitionIndex partition, Side side,
                            SimTime now) const override {
        return available_of_partition_share(tables, partition, side, now);
    }

    void admit(RequestBatch& batch, std::span<const std::uint32_t> rows, Tables& tables) override {
        if (nodes_.any()) return nodes_.admit(batch, rows, tables, false);
        admit_by_partition_share<false>(batch, rows, tables);
    }

    void state(StateVisitor& visit) override { nodes_.state(visit); }
    void list_limits(Tables& tables, TableIndex table, Side side, ServiceLimits& limits) override {
        list_partition_share<false>(tables, table, side, limits);
    }

private:
    NodeBuckets nodes_;
};

const Registered<AdmissionKind, AdmissionKindOf<StaticShares>> static_shares_entry(
    "static_shares", "each partition enforces an equal share of the table's throughput (2012-2017)",
    {});

}  // namespace
}  // namespace isotherm
