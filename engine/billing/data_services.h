// SPDX-License-Identifier: Apache-2.0
#pragma once
// Charges other than throughput and storage: backups, exports and imports, streams, change data
// capture, DAX, data transfer.

#include <string>
#include <vector>

#include "engine/billing/usage.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

// DAX nodes of one type, such as "r5.large".
struct CacheNodes {
    PriceItem type = PriceItem::dax_r5_large_hour;
    std::int64_t count = 0;
};
// Parses "3xr5.large", "3xdax.r5.large" or "r5.large". The error lists the known types.
Result<CacheNodes> parse_cache_nodes(std::string_view text);

// The number of GetRecords calls of consumers that poll. Calls by Lambda and global tables are
// free.
std::int64_t stream_reads(std::int64_t shards, std::int64_t polls_per_second, SimDuration time);

// Change units of Kinesis data capture: one per KB of a written item, rounded up.
std::int64_t change_units(std::uint64_t item_bytes, std::int64_t writes);

// Payload units of Kinesis: one for each 25 KB of a record, rounded up. A record has 100 bytes
// besides the images of the item, which are two of an update.
std::int64_t kinesis_puts(std::uint64_t item_bytes, int images, std::int64_t writes);

// The services used in one month.
struct DataServices {
    // Stored during the whole month: table and local indexes, without global indexes.
    Bytes recoverable = {};  // point-in-time recovery
    Bytes backups = {};      // total of all retained backups
    // Cold backups are billed for at least 90 days, so include those deleted earlier than that.
    Bytes cold_backups = {};
    // Transferred during the month.
    Bytes restored = {};  // including global indexes
    Bytes cold_restored = {};
    Bytes exported = {};
    Bytes incrementally_exported = {};  // size of the change data
    Bytes imported = {};                // uncompressed source, including rows that fail to load
    Bytes to_internet = {};
    Bytes from_internet = {};
    Bytes to_other_region = {};
    std::int64_t stream_reads = 0;
    std::int64_t change_units = 0;
    std::int64_t kinesis_shards = 0;   // during the whole month
    std::int64_t kinesis_puts = 0;     // payload units of 25 KB
    std::int64_t kinesis_streams = 0;  // on demand, during the whole month
    Bytes kinesis_in = {};             // of streams on demand
    Bytes kinesis_out = {};
    std::int64_t lambda_stream_reads = 0;  // GetRecords calls of Lambda triggers
    std::int64_t lambda_invocations = 0;
    std::int64_t lambda_gb_seconds = 0;
    Bytes replicated = {};  // copied to new replicas
    Bytes bulk_put = {};
    // Once: warm throughput above what the table had, in units per second.
    std::int64_t warm_read = 0;
    std::int64_t warm_write = 0;
    // Contributor Insights: rules of the whole month, and events.
    std::int64_t insights_rules = 0;
    std::int64_t insights_events = 0;
    // Vector indexes, all together.
    std::uint64_t vector_written = 0;   // bytes
    std::uint64_t vector_searched = 0;  // bytes
    Bytes vector_stored = {};
    std::vector<CacheNodes> cache = {};
};

// Adds one month of these services to the usage of a month.
void add_services(Usage& month, const ResourceName& resource, const DataServices& services,
                  std::int64_t hours_per_month);

}  // namespace isotherm
