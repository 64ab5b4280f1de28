// SPDX-License-Identifier: Apache-2.0
// Caches in front of reads against closed forms and an exact model: V-F31 to V-F34.

#include <cmath>
#include <list>
#include <unordered_map>

#include "engine/caches/che.h"
#include "tests/flows/cache_run.h"

namespace isotherm {
namespace {

constexpr const char* cached_get = R"(steps = [{ call = "GetItem", through = "caches.front" }])";

std::string asking(const char* rate, const char* keys) {
    return fmt::format("{}\narrivals = {{ shape = \"poisson\", rate = \"{}\" }}\nkeys = {{ {} }}\n",
                       gives_up, rate, keys);
}

std::vector<KeyRate> zipf(std::size_t keys, double exponent) {
    std::vector<KeyRate> rates(keys);
    double sum = 0;
    for (std::size_t i = 0; i < keys; ++i)
        sum += rates[i].rate = std::pow(static_cast<double>(i + 1), -exponent);
    for (KeyRate& key : rates) key.rate /= sum;
    return rates;
}

TEST(Caches, v_f31_least_recently_used_is_ches_approximation) {
    const std::vector<KeyRate> keys = zipf(100'000, 0.9);
    const double time = characteristic_time(keys, 5'000);
    EXPECT_NEAR(time, 8'652.27, 0.01);
    EXPECT_NEAR(lru_hit_ratio(keys, time), 0.51520, 0.00001);

    const CacheRun run(
        {.latency = R"(model = "constant", time = "1 ms")",
         .duration = "26m",
         .workload =
             asking("1000/s", R"(distribution = "zipf", distinct = 100000, exponent = 0.9)") +
             cached_get,
         .more = "[caches.front]\nkind = \"aside\"\nitems = 5000\n"});
    // The first nine minutes fill it.
    EXPECT_NEAR(run.hit_ratio(9, 26), 0.51520, 0.003);
    EXPECT_EQ(run.cache().entries, 5'000u);
    EXPECT_EQ(run.cache().bytes, 5'000u * (1'024 + 100));
    EXPECT_EQ(run.cache().all_misses(), run.actions().attempts());
    EXPECT_EQ(run.cache().look_ups, run.cache().hits + run.cache().all_misses());
    // What is asked of the table and what is saved add up to what all would have cost.
    EXPECT_EQ((run.saved() + run.consumed()).in_units(),
              static_cast<double>(run.cache().look_ups) * 0.5);
}

// From the first look-up on, as Che's approximation and the renewal argument say.
TEST(Caches, v_f31_a_steady_cache_hits_from_the_beginning) {
    const auto first_minute = [](const char* limit) {
        const CacheRun run(
            {.latency = R"(model = "constant", time = "1 ms")",
             .duration = "60s",
             .workload =
                 asking("2000/s", R"(distribution = "zipf", distinct = 100000, exponent = 0.9)") +
                 cached_get,
             .more = fmt::format("[caches.front]\nkind = \"aside\"\nfilled = \"steady\"\n{}\n",
                                 limit)});
        EXPECT_EQ(run.misses(MissReason::never_seen) + run.misses(MissReason::evicted) +
                      run.misses(MissReason::expired),
                  run.cache().all_misses());
        return run.hit_ratio(0, 1);
    };
    std::vector<KeyRate> keys = zipf(100'000, 0.9);
    // 120,000 look-ups: 5 standard deviations are 0.0072, and the entries are drawn once.
    EXPECT_NEAR(first_minute("items = 5000"), 0.51520, 0.008);
    for (KeyRate& key : keys) key.rate *= 2'000;
    EXPECT_NEAR(first_minute("ttl = \"30s\""), ttl_hit_ratio(keys, 30), 0.008);
}

// An exact model of its own: a list in order of use.
class ListOfUse {
public:
    explicit ListOfUse(std::size_t most) : most_(most) {}
    void erase(Key key) {
        const auto found = places_.find(key);
        if (found == places_.end()) return;
        order_.erase(found->second);
        places_.erase(found);
    }
    bool hit(Key key) {
        const auto found = places_.find(key);
        const bool there = found != places_.end();
        if (there) order_.erase(found->second);
        order_.push_front(key);
        places_[key] = order_.begin();
        if (order_.size() > most_) {
            places_.erase(order_.back());
            order_.pop_back();
        }
        return there;
    }

private:
    std::size_t most_;
    std::list<Key> order_;
    std::unordered_map<Key, std::list<Key>::iterator> places_;
};

// The shipped sample of NASA's web server. Answers come after a microsecond, so that no two
// requests of one page overlap.
TEST(Caches, v_f31_hits_of_a_recorded_stream_are_those_of_an_exact_list) {
    for (const std::size_t most : {10, 100, 1'000}) {
        FlowCase one{.latency = R"(model = "constant", time = "1 us", least = "1 us")",
                     .duration = "6h",
                     .model = ""};
        one.workload = fmt::format(
            R"(replay = {{ file = "{}/resources/samples/nasa-http-1995-08-01-first-6h.tsv.gz", format = "weblog", oversize = "cut" }}
through = "caches.front"
client = {{ retry = "fire_and_forget" }})",
            ISOTHERM_SOURCE_DIR);
        one.more = fmt::format("[caches.front]\nkind = \"aside\"\nitems = {}\n", most);
        const CacheRun run(one);
        const Scenario scenario = scenario_of(text_of(one)).value();
        const WorkloadSpec& spec = scenario.workloads.at("flow");
        auto stream = spec.workload->open(workload_context(scenario, spec));
        ASSERT_TRUE(stream.ok());
        ListOfUse exact(most);
        std::uint64_t hits = 0, all = 0;
        SimTime arrival;
        Key key = 0;
        std::uint32_t bytes = 0;
        Operation operation{};
        Finding finding{};
        while (stream.value()->fill(
                   {{&arrival, 1}, {&key, 1}, {&bytes, 1}, {&operation, 1}, {&finding, 1}}) > 0) {
            if (arrival >= sim_start + 6h) break;
            if (side_of(operation) == Side::write) {
                exact.erase(key);
                continue;
            }
            hits += exact.hit(key);
            ++all;
        }
        EXPECT_GT(all, 7'000u);
        EXPECT_EQ(run.cache().look_ups, all);
        EXPECT_EQ(run.cache().hits, hits) << most << " entries";
    }
}

TEST(Caches, v_f32_a_time_to_live_from_the_set) {
    EXPECT_NEAR(
        [] {
            std::vector<KeyRate> keys = zipf(50'000, 1);
            for (KeyRate& key : keys) key.rate *= 2'000;
            return ttl_hit_ratio(keys, 300);
        }(),
        0.94141, 0.00001);
    const CacheRun run(
        {.latency = R"(model = "constant", time = "1 ms")",
         .duration = "15m",
         .workload = asking("2000/s", R"(distribution = "zipf", distinct = 50000, exponent = 1)") +
                     cached_get,
         .more = "[caches.front]\nkind = \"aside\"\nttl = \"300s\"\nfilled = \"steady\"\n"});
    // After five minutes nothing is left of what was there at the start but the ages.
    EXPECT_NEAR(run.hit_ratio(5, 15), 0.94141, 0.002);
}

// n hits a miss, n = r (1 - exp(-w T)) / w: an entry lives until the first write, at most T.
TEST(Caches, v_f32_writes_invalidate) {
    const auto ratio = [](double reads, double writes, const char* ttl, int keys) {
        const CacheRun run(
            {.latency = R"(model = "constant", time = "100 us", least = "100 us")",
             .duration = "30m",
             .workload =
                 asking(fmt::format("{}/s", reads * keys).c_str(),
                        fmt::format(R"(distribution = "uniform", distinct = {})", keys).c_str()) +
                 cached_get,
             .more = fmt::format(
                 R"([workloads.writers]
table = "tab"
{}steps = [{{ call = "UpdateItem", through = "caches.front" }}]
[caches.front]
kind = "aside"
ttl = "{}"
)",
                 asking(fmt::format("{}/s", writes * keys).c_str(),
                        fmt::format(R"(distribution = "uniform", distinct = {})", keys).c_str()),
                 ttl)});
        EXPECT_GT(run.misses(MissReason::invalidated), 0u);
        // A look-up in the microsecond of the writer's answer may come before it.
        EXPECT_LE(run.cache().stale, 2u);
        return run.hit_ratio(1, 30);
    };
    EXPECT_NEAR(ratio(10, 0.5, "60s", 20), 0.95238, 0.002);
    EXPECT_NEAR(ratio(2, 0.1, "5s", 100), 0.88725, 0.002);
}

constexpr const char* one_key = R"(distribution = "sequential", distinct = 1)";

TEST(Caches, v_f33_callers_stampede_when_an_entry_expires) {
    const auto reads_per_second = [](const char* ttl, bool coalesce) {
        const CacheRun run({.latency = R"(model = "constant", time = "20 ms")",
                            .duration = "30m",
                            .workload = asking("500/s", one_key) + cached_get,
                            .more = fmt::format("[caches.front]\nkind = \"aside\"\nttl = \"{}\"\n"
                                                "coalesce = {}\n",
                                                ttl, coalesce)});
        EXPECT_EQ(run.cache().all_misses(), run.actions().attempts());
        if (coalesce) {
            EXPECT_GT(run.cache().coalesced, 1'000u);
        }
        return static_cast<double>(run.actions().attempts()) / run.flow().seconds();
    };
    const auto alone = [](double rate, double ttl, double took) {
        return (1 + rate * took) /
               (ttl + 2 * took - (1 - std::exp(-rate * took)) / rate + 1 / rate);
    };
    EXPECT_NEAR(alone(500, 10, 0.02), 1.0956, 0.0001);
    // A stampede has 1 + 10 +- 3.2 reads, so five standard deviations of the mean of n of them are
    // 144 % / sqrt(n). In half an hour there are 180 with a life of 10 s, 1,700 with 1 s, and
    // 12,700 with 100 ms.
    EXPECT_NEAR(reads_per_second("10s", false), 1.0956, 0.11 * 1.0956);
    EXPECT_NEAR(reads_per_second("1s", false), alone(500, 1, 0.02), 0.035 * alone(500, 1, 0.02));
    EXPECT_NEAR(reads_per_second("100ms", false), alone(500, 0.1, 0.02),
                0.013 * alone(500, 0.1, 0.02));
    EXPECT_NEAR(reads_per_second("10s", true), 0.09978, 0.02 * 0.09978);
}

// Who waits for another caller's read stops waiting like one who reads: after attempt_timeout it
// asks the cache again, which still waits for the same read; after timeout the call has failed.
TEST(Caches, those_who_wait_for_a_read_stop_waiting_in_time) {
    const auto hasty = [](const char* timeouts) {
        return CacheRun(
            {.latency = R"(model = "constant", time = "500 ms")",
             .duration = "10s",
             .workload = std::string("client = { retry = \"fixed\", attempts = 3, wait = \"10 ms\" "
                                     "}\ncallers = { kind = \"items\", total = 1, from = \"10 ms\" "
                                     "}\n") +
                         timeouts + R"(
steps = [{ call = "GetItem", key = "7", through = "caches.front" }])",
             .more = R"([workloads.first]
table = "tab"
callers = { kind = "items", total = 1 }
steps = [{ call = "GetItem", key = "7", through = "caches.front" }]
[caches.front]
kind = "aside"
coalesce = true
)"});
    };
    const CacheRun call = hasty("timeout = \"40 ms\"");
    EXPECT_EQ(call.actions().failed, 1u);
    EXPECT_EQ(call.actions().latency.most_ms(), 40);
    EXPECT_EQ(call.actions().timeouts, 1u);
    EXPECT_EQ(call.actions("first").done, 1u);
    // 30 + 10 + 30 + 10 + 30 ms.
    const CacheRun attempts = hasty("attempt_timeout = \"30 ms\"");
    EXPECT_EQ(attempts.actions().failed, 1u);
    EXPECT_EQ(attempts.actions().latency.most_ms(), 110);
    EXPECT_EQ(attempts.actions().timeouts, 3u);
    EXPECT_EQ(attempts.actions().attempts(), 0u);
    EXPECT_EQ(attempts.cache().coalesced, 3u);
    expect_balanced_actions(attempts.actions());
}

TEST(Caches, v_f33_that_an_item_is_absent_can_be_remembered) {
    const auto attempts = [](bool negative) {
        const CacheRun run(
            {.latency = R"(model = "constant", time = "5 ms")",
             .workload = std::string(gives_up) + R"(
callers = { kind = "every", period = "10 ms" }
steps = [{ call = "GetItem", key = "7", missing = "100 %", through = "caches.front" }])",
             .more = fmt::format("[caches.front]\nkind = \"aside\"\nnegative = {}\n", negative)});
        EXPECT_EQ(run.cache().absent_hits, negative ? 5'999u : 0u);
        EXPECT_EQ(run.misses(MissReason::absent), negative ? 0u : 5'999u);
        EXPECT_EQ(run.consumed().in_units(), static_cast<double>(run.actions().attempts()) * 0.5);
        return run.actions().attempts();
    };
    EXPECT_EQ(attempts(true), 1u);
    EXPECT_EQ(attempts(false), 6'000u);
}

// 9,000 of 10,000 equally popular items have room: hits are 0.9 of the eventual reads.
TEST(Caches, v_f34_strong_reads_pass_dax) {
    const CacheRun run({.latency = R"(model = "constant", time = "1 ms")",
                        .duration = "6m",
                        .workload = std::string(gives_up) + R"(
arrivals = { shape = "poisson", rate = "1000/s" }
keys = { distribution = "uniform", distinct = 10000 }
steps = [
  { call = "GetItem", chance = "20 %", consistency = "strong", through = "caches.front", else = "eventual" },
]
blocks.eventual.steps = [{ call = "GetItem", through = "caches.front" }])",
                        .table = "item_size = \"4 KB\"",
                        .more = fmt::format("[caches.front]\nkind = \"dax\"\nttl = \"0s\"\n"
                                            "memory = \"{} B\"\n",
                                            9'000 * (4'096 + 100))});
    EXPECT_NEAR(run.hit_ratio(2, 6), 0.9, 0.005);
    EXPECT_NEAR(run.read_units_per_second(2, 6), 240, 2.4);
    EXPECT_NEAR(static_cast<double>(run.cache().passed), 72'000, 1'200);
}

}  // namespace
}  // namespace isotherm
