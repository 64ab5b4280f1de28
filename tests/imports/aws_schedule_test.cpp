// SPDX-License-Identifier: Apache-2.0
// Schedules of Application Auto Scaling as cron in UTC: case V-I6.

#include "workloads/imports/aws_schedule.h"

#include <gtest/gtest.h>

#include "engine/vocabulary/time_reader.h"

namespace isotherm {
namespace {

WallTime at(std::string_view text) { return read_calendar_time(text).time; }

const RunSpan november{at("2026-11-16"), at("2026-12-01")};
const RunSpan july{at("2026-07-06"), at("2026-07-21")};

std::vector<std::string> cron_of(const std::string& schedule, const std::string& zone = "",
                                 const RunSpan& run = november,
                                 std::optional<WallTime> first = {}) {
    ImportedAction action;
    action.schedule = schedule;
    action.zone = zone;
    action.first = first;
    return converted_schedule(action, run).cron;
}

using Crons = std::vector<std::string>;

TEST(ImportVI6, hours_of_a_zone_become_utc_and_take_the_weekday_along) {
    // Berlin is an hour ahead in November and two in July.
    EXPECT_EQ(cron_of("cron(0 8 ? * MON-FRI *)", "Europe/Berlin"), Crons{"0 7 * * MON-FRI"});
    EXPECT_EQ(cron_of("cron(0 8 ? * MON-FRI *)", "Europe/Berlin", july), Crons{"0 6 * * MON-FRI"});
    // AWS's days 2-6 are MON-FRI; 00:30 there is the evening before here.
    EXPECT_EQ(cron_of("cron(30 0 ? * 2-6 *)", "Europe/Berlin"), Crons{"30 23 * * SUN-THU"});
    EXPECT_EQ(cron_of("cron(30 0 ? * 2-6 *)", "Europe/Berlin", july), Crons{"30 22 * * SUN-THU"});
    EXPECT_EQ(cron_of("cron(0 6 ? * MON-FRI *)", "Europe/London"), Crons{"0 6 * * MON-FRI"});
}

TEST(ImportVI6, single_times_count_only_in_the_run) {
    EXPECT_EQ(cron_of("at(2026-11-20T18:00:00)"), Crons{"0 18 20 11 *"});
    EXPECT_EQ(cron_of("at(2026-11-20T18:00:00)", "Europe/Berlin"), Crons{"0 17 20 11 *"});
    EXPECT_EQ(cron_of("at(2025-11-28T06:00:00)"), Crons{});
}

TEST(ImportVI6, rates_begin_at_their_start) {
    EXPECT_EQ(cron_of("rate(1 hour)", "", november, at("2026-11-16T00:10:00Z")),
              Crons{"10 * * * *"});
    EXPECT_EQ(cron_of("rate(15 minutes)", "", november, at("2026-11-16T00:05:00Z")),
              Crons{"5-59/15 * * * *"});
    EXPECT_EQ(cron_of("rate(12 hours)", "", november, at("2026-11-16T01:30:00Z")),
              Crons{"30 1,13 * * *"});
    // Every 7 days in 15 days: three dates.
    EXPECT_EQ(cron_of("rate(7 days)", "", november, at("2026-11-16T00:00:00Z")),
              (Crons{"0 0 16 11 *", "0 0 23 11 *", "0 0 30 11 *"}));
}

TEST(ImportVI6, starts_with_a_step_and_last_days) {
    EXPECT_EQ(cron_of("cron(0/15 * * * ? *)"), Crons{"0-59/15 * * * *"});
    EXPECT_EQ(cron_of("cron(0 12 L * ? *)"), Crons{"0 12 30 11 *"});
    // The last Friday, the second Tuesday, the weekday nearest to a Sunday the 22nd.
    EXPECT_EQ(cron_of("cron(0 1 ? * 6L *)"), Crons{"0 1 27 11 *"});
    EXPECT_EQ(cron_of("cron(0 1 ? * 3#4 *)"), Crons{"0 1 24 11 *"});
    EXPECT_EQ(cron_of("cron(0 1 22W * ? *)"), Crons{"0 1 23 11 *"});
    EXPECT_EQ(cron_of("cron(0 1 20 11 ? 2025)"), Crons{});
}

TEST(ImportVI6, half_hours_of_a_zone_are_written_out) {
    // Kolkata is 5:30 ahead: 09:00 there is 03:30 here.
    const Crons dates = cron_of("cron(0 9 ? * FRI *)", "Asia/Kolkata");
    EXPECT_EQ(dates, (Crons{"30 3 20 11 *", "30 3 27 11 *"}));
}

TEST(ImportVI6, a_change_of_clocks_in_the_run_is_told) {
    ImportedAction action;
    action.schedule = "cron(0 8 * * ? *)";
    action.zone = "Europe/Berlin";
    // Summer time ends on 2026-10-25 at 01:00 UTC.
    const ConvertedSchedule converted =
        converted_schedule(action, {at("2026-10-24"), at("2026-10-31")});
    EXPECT_EQ(converted.cron, Crons{"0 7 * * *"});
    EXPECT_NE(converted.remark.find("2026-10-25T01:00:00Z"), std::string::npos);
}

TEST(ImportVI6, what_is_not_understood_is_a_problem) {
    for (const char* schedule : {"", "cron(0 8 * *)", "cron(61 8 * * ? *)", "every day",
                                 "rate(0 hours)", "rate(1 fortnight)", "at(tomorrow)"}) {
        ImportedAction action;
        action.schedule = schedule;
        EXPECT_FALSE(converted_schedule(action, november).problem.empty()) << schedule;
    }
    ImportedAction action;
    action.schedule = "cron(0 8 * * ? *)";
    action.zone = "Mars/Olympus";
    EXPECT_FALSE(converted_schedule(action, november).problem.empty());
}

}  // namespace
}  // namespace isotherm
