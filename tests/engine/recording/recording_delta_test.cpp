// SPDX-License-Identifier: Apache-2.0
// The deltas collected from a growing recording add up to the recording, even if some are merged.

#include <gtest/gtest.h>

#include <cstring>
#include <optional>
#include <span>
#include <utility>

#include "engine/recording/recording_delta.h"
#include "engine/run/simulation.h"
#include "tests/engine/recording/made_recording.h"
#include "tests/engine/scenario/hot_scenario.h"

namespace isotherm {
namespace {

// Two tables; one grows beyond 10 GB per partition, so that partitions split during the run.
constexpr const char* splitting_scenario = R"(
name = "splitting"
era = "2018"
seed = 3
duration = "90s"
[tables.aaa]
partition_key = "k"
item_size = "400 B"
size = "10230 MB"
capacity = { mode = "provisioned", read = 500, write = 900 }
indexes.slow = { partition_key = "s", capacity = { mode = "provisioned", read = 10, write = 50 } }
[tables.bbb]
partition_key = "k"
item_size = "1 KB"
capacity = { mode = "on_demand" }
[workloads.wa]
table = "aaa"
operation = "PutItem"
arrivals = { shape = "poisson", rate = "700/s" }
keys = { distribution = "zipf", distinct = 1000, exponent = 1.0 }
client = { retry = "sdk_standard" }
[workloads.wb]
table = "bbb"
operation = "GetItem"
arrivals = { shape = "constant", rate = "50/s" }
keys = { distribution = "uniform", distinct = 1000 }
client = { retry = "sdk_standard" }
[workloads.workers]
table = "bbb"
callers = { kind = "workers", count = 3, think = "90 ms" }
steps = [{ call = "GetItem", key = "1" }]
)";

// Keeps a delta until it is taken; a delta that is posted before that is merged into it.
class Pending {
public:
    void post(RecordingDelta delta) {
        if (slot_)
            slot_->merge(std::move(delta));
        else
            slot_ = std::move(delta);
    }
    std::optional<RecordingDelta> take() { return std::exchange(slot_, std::nullopt); }

private:
    std::optional<RecordingDelta> slot_;
};

template <class Row>
bool same_bytes(std::span<const Row> a, std::span<const Row> b) {
    return a.size() == b.size() &&
           (a.empty() || std::memcmp(a.data(), b.data(), a.size_bytes()) == 0);
}

void expect_same(const Recording& got, const Recording& want) {
    ASSERT_EQ(got.tables.size(), want.tables.size());
    for (std::size_t t = 0; t < want.tables.size(); ++t) {
        const TableRecording& a = got.tables[t];
        const TableRecording& b = want.tables[t];
        EXPECT_EQ(a.name, b.name);
        EXPECT_EQ(a.column_seconds, b.column_seconds);
        EXPECT_EQ(a.backlog, b.backlog);
        ASSERT_EQ(a.partitions.size(), b.partitions.size());
        for (std::size_t p = 0; p < b.partitions.size(); ++p) {
            EXPECT_EQ(a.partitions[p].first_position, b.partitions[p].first_position);
            EXPECT_EQ(a.partitions[p].born_second, b.partitions[p].born_second);
            EXPECT_EQ(a.partitions[p].retired_second, b.partitions[p].retired_second);
            EXPECT_EQ(a.partitions[p].parent, b.partitions[p].parent);
            EXPECT_EQ(a.partitions[p].throttled, b.partitions[p].throttled);
            for (const Side side : both_sides) {
                const auto& steps = a.partitions[p].limits[side];
                ASSERT_EQ(steps.size(), b.partitions[p].limits[side].size());
                for (std::size_t i = 0; i < steps.size(); ++i) {
                    EXPECT_EQ(steps[i].second, b.partitions[p].limits[side][i].second);
                    EXPECT_EQ(steps[i].limit, b.partitions[p].limits[side][i].limit);
                }
            }
        }
        for (const Side side : both_sides) {
            EXPECT_TRUE(same_bytes(std::span(a.seconds[side]), std::span(b.seconds[side])));
            ASSERT_EQ(a.heat[side].end_second(), b.heat[side].end_second());
            for (std::int64_t s = 0; s < b.heat[side].end_second(); ++s) {
                ASSERT_TRUE(same_bytes(a.heat[side].row(s), b.heat[side].row(s))) << s;
                ASSERT_TRUE(same_bytes(a.heat[side].peaks(s), b.heat[side].peaks(s))) << s;
            }
        }
    }
    EXPECT_EQ(got.events.size(), want.events.size());
    ASSERT_EQ(got.actions.size(), want.actions.size());
    for (const auto& [workload, record] : want.actions) {
        ASSERT_TRUE(got.actions.contains(workload));
        EXPECT_EQ(got.actions.at(workload).minutes, record.minutes);
        EXPECT_EQ(got.actions.at(workload).uses.size(), record.uses.size());
    }
}

TEST(RecordingDelta, PiecesAddUpToTheRecording) {
    auto simulation = Simulation::create(good_scenario(splitting_scenario));
    ASSERT_TRUE(simulation.ok());
    RecordingFeed feed("splitting", {});
    Recording copy;
    // Irregular steps, some without a complete second.
    SimTime until = sim_start;
    for (int i = 0; !simulation.value()->finished(); ++i) {
        until += i % 3 == 0 ? SimDuration(300ms) : SimDuration(7'900ms);
        simulation.value()->advance(until);
        apply(feed.collect(simulation.value()->recording()), copy);
    }
    EXPECT_GT(copy.tables[0].partitions.size(), 1U);
    expect_same(copy, simulation.value()->recording());
    EXPECT_EQ(copy.seconds(), 90);
    ASSERT_EQ(copy.actions.size(), 1U);
    EXPECT_EQ(copy.actions.begin()->second.minutes.size(), 2U);
    EXPECT_GT(copy.actions.begin()->second.minutes[1].done, 0U);
}

std::string by_the_minute(std::string text) {
    text.insert(text.find("seed"), "resolution = \"minute\"\n");
    text.replace(text.find("\"90s\""), 5, "\"10m\"");
    return text;
}

// A minute is sent when it is over, with the hottest second of each partition.
TEST(RecordingDelta, MinutesAddUpToTheRecording) {
    auto simulation = Simulation::create(good_scenario(by_the_minute(splitting_scenario)));
    ASSERT_TRUE(simulation.ok());
    RecordingFeed feed("splitting", {});
    Pending pending;
    Recording copy;
    SimTime until = sim_start;
    for (int i = 0; !simulation.value()->finished(); ++i) {
        until += i % 3 == 0 ? SimDuration(300ms) : SimDuration(17'900ms);
        simulation.value()->advance(until);
        pending.post(feed.collect(simulation.value()->recording()));
        if (i % 2 == 0) continue;
        apply(*pending.take(), copy);
        // The minute that is still being simulated is not included yet.
        EXPECT_EQ(copy.seconds() % 60, 0);
        EXPECT_LE(sim_start + std::chrono::seconds(copy.seconds()), simulation.value()->now());
        EXPECT_GT(sim_start + std::chrono::seconds(copy.seconds() + 61), simulation.value()->now());
    }
    const RunReport report = simulation.value()->report();
    pending.post(feed.collect(report.recording()));
    apply(*pending.take(), copy);
    EXPECT_EQ(copy.tables[0].column_seconds, 60);
    EXPECT_EQ(copy.seconds(), 600);
    EXPECT_EQ(copy.tables[0].seconds[1].size(), 10U);
    copy.events = report.recording().events;  // found at the end and sent separately
    expect_same(copy, report.recording());
}

TEST(RecordingDelta, MergedItIsTheSame) {
    auto simulation = Simulation::create(good_scenario(splitting_scenario));
    ASSERT_TRUE(simulation.ok());
    RecordingFeed feed("splitting", {});
    Pending pending;
    Recording copy;
    for (int i = 1; i <= 30; ++i) {
        simulation.value()->advance(sim_start + std::chrono::seconds(3 * i));
        RecordingDelta delta;  // a message without news of the recording
        if (i % 4 != 0) delta = feed.collect(simulation.value()->recording());
        pending.post(std::move(delta));
        if (i % 7 == 0) {
            if (const auto taken = pending.take()) apply(*taken, copy);
            EXPECT_FALSE(pending.take().has_value());
        }
    }
    pending.post(feed.collect(simulation.value()->recording()));
    apply(*pending.take(), copy);
    expect_same(copy, simulation.value()->recording());
}

constexpr const char* read_stream_scenario = R"(
name = "reader"
seed = 1
duration = "6m"
[tables.orders]
item_size = "500 B"
capacity = { read = 10, write = 60 }
stream = { view = "new" }
[workloads.shop]
table = "orders"
operation = "PutItem"
arrivals = { shape = "constant", rate = "50/s" }
keys = { distribution = "uniform", distinct = 1000 }
[workloads.search]
table = "orders"
callers = { kind = "stream", of = "orders", reader = "sink", rate = "20/s" }
)";

// Their minutes grow until they are closed, and some deltas are merged on the way.
TEST(RecordingDelta, ReadersOfStreamsAddUp) {
    auto simulation = Simulation::create(good_scenario(read_stream_scenario));
    ASSERT_TRUE(simulation.ok());
    RecordingFeed feed("reader", {});
    Pending pending;
    Recording copy;
    for (int i = 1; i <= 18; ++i) {
        simulation.value()->advance(sim_start + std::chrono::seconds(20 * i));
        pending.post(feed.collect(simulation.value()->recording()));
        if (i % 4 == 0) apply(*pending.take(), copy);
        if (i == 12) {
            ASSERT_EQ(copy.consumers.size(), 1U);
            EXPECT_GE(copy.consumers[0].minutes.size(), 4U);
        }
    }
    const RunReport report = simulation.value()->report();
    pending.post(feed.collect(report.recording()));
    apply(*pending.take(), copy);
    ASSERT_EQ(copy.consumers.size(), 1U);
    const ConsumerRecord& of_run = report.recording().consumers[0];
    EXPECT_EQ(copy.consumers[0].minutes, of_run.minutes);
    EXPECT_EQ(copy.consumers[0].done, of_run.done);
    EXPECT_EQ(of_run.minutes.size(), 6U);
    // 30 of 50 records a second wait.
    for (std::size_t m = 0; m < of_run.minutes.size(); ++m)
        EXPECT_NEAR(static_cast<double>(of_run.minutes[m].waiting),
                    static_cast<double>(m + 1) * 1'800, 200);
}

TEST(RecordingDelta, ALimitThatIsChangedInPlaceIsSentAgain) {
    MadeRecording made(2, 100, 3);
    RecordingFeed feed("made", {});
    Recording copy;
    apply(feed.collect(made.recording), copy);
    made.table().partitions[1].limits[1].back().limit = CapacityRate::units_per_second(50);
    made.table().partitions[0].limits[1].push_back({2, CapacityRate::units_per_second(70)});
    apply(feed.collect(made.recording), copy);
    expect_same(copy, made.recording);
    EXPECT_TRUE(feed.collect(made.recording).tables[0].partitions.empty());  // nothing new
}

TEST(RecordingDelta, AnotherRunReplacesTheFirst) {
    auto first = Simulation::create(good_scenario(hot_scenario));
    auto second = Simulation::create(good_scenario(hot_scenario));
    ASSERT_TRUE(first.ok() && second.ok());
    first.value()->advance(sim_start + 60s);
    second.value()->advance(sim_start + 20s);
    RecordingFeed feed("hot", {}), again("hot", {});
    RecordingDelta delta = feed.collect(first.value()->recording());
    delta.merge(again.collect(second.value()->recording()));
    Recording copy;
    apply(delta, copy);
    expect_same(copy, second.value()->recording());
    EXPECT_EQ(copy.seconds(), 20);
}

}  // namespace
}  // namespace isotherm
