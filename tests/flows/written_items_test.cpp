// SPDX-License-Identifier: Apache-2.0
// Readers that ask for what writers have put there, and updates that say what they set.

#include <cmath>
#include <map>
#include <set>

#include "tests/flows/flow_run.h"

namespace isotherm {
namespace {

// Writers put 100 items a second, 0, 1, 2 …, for as long as `to` says; readers read one of them.
std::string writers_and_readers(const std::string& mine, const std::string& readers,
                                const std::string& key = "{mine}", const char* to = "60s") {
    return fmt::format(R"(name = "written"
era = "2016"
duration = "60s"
latency = {{ model = "constant", time = "10 ms" }}
[attributes]
order = {{ distribution = "sequence" }}
user = {{ of = "order", distribution = "uniform", distinct = 1000000 }}
bytes = {{ of = "order", weights = {{ 1000 = 1, 9000 = 1 }} }}
mine = {{ written_by = "workloads.writers", {} }}
[tables.tab]
partition_key = "{{order}}"
capacity = {{ read = 10000, write = 10000 }}
[tables.users]
partition_key = "{{user}}"
capacity = {{ read = 10000, write = 10000 }}
[workloads.writers]
table = "tab"
callers = {{ kind = "every", period = "10ms", to = "{}", overlap = "allow" }}
steps = [{{ call = "PutItem" }}]
[workloads.readers]
table = "users"
{}
client = {{ retry = "fire_and_forget" }}
steps = [{{ call = "GetItem", table = "tab", key = "{}" }}]
)",
                       mine, to, readers, key);
}

struct Log {
    std::map<Key, Request> written;
    std::vector<Request> reads;
    std::string fingerprint;

