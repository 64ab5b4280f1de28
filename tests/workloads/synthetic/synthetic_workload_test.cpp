// SPDX-License-Identifier: Apache-2.0
// The synthetic workload as a whole: refused settings, and the content of its columns.

#include <cmath>

#include <gtest/gtest.h>

#include "engine/requests/workload.h"
#include "engine/scenario/scenario.h"
#include "tests/workloads/synthetic/given_settings.h"

namespace isotherm {
namespace {

const GivenSettings::Texts plain{{"operation", "UpdateItem"},
                                 {"arrivals.shape", "poisson"},
                                 {"arrivals.rate", "1000/s"},
                                 {"keys.distribution", "zipf"},
                                 {"keys.distinct", "1000"}};

GivenSettings::Texts with(GivenSettings::Texts more, GivenSettings::Texts base = plain) {
    for (auto& [name, text] : more) base[name] = text;
    return base;
}

GivenSettings::Texts without(const std::string& name) {
    auto texts = plain;
    texts.erase(name);
    return texts;
}

std::vector<std::string> rejected(const GivenSettings::Texts& texts) {
    GivenSettings settings(texts);
    Catalog<WorkloadKind>::instance().create("synthetic")->settings(settings);
    return settings.rejected();
}

struct Opened {
    std::unique_ptr<RequestStream> stream;
    std::vector<SimTime> arrival;
    std::vector<Key> key;
    std::vector<std::uint32_t> bytes;
    std::vector<Operation> operation;
    std::size_t size() const { return arrival.size(); }
};

Opened open(const GivenSettings::Texts& texts, std::size_t batch = 1'000,
            SimDuration duration = 20s, const std::string& name = "voters",
            std::uint64_t seed = 42) {
    const auto kind = configured<WorkloadKind>("synthetic", texts);
    WorkloadContext context;
    context.name = name;
    context.seed = seed;
    context.duration = duration;
    context.item_bytes = 200;
    context.item_bytes_max = 409'600;
    Opened all;
    all.stream = std::move(kind->open(context).value());
    while (true) {
        const std::size_t before = all.size();
        all.arrival.resize(before + batch);
        all.key.resize(before + batch);
        all.bytes.resize(before + batch);
        all.operation.resize(before + batch);
        const std::size_t count = all.stream->fill(
            {std::span(all.arrival).subspan(before), std::span(all.key).subspan(before),
             std::span(all.bytes).subspan(before), std::span(all.operation).subspan(before)});
        all.arrival.resize(before + count);
        all.key.resize(before + count);
        all.bytes.resize(before + count);
        all.operation.resize(before + count);
        if (count < batch) return all;
    }
}

TEST(SyntheticWorkload, needs_exactly_one_of_operation_and_mix) {
    EXPECT_TRUE(rejected(plain).empty());
    EXPECT_EQ(rejected(without("operation")), std::vector<std::string>{""});
    EXPECT_EQ(rejected(with({{"mix.GetItem", "1"}})), std::vector<std::string>{"operation"});
    EXPECT_TRUE(
        rejected(with({{"mix.GetItem", "95 %"}, {"mix.PutItem", "5 %"}}, without("operation")))
            .empty());
    EXPECT_EQ(
        rejected(with({{"mix.GetItem", "95 %"}, {"mix.PutItem", "4 %"}}, without("operation"))),
        std::vector<std::string>{"mix"});
}

// Keys of the first requests of a scenario's only workload.
std::vector<Key> keys_of(const Result<Scenario>& scenario) {
    for (const Error& error : scenario.ok() ? Errors{} : scenario.errors())
        ADD_FAILURE() << error.text();
    if (!scenario.ok()) return {};
    WorkloadContext context;
    context.name = "one";
    context.duration = scenario.value().duration;
    context.item_bytes = 1'024;
    context.item_bytes_max = 409'600;
    const auto stream = scenario.value().workloads.at("one").workload->open(context);
    std::vector<SimTime> arrival(100);
    std::vector<Key> key(100);
    std::vector<std::uint32_t> bytes(100);
    std::vector<Operation> operation(100);
    EXPECT_EQ(stream.value()->fill({arrival, key, bytes, operation}), 100u);
    return key;
}

TEST(SyntheticWorkload, written_out_in_full_reads_back_to_the_same_requests) {
    const std::string head =
        "duration = \"1h\"\n[tables.votes]\ncapacity = { read = 10, write = 10 }\n"
        "[workloads.one]\ntable = \"votes\"\n";
    for (const std::string part :
         {"operation = \"PutItem\"\narrivals = { shape = \"poisson\", rate = \"3/m\" }\n"
          "keys = { distribution = \"zipf\", distinct = 1000 }\nwrite_shards = 4\n",
          "mix = { GetItem = 0.95, PutItem = \"5 %\" }\narrivals = { shape = \"constant\", rate = "
          "\"1/s\" }\n"
          "keys = { distribution = \"hash_slices\", weights = [50, 50, 50, 150] }\n"
          "sizes = { distribution = \"log_normal\", mean = \"2 KB\" }\n"}) {
        const auto scenario = read_scenario_text(head + part, "one.toml");
        const auto keys = keys_of(scenario);
        const auto again = read_scenario_text(resolved_text(scenario.value()), "again.toml");
        EXPECT_EQ(keys_of(again), keys);
        EXPECT_EQ(resolved_text(again.value()), resolved_text(scenario.value()));
    }
}

TEST(SyntheticWorkload, refuses_write_shards_on_keys_without_numbers) {
    const auto slices = with({{"keys.distribution", "hash_slices"}, {"keys.weights", "1 3"}});
    EXPECT_TRUE(rejected(slices).empty());
    EXPECT_EQ(rejected(with({{"write_shards", "2"}}, slices)),
              std::vector<std::string>{"write_shards"});
}

TEST(SyntheticWorkload, takes_the_item_size_of_the_table_unless_it_has_its_own) {
    for (const std::uint32_t bytes : open(plain).bytes) ASSERT_EQ(bytes, 200u);
    const auto sized = with({{"sizes.distribution", "fixed"}, {"sizes.size", "3 KB"}});
    for (const std::uint32_t bytes : open(sized).bytes) ASSERT_EQ(bytes, 3'072u);
}

TEST(SyntheticWorkload, does_what_its_operation_says) {
    for (const Operation operation : open(plain).operation)
        ASSERT_EQ(operation, Operation::update_item);
    for (const Operation operation : open(with({{"operation", "GetItem"}})).operation) {
        ASSERT_EQ(operation, Operation::get_item_eventual);
    }
    for (const Operation operation :
         open(with({{"operation", "GetItem"}, {"consistency", "strong"}})).operation) {
        ASSERT_EQ(operation, Operation::get_item);
    }
}

TEST(SyntheticWorkload, mixes_operations_by_their_shares) {
    const auto rows =
        open(with({{"mix.GetItem", "80 %"}, {"mix.PutItem", "15 %"}, {"mix.DeleteItem", "5 %"}},
                  without("operation")),
             1'000, 200s);
    std::array<double, operation_count> counts{};
    for (const Operation operation : rows.operation)
        counts[static_cast<std::size_t>(operation)] += 1;
    const auto n = static_cast<double>(rows.size());
    const auto expect = [&](Operation operation, double share) {
        EXPECT_NEAR(counts[static_cast<std::size_t>(operation)] / n, share,
                    5 * std::sqrt(share * (1 - share) / n));
    };
    expect(Operation::get_item_eventual, 0.80);
    expect(Operation::put_item, 0.15);
    expect(Operation::delete_item, 0.05);
}

TEST(SyntheticWorkload, charges_a_query_for_all_its_items_up_to_a_page) {
    const auto query = with({{"operation", "Query"},
                             {"items_per_query", "1500"},
                             {"sizes.distribution", "fixed"},
                             {"sizes.size", "64 B"}});
    for (const std::uint32_t bytes : open(query).bytes) ASSERT_EQ(bytes, 96'000u);  // row V-C4
    const auto page = with({{"items_per_query", "1000000"}}, query);
    for (const std::uint32_t bytes : open(page).bytes) ASSERT_EQ(bytes, 1'048'576u);
    const auto get = with({{"operation", "GetItem"}}, query);
    for (const std::uint32_t bytes : open(get).bytes) ASSERT_EQ(bytes, 64u);
}

TEST(SyntheticWorkload, spreads_each_key_over_its_write_shards) {
    const auto whole = open(plain);
    const auto sharded = open(with({{"write_shards", "10"}}));
    ASSERT_EQ(whole.size(), sharded.size());
    EXPECT_EQ(whole.arrival, sharded.arrival);
    std::array<double, 10> counts{};
    for (std::size_t i = 0; i < whole.size(); ++i) {
        // Each key is the same, with a suffix from 1 to 10.
        ASSERT_EQ(sharded.key[i] & ((Key{1} << 48) - 1), whole.key[i]);
        counts.at((sharded.key[i] >> 48) - 1) += 1;
    }
    const auto n = static_cast<double>(whole.size());
    for (const double count : counts) EXPECT_NEAR(count / n, 0.1, 5 * std::sqrt(0.09 / n));
    EXPECT_EQ(sharded.stream->key_name(17 | Key{3} << 48), "17.3");
    EXPECT_EQ(whole.stream->key_name(172), "172");
    // A workload that goes back to one shard still knows the names of sharded keys.
    EXPECT_EQ(whole.stream->key_name(17 | Key{3} << 48), "17.3");
}

TEST(SyntheticWorkload, gives_the_same_rows_in_any_batches) {
    const auto texts = with({{"write_shards", "3"},
                             {"mix.GetItem", "50 %"},
                             {"mix.Query", "50 %"},
                             {"items_per_query", "4"},
                             {"sizes.distribution", "log_normal"},
                             {"sizes.median", "1 KB"}},
                            without("operation"));
    const auto whole = open(texts, 100'000);
    for (const std::size_t batch : {1, 7, 1'024}) {
        const auto parts = open(texts, batch);
        EXPECT_EQ(parts.arrival, whole.arrival);
        EXPECT_EQ(parts.key, whole.key);
        EXPECT_EQ(parts.bytes, whole.bytes);
        EXPECT_EQ(parts.operation, whole.operation);
    }
}

TEST(SyntheticWorkload, depends_on_its_name_and_seed_and_nothing_else) {
    const auto rows = open(plain);
    EXPECT_EQ(open(plain).key, rows.key);
    EXPECT_NE(open(plain, 1'000, 20s, "others").key, rows.key);
    EXPECT_NE(open(plain, 1'000, 20s, "voters", 43).key, rows.key);
    // Another arrival shape does not change the keys, because every part has its own random
    // numbers.
    const auto even = open(with({{"arrivals.shape", "constant"}}));
    const std::size_t both = std::min(even.size(), rows.size());
    EXPECT_TRUE(std::equal(even.key.begin(), even.key.begin() + static_cast<std::ptrdiff_t>(both),
                           rows.key.begin()));
}

}  // namespace
}  // namespace isotherm
