// SPDX-License-Identifier: Apache-2.0
// Keys as expressions in runs: V-F22 to V-F24, V-F40, write sharding, indexes, recorded designs.

#include <cmath>
#include <map>
#include <set>

#include "tests/flows/flow_run.h"

namespace isotherm {
namespace {

struct KeyCase {
    std::string attributes = {};
    std::string table = {};
    std::string workload = {};
    std::string duration = "60s";
    std::string more = {};
};

std::string text_of_keys(const KeyCase& one) {
    return fmt::format(R"(name = "keys"
era = "2016"
start = 2016-02-26T12:00:00Z
duration = "{}"
{}
[tables.tab]
capacity = {{ read = 10000, write = 10000 }}
{}
[workloads.w]
table = "tab"
{}
{}
)",
                       one.duration,
                       one.attributes.empty() ? "" : "[attributes]\n" + one.attributes, one.table,
                       one.workload, one.more);
}

// The rows of a run, by table.
struct Rows {
    std::vector<Request> all;
    std::vector<std::string> tables;

    explicit Rows(const std::string& text) {
        const auto scenario = scenario_of(text);
        EXPECT_TRUE(scenario) << text;
        auto simulation =
            Simulation::create(scenario.value(), {.log = [this](const RequestBatch& b) {
                                   for (std::size_t i = 0; i < b.size(); ++i)
                                       all.push_back(b.row(i));
                               }});
        EXPECT_TRUE(simulation.ok());
        simulation.value()->advance(simulation.value()->end());
        fingerprint = simulation.value()->fingerprint();
    }
    std::set<Key> keys() const {
        std::set<Key> distinct;
        for (const Request& row : all) distinct.insert(row.key);
        return distinct;
    }
    std::string fingerprint;
};

constexpr const char* puts = R"(operation = "PutItem"
client = { retry = "fire_and_forget" }
)";

