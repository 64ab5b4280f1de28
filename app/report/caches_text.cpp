// SPDX-License-Identifier: Apache-2.0
#include "app/report/caches_text.h"

#include <fmt/format.h>

#include "engine/run/report_caches_json.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

std::string number_text(std::uint64_t count) { return grouped(static_cast<std::int64_t>(count)); }

// "3 expired, 1 evicted": only what there was.
void name_if_any(std::string& text, std::uint64_t count, std::string_view what) {
    if (count == 0) return;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", number_text(count), what);
}

std::string misses_text(const CacheRecord& record) {
    constexpr std::array<std::string_view, miss_reason_count> reasons{
        "never asked for before", "evicted", "expired", "invalidated", "absent from the table"};
    std::string text;
    for (std::size_t r = 0; r < miss_reason_count; ++r)
        name_if_any(text, record.misses[r], reasons[r]);
    return text;
}

std::string rare_text(const CacheRecord& record) {
    std::string text;
    name_if_any(text, record.coalesced, "waited for another caller's read");
    name_if_any(text, record.refused, "refused by the nodes");
    name_if_any(text, record.passed, "reads passed without a look-up");
    name_if_any(text, record.too_large, "items too large for the cache");
    return text;
}

std::string cache_text(const Recording& recording, const Scenario& scenario,
                       const CacheRecord& record) {
    const std::string nodes =
        record.nodes == 0 ? "" : fmt::format(", {} x {}", record.nodes, record.node);
    std::string text =
        fmt::format("  {} ({}{}): {} look-ups, {} hits", printable(record.name), record.kind, nodes,
                    number_text(record.look_ups), number_text(record.hits));
    if (record.look_ups > 0)
        text += fmt::format(
            ", {}",
            percent(static_cast<double>(record.hits) / static_cast<double>(record.look_ups), 2));
    text += '\n';
    const std::string misses = misses_text(record);
    if (!misses.empty()) text += fmt::format("    misses: {}\n", misses);
    const std::string rare = rare_text(record);
    if (!rare.empty()) text += fmt::format("    {}\n", rare);
    if (record.stale > 0) {
        constexpr double seconds = 1e-6;  // of a microsecond
        text += fmt::format(
            "    stale reads: {}, out of date for {:.3g} s on average, {:.3g} s at "
            "most\n",
            number_text(record.stale),
            static_cast<double>(record.stale_us) * seconds / static_cast<double>(record.stale),
            static_cast<double>(record.stale_most_us) * seconds);
    }
    text += fmt::format("    {} entries, {}; at most {}, {}\n", number_text(record.entries),
                        text_of(Bytes{record.bytes}), number_text(record.entries_most),
                        text_of(Bytes{record.bytes_most}));
    HalfUnits saved;
    for (const auto& [table, units] : record.saved) saved += units;
    const auto price = saved_price(recording, scenario, record);
    text +=
        fmt::format("    saved {} RCU{}\n", grouped(saved.in_units(), 1),
                    price ? fmt::format(", ${:.6g}", *price) : ", at a price that is not known");
    return text;
}

}  // namespace

std::string caches_text(const Recording& recording, const Scenario& scenario) {
    std::string text;
    for (const CacheRecord& record : recording.caches)
        text += cache_text(recording, scenario, record);
    return text;
}

}  // namespace isotherm
