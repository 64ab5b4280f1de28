// SPDX-License-Identifier: Apache-2.0
// Alarms on how far the readers of a table's changes are behind.

#include <nlohmann/json.hpp>

#include "tests/flows/stream_run.h"

namespace isotherm {
namespace {

const std::string slow_function = R"([workloads.reader]
table = "derived"
client = { retry = "fire_and_forget" }
callers = { kind = "stream", of = "watched", reader = "lambda", compute = "500 ms" }
)";

// 300 records a second, 200 of which are done: the age grows by 20 s a minute. It is above 50 s in
// the third minute, whose datapoint is there a minute after its end.
TEST(AgeAlarms, tell_when_a_reader_is_behind) {
    const StreamRun run({.writers = writers_at("300/s"), .readers = slow_function + R"([alarms.age]
table = "watched"
metric = "IteratorAge"
comparison = "above"
threshold = 50000
periods = 1
)"});
    const auto alarm = run.run().report().json()["alarms"]["age"];
    EXPECT_EQ(alarm["first_alarm_s"], 240);
    EXPECT_EQ(alarm["state"], "ALARM");
}

TEST(AgeAlarms, need_somebody_who_reads_or_a_replica) {
    const auto said = [](const std::string& readers, const char* metric) {
        const auto read = read_scenario_text(
            text_of({.readers = readers + fmt::format("[alarms.age]\ntable = \"watched\"\nmetric = "
                                                      "\"{}\"\nthreshold = 1\n",
                                                      metric)}),
            "test.toml");
        return read.ok() ? std::string() : all_texts(read.errors());
    };
    EXPECT_NE(said("", "IteratorAge").find("no workload reads the stream of watched"),
              std::string::npos);
    EXPECT_NE(said("", "ReplicationLatency").find("watched has no replicas"), std::string::npos);
    EXPECT_EQ(said(slow_function, "IteratorAge"), "");
}

}  // namespace
}  // namespace isotherm
