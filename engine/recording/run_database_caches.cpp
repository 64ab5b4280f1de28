// SPDX-License-Identifier: Apache-2.0
// Caches in run.sqlite: for queries of the user, not read back.

#include "engine/recording/run_database_parts.h"

namespace isotherm::run_database {
namespace {

constexpr const char* caches_schema = R"sql(
CREATE TABLE caches (cache_number INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL,
                     nodes INTEGER NOT NULL, look_ups INTEGER NOT NULL, hits INTEGER NOT NULL,
                     never_seen INTEGER NOT NULL, evicted INTEGER NOT NULL, expired INTEGER NOT NULL,
                     invalidated INTEGER NOT NULL, absent INTEGER NOT NULL, coalesced INTEGER NOT NULL,
                     refused INTEGER NOT NULL, passed INTEGER NOT NULL, stale INTEGER NOT NULL,
                     stale_us INTEGER NOT NULL, stale_most_us INTEGER NOT NULL, entries INTEGER NOT NULL,
                     bytes INTEGER NOT NULL, entries_most INTEGER NOT NULL, bytes_most INTEGER NOT NULL,
                     saved_read_units REAL NOT NULL);
CREATE TABLE cache_minutes (cache_number INTEGER NOT NULL, minute INTEGER NOT NULL, look_ups INTEGER NOT NULL,
                            hits INTEGER NOT NULL, PRIMARY KEY (cache_number, minute)) WITHOUT ROWID;
)sql";

}  // namespace

void write_caches(Database& database, const Recording& recording) {
    database.run(caches_schema);
    SqlStatement caches(database,
                        "INSERT INTO caches VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                        "?, ?, ?, ?, ?, ?, ?)");
    SqlStatement minutes(database, "INSERT INTO cache_minutes VALUES (?, ?, ?, ?)");
    for (std::size_t c = 0; c < recording.caches.size(); ++c) {
        const CacheRecord& record = recording.caches[c];
        HalfUnits saved;
        for (const auto& [table, units] : record.saved) saved += units;
        const auto& misses = record.misses;
        caches.insert(c, std::string_view(record.name), std::string_view(record.kind),
                      std::uint64_t{record.nodes}, record.look_ups, record.hits, misses[0],
                      misses[1], misses[2], misses[3], misses[4], record.coalesced, record.refused,
                      record.passed, record.stale, record.stale_us, record.stale_most_us,
                      record.entries, record.bytes, record.entries_most, record.bytes_most,
                      saved.in_units());
        for (std::size_t m = 0; m < record.minutes.size(); ++m)
            minutes.insert(c, m, record.minutes[m].look_ups, record.minutes[m].hits);
    }
}

}  // namespace isotherm::run_database
