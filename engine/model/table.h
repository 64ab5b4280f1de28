#pragma once
// Tables and their partitions while a simulation runs.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/charge.h"
#include "engine/model/era.h"
#include "engine/model/key_space.h"
#include "engine/model/partition_count.h"
#include "engine/model/token_bucket.h"
#include "engine/requests/request_batch.h"

namespace isotherm {

// A table as a scenario describes it.
struct TableSpec : Configurable {
    std::string name;
    std::string partition_key = "pk";
    std::string sort_key;               // empty when the table has none
    Bytes item_size{1024};
    Bytes size{0};
    std::string capacity_mode = "provisioned";
    Throughput provisioned;
    std::int64_t partitions = 0;        // 0: from throughput and size

    void settings(SettingsVisitor& visit) override;
};

// One element per side, so that loops can index by what a request does.
template <class Value>
using BySide = std::array<Value, side_count>;

struct alignas(64) PartitionBuckets {
    BySide<TokenBucket> of;
};

// Columns, indexed by PartitionIndex: the hot ones apart from the descriptive ones.
struct Partitions {
    std::vector<PartitionBuckets> buckets;
    std::vector<BySide<CapacityRate>> limit;  // in force for this partition; heat is demand over it
    std::vector<TableIndex> table;
    std::vector<KeyPosition> first_position;
    std::vector<KeyPosition> last_position;
    std::vector<SimTime> born;
    std::vector<std::optional<PartitionIndex>> parent;

    std::size_t size() const { return buckets.size(); }
};

struct Table {
    std::string name;
    BySide<CapacityRate> provisioned;
    BySide<TokenBucket> bucket;              // table-wide; for admission models that have one
    KeyRanges ranges;
    std::vector<PartitionIndex> partitions;  // in order of birth
};

// Everything the data plane knows.
class Tables {
public:
    Tables(Era era, const std::vector<TableSpec>& specs);

    const Era& era() const { return era_; }
    std::size_t size() const { return tables.size(); }
    Table& operator[](TableIndex index) { return tables[index.value]; }
    const Table& operator[](TableIndex index) const { return tables[index.value]; }

    std::vector<Table> tables;
    Partitions partitions;

private:
    void create(const TableSpec& spec);

    Era era_;
};

// Fills `partition` and `cost` of each row. Hot path.
void charge(RequestBatch& batch, const Tables& tables, const Charge& rules);

}  // namespace isotherm
