// SPDX-License-Identifier: Apache-2.0
#pragma once
// One call in a log, and its place in the sums.

#include "workloads/imports/import_format.h"

namespace isotherm {

struct LoggedCall {
    std::string operation;
    std::string table;
    std::string index;
    std::string key;  // the partition key as text; empty: not known
    std::optional<WallTime> time;
    bool throttled = false;
    bool condition_failed = false;
};

// Counts the call; returns the sums of its table or index. Calls outside the time asked for are
// skipped: nullptr.
ImportedCalls* count_call(const ImportReading& reading, const LoggedCall& call);

// Whether the name of an exception means that a call was throttled.
bool is_throttling(const std::string& exception);

// Reads a ConsumedCapacity object, or a list of them: units of the table, of its local indexes and
// of its global ones. Each global index has sums of its own.
// A total without its parts is that of `index`, if the call read one.
void add_consumed(const ImportReading& reading, const ImportedValue& consumed, Side side,
                  const std::string& index = {});

// Bytes of an item in DynamoDB's typed form; nullopt if the value is absent or is no item.
std::optional<std::int64_t> typed_item_bytes(const ImportedValue& item);

}  // namespace isotherm
