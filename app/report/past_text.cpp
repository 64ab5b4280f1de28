// SPDX-License-Identifier: Apache-2.0
#include "app/report/past_text.h"

#include <fmt/format.h>

#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

std::string whole(std::uint64_t count) { return grouped(static_cast<std::int64_t>(count)); }

std::string side_lines(const SideFit& side) {
    const std::string_view periods = side.period_s == 60 ? "minutes" : "periods";
    std::string text =
        fmt::format("  {:<28} {} of {} {} within 5 % ({}); {} units recorded, {} simulated\n",
                    fmt::format("{}, {}s", side.resource.label(), side_names[side.side]),
                    whole(side.within), whole(side.periods), periods, percent(side.share_within()),
                    grouped(side.recorded_units, 0), grouped(side.simulated_units, 0));
    if (side.has_throttles)
        text += fmt::format(
            "  {:<28} {} throttled {} hit, {} missed, {} invented; {} events recorded, {} "
            "simulated\n",
            "", whole(side.throttled_hit), periods, whole(side.throttled_missed),
            whole(side.throttled_invented), grouped(side.recorded_events, 0),
            grouped(side.simulated_events, 0));
    if (side.has_provisioned && side.changes_recorded + side.changes_simulated > 0)
        text += fmt::format("  {:<28} {} changes of capacity recorded, {} simulated, {} the same\n",
                            "", whole(side.changes_recorded), whole(side.changes_simulated),
                            whole(side.changes_hit));
    return text;
}

}  // namespace

std::string unknown_text(Unknown unknown) {
    switch (unknown) {
        case Unknown::load:
            return "the number and size of the requests";
        case Unknown::skew:
            return "the skew of the keys";
        case Unknown::start_burst:
            return "the burst capacity saved at the start";
        case Unknown::sub_minute:
            return "the course of the load within a minute";
        case Unknown::splits:
            return "splits of partitions";
    }
    return "";
}

std::string past_text(const PastFit& fit) {
    std::string text = fmt::format("\nFit to the past ({})\n", printable(fit.file));
    if (fit.sides.empty())
        return text + "  the file has no consumed units of these tables at the time of the run\n";
    for (const SideFit& side : fit.sides) text += side_lines(side);
    const auto [unknown, share] = fit.main_unknown();
    if (share > 0)
        text += fmt::format("  {} of what differs looks like {}\n", percent(share),
                            unknown_text(unknown));
    return text;
}

}  // namespace isotherm
