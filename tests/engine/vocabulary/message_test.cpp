// SPDX-License-Identifier: Apache-2.0
// Messages are joined, written, read back, and translated to English.

#include <gtest/gtest.h>

#include "app/report/english.h"
#include "engine/requests/operation.h"
#include "engine/vocabulary/message_json.h"

namespace isotherm {
namespace {

const Message nested = say<Says::asks_refused>(
    ResourceName("orders.eu", "by_day"), "target_tracking", say<Says::units>(1'500, 143),
    say<Says::of_side>(Side::write, say<Says::above_target>(98.25, 2, 70.0, 100)),
    say<Says::refused_with>("LimitExceededException",
                            say<Says::decreases_used>("orders", 4, WallTime(SimDuration(0)))));

TEST(Message, is_put_in_english_with_its_arguments) {
    EXPECT_EQ(english(nested),
              "orders.eu / by_day: target_tracking asks for 1,500 RCU and 143 WCU: writes: 98.2 "
              "units/s for 2 min, above 70 % of 100 provisioned; refused: LimitExceededException: "
              "orders: 4 decreases used this UTC day, the next is allowed at 1970-01-01T00:00:00Z");
    EXPECT_EQ(english({}), "");
    EXPECT_EQ(english(say<Says::increase_too_small>("t", Side::read, 100, 105, 10.0)),
              "t: read units 100 -> 105 is below the minimum increase of 10 %");
    EXPECT_EQ(english(say<Says::starts_with_one>("t", 1, say<Says::on_demand_mode>())),
              "t starts with 1 partition: on-demand mode");
    EXPECT_EQ(
        english(say<Says::side_steps>(Side::read, std::vector{say<Says::consumed_percent>(12.345),
                                                              say<Says::low_check>(1, 3)})),
        "reads: consumed 12.35 %, low check 1 of 3");
    EXPECT_EQ(english(say<Says::cools_down>(SimDuration(90s))), "the cooldown lasts another 90s");
    EXPECT_EQ(english(say<Says::too_large>(Bytes{10ull << 30})), "it holds more than 10 GB");
}

TEST(Message, is_read_back_as_it_was_written) {
    const auto back = parse_message(message_text(nested));
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(*back, nested);
    EXPECT_EQ(parse_message(message_text({})), Message{});
}

TEST(Message, of_another_kind_is_refused) {
    for (const char* text :
         {"", "null", "[]", "{}", R"({"code":"used"})", R"({"code":"nobody","arguments":[]})",
          R"({"code":"used","arguments":["write","70"]})",
          R"({"code":"used","arguments":["both",70.5]})", R"({"code":"dropped","arguments":[7]})",
          R"({"code":"but","arguments":[{},{}]})", R"({"code":"list","arguments":[7]})"})
        EXPECT_FALSE(parse_message(text).has_value()) << text;
    // Deeper nesting than any real message has.
    std::string deep = R"({"code":"busy","arguments":[]})";
    for (int i = 0; i < 100; ++i) deep = R"({"code":"list","arguments":[[)" + deep + "]]}";
    EXPECT_FALSE(parse_message(deep).has_value());
}

TEST(Message, joins_messages_without_repetition) {
    Message sum;
    add(sum, {});
    EXPECT_TRUE(sum.empty());
    add(sum, say<Says::not_active>());
    add(sum, say<Says::not_active>());
    EXPECT_EQ(sum, say<Says::not_active>());
    add(sum, say<Says::reads_wait>());
    add(sum, say<Says::writes_wait>());
    EXPECT_EQ(english(sum), "not ACTIVE; reads wait as writes rise; writes wait as reads rise");
}

}  // namespace
}  // namespace isotherm
