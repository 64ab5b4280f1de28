// SPDX-License-Identifier: Apache-2.0
#include "engine/model/stream_spec.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace isotherm {
namespace {

// Keys and names around the images of a record [inferred].
constexpr std::uint64_t record_overhead_bytes = 100;
constexpr double longest_kept = 86'400;   // seconds
constexpr double soonest_visible = 0.01;  // seconds; longer than any window

// Whoever says how the stream is has one.
constexpr auto settings_besides_on = std::to_array<std::string_view>(
    {"view", "visible_after", "keeps", "shard_lasts", "readers", "read_calls", "records_most"});

}  // namespace

void StreamSpec::settings(SettingsVisitor& visit) {
    visit.field({.name = "on", .help = "whether DynamoDB Streams are on"}, on);
    choice_field(visit,
                 {.name = "view",
                  .help = "what a record has besides the key: nothing, the new item, the old one, "
                          "or both",
                  .also = "stream_view_type"},
                 view);
    visit.field({.name = "visible_after",
                 .help = "time from a write until readers see its record",
                 .lowest = soonest_visible,
                 .highest = 60,
                 .source = "[inferred] Developer Guide: near real time"},
                visible_after);
    visit.field({.name = "keeps",
                 .help = "time after which a record is removed",
                 .lowest = 1,
                 .highest = longest_kept,
                 .source = "Developer Guide, DynamoDB Streams: 24 hours"},
                keeps);
    visit.field({.name = "shard_lasts",
                 .help = "time after which a shard is closed and goes on in another one",
                 .lowest = 1,
                 .highest = longest_kept,
                 .source = "AWS Database Blog, DynamoDB Streams use cases: about 4 hours"},
                shard_lasts);
    visit.field({.name = "readers",
                 .help = "readers that a shard serves in a second; reads of others are throttled",
                 .lowest = 1,
                 .highest = 64,
                 .source = "Developer Guide, DynamoDB Streams: no more than two"},
                readers);
    visit.field({.name = "read_calls",
                 .help = "most GetRecords calls a second and shard; default: no limit",
                 .lowest = 1,
                 .highest = 1e6,
                 .source = "[inferred] not published for DynamoDB Streams"},
                read_calls);
    visit.field({.name = "records_most",
                 .help = "the run stops when more records wait for a reader",
                 .lowest = 1,
                 .highest = 1e9},
                records_most);
    const auto given = [&](std::string_view name) { return visit.given(name); };
    if (visit.reads() && !visit.given("on") && std::ranges::any_of(settings_besides_on, given))
        on = true;
}

std::uint64_t StreamSpec::record_bytes(std::uint32_t item_bytes) const {
    const std::uint64_t images = view == StreamView::keys ? 0 : view == StreamView::both ? 2 : 1;
    return record_overhead_bytes + images * item_bytes;
}

}  // namespace isotherm
