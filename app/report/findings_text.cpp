// SPDX-License-Identifier: Apache-2.0
#include "app/report/findings_text.h"

#include <fmt/format.h>

#include <array>

#include "engine/insight/remedy.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/time.h"

namespace isotherm {
namespace {

constexpr std::array<std::string_view, throttle_cause_names.size()> cause_texts{
    "a hot key",
    "a hot partition that moves",
    "an uneven load",
    "insufficient capacity",
    "a spike after the burst was spent",
    "dilution after splits",
    "scaling that came too late",
    "a scaling policy at its maximum",
    "a raise refused with a decrease",
    "too little throughput of an index",
    "a hot key of an index",
    "a full item collection",
    "demand that grew faster than on-demand capacity",
    "the on-demand maximum",
    "the quota of a table",
    "the quota of the account",
    "a retry storm",
    "a batch job beside other traffic",
    "a consumer that is behind",
    "a replica that is behind",
    "a write that no bucket can hold"};

std::string clock_of(std::int64_t second) {
    return clock_text(sim_start + std::chrono::seconds(second));
}

std::string_view unit_of(const ThrottleFinding& finding) {
    return finding.side == Side::read ? "RCU" : "WCU";
}

std::string units_text(double units) { return grouped(units, units < 10 ? 1 : 0); }

// "1,000", or "60 to 300" where the limit changed while it throttled.
std::string limits_text(const FindingEvidence& of) {
    const std::string least = units_text(of.least_limit), most = units_text(of.most_limit);
    return least == most ? most : least + " to " + most;
}

std::string of_partition(const ThrottleFinding& finding) {
    const FindingEvidence& of = finding.evidence;
    const std::string only = of.partitions == 1
                                 ? fmt::format("Partition P{} throttled", *of.partition)
                                 : fmt::format("{} partitions throttled ({} of it on P{})",
                                               grouped(static_cast<std::int64_t>(of.partitions)),
                                               percent(of.partition_share, 0), *of.partition);
    return fmt::format("{}. Demand there was {} {}/s on average and {} at most, and the limit {}.",
                       only, units_text(of.asked), unit_of(finding), units_text(of.busiest),
                       limits_text(of));
}

std::string limit_clause(const ThrottleFinding& finding) {
    const std::string limits =
        fmt::format("{} {}/s", limits_text(finding.evidence), unit_of(finding));
    const Outcome refused = finding.main_outcome();
    if (refused == Outcome::on_demand_maximum || refused == Outcome::index_on_demand_maximum)
        return "its on-demand maximum was " + limits;
    if (refused == Outcome::quota) return "its quota was " + limits;
    return finding.on_demand ? "it could serve " + limits : limits + " was provisioned";
}

std::string of_whole(const ThrottleFinding& finding) {
    const FindingEvidence& of = finding.evidence;
    return fmt::format(
        "While it was throttled, {} was asked for {} {}/s on average and {} at most; {}.",
        finding.resource, units_text(of.asked), unit_of(finding), units_text(of.busiest),
        limit_clause(finding));
}

std::string keys_text(const ThrottleFinding& finding) {
    constexpr std::size_t most_named = 3;
    const std::vector<KeyEvidence>& keys = finding.evidence.keys;
    std::string text;
    for (std::size_t k = 0; k < keys.size() && k < most_named; ++k) {
        if (k > 0) text += "; ";
        text += fmt::format("\"{}\"", printable(keys[k].name));
        if (!keys[k].workload.empty()) text += " of workload " + keys[k].workload;
        text += fmt::format(", {} times", grouped(static_cast<std::int64_t>(keys[k].throttled)));
    }
    if (keys.size() > most_named) text += fmt::format("; and {} more", keys.size() - most_named);
    return finding.cause == ThrottleCause::hot_index_key && finding.side == Side::write
               ? "Index keys written most: " + text + "."
               : "Keys refused most in the run: " + text + ".";
}

std::string scaling_text(const ThrottleFinding& finding) {
    const ScalingEvidence& scaling = *finding.evidence.scaling;
    if (finding.cause == ThrottleCause::scaling_maximum)
        return fmt::format("The maximum of {} is {}.", scaling.policy,
                           grouped(scaling.maximum.value_or(0)));
    if (!scaling.asked_second)
        return fmt::format("{} had not asked for more yet.",
                           scaling.policy.empty() ? "The policy" : scaling.policy);
    const std::string asked = fmt::format("{} asked for {} at {}", scaling.policy,
                                          grouped(scaling.wanted), clock_of(*scaling.asked_second));
    if (!scaling.in_force_second) return asked + "; that was refused.";
    return fmt::format("{}; in force at {}.", asked, clock_of(*scaling.in_force_second));
}

// Retries are worth a word from this share of the demand on.
constexpr double retries_told = 0.1;

std::string retries_text(const FindingEvidence& of) {
    return fmt::format("About {} of that demand came from retries; first tries were {} a second.",
                       percent(1 - of.fresh / of.asked, 0), units_text(of.fresh));
}

std::string lowered_text(const LoweredCapacity& lowered) {
    return fmt::format("{} lowered it from {} at {}.", printable(lowered.asked_by),
                       grouped(lowered.before), clock_of(lowered.second));
}

// What was asked for where it was refused.
std::string demand_line(const ThrottleFinding& finding) {
    const FindingEvidence& of = finding.evidence;
    switch (finding.cause) {
        case ThrottleCause::collection_full:
            return fmt::format(
                "{} writes were refused, because their collection has reached 10 GB.",
                grouped(static_cast<std::int64_t>(finding.throttled)));
        case ThrottleCause::impossible_write:
            return fmt::format(
                "A write of {} WCU costs more than the full bucket holds: it fails however often "
                "it is sent.",
                units_text(of.write_units));
        case ThrottleCause::hot_key:
        case ThrottleCause::rolling_hot_key:
        case ThrottleCause::uneven_partitions:
        case ThrottleCause::dilution:
        case ThrottleCause::hot_index_key:
            return of.partition ? of_partition(finding) : of_whole(finding);
        default:
            return of_whole(finding);
    }
}

// What shows that it was this cause.
std::vector<std::string> evidence_lines(const ThrottleFinding& finding) {
    const FindingEvidence& of = finding.evidence;
    std::vector<std::string> lines{demand_line(finding)};
    if (of.partition && of.whole_limit > 0)
        lines.push_back(fmt::format("Meanwhile the whole {} used {} of {} {}/s.",
                                    finding.resource.is_index() ? "index" : "table",
                                    units_text(of.whole_used), units_text(of.whole_limit),
                                    unit_of(finding)));
    if (finding.cause == ThrottleCause::dilution)
        lines.push_back(
            fmt::format("Before the splits, the same throughput gave a partition {} "
                        "{}/s ({} partition{}); that would have been enough.",
                        units_text(of.limit_before), unit_of(finding), of.partitions_before,
                        of.partitions_before == 1 ? "" : "s"));
    if (!of.keys.empty()) lines.push_back(keys_text(finding));
    if (of.lowered) lines.push_back(lowered_text(*of.lowered));
    if (finding.cause != ThrottleCause::retry_storm && of.asked > 0 && of.fresh > 0 &&
        of.fresh <= (1 - retries_told) * of.asked)
        lines.push_back(retries_text(of));
    if (of.scaling) lines.push_back(scaling_text(finding));
    if (finding.cause == ThrottleCause::burst_spent)
        lines.push_back("Averaged over five minutes, first tries fit.");
    if (finding.cause == ThrottleCause::retry_storm)
        lines.push_back(
            fmt::format("About {} of these tries had been sent before; fresh requests "
                        "alone would fit.",
                        percent(of.resent_share, 0)));
    if (finding.cause == ThrottleCause::background_job)
        lines.push_back(
            fmt::format("Workload {} asked for {} {} in all; other traffic is {} a "
                        "second and would fit.",
                        of.job, units_text(of.job_units), unit_of(finding), units_text(of.others)));
    if (finding.cause == ThrottleCause::replica_behind)
        lines.push_back(
            fmt::format("Writes of {} waited for it: up to {} of them, the oldest for "
                        "{} s.",
                        of.reads, grouped(static_cast<std::int64_t>(of.behind_writes)),
                        units_text(of.behind_s)));
    if (finding.cause == ThrottleCause::consumer_behind)
        lines.push_back(
            fmt::format("Workload {} was up to {} s behind the stream of {}; about so "
                        "many tries were its own.",
                        of.reader, units_text(of.behind_s), of.reads));
    if (of.index_wait_s > 0)
        lines.push_back(
            fmt::format("Entries of the index waited up to {} s, so writes of {} were "
                        "refused.",
                        grouped(of.index_wait_s, 0), finding.resource.table));
    if (of.weak)
        lines.push_back(
            "The evidence is weak: there is a scaling policy, but no capacity increase that "
            "matches it.");
    return lines;
}

// Demand that fits in each second is not too large: tries that come at the same instant meet a
// bucket that is still empty.
std::string_view heading_of(const ThrottleFinding& finding) {
    const FindingEvidence& of = finding.evidence;
    const bool fits = of.busiest > 0 && of.busiest <= of.least_limit;
    const bool too_large = finding.cause == ThrottleCause::burst_spent ||
                           finding.cause == ThrottleCause::insufficient_capacity;
    return fits && too_large ? "tries at the same instant, with no burst saved"
                             : cause_text(finding.cause);
}

}  // namespace

std::string_view cause_text(ThrottleCause cause) {
    return cause_texts[static_cast<std::size_t>(cause)];
}

std::string place_text(const ThrottleFinding& finding) {
    return fmt::format("{}, {}s", finding.resource, side_names[finding.side]);
}

std::string finding_text(const ThrottleFinding& finding, std::size_t number) {
    std::string text = fmt::format("{}. {}: {} ({}), {} to {}\n", number, heading_of(finding),
                                   percent(finding.share), place_text(finding),
                                   clock_of(finding.first_second), clock_of(finding.last_second));
    text[text.find(' ') + 1] = static_cast<char>(std::toupper(text[text.find(' ') + 1]));
    for (const std::string& line : evidence_lines(finding)) text += "   " + line + "\n";
    const std::string reason = finding.reason(), metric = finding.metric();
    if (reason.empty()) return text + fmt::format("   DynamoDB: {}\n", finding.exception());
    return text +
           fmt::format("   DynamoDB: {}, {}; metric {}\n", finding.exception(), reason, metric);
}

std::string findings_text(const Recording& recording,
                          const std::vector<ThrottleFinding>& findings) {
    const Totals totals = recording.totals();
    std::string text;
    if (totals.throttled == 0)
        text = fmt::format("Nothing was throttled: all of {} tries got through.\n",
                           grouped(static_cast<std::int64_t>(totals.attempts)));
    else
        text = fmt::format(
            "{} of {} tries were throttled ({}).\n",
            grouped(static_cast<std::int64_t>(totals.throttled)),
            grouped(static_cast<std::int64_t>(totals.attempts)),
            percent(static_cast<double>(totals.throttled) / static_cast<double>(totals.attempts),
                    2));
    std::size_t number = 0;
    for (const ThrottleFinding& finding : findings)
        if (!is_marginal(finding)) text += "\n" + finding_text(finding, ++number);
    return text + marginal_text(findings);
}

bool is_marginal(const ThrottleFinding& finding) {
    return finding.cause != ThrottleCause::collection_full && finding.share < share_to_remedy;
}

std::string marginal_text(const std::vector<ThrottleFinding>& findings) {
    std::uint64_t tries = 0;
    std::string places;
    for (const ThrottleFinding& finding : findings) {
        if (!is_marginal(finding)) continue;
        tries += finding.throttled;
        if (!places.empty()) places += "; ";
        places +=
            fmt::format("{} of {} ({})", grouped(static_cast<std::int64_t>(finding.throttled)),
                        place_text(finding), heading_of(finding));
    }
    if (tries == 0) return "";
    return fmt::format("\n{} more {}: {}.\n", grouped(static_cast<std::int64_t>(tries)),
                       tries == 1 ? "try" : "tries", places);
}

}  // namespace isotherm
