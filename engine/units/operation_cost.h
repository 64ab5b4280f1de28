// SPDX-License-Identifier: Apache-2.0
#pragma once
// The cost of one DynamoDB call in capacity units, with an explanation step by step. read_calls.h
// and write_calls.h define the calls. The Charge class computes the same costs for request streams.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/era.h"
#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

// Consecutive items of the same size.
struct ItemRun {
    std::uint64_t bytes = 0;
    std::uint64_t count = 1;
};

// Local indexes share the table's capacity; global indexes have their own.
enum class IndexKind : std::uint8_t { local, global };

struct OperationCost {
    HalfUnits table_read;                 // includes local indexes
    HalfUnits index_read;                 // global indexes
    HalfUnits table_write;                // includes local indexes
    HalfUnits index_write;                // global indexes
    HalfUnits replicated_write;           // global table, all regions; replaces table_write
    std::uint64_t requests = 1;           // number of requests needed: one per page
    std::uint64_t items_processed = 0;    // read or written, and charged
    std::uint64_t items_returned = 0;     // by reads
    std::uint64_t items_unprocessed = 0;  // UnprocessedKeys or UnprocessedItems, to be resent
    // Vector indexes are charged by bytes, apart from units; a gigabyte has 2^30.
    std::uint64_t vector_write_bytes = 0;   // VectorWriteRequestBytes
    std::uint64_t vector_search_bytes = 0;  // VectorSearchRequestBytes
    std::vector<std::string> steps;

    HalfUnits read() const { return table_read + index_read; }
    HalfUnits write() const { return table_write + index_write; }
};

// Units of one item or one page of items: strongly consistent read units, or write units. Partial
// units are rounded up; the minimum is one unit.
std::int64_t read_units(const Era& era, std::uint64_t bytes);
std::int64_t write_units(const Era& era, std::uint64_t bytes);

// Returns an error if an item is larger than the era allows, else nullopt.
std::optional<Error> find_too_large(const Era& era, std::uint64_t bytes);

// Texts for the explanation steps. Sizes are exact: "12.5 MB", "41,779 B".
std::string size_text(std::uint64_t bytes);
std::string units_text(HalfUnits units);                          // "1600", "0.5"
std::string counted(std::uint64_t count, std::string_view noun);  // "1 page", "13 pages"
// "50 items x 256 KB = 12.5 MB", "2 items: 1.5 KB + 6.5 KB = 8 KB".
std::string items_text(const std::vector<ItemRun>& items, std::string_view noun = "item");

// "40 KB / 4 KB = 10 read units", and the text for the effect of consistency.
std::string rounding_text(const Era& era, std::uint64_t bytes);
std::string consistency_text(std::int64_t strong_units, Consistency consistency);

// Applies the consistency: an eventually consistent read costs half.
HalfUnits consistent(std::int64_t strong_units, Consistency consistency);

std::uint64_t count_of(const std::vector<ItemRun>& items);
std::uint64_t bytes_of(const std::vector<ItemRun>& items);

}  // namespace isotherm
