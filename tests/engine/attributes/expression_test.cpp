// SPDX-License-Identifier: Apache-2.0
// Texts, times and functions in expressions, and what is refused where it stands.

#include "engine/attributes/expression.h"

#include <gtest/gtest.h>

#include "engine/attributes/key_design.h"
#include "engine/model/key_space.h"

namespace isotherm {
namespace {

// 2016-02-26 13:05:07.25 UTC, a Friday.
constexpr WallTime moment =
    std::chrono::sys_days{std::chrono::year{2016} / 2 / 26} + 13h + 5min + 7'250ms;

std::optional<NameMeaning> known(std::string_view name, std::string_view) {
    static const Attributes none;
    if (name == "id")
        return NameMeaning{
            .kind = NameMeaning::Kind::item, .gives = Value::Kind::text, .longest = 36};
    if (name == "user") return NameMeaning{.kind = NameMeaning::Kind::worker};
    if (name == "small")
        return NameMeaning{
            .kind = NameMeaning::Kind::worker, .bounded = true, .least = 0, .most = 999};
    return none.name(name, "");
}

Value meant(const NameMeaning& name, std::string_view id) {
    switch (name.kind) {
        case NameMeaning::Kind::item:
            return Value::text(id);
        case NameMeaning::Kind::time:
            return Value::time(moment, static_cast<Grain>(name.field), name.from);
        case NameMeaning::Kind::random:
            return std::int64_t{-1};  // the highest draw
        default:
            return std::int64_t{42};
    }
}

std::string text_of(std::string_view key, std::string_view id = "") {
    std::optional<ExpressionError> error;
    const KeyText text = KeyText::compiled(key, known, error);
    EXPECT_FALSE(error) << key << ": " << (error ? error->what : "");
    KeyBuffer buffer;
    text.render([&](const NameMeaning& name) { return meant(name, id); }, buffer);
    return std::string(buffer.text());
}

TEST(Expressions, show_times_by_their_grain) {
    EXPECT_EQ(text_of("{time}"), "2016-02-26T13:05:07.250000");
    EXPECT_EQ(text_of("{minute}"), "2016-02-26T13:05");
    EXPECT_EQ(text_of("{hour}"), "2016-02-26T13");
    EXPECT_EQ(text_of("{day}"), "2016-02-26");
    EXPECT_EQ(text_of("{month}"), "2016-02");
    EXPECT_EQ(text_of("{week}"), "2016-W08");  // ISO 8601
    EXPECT_EQ(text_of("{floor(time, 5m)}"), "2016-02-26T13:05");
    EXPECT_EQ(text_of("{floor(time, 6h)}"), "2016-02-26T12");
}

TEST(Expressions, reach_earlier_periods) {
    EXPECT_EQ(text_of("{day(-1)}"), "2016-02-25");
    EXPECT_EQ(text_of("{minute(-6)}"), "2016-02-26T12:59");
    EXPECT_EQ(text_of("{month(-2)}"), "2015-12");
    EXPECT_EQ(text_of("{week(-8)}"), "2015-W53");  // the week that ends on 2016-01-03
    EXPECT_EQ(text_of("{day(4)}"), "2016-03-01");  // a leap year
}

// V-F40: calculated suffixes, as the AWS guide forms them from the sum of the bytes of a key
// ("Using write sharding to distribute workloads evenly").
TEST(Expressions, v_f40_sums_of_bytes_give_suffixes) {
    constexpr std::string_view id = "5bd1e995-2a30-4f0c-9d6e-0c8f6a1b2c3d";
    std::int64_t sum = 0;
    for (const char byte : id) sum += byte;
    EXPECT_EQ(text_of("{ascii_sum(id)}", id), std::to_string(sum));
    EXPECT_EQ(text_of("{day}.{ascii_sum(id) % 10 + 1}", id),
              "2016-02-26." + std::to_string(sum % 10 + 1));
    EXPECT_EQ(text_of("{ascii_sum('AZ')}"), "155");  // 65 + 90
}

TEST(Expressions, pad_numbers_and_draw_in_the_whole_range) {
    EXPECT_EQ(text_of("{pad(user, 6)}"), "000042");
    EXPECT_EQ(text_of("{pad(0 - user, 6)}"), "-000042");
    EXPECT_EQ(text_of("A.{random(1..10)}"), "A.10") << "the highest draw is the highest number";
    EXPECT_EQ(text_of("{random(7..7)}"), "7");
}

// Equal texts are equal keys, whoever wrote them.
TEST(Expressions, equal_texts_are_equal_keys) {
    const auto key = [](std::string_view text) {
        std::optional<ExpressionError> error;
        return KeyText::compiled(text, known, error).key([](const NameMeaning& name) {
            return meant(name, "42");
        });
    };
    EXPECT_EQ(key("{user}"), 42u);
    EXPECT_EQ(key("{id}"), 42u);
    EXPECT_EQ(key("42"), 42u);
    EXPECT_EQ(key("{user}.{id}"), key_from_text("42.42"));
    EXPECT_EQ(key("{0 - user}"), key_from_text("-42"));
    EXPECT_EQ(key("{1000000000000000000}"), key_from_text("1000000000000000000"));
}

// V-F40: the parts of a key are told apart.
TEST(Expressions, v_f40_keys_of_several_attributes_differ_by_their_borders) {
    EXPECT_NE(key_of_texts({"a", "bc"}), key_of_texts({"ab", "c"}));
    EXPECT_EQ(key_of_texts({"a", "bc"}), key_of_texts({"a", "bc"}));
}

struct Refusal {
    const char* text;
    const char* what;
    std::size_t column;
};

class RefusedExpression : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedExpression, says_what_and_where) {
    std::optional<ExpressionError> error;
    KeyText::compiled(GetParam().text, known, error);
    ASSERT_TRUE(error) << GetParam().text;
    EXPECT_EQ(error->what, GetParam().what) << GetParam().text;
    EXPECT_EQ(error->column, GetParam().column) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Expressions, RefusedExpression,
    testing::Values(
        Refusal{"{nobody}", "nothing sets \"nobody\"", 2},
        Refusal{"A.{1 + nobody}", "nothing sets \"nobody\"", 8},
        Refusal{"{user / 0}", "division by zero", 9},
        Refusal{"{user % (small)}", "the divisor can be zero", 10},
        Refusal{"{day + 1}", "found a time; expected a number", 2},
        Refusal{"{1 + id}", "found a text; expected a number", 6},
        Refusal{"{pad(id, 3)}", "found a text; expected a number", 6},
        Refusal{"{floor(user, 5m)}", "found a number; expected a time, as in floor(time, 5m)", 8},
        Refusal{"{floor(time, soon)}", "a duration is expected here, such as 5m", 14},
        Refusal{"{random(5..1)}", "the range of random is empty", 2},
        Refusal{"{random(1)}", "\"..\" is missing, as in random(1..10)", 10},
        Refusal{"{sum(user)}", "there is no function \"sum\"", 2},
        Refusal{"{9223372036854775807 + 1}", "the result can exceed 64 bits", 2},
        Refusal{"{small * 10000000000000000000}", "the number does not fit into 64 bits", 10},
        Refusal{"{small * 100000000000000000}", "the result can exceed 64 bits", 2},
        Refusal{"{user", "\"}\" is missing", 1}, Refusal{"{'ab}", "the text has no second '", 2}));

}  // namespace
}  // namespace isotherm
