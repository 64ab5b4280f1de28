// 2019 to now: the table's throughput is admitted as a whole, and a partition only enforces what
// it can physically do, 3,000 read and 1,000 write units a second (throughput-model 2.5).
//
// A request needs both. The paper's routers hold time-limited tokens from a central service; here
// the table-wide bucket stands for that service with tokens that are never out of date.

#include "engine/admission/admission_model.h"

namespace isotherm {
namespace {

class GlobalAdmission final : public AdmissionModel {
public:
    void settings(SettingsVisitor&) override {}

    void allocate(Tables& tables, TableIndex index, SimTime now) override {
        Table& table = tables[index];
        const Era& era = tables.era();
        for (const Side side : both_sides) {
            const auto s = static_cast<std::size_t>(side);
            if (now == sim_start) {
                table.bucket[s] = TokenBucket(table.provisioned[s], era.windows(), era.initial_burst);
            } else {
                table.bucket[s].set_rate(table.provisioned[s], now, era.windows());
            }
            const auto maximum = CapacityRate::units_per_second(era.partition_maximum(side));
            for (std::size_t i = 0; i < table.ranges.size(); ++i) {
                const PartitionIndex partition = table.ranges.owner_at(i);
                TokenBucket& bucket = tables.partitions.buckets[partition.value].of[s];
                if (now == sim_start) {
                    bucket = TokenBucket(maximum, partition_windows(era), era.initial_burst);
                } else {
                    bucket.set_rate(maximum, now, partition_windows(era));
                }
                tables.partitions.limit[partition.value][s] = std::min(maximum, table.provisioned[s]);
            }
        }
    }

    void admit(RequestBatch& batch, Tables& tables) override {
        const BucketWindows table_windows = tables.era().windows();
        const BucketWindows partition_window = partition_windows(tables.era());
        PartitionBuckets* const buckets = tables.partitions.buckets.data();
        for (std::size_t i = 0; i < batch.size(); ++i) {
            const auto side = static_cast<std::size_t>(side_of(batch.operation[i]));
            const HalfUnits cost = batch.cost[i];
            const SimTime now = batch.arrival[i];
            TokenBucket& partition = buckets[batch.partition[i].value].of[side];
            TokenBucket& table = tables[batch.table[i]].bucket[side];
            if (!partition.can_take(cost, now, partition_window)) {
                batch.outcome[i] = Outcome::partition_maximum;
            } else if (!table.try_take(cost, now, table_windows)) {
                batch.outcome[i] = Outcome::table_throughput;
            } else {
                partition.take(cost);
                batch.outcome[i] = Outcome::admitted;
            }
        }
    }

private:
    // A partition does not save up: its maximum is what the node can do in a second.
    static BucketWindows partition_windows(const Era& era) { return {era.allocated_window, 0s}; }
};

const Registered<AdmissionModel, GlobalAdmission> entry(
    "global_admission",
    "the table's throughput is admitted as a whole; partitions cap at their maximum (2019-)");

}  // namespace
}  // namespace isotherm
