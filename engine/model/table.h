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
};

// Columns, indexed by PartitionIndex: the hot ones apart from the descriptive ones.
struct Partitions {
    std::vector<PartitionBuckets> buckets;
    // What a partition can do, whatever its share; for models whose `buckets` are shares.
    std::vector<PartitionBuckets> maximum;
    std::vector<BySide<CapacityRate>> limit;  // in force for this partition; heat is demand over it
    std::vector<TableIndex> table;
    std::vector<std::int64_t> share;  // gets 1/share of the table's throughput, where shares count
    std::vector<std::int64_t> bytes;  // stored
    std::vector<ItemPosition> first;  // range of items, both ends included
    std::vector<ItemPosition> last;
    std::vector<SimTime> born;
    std::vector<SimTime> retired;  // when its children took over; `never` while it serves
    std::vector<std::optional<PartitionIndex>> parent;

    std::size_t size() const { return buckets.size(); }
};

// As DescribeTable says; `absent` before a table is created and after it has been deleted.
enum class TableStatus : std::uint8_t { absent, creating, active, updating };

struct Table {
    ResourceName name;
    ResourceKind kind = ResourceKind::table;
    std::optional<TableIndex> base;  // of an index
    std::uint64_t item_bytes = 1;    // of a usual item
    CapacitySpec capacity;
    TableStatus status = TableStatus::active;
    SimTime created = sim_start;         // when it begins to serve
    Throughput highest_provisioned;      // that it ever had
    BySide<CapacityRate> provisioned;    // on demand: what it can take at once
    BySide<TokenBucket> bucket;          // table-wide; for admission models that have one
    BucketWindows bucket_windows;        // of that bucket; this and the next the model's choice
    BucketWindows partition_windows;     // of its partitions' buckets
    bool may_cut_collections = true;     // false with a local secondary index
    bool streams_forbid_splits = false;  // provisioned tables with a stream (Developer Guide 2020)
    KeyRanges ranges;                    // of the partitions that serve
    std::vector<PartitionIndex> partitions;  // in order of birth, retired ones too
};

// Half of the way through a partition's items; nullopt for a single item.
std::optional<ItemPosition> middle_of(ItemPosition first, ItemPosition last);

// Everything the data plane knows.
class Tables {
public:
    Tables(Era era, const std::vector<TableSpec>& specs);

    const Era& era() const { return era_; }
    std::size_t size() const { return tables.size(); }
    Table& operator[](TableIndex index) { return tables[index.value]; }
    const Table& operator[](TableIndex index) const { return tables[index.value]; }

    // nullopt where there is no such table, or no such global index of it.
    std::optional<TableIndex> named(std::string_view table, std::string_view index = "") const;
    std::optional<TableIndex> named(const ResourceName& name) const {
        return named(name.table, name.index);
    }

    // Two children take over at `now`: each has half of the parent's share and of its levels
    // ([inferred]); the bytes are divided at the cut, half and half.
    struct Children {
        PartitionIndex first;
        PartitionIndex second;
    };
    Children split(PartitionIndex parent, ItemPosition cut, SimTime now);

    // Splits each partition that serves in the middle of its range.
    void split_every_partition(TableIndex table, SimTime now);

    // New provisioned values: splits every partition in two until they fit
    // and forgets unequal shares, as the documents do. The admission model must allocate anew.
    void set_throughput(TableIndex table, Throughput provisioned, SimTime now);

    // Changes between the two capacity modes; partitions stay. The other
    // mode's admission model must allocate.
    void use_on_demand(TableIndex table);
    void use_provisioned(TableIndex table, Throughput provisioned, SimTime now);

    // A table that was absent begins to serve, with what its specification says.
    void open(TableIndex table, SimTime now);
    // It is gone: nothing is provisioned any more.
    void remove(TableIndex table, SimTime now);

    std::vector<Table> tables;
    Partitions partitions;

private:
    void create(const TableSpec& spec);
    void create_resource(Table table, std::int64_t partitions, Bytes size);
    PartitionIndex add_partition(TableIndex table, ItemPosition first, ItemPosition last);

    Era era_;
};

// What a partition saw in one second.
struct PartitionSecond {
    BySide<std::uint32_t> demand{};           // half-units, each try counted
    BySide<std::uint32_t> throttled{};        // half-units of them
    BySide<std::uint32_t> throttled_count{};  // requests
    BySide<std::uint16_t> refusals{};         // bit o set: an Outcome o occurred

    HalfUnits consumed(Side side) const {
        return HalfUnits(std::int64_t{demand[side]} - throttled[side]);
    }
};

}  // namespace isotherm
