// SPDX-License-Identifier: Apache-2.0
// Numbers outside of the allowed ranges, and the number formats of TOML.

#include <gtest/gtest.h>

#include "tests/engine/scenario/scenario_texts.h"

namespace isotherm {
namespace {

struct OutOfRange {
    const char* value;
    int number;
    const char* what;
};

// Reads `text`, a variant of the good scenario, and checks its only error.
void expect_out_of_range(const OutOfRange& row, const std::string& text, const std::string& where) {
    SCOPED_TRACE(row.value);
    const auto scenario = read_scenario_text(text, "votes.toml");
    ASSERT_FALSE(scenario.ok());
    EXPECT_EQ(scenario.errors().size(), 1u) << messages_of(scenario);
    const Error& error = scenario.errors().front();
    EXPECT_EQ(error.where(), where) << error.text();
    EXPECT_EQ(digits_of(error.number), row.number) << error.text();
    EXPECT_NE(error.what.find(row.what), std::string::npos) << error.text();
}

TEST(ScenarioRanges, capacity_is_a_whole_number_from_1_to_a_billion) {
    constexpr const char* whole = "expected a whole number such as 1000";
    constexpr const char* range = "expected 1 to 1000000000";
    constexpr const char* bits = "not representable in 64 bits";
    for (const OutOfRange& row :
         {OutOfRange{"nan", 104, whole}, OutOfRange{"inf", 104, whole},
          OutOfRange{"-inf", 104, whole}, OutOfRange{"-0.0", 104, whole},
          OutOfRange{"0", 105, range}, OutOfRange{"-0", 105, range}, OutOfRange{"-1", 105, range},
          OutOfRange{"1000000001", 105, range}, OutOfRange{"9223372036854775807", 105, range},
          OutOfRange{"9223372036854775808", 101, bits},
          OutOfRange{"1e999", 101, "'1e999' could not be interpreted as a value"}}) {
        expect_out_of_range(row, changed("read = 10,", std::string("read = ") + row.value + ","),
                            "votes.toml:7:43");
    }
}

TEST(ScenarioRanges, a_fraction_lies_between_0_and_1) {
    constexpr const char* range = "model.initial_burst is";
    for (const OutOfRange& row :
         {OutOfRange{"nan", 105, "is nan; expected 0 to 1"},
          OutOfRange{"inf", 105, "is inf; expected 0 to 1"}, OutOfRange{"-inf", 105, range},
          OutOfRange{"-1", 105, range}, OutOfRange{"-0.0", 105, "is -0; expected 0 to 1"},
          OutOfRange{"1.0000001", 105, range}, OutOfRange{"1e999", 101, "'1e999'"}}) {
        expect_out_of_range(row, good() + "[model]\ninitial_burst = " + row.value + "\n",
                            "votes.toml:15:17");
    }
    for (const char* value : {"0", "0.0", "1", "1.0", "0.5", "5e-324"}) {
        EXPECT_TRUE(
            read_scenario_text(good() + "[model]\ninitial_burst = " + value + "\n", "votes.toml")
                .ok())
            << value;
    }
}

TEST(ScenarioRanges, rates_are_above_zero_and_finite) {
    constexpr const char* form = "expected a rate such as";
    constexpr const char* range = "expected 1e-09/s to 1e+10/s";
    for (const OutOfRange& row :
         {OutOfRange{"\"0/s\"", 105, range}, OutOfRange{"\"-5/s\"", 104, form},
          OutOfRange{"\"nan/s\"", 104, form}, OutOfRange{"\"inf/s\"", 104, form},
          OutOfRange{"\"1e999/s\"", 104, form}, OutOfRange{"\"1e30/s\"", 104, form},
          OutOfRange{"\"10000000001/s\"", 105, range}}) {
        expect_out_of_range(row, changed("\"5/s\"", row.value), "votes.toml:12:41");
    }
}

TEST(ScenarioRanges, durations_are_above_zero_and_at_most_ten_years) {
    constexpr const char* form = "expected a duration such as";
    constexpr const char* range = "expected 1e-06 s to 316224000 s";
    for (const OutOfRange& row :
         {OutOfRange{"\"0s\"", 105, range}, OutOfRange{"\"-5s\"", 104, form},
          OutOfRange{"\"4000d\"", 105, range}, OutOfRange{"\"1e15 d\"", 104, form},
          OutOfRange{"\"nan s\"", 104, form}, OutOfRange{"\"inf s\"", 104, form}}) {
        expect_out_of_range(row, changed("\"10s\"", row.value), "votes.toml:3:12");
    }
}

TEST(ScenarioRanges, start_is_one_instant_in_every_form) {
    for (const char* start :
         {"2016-01-20T12:00:00Z", "2016-01-20T12:00:00", "2016-01-20 21:00:00+09:00",
          "\"2016-01-20T12:00Z\"", "\"2016-01-20 07:00:00.000-05:00\"", "1453291200",
          "1453291200.0", "1453291200000", "\"1453291200\""}) {
        const auto scenario =
            read_scenario_text(std::string("start = ") + start + "\n" + good(), "votes.toml");
        ASSERT_TRUE(scenario.ok()) << start << messages_of(scenario);
        EXPECT_EQ(utc_text(scenario.value().start), "2016-01-20T12:00:00Z") << start;
    }
}

TEST(ScenarioRanges, shares_are_at_most_100_percent) {
    constexpr const char* range = "expected 0 % to 100 %";
    for (const OutOfRange& row :
         {OutOfRange{"\"101 %\"", 105,
                     "limits.throttled_share is \"101 %\"; expected 0 % to 100 %"},
          OutOfRange{"1.5", 105, range}, OutOfRange{"nan", 105, range},
          OutOfRange{"inf", 105, range}, OutOfRange{"-0.0", 105, range},
          OutOfRange{"\"-1 %\"", 104, "expected a share such as \"70 %\" or 0.7"},
          OutOfRange{"true", 104, "is true or false; expected a share"}}) {
        expect_out_of_range(row, good() + "[limits]\nthrottled_share = " + row.value + "\n",
                            "votes.toml:15:19");
    }
}

TEST(ScenarioRanges, the_least_is_not_above_the_most) {
    const auto scenario = read_scenario_text(
        good() + "[limits]\nthrottled_share = 0.1\nthrottled_share_least = \"50 %\"\n",
        "votes.toml");
    ASSERT_FALSE(scenario.ok());
    EXPECT_EQ(messages_of(scenario),
              "votes.toml:16:25: error[E0107]: limits.throttled_share_least: at least 50 % and at "
              "most 10 % cannot both hold\n"
              "  throttled_share_least = \"50 %\"\n"
              "                          ^\n"
              "  help: make throttled_share_least the smaller one\n");
}

TEST(ScenarioRanges, numbers_may_be_written_in_every_way_toml_knows) {
    struct Form {
        const char* text;
        std::int64_t value;
    };
    for (const Form& form : {Form{"1_000", 1000}, Form{"0x10", 16}, Form{"+12", 12},
                             Form{"0b11", 3}, Form{"0o17", 15}}) {
        const auto scenario = read_scenario_text(
            changed("read = 10,", std::string("read = ") + form.text + ","), "votes.toml");
        ASSERT_TRUE(scenario.ok()) << form.text << messages_of(scenario);
        EXPECT_EQ(scenario.value().tables.at("votes").capacity.provisioned.read, form.value)
            << form.text;
    }
}

}  // namespace
}  // namespace isotherm
