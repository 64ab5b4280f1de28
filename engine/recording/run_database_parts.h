// SPDX-License-Identifier: Apache-2.0
#pragma once
// Code shared by writing and reading run.sqlite.

#include <fmt/format.h>

#include "engine/recording/recording.h"
#include "engine/recording/sqlite.h"

namespace isotherm::run_database {

// application_id is "ISOT" in ASCII (PRAGMA application_id); schema_version is in PRAGMA
// user_version.
inline constexpr std::int64_t application_id = 0x49534F54;
inline constexpr std::int64_t schema_version = 8;

inline std::string_view side_name(Side side) { return side_names[side]; }

// Writing and reading share this list of names, so that they handle the same values.
template <class Visit>
void visit_call_counts(CallCounts& calls, const Visit& visit) {
    visit("throttled_requests", calls.throttled_requests);
    visit("conditional_check_failed", calls.conditional_check_failed);
    visit("returned_items", calls.returned_items);
    visit("time_to_live_deleted", calls.time_to_live_deleted);
    visit("collection_full", calls.collection_full);
    visit("refused_base_writes", calls.refused_base_writes);
    visit("refused_by_hot_partition", calls.refused_by_hot_partition);
    visit("refused_by_on_demand_maximum", calls.refused_by_on_demand_maximum);
}

template <class Visit>
void visit_totals(Totals& totals, const Visit& visit) {
    visit("requests", totals.requests);
    visit("attempts", totals.attempts);
    visit("admitted", totals.admitted);
    visit("throttled", totals.throttled);
    visit("refused", totals.refused);
    visit("given_up", totals.given_up);
    visit("waiting", totals.waiting);
    for (const Side side : both_sides) {
        auto half_units = static_cast<std::uint64_t>(totals.consumed[side].count());
        visit(fmt::format("consumed_{}_half_units", side_name(side)), half_units);
        totals.consumed[side] = HalfUnits(static_cast<std::int64_t>(half_units));
        for (std::size_t o = 0; o < outcome_count; ++o) {
            visit(fmt::format("{}_{}", side_name(side), outcome_names[o]), totals.tries[side][o]);
        }
    }
    for (std::size_t i = 0; i < operation_count; ++i) {
        visit(fmt::format("operation_{}", i), totals.operations[i]);
    }
    visit_call_counts(totals.calls, visit);
}

// Writes the tables actions, action_units and action_minutes.
void write_actions(Database& database, const Recording& recording);
// Reads back what pictures show: how many were done, their units and minutes. Returns true if all
// were valid. Call after reading the workloads and tables.
bool read_actions(Database& database, Recording& recording);
// Writes the tables caches and cache_minutes.
void write_caches(Database& database, const Recording& recording);
// Writes the tables consumers and consumer_minutes.
void write_consumers(Database& database, const Recording& recording);
// Writes the tables tenants and tenant_tables.
void write_tenants(Database& database, const Recording& recording);
// Writes the table jobs.
void write_jobs(Database& database, const Recording& recording);
// Reads what pictures show of the consumers. Returns false if the contents are inconsistent.
bool read_consumers(Database& database, Recording& recording);

inline Error database_error(const std::string& path, ExitCode code, std::string what,
                            std::string fix) {
    return {code, ErrorNumber::bad_database, {.file = path}, std::move(what), std::move(fix)};
}

}  // namespace isotherm::run_database
