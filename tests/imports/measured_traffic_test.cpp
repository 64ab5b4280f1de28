// SPDX-License-Identifier: Apache-2.0
// What consumed units say about items, entries of indexes and throttling.

#include "tests/imports/imported.h"
#include "tests/imports/metric_texts.h"
#include "workloads/imports/metric_traffic.h"

namespace isotherm {
namespace {

// 1,500 B are two units; the local index adds one for its entry of 100 B, or two if it has all
// attributes.
std::string lamps(const std::string& local_projection) {
    return R"({"Table": {"TableName": "lamps", "KeySchema": [{"AttributeName": "lamp", "KeyType": "HASH"}, {"AttributeName": "at", "KeyType": "RANGE"}],
     "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 5}, "TableSizeBytes": 1500000000, "ItemCount": 1000000,
     "GlobalSecondaryIndexes": [{"IndexName": "by_room", "IndexStatus": "ACTIVE", "KeySchema": [{"AttributeName": "room", "KeyType": "HASH"}],
      "Projection": {"ProjectionType": "KEYS_ONLY"}, "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 5}, "IndexSizeBytes": 100000000, "ItemCount": 1000000}],
     "LocalSecondaryIndexes": [{"IndexName": "by_watt", "KeySchema": [{"AttributeName": "lamp", "KeyType": "HASH"}, {"AttributeName": "watt", "KeyType": "RANGE"}],
      "Projection": {"ProjectionType": ")" +
           local_projection + R"("}, "IndexSizeBytes": 100000000, "ItemCount": 1000000}]}})";
}

TEST(ImportLocalIndexes, their_units_are_not_the_items) {
    const auto both = [](const std::string& units) {
        return metric_data(
            {series("lamps||ConsumedWriteCapacityUnits|Sum|60", one_minute, units),
             series("lamps||ConsumedWriteCapacityUnits|SampleCount|60", one_minute, "60000")});
    };
    // 180,000 / 60,000 = 3 units = 2 of the item + 1 of the entry.
    const Imported keys =
        imported_from({{"describe.json", lamps("KEYS_ONLY")}, {"cloudwatch.json", both("180000")}});
    const ImportedWorkload* writes = workload_named(keys, "writes");
    ASSERT_NE(writes, nullptr) << keys.text;
    EXPECT_EQ(writes->rates, std::vector<double>{1000});
    EXPECT_EQ(writes->item_bytes, 0);
    EXPECT_EQ(*keys.facts.tables.at("lamps").item_bytes, 1500);
    // 240,000 / 60,000 = 4 units = 2 of the item + 2 of the entry.
    const Imported all =
        imported_from({{"describe.json", lamps("ALL")}, {"cloudwatch.json", both("240000")}});
    ASSERT_NE(workload_named(all, "writes"), nullptr) << all.text;
    EXPECT_EQ(*all.facts.tables.at("lamps").item_bytes, 1500);
    // Units alone: 180,000 / 3 / 60 s.
    const Imported uncounted = imported_from(
        {{"describe.json", lamps("KEYS_ONLY")},
         {"cloudwatch.json", metric_data({series("lamps||ConsumedWriteCapacityUnits|Sum|60",
                                                 one_minute, "180000")})}});
    ASSERT_NE(workload_named(uncounted, "writes"), nullptr);
    EXPECT_NEAR(workload_named(uncounted, "writes")->rates.front(), 1000, 1e-9);
    // One unit per write is less than 1 KB with an entry.
    const Imported sparse =
        imported_from({{"describe.json", lamps("KEYS_ONLY")}, {"cloudwatch.json", both("60000")}});
    EXPECT_TRUE(asks_about(sparse, "tables.lamps.indexes"));
}

// 180,000 units of the table are 60,000 writes of 3 units; 30,000 units of the index are 30,000
// writes of one.
TEST(ImportGlobalIndexes, the_measured_share_of_writes_wins) {
    const Imported imported = imported_from(
        {{"describe.json", lamps("KEYS_ONLY")},
         {"cloudwatch.json",
          metric_data(
              {series("lamps||ConsumedWriteCapacityUnits|Sum|60", one_minute, "180000"),
               series("lamps|by_room|ConsumedWriteCapacityUnits|Sum|60", one_minute, "30000")})}});
    const ImportedIndex& index = imported.facts.tables.at("lamps").indexes.at("by_room");
    EXPECT_NEAR(*index.in_index, 0.5, 1e-12);
    ASSERT_EQ(index.in_index.others.size(), 1u);  // 1,000,000 of 1,000,000 items
    EXPECT_NE(imported.text.find(R"(in_index = "50 %")"), std::string::npos) << imported.text;
}

TEST(ImportSizes, whole_sizes_keep_the_mean) {
    for (const double units : {1.0, 1.6, 2.0, 2.9999999999, 399.5}) {
        double mean = 0;
        for (const auto& [whole, share] : whole_sizes(units))
            mean += static_cast<double>(whole) * share;
        EXPECT_NEAR(mean, units, 1e-6);
    }
    EXPECT_EQ(whole_sizes(3.0).size(), 1u);
    EXPECT_EQ(whole_sizes(500), (std::map<std::int64_t, double>{{400, 1.0}}));
    EXPECT_EQ(whole_sizes(0.4), (std::map<std::int64_t, double>{{1, 1.0}}));
}

// 40,000 + 8,000 = 48,000 events in the minutes from 00:00 to 00:02.
TEST(ImportThrottles, what_was_recorded_is_told_with_its_reasons) {
    const Imported imported = imported_from(
        {{"cloudwatch.json",
          metric_data(
              {series("polls||ConsumedWriteCapacityUnits|Sum|60", two_minutes, "60000, 54000"),
               series("polls||WriteThrottleEvents|Sum|60", two_minutes, "30000, 18000"),
               series("polls||WriteKeyRangeThroughputThrottleEvents|Sum|60", two_minutes,
                      "25000, 15000"),
               series("polls||WriteProvisionedThroughputThrottleEvents|Sum|60", two_minutes,
                      "5000, 3000")})}});
    const std::string told =
        "48,000 write throttle events of polls were recorded from 2026-11-16T00:00:00Z to "
        "2026-11-16T00:02:00Z (key range: 40,000; provisioned capacity: 8,000); this scenario may "
        "not reproduce them because: keys are uniform, the capacity mode is assumed";
    EXPECT_NE(imported.text.find("# " + told), std::string::npos) << imported.text;
    bool assumed = false;
    for (const ImportAssumption& one : imported.facts.assumed)
        assumed |= one.path == "tables.polls.throttles.write";
    EXPECT_TRUE(assumed);
}

// 24 values are two lines of 12; 1 failed condition in 11 writes is 9.1 %.
TEST(ImportTexts, long_lists_and_shares_are_readable) {
    std::string times;
    std::string units;
    for (int hour = 0; hour < 24; ++hour) {
        times += (hour == 0 ? "" : ", ") + std::string("\"2026-11-16T") + (hour < 10 ? "0" : "") +
                 std::to_string(hour) + ":00:00Z\"";
        units += (hour == 0 ? "" : ", ") + std::to_string(3600 * (hour + 1));
    }
    const Imported imported = imported_from(
        {{"cloudwatch.json",
          metric_data(
              {series("polls||ConsumedWriteCapacityUnits|Sum|3600", times, units),
               series("polls||ConsumedWriteCapacityUnits|SampleCount|3600", times, units),
               series("polls||SuccessfulRequestLatency|SampleCount|3600|PutItem", one_minute, "3"),
               series("polls||SuccessfulRequestLatency|SampleCount|3600|UpdateItem", one_minute,
                      "1"),
               // 3,600 x (1 + ... + 24) = 1,080,000 writes.
               series("polls||ConditionalCheckFailedRequests|Sum|3600", one_minute, "98182")})}});
    EXPECT_NE(imported.text.find("values = [\n  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,\n  13, 14"),
              std::string::npos)
        << imported.text;
    EXPECT_NE(imported.text.find(R"(condition_fails = "9.1 %")"), std::string::npos);
    EXPECT_NE(imported.text.find("mix = { PutItem = 0.75, UpdateItem = 0.25 }"), std::string::npos);
}

// 10 strong reads of 2 units and 10 eventual ones of 1 are 30 / (10 + 5) = 2 blocks of 4 KB each,
// in one second.
TEST(ImportLogs, strong_and_eventual_reads_have_the_measured_size) {
    std::string log;
    for (int i = 0; i < 20; ++i) {
        const bool strong = i % 2 == 0;
        log +=
            R"({"time": "2026-11-16T00:00:00Z", "operation": "GetItem", "request": {"TableName": "mugs", "ConsistentRead": )" +
            std::string(strong ? "true" : "false") +
            R"(}, "response": {"ConsumedCapacity": {"TableName": "mugs", "CapacityUnits": )" +
            (strong ? "2" : "1") + "}}}\n";
    }
    const Imported imported = imported_from({{"calls.jsonl", log}});
    const ImportedWorkload* strong = workload_named(imported, "strong_reads");
    const ImportedWorkload* eventual = workload_named(imported, "eventual_reads");
    ASSERT_TRUE(strong != nullptr && eventual != nullptr) << imported.text;
    EXPECT_TRUE(strong->strong);
    EXPECT_FALSE(eventual->strong);
    EXPECT_EQ(strong->rates, std::vector<double>{10});
    EXPECT_EQ(eventual->rates, std::vector<double>{10});
    EXPECT_EQ(strong->item_bytes, 8192);
    EXPECT_EQ(eventual->item_bytes, 8192);
}

}  // namespace
}  // namespace isotherm
