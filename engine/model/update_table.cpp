// SPDX-License-Identifier: Apache-2.0
#include "engine/model/update_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <optional>

namespace isotherm {
namespace {

// DynamoDB's minimum throughput since 2012-08-09 (Document History).
constexpr std::int64_t least_units = 1;

constexpr std::string_view in_use = "ResourceInUseException";
constexpr std::string_view over_limit = "LimitExceededException";
constexpr std::string_view invalid = "ValidationException";

std::chrono::sys_days day_of(WallTime time) { return std::chrono::floor<std::chrono::days>(time); }

UpdateTableAnswer refused(std::string_view exception, Message why) {
    return {.exception = std::string(exception), .why = std::move(why)};
}

using Wide = __int128;  // for products of two 64-bit numbers
using Refusal = std::optional<UpdateTableAnswer>;

// The rules of 2012 for one increase: at most to twice the current value, and at least by a tenth
// of it. Which exception DynamoDB raised is [inferred]. Computed with integers, because a double
// cannot hold 0.1 exactly.
Refusal increase_refusal(const Era& era, const ThroughputChange& change, Side side) {
    const std::int64_t present = change.present.of(side);
    const std::int64_t wanted = change.wanted.of(side);
    if (wanted <= present) return std::nullopt;
    constexpr std::int64_t parts = 1'000'000;
    const auto factor = std::llround(era.increase_factor_most * static_cast<double>(parts));
    if (factor > 0 && Wide{wanted} * parts > Wide{present} * factor) {
        return refused(over_limit, say<Says::increase_too_large>(change.resource, side, present,
                                                                 wanted, era.increase_factor_most));
    }
    const auto least = std::llround(era.increase_least.value * static_cast<double>(parts));
    if (Wide{wanted - present} * parts < Wide{present} * least) {
        return refused(over_limit,
                       say<Says::increase_too_small>(change.resource, side, present, wanted,
                                                     era.increase_least.value * 100));
    }
    return std::nullopt;
}

Refusal refusal_of(const Era& era, const ThroughputChange& change, WallTime now) {
    if (!change.active) {
        return refused(in_use, say<Says::not_active_now>(change.resource));
    }
    const Throughput& present = change.present;
    const Throughput& wanted = change.wanted;
    if (std::min(wanted.read, wanted.write) < least_units) {
        return refused(invalid, say<Says::below_least>(change.resource, least_units));
    }
    if (wanted.read == present.read && wanted.write == present.write) {
        return refused(invalid, say<Says::values_equal>(change.resource));
    }
    for (const Side side : {Side::read, Side::write}) {
        if (auto refusal = increase_refusal(era, change, side)) return refusal;
    }
    if (change.lowers() && !change.decreases->allows(now)) {
        return refused(over_limit,
                       say<Says::decreases_used>(change.resource, change.decreases->used_today(now),
                                                 change.decreases->next_allowed(now)));
    }
    return std::nullopt;
}

// The largest value that a table or index would have after an increase; 0 if nothing increases.
std::int64_t largest_increased(const UpdateTableCall& call, Side side) {
    std::int64_t largest = 0;
    for (const ThroughputChange& change : call.changes) {
        const std::int64_t wanted = change.wanted.of(side);
        if (wanted > change.present.of(side)) largest = std::max(largest, wanted);
    }
    return largest;
}

// A quota refuses only increases; values that are already above it may stay.
Refusal quota_refusal(const Era& era, const UpdateTableCall& call, Side side) {
    std::int64_t before = call.rest_of_table.of(side);
    std::int64_t after = before;
    for (const ThroughputChange& change : call.changes) {
        before += change.present.of(side);
        after += change.wanted.of(side);
    }
    if (after <= before) return std::nullopt;
    const std::int64_t counted = era.quota_of_each_resource ? largest_increased(call, side) : after;
    if (counted > era.table_quota) {
        return refused(over_limit, say<Says::above_table_quota>(counted, side, era.table_quota));
    }
    const std::int64_t of_account = after + call.rest_of_account.of(side);
    if (of_account > era.account_quota) {
        return refused(over_limit,
                       say<Says::above_account_quota>(of_account, side, era.account_quota));
    }
    return std::nullopt;
}

SimDuration duration_of(const UpdateDurations& durations, const ThroughputChange& change) {
    if (change.partitions_to_split > 0) {
        // From 10^6 splits on, the longest duration applies anyway. The cap keeps the product from
        // overflowing.
        const std::int64_t splits = std::min<std::int64_t>(change.partitions_to_split, 1'000'000);
        return std::min(durations.with_splits + durations.each_split * splits, durations.longest);
    }
    const bool within = change.wanted.read <= change.earlier_peak.read &&
                        change.wanted.write <= change.earlier_peak.write;
    return within ? durations.within_peak : durations.beyond_peak;
}

}  // namespace

DecreaseLimits DecreaseLimits::of(const Era& era) {
    return {era.decreases_per_day, era.decreases_within, era.decrease_after_quiet,
            era.decreases_per_hour};
}

std::int64_t DecreaseLedger::used_today(WallTime now) const {
    return count_ > 0 && day_ == day_of(now) ? count_ : 0;
}

// The bucket is full at the start of a day. After a decrease it gains tokens at the start of each
// clock hour.
std::int64_t DecreaseLedger::in_bucket(WallTime now) const {
    if (used_today(now) == 0) return limits_.per_day;
    using std::chrono::hours;
    const auto begun = std::chrono::floor<hours>(now) - std::chrono::floor<hours>(last_);
    return std::min(bucket_ + limits_.per_hour * begun.count(), limits_.per_day);
}

std::int64_t DecreaseLedger::left(WallTime now) const {
    if (limits_.per_hour > 0) return in_bucket(now);
    const std::int64_t used = used_today(now);
    const bool in_time = used == 0 || limits_.within == 0h || now - first_ < limits_.within;
    const std::int64_t of_day =
        in_time ? std::max<std::int64_t>(limits_.per_day - used, 0) : std::int64_t{0};
    if (of_day > 0) return of_day;
    const bool quiet =
        limits_.after_quiet > 0h && (count_ == 0 || now - last_ >= limits_.after_quiet);
    return quiet ? 1 : 0;
}

WallTime DecreaseLedger::next_allowed(WallTime now) const {
    if (allows(now)) return now;
    const WallTime tomorrow = day_of(now) + std::chrono::days(1);
    if (limits_.per_hour > 0 && limits_.per_day > 0)
        return std::chrono::floor<std::chrono::hours>(now) + 1h;
    const bool never_today = limits_.after_quiet == 0h;
    const WallTime next = never_today ? tomorrow : last_ + limits_.after_quiet;
    return limits_.per_day > 0 ? std::min(next, tomorrow) : next;
}

void DecreaseLedger::record(WallTime now) {
    assert(count_ == 0 || now >= last_);
    bucket_ = in_bucket(now) - 1;
    count_ = used_today(now) + 1;
    if (count_ == 1) first_ = now;
    day_ = day_of(now);
    last_ = now;
}

void UpdateDurations::settings(SettingsVisitor& visit) {
    constexpr double day = 86'400;
    visit.field(
        {.name = "within_peak",
         .help = "duration of decreases, and of increases up to the highest throughput so far",
         .highest = day,
         .source = "[inferred] 5 to 10 s seen by users, faster than beyond (re:Post)"},
        within_peak);
    visit.field(
        {.name = "beyond_peak",
         .help = "duration of increases beyond the highest throughput so far, without splits",
         .highest = day,
         .source = "[inferred] 10 to 30 s seen by users, \"tens of seconds\" in AWS labs"},
        beyond_peak);
    visit.field(
        {.name = "with_splits",
         .help = "base duration of increases that split partitions; each_split is added per split",
         .highest = day,
         .source = "[inferred] minutes in descriptions of auto scaling"},
        with_splits);
    visit.field({.name = "each_split",
                 .help = "added to with_splits for each partition that splits",
                 .highest = day,
                 .source = "[inferred] not published"},
                each_split);
    visit.field({.name = "longest",
                 .help = "longest duration of an increase that splits partitions",
                 .highest = day,
                 .source = "[inferred] \"several minutes\" (Developer Guide 2023)"},
                longest);
}

UpdateTableAnswer update_table(const Era& era, const UpdateDurations& durations,
                               const UpdateTableCall& call, WallTime now) {
    assert(!call.changes.empty());
    for (const ThroughputChange& change : call.changes) {
        if (auto refusal = refusal_of(era, change, now)) return *std::move(refusal);
        if (std::max(change.wanted.read, change.wanted.write) > call.most_units) {
            return refused(over_limit,
                           say<Says::more_than_representable>(change.resource, call.most_units));
        }
    }
    if (era.enforce_quotas) {
        for (const Side side : {Side::read, Side::write}) {
            if (auto refusal = quota_refusal(era, call, side)) return *std::move(refusal);
        }
    }
    UpdateTableAnswer answer;
    answer.accepted = true;
    for (const ThroughputChange& change : call.changes) {
        if (change.lowers()) change.decreases->record(now);
        answer.lasts = std::max(answer.lasts, duration_of(durations, change));
    }
    return answer;
}

}  // namespace isotherm
