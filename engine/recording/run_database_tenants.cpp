// SPDX-License-Identifier: Apache-2.0
// Tenants in run.sqlite: for queries of the user, not read back.

#include "engine/recording/run_database_parts.h"

namespace isotherm::run_database {
namespace {

constexpr const char* tenants_schema = R"sql(
CREATE TABLE tenants (tenant TEXT PRIMARY KEY, requests INTEGER NOT NULL, attempts INTEGER NOT NULL,
                      throttled INTEGER NOT NULL, given_up INTEGER NOT NULL, denied INTEGER NOT NULL,
                      read_units REAL NOT NULL, write_units REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE tenant_tables (tenant TEXT NOT NULL, table_number INTEGER NOT NULL, requests INTEGER NOT NULL,
                            attempts INTEGER NOT NULL, throttled INTEGER NOT NULL,
                            given_up INTEGER NOT NULL, read_units REAL NOT NULL,
                            write_units REAL NOT NULL, PRIMARY KEY (tenant, table_number)) WITHOUT ROWID;
)sql";

}  // namespace

void write_tenants(Database& database, const Recording& recording) {
    database.run(tenants_schema);
    SqlStatement tenants(database, "INSERT INTO tenants VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    SqlStatement tables(database, "INSERT INTO tenant_tables VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (const TenantRecord& tenant : recording.tenants) {
        const std::string_view name = tenant.name;
        const TenantUse all = tenant.total();
        tenants.insert(name, all.requests, all.attempts, all.throttled, all.given_up, tenant.denied,
                       all.consumed[Side::read].in_units(), all.consumed[Side::write].in_units());
        for (const TenantUse& use : tenant.uses)
            tables.insert(name, std::uint64_t{use.table}, use.requests, use.attempts, use.throttled,
                          use.given_up, use.consumed[Side::read].in_units(),
                          use.consumed[Side::write].in_units());
    }
}

}  // namespace isotherm::run_database
