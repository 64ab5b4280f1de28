// SPDX-License-Identifier: Apache-2.0
#pragma once
// Tables and their partitions while a simulation runs.

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/model/era.h"
#include "engine/model/key_space.h"
#include "engine/model/table_spec.h"
#include "engine/model/token_bucket.h"
#include "engine/requests/request_batch.h"
#include "engine/vocabulary/resource_name.h"

namespace isotherm {

struct alignas(64) PartitionBuckets {
    BySide<TokenBucket> of;
    void state(StateVisitor& visit) { visit(of); }
};

// Partitions in columns, indexed by PartitionIndex. Frequently used columns come first.
struct Partitions {
    std::vector<PartitionBuckets> buckets;
    // Buckets for the maximum of a partition, independent of its share. Used by admission models
    // whose `buckets` hold shares of the table's throughput.
    std::vector<PartitionBuckets> maximum;
    std::vector<BySide<CapacityRate>> limit;  // limit in force; heat is demand / limit
    std::vector<TableIndex> table;
    std::vector<std::int64_t> share;  // the partition gets 1/share of the table's throughput
    std::vector<std::int64_t> bytes;  // bytes stored
    std::vector<ItemPosition> first;  // range of items, from `first` to `last` inclusive
    std::vector<ItemPosition> last;
    std::vector<SimTime> born;
    std::vector<SimTime> retired;  // when the children took over; `never` while it serves
    std::vector<std::optional<PartitionIndex>> parent;

    std::size_t size() const { return buckets.size(); }
    void state(StateVisitor& visit);
};

// The status that DescribeTable reports; `absent` before creation and after deletion.
enum class TableStatus : std::uint8_t { absent, creating, active, updating };

struct Table {
    ResourceName name;
    ResourceKind kind = ResourceKind::table;
    std::optional<TableIndex> base;  // the table of an index; nullopt for a table
    std::uint64_t item_bytes = 1;    // size of a typical item
    CapacitySpec capacity;
    TableStatus status = TableStatus::active;
    SimTime created = sim_start;         // when it begins to serve
    Throughput highest_provisioned;      // highest values so far, per side
    BySide<CapacityRate> provisioned;    // in on-demand mode: capacity that can be served instantly
    BySide<TableTokenBucket> bucket;     // table-wide; only for admission models that use one
    BucketWindows bucket_windows;        // of `bucket`; set by the admission model
    BucketWindows partition_windows;     // of the partitions' buckets; set by the admission model
    bool may_cut_collections = true;     // false if the table has a local secondary index
    bool replicated = false;             // of one Region of a global table
    bool streams_forbid_splits = false;  // provisioned table with a stream (Developer Guide 2020)
    KeyRanges ranges;                    // of the serving partitions
    std::vector<PartitionIndex> partitions;  // in order of creation, retired ones included

    // Whether its partitions save bursts, each for itself.
    bool bursts_by_partition() const { return partition_windows.burst > SimDuration{}; }

    void state(StateVisitor& visit);
};

// The position in the middle of a partition's items; nullopt if the range is a single item.
std::optional<ItemPosition> middle_of(ItemPosition first, ItemPosition last);

// All tables, indexes and partitions of a simulation.
class Tables {
public:
    Tables(Era era, const std::vector<TableSpec>& specs);

    const Era& era() const { return era_; }
    std::size_t size() const { return tables.size(); }
    Table& operator[](TableIndex index) { return tables[index.value]; }
    const Table& operator[](TableIndex index) const { return tables[index.value]; }

    // Returns nullopt if there is no such table, or if the table has no such global index.
    std::optional<TableIndex> named(std::string_view table, std::string_view index = "") const;
    std::optional<TableIndex> named(const ResourceName& name) const {
        return named(name.table, name.index);
    }

    // Replaces a partition by two children at `now`. Each child gets half of the parent's share,
    // half of its bucket levels ([inferred]) and half of its bytes.
    struct Children {
        PartitionIndex first;
        PartitionIndex second;
    };
    Children split(PartitionIndex parent, ItemPosition cut, SimTime now);

    // Splits each serving partition in the middle of its range.
    void split_every_partition(TableIndex table, SimTime now);

    // Sets new provisioned throughput. If it needs more partitions, splits every partition in two,
    // repeatedly until there are enough, and then gives all partitions equal shares, as documented.
    // The caller must then call allocate() of the admission model.
    void set_throughput(TableIndex table, Throughput provisioned, SimTime now);

    // Switches the capacity mode of a table; its partitions stay. The caller must then call
    // allocate() of the admission model for the new mode.
    void use_on_demand(TableIndex table);
    void use_provisioned(TableIndex table, Throughput provisioned, SimTime now);

    // Puts an absent table into service, with the throughput of its specification.
    void open(TableIndex table, SimTime now);
    // Removes a table: it becomes absent and has no provisioned throughput.
    void remove(TableIndex table, SimTime now);

    // Sets the numbers of tables and partitions for what is visited after it.
    void state(StateVisitor& visit);

    std::vector<Table> tables;
    Partitions partitions;

private:
    void create(const TableSpec& spec);
    void create_resource(Table table, std::int64_t partitions, Bytes size);
    PartitionIndex add_partition(TableIndex table, ItemPosition first, ItemPosition last);

    Era era_;
};

// The traffic of one partition in one second.
struct PartitionSecond {
    BySide<std::uint32_t> demand{};           // half-units; each attempt is counted
    BySide<std::uint32_t> throttled{};        // part of `demand` that was throttled, half-units
    BySide<std::uint32_t> throttled_count{};  // throttled requests
    BySide<std::uint16_t> refusals{};         // bit o is set if Outcome o occurred

    bool idle() const { return (demand[Side::read] | demand[Side::write]) == 0; }
    HalfUnits consumed(Side side) const {
        return HalfUnits(std::int64_t{demand[side]} - throttled[side]);
    }
};

}  // namespace isotherm
