// SPDX-License-Identifier: Apache-2.0
// Bills of runs with DynamoDB's services of 2025 and 2026: warm throughput (V-N4), switches of the
// mode (V-N6), vector indexes (V-N9), Contributor Insights.

#include <gtest/gtest.h>

#include "engine/run/service_uses.h"
#include "tests/engine/run/loads.h"

namespace isotherm {
namespace {

std::string on_demand(const std::string& table, const std::string& duration = "1h") {
    return fmt::format(R"(
era = "2026"
duration = "{}"
[tables.tab]
capacity = {{ mode = "on_demand" }}
{}
)",
                       duration, table);
}

Money amount(const FinishedRun& run, PriceItem item) {
    Money sum;
    for (const StatementLine& line : run.report().bill().bill.month.lines)
        if (line.item == item) sum += line.amount.value_or(Money{});
    return sum;
}

TEST(Services2026, v_n4_warming_a_table_is_charged_once) {
    const std::string warm = R"([changes.warm]
at = "5m"
table = "tab"
warm_read = 30000
warm_write = 10000
)";
    const FinishedRun run(on_demand("") + warm + workload_text({.name = "w", .rate = "1/s"}));
    EXPECT_EQ(amount(run, PriceItem::warm_rcu) + amount(run, PriceItem::warm_wcu),
              Money::parse("6.24"));
    // Lower values later, and the same values again, cost nothing.
    const FinishedRun again(on_demand("") + warm + R"([changes.warm_again]
at = "20m"
table = "tab"
warm_read = 30000
warm_write = 9000
)" + workload_text({.name = "w", .rate = "1/s"}));
    EXPECT_EQ(amount(again, PriceItem::warm_rcu) + amount(again, PriceItem::warm_wcu),
              Money::parse("6.24"));
}

TEST(Services2026, v_n6_four_switches_to_on_demand_in_any_24_hours) {
    std::string text = R"(
era = "2026"
duration = "25h"
resolution = "minute"
[tables.tab]
capacity = { read = 10, write = 10 }
)";
    int number = 0;
    const auto change = [&](const std::string& at, const std::string& mode) {
        text +=
            fmt::format("[changes.c{:02}]\nat = \"{}\"\ntable = \"tab\"\n{}\n", number++, at, mode);
    };
    const std::string back = "mode = \"provisioned\"\nread = 10\nwrite = 10";
    for (const char* hour : {"0", "1", "2", "3"}) {
        change(fmt::format("{}h1m", hour), "mode = \"on_demand\"");
        change(fmt::format("{}h30m", hour), back);
    }
    change("4h1m", "mode = \"on_demand\"");
    change("24h2m", "mode = \"on_demand\"");
    const FinishedRun run(text + workload_text({.name = "w", .rate = "1/s", .count = 10}));
    const auto& changes = run.recording().capacity_changes;
    ASSERT_EQ(changes.size(), 10u);
    for (std::size_t i = 0; i < changes.size(); ++i)
        EXPECT_EQ(changes[i].refusal.empty(), i != 8) << i;
}

// 10 writes a second of 4,096 bytes: 98.877 GB in 30 days.
TEST(Services2026, v_n9_a_runs_vector_writes) {
    const FinishedRun run(
        "billing.hours_per_month = 720\n" +
        on_demand("item_size = \"4 KB\"\n"
                  "vector_indexes.by_text = { dimensions = 1024, projected = \"0 B\" }") +
        workload_text({.name = "w", .rate = "10/s"}));
    EXPECT_NEAR(amount(run, PriceItem::vector_write_gb).in_dollars(), 51.416, 0.003);
    const auto by_index = run.report().json()["cost"]["month"]["by_index"]["tab"];
    EXPECT_TRUE(by_index.contains("by_text"));
}

TEST(Services2026, vector_indexes_need_their_era_and_on_demand_mode) {
    const auto errors = [](const std::string& text) {
        const auto scenario =
            read_scenario_text(text + workload_text({.name = "w", .rate = "1/s"}), "test.toml");
        return scenario.ok() ? std::string() : all_texts(scenario.errors());
    };
    const std::string index = "vector_indexes.by_text = { dimensions = 8 }";
    EXPECT_EQ(errors(on_demand(index)), "");
    std::string older = on_demand(index);
    older.replace(older.find("2026"), 4, "2025");
    EXPECT_NE(errors(older).find("2026-08-05"), std::string::npos);
    std::string provisioned = on_demand(index);
    const std::string mode = "{ mode = \"on_demand\" }";
    provisioned.replace(provisioned.find(mode), mode.size(), "{ read = 1, write = 1 }");
    EXPECT_NE(errors(provisioned).find("provisioned mode"), std::string::npos);
    EXPECT_NE(errors(on_demand(index + "\nsize = \"601 GB\"")).find("600 GB"), std::string::npos);
    EXPECT_NE(errors(on_demand("vector_indexes.v = { dimensions = 4097 }")).find("dimensions"),
              std::string::npos);
    EXPECT_NE(errors(on_demand("vector_indexes.v = { dimensions = 257 }"))
                  .find("a vector of 257 dimensions has 1028 B, but an item only 1 KB"),
              std::string::npos);
    EXPECT_EQ(errors(on_demand("vector_indexes.v = { dimensions = 256 }")), "");
    std::string six;
    for (int i = 0; i < 6; ++i)
        six += fmt::format("vector_indexes.v{}x = {{ dimensions = 8 }}\n", i);
    EXPECT_NE(errors(on_demand(six)).find("allows 5"), std::string::npos);
    EXPECT_NE(errors(on_demand(index) + "[changes.c]\nat = \"1m\"\ntable = \"tab\"\n"
                                        "mode = \"provisioned\"\nread = 1\nwrite = 1\n")
                  .find("refuses the switch"),
              std::string::npos);
}

// 6,000 puts and 600 reads of a table with a sort key, an event for each key.
TEST(Services2026, contributor_insights_count_rules_and_events) {
    const auto use = [](const std::string& mode, const std::string& rate) {
        const FinishedRun run(
            on_demand("sort_key = \"sk\"\ncontributor_insights = \"" + mode + "\"", "10m") +
            workload_text({.name = "w", .rate = rate}) +
            workload_text({.name = "r", .operation = "GetItem", .rate = "1/s"}));
        return std::pair(insights_use(run.report().scenario(), run.recording(), 0),
                         amount(run, PriceItem::ci_rule_month).text());
    };
    const auto [full, fees] = use("accessed_and_throttled", "10/s");
    EXPECT_EQ(full.rules, 4);
    EXPECT_NEAR(static_cast<double>(full.events), 2 * (6'000 + 600), 8);
    EXPECT_EQ(fees, "2.00");
    const auto [quiet, less] = use("throttled", "10/s");
    EXPECT_EQ(quiet.rules, 2);
    EXPECT_EQ(quiet.events, 0u);
    EXPECT_EQ(less, "1.00");
    EXPECT_GT(use("throttled", "1500/s").first.events, 500'000u);
}

}  // namespace
}  // namespace isotherm
