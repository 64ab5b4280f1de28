// SPDX-License-Identifier: Apache-2.0
// What a run leaves behind when it ends, and capacity that a change lowered.

#include "engine/insight/run_end.h"

#include "engine/insight/remedy.h"
#include "tests/answers/planted.h"

namespace isotherm {
namespace {

// 35 writes a second cause as many in an index of 25: after 450 s the table is held back.
const std::string behind_index = R"(
era = "2016"
duration = "30m"
start = 2016-03-01T09:00:00Z
model.initial_burst = 0
[tables.events]
item_size = "400 B"
capacity = { read = 10, write = 50 }
indexes.by_owner = { partition_key = "owner", distinct = 100000, capacity = { read = 10, write = 25 } }
[workloads.writers]
table = "events"
operation = "PutItem"
arrivals = { shape = "constant", rate = "35/s" }
keys = { distribution = "uniform", distinct = 30000000 }
client = { retry = "fire_and_forget" }
)";

// In 7 minutes, 10 entries a second more come than the index serves: 4,200 wait, which would take
// 168 s of the 180 s that an index may be behind. 40 units a second serve all 35.
TEST(RunEnd, a_backlog_that_grows_is_a_debt) {
    const Planted behind(behind_index, {{"duration", "7m"}});
    EXPECT_EQ(behind.run.totals().throttled, 0U);
    EXPECT_TRUE(debt_grows(behind.run.recording(), "events"));
    EXPECT_TRUE(debt_grows(behind.run.recording(), ""));
    EXPECT_FALSE(debt_grows(behind.run.recording(), "another"));
    const Planted fast(behind_index, {{"duration", "7m"},
                                      {"tables.events.indexes.by_owner.capacity.write", "40"}});
    EXPECT_FALSE(debt_grows(fast.run.recording(), "events"));
}

// 12 a second on 10: 600 of the 3,000 units in the bucket are spent in five minutes, 148 of them
// (5 %) in the last quarter. 9 a second spend none.
TEST(RunEnd, burst_that_is_spent_is_a_debt) {
    const std::string text = R"(
era = "2016"
duration = "5m"
model.initial_burst = 1
[tables.votes]
item_size = "1 KB"
capacity = { read = 5, write = 10 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "12/s" }
keys = { distribution = "uniform", distinct = 1000 }
client = { retry = "fire_and_forget" }
)";
    const Planted spends(text);
    EXPECT_EQ(spends.run.totals().throttled, 0U);
    EXPECT_TRUE(debt_grows(spends.run.recording(), "votes"));
    const Planted saves(text, {{"workloads.voters.arrivals.rate", "9/s"}});
    EXPECT_FALSE(debt_grows(saves.run.recording(), "votes"));
}

// 101 a second on 100 for five minutes: of the 30,000 units that are saved at the start 300 are
// spent, 75 of them at the end, which is too little to be seen there. 30,300 are taken in all, and
// 30,000 were provisioned.
TEST(RunEnd, a_run_that_takes_more_than_is_provisioned_is_a_debt) {
    const std::string text = R"(
duration = "5m"
[tables.votes]
item_size = "1 KB"
capacity = { read = 5, write = 100 }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "101/s" }
keys = { distribution = "uniform", distinct = 1000 }
client = { retry = "fire_and_forget" }
)";
    const Planted takes_more(text);
    EXPECT_EQ(takes_more.run.totals().throttled, 0U);
    EXPECT_TRUE(debt_grows(takes_more.run.recording(), "votes"));
    const Planted fits(text, {{"tables.votes.capacity.write", "101"}});
    EXPECT_FALSE(debt_grows(fits.run.recording(), "votes"));
    // A table on demand saves nothing, and has nothing to spend.
    const Planted on_demand(R"(
duration = "5m"
[tables.votes]
item_size = "1 KB"
capacity = { mode = "on_demand" }
indexes.by_day = { partition_key = "day", capacity = { mode = "on_demand" } }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "101/s" }
keys = { distribution = "uniform", distinct = 1000 }
client = { retry = "fire_and_forget" }
)");
    EXPECT_FALSE(debt_grows(on_demand.run.recording(), "votes"));
}

// 100 a second on 200, which a change lowers to 60 for the second half. The least that is enough
// from then on is 100 and a tenth, written where the 60 are.
TEST(LoweredCapacity, is_named_and_raised_where_it_was_lowered) {
    const std::string text = R"(
era = "2016"
duration = "10m"
model.burst_window = "0s"
[tables.votes]
item_size = "1 KB"
capacity = { read = 5, write = 200 }
[changes.saved]
at = "5m"
table = "votes"
write = 60
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "constant", rate = "100/s" }
keys = { distribution = "uniform", distinct = 100000 }
client = { retry = "fire_and_forget" }
)";
    const Planted planted(text);
    EXPECT_DOUBLE_EQ(planted.share(ThrottleCause::insufficient_capacity), 1) << planted.text();
    const FindingEvidence& of = planted.only().evidence;
    EXPECT_DOUBLE_EQ(of.most_limit, 60);
    ASSERT_TRUE(of.lowered.has_value()) << planted.text();
    EXPECT_EQ(of.lowered->asked_by, "changes.saved");
    EXPECT_EQ(of.lowered->before, 200);
    EXPECT_GE(of.lowered->second, 300);
    EXPECT_NE(planted.text().find("changes.saved lowered it from 200 at 00:05:"), std::string::npos)
        << planted.text();
    const auto remedies =
        remedies_of(planted.findings, planted.run.recording(), planted.run.report().scenario());
    std::vector<Remedy> more;
    for (const Remedy& remedy : remedies)
        if (remedy.kind == RemedyKind::more_capacity) more.push_back(remedy);
    ASSERT_EQ(more.size(), 1U);
    EXPECT_EQ(more[0].change(), "changes.saved.write = 110");
    const auto changed = with_remedy(text, more[0]);
    ASSERT_TRUE(changed.has_value());
    EXPECT_EQ(Planted(*changed).run.totals().throttled, 0U);
}

}  // namespace
}  // namespace isotherm
