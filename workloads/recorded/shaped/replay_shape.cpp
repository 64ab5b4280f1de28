// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/shaped/replay_shape.h"

namespace isotherm {
namespace {

constexpr double scale_lowest = 1e-6;
constexpr double scale_highest = 10'000;

}  // namespace

void ReplayShape::settings(SettingsVisitor& visit, bool has_times) {
    visit.field({.name = "length",
                 .help = "how much of the stream is replayed, in recorded time; 0s: all of it",
                 .highest = in_seconds(longest_run)},
                part_.length);
    visit.field({.name = "loop", .help = "begin again at the end, until the run ends"}, part_.loop);
    visit.field({.name = "delay",
                 .help = "when the first request comes, after the start of the run",
                 .highest = in_seconds(longest_run)},
                delay_);
    choice_field(visit, {.name = "only", .help = "replay only reads, or only writes"},
                 filter_.only);
    visit.field({.name = "operations",
                 .help = "replay only these operations, as the stream names them; []: all"},
                filter_.operations);
    visit.field({.name = "keys_like",
                 .help = "replay only keys with such a text: * is any text, ? a character; \"\": "
                         "all"},
                filter_.keys);
    visit.field({.name = "scale",
                 .help = "how many times as many requests as recorded; below 1: a random part",
                 .lowest = scale_lowest,
                 .highest = scale_highest},
                scale_.factor);
    choice_field(visit,
                 {.name = "scale_by",
                  .help = "what scale multiplies: the requests of each key, or the keys, each with "
                          "as many requests as before"},
                 scale_.by);
    visit.field({.name = "scale_spread",
                 .help = "how much later at most a copied request comes, in recorded time; 0s: at "
                         "the same time, so that fluctuations grow as much as the load",
                 .highest = 86'400},
                spread_);
    scale_.spread_us = spread_.count();
    visit.field(
        {.name = "sizes", .help = "sizes of the items, by key, in place of the recorded ones"},
        sizes_.by("distribution"));
    if (has_times) return;
    for (const std::string_view name : {"length", "delay", "scale_spread"})
        if (visit.given(name))
            visit.reject(std::string(name), "the recorded stream has no times",
                         "remove it; arrivals says when requests come");
}

std::unique_ptr<TraceReader> ReplayShape::shaped(std::unique_ptr<TraceReader> reader,
                                                 SimDuration offset, const LoopedReader::Open& open,
                                                 const std::string& name,
                                                 const std::function<std::string(Key)>& key_text,
                                                 RandomStream random) const {
    StreamPart part = part_;
    part.offset = offset;
    if (!part.takes_all())
        reader = std::make_unique<LoopedReader>(std::move(reader), part, open, name);
    if (!filter_.takes_all())
        reader = std::make_unique<FilteredReader>(std::move(reader), filter_, key_text);
    if (scale_.factor != 1)
        reader = std::make_unique<ScaledReader>(std::move(reader), scale_, std::move(random));
    return reader;
}

}  // namespace isotherm
