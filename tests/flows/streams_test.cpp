// SPDX-License-Identifier: Apache-2.0
// Streams and their readers: cases V-S1 to V-S3 and V-F35 to V-F38.

#include "tests/flows/stream_run.h"

namespace isotherm {
namespace {

std::string reader(const std::string& settings, const std::string& steps = {}) {
    return fmt::format(R"([workloads.reader]
table = "derived"
client = {{ retry = "fire_and_forget" }}
callers = {{ kind = "stream", of = "watched", {} }}
{}
)",
                       settings, steps.empty() ? "" : "steps = " + steps);
}

// V-F35, V-S1: n partitions have n open shards and 24 n / 4 in a day.
TEST(Streams, four_partitions_have_24_shards_in_a_day_4_of_them_open) {
    const StreamRun run({.duration = "24h",
                         .partitions = 4,
                         .writers = writers_at("1/s"),
                         .readers = reader(R"(reader = "worker", idle = "10m")")});
    EXPECT_EQ(run.consumer().shards, 24u);
    EXPECT_EQ(run.consumer().shards_open, 4u);
    EXPECT_EQ(run.consumer().shards_held, 0u);
    EXPECT_EQ(run.consumer().written, 86'399u);  // the first after a second
    expect_balanced_records(run.consumer());
    EXPECT_EQ(run.consumer().expired, 0u);
}

// V-F35, V-S2: a split closes the shard; both children wait until it has been processed.
TEST(Streams, the_children_of_a_split_wait_until_the_parent_is_processed) {
    // A partition of 1,000 WCU is split when the table gets 2,000. The function takes ten minutes
    // for its first batch, so the children are held until it ends.
    const std::string split = R"([changes.more]
at = "2m"
table = "watched"
write = 8000
)";
    const auto at = [&](const char* duration) {
        return StreamRun({.duration = duration,
                          .partitions = 4,
                          .writers = writers_at("20/s"),
                          .readers = reader(R"(reader = "lambda", compute = "10m")") + split});
    };
    const StreamRun before = at("8m");
    EXPECT_GT(before.consumer().shards, 4u);
    EXPECT_EQ(before.consumer().shards_held, before.consumer().shards - 4);
    EXPECT_EQ(before.consumer().done, 0u);
}

// V-S3: two readers of a shard are served, a third is throttled at times.
TEST(Streams, a_third_reader_of_a_shard_is_throttled) {
    const auto of = [](int readers) {
        std::string texts;
        for (int i = 0; i < readers; ++i)
            texts += fmt::format(R"([workloads.reader{}]
table = "derived"
callers = {{ kind = "stream", of = "watched", reader = "worker" }}
)",
                                 i);
        return StreamRun({.writers = writers_at("50/s"), .readers = texts});
    };
    const StreamRun two = of(2);
    EXPECT_EQ(two.consumer("reader0").reads_throttled, 0u);
    EXPECT_EQ(two.consumer("reader1").reads_throttled, 0u);
    const StreamRun three = of(3);
    EXPECT_GT(three.consumer("reader2").reads_throttled, 500u);
    // Each second serves two of the three.
    EXPECT_EQ(three.consumer("reader0").reads_throttled, 0u);
}

// V-F36: 100 records in 500 ms are 200/s of 300/s, so the age grows by a third of the time.
TEST(Streams, a_function_that_is_too_slow_falls_behind_by_a_third) {
    const StreamRun run({.writers = writers_at("300/s"),
                         .readers = reader(R"(reader = "lambda", compute = "500 ms")")});
    const ConsumerRecord& slow = run.consumer();
    EXPECT_NEAR(static_cast<double>(slow.age_at_end_us) * 1e-6, 200, 1);
    EXPECT_NEAR(static_cast<double>(slow.done), 120'000, 300);
    expect_balanced_records(slow);

    const StreamRun twice(
        {.writers = writers_at("300/s"),
         .readers = reader(R"(reader = "lambda", compute = "500 ms", factor = 2)")});
    EXPECT_LT(twice.consumer().age_at_end_us, 1'000'000u);
}

// V-F36, for ever: once the age is what the stream keeps, a third of the records is lost. With a
// day this begins after 72 h; here the stream keeps 30 s, so it begins at 90 s.
TEST(Streams, a_function_that_is_too_slow_for_ever_loses_a_third) {
    const StreamRun run({.stream = R"({ view = "new", keeps = "30s" })",
                         .writers = writers_at("300/s"),
                         .readers = reader(R"(reader = "lambda", compute = "500 ms")")});
    const ConsumerRecord& slow = run.consumer();
    EXPECT_NEAR(static_cast<double>(slow.expired), (600 - 90) * 100, 300);
    expect_balanced_records(slow);
    EXPECT_LE(slow.age_at_end_us, 31'000'000u);
}

// 64 writes, and a batch with all of them, of which one record is poisoned.
std::string poisoned(const std::string& settings) {
    return R"([workloads.writers]
table = "watched"
callers = { kind = "items", total = 64 }
steps = [{ call = "PutItem", key = "{item}", for_each = "item in chunk" }]
)" + reader(R"(reader = "lambda", batch = 64, window = "5s", poison = "record.key == 40", )" +
            settings);
}

