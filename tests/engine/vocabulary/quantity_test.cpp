// SPDX-License-Identifier: Apache-2.0
// Quantities: accepted and refused forms; quantities that were written are read back unchanged.

#include "engine/vocabulary/quantity.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "engine/vocabulary/time.h"

namespace isotherm {
namespace {

TEST(Durations, are_read_with_any_unit) {
    EXPECT_EQ(parse_duration("250ms"), SimDuration(250ms));
    EXPECT_EQ(parse_duration("90s"), SimDuration(90s));
    EXPECT_EQ(parse_duration("5m"), SimDuration(5min));
    EXPECT_EQ(parse_duration("6 h"), SimDuration(6h));
    EXPECT_EQ(parse_duration("1.5h"), SimDuration(90min));
    EXPECT_EQ(parse_duration("2d"), SimDuration(48h));
    EXPECT_EQ(parse_duration("1us"), SimDuration(1us));
    EXPECT_EQ(parse_duration("0s"), SimDuration(0s));
}

TEST(Durations, may_have_several_units_the_largest_first) {
    EXPECT_EQ(parse_duration("1h30m"), SimDuration(90min));
    EXPECT_EQ(parse_duration("1h 30m"), SimDuration(90min));
    EXPECT_EQ(parse_duration("2 days 12 hours"), SimDuration(60h));
    EXPECT_EQ(parse_duration("1m30.5s"), SimDuration(90'500ms));
    EXPECT_EQ(parse_duration("1 week"), SimDuration(168h));
    EXPECT_EQ(parse_duration("90 sec"), SimDuration(90s));
    for (const char* text : {"30m1h", "1h1h", "1h30", "1h  30m", "h30m", "1h-30m", "1h30m "})
        EXPECT_FALSE(parse_duration(text).has_value()) << text;
}

TEST(Durations, of_another_form_are_refused) {
    for (const char* text :
         {"",       "5",    "s",     "5 minuts", "-1s", "+1s", "nan",  "nan s", "inf",   "infs",
          "1e999s", "1,5s", "0x10s", "1_000s",   " 5s", "5s ", "5  s", "5S",    "0.5us", "1e30s"}) {
        EXPECT_FALSE(parse_duration(text).has_value()) << text;
    }
}

TEST(Sizes, are_powers_of_1024) {
    EXPECT_EQ(parse_bytes("200 B"), Bytes{200});
    EXPECT_EQ(parse_bytes("4KB"), Bytes{4'096});
    EXPECT_EQ(parse_bytes("1.5 KB"), Bytes{1'536});
    EXPECT_EQ(parse_bytes("8 GB"), Bytes{8ULL << 30});
    EXPECT_EQ(parse_bytes("10 TB"), Bytes{10ULL << 40});
}

// 9.9 x 2^30 = 10,630,044,057.6
TEST(Sizes, are_read_as_people_write_them) {
    EXPECT_EQ(parse_bytes("9.9 GB"), Bytes{10'630'044'058});
    EXPECT_EQ(parse_bytes("100GiB"), Bytes{100ULL << 30});
    EXPECT_EQ(parse_bytes("4 kb"), Bytes{4'096});
    EXPECT_EQ(parse_bytes("4 KiB"), Bytes{4'096});
    EXPECT_EQ(parse_bytes("2 TiB"), Bytes{2ULL << 40});
    EXPECT_EQ(parse_bytes("300 bytes"), Bytes{300});
}

TEST(Sizes, of_another_form_are_refused) {
    for (const char* text : {"", "5", "KB", "1,5 KB", "-1 B", "nan B", "inf KB", "1e999 B", "0.5 B",
                             "4 KiloB", "4 kbit", "1e30 GB", "4 K B", "0.0001 KB", "4 GB "}) {
        EXPECT_FALSE(parse_bytes(text).has_value()) << text;
    }
}

TEST(Rates, keep_their_period_so_that_spacing_is_exact) {
    EXPECT_EQ(parse_rate("5000/s"), (RequestRate{5'000'000, 1s}));
    EXPECT_EQ(parse_rate("3/m"), (RequestRate{3'000, 1min}));
    EXPECT_EQ(parse_rate("0.5/h"), (RequestRate{500, 1h}));
    EXPECT_EQ(parse_rate("5000 / s"), (RequestRate{5'000'000, 1s}));
    EXPECT_DOUBLE_EQ(parse_rate("300/m")->per_second(), 5);
    // Less than a thousandth of a request in its period: by the day.
    EXPECT_EQ(parse_rate("0.0002/s"), (RequestRate{17'280, 24h}));
    EXPECT_DOUBLE_EQ(parse_rate("0.0002/s")->per_second(), 0.0002);
    EXPECT_EQ(text_of(*parse_rate("0.0002/s")), "17.28/d");
    EXPECT_EQ(parse_rate("0/s"), (RequestRate{0, 1s}));
}

TEST(Rates, are_read_as_people_write_them) {
    EXPECT_EQ(parse_rate("5k/s"), (RequestRate{5'000'000, 1s}));
    EXPECT_EQ(parse_rate("1.5 M/h"), (RequestRate{1'500'000'000, 1h}));
    EXPECT_EQ(parse_rate("300 per minute"), (RequestRate{300'000, 1min}));
    EXPECT_EQ(parse_rate("50/sec"), (RequestRate{50'000, 1s}));
    // Rates have no unit "week".
    EXPECT_FALSE(parse_rate("5/week").has_value());
}

TEST(Counts, may_be_thousands_and_millions) {
    EXPECT_EQ(parse_count("1000"), 1'000);
    EXPECT_EQ(parse_count("10k"), 10'000);
    EXPECT_EQ(parse_count("1.5 M"), 1'500'000);
    for (const char* text : {"", "k", "1.5", "-5", "10 KB", "1,000", "10kk"})
        EXPECT_FALSE(parse_count(text).has_value()) << text;
}

TEST(Numbers, are_printed_for_people) {
    EXPECT_EQ(grouped(1234567.25, 1), "1,234,567.2");
    EXPECT_EQ(grouped(1.7976931348623157e308, 0), "1.8e+308");  // instead of 309 digits
    EXPECT_EQ(percent(1e300), "1e+302 %");
}

TEST(Rates, of_another_form_are_refused) {
    for (const char* text : {"", "5000", "/s", "5000/", "5000/x", "-1/s", "nan/s", "inf/s",
                             "1e999/s", "1,5/s", "5000s", "1e300/s"}) {
        EXPECT_FALSE(parse_rate(text).has_value()) << text;
    }
}

TEST(Shares, are_read_in_percent_or_as_numbers) {
    EXPECT_EQ(parse_share("70 %"), Share{0.7});
    EXPECT_EQ(parse_share("0.1 %"), Share{0.001});
    EXPECT_EQ(parse_share("0.7"), Share{0.7});
    for (const char* text :
         {"", "%", "70 percent", "nan", "nan %", "inf", "-1 %", "1,5 %", "1e999 %"}) {
        EXPECT_FALSE(parse_share(text).has_value()) << text;
    }
}

TEST(Quantities, written_out_are_read_back_the_same) {
    EXPECT_TRUE(rc::check("durations", [] {
        const SimDuration duration(*rc::gen::inRange<std::int64_t>(0, longest_run.count()));
        RC_ASSERT(parse_duration(text_of(duration)) == duration);
    }));
    EXPECT_TRUE(rc::check("whole durations", [] {
        const auto unit = *rc::gen::element<SimDuration>(1us, 1ms, 1s, 1min, 1h, 24h);
        const SimDuration duration = unit * *rc::gen::inRange<std::int64_t>(0, 3'000);
        RC_ASSERT(parse_duration(text_of(duration)) == duration);
    }));
    EXPECT_TRUE(rc::check("sizes", [] {
        const auto bits = *rc::gen::inRange(0, 50);
        const Bytes bytes{*rc::gen::inRange<std::uint64_t>(0, 1ULL << bits)};
        RC_ASSERT(parse_bytes(text_of(bytes)) == bytes);
    }));
    EXPECT_TRUE(rc::check("rates", [] {
        const auto unit = *rc::gen::element<SimDuration>(1us, 1ms, 1s, 1min, 1h, 24h);
        const RequestRate rate{*rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000), unit};
        RC_ASSERT(parse_rate(text_of(rate)) == rate);
    }));
    EXPECT_TRUE(rc::check("shares", [] {
        const Share share{*rc::gen::inRange(0, 1'000'001) * 1e-6};
        const auto back = parse_share(text_of(share));
        RC_ASSERT(back.has_value());
        RC_ASSERT(std::abs(back->value - share.value) < 1e-12);
    }));
}

TEST(Numbers, are_grouped_for_reading) {
    EXPECT_EQ(grouped(std::int64_t{0}), "0");
    EXPECT_EQ(grouped(std::int64_t{999}), "999");
    EXPECT_EQ(grouped(std::int64_t{38'112}), "38,112");
    EXPECT_EQ(grouped(std::int64_t{-1'234'567}), "-1,234,567");
    EXPECT_EQ(grouped(1234.5678, 2), "1,234.57");
    EXPECT_EQ(grouped(-0.25, 2), "-0.25");
    EXPECT_EQ(percent(0.0213), "2.1 %");
    EXPECT_EQ(percent(1, 0), "100 %");
}

}  // namespace
}  // namespace isotherm
