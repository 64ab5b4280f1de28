// SPDX-License-Identifier: Apache-2.0
// Runs that share a decoded stream read the same rows as runs that decode it themselves.

#include "workloads/recorded/decoded_trace.h"

#include <gtest/gtest.h>

#include <thread>

#include "engine/requests/shared_inputs.h"
#include "tests/workloads/recorded/replayed.h"

namespace isotherm {
namespace {

using testing::replay_file;
using testing::Replayed;
using testing::Settings;
using testing::TraceFile;

const Settings csv{{"format", "csv"}, {"time_unit", "s"}, {"size", "size"}, {"operation", "op"}};

std::string rows_of(std::size_t count, const std::string& key_before = "") {
    std::string text = "time,key,size,op\n";
    for (std::size_t i = 0; i < count; ++i)
        text += std::to_string(100 + i / 7) + "," + key_before + std::to_string(i * i % 997) + "," +
                std::to_string(1 + i % 3'000) + (i % 5 == 0 ? ",PUT\n" : ",GET\n");
    return text;
}

void expect_equal(const Replayed& a, const Replayed& b) {
    EXPECT_EQ(a.time_us, b.time_us);
    EXPECT_EQ(a.key, b.key);
    EXPECT_EQ(a.bytes, b.bytes);
    EXPECT_EQ(a.operation, b.operation);
}

// oracleGeneral, 7 records a second.
std::string oracle_of(std::uint64_t count) {
    std::string text;
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto add = [&](const auto& value) {
            text.append(reinterpret_cast<const char*>(&value), sizeof value);
        };
        add(static_cast<std::uint32_t>(100 + i / 7));
        add(i * i % 997);
        add(static_cast<std::uint32_t>(1 + i % 3'000));
        add(std::int64_t{-2});
    }
    return text;
}

TEST(DecodedTrace, is_read_once_and_gives_the_same_requests) {
    const Settings oracle{{"format", "oracle_general"}};
    const TraceFile file(oracle_of(200'000));
    const Replayed alone = replay_file(file.path, oracle);
    ASSERT_EQ(alone.key.size(), 200'000u);
    const auto shared = SharedInputs::hold();
    expect_equal(replay_file(file.path, oracle), alone);
    // Other content of the same length and time of change is not looked at again.
    const auto written = std::filesystem::last_write_time(file.path);
    const std::string other(std::filesystem::file_size(file.path), 'x');
    std::ofstream(file.path) << other;
    std::filesystem::last_write_time(file.path, written);
    expect_equal(replay_file(file.path, oracle), alone);
    // Once the file has changed, it is.
    std::filesystem::last_write_time(file.path, written + 1s);
    EXPECT_FALSE(replay_file(file.path, oracle).errors.empty());
}

TEST(DecodedTrace, is_given_up_with_its_last_holder) {
    EXPECT_EQ(SharedInputs::present(), nullptr);
    {
        const auto one = SharedInputs::hold();
        const auto other = SharedInputs::hold();
        EXPECT_EQ(one, other);
        EXPECT_EQ(SharedInputs::present(), one);
    }
    EXPECT_EQ(SharedInputs::present(), nullptr);
}

TEST(DecodedTrace, is_not_made_of_keys_with_a_text_or_of_more_rows_than_fit) {
    const auto decoded = [](const std::string& text, std::size_t bytes) {
        KeyNames names(KeyNames::Keep::frequent);
        const auto format = Catalog<TraceFormat>::instance().create("csv");
        testing::GivenSettings given(csv);
        format->settings(given);
        auto reader = format->open(std::move(source_over(text, "t").value()), {.names = &names});
        return decode(*reader.value(), names, bytes) != nullptr;
    };
    EXPECT_TRUE(decoded(rows_of(1'000), 4 << 20));
    EXPECT_FALSE(decoded(rows_of(1'000, "user"), 4 << 20));
    EXPECT_FALSE(decoded(rows_of(1'000), 1 << 20));
    EXPECT_FALSE(decoded(rows_of(1'000) + "damaged\n", 4 << 20));
}

TEST(SharedInputs, makes_a_value_once_however_many_threads_ask) {
    SharedInputs inputs;
    std::atomic<int> made{0};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                const auto value = inputs.get<int>("key", [&](std::size_t&) {
                    ++made;
                    return std::make_unique<int>(7);
                });
                EXPECT_EQ(*value, 7);
            });
    }
    EXPECT_EQ(made, 1);
}

}  // namespace
}  // namespace isotherm
