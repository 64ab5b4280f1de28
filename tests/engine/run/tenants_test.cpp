// SPDX-License-Identifier: Apache-2.0
// Tenants of a run: what each asked for, got and cost, and what was denied.

#include <gtest/gtest.h>

#include "engine/run/report_tenants_json.h"
#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

// One tenant has 90 % of the requests; each tenant is a partition key.
std::string shared_table(const std::string& tenants, const std::string& capacity) {
    return fmt::format(R"(
era = "2026"
duration = "5m"
[attributes]
tenant = {{ weights = {{ noisy = 90, quiet = 5, calm = 5 }} }}
caller = {{ weights = {{ noisy = 1 }} }}
[tenants]
attribute = "tenant"
{}
[tables.tab]
partition_key = "{{tenant}}"
partitions = {}
capacity = {}
[workloads.writers]
table = "tab"
operation = "PutItem"
arrivals = {{ shape = "constant", rate = "400/s" }}
client = {{ retry = "fire_and_forget" }}
)",
                       tenants, capacity.find("on_demand") == std::string::npos ? 1 : 4, capacity);
}

TEST(Tenants, add_up_to_the_run) {
    const FinishedRun run(shared_table("", "{ read = 1, write = 100 }"));
    TenantUse sum;
    for (const TenantRecord& tenant : run.recording().tenants) sum += tenant.total();
    const Totals totals = run.recording().totals();
    EXPECT_EQ(run.recording().tenants.size(), 3u);
    EXPECT_EQ(sum.requests, totals.requests);
    EXPECT_EQ(sum.attempts, totals.attempts);
    EXPECT_EQ(sum.throttled, totals.throttled);
    EXPECT_EQ(sum.given_up, totals.given_up);
    EXPECT_EQ(sum.consumed[Side::write], totals.consumed[Side::write]);
    const auto json = run.report().json()["tenants"];
    EXPECT_EQ(json["noisy"], "noisy");
    EXPECT_NEAR(json["by_tenant"]["noisy"]["share_of_attempts"].get<double>(), 0.9, 0.005);
    // All share one partition, so all are refused alike.
    EXPECT_NEAR(json["others_throttled_share"].get<double>(),
                json["by_tenant"]["noisy"]["throttled_share"].get<double>(), 0.02);
}

TEST(Tenants, share_the_bill_for_throughput_by_what_they_consumed) {
    for (const char* capacity : {"{ read = 1, write = 1000 }", "{ mode = \"on_demand\" }"}) {
        const FinishedRun run(shared_table("", capacity));
        const Statement& month = run.report().bill().bill.month;
        Money shared, writes;
        for (const TenantRow& row : tenant_table(run.recording(), month).rows) shared += *row.month;
        for (const StatementLine& line : month.lines)
            if (line.item == PriceItem::wcu_hour || line.item == PriceItem::wru_million)
                writes += *line.amount;
        EXPECT_NEAR(shared.in_dollars(), writes.in_dollars(), 1e-9) << capacity;
    }
}

// Ten percent are made for another tenant's items: they cost nothing and are counted.
TEST(Tenants, are_denied_what_is_not_theirs) {
    const FinishedRun free(shared_table("", "{ read = 1, write = 1000 }"));
    const FinishedRun run(shared_table("caller = \"caller\"", "{ read = 1, write = 1000 }"));
    const auto json = run.report().json()["tenants"];
    EXPECT_EQ(run.totals().attempts + json["denied"].get<std::uint64_t>(), free.totals().attempts);
    EXPECT_NEAR(json["denied"].get<double>(), 12'000, 500);
    EXPECT_EQ(json["by_tenant"]["noisy"]["denied"], json["denied"]);
    EXPECT_EQ(json["by_tenant"]["noisy"]["attempts"], run.totals().attempts);
    EXPECT_FALSE(json["by_tenant"].contains("quiet"));
}

TEST(Tenants, change_no_fingerprint_and_no_thread_changes_them) {
    const std::string text = shared_table("", "{ read = 1, write = 100 }");
    const FinishedRun with(text);
    const std::size_t at = text.find("[tenants]");
    const FinishedRun without(text.substr(0, at) + text.substr(text.find("[tables.tab]")));
    EXPECT_EQ(with.report().fingerprint(), without.report().fingerprint());
    const FinishedRun threads(
        *scenario_of(text), {.batch_rows = 7, .slice = 3s, .threads = 3, .least_deferred_rows = 1});
    EXPECT_EQ(with.report().json()["tenants"], threads.report().json()["tenants"]);
}

TEST(Tenants, that_cannot_be_told_are_refused) {
    const auto errors = [](std::string from, const std::string& to) {
        std::string text = shared_table("", "{ read = 1, write = 100 }");
        text.replace(text.find(from), from.size(), to);
        const auto scenario = read_scenario_text(text, "test.toml");
        return scenario.ok() ? std::string() : all_texts(scenario.errors());
    };
    EXPECT_NE(errors("attribute = \"tenant\"", "attribute = \"tenants\"").find("tenant"),
              std::string::npos);
    EXPECT_NE(errors("attribute = \"tenant\"", "caller = \"caller\"").find("attribute"),
              std::string::npos);
}

}  // namespace
}  // namespace isotherm
