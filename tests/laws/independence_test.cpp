// SPDX-License-Identifier: Apache-2.0
// Influences that must not change a run: concurrent runs in other threads, the order of a
// scenario's parts, and unrelated tables (metamorphic relations 3, 4 and 6).

#include <gtest/gtest.h>

#include <thread>

#include "tests/laws/books.h"
#include "tests/laws/catalog_scenarios.h"

namespace isotherm {
namespace {

const std::string head =
    "era = \"2016\"\nseed = 5\nduration = \"15s\"\nmodel.burst_window = \"2s\"\n";

// The text of one table; its workload is separate, so that both can be in any order.
std::string table(const std::string& name) {
    return "[tables." + name + "]\ncapacity = { read = 100, write = 100 }\npartitions = 3\n";
}
std::string workload(const std::string& name, const std::string& table, const std::string& client) {
    return "[workloads." + name + "]\ntable = \"" + table +
           "\"\nmix = { GetItem = 0.5, PutItem = 0.5 }\narrivals = { shape = \"poisson\", rate = "
           "\"450/s\" }\n"
           "keys = { distribution = \"zipf\", distinct = 1000 }\nsizes = { distribution = "
           "\"exponential\", mean = \"1 KB\" }\n"
           "client = " +
           client + "\n";
}

TEST(Independence, concurrent_runs_do_not_affect_each_other) {
    const std::string text = scenario_text({});
    const std::string alone = FinishedRun(text).fingerprint();
    std::vector<std::string> fingerprints(4);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < fingerprints.size(); ++i) {
        threads.emplace_back([&, i] { fingerprints[i] = FinishedRun(text).fingerprint(); });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(fingerprints, std::vector<std::string>(4, alone));
}

TEST(Independence, the_order_in_the_file_changes_nothing) {
    const std::string one = workload("readers", "one", "{ retry = \"sdk_standard\" }");
    const std::string two = workload("writers", "two", "{ retry = \"sdk_legacy\" }");
    const FinishedRun forward(head + table("one") + table("two") + one + two);
    const FinishedRun backward(head + two + one + table("two") + table("one"));
    EXPECT_EQ(forward.fingerprint(), backward.fingerprint());
}

// The names of the added tables sort before, between and after the others. Their clients have a
// shorter round trip, which makes windows shorter, and they use the same keys.
TEST(Independence, an_unrelated_table_changes_no_number_of_another) {
    const std::string orders =
        table("orders") + workload("shop", "orders", "{ retry = \"sdk_standard\", clients = 3 }");
    const FinishedRun alone(head + orders);
    EXPECT_GT(alone.totals().throttled, 100u);
    for (const char* name : {"aaa", "pears", "zzz"}) {
        const std::string unrelated =
            table(name) + workload(std::string(name) + "_users", name,
                                   "{ retry = \"sdk_standard\", round_trip = \"1ms\" }");
        const FinishedRun together(head + unrelated + orders);
        EXPECT_GT(together.table(name).totals.throttled, 100u);
        expect_same(together.table("orders"), alone.table("orders"));
        EXPECT_EQ(together.workload("shop"), alone.workload("shop"));
    }
}

TEST(Independence, more_sdk_clients_of_one_kind_change_nothing_while_their_quota_does_not_bind) {
    const auto with = [](const char* client) {
        return FinishedRun(head + table("orders") + workload("shop", "orders", client));
    };
    EXPECT_EQ(with("{ retry = \"sdk_standard\", retry_cost = 0, clients = 1 }").fingerprint(),
              with("{ retry = \"sdk_standard\", retry_cost = 0, clients = 8 }").fingerprint());
}

// 100 requests/s from one caller, or alternating requests from two callers.
TEST(Independence, a_stream_split_over_two_callers_is_the_same_load) {
    const auto caller = [](const char* name, const char* rate, const char* start) {
        return std::string("[workloads.") + name +
               "]\ntable = \"orders\"\noperation = \"PutItem\"\narrivals = { shape = \"constant\", "
               "rate = \"" +
               rate + "\", start_after = \"" + start +
               "\" }\nkeys = { distribution = \"sequential\", distinct = 1 }\nclient = { retry = "
               "\"sdk_legacy\" }\n";
    };
    const std::string narrow =
        "[tables.orders]\ncapacity = { read = 1, write = 60 }\npartitions = 1\n";
    const FinishedRun one(head + narrow + caller("all", "100/s", "10ms"));
    const FinishedRun two(head + narrow + caller("even", "50/s", "0s") +
                          caller("odd", "50/s", "10ms"));
    EXPECT_GT(one.totals().throttled, 100u);
    expect_same(one.table(), two.table());
}

}  // namespace
}  // namespace isotherm