TEST(Keys, v_f40_a_minute_and_a_number_fill_as_many_keys_as_occupancy_says) {
    const Rows rows(text_of_keys(
        {.table = R"(partition_key = "{minute}.{random(0..9998)}")",
         .workload = std::string(puts) + R"(arrivals = { shape = "constant", rate = "100/s" })"}));
    ASSERT_GE(rows.all.size(), 5'999u);
    // 9,999 (1 - (1 - 1/9,999)^6,000) = 4,511.9; the standard deviation is 26.
    EXPECT_NEAR(static_cast<double>(rows.keys().size()), 4'511.9, 130);
}

TEST(Keys, calculated_suffixes_are_a_function_of_the_attribute) {
    const Rows rows(text_of_keys(
        {.attributes = R"(id = { distribution = "uniform", distinct = 1000 })",
         .table = R"(partition_key = "{id}#{ascii_sum(id) % 10 + 1}")",
         .workload = std::string(puts) + R"(arrivals = { shape = "constant", rate = "1000/s" })"}));
    EXPECT_EQ(rows.keys().size(), 1'000u);
    std::set<Key> expected;
    for (int id = 0; id < 1'000; ++id) {
        const std::string text = std::to_string(id);
        int sum = 0;
        for (const char digit : text) sum += digit;
        expected.insert(key_from_text(fmt::format("{}#{}", text, sum % 10 + 1)));
    }
    EXPECT_EQ(rows.keys(), expected);
}

// An expression that is only the key gives the run of no expression.
TEST(Keys, the_key_itself_changes_nothing) {
    const std::string workload = std::string(puts) +
                                 R"(arrivals = { shape = "poisson", rate = "500/s" }
keys = { distribution = "zipf", distinct = 1000 })";
    const Rows plain(text_of_keys({.workload = workload}));
    const Rows mapped(text_of_keys({.table = R"(partition_key = "{key}")", .workload = workload}));
    EXPECT_EQ(plain.fingerprint, mapped.fingerprint);
    const Rows spread(text_of_keys(
        {.table = R"(partition_key = "{key}.{random(1..10)}")", .workload = workload}));
    EXPECT_NE(plain.fingerprint, spread.fingerprint);
    EXPECT_GT(spread.keys().size(), plain.keys().size());
}

// A flow of one step makes the requests of the plain workload.
TEST(Keys, of_a_flow_of_one_step_are_those_of_the_plain_workload) {
    const std::string arrivals = R"(arrivals = { shape = "constant", rate = "100/s" })";
    const std::string key = R"(partition_key = "{user}.{random(1..10)}.{minute}")";
    const std::string users = R"(user = { distribution = "zipf", distinct = 1000 })";
    const Rows plain(text_of_keys({users, key, std::string(puts) + arrivals}));
    const Rows flow(text_of_keys(
        {users, key,
         "client = { retry = \"fire_and_forget\" }\nsteps = [{ call = \"PutItem\" }]\n" +
             arrivals}));
    ASSERT_EQ(plain.all.size(), flow.all.size());
    for (std::size_t i = 0; i < plain.all.size(); ++i)
        EXPECT_EQ(plain.all[i].key, flow.all[i].key) << i;
}

// Put and update of one action meet in one key, although its suffix is drawn; a second table's key
// draws its own.
TEST(Keys, of_one_action_agree) {
    const Rows rows(
        text_of_keys({.attributes = R"(user = { distribution = "uniform", distinct = 100000 })",
                      .table = R"(partition_key = "{user}.{random(1..1000)}")",
                      .workload = R"(client = { retry = "fire_and_forget" }
arrivals = { shape = "constant", rate = "10/s" }
steps = [{ call = "PutItem" }, { call = "UpdateItem" }, { call = "PutItem", table = "other" }])",
                      .more = R"([tables.other]
partition_key = "{user}"
capacity = { read = 10, write = 1000 })"}));
    std::vector<Key> puts_of, updates, others;
    for (const Request& row : rows.all) {
        if (row.operation == Operation::update_item)
            updates.push_back(row.key);
        else
            (row.table.value == 0 ? others : puts_of).push_back(row.key);
    }
    ASSERT_EQ(updates.size(), puts_of.size());
    EXPECT_EQ(updates, puts_of);
    // Of 100,000 users, 600 actions ask for 1.8 a second time.
    EXPECT_GE(std::set<Key>(others.begin(), others.end()).size(), others.size() - 10);
}

// Actions of 30 ms that begin each 50 ms do not overlap.
TEST(Keys, counted_collections_return_what_writes_put_there) {
    const FlowRun run({.duration = "500s",
                       .workload = R"(client = { retry = "fire_and_forget" }
arrivals = { shape = "constant", rate = "20/s" }
steps = [
  { call = "PutItem" },
  { call = "Query", pages = "all", as = "Q" },
  { call = "DeleteItem", if = "Q.items > 2" },
])",
                       .table = R"(sort_key = "token"
partition_key = "{user}"
item_size = "100 B"
collection = "counted")",
                       .more = R"([attributes]
user = { distribution = "uniform", distinct = 100 })"});
    // Each of 100 users gets two items without a delete; every later put is followed by a delete.
    const ActionRecord& actions = run.actions();
    // The last action is open when the run ends.
    EXPECT_EQ(actions.done, 9'999u);
    double writes = 0;
    for (const ActionUse& use : actions.uses)
        if (side_of(use.operation) == Side::write)
            writes += static_cast<double>(use.consumed.count()) / 2;
    EXPECT_NEAR(writes, 10'000 + (10'000 - 200), 2);
}

// V-F24: 1 % of the checks find a third stream.
TEST(Keys, v_f24_tokens_of_concurrent_streams) {
    const FlowRun run({.duration = "200s",
                       .workload = R"(client = { retry = "fire_and_forget" }
arrivals = { shape = "constant", rate = "500/s" }
steps = [
  { call = "PutItem" },
  { call = "Query", pages = "all", as = "Q" },
  { call = "DeleteItem", if = "Q.items > 2" },
])",
                       .table = R"(sort_key = "token"
partition_key = "{user}"
item_size = "100 B"
collection = "streams")",
                       .more = R"([attributes]
user = { distribution = "uniform", distinct = 1000000 }
streams = { of = "user", weights = { 1 = 59, 2 = 40, 3 = 1 } })"});
    double reads = 0;
    double writes = 0;
    for (const ActionUse& use : run.actions().uses)
        (side_of(use.operation) == Side::write ? writes : reads) +=
            static_cast<double>(use.consumed.count()) / 2;
    const auto done = static_cast<double>(run.actions().done);
    // Actions that are open at the end have read, too.
    EXPECT_NEAR(reads / done, 0.5, 0.0002);
    EXPECT_NEAR(writes / done, 1.01, 5 * std::sqrt(0.01 * 0.99 / done));
}

struct Question {
    const char* table;
    const char* step;
    double units;  // of an action
    std::uint64_t pages;
};

class Questions : public testing::TestWithParam<Question> {};

// V-F22, V-F23: the pages and units of collections.
TEST_P(Questions, cost_what_the_collection_holds) {
    const FlowRun run({.duration = "10s",
                       .workload = fmt::format(R"(client = {{ retry = "fire_and_forget" }}
arrivals = {{ shape = "constant", rate = "1/s" }}
steps = [{{ call = "Query", pages = "all"{} }}])",
                                               GetParam().step),
                       .table = std::string("partition_key = \"{user}\"\n") + GetParam().table,
                       .more = R"([attributes]
user = { distribution = "uniform", distinct = 1000000 }
status = { weights = { DONE = 99, PENDING = 1 } })"});
    double reads = 0;
    for (const ActionUse& use : run.actions().uses)
        reads += static_cast<double>(use.consumed.count()) / 2;
    const auto done = static_cast<double>(run.actions().done);
    ASSERT_GT(done, 0);
    EXPECT_EQ(reads / done, GetParam().units);
    EXPECT_EQ(run.actions().pages, GetParam().pages * run.actions().done);
}

INSTANTIATE_TEST_SUITE_P(
    Keys, Questions,
    testing::Values(
        Question{"sort_key = \"at\"\nitem_size = \"3000 B\"\ncollection = 600", "", 220.5, 2},
        Question{"sort_key = \"at\"\nitem_size = \"200 B\"\ncollection = 50000", "", 1225.5, 10},
        Question{"sort_key = \"at\"\nitem_size = \"256 KB\"\ncollection = 500",
                 ", items = 50, sort = \"newest\"", 1600, 13},
        Question{"sort_key = \"at\"\nitem_size = \"256 KB\"\ncollection = 500",
                 ", items = 50, sort = \"newest\", consistency = \"strong\"", 3200, 13},
        // 1,000 games of 300 bytes: 300,000 bytes are 74 blocks of 4 KB, half a unit each.
        Question{"sort_key = \"{status}_{time}\"\nitem_size = \"300 B\"\ncollection = 1000",
                 ", filter_keeps = \"1 %\"", 37, 1},
        Question{"sort_key = \"{status}_{time}\"\nitem_size = \"300 B\"\ncollection = 1000",
                 ", sort = { begins_with = \"PENDING\" }", 0.5, 1},
        Question{"sort_key = \"at\"\nitem_size = \"4096 B\"\ncollection = 100",
                 ", sort = { range = \"10 %\" }", 5, 1},
        Question{"sort_key = \"at\"\nitem_size = \"4096 B\"\ncollection = 100",
                 ", sort = { is = \"2016\" }", 0.5, 1},
        // An empty collection costs the least that a call can.
        Question{"sort_key = \"at\"\nitem_size = \"4096 B\"\ncollection = 0", "", 0.5, 1}));

// A part without a value has no entry; both parts make one key.
TEST(Keys, of_a_sparse_index_have_as_many_entries_as_values) {
    const FinishedRun run(
        scenario_of(
            text_of_keys({.attributes = R"(user = { distribution = "uniform", distinct = 100000 }
status = { weights = { OPEN = 1, none = 9 } })",
                          .table = R"(partition_key = "{user}"
[tables.tab.indexes.open]
partition_key = "{status}.{user}"
capacity = { read = 100, write = 1000 })",
                          .workload = std::string(puts) +
                                      R"(arrivals = { shape = "constant", rate = "1000/s" })"}))
            .value());
    const double entries = static_cast<double>(run.table("tab", "open").totals.admitted);
    EXPECT_NEAR(entries / 60'000, 0.1, 5 * std::sqrt(0.1 * 0.9 / 60'000));
}

}  // namespace
}  // namespace isotherm
