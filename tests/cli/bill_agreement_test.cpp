// SPDX-License-Identifier: Apache-2.0
// `isotherm cost` and the bill of a run agree to the cent, for whatever both can price: a steady
// load in a scenario against the same load in options, drawn at random.

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <random>

#include "tests/cli/program.h"

namespace isotherm {
namespace {

// One month described twice.
struct Described {
    std::string scenario;
    std::vector<std::string> options;
};

class Drawn {
public:
    explicit Drawn(unsigned seed) : random_(seed) {}

    Described month() {
        on_demand_ = one_in(2);
        infrequent_ = one_in(4);
        writes_ = 1 + below(40);
        reads_ = 1 + below(40);
        indexes_ = below(3);
        vectors_ = on_demand_ && !infrequent_ ? below(3) : 0;
        bytes_ = 100 + below(3'000);
        items_ = below(2'000'000);
        head();
        capacity();
        options("--item-size", fmt::format("{}B", bytes_), "--writes-per-second",
                std::to_string(writes_), "--reads-per-second", std::to_string(reads_));
        options("--size", fmt::format("{}B", bytes_ * items_), "--consistency", "strong");
        options("--indexes", std::to_string(indexes_));
        options("--book", "use1-2024", "--era", "2026", "--hours", "730");
        table_extras();
        workloads();
        return {std::move(text_), std::move(options_)};
    }

private:
    std::int64_t below(std::int64_t end) {
        return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(end));
    }
    bool one_in(std::int64_t count) { return below(count) == 0; }
    template <class... Texts>
    void options(const Texts&... texts) {
        (options_.emplace_back(texts), ...);
    }

    void head() {
        text_ =
            "era = \"2026\"\nduration = \"1h\"\nresolution = \"minute\"\n[billing]\n"
            "book = \"use1-2024\"\n";
        if (one_in(3)) {
            text_ += "free_tier = true\n";
            options("--free-tier");
        }
        if (one_in(3)) {
            const std::string plan = fmt::format("0.{:03}", 1 + below(99));
            text_ += fmt::format("savings_plan = {}\n", plan);
            options("--savings-plan", plan);
        }
        if (!on_demand_ && !infrequent_ && one_in(2)) {
            text_ += "reserved_write = 100\nreserved_term = \"3y\"\n";
            options("--reserved", "3y", "--reserved-write", "100");
        }
    }

    void capacity() {
        text_ += "[tables.tab]\n";
        if (on_demand_) {
            text_ += "capacity = { mode = \"on_demand\" }\n";
            options("--mode", "on_demand");
            return;
        }
        const std::int64_t write = 400 + below(500), read = 100 + below(500);
        text_ += fmt::format("capacity = {{ read = {}, write = {} }}\n", read, write);
        options("--mode", "provisioned", "--read", std::to_string(read), "--write",
                std::to_string(write));
        index_capacity_ = fmt::format("capacity = {{ read = 1, write = {} }}", write);
    }

    void table_extras() {
        text_ += fmt::format("item_size = \"{} B\"\nsize = \"{} B\"\n", bytes_, bytes_ * items_);
        if (infrequent_) {
            text_ += "class = \"standard_ia\"\n";
            options("--class", "standard_ia");
        }
        if (one_in(2)) {
            text_ += "point_in_time_recovery = true\n";
            options("--pitr");
        }
        if (one_in(3)) {
            text_ += "contributor_insights = \"accessed_and_throttled\"\n";
            options("--contributor-insights", "accessed_and_throttled");
        }
        for (std::int64_t i = 1; i <= indexes_; ++i) {
            text_ += fmt::format("indexes.index{} = {{ {} }}\n", i,
                                 on_demand_ ? "projection = \"all\"" : index_capacity_);
        }
        for (std::int64_t i = 1; i <= vectors_; ++i)
            text_ += fmt::format("vector_indexes.vector{} = {{ dimensions = 256 }}\n", i);
        options("--vector-indexes", std::to_string(vectors_), "--dimensions", "256");
    }

    void workloads() {
        for (const auto& [name, operation, rate] :
             {std::tuple("writers", "PutItem", writes_), std::tuple("readers", "GetItem", reads_)})
            text_ += fmt::format(R"([workloads.{}]
table = "tab"
operation = "{}"
consistency = "strong"
arrivals = {{ shape = "constant", rate = "{}/s" }}
keys = {{ distribution = "uniform", distinct = 1000000 }}
client = {{ retry = "fire_and_forget" }}
)",
                                 name, operation, rate);
    }

