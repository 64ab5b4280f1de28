// SPDX-License-Identifier: Apache-2.0
// Values of attributes: their frequencies, what they depend on, and what they do not.

#include "engine/attributes/attributes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace isotherm {
namespace {

constexpr std::uint64_t draws = 200'000;

using Specs = std::map<std::string, AttributeSpec>;

AttributeSpec weighted(std::map<std::string, double> weights, std::string of = "") {
    AttributeSpec spec;
    spec.distribution = AttributeSpread::weights;
    spec.weights = std::move(weights);
    spec.of = std::move(of);
    return spec;
}

AttributeSpec counted(AttributeSpread distribution, std::int64_t distinct) {
    AttributeSpec spec;
    spec.distribution = distribution;
    spec.distinct = distinct;
    return spec;
}

std::string text_of(const Value& value) {
    KeyBuffer buffer;
    value.append_to(buffer);
    return std::string(buffer.text());
}

TEST(AttributeValues, occur_as_often_as_their_weights_say) {
    const Attributes attributes({{"status", weighted({{"DONE", 90}, {"PENDING", 9}, {"none", 1}})}},
                                {"w"}, 7, WallTime{});
    std::map<std::string, std::uint64_t> seen;
    std::uint64_t none = 0;
    for (std::uint64_t number = 0; number < draws; ++number) {
        const Value value = attributes.value(0, {.number = number});
        none += value.none();
        if (!value.none()) ++seen[text_of(value)];
    }
    // Five standard deviations of a binomial count.
    const auto expect = [](std::uint64_t count, double share) {
        EXPECT_NEAR(static_cast<double>(count), share * draws,
                    5 * std::sqrt(share * (1 - share) * draws));
    };
    expect(seen["DONE"], 0.90);
    expect(seen["PENDING"], 0.09);
    expect(none, 0.01);
}

TEST(AttributeValues, of_zipf_follow_the_law) {
    Specs specs{{"user", counted(AttributeSpread::zipf, 1'000)}};
    specs["user"].exponent = 1;
    const Attributes attributes(specs, {"w"}, 7, WallTime{});
    double all = 0;
    for (int rank = 1; rank <= 1'000; ++rank) all += 1.0 / rank;
    std::uint64_t first = 0;
    std::uint64_t tenth = 0;
    for (std::uint64_t number = 0; number < draws; ++number) {
        const std::int64_t user = attributes.value(0, {.number = number}).number;
        ASSERT_GE(user, 0);
        ASSERT_LT(user, 1'000);
        first += user == 0;
        tenth += user == 9;
    }
    for (const auto& [count, share] : {std::pair(first, 1 / all), {tenth, 0.1 / all}})
        EXPECT_NEAR(static_cast<double>(count), share * draws,
                    5 * std::sqrt(share * (1 - share) * draws));
}

// The mean of a Pareto distribution with shape a and least m, capped at c, is
// m + m / (a - 1) * (1 - (c / m)^(1 - a)).
TEST(AttributeValues, of_pareto_have_the_mean_of_the_capped_law) {
    AttributeSpec fans;
    fans.distribution = AttributeSpread::pareto;
    fans.least = 1'000;
    fans.shape = 1.5;
    fans.most = 100'000;
    const Attributes attributes({{"fans", fans}}, {"w"}, 7, WallTime{});
    double sum = 0;
    for (std::uint64_t number = 0; number < draws; ++number)
        sum += static_cast<double>(attributes.value(0, {.number = number}).number);
    const double mean = 1'000 + 1'000 / 0.5 * (1 - std::pow(100.0, -0.5));
    EXPECT_NEAR(sum / draws, mean, 0.02 * mean);
}

TEST(AttributeValues, of_log_normal_have_the_median_in_the_middle) {
    AttributeSpec bytes;
    bytes.distribution = AttributeSpread::log_normal;
    bytes.median = 2'048;
    const Attributes attributes({{"bytes", bytes}}, {"w"}, 7, WallTime{});
    std::uint64_t below = 0;
    for (std::uint64_t number = 0; number < draws; ++number)
        below += attributes.value(0, {.number = number}).number <= 2'048;
    EXPECT_NEAR(static_cast<double>(below) / draws, 0.5, 5 * 0.5 / std::sqrt(draws));
}

TEST(AttributeValues, of_another_attribute_are_a_function_of_it) {
    const Attributes attributes(
        {{"country", weighted({{"JP", 60}, {"US", 30}, {"DE", 10}}, "user")},
         {"user", counted(AttributeSpread::uniform, 500)}},
        {"a", "b"}, 7, WallTime{});
    const std::uint32_t country = *attributes.named("country");
    const std::uint32_t user = *attributes.named("user");
    std::map<std::int64_t, std::string> country_of;
    for (const std::uint32_t workload : {0U, 1U}) {
        for (std::uint64_t number = 0; number < 20'000; ++number) {
            const Draw draw{.number = number, .workload = workload};
            const std::string text = text_of(attributes.value(country, draw));
            const auto [known, added] =
                country_of.try_emplace(attributes.value(user, draw).number, text);
            EXPECT_EQ(known->second, text);
        }
    }
    EXPECT_EQ(country_of.size(), 500u);
}

TEST(AttributeValues, depend_on_nothing_but_seed_name_workload_and_number) {
    const Specs one{{"user", counted(AttributeSpread::uniform, 1'000'000)}};
    Specs more = one;
    more["aaa"] = counted(AttributeSpread::zipf, 10);
    const Attributes small(one, {"w"}, 7, WallTime{});
    const Attributes large(more, {"v", "w"}, 7, WallTime{});
    const Attributes other(one, {"w"}, 8, WallTime{});
    std::size_t same = 0;
    for (std::uint64_t number = 0; number < 1'000; ++number) {
        const std::int64_t value = small.value(0, {.number = number}).number;
        EXPECT_EQ(value, large.value(1, {.number = number, .workload = 1}).number);
        same += value == other.value(0, {.number = number}).number;
        same += value == large.value(1, {.number = number, .workload = 0}).number;
    }
    EXPECT_LE(same, 1u) << "another seed or workload draws otherwise";
}

TEST(AttributeValues, of_a_sequence_are_shared_by_its_writers) {
    Attributes attributes({{"game", counted(AttributeSpread::sequence, 1)}}, {"a", "b", "c"}, 7,
                          WallTime{});
    EXPECT_EQ(attributes.value(0, {.number = 5}).number, 5);
    attributes.take_turns({0, 2});
    std::set<std::int64_t> seen;
    for (std::uint64_t number = 0; number < 100; ++number)
        for (const std::uint32_t workload : {0U, 2U})
            seen.insert(attributes.value(0, {.number = number, .workload = workload}).number);
    EXPECT_EQ(seen.size(), 200u);
    EXPECT_EQ(*seen.rbegin(), 199);
}

}  // namespace
}  // namespace isotherm
