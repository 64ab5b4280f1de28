// SPDX-License-Identifier: Apache-2.0
#pragma once
// The write calls and their costs: PutItem, UpdateItem, DeleteItem, BatchWriteItem and
// TransactWriteItems, including the index entries and replicas that they write.

#include <optional>

#include "engine/units/operation_cost.h"

namespace isotherm {

inline constexpr std::uint64_t batch_write_items_most = 25;

// The effect of a write on the item's entry in one index. Entry sizes are in bytes; nullopt means
// that the item has no entry, because it lacks the index key or does not exist.
struct IndexChange {
    enum class Change : std::uint8_t { nothing_projected, projected_attributes, index_key };

    IndexKind kind = IndexKind::global;
    std::optional<std::uint64_t> entry_before = {};
    std::optional<std::uint64_t> entry_after = {};
    Change change = Change::nothing_projected;  // used only if there is an entry before and after
};

// The number of index writes (0, 1 or 2), and the sum of their units.
struct IndexWriteCost {
    int writes = 0;
    std::int64_t units = 0;
};
IndexWriteCost index_writes(const Era& era, const IndexChange& change);

// Every region pays replicated write units for every write. Version 2017.11.29 wrote items a second
// time to mark them. So a put needs two writes in each region; an update needs two in the source
// region and one in each other region; a delete needs one in the source region and two in each
// other region.
struct GlobalTable {
    enum class Version : std::uint8_t { v2017, v2019 };

    std::uint64_t regions = 1;  // 1: not a global table
    Version version = Version::v2019;
};

enum class WriteKind : std::uint8_t { put, update, remove };

struct WriteCall {
    WriteKind kind = WriteKind::put;
    std::optional<std::uint64_t> before = {};  // item size in bytes; nullopt: there is no item
    std::optional<std::uint64_t> after = {};   // nullopt for a delete
    bool condition_fails = false;
    std::optional<AbsentItemCharge> absent_item_charge = {};  // nullopt: as in the era
    bool expired = false;                                     // a delete by time to live
    std::vector<IndexChange> indexes = {};
    GlobalTable replicas = {};
};
Result<OperationCost> write_cost(const Era& era, const WriteCall& call);

struct BatchWriteCall {
    std::vector<WriteCall> writes = {};       // puts and deletes only
    std::optional<HalfUnits> available = {};  // capacity of the table; nullopt: unlimited
};
Result<OperationCost> batch_write_cost(const Era& era, const BatchWriteCall& call);

struct TransactWriteCall {
    std::vector<WriteCall> writes = {};
    std::vector<ItemRun> checked = {};  // items of ConditionCheck
    bool repeated = false;       // sent again with the client token of a completed transaction
    bool through_cache = false;  // DAX also reads the items, in a transaction
};
Result<OperationCost> transact_write_cost(const Era& era, const TransactWriteCall& call);

}  // namespace isotherm