    std::mt19937 random_;
    bool on_demand_ = false, infrequent_ = false;
    std::int64_t writes_ = 0, reads_ = 0, indexes_ = 0, vectors_ = 0, bytes_ = 0, items_ = 0;
    std::string text_, index_capacity_;
    std::vector<std::string> options_;
};

// Index capacity that only a run has: one read unit for each index.
double read_units_of_indexes(const nlohmann::json& month) {
    double sum = 0;
    for (const auto& line : month["lines"])
        if (!line["index"].is_null() &&
            (line["item"] == "rcu_hour" || line["item"] == "ia_rcu_hour"))
            sum += line["amount"].get<double>();
    return sum;
}

TEST(BillAgreement, of_a_run_and_of_isotherm_cost_is_to_the_cent) {
    for (unsigned seed = 1; seed <= 25; ++seed) {
        const Described month = Drawn(seed).month();
        ScenarioFolder folder;
        const std::string path = folder.file("month.toml", month.scenario);
        const Printed run = isotherm_prints({"run", path, "--json"});
        ASSERT_EQ(run.exit_code, 0) << run.err << month.scenario;
        const auto report = nlohmann::json::parse(run.out);
        std::vector<std::string> arguments{"cost", "--json"};
        arguments.insert(arguments.end(), month.options.begin(), month.options.end());
        const Printed cost = isotherm_prints(arguments);
        ASSERT_EQ(cost.exit_code, 0) << cost.err << month.scenario;
        const auto described = nlohmann::json::parse(cost.out);
        const auto& ran = report["cost"]["month"];
        // The request that is due at the end of the hour is not in the run: up to half a cent.
        EXPECT_EQ(report["totals"]["throttled"], 0) << month.scenario;
        EXPECT_NEAR(ran["total"].get<double>() - read_units_of_indexes(ran),
                    described["total"].get<double>(), 0.01)
            << month.scenario << ran["lines"].dump(1) << described["lines"].dump(1);
        EXPECT_EQ(ran["missing"], described["missing"]);
    }
}

// Amounts of a month by item, whatever the table.
std::map<std::string, double> amounts(const nlohmann::json& month) {
    std::map<std::string, double> sums;
    for (const auto& line : month["lines"]) sums[line["item"]] += line["amount"].get<double>();
    return sums;
}

// What DynamoDB and its neighbours do for a table: streams and their readers, jobs, a cluster of
// nodes, Kinesis. The counts of the run's hour, 730 times, are the options of the command.
TEST(BillAgreement, of_services_is_to_the_cent) {
    ScenarioFolder folder;
    const std::string path = folder.file("services.toml", R"(era = "2026"
duration = "1h"
billing.book = "use1-2024"
[tables.tab]
capacity = { read = 100, write = 400 }
item_size = "3000 B"
size = "2 GB"
point_in_time_recovery = true
stream = true
[caches.front]
kind = "dax"
nodes = 3
[workloads.writers]
table = "tab"
operation = "PutItem"
arrivals = { shape = "constant", rate = "20/s" }
keys = { distribution = "uniform", distinct = 1000000 }
[workloads.hook]
table = "tab"
callers = { kind = "stream", of = "tab", reader = "lambda", memory = "512 MB" }
[workloads.loop]
table = "tab"
callers = { kind = "stream", of = "tab", reader = "worker", idle = "1 s" }
[workloads.kinesis]
table = "tab"
callers = { kind = "stream", of = "tab", reader = "worker", idle = "1 s", kinesis = { shards = 2, duplicates = 0, disorder = "0s", visible_after = "10 ms" } }
[jobs]
b = { kind = "backup", table = "tab" }
r = { kind = "restore", after = "jobs.b", to = "restored" }
x = { kind = "export", table = "tab", at = "1m" }
i = { kind = "import", after = "jobs.x", to = "imported" }
)");
    const Printed run = isotherm_prints({"run", path, "--json"});
    ASSERT_EQ(run.exit_code, 0) << run.err;
    const auto report = nlohmann::json::parse(run.out);
    const auto& consumers = report["consumers"];
    const auto of_month = [](const nlohmann::json& count) {
        return std::to_string(count.get<std::int64_t>() * 730);
    };
    const double run_s = consumers["hook"]["batch_time_s"].get<double>();
    const Printed cost = isotherm_prints({"cost",
                                          "--json",
                                          "--book",
                                          "use1-2024",
                                          "--era",
                                          "2026",
                                          "--hours",
                                          "730",
                                          "--mode",
                                          "provisioned",
                                          "--read",
                                          "100",
                                          "--write",
                                          "400",
                                          "--item-size",
                                          "3000B",
                                          "--writes-per-second",
                                          "20",
                                          "--size",
                                          "2GB",
                                          "--pitr",
                                          "--backup-size",
                                          "2GB",
                                          "--restore-size",
                                          "2GB",
                                          "--export-size",
                                          "2GB",
                                          "--import-size",
                                          "2GB",
                                          "--dax",
                                          "3xr5.large",
                                          "--kinesis",
                                          "--kinesis-shards",
                                          "2",
                                          "--lambda-invocations",
                                          of_month(consumers["hook"]["batches"]),
                                          "--lambda-reads",
                                          of_month(consumers["hook"]["reads"]),
                                          "--lambda-gb-seconds",
                                          std::to_string(std::llround(run_s * 730 / 2)),
                                          "--streams-reads",
                                          of_month(consumers["loop"]["reads"])});
    ASSERT_EQ(cost.exit_code, 0) << cost.err;
    auto ran = amounts(report["cost"]["month"]);
    const auto described = amounts(nlohmann::json::parse(cost.out));
    for (const char* item :
         {"pitr_gb_month", "backup_warm_gb_month", "restore_warm_gb", "export_gb", "import_gb",
          "dax_r5_large_hour", "streams_rru_100k", "streams_lambda_rru_100k", "lambda_million",
          "lambda_gb_second", "cdc_million", "kinesis_shard_hour", "kinesis_put_million"}) {
        ASSERT_TRUE(described.contains(item)) << item << cost.out;
        // Writes of the run's last moment are on their way to Kinesis: 730 hours of 3 units.
        EXPECT_NEAR(ran[item], described.at(item), 0.005) << item;
    }
}

}  // namespace
}  // namespace isotherm
