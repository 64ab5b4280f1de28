// SPDX-License-Identifier: Apache-2.0
#include "app/report/replicas_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

std::string thousands_text(std::uint64_t count) {
    return grouped(static_cast<std::int64_t>(count));
}

std::string lag_text(std::uint64_t microseconds) {
    constexpr std::uint64_t minute = 60'000'000;
    const SimDuration step = microseconds >= minute ? SimDuration(1s) : SimDuration(1ms);
    const SimDuration lag(static_cast<std::int64_t>(microseconds));
    return text_of((lag + step / 2) / step * step);
}

std::string direction_text(const Recording& recording, const ConsumerRecord& record) {
    std::uint64_t most = 0;
    for (const ConsumerMinute& minute : record.minutes) most = std::max(most, minute.waiting);
    std::string text =
        fmt::format("  {}: {} of {} writes applied, {} replicated write units",
                    printable(recording.workload_names.at(record.workload)),
                    thousands_text(record.done), thousands_text(record.written),
                    grouped(HalfUnits(static_cast<std::int64_t>(record.half_units)).in_units(), 1));
    if (record.repeated > 0)
        text += fmt::format(", {} tries throttled", thousands_text(record.repeated));
    if (record.conflicts > 0)
        text += record.strong
                    ? fmt::format(", {} conflicts refused", thousands_text(record.conflicts))
                    : fmt::format(", {} overwritten unseen", thousands_text(record.conflicts));
    text += '\n';
    if (!record.strong && record.age.count() > 0)
        text +=
            fmt::format("    lag: {} in the median, {} at p99, {} at most, {} at the end\n",
                        lag_text(record.age.percentile(0.5)), lag_text(record.age.percentile(0.99)),
                        lag_text(record.age.most()), lag_text(record.age_at_end_us));
    text += fmt::format("    at most {} writes pending, {} at the end", thousands_text(most),
                        thousands_text(record.left));
    if (record.given_up > 0)
        text += fmt::format(", {} dropped with the replica", thousands_text(record.given_up));
    return text + '\n';
}

std::uint64_t sum_of_attempts(const std::map<std::uint32_t, std::uint64_t>& counts) {
    std::uint64_t sum = 0;
    for (const auto& one : counts) sum += one.second;
    return sum;
}

std::string replicas_text(const Recording& recording) {
    std::string text;
    for (const ConsumerRecord& record : recording.consumers)
        if (record.replicates) text += direction_text(recording, record);
    return text;
}

std::string outages_text(const Recording& recording) {
    std::string text;
    for (const OutageRecord& one : recording.outages) {
        const auto time = [](double seconds) {
            return text_of(SimDuration(static_cast<std::int64_t>(seconds * 1e6)));
        };
        text += fmt::format(
            "  {}: {} down from {} to {}; {} attempts failed, {} went elsewhere; "
            "{} writes were in no other Region when it failed\n",
            printable(one.name), one.region, time(one.begin_s), time(one.end_s),
            thousands_text(sum_of_attempts(one.failed)), thousands_text(sum_of_attempts(one.moved)),
            thousands_text(one.unsent));
    }
    return text;
}

}  // namespace

std::vector<std::string> caused_writes_text(const Recording& recording) {
    std::vector<std::string> lines;
    for (const auto& [by, what] : {std::pair(SentBy::index_writes, "writes to indexes"),
                                   std::pair(SentBy::replication, "replicated writes")}) {
        const Totals caused = recording.consequences(by);
        if (caused.attempts == 0) continue;
        lines.push_back(fmt::format(
            "  in addition, {}: {} done, {} tries throttled{}", what,
            thousands_text(caused.admitted), thousands_text(caused.throttled),
            caused.waiting > 0 ? fmt::format(", {} still waiting", thousands_text(caused.waiting))
                               : ""));
    }
    return lines;
}

std::vector<std::pair<std::string, std::string>> region_sections(const Recording& recording) {
    std::vector<std::pair<std::string, std::string>> sections{
        {"Replication between Regions", replicas_text(recording)},
        {"Regions that failed", outages_text(recording)}};
    std::erase_if(sections, [](const auto& section) { return section.second.empty(); });
    return sections;
}

}  // namespace isotherm
