// SPDX-License-Identifier: Apache-2.0
// Causes that lie outside of the table's own throughput: a refused call, a reader of a stream that
// is behind, a full item collection. And two causes of one table at once.

#include "tests/answers/planted.h"

namespace isotherm {
namespace {

// Four changes use up the decreases of the day. From then on, target tracking asks for fewer reads
// and more writes in one call, which is refused as a whole.
TEST(PlantedCause, decrease_quota) {
    const Planted planted(R"(
era = "2018"
duration = "1h"
model.initial_burst = 0
[tables.votes]
item_size = "1 KB"
capacity = { read = 200, write = 100 }
scaling.both = { policy = "target_tracking", target_utilization = 0.7, min = 5, max = 1000 }
[changes.one]
at = "1m"
table = "votes"
read = 190
[changes.two]
at = "3m"
table = "votes"
read = 180
[changes.three]
at = "5m"
table = "votes"
read = 170
[changes.four]
at = "7m"
table = "votes"
read = 160
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "spike", rate = "70/s", peak = "300/s", at = "20m", lasting = "30m" }
keys = { distribution = "uniform", distinct = 100000 }
client = { retry = "fire_and_forget" }
[workloads.readers]
table = "votes"
operation = "GetItem"
arrivals = { shape = "constant", rate = "1/s" }
keys = { distribution = "uniform", distinct = 100000 }
client = { retry = "fire_and_forget" }
)");
    EXPECT_GT(planted.share(ThrottleCause::decrease_quota), 0.8) << planted.text();
    EXPECT_TRUE(planted.books_balance());
}

// 40 records a second for a table of 10: the reader is a minute behind after 80 s, and all that it
// sends is its own.
TEST(PlantedCause, consumer_behind) {
    const Planted planted(R"(
era = "2026"
duration = "20m"
model.initial_burst = 0
[tables.score]
item_size = "1 KB"
capacity = { read = 5, write = 100 }
stream = true
[tables.best]
item_size = "1 KB"
capacity = { read = 5, write = 10 }
[workloads.players]
table = "score"
operation = "PutItem"
arrivals = { shape = "constant", rate = "40/s" }
keys = { distribution = "uniform", distinct = 100000 }
[workloads.trigger]
table = "best"
callers = { kind = "stream", of = "score", reader = "lambda" }
steps = [{ call = "PutItem", key = "{record.key}", for_each = "record in batch" }]
)");
    EXPECT_GT(planted.share(ThrottleCause::consumer_behind), 0.8) << planted.text();
    EXPECT_EQ(planted.only().resource, ResourceName("best"));
    EXPECT_EQ(planted.only().evidence.reader, "trigger");
    EXPECT_GT(planted.only().evidence.behind_s, 60);
    EXPECT_TRUE(planted.books_balance());
}

// Two items fit into the collection; the others are refused, which is no throttling.
TEST(PlantedCause, collection_full) {
    const Planted planted(R"(
era = "2016"
duration = "11s"
[tables.tab]
sort_key = "sk"
item_size = "1 KB"
collection_size = "10737413744 B"
new_items = "100 %"
capacity = { read = 100, write = 100 }
[tables.tab.indexes.by_date]
kind = "local"
[workloads.load]
table = "tab"
operation = "PutItem"
arrivals = { shape = "constant", rate = "1/s" }
keys = { distribution = "sequential", distinct = 1 }
client = { retry = "fire_and_forget" }
)");
    ASSERT_EQ(planted.findings.size(), 1U);
    EXPECT_EQ(planted.only().cause, ThrottleCause::collection_full);
    EXPECT_EQ(planted.only().throttled, planted.run.totals().attempts - 2);
    EXPECT_EQ(planted.only().share, 0);
    EXPECT_EQ(planted.only().exception(), "ItemCollectionSizeLimitExceededException");
}

// One table with an index and reads. For five minutes 30 writes a second cause as many entries for
// an index of 20, which holds back the table when it is three minutes behind; 40 reads meet 10
// units all the time: 30 of them a second are refused, 9,000 in all.
TEST(MixedCauses, of_reads_and_of_an_index_of_one_table) {
    const Planted planted(R"(
era = "2016"
duration = "5m"
model.initial_burst = 0
model.burst_window = "0s"
[tables.events]
item_size = "400 B"
capacity = { read = 10, write = 50 }
indexes.by_owner = { partition_key = "owner", distinct = 100000, lag = "60s", capacity = { read = 10, write = 20 } }
[workloads.writers]
table = "events"
operation = "PutItem"
arrivals = { shape = "constant", rate = "30/s" }
keys = { distribution = "uniform", distinct = 30000000 }
client = { retry = "fire_and_forget" }
[workloads.readers]
table = "events"
operation = "GetItem"
consistency = "strong"
arrivals = { shape = "constant", rate = "40/s" }
keys = { distribution = "uniform", distinct = 30000000 }
client = { retry = "fire_and_forget" }
)");
    EXPECT_TRUE(planted.books_balance());
    // 10 entries a second more than are served: 1,200 wait after 120 s, which are 60 s of 20. From
    // then on a third of 30 writes is refused: 10 a second for 180 s.
    const double reads = 9'000, writes = 1'800;
    EXPECT_NEAR(planted.share(ThrottleCause::insufficient_capacity), reads / (reads + writes), 0.01)
        << planted.text();
    EXPECT_NEAR(planted.share(ThrottleCause::index_capacity), writes / (reads + writes), 0.01)
        << planted.text();
}

}  // namespace
}  // namespace isotherm
