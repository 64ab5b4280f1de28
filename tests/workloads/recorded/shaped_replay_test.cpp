// SPDX-License-Identifier: Apache-2.0
// Replays that differ from what was recorded. Times and counts follow from the rows; where chance
// decides, from the mean and the variance of its distribution, within five standard deviations.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "engine/vocabulary/random_stream.h"
#include "tests/workloads/recorded/replayed.h"
#include "workloads/recorded/shaped/filtered_reader.h"
#include "workloads/recorded/shaped/scaled_reader.h"

namespace isotherm {
namespace {

using testing::replay;
using testing::Replayed;
using testing::Settings;

using Times = std::vector<std::int64_t>;

const std::string five_rows =
    "time,key,op\n100.5,1,get\n101.5,2,put\n102.5,1,get\n104.5,3,delete\n"
    "106.5,2,get\n";
const Settings exact_csv{{"format", "csv"}, {"time_unit", "s"}, {"operation", "op"}};

Settings with(const Settings& more) {
    Settings settings = exact_csv;
    settings.insert(more.begin(), more.end());
    return settings;
}

// A Poisson process of 100 requests a second for 400 seconds, over 1,000 keys.
constexpr int stream_seconds = 400;
const std::string& poisson_stream() {
    static const std::string text = [] {
        RandomStream random(3, "shaped");
        std::string csv = "time,key\n";
        for (double at = 0; at < stream_seconds; at += random.exponential() / 100)
            csv += fmt::format("{:.6f},{}\n", 1'000 + at, random.below(1'000));
        return csv;
    }();
    return text;
}
const Settings timed_csv{{"format", "csv"}, {"time_unit", "s"}};

Replayed shaped(const Settings& more) {
    Settings settings = timed_csv;
    settings.insert(more.begin(), more.end());
    return replay(poisson_stream(), settings);
}

std::map<Key, std::uint64_t> counts_of(const Replayed& replayed) {
    std::map<Key, std::uint64_t> counts;
    for (const Key key : replayed.key) ++counts[key];
    return counts;
}

// Variance of the counts of seconds divided by their mean: 1 for a Poisson process. Leaves out the
// first and the last seconds, which copies reach later.
double dispersion(const Replayed& replayed, std::int64_t margin) {
    std::vector<double> seconds(stream_seconds);
    for (const std::int64_t time : replayed.time_us)
        if (time < stream_seconds * second_us)
            ++seconds[static_cast<std::size_t>(time / second_us)];
    const auto first = seconds.begin() + margin;
    const auto end = seconds.end() - margin;
    const auto count = static_cast<double>(end - first);
    const double mean = std::accumulate(first, end, 0.0) / count;
    double squares = 0;
    for (auto each = first; each != end; ++each) squares += (*each - mean) * (*each - mean);
    return squares / (count - 1) / mean;
}

TEST(ShapedReplay, a_delay_moves_all_requests) {
    EXPECT_EQ(replay(five_rows, with({{"delay", "10s"}})).time_us,
              (Times{10'000'000, 11'000'000, 12'000'000, 14'000'000, 16'000'000}));
    // After the speed, and after the offset has skipped the first second and a half.
    EXPECT_EQ(
        replay(five_rows, with({{"delay", "10s"}, {"speed", "2"}, {"offset", "1500ms"}})).time_us,
        (Times{10'250'000, 11'250'000, 12'250'000}));
}

TEST(ShapedReplay, a_length_ends_the_stream) {
    EXPECT_EQ(replay(five_rows, with({{"length", "2s"}})).time_us, (Times{0, 1'000'000}));
    EXPECT_EQ(replay(five_rows, with({{"offset", "1s"}, {"length", "3s"}})).time_us,
              (Times{0, 1'000'000}));
}

TEST(ShapedReplay, a_loop_begins_again_after_its_length) {
    // Three rows in 3 seconds, over and over; the run of the test lasts a day.
    const Replayed looped =
        replay(five_rows, with({{"length", "3s"}, {"loop", "true"}, {"limit", "8"}}));
    EXPECT_EQ(looped.time_us, (Times{0, 1'000'000, 2'000'000, 3'000'000, 4'000'000, 5'000'000,
                                     6'000'000, 7'000'000}));
    EXPECT_EQ(looped.key, (std::vector<Key>{1, 2, 1, 1, 2, 1, 1, 2}));
    // Without a length: 6 seconds from the first row to the last, and a mean gap of 1.5.
    const Replayed whole = replay(five_rows, with({{"loop", "true"}, {"limit", "7"}}));
    EXPECT_EQ(whole.time_us[5], 7'500'000);
    EXPECT_EQ(whole.time_us[6], 8'500'000);
    // The second time, too, begins after the offset.
    const Replayed later = replay(
        five_rows, with({{"offset", "4s"}, {"length", "4s"}, {"loop", "true"}, {"limit", "4"}}));
    EXPECT_EQ(later.time_us, (Times{0, 2'000'000, 4'000'000, 6'000'000}));
    EXPECT_EQ(later.key, (std::vector<Key>{3, 2, 3, 2}));
}

TEST(ShapedReplay, a_loop_needs_a_length) {
    const std::string moment = "time,key\n5.5,1\n5.5,2\n";
    Settings settings = timed_csv;
    settings.emplace("loop", "true");
    settings.emplace("limit", "5");
    const Replayed refused = replay(moment, settings);
    ASSERT_EQ(refused.errors.size(), 1U);
    EXPECT_NE(refused.errors.front().what.find("no length"), std::string::npos);
    settings.emplace("length", "2s");
    EXPECT_EQ(replay(moment, settings).time_us, (Times{0, 0, 2'000'000, 2'000'000, 4'000'000}));
}

TEST(ShapedReplay, a_filter_keeps_a_side) {
    EXPECT_EQ(replay(five_rows, with({{"only", "reads"}})).key, (std::vector<Key>{1, 1, 2}));
    EXPECT_EQ(replay(five_rows, with({{"only", "writes"}})).time_us, (Times{0, 3'000'000}));
    const std::string texts = "time,key\n1,user-a\n2,cart-a\n3,user-b\n";
    Settings settings = timed_csv;
    settings.emplace("keys_like", "user-*");
    EXPECT_EQ(replay(texts, settings).time_us, (Times{0, 2'000'000}));
}

TEST(ShapedReplay, a_filter_keeps_operations_as_the_stream_names_them) {
    const auto format = Catalog<TraceFormat>::instance().create("csv");
    testing::GivenSettings given(exact_csv);
    format->settings(given);
    auto source = source_over(five_rows, "t");
    auto reader = format->open(std::move(source.value()), {});
    ASSERT_TRUE(reader.ok());
    RowFilter filter;
    filter.operations = {"PUT", "delete"};
    FilteredReader filtered(std::move(reader.value()), filter, {});
    TraceColumns rows;
    rows.resize(10);
    ASSERT_EQ(filtered.read(rows.rows(0, 10)), 2U);
    EXPECT_EQ(rows.key[0], 2U);
    EXPECT_EQ(rows.key[1], 3U);
}

TEST(ShapedReplay, thinning_keeps_a_binomial_part) {
    const double all = static_cast<double>(shaped({}).key.size());
    const Replayed thinned = shaped({{"scale", "0.25"}});
    const auto kept = static_cast<double>(thinned.key.size());
    EXPECT_NEAR(kept, all / 4, 5 * std::sqrt(all * 0.25 * 0.75));
    // A thinned Poisson process is one: the dispersion of n seconds has the deviation sqrt(2 / n).
    EXPECT_NEAR(dispersion(thinned, 0), 1, 5 * std::sqrt(2.0 / stream_seconds));
}

TEST(ShapedReplay, thinning_by_keys_keeps_whole_keys) {
    const auto all = counts_of(shaped({}));
    const auto kept = counts_of(shaped({{"scale", "0.25"}, {"scale_by", "keys"}}));
    EXPECT_NEAR(static_cast<double>(kept.size()), static_cast<double>(all.size()) / 4,
                5 * std::sqrt(static_cast<double>(all.size()) * 0.25 * 0.75));
    for (const auto& [key, count] : kept) EXPECT_EQ(count, all.at(key));
}

TEST(ShapedReplay, more_requests_are_of_the_same_keys) {
    const auto all = counts_of(shaped({}));
    const auto more = counts_of(shaped({{"scale", "3"}}));
    ASSERT_EQ(more.size(), all.size());
    for (const auto& [key, count] : more) EXPECT_EQ(count, 3 * all.at(key));
    const double total = static_cast<double>(shaped({}).key.size());
    const auto halves = static_cast<double>(shaped({{"scale", "2.5"}}).key.size());
    EXPECT_NEAR(halves, 2.5 * total, 5 * std::sqrt(total * 0.25));
}

TEST(ShapedReplay, more_keys_have_as_many_requests_each) {
    const auto all = counts_of(shaped({}));
    const auto more = counts_of(shaped({{"scale", "3"}, {"scale_by", "keys"}}));
    EXPECT_EQ(more.size(), 3 * all.size());
    for (const auto& [key, count] : all) {
        EXPECT_EQ(more.at(key), count);
        EXPECT_EQ(more.at(ScaledReader::copied_key(key, 1)), count);
        EXPECT_EQ(more.at(ScaledReader::copied_key(key, 2)), count);
    }
}

// Copies at the same times have four times the variance and twice the mean: a dispersion of 2.
// Copies that come up to 20 seconds later are independent in a second: it stays near 1.
TEST(ShapedReplay, copies_spread_in_time_fluctuate_like_independent_callers) {
    const double deviation = std::sqrt(2.0 / (stream_seconds - 40));
    EXPECT_NEAR(dispersion(shaped({{"scale", "2"}, {"scale_spread", "0s"}}), 20), 2,
                5 * 2 * deviation);
    EXPECT_NEAR(dispersion(shaped({{"scale", "2"}, {"scale_spread", "20s"}}), 20), 1,
                5 * deviation);
}

TEST(ShapedReplay, copies_come_in_order_and_within_their_spread) {
    const Replayed copied =
        replay(five_rows, with({{"scale", "4"}, {"scale_spread", "3s"}, {"scale_by", "keys"}}));
    ASSERT_EQ(copied.time_us.size(), 20U);
    EXPECT_TRUE(std::is_sorted(copied.time_us.begin(), copied.time_us.end()));
    const Times begin{0, 1'000'000, 2'000'000, 4'000'000, 6'000'000};
    const std::vector<Key> keys{1, 2, 1, 3, 2};
    for (std::size_t i = 0; i < copied.key.size(); ++i) {
        bool found = false;
        for (std::size_t row = 0; row < keys.size(); ++row)
            for (std::uint64_t copy = 0; copy < 4; ++copy)
                found |= copied.key[i] ==
                             (copy == 0 ? keys[row] : ScaledReader::copied_key(keys[row], copy)) &&
                         copied.time_us[i] >= begin[row] &&
                         copied.time_us[i] < begin[row] + (copy == 0 ? 1 : 3'000'000);
        EXPECT_TRUE(found) << i;
    }
}

TEST(ShapedReplay, rows_of_whole_seconds_stay_so) {
    const std::string seconds = "time,key\n100,1\n100,2\n101,3\n";
    const Replayed copied = replay(
        seconds, {{"format", "csv"}, {"time_unit", "s"}, {"scale", "2"}, {"scale_spread", "1s"}});
    // Four rows in the first second, two in the next one, at equal distances.
    EXPECT_EQ(copied.time_us, (Times{0, 250'000, 500'000, 750'000, 1'000'000, 1'500'000}));
}

TEST(ShapedReplay, sizes_are_drawn_by_key) {
    const Replayed drawn = replay(five_rows, with({{"sizes", "exponential"}, {"mean", "1 KB"}}));
    ASSERT_EQ(drawn.bytes.size(), 5U);
    EXPECT_EQ(drawn.bytes[0], drawn.bytes[2]) << "of one key";
    EXPECT_NE(drawn.bytes[0], drawn.bytes[1]);
}

TEST(ShapedReplay, batches_change_nothing) {
    const Settings settings = with({{"scale", "2.5"}, {"loop", "true"}, {"limit", "200"}});
    const Replayed whole = replay(five_rows, settings);
    for (const std::size_t batch : {std::size_t{1}, std::size_t{7}}) {
        const Replayed pieces = replay(five_rows, settings, batch);
        EXPECT_EQ(pieces.time_us, whole.time_us);
        EXPECT_EQ(pieces.key, whole.key);
    }
}

}  // namespace
}  // namespace isotherm