// V-F37: cutting a batch of 64 down to one record takes 2 log2(64) + 1 invocations.
TEST(Streams, a_poisoned_record_is_found_by_bisection) {
    const StreamRun run(
        {.readers = poisoned(R"(retries = 0, bisect = true, on_failure = "queues.dead")") + R"(
[workloads.dead]
table = "derived"
callers = { kind = "queue", name = "dead" }
steps = [{ call = "PutItem", key = "{item}", for_each = "message in batch" }]
)"});
    EXPECT_EQ(run.consumer().batches, 13u);
    EXPECT_EQ(run.consumer().batches_failed, 7u);
    EXPECT_EQ(run.consumer().given_up, 1u);
    EXPECT_EQ(run.consumer().done, 63u);
    EXPECT_EQ(run.consumer().repeated, 2u * (32 + 16 + 8 + 4 + 2 + 1));
    EXPECT_EQ(run.rows("dead", "derived", Operation::put_item), 1u);
}

TEST(Streams, a_poisoned_record_blocks_its_shard_without_bisection) {
    const StreamRun run({.readers = poisoned("retries = -1")});
    EXPECT_EQ(run.consumer().done, 0u);
    EXPECT_EQ(run.consumer().left, 64u);
    // The age grows by a second a second: the writes were in the first second.
    EXPECT_NEAR(static_cast<double>(run.consumer().age_at_end_us) * 1e-6, 600, 1);
    EXPECT_GT(run.consumer().blocked_us, 590'000'000u);
}

// V-F38: the load of the Kinesis Client Library on its lease table, without any record.
TEST(Streams, leases_are_load) {
    const StreamRun run(
        {.partitions = 40,
         .writers = writers_at("1/h"),
         .readers = reader(R"(reader = "kcl", workers = 4, lease_table = "leases")")});
    const double seconds = 600;
    const double leases = static_cast<double>(run.rows("reader", "leases", Operation::update_item));
    EXPECT_NEAR(leases / seconds, 40 / 3.308, 0.005 * 40 / 3.308);
    // The first scan is due after 20.05 s.
    EXPECT_EQ(run.rows("reader", "leases", Operation::scan_eventual), 4u * 29);
    std::uint64_t named = 0;
    for (const HotKey& key : run.run().table("leases").hottest)
        named += key.name.starts_with("lease-");
    EXPECT_GE(named, 8u);
}

// A lost worker's shards wait for the failover time, until 2:40, and then for the next look at the
// leases, which is at 8 x 20.05 s = 160.4 s.
TEST(Streams, others_take_over_the_shards_of_a_lost_worker) {
    const StreamRun run(
        {.partitions = 2,
         .writers = writers_at("100/s"),
         .readers =
             reader(R"(reader = "kcl", workers = 2, lease_table = "leases", stops = ["2m30s"])")});
    const auto age = [&](std::size_t minute) {
        return static_cast<double>(run.consumer().minutes.at(minute).age_us) * 1e-6;
    };
    EXPECT_LT(age(1), 3);
    EXPECT_NEAR(age(2), 160.4 - 150, 2.5);
    EXPECT_LT(age(4), 3);
    expect_balanced_records(run.consumer());
    EXPECT_EQ(run.consumer().expired, 0u);
}

// s11: each of four processors writes each of 50 keys every ten seconds.
TEST(Streams, what_is_gathered_is_written_once_a_key) {
    const StreamRun run(
        {.partitions = 4,
         .writers = R"([attributes]
game = { distribution = "uniform", distinct = 50 }
)" + writers_at("1000/s", "100000"),
         .readers = reader(
             R"(reader = "kcl", lease_table = "leases")",
             R"([{ call = "UpdateItem", key = "{record.game}", gather = { by = "{record.game}", flush = "10 s" } }])")});
    const double writes =
        static_cast<double>(run.rows("reader", "derived", Operation::update_item));
    // The last flush may be under way at the end.
    EXPECT_NEAR(writes, 4 * 50 * 60, 4 * 50);
    // The records of the last ten seconds wait for the next flush.
    EXPECT_NEAR(static_cast<double>(run.consumer().done), 590'000, 4 * 1'500);
    expect_balanced_records(run.consumer());
}

