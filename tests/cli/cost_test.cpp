// SPDX-License-Identifier: Apache-2.0
// `isotherm cost` and `isotherm list prices`, as called by people and programs.

#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace isotherm {
namespace {

Printed cost(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "cost");
    return isotherm_prints(arguments);
}

nlohmann::json cost_json(std::vector<std::string> arguments) {
    arguments.emplace_back("--json");
    const Printed printed = cost(arguments);
    EXPECT_EQ(printed.exit_code, 0) << printed.err;
    return nlohmann::json::parse(printed.out, nullptr, false);
}

double total(const std::vector<std::string>& arguments) {
    return cost_json(arguments)["total"].get<double>();
}

double choice(const nlohmann::json& json, std::string_view name) {
    for (const auto& one : json["comparison"]) {
        if (one["name"] == name) return one["per_month"].get<double>();
    }
    return -1;
}

TEST(CostCommand, prices_the_first_slide_of_2012) {
    const std::vector<std::string> slide{"--read", "100",    "--write",    "10",      "--size",
                                         "10GB",   "--book", "apne1-2012", "--hours", "720"};
    const Printed printed = cost(slide);
    EXPECT_EQ(printed.exit_code, 0);
    EXPECT_NE(printed.out.find("= $37.92 a month of 720 hours, $0.0527 an hour"), std::string::npos)
        << printed.out;
    EXPECT_NE(printed.out.find("7,200 WCU-hours"), std::string::npos);
    EXPECT_EQ(printed.out.find("idle"), std::string::npos);  // the usage is not given
    EXPECT_EQ(total(slide), 37.92);
}

TEST(CostCommand, compares_the_ways_to_pay) {
    const auto json = cost_json({"--writes-per-second", "1000", "--reads-per-second", "5000",
                                 "--item-size", "1KB", "--compare"});
    EXPECT_EQ(json["total"], 2463.75);
    EXPECT_EQ(choice(json, "on_demand"), 2463.75);
    EXPECT_EQ(choice(json, "provisioned_100"), 711.75);
    EXPECT_NEAR(choice(json, "provisioned_target"), 1016.79, 0.01);
    EXPECT_NEAR(json["break_even"]["write_utilization"].get<double>(), 0.28889, 1e-5);
    EXPECT_NEAR(json["break_even"]["reserved_1y_share_of_hours"].get<double>(), 0.4604, 5e-5);
    const Printed text = cost({"--writes-per-second", "1000", "--compare"});
    EXPECT_NE(text.out.find("on demand is cheaper if provisioned writes are used below 28.9 %"),
              std::string::npos);
    EXPECT_NE(text.out.find("cheapest"), std::string::npos);
}

TEST(CostCommand, provisions_for_a_target) {
    const auto json = cost_json({"--mode", "provisioned", "--writes-per-second", "1000",
                                 "--reads-per-second", "5000", "--target-utilization", "50%"});
    EXPECT_EQ(json["total"], 1423.5);  // twice 711.75
    EXPECT_NEAR(json["idle"][0]["idle_share"].get<double>(), 0.5, 1e-9);
}

