// SPDX-License-Identifier: Apache-2.0
#pragma once
// What is billed beside throughput and storage: backups, exports and imports, streams, change
// capture, DAX, data transfer.

#include <string>
#include <vector>

#include "engine/billing/usage.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

// DAX nodes of one type, "r5.large".
struct CacheNodes {
    PriceItem type = PriceItem::dax_r5_large_hour;
    std::int64_t count = 0;
};
// "3xr5.large", "3xdax.r5.large" or "r5.large"; the error lists the types.
Result<CacheNodes> parse_cache_nodes(std::string_view text);

// GetRecords calls of consumers that poll; calls of Lambda and of global tables are free.
std::int64_t stream_reads(std::int64_t shards, std::int64_t polls_per_second, SimDuration time);

// Change units of Kinesis capture: each started KB of a written item.
std::int64_t change_units(std::uint64_t item_bytes, std::int64_t writes);

// Of one month.
struct DataServices {
    // Kept all month: table and local indexes, without global ones.
    Bytes recoverable = {};   // point-in-time recovery
    Bytes backups = {};       // all that are retained, together
    Bytes cold_backups = {};  // billed for 90 days at least; the caller sees to that
    // In the month.
    Bytes restored = {};  // with global indexes
    Bytes cold_restored = {};
    Bytes exported = {};
    Bytes incrementally_exported = {};  // change data processed
    Bytes imported = {};                // source, uncompressed, with rows that fail to load
    Bytes to_internet = {};
    Bytes from_internet = {};
    Bytes to_other_region = {};
    std::int64_t stream_reads = 0;
    std::int64_t change_units = 0;
    std::vector<CacheNodes> cache = {};
};

// Adds a month of these to the usage of a month.
void add_services(Usage& month, const ResourceName& resource, const DataServices& services,
                  std::int64_t hours_per_month);

}  // namespace isotherm