    explicit Log(const std::string& text, std::size_t batch_rows = 2048,
                 SimDuration slice = SimDuration::max()) {
        const auto scenario = scenario_of(text);
        auto simulation = Simulation::create(
            scenario.value(), {.batch_rows = batch_rows, .log = [this](const RequestBatch& b) {
                                   for (std::size_t i = 0; i < b.size(); ++i) {
                                       const Request row = b.row(i);
                                       if (side_of(row.operation) == Side::write)
                                           written.emplace(row.key, row);
                                       else
                                           reads.push_back(row);
                                   }
                               }});
        EXPECT_TRUE(simulation.ok());
        while (!simulation.value()->finished())
            simulation.value()->advance(
                simulation.value()->now() +
                std::min(slice, simulation.value()->end() - simulation.value()->now()));
        fingerprint = simulation.value()->fingerprint();
    }
};

constexpr const char* a_thousand_reads = R"(arrivals = { shape = "constant", rate = "20/s" })";

// The answer to a put takes 10 ms, and 100 items are put each second: the newest item that can be
// known is 10 to 20 ms old.
TEST(WrittenItems, the_latest_is_the_one_whose_answer_came_last) {
    const Log log(writers_and_readers(R"(skew = "latest")", a_thousand_reads));
    ASSERT_GE(log.reads.size(), 1'190u);
    for (const Request& read : log.reads) {
        const SimDuration age = read.arrival - log.written.at(read.key).arrival;
        EXPECT_GE(age, 10ms);
        EXPECT_LT(age, 20ms);
    }
}

// Of the two items that each action puts, readers find the one in the writers' own table.
TEST(WrittenItems, are_those_of_the_writers_own_table) {
    std::string text = writers_and_readers(R"(skew = "uniform")", a_thousand_reads);
    const std::string put = R"([{ call = "PutItem" }])";
    text.replace(text.find(put), put.size(),
                 R"([{ call = "PutItem" }, { call = "PutItem", table = "users" }])");
    const Log log(text);
    ASSERT_GT(log.reads.size(), 1'000u);
    std::size_t elsewhere = 0;  // some numbers are an order and a user
    for (const Request& read : log.reads) elsewhere += log.written.at(read.key).table != read.table;
    EXPECT_LT(static_cast<double>(elsewhere), 0.03 * static_cast<double>(log.reads.size()));
}

// Nobody asks before something is there: the step is left out.
TEST(WrittenItems, are_asked_for_only_when_there_are_some) {
    const Log log(writers_and_readers(
        R"(skew = "uniform")", R"(callers = { kind = "every", period = "1ms", to = "30ms" })"));
    ASSERT_FALSE(log.reads.empty());
    for (const Request& read : log.reads) EXPECT_GE(read.arrival, sim_start + 10ms);
    EXPECT_LE(log.reads.size(), 20u);
}

TEST(WrittenItems, of_a_window_are_not_older) {
    const Log log(writers_and_readers(R"(skew = "uniform", window = "2s")", a_thousand_reads));
    double ages = 0;
    for (const Request& read : log.reads) {
        const SimDuration age = read.arrival - log.written.at(read.key).arrival;
        EXPECT_LE(age, 2s);
        ages += in_seconds(age);
    }
    // Uniform from 0 to 2 s: mean 1 s, standard deviation 2 / sqrt(12) s; the first 2 s are
    // shorter.
    const auto reads = static_cast<double>(log.reads.size());
    EXPECT_NEAR(ages / reads, 1.0, 5 * 0.577 / std::sqrt(reads) + 0.03);
}

// 1,000 items, then only reads: the k-th newest has the share k^-0.99 / sum of all.
TEST(WrittenItems, by_zipf_are_frequent_by_their_rank_from_the_newest) {
    const Log log(writers_and_readers(
        R"(skew = "zipf", exponent = 0.99, remember = 1000)",
        R"(callers = { kind = "every", period = "2ms", from = "20s" })", "{mine}", "15s"));
    ASSERT_EQ(log.written.size(), 1'500u);
    double all = 0;
    for (int k = 1; k <= 1'000; ++k) all += std::pow(k, -0.99);
    std::vector<double> hits(1'500);
    for (const Request& read : log.reads) ++hits[1'499 - read.key];
    const auto reads = static_cast<double>(log.reads.size());
    for (const int k : {1, 2, 10}) {
        const double share = std::pow(k, -0.99) / all;
        EXPECT_NEAR(hits[static_cast<std::size_t>(k) - 1] / reads, share,
                    5 * std::sqrt(share * (1 - share) / reads))
            << k;
    }
    for (std::size_t rank = 1'000; rank < 1'500; ++rank) EXPECT_EQ(hits[rank], 0);
}

// Other attributes of the item are known, and its size: 1,000 or 9,000 bytes.
TEST(WrittenItems, are_read_as_they_were_written) {
    const Log log(writers_and_readers(R"(skew = "uniform")", a_thousand_reads));
    std::set<std::uint32_t> sizes;
    for (const Request& read : log.reads) {
        EXPECT_EQ(read.bytes, log.written.at(read.key).bytes);
        sizes.insert(read.bytes);
    }
    EXPECT_EQ(sizes, (std::set<std::uint32_t>{1'000, 9'000}));
    const Log by_user(
        writers_and_readers(R"(skew = "uniform")", a_thousand_reads, "user {mine.user}"));
    std::set<Key> users;
    const Log orders(writers_and_readers(R"(skew = "uniform")", a_thousand_reads, "{mine.order}"));
    for (std::size_t i = 0; i < orders.reads.size(); ++i)
        EXPECT_EQ(orders.reads[i].key, log.reads[i].key) << i;
    EXPECT_EQ(by_user.reads.size(), log.reads.size());
}

// Neither the size of batches nor where a run is stopped changes who asks for what.
TEST(WrittenItems, do_not_depend_on_batches_and_stops) {
    const std::string text = writers_and_readers(
        R"(remember = 50)", R"(arrivals = { shape = "poisson", rate = "300/s" })");
    const Log whole(text);
    EXPECT_EQ(Log(text, 1).fingerprint, whole.fingerprint);
    EXPECT_EQ(Log(text, 7, 3700us).fingerprint, whole.fingerprint);
}

struct SetCase {
    const char* index;
    const char* set;
    double writes;  // index writes per action: one by the put, the rest by the update
};

class Sets : public testing::TestWithParam<SetCase> {};

// Of the status, three quarters are OPEN and one quarter DONE.
TEST_P(Sets, cause_the_index_writes_of_the_old_and_the_new_entry) {
    const FlowRun run({.workload = fmt::format(R"(client = {{ retry = "fire_and_forget" }}
arrivals = {{ shape = "constant", rate = "100/s" }}
steps = [{{ call = "PutItem" }}, {{ call = "UpdateItem", set = "{}" }}])",
                                               GetParam().set),
                       .table = fmt::format(R"(partition_key = "{{user}}"
item_size = "500 B"
[tables.tab.indexes.by_it]
{}
capacity = {{ read = 100, write = 10000 }})",
                                            GetParam().index),
                       .more = R"([attributes]
user = { distribution = "sequence" }
status = { weights = { OPEN = 3, DONE = 1 } }
owner = { weights = { none = 1 } })"});
    ASSERT_EQ(run.actions().caused.size(), GetParam().writes > 0 ? 1u : 0u);
    if (GetParam().writes == 0) return;
    const CausedUse& caused = run.actions().caused.front();
    const auto actions = static_cast<double>(run.actions().done);
    // Writes of the last 100 ms wait, and actions are open.
    EXPECT_NEAR(static_cast<double>(caused.writes) / actions, GetParam().writes,
                5 * std::sqrt(0.75 * 0.25 / actions) * 2 + 0.01);
    // Entries of less than 1 KB: one unit each.
    EXPECT_EQ(caused.consumed, HalfUnits(2 * static_cast<std::int64_t>(caused.writes)));
}

INSTANTIATE_TEST_SUITE_P(
    WrittenItems, Sets,
    testing::Values(
        // OPEN moves: the old entry goes, a new one comes. DONE stays, and is written again.
        SetCase{R"(partition_key = "{status}.{user}")", "status = 'DONE'", 1 + 0.75 * 2 + 0.25},
        // Only keys are projected: what stays needs no write.
        SetCase{"partition_key = \"{status}.{user}\"\nprojection = \"keys_only\"",
                "status = 'DONE'", 1 + 0.75 * 2},
        // An attribute that the index does not have.
        SetCase{"partition_key = \"{status}.{user}\"\nprojection = \"keys_only\"", "owner = 'me'",
                1},
        SetCase{R"(partition_key = "{status}.{user}")", "owner = 'me'", 2},
        // A sparse index: items enter it when they get an owner, and leave it without a status.
        SetCase{R"(partition_key = "{owner}.{user}")", "owner = action, status = none", 1},
        SetCase{R"(partition_key = "{status}.{user}")", "status = none", 2},
        // The sort key is part of the entry: it moves, and without one there is no entry.
        SetCase{"partition_key = \"{user}\"\nsort_key = \"{status}_{time}\"", "status = 'DONE'",
                1 + 0.75 * 2 + 0.25},
        SetCase{"partition_key = \"{user}\"\nsort_key = \"{owner}\"", "owner = 'me'", 1},
        SetCase{"partition_key = \"{user}\"\nsort_key = \"owner\"", "status = 'DONE'", 0},
        SetCase{"partition_key = \"{user}\"\nsort_key = \"{status}\"", "status = none", 2},
        SetCase{"partition_key = \"plain\"\nsort_key = \"{status}\"", "status = none", 2}));

// Half of the items have no award: they are not in the index that is sorted by it.
TEST(WrittenItems, without_a_sort_key_are_not_in_the_index) {
    const std::string text = R"(name = "awards"
era = "2016"
duration = "60s"
[attributes]
award = { weights = { none = 1, gold = 1 } }
user = { distribution = "sequence" }
[tables.games]
partition_key = "{user}"
item_size = "1 KB"
size = "1 GB"
sort_key = "{time}"
capacity = { read = 100, write = 1000 }
indexes.awards = { partition_key = "{user}", sort_key = "{award}", capacity = { read = 100, write = 1000 } }
indexes.own = { kind = "local", sort_key = "{award}" }
[workloads.put]
table = "games"
operation = "PutItem"
arrivals = { shape = "constant", rate = "100/s" }
)";
    const FinishedRun run(text);
    constexpr double puts = 6'000;
    const double deviation = std::sqrt(puts * 0.25);
    EXPECT_NEAR(static_cast<double>(run.table("games", "awards").totals.admitted), puts / 2,
                5 * deviation + 10);
    // The local index adds a unit to half of the puts.
    EXPECT_NEAR(run.table("games").totals.consumed[Side::write].in_units(), puts * 1.5,
                5 * deviation);
    std::string wrong = text;
    wrong.replace(wrong.find("{award}"), 7, "{prize}");
    const auto read = read_scenario_text(wrong, "wrong.toml");
    ASSERT_FALSE(read.ok());
    EXPECT_NE(all_texts(read.errors()).find("nothing sets \"prize\""), std::string::npos);
}

std::set<std::string> hot_names(const FinishedRun& run, const char* table, const char* index = "") {
    std::set<std::string> names;
    for (const HotKey& key : run.table(table, index).hottest) names.insert(key.name);
    return names;
}

// Keys that steps and updates make are shown by their texts, not by their hashes.
TEST(WrittenItems, and_keys_of_steps_are_shown_by_their_texts) {
    const FinishedRun run(R"(name = "texts"
era = "2018"
duration = "60s"
latency = { model = "constant", time = "10 ms" }
[attributes]
job = { distribution = "sequence" }
status = { weights = { NEW = 1, OLD = 1 } }
first = { written_by = "workloads.work", skew = "latest" }
[tables.jobs]
partition_key = "job-{job % 1}"
capacity = { read = 1000, write = 1000 }
indexes.by_status = { partition_key = "{status}", capacity = { read = 100, write = 1000 } }
[tables.other]
partition_key = "other-{status}"
capacity = { read = 1000, write = 1000 }
[workloads.work]
table = "jobs"
arrivals = { shape = "constant", rate = "20/s" }
steps = [
  { call = "PutItem" },
  { call = "UpdateItem", set = "status = 'DONE'" },
  { call = "GetItem", table = "other", key = "part.{action % 2}" },
  { call = "GetItem", table = "other" },
  { call = "GetItem", table = "other", key = "{first}" },
  { call = "TransactWriteItems", parts = [{ table = "other", put = "both" }] },
]
)");
    EXPECT_EQ(hot_names(run, "jobs"), std::set<std::string>{"job-0"});
    EXPECT_EQ(hot_names(run, "jobs", "by_status"), (std::set<std::string>{"NEW", "OLD", "DONE"}));
    EXPECT_EQ(hot_names(run, "other"), (std::set<std::string>{"part.0", "part.1", "other-NEW",
                                                              "other-OLD", "job-0", "both"}));
}

// Workers finish what others have put: the index entry that goes is the one that was put.
TEST(WrittenItems, are_updated_in_the_entry_that_their_writer_made) {
    const std::string text = R"(name = "jobs"
era = "2016"
duration = "60s"
latency = { model = "constant", time = "10 ms" }
[attributes]
job = { distribution = "sequence" }
status = { of = "job", weights = { NEW = 1, OLD = 1 } }
any = { written_by = "workloads.put", skew = "latest" }
[tables.jobs]
partition_key = "{job}"
capacity = { read = 100, write = 1000 }
indexes.by_status = { partition_key = "{status}", capacity = { read = 100, write = 1000 }, partitions = 64 }
[workloads.put]
table = "jobs"
callers = { kind = "every", period = "1s" }
steps = [{ call = "PutItem" }]
[workloads.work]
table = "jobs"
callers = { kind = "every", period = "1s", offset = "500ms" }
steps = [{ call = "UpdateItem", key = "{any}", set = "status = 'DONE'" }]
)";
    const FinishedRun run(text);
    // 60 puts make an entry each; 60 updates delete it and make another.
    EXPECT_NEAR(static_cast<double>(run.table("jobs", "by_status").totals.admitted), 60 + 2 * 60,
                2);
    std::map<std::uint32_t, std::uint64_t> by_partition;
    const auto& partitions = run.recording().tables[1].partitions;
    std::uint64_t busy = 0;
    for (const auto& one : partitions) busy += one.consumed[Side::write] > HalfUnits();
    EXPECT_EQ(busy, 3u);  // NEW, OLD, DONE
}

}  // namespace
}  // namespace isotherm