// Provisioned was the only mode before 2018.
TEST(CostCommand, provisions_where_on_demand_is_not_sold) {
    const auto json =
        cost_json({"--writes-per-second", "7", "--book", "use1-2013", "--hours", "720"});
    EXPECT_EQ(json["lines"][0]["item"], "wcu_hour");
    EXPECT_EQ(json["lines"][0]["quantity"], 7'200.0);  // 7 / 70 % = 10
    EXPECT_TRUE(json["remarks"].dump().find("70 % utilization") != std::string::npos);
}

TEST(CostCommand, knows_consistency_and_the_read_unit_of_the_book) {
    // A strong read unit is 4 KB since 2013 and was 1 KB before; eventual reads cost half.
    const auto units = [](const char* book, const char* consistency) {
        return cost_json({"--mode", "provisioned", "--reads-per-second", "100", "--item-size",
                          "4KB", "--book", book, "--consistency", consistency,
                          "--target-utilization", "100%", "--hours", "1"})["lines"][0]["quantity"]
            .get<double>();
    };
    EXPECT_EQ(units("use1-2012", "strong"), 400);
    EXPECT_EQ(units("use1-2013", "strong"), 100);
    EXPECT_EQ(units("use1-2024", "eventual"), 50);
}

TEST(CostCommand, prices_reservations_classes_and_free_tier) {
    EXPECT_NEAR(total({"--write", "1000", "--reserved", "1y", "--reserved-write", "1000"}), 218.44,
                0.005);
    EXPECT_NEAR(total({"--write", "1000", "--reserved", "3y", "--reserved-write", "1000"}), 109.13,
                0.005);
    EXPECT_NEAR(
        total({"--read", "5", "--write", "5", "--size", "13.61GB", "--class", "standard_ia"}), 4.90,
        0.01);
    EXPECT_EQ(total({"--write", "100", "--free-tier"}), 35.36);
}

TEST(CostCommand, prices_global_tables) {
    const auto requests = [](const std::vector<std::string>& more) {
        std::vector<std::string> arguments{"--writes", "100M", "--replicas", "2"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        double sum = 0;
        const auto json = cost_json(arguments);
        for (const auto& line : json["lines"]) {
            if (line["unit"] == "rWRU" || line["unit"] == "WRU")
                sum += line["amount"].get<double>();
        }
        return sum;
    };
    EXPECT_EQ(requests({"--book", "use1-2018"}), 375);
    EXPECT_EQ(requests({"--book", "use1-2024"}), 125);
    EXPECT_EQ(requests({"--global-table-version", "2017"}), 250);  // 4 units per put
    EXPECT_EQ(requests({"--global-table-version", "2017", "--write-call", "update"}), 187.5);
    EXPECT_EQ(requests({"--indexes", "1"}), 250);  // ordinary units in both regions
    // The transfer of 95.37 GB to the other region is added.
    EXPECT_NEAR(total({"--writes", "100M", "--replicas", "2"}), 125 + 1.907, 0.001);
}

TEST(CostCommand, prices_services) {
    EXPECT_EQ(total({"--size", "500GB", "--pitr"}), 125 + 100);
    EXPECT_EQ(total({"--backup-size", "460GB", "--restore-size", "230GB"}), 46 + 34.5);
    EXPECT_EQ(total({"--export-size", "20GB"}), 2);
    EXPECT_EQ(total({"--import-size", "100GB"}), 15);
    EXPECT_EQ(total({"--streams-reads", "2M"}), 0.4);
    EXPECT_NEAR(total({"--streams-reads", "12960000", "--free-tier"}), 2.092, 1e-9);
    EXPECT_EQ(total({"--dax", "3xr5.large"}), 558.45);
    EXPECT_EQ(total({"--writes", "100M", "--item-size", "2.5KB", "--kinesis"}), 187.5 + 30);
}

TEST(CostCommand, takes_numbers_of_calls_with_a_suffix) {
    EXPECT_EQ(total({"--writes", "2.5k"}), 0.0015625);
    EXPECT_EQ(total({"--writes", "1000000"}), 0.625);
    EXPECT_EQ(total({"--writes", "9000G"}), 5'625'000);
    EXPECT_EQ(total({"--writes", "10000000000000"}), 6'250'000);
}

TEST(CostCommand, prices_indexes_like_tables) {
    const auto json = cost_json({"--write", "10", "--read", "10", "--size", "10GB", "--indexes",
                                 "2", "--item-size", "1KB", "--index-size", "512B"});
    EXPECT_EQ(json["by_resource"].size() + json["by_index"]["table"].size(), 3u);
    // Each index has 10 WCU, and with entries of 512 B for items of 1 KB it has half of the 10 GB.
    EXPECT_EQ(json["by_index"]["table"]["index1"], 10 * 730 * 0.00065 + 5 * 0.25);
}

TEST(CostCommand, takes_a_region_on_a_day) {
    EXPECT_EQ(total({"--write", "10", "--region", "us-east-1", "--date", "2012-02-01"}), 7.3);
    EXPECT_EQ(total({"--write", "10", "--region", "us-east-1", "--date", "2016-01-20"}), 4.745);
}

// 100 WCU and 100 RCU for 730 hours are 73,000 unit-hours of each. AWS's own calculator of reserved
// capacity (amazon-dynamodb-tools) has $0.000735 and $0.000147 for Ireland.
TEST(CostCommand, knows_the_prices_of_a_region_today) {
    EXPECT_EQ(total({"--write", "100", "--read", "100", "--region", "eu-west-1"}),
              73'000 * 0.000735 + 73'000 * 0.000147);
    EXPECT_EQ(total({"--write", "100", "--read", "100", "--region", "us-east-1"}),
              73'000 * 0.00065 + 73'000 * 0.00013);
    const auto json = cost_json({"--write", "100", "--read", "100", "--region", "eu-west-1"});
    EXPECT_EQ(json["complete"], true);
}

TEST(CostCommand, offers_no_other_regions_prices) {
    for (const std::vector<std::string>& wrong : std::vector<std::vector<std::string>>{
             {"--region", "eu-west-2"}, {"--region", "eu-north-1", "--date", "2025-01-01"}}) {
        std::vector<std::string> line{"cost", "--write", "10"};
        line.insert(line.end(), wrong.begin(), wrong.end());
        const Printed printed = isotherm_prints(line);
        EXPECT_EQ(printed.exit_code, 2);
        EXPECT_EQ(printed.err.find("did you mean"), std::string::npos) << printed.err;
        for (const char* region : {"us-east-1", "us-west-2", "eu-west-1", "eu-central-1",
                                   "ap-northeast-1", "ap-southeast-2", "sa-east-1"})
            EXPECT_NE(printed.err.find(region), std::string::npos) << region;
    }
}

TEST(CostCommand, names_missing_prices) {
    const auto json = cost_json({"--dax", "3xr5.large", "--book", "apne1-2024"});
    EXPECT_EQ(json["complete"], false);
    EXPECT_EQ(json["missing"][0], "dax_r5_large_hour: not found (book apne1-2024)");
    const Printed text = cost({"--writes", "3M", "--mode", "on_demand", "--book", "use1-2013"});
    EXPECT_NE(text.out.find("not priced: wru_million: not in the price book"), std::string::npos);
    EXPECT_NE(text.out.find("= at least $0.00"), std::string::npos);
}

TEST(CostCommand, prints_csv) {
    const Printed printed = cost({"--write", "10", "--hours", "720", "--csv"});
    EXPECT_EQ(printed.out,
              "resource,item,quantity,unit,price,per,amount,confidence,source\n"
              "table,wcu_hour,7200,WCU-hours,0.00065,1,4.68,A,IC; SC; PL\n");
}

TEST(CostCommand, refuses_what_it_cannot_price) {
    for (const std::vector<std::string>& wrong : std::vector<std::vector<std::string>>{
             {"--book", "use1-2025"},
             {"--region", "us-east-9", "--date", "2020-01-01"},
             {"--region", "us-east-1", "--date", "2020-02-30"},
             {"--region", "us-east-1", "--date", "2011-01-01"},
             {"--region", "us-east-1", "--book", "use1-2024", "--date", "2025-01-01"},
             {"--mode", "on_demand", "--write", "10"},
             {"--write", "-1"},
             {"--write", "1e3"},
             {"--write", "99999999999"},
             {"--writes", "3X"},
             {"--writes", "1", "--writes-per-second", "1"},
             {"--writes", "99999999G"},
             {"--writes-per-second", "1000000000"},
             {"--size", "10 parsecs"},
             {"--size", "8000000000GB"},
             {"--item-size", "500KB", "--writes", "1"},
             {"--reserved", "1y"},
             {"--reserved-write", "100"},
             {"--reserved", "1y", "--reserved-write", "150"},
             {"--target-utilization", "0%"},
             {"--dax", "3xr9.large"},
             {"--hours", "745"},
             {"--json", "--csv"}}) {
        const Printed printed = cost(wrong);
        EXPECT_EQ(printed.exit_code, 2) << wrong[0] << " " << printed.out << printed.err;
        // With --json errors are printed as JSON.
        const char* help = wrong[0] == "--json" ? "\"fix\":" : "help:";
        EXPECT_NE(printed.err.find(help), std::string::npos) << printed.err;
        EXPECT_TRUE(printed.out.empty()) << printed.out;
    }
}

TEST(CostCommand, reads_another_price_file_and_says_where_it_is_wrong) {
    const ScenarioFolder folder;
    const std::string header = "book,region,valid_from,valid_to,item,unit,usd,conf,source\n";
    const std::string good =
        folder.file("good.csv", header + "mine,here,2020-01-01,,wcu_hour,u,0.5,B,me\n");
    EXPECT_EQ(total({"--write", "2", "--prices", good}), 730);
    const std::string bad =
        folder.file("bad.csv", header + "mine,here,2020-01-01,,wcu_hour,u,a lot,B,me\n");
    const Printed printed = cost({"--write", "2", "--prices", bad});
    EXPECT_EQ(printed.exit_code, 78);
    EXPECT_NE(printed.err.find("bad.csv:2:34: error[E0741]"), std::string::npos) << printed.err;
    EXPECT_EQ(cost({"--prices", folder.path("none.csv")}).exit_code, 66);
    EXPECT_EQ(cost({"--prices", folder.file("empty.csv", "")}).exit_code, 78);
    EXPECT_EQ(cost({"--prices", folder.file("latin.csv", header + "\xE9")}).exit_code, 78);
    const Printed json = cost({"--prices", bad, "--json"});
    EXPECT_EQ(nlohmann::json::parse(json.err)["error"]["line"], 2);
}

TEST(ListPrices, shows_books_and_their_rows) {
    const Printed text = isotherm_prints({"list", "prices"});
    EXPECT_NE(text.out.find("use1-2024"), std::string::npos);
    EXPECT_NE(text.out.find("us-east-1, 2024-11-01 to now"), std::string::npos) << text.out;
    const auto json =
        nlohmann::json::parse(isotherm_prints({"list", "prices", "--json"}).out, nullptr, false);
    EXPECT_EQ(json["apne1-2024"]["settings"][0]["source"].get<std::string>().substr(0, 2), "A:");
    EXPECT_EQ(json["use1-2012"]["settings"][0]["default"], "0.001");
}

}  // namespace
}  // namespace isotherm
