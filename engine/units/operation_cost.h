// SPDX-License-Identifier: Apache-2.0
#pragma once
// What one call of DynamoDB costs in capacity units, and how that comes about, step by step.
// The calls themselves: read_calls.h and
// write_calls.h. A request stream is charged by Charge, which these agree with.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/era.h"
#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

// Items of one size, one after the other.
struct ItemRun {
    std::uint64_t bytes = 0;
    std::uint64_t count = 1;
};

// Local indexes share the table's capacity, global ones have their own.
enum class IndexKind : std::uint8_t { local, global };

struct OperationCost {
    HalfUnits table_read;        // local indexes included
    HalfUnits index_read;        // of global indexes
    HalfUnits table_write;       // local indexes included
    HalfUnits index_write;       // of global indexes
    HalfUnits replicated_write;  // of a global table, in all its regions; instead of table_write
    std::uint64_t requests = 1;  // calls it takes: one a page
    std::uint64_t items_processed = 0;    // read or written, and paid for
    std::uint64_t items_returned = 0;     // by a read
    std::uint64_t items_unprocessed = 0;  // UnprocessedKeys or UnprocessedItems, to be sent again
    std::vector<std::string> steps;

    HalfUnits read() const { return table_read + index_read; }
    HalfUnits write() const { return table_write + index_write; }
};

// Strong read units and write units of one item, or of a page of items: each started unit counts,
// and nothing costs less than one.
std::int64_t read_units(const Era& era, std::uint64_t bytes);
std::int64_t write_units(const Era& era, std::uint64_t bytes);

// An item larger than the era allows cannot exist; nullopt when all is well.
std::optional<Error> find_too_large(const Era& era, std::uint64_t bytes);

// For the steps. Sizes are exact: "12.5 MB", "41,779 B".
std::string size_text(std::uint64_t bytes);
std::string units_text(HalfUnits units);                          // "1600", "0.5"
std::string counted(std::uint64_t count, std::string_view noun);  // "1 page", "13 pages"
// "50 items x 256 KB = 12.5 MB", "2 items: 1.5 KB + 6.5 KB = 8 KB".
std::string items_text(const std::vector<ItemRun>& items, std::string_view noun = "item");

// "40 KB / 4 KB = 10 read units", and how consistency changes that.
std::string rounding_text(const Era& era, std::uint64_t bytes);
std::string consistency_text(std::int64_t strong_units, Consistency consistency);

// An eventually consistent read costs half.
HalfUnits consistent(std::int64_t strong_units, Consistency consistency);

std::uint64_t count_of(const std::vector<ItemRun>& items);
std::uint64_t bytes_of(const std::vector<ItemRun>& items);

}  // namespace isotherm
