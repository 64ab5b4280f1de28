// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/headroom.h"

#include <algorithm>
#include <vector>

#include "engine/insight/what_if_knob.h"
#include "engine/vocabulary/capacity.h"

namespace isotherm {
namespace {

class Tightest {
public:
    void see(const TableRecording& table, Side side) {
        const std::int64_t each = table.column_seconds;
        const std::int64_t width = std::max<std::int64_t>(1, 60 / each);
        const std::int64_t columns = std::ssize(table.seconds[side]);
        for (std::int64_t first = 0; first < columns; first += width)
            see_minute(table, side, first, std::min(first + width, columns));
    }
    std::optional<TightestLimit> found() const { return found_; }

private:
    void see_minute(const TableRecording& table, Side side, std::int64_t first, std::int64_t end) {
        const double seconds = static_cast<double>((end - first) * table.column_seconds);
        std::int64_t asked = 0;
        std::vector<std::int64_t> by_partition(table.partitions.size(), 0);
        for (std::int64_t c = first; c < end; ++c) {
            asked += table.seconds[side][static_cast<std::size_t>(c)].demand;
            const auto row = table.heat[side].row(c);
            for (std::size_t p = 0; p < row.size(); ++p) by_partition[p] += row[p].demand;
        }
        if (asked == 0) return;
        const SeriesSecond& last = table.seconds[side][static_cast<std::size_t>(end - 1)];
        offer({table.name, side, std::nullopt, 0}, asked, seconds,
              static_cast<double>(last.provisioned) * 1e-3);
        for (std::size_t p = 0; p < by_partition.size(); ++p) {
            const PartitionRecord& partition = table.partitions[p];
            const std::int64_t second =
                std::max(first * table.column_seconds, partition.born_second);
            if (by_partition[p] > 0)
                offer({table.name, side, p, 0}, by_partition[p], seconds,
                      partition.limit_at(side, second).in_units_per_second());
        }
    }

    void offer(TightestLimit place, std::int64_t half_units, double seconds, double limit) {
        if (limit <= 0) return;
        place.use = HalfUnits(half_units).in_units() / seconds / limit;
        // A partition that has the whole table is not named.
        if (!found_ || place.use > found_->use * (1 + 1e-9)) found_ = place;
    }

    std::optional<TightestLimit> found_;
};

}  // namespace

std::optional<TightestLimit> tightest_limit(const Recording& recording) {
    Tightest tightest;
    for (const TableRecording& table : recording.tables)
        for (const Side side : both_sides) tightest.see(table, side);
    return tightest.found();
}

std::optional<std::string> with_grown_load(const std::string& text, const Scenario& scenario,
                                           double factor) {
    std::string grown = text;
    bool any = false;
    for (const auto& [table, spec] : scenario.tables) {
        for (WhatIfKnob knob : what_if_knobs(scenario, table, SimDuration{})) {
            const bool rate = knob.kind == KnobKind::arrivals && knob.unit == "/s";
            if (!rate && knob.kind != KnobKind::replay_speed) continue;
            knob.wanted = knob.clamped(knob.written * factor);
            auto changed = with_toml_value(grown, knob.path, knob.toml());
            if (!changed) return std::nullopt;
            grown = std::move(*changed);
            any = true;
        }
    }
    return any ? std::optional(std::move(grown)) : std::nullopt;
}

}  // namespace isotherm
