// SPDX-License-Identifier: Apache-2.0
// All accepted forms of times, and texts that are not times.

#include "engine/vocabulary/time_reader.h"

#include <gtest/gtest.h>

namespace isotherm {
namespace {

TEST(TimeReader, the_same_instant_in_every_form) {
    // 2021-01-18T15:18:30Z is 1,610,983,110 s after 1970: 18,645 days and 55,110 s.
    static_assert(18'645LL * 86'400 + 55'110 == 1'610'983'110);
    for (const char* text :
         {"2021-01-18T15:18:30Z", "2021-01-18T15:18:30z", "2021-01-18T15:18:30",
          "2021-01-18 15:18:30", "2021-01-18T15:18:30+00:00", "2021-01-19T00:18:30+09:00",
          "2021-01-19 00:18:30 +0900", "2021-01-19T00:18:30+09", "2021-01-18T09:48:30-05:30",
          "2021-01-18T15:18:30.000Z", "2021-01-18T15:18:30,000", "2021-01-18T15:18:30.0000000001Z",
          "2021-01-18 15:18:30 UTC", "1610983110", "1610983110.0", "1610983110000"}) {
        const TimeRead read = read_time(text);
        EXPECT_TRUE(read.ok()) << text << " " << read.problem;
        EXPECT_EQ(read.time.time_since_epoch().count(), 1'610'983'110'000'000) << text;
    }
    EXPECT_FALSE(read_time("2021-01-18T15:18:30").has_zone);
    EXPECT_TRUE(read_time("2021-01-18T15:18:30+09:00").has_zone);
}

TEST(TimeReader, parts_that_are_left_out_are_zero) {
    EXPECT_EQ(utc_text(read_time("2016-01-20T10:07Z").time), "2016-01-20T10:07:00Z");
    EXPECT_EQ(utc_text(read_time("2016-01-20T10:07+01:00").time), "2016-01-20T09:07:00Z");
    EXPECT_EQ(utc_text(read_time("2016-01-20").time), "2016-01-20T00:00:00Z");
    EXPECT_EQ(utc_text(read_time("0").time), "1970-01-01T00:00:00Z");
}

TEST(TimeReader, fractions_are_kept_to_the_microsecond) {
    EXPECT_EQ(utc_text(read_time("2016-01-20T10:00:00.25Z").time), "2016-01-20T10:00:00.25Z");
    EXPECT_EQ(utc_text(read_time("2016-01-20T10:00:00.1234567Z").time),
              "2016-01-20T10:00:00.123456Z");
    EXPECT_EQ(read_time("1453284000.5").time.time_since_epoch().count(), 1'453'284'000'500'000);
    EXPECT_EQ(read_time("1453284000123").time.time_since_epoch().count(), 1'453'284'000'123'000);
    EXPECT_EQ(read_time("1453284000123.4").time.time_since_epoch().count(), 1'453'284'000'123'400);
    EXPECT_TRUE(read_time("1453284000123").has_fraction);
    EXPECT_EQ(read_time("2016-12-31T23:59:60Z").time, read_time("2017-01-01T00:00:00Z").time)
        << "a leap second is the first instant of the next minute";
}

TEST(TimeReader, only_1970_to_2262) {
    EXPECT_EQ(utc_text(read_time("1970-01-01T00:00:00Z").time), "1970-01-01T00:00:00Z");
    EXPECT_EQ(utc_text(read_time("2262-04-11T23:47:16Z").time), "2262-04-11T23:47:16Z");
    EXPECT_EQ(read_time("9223372036").time, read_time("2262-04-11T23:47:16Z").time);
    EXPECT_EQ(read_time("9223372036999").time.time_since_epoch().count(), 9'223'372'036'999'000);
    for (const char* early : {"1969-12-31T23:59:59Z", "1970-01-01T00:00:00+00:01", "-5",
                              "-1610983110.5", "0001-01-01T00:00:00Z"}) {
        EXPECT_EQ(read_time(early).problem, "lies before 1970") << early;
    }
    for (const char* late :
         {"2262-04-11T23:47:17Z", "2263-01-01", "9026-03-01T00:03:00Z", "9223372037", "99999999999",
          "9223372037000", "1610983110000000", "1610983110000000000", "99999999999999999999"}) {
        EXPECT_EQ(read_time(late).problem, "lies beyond the year 2262") << late;
        EXPECT_FALSE(read_time(late).help.empty());
    }
}

TEST(TimeReader, refuses_text_that_is_not_a_time) {
    for (const char* text :
         {"", "-", ".", ".5", "1.", "1..2", "noon", "yesterday", "2016-01-20T", "2016-01-20T10",
          "2016-1-20T10:00:00Z", "2016-01-20T10:00:0Z", "2016-01-20T10:00:00.Z", "2016/01/20 10:00",
          "20160120T100000Z", "1e9", "0x10", "2016-01-20X10:00:00Z", "2016-01-20T10:00:"}) {
        EXPECT_FALSE(read_time(text).ok()) << text;
    }
    for (const char* text :
         {"2016-02-30T10:00:00Z", "2015-02-29", "2016-13-01T00:00:00Z", "2016-00-10T00:00:00Z",
          "2016-01-20T24:00:00Z", "2016-01-20T10:60:00Z", "2016-01-20T10:00:61Z"}) {
        EXPECT_EQ(read_time(text).problem, "is not a time that exists") << text;
    }
    for (const char* text :
         {"2016-01-20T10:00:00+9", "2016-01-20T10:00:00+24:00", "2016-01-20T10:00:00 JST",
          "2016-01-20T10:00:00Zx", "2016-01-20T10:00:00+09:000", "2016-01-20T10:00:00 "}) {
        EXPECT_EQ(read_time(text).problem, "has a malformed time zone") << text;
    }
}

}  // namespace
}  // namespace isotherm
