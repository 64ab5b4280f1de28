// SPDX-License-Identifier: Apache-2.0
#pragma once
// The writing calls and what they cost: PutItem, UpdateItem, DeleteItem, BatchWriteItem,
// TransactWriteItems, with the index entries and replicas they write.

#include <optional>

#include "engine/units/operation_cost.h"

namespace isotherm {

inline constexpr std::uint64_t batch_write_items_most = 25;

// What a write means for the item's entry in one index. Entries are sizes; nullopt where the item
// has none, because it lacks the index key or does not exist.
struct IndexChange {
    enum class Change : std::uint8_t { nothing_projected, projected_attributes, index_key };

    IndexKind kind = IndexKind::global;
    std::optional<std::uint64_t> entry_before = {};
    std::optional<std::uint64_t> entry_after = {};
    Change change = Change::nothing_projected;  // when there is an entry before and after
};

// 0, 1 or 2 writes of the index, and their units.
struct IndexWriteCost {
    int writes = 0;
    std::int64_t units = 0;
};
IndexWriteCost index_writes(const Era& era, const IndexChange& change);

// Every region pays replicated units for every write. The first version (2017.11.29) wrote items
// again to mark them: twice for a put, once more at the source of an update or the copy of a
// delete.
struct GlobalTable {
    enum class Version : std::uint8_t { v2017, v2019 };

    std::uint64_t regions = 1;  // 1: no global table
    Version version = Version::v2019;
};

enum class WriteKind : std::uint8_t { put, update, remove };

struct WriteCall {
    WriteKind kind = WriteKind::put;
    std::optional<std::uint64_t> before = {};  // the item's size; nullopt when there is none
    std::optional<std::uint64_t> after = {};   // never for a delete
    bool condition_fails = false;
    std::optional<AbsentItemCharge> absent_item_charge = {};  // the era's when absent
    bool expired = false;                                     // a delete by time to live
    std::vector<IndexChange> indexes = {};
    GlobalTable replicas = {};
};
Result<OperationCost> write_cost(const Era& era, const WriteCall& call);

struct BatchWriteCall {
    std::vector<WriteCall> writes = {};       // puts and deletes
    std::optional<HalfUnits> available = {};  // what the table can serve just now; all when absent
};
Result<OperationCost> batch_write_cost(const Era& era, const BatchWriteCall& call);

struct TransactWriteCall {
    std::vector<WriteCall> writes = {};
    std::vector<ItemRun> checked = {};  // items of ConditionCheck
    bool repeated = false;              // with the client token of a transaction that was done
    bool through_cache = false;         // DAX reads the items in the background, in a transaction
};
Result<OperationCost> transact_write_cost(const Era& era, const TransactWriteCall& call);

}  // namespace isotherm
