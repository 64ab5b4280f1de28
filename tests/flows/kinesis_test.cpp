// SPDX-License-Identifier: Apache-2.0
// Kinesis data streams that get the changes of a table, and tumbling windows of functions.

#include <map>
#include <nlohmann/json.hpp>

#include "engine/billing/data_services.h"
#include "tests/flows/stream_run.h"
#include "tests/laws/resumed_run.h"

namespace isotherm {
namespace {

std::string kinesis_reader(const std::string& kinesis, const std::string& settings,
                           const std::string& name = "reader", const std::string& steps = {}) {
    return fmt::format(R"([workloads.{}]
table = "derived"
client = {{ retry = "fire_and_forget" }}
callers = {{ kind = "stream", of = "watched", kinesis = {{ {} }}, {} }}
{}
)",
                       name, kinesis, settings, steps.empty() ? "" : "steps = " + steps);
}

// Puts of items of so many bytes, so many a second; a record has 100 bytes more.
StreamCase kinesis_case(const std::string& rate, int bytes, const std::string& readers) {
    return {.stream = fmt::format("false\nitem_size = \"{} B\"", bytes),
            .partitions = 2,
            .writers = writers_at(rate),
            .readers = readers};
}

double seconds(std::uint64_t microseconds) { return static_cast<double>(microseconds) * 1e-6; }

const std::string once_in_order = R"(duplicates = 0, disorder = "0s", visible_after = "200 ms")";
const std::string looping = R"(reader = "worker", idle = "500 ms")";

// A shard takes 1,000 records a second, and those of one second more at first. Of 1,500 a second
// for 600 s it takes 601,000; the next was written 600 - 601,000 / 1,500 = 199.3 s ago.
TEST(Kinesis, takes_a_thousand_records_a_second_and_shard) {
    const StreamRun one(kinesis_case("1500/s", 200, kinesis_reader(once_in_order, looping)));
    EXPECT_NEAR(seconds(one.consumer().age_at_end_us), 199.3, 1.5);
    EXPECT_NEAR(static_cast<double>(one.consumer().done), 601'000, 1'500);
    EXPECT_EQ(one.consumer().shards, 1U);
    expect_balanced_records(one.consumer());
    const StreamRun two(
        kinesis_case("1500/s", 200, kinesis_reader(once_in_order + ", shards = 2", looping)));
    EXPECT_LT(seconds(two.consumer().age_at_end_us), 3);
    EXPECT_EQ(two.consumer().shards_open, 2U);
}

// 1 MB a second is 512 records of 2 KB, less than 1,000.
TEST(Kinesis, takes_a_megabyte_a_second_and_shard) {
    const StreamRun run(kinesis_case("600/s", 1'948, kinesis_reader(once_in_order, looping)));
    EXPECT_NEAR(static_cast<double>(run.consumer().done), 512 * 601, 1'200);
    expect_balanced_records(run.consumer());
}

// Two readers share five reads a second and shard.
TEST(Kinesis, serves_five_reads_a_second_and_shard) {
    const std::string often = R"(reader = "worker", idle = "240 ms")";  // and 10 ms for the read
    const auto of = [&](int readers) {
        std::string texts;
        for (int i = 0; i < readers; ++i)
            texts += kinesis_reader(once_in_order, often, fmt::format("reader{}", i));
        return StreamRun(kinesis_case("10/s", 200, texts));
    };
    EXPECT_EQ(of(1).consumer("reader0").reads_throttled, 0U);
    const StreamRun two = of(2);
    const std::uint64_t reads = two.consumer("reader0").reads + two.consumer("reader1").reads;
    const std::uint64_t refused =
        two.consumer("reader0").reads_throttled + two.consumer("reader1").reads_throttled;
    EXPECT_NEAR(static_cast<double>(reads), 8 * 600, 20);
    EXPECT_NEAR(static_cast<double>(reads - refused), 5 * 600, 20);
}

// What comes twice is written twice, and is counted as a record of the stream.
TEST(Kinesis, gives_duplicates_out_twice) {
    const std::string put =
        R"([{ call = "PutItem", key = "{record.key}", for_each = "record in batch" }])";
    const StreamRun run(kinesis_case(
        "200/s", 200,
        kinesis_reader("duplicates = \"5 %\"", R"(reader = "lambda")", "reader", put)));
    const ConsumerRecord& reader = run.consumer();
    const double written = static_cast<double>(run.run().workload("writers").admitted);
    EXPECT_EQ(reader.written, run.run().workload("writers").admitted + reader.kinesis.duplicates);
    EXPECT_NEAR(static_cast<double>(reader.kinesis.duplicates) / written, 0.05, 0.003);
    EXPECT_EQ(run.rows("reader", "derived", Operation::put_item), reader.done);
    EXPECT_GT(static_cast<double>(reader.done), written * 1.04);
    expect_balanced_records(reader);
}

// Items of 3 KB are 3 change units each, and one payload unit of 25 KB.
TEST(Kinesis, is_billed_as_the_cost_command_bills_it) {
    const StreamRun run(
        kinesis_case("10/s", 3'000,
                     kinesis_reader("duplicates = 0, shards = 2", looping) +
                         kinesis_reader("duplicates = 0, shards = 2", looping, "second")));
    const auto writes = static_cast<std::int64_t>(run.run().workload("writers").admitted);
    std::map<std::string, double> lines;
    const nlohmann::json report = run.run().report().json();
    for (const auto& line : report["cost"]["period"]["lines"])
        if (line["item"].get<std::string>().find("kinesis") == 0 || line["item"] == "cdc_million")
            lines[line["item"]] += line["quantity"].get<double>();
    // The last records are on their way, and so are not charged yet.
    EXPECT_NEAR(lines["cdc_million"], static_cast<double>(change_units(3'000, writes)), 3 * 10);
    EXPECT_NEAR(lines["kinesis_put_million"], static_cast<double>(kinesis_puts(3'000, 1, writes)),
                20);
    EXPECT_EQ(lines["kinesis_shard_hour"], 2.0);
}

TEST(Kinesis, batches_and_slices_change_nothing) {
    const std::string put =
        R"([{ call = "PutItem", key = "{record.key}", for_each = "record in batch" }])";
    StreamCase one =
        kinesis_case("200/s", 200,
                     kinesis_reader("shards = 3, duplicates = \"5 %\"",
                                    R"(reader = "lambda", factor = 3)", "reader", put) +
                         kinesis_reader("shards = 3, duplicates = \"5 %\"", looping, "second"));
    one.duration = "1m";
    const StreamRun whole(one);
    for (const Driving& driving : {Driving{.batch_rows = 1}, Driving{.batch_rows = 7},
                                   Driving{.slice = SimDuration(330'001)}, Driving{.threads = 1}}) {
        const StreamRun other(one, driving);
        EXPECT_EQ(other.run().fingerprint(), whole.run().fingerprint());
        EXPECT_EQ(other.consumer().done, whole.consumer().done);
        EXPECT_EQ(other.consumer().age.sum(), whole.consumer().age.sum());
        EXPECT_EQ(other.consumer().kinesis, whole.consumer().kinesis);
    }
}

// Two readers of one Kinesis data stream, and a window that is open.
TEST(Kinesis, goes_on_when_a_run_is_saved) {
    StreamCase one = kinesis_case(
        "1500/s", 200,
        kinesis_reader("", looping) +
            kinesis_reader(
                "", R"(reader = "lambda", tumbling = "7 s")", "second",
                R"([{ call = "UpdateItem", key = "{record.key}", gather = { by = "{record.key}" } }])"));
    one.duration = "1m";
    const Scenario scenario = *scenario_of(text_of(one));
    const std::string expected = FinishedRun(scenario).report().json().dump();
    EXPECT_EQ(resumed_report(scenario, {13'370ms, 29'999ms, 47'123ms}), expected);
}

// Calls that take a second make windows as long, but not longer than a record is invisible.
TEST(Kinesis, is_read_the_same_with_slow_calls) {
    StreamCase one = kinesis_case("20/s", 200, kinesis_reader("", R"(reader = "lambda")"));
    one.duration = "1m";
    std::string text = text_of(one);
    text.replace(text.find("10 ms"), 5, "1 s");
    const FinishedRun whole(*scenario_of(text));
    const FinishedRun cut(*scenario_of(text), {.slice = SimDuration(70'001)});
    EXPECT_EQ(whole.recording().consumers.at(0).age.sum(),
              cut.recording().consumers.at(0).age.sum());
}

TEST(Kinesis, the_resolved_text_is_the_same_scenario) {
    const std::string table_stream = R"([workloads.reader]
table = "derived"
callers = { kind = "stream", of = "watched", reader = "worker" }
)";
    for (const StreamCase& one :
         {kinesis_case("20/s", 200, kinesis_reader("shards = 3, keeps = \"48h\"", looping)),
          kinesis_case("20/s", 200, kinesis_reader("on_demand = true", looping)),
          StreamCase{.duration = "1m", .writers = writers_at("20/s"), .readers = table_stream}}) {
        const Scenario scenario = *scenario_of(text_of(one));
        const std::string text = resolved_text(scenario);
        const Scenario again = *scenario_of(text);
        EXPECT_EQ(resolved_text(again), text);
        EXPECT_EQ(FinishedRun(again).recording().consumers.at(0).kinesis,
                  FinishedRun(scenario).recording().consumers.at(0).kinesis);
    }
}

std::string kinesis_complaint(const StreamCase& one) {
    const auto read = read_scenario_text(text_of(one), "test.toml");
    return read.ok() ? "" : all_texts(read.errors());
}

TEST(Kinesis, settings_that_cannot_be_are_refused) {
    const auto said = [](const StreamCase& one, const char* text) {
        const std::string complaint = kinesis_complaint(one);
        EXPECT_NE(complaint.find(text), std::string::npos) << complaint;
    };
    said(kinesis_case("1/s", 200,
                      kinesis_reader("shards = 2", looping) +
                          kinesis_reader("shards = 3", looping, "second")),
         "workload reader reads the same Kinesis data stream of watched with other settings");
    said(kinesis_case("1/s", 200, kinesis_reader("shards = 2, on_demand = true", looping)),
         "a stream on demand has no shards to choose");
    said(kinesis_case("1/s", 200, kinesis_reader("keeps = \"1h\"", looping)), "keeps");
    said(kinesis_case("1/s", 200,
                      kinesis_reader("shards = 1", R"(reader = "lambda", tumbling = "10 s")")),
         "no step gathers records");
    said({.stream = "{ keeps = \"1m\" }", .readers = R"([workloads.reader]
table = "derived"
callers = { kind = "stream", of = "watched", reader = "lambda", window = "2m" }
)"},
         "it is removed while the batch waits for others");
}

// 100 records a second on one shard for ten minutes, 50 games: each window of 30 s is written once
// a game, by its last invocation. Four reads a second are an invocation each, and one more where a
// read reaches into the next window.
TEST(TumblingWindows, write_once_a_key_at_their_end) {
    const StreamRun run({.writers = R"([attributes]
game = { distribution = "uniform", distinct = 50 }
)" + writers_at("100/s", "100000"),
                         .readers = R"([workloads.reader]
table = "derived"
client = { retry = "fire_and_forget" }
callers = { kind = "stream", of = "watched", reader = "lambda", tumbling = "30 s" }
steps = [{ call = "UpdateItem", key = "{record.game}", gather = { by = "{record.game}" } }]
)"});
    const ConsumerRecord& reader = run.consumer();
    EXPECT_EQ(reader.flushes, 19U);  // the last window is open
    EXPECT_EQ(run.rows("reader", "derived", Operation::update_item), 19U * 50U);
    EXPECT_EQ(reader.done, 57'000U - 1U);  // the first write is a hundredth of a second after 0
    EXPECT_NEAR(static_cast<double>(reader.batches), 2'400 + 2 * 19, 10);
    EXPECT_NEAR(seconds(reader.age_at_end_us), 30, 1);
    expect_balanced_records(reader);
}

// A function that is behind closes its windows by the records that it gets, not by the clock.
TEST(TumblingWindows, of_a_function_that_is_behind_are_whole) {
    const StreamRun run({.writers = writers_at("300/s", "10"), .readers = R"([workloads.reader]
table = "derived"
client = { retry = "fire_and_forget" }
callers = { kind = "stream", of = "watched", reader = "lambda", tumbling = "30 s", compute = "500 ms" }
steps = [{ call = "UpdateItem", key = "{record.key}", gather = { by = "{record.key}" } }]
)"});
    // 200 of 300 records a second: 120,000 are 13 windows of 9,000 and a part.
    EXPECT_EQ(run.consumer().flushes, 13U);
    EXPECT_EQ(run.rows("reader", "derived", Operation::update_item), 130U);
    expect_balanced_records(run.consumer());
}

}  // namespace
}  // namespace isotherm
