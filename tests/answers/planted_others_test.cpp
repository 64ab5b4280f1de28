// SPDX-License-Identifier: Apache-2.0
// Causes that lie outside of the table's own throughput: a refused call, a reader of a stream that
// is behind, a full item collection. And two causes of one table at once.

#include "tests/answers/planted.h"

namespace isotherm {
namespace {

// 300 writes a second from the 30th minute on, for 100 units. The shipped policies ask again
// without the decreases when these are used up, so the refusal of a policy that does not is written
// into the recording. The first raise is asked for at 33:00; what was throttled before it, from
// 32:31 on, has another cause.
TEST(PlantedCause, decrease_quota) {
    Planted planted(R"(
era = "2018"
duration = "40m"
model.initial_burst = 0
[tables.votes]
item_size = "1 KB"
capacity = { read = 5, write = 100 }
scaling.write = { policy = "step" }
[workloads.voters]
table = "votes"
operation = "PutItem"
arrivals = { shape = "spike", rate = "60/s", peak = "300/s", at = "30m", lasting = "10m" }
keys = { distribution = "uniform", distinct = 100000 }
client = { retry = "fire_and_forget" }
)");
    EXPECT_EQ(planted.share(ThrottleCause::decrease_quota), 0);
    // A recording cannot be copied; that of this run is no constant.
    auto& refused = const_cast<Recording&>(planted.run.recording());
    std::int64_t first = 0;
    for (CapacityChange& change : refused.capacity_changes) {
        if (change.wanted.write <= change.before.write) continue;
        if (first == 0) first = change.second;
        change.effective_second.reset();
        change.refusal = say<Says::refused_with>(
            "LimitExceededException",
            say<Says::decreases_used>("votes", 4, refused.start + std::chrono::hours(1)));
    }
    ASSERT_GT(first, 30 * 60);
    double after = 0, all = 0;
    for (const SeriesSecond& second : refused.tables[0].seconds[Side::write]) {
        const auto at = &second - refused.tables[0].seconds[Side::write].data();
        all += static_cast<double>(second.throttled());
        if (at > first) after += static_cast<double>(second.throttled());
    }
    double share = 0;
    for (const ThrottleFinding& finding : findings_of(refused, &planted.run.report().scenario()))
        if (finding.cause == ThrottleCause::decrease_quota) share += finding.share;
    EXPECT_GT(all, 1'000);
    EXPECT_NEAR(share, after / all, 0.01);
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