// 500 keys cannot be written to a table of 1 WCU before the next flush: nothing is done, and the
// oldest record gets older.
TEST(Streams, what_is_gathered_and_cannot_be_written_is_not_done) {
    const StreamRun run(
        {.duration = "3m", .writers = writers_at("100/s"), .readers = R"([tables.small]
capacity = { read = 1, write = 1 }
[workloads.reader]
table = "small"
client = { retry = "fire_and_forget" }
callers = { kind = "stream", of = "watched", reader = "worker" }
steps = [{ call = "PutItem", key = "{record.key}", gather = { by = "{record.key}", flush = "5 s" } }]
)"});
    EXPECT_GT(run.consumer().batches_failed, 0u);
    EXPECT_GT(run.consumer().repeated, 0u);
    EXPECT_GT(run.consumer().left, 10'000u);
    EXPECT_GT(run.consumer().age_at_end_us, 100'000'000u);
    expect_balanced_records(run.consumer());
}

// A trigger: a put into another table for each record; too little capacity there holds the shard.
TEST(Streams, a_throttled_table_holds_the_shard_that_feeds_it) {
    const auto of = [](const char* write) {
        return StreamRun({.duration = "3m",
                          .writers = writers_at("100/s"),
                          .readers = fmt::format(R"([tables.small]
capacity = {{ read = 1, write = {} }}
[workloads.reader]
table = "small"
client = {{ retry = "sdk_standard" }}
callers = {{ kind = "stream", of = "watched", reader = "lambda" }}
steps = [{{ call = "PutItem", key = "{{record.key}}", for_each = "record in batch" }}]
)",
                                                 write)});
    };
    const StreamRun ample = of("1000");
    EXPECT_EQ(ample.consumer().batches_failed, 0u);
    EXPECT_EQ(ample.rows("reader", "small", Operation::put_item), ample.consumer().done);
    EXPECT_LT(ample.consumer().age_at_end_us, 1'000'000u);
    const StreamRun small = of("20");
    EXPECT_GT(small.consumer().batches_failed, 0u);
    EXPECT_GT(small.consumer().repeated, 0u);
    EXPECT_GT(small.consumer().age_at_end_us, 60'000'000u);
}

TEST(Streams, filtered_records_are_not_given_out) {
    const StreamRun run(
        {.writers = writers_at("100/s"),
         .readers = reader(R"(reader = "lambda", filter = "record.key % 4 == 0")")});
    const ConsumerRecord& record = run.consumer();
    EXPECT_NEAR(static_cast<double>(record.filtered) / static_cast<double>(record.taken), 0.75,
                0.001);
    expect_balanced_records(record);
}

// A sink of 50 records a second takes half of 100.
TEST(Streams, a_sink_takes_records_at_its_rate) {
    const StreamRun run(
        {.writers = writers_at("100/s"), .readers = reader(R"(reader = "sink", rate = "50/s")")});
    EXPECT_NEAR(static_cast<double>(run.consumer().done), 30'000, 150);
    EXPECT_NEAR(static_cast<double>(run.consumer().age_at_end_us) * 1e-6, 300, 3);
}

// What a stream has waiting does not depend on how the run is driven.
TEST(Streams, batches_and_slices_change_nothing) {
    const StreamCase one{
        .duration = "1m",
        .partitions = 3,
        .writers = writers_at("200/s"),
        .readers = reader(
            R"(reader = "lambda", factor = 3, compute = "30 ms")",
            R"([{ call = "PutItem", key = "{record.key}", for_each = "record in batch" }])")};
    const StreamRun whole(one);
    for (const Driving& driving : {Driving{.batch_rows = 1}, Driving{.batch_rows = 7},
                                   Driving{.slice = SimDuration(330'001)}, Driving{.threads = 1}}) {
        const StreamRun other(one, driving);
        EXPECT_EQ(other.run().fingerprint(), whole.run().fingerprint());
        EXPECT_EQ(other.consumer().done, whole.consumer().done);
        EXPECT_EQ(other.consumer().age.sum(), whole.consumer().age.sum());
    }
}

std::string complaint_about(const StreamCase& one) {
    const auto read = read_scenario_text(text_of(one), "test.toml");
    return read.ok() ? "" : all_texts(read.errors());
}

TEST(Streams, readers_that_cannot_be_are_refused) {
    EXPECT_NE(complaint_about({.readers = R"([workloads.reader]
table = "derived"
callers = { kind = "stream", of = "derived", reader = "worker" }
)"})
                  .find("table derived has no stream"),
              std::string::npos);
    EXPECT_NE(complaint_about({.readers = reader(R"(reader = "kcl", lease_table = "lease")")})
                  .find("there is no table \"lease\" for the leases"),
              std::string::npos);
    EXPECT_NE(complaint_about({.readers = reader(R"(reader = "kcl", lease_table = "watched")")})
                  .find("without end"),
              std::string::npos);
    EXPECT_NE(complaint_about({.stream = R"({ view = "keys", keeps = "1m" })",
                               .readers = reader(R"(reader = "worker", idle = "1m")")})
                  .find("it is removed before the reader comes"),
              std::string::npos);
    const std::string lost = complaint_about(
        {.readers = reader(R"(reader = "lambda", retries = 1, on_failure = "nowhere")")});
    EXPECT_NE(lost.find("workloads.reader.callers.on_failure: no workload reads the queue "
                        "\"nowhere\""),
              std::string::npos)
        << lost;
    const StreamCase circle{.readers = R"([tables.other]
stream = true
capacity = { read = 1, write = 1 }
[workloads.there]
table = "other"
callers = { kind = "stream", of = "watched", reader = "worker" }
steps = [{ call = "PutItem", key = "1" }]
[workloads.back]
table = "watched"
callers = { kind = "stream", of = "other", reader = "worker" }
steps = [{ call = "PutItem", key = "1" }]
)"};
    EXPECT_NE(complaint_about(circle).find("without end"), std::string::npos);
}

}  // namespace
}  // namespace isotherm
