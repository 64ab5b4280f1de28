// SPDX-License-Identifier: Apache-2.0
// The chain of causes of a cell, told from runs whose numbers follow from arithmetic.

#include "engine/insight/explanation.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "app/report/english.h"
#include "engine/insight/episodes.h"
#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

std::vector<Message> chain_of(const Recording& recording, std::size_t table, Side side,
                              std::int64_t second, const Scenario* scenario = nullptr) {
    const auto partition = most_throttled_partition(recording.tables[table], side, second);
    EXPECT_TRUE(partition.has_value());
    const PartitionRecord& range = recording.tables[table].partitions[partition.value_or(0)];
    const auto facts = cell_facts(recording, table, side, {second, range.first_position});
    EXPECT_TRUE(facts.has_value());
    return facts ? explanation(recording, table, side, *facts, scenario) : std::vector<Message>();
}

bool says(const std::vector<Message>& chain, Says what) {
    return std::any_of(chain.begin(), chain.end(),
                       [&](const Message& message) { return message.says == what; });
}

std::string texts_of(const std::vector<Message>& chain) {
    std::string all;
    for (const Message& message : chain) all += english(message) + "\n";
    return all;
}

// 20 writes a second of one unit against 5 provisioned: without saved burst, 15 are refused each
// second from the first on. A change to 10 units is asked for at 30 s.
const char* const steady_overload = R"(
era = "2016"
duration = "2m"
[tables.votes]
capacity = { mode = "provisioned", read = 5, write = 5 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "20/s" }
keys = { distribution = "uniform", distinct = 10 }
client = { retry = "fire_and_forget" }
[changes.more]
table = "votes"
at = "30s"
write = 10
[model]
initial_burst = 0
)";

TEST(Explanation, names_demand_limit_refusals_and_the_burst_that_was_gone) {
    const FinishedRun run(steady_overload);
    const auto chain = chain_of(run.recording(), 0, Side::write, 20);
    EXPECT_TRUE(says(chain, Says::asked_at));
    EXPECT_TRUE(says(chain, Says::limit_then));
    EXPECT_TRUE(says(chain, Says::requests_refused)) << texts_of(chain);
    EXPECT_TRUE(says(chain, Says::burst_gone_since)) << texts_of(chain);
    EXPECT_NE(texts_of(chain).find("20"), std::string::npos);
    EXPECT_NE(texts_of(chain).find("15"), std::string::npos);
}

TEST(Explanation, tells_of_the_last_change_of_capacity_once_it_was_asked_for) {
    const FinishedRun run(steady_overload);
    const Recording& recording = run.recording();
    const auto asked = [](const std::vector<Message>& chain) {
        return says(chain, Says::asked_and_in_force);
    };
    EXPECT_FALSE(asked(chain_of(recording, 0, Side::write, 20)));
    EXPECT_TRUE(asked(chain_of(recording, 0, Side::write, 100)))
        << texts_of(chain_of(recording, 0, Side::write, 100));
}

TEST(Explanation, of_a_run_by_the_minute_speaks_of_minutes) {
    const FinishedRun run(steady_overload, {{"resolution", "minute"}});
    const auto chain = chain_of(run.recording(), 0, Side::write, 65);
    EXPECT_TRUE(says(chain, Says::asked_in_minute)) << texts_of(chain);
    EXPECT_TRUE(says(chain, Says::limit_in_minute));
    EXPECT_TRUE(says(chain, Says::burst_gone_since)) << texts_of(chain);
}

// One key is refused by the maximum of its partition, 1,000, not by the share of 40,000 WCU.
TEST(Explanation, shows_the_limit_that_refused) {
    const FinishedRun run(R"(
era = "2026"
duration = "1m"
[tables.votes]
item_size = "1 KB"
capacity = { read = 10, write = 40000 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "1500/s" }
keys = { distribution = "sequential", distinct = 1 }
client = { retry = "fire_and_forget" }
)");
    const auto text =
        texts_of(chain_of(run.recording(), 0, Side::write, 30, &run.report().scenario()));
    EXPECT_NE(text.find("Its limit in force was 1,000 WCU a second"), std::string::npos) << text;
}

// 1,000 a second on demand; 800 were set, and the table could serve 4,000.
TEST(Explanation, shows_the_on_demand_maximum) {
    const FinishedRun run(R"(
era = "2026"
duration = "1m"
[tables.votes]
item_size = "1 KB"
capacity = { mode = "on_demand", maximum_write = 800 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "1000/s" }
keys = { distribution = "uniform", distinct = 100000 }
client = { retry = "fire_and_forget" }
)");
    const auto text =
        texts_of(chain_of(run.recording(), 0, Side::write, 30, &run.report().scenario()));
    EXPECT_NE(text.find("Demand on the whole table was 1,000 of its 800 WCU"), std::string::npos)
        << text;
    EXPECT_EQ(text.find("limit in force"), std::string::npos) << text;
}

// The index has 2 units for 20 writes a second, and no time to catch up (`lag`), so it refuses the
// table's writes.
TEST(Explanation, of_back_pressure_names_the_index_that_is_behind) {
    const FinishedRun run(R"(
era = "2016"
duration = "2m"
[tables.votes]
capacity = { mode = "provisioned", read = 5, write = 100 }
[tables.votes.indexes.by_day]
capacity = { mode = "provisioned", read = 5, write = 2 }
lag = "1s"
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "20/s" }
keys = { distribution = "uniform", distinct = 10 }
client = { retry = "fire_and_forget" }
[model]
initial_burst = 0
)");
    const Recording& recording = run.recording();
    const auto chain = chain_of(recording, 0, Side::write, 100);
    EXPECT_TRUE(says(chain, Says::indexes_behind)) << texts_of(chain);
    EXPECT_TRUE(says(chain, Says::index_asked));
    EXPECT_NE(texts_of(chain).find("by_day"), std::string::npos);
}

}  // namespace
}  // namespace isotherm
