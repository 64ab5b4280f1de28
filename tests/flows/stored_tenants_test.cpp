// SPDX-License-Identifier: Apache-2.0
// Tenants in run.sqlite.

#include <gtest/gtest.h>

#include "engine/recording/run_database.h"
#include "engine/recording/sqlite.h"
#include "tests/engine/scenario/scenario_folder.h"
#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

// Two tenants, one of which asks three times as often as the other.
TEST(StoredTenants, have_the_sums_of_the_report) {
    const FinishedRun run(std::string(R"(name = "tenants"
era = "2024"
duration = "2m"
model.burst_window = "0s"
[attributes]
tenant = { weights = { north = 3, south = 1 } }
[tenants]
attribute = "tenant"
[tables.shared]
partition_key = "{tenant}.{random(1..100)}"
capacity = { read = 10, write = 50 }
[workloads.writers]
table = "shared"
operation = "PutItem"
arrivals = { shape = "poisson", rate = "100/s" }
client = { retry = "fire_and_forget" }
)"));
    const ScenarioFolder folder;
    const std::string path = folder.path("run.sqlite");
    ASSERT_TRUE(write_run_database(path, run.recording(), {}).empty());
    Database database(path, Database::Mode::read);
    SqlStatement tenants(database,
                         "SELECT requests, throttled, write_units FROM tenants ORDER BY tenant");
    tenants.query();
    const std::vector<TenantRecord>& records = run.recording().tenants;
    ASSERT_EQ(records.size(), 2U);
    double units = 0;
    for (const TenantRecord& record : records) {
        ASSERT_TRUE(tenants.next());
        EXPECT_EQ(tenants.integer(0), static_cast<std::int64_t>(record.total().requests));
        EXPECT_EQ(tenants.integer(1), static_cast<std::int64_t>(record.total().throttled));
        EXPECT_GT(tenants.integer(1), 0);
        units += tenants.real(2);
    }
    EXPECT_FALSE(tenants.next());
    EXPECT_NEAR(units, 50 * 120, 60);  // all that the table has
    SqlStatement tables(database, "SELECT sum(write_units), count(*) FROM tenant_tables");
    tables.query();
    ASSERT_TRUE(tables.next());
    EXPECT_EQ(tables.real(0), units);
    EXPECT_EQ(tables.integer(1), 2);
    EXPECT_FALSE(database.failed());
}

}  // namespace
}  // namespace isotherm
