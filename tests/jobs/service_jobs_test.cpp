// SPDX-License-Identifier: Apache-2.0
// Jobs of the control plane in a run: when they are done, what they make, what they cost, and that
// live requests do not notice them.

#include "tests/jobs/run_of.h"

#include "engine/billing/data_services.h"

namespace isotherm {
namespace {

const std::string head = R"(
era = "2026"
duration = "4h"
seed = 3
billing = { book = "use1-2024" }
[tables.orders]
size = "40 GB"
item_size = "1 KB"
point_in_time_recovery = true
capacity = { read = 100, write = 100 }
indexes.by_day = { capacity = { read = 5, write = 5 } }
[workloads.buyers]
table = "orders"
operation = "GetItem"
consistency = "strong"
arrivals = { shape = "constant", rate = "9/s" }
keys = { distribution = "uniform", distinct = 100000 }
)";

const nlohmann::ordered_json& job(const FinishedRun& run, const char* name) {
    return run.json["jobs"][name];
}

TEST(ServiceJobs, do_not_change_what_callers_see) {
    const FinishedRun plain = run_of(head);
    const FinishedRun busy = run_of(head + R"(
[jobs]
b = { kind = "backup", table = "orders", at = "1m" }
x = { kind = "export", table = "orders", at = "1m" }
r = { kind = "restore", table = "orders", at = "2m", to = "orders_2" }
)");
    EXPECT_EQ(plain.json["fingerprint"], busy.json["fingerprint"]);
    EXPECT_EQ(job(busy, "b")["throttled_meanwhile"], 0);
    EXPECT_EQ(job(busy, "x")["done"], 1);
}

TEST(ServiceJobs, a_restored_table_has_the_data_of_the_backup_and_its_index) {
    const FinishedRun run = run_of(head + R"(
[jobs]
b = { kind = "backup", table = "orders" }
r = { kind = "restore", after = "jobs.b", to = "orders_2" }
)");
    // The index has all of each item, so 80 GB are restored: 600 + 3,600 x 80 / 1,024 s.
    EXPECT_EQ(job(run, "r")["begun_s"], 60);
    EXPECT_EQ(job(run, "r")["lasted_s"], 881);
    EXPECT_EQ(job(run, "r")["bytes"], 80ULL << 30);
    EXPECT_EQ(job(run, "r")["price"], 12.0);
    for (const auto& event : run.json["events"]) {
        if (event["kind"] == "table_created" && event["table"] == "orders_2") {
            EXPECT_EQ(event["second"], 941);
            return;
        }
    }
    ADD_FAILURE() << "the table was not made";
}

TEST(ServiceJobs, backups_are_kept_as_long_as_they_should_be) {
    const FinishedRun run = run_of(head + R"(
[jobs]
b = { kind = "backup", table = "orders", every = "1h", keep = "2h" }
)");
    EXPECT_EQ(job(run, "b")["done"], 4);
    // Begun at 0, 1, 2 and 3 h, kept for 2, 2, 2 and 1 hours that have begun: 7 x 40 GB-hours.
    for (const auto& line : run.json["cost"]["period"]["lines"]) {
        if (line["item"] != "backup_warm_gb_month") continue;
        EXPECT_NEAR(line["quantity"].get<double>(), 7.0 * 40 / 730, 1e-9);
        EXPECT_NEAR(line["amount"].get<double>(), 7.0 * 40 / 730 * 0.1, 1e-8);
        return;
    }
    ADD_FAILURE() << "no backup on the bill";
}

TEST(ServiceJobs, recovery_is_charged_from_the_hour_in_which_it_is_turned_on) {
    std::string text = head;
    text.replace(text.find("point_in_time_recovery = true"), 29, "");
    const FinishedRun run = run_of(text + R"(
[jobs]
on = { kind = "pitr", table = "orders", at = "1h30m" }
x = { kind = "export", table = "orders", at = "2h" }
)");
    EXPECT_EQ(job(run, "x")["done"], 1);
    for (const auto& line : run.json["cost"]["period"]["lines"]) {
        if (line["item"] != "pitr_gb_month") continue;
        EXPECT_NEAR(line["quantity"].get<double>(), 3.0 * 40 / 730, 1e-9);
        return;
    }
    ADD_FAILURE() << "no recovery on the bill";
}

TEST(ServiceJobs, an_export_is_refused_when_recovery_was_turned_off) {
    const FinishedRun run = run_of(head + R"(
[jobs]
off = { kind = "pitr", table = "orders", on = false, at = "10m" }
x = { kind = "export", table = "orders", at = "20m" }
)");
    EXPECT_EQ(job(run, "x")["refused"], 1);
    EXPECT_EQ(job(run, "x")["runs"][0]["refusal_message"]["arguments"][0],
              "PointInTimeRecoveryUnavailableException");
}

TEST(ServiceJobs, no_more_run_at_a_time_than_the_quota_allows) {
    const FinishedRun run = run_of(head + R"(
[control_plane.jobs]
exports_most = 1
[jobs]
x = { kind = "export", table = "orders", at = "10m" }
y = { kind = "export", table = "orders", at = "11m" }
z = { kind = "export", table = "orders", at = "1h" }
)");
    EXPECT_EQ(job(run, "x")["done"], 1);
    EXPECT_EQ(job(run, "y")["refused"], 1);
    EXPECT_EQ(job(run, "z")["done"], 1);
}

TEST(ServiceJobs, a_deleted_table_costs_nothing_more) {
    const FinishedRun run = run_of(R"(
era = "2026"
duration = "4h"
billing = { book = "use1-2024" }
[tables.orders]
capacity = { read = 1, write = 1 }
[tables.old]
capacity = { read = 100, write = 100 }
[jobs]
d = { kind = "delete_table", table = "old", at = "1h30m" }
[workloads.w]
table = "orders"
operation = "GetItem"
arrivals = { shape = "constant", rate = "1/s" }
keys = { distribution = "uniform", distinct = 10 }
)");
    EXPECT_EQ(job(run, "d")["lasted_s"], 20);
    // Two hours that have begun at $0.078.
    EXPECT_NEAR(run.json["cost"]["period"]["by_resource"]["old"].get<double>(), 0.156, 1e-9);
}

TEST(ServiceJobs, the_month_before_is_exported_and_dropped) {
    const FinishedRun run = run_of(R"(
era = "2026"
start = 2026-04-10T00:00:00Z
duration = "1h"
[tables.events]
item_size = "1 KB"
size = "4 GB"
point_in_time_recovery = true
capacity = { read = 10, write = 10 }
time_series = { period = "month", history = 2 }
[jobs]
archive = { kind = "export", table = "events", period = -2, at = "1m" }
drop = { kind = "delete_table", after = "jobs.archive" }
[workloads.w]
table = "events"
operation = "PutItem"
arrivals = { shape = "constant", rate = "1/s" }
keys = { distribution = "uniform", distinct = 10 }
)");
    EXPECT_EQ(job(run, "archive")["table"], "events_2026-02");
    EXPECT_EQ(job(run, "drop")["table"], "events_2026-02");
    EXPECT_EQ(job(run, "drop")["done_s"], 60 + 420 + 20);
}

// What `isotherm cost` computes for the same uses of a month.
TEST(ServiceJobs, cost_what_the_cost_command_says_to_the_cent) {
    const FinishedRun run = run_of(head + R"(
[jobs]
b = { kind = "backup", table = "orders" }
r = { kind = "restore", after = "jobs.b", to = "orders_2" }
x = { kind = "export", table = "orders", at = "1m" }
i = { kind = "import", after = "jobs.x", to = "orders_3" }
)");
    DataServices services;
    services.recoverable = Bytes{40ULL << 30};
    services.backups = Bytes{40ULL << 30};
    services.restored = Bytes{80ULL << 30};
    services.exported = Bytes{40ULL << 30};
    services.imported = Bytes{40ULL << 30};
    Usage month;
    month.hours = 730;
    add_services(month, ResourceName("orders"), services, 730);
    const Statement said = make_statement(month, run.scenario.billing.chosen_book());
    Money of_run;
    for (const StatementLine& line : run.report->bill().bill.month.lines) {
        for (const StatementLine& other : said.lines)
            if (line.item == other.item && line.resource == other.resource) of_run += *line.amount;
    }
    EXPECT_EQ(of_run.text(), said.total.text());
    EXPECT_EQ(said.total.text(), "34.00");  // 8 + 4 + 12 + 4 + 6
}

}  // namespace
}  // namespace isotherm
