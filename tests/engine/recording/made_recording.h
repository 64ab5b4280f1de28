// SPDX-License-Identifier: Apache-2.0
#pragma once
// Recordings made by hand second by second, for pictures whose every pixel can be calculated.

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "engine/recording/recording.h"

namespace isotherm {

// Demand and throttling of one partition in one second, in units and not half-units.
struct MadeCell {
    std::size_t partition = 0;
    double demand = 0;
    double throttled = 0;
    Outcome cause = Outcome::partition_share;
};

class MadeRecording {
public:
    // `limit` applies to each partition, in units per second.
    MadeRecording(std::size_t partitions, std::int64_t limit, std::int64_t seconds)
        : limit_(limit) {
        recording.name = "made";
        recording.start = WallTime{std::chrono::sys_days{std::chrono::year{2016} / 1 / 20}} + 12h;
        recording.simulated = std::chrono::seconds(seconds);
        TableRecording table;
        table.name = ResourceName("votes");
        recording.tables.push_back(std::move(table));
        const auto whole = std::numeric_limits<KeyPosition>::max();
        for (std::size_t p = 0; p < partitions; ++p) {
            const auto border = [&](std::size_t i) {
                return static_cast<KeyPosition>((static_cast<unsigned __int128>(i) << 64) /
                                                partitions);
            };
            add_partition(border(p), p + 1 == partitions ? whole : border(p + 1) - 1, 0, {});
        }
        for (auto& side : recording.tables[0].seconds) {
            SeriesSecond idle;
            idle.provisioned = limit * static_cast<std::int64_t>(partitions) * 1'000;
            side.assign(static_cast<std::size_t>(seconds), idle);
        }
    }

    std::size_t add_partition(KeyPosition first, KeyPosition last, std::int64_t born,
                              std::optional<std::size_t> parent) {
        PartitionRecord partition;
        partition.first_position = first;
        partition.last_position = last;
        partition.born_second = born;
        partition.parent = parent;
        for (auto& steps : partition.limits) {
            steps.push_back({born, CapacityRate::units_per_second(limit_)});
        }
        table().partitions.push_back(std::move(partition));
        return table().partitions.size() - 1;
    }

    // Adds a second; seconds must be added in increasing order. One request per unit.
    void add_second(Side side, std::int64_t second, const std::vector<MadeCell>& cells) {
        std::size_t alive = 0;
        for (const PartitionRecord& partition : table().partitions) {
            if (partition.born_second <= second) ++alive;
        }
        const auto row = table().heat[side].add_row(second, alive);
        SeriesSecond& sum = table().seconds[side][static_cast<std::size_t>(second)];
        for (const MadeCell& made : cells) {
            HeatCell& cell = row[made.partition];
            cell.demand += static_cast<std::uint32_t>(std::lround(made.demand * 2));
            cell.throttled += static_cast<std::uint32_t>(std::lround(made.throttled * 2));
            cell.throttled_count += static_cast<std::uint32_t>(std::lround(made.throttled));
            cell.burst_left = burst_full;
            if (made.throttled > 0) cell.refusals |= refusal_bit(made.cause);
            sum.demand += std::lround(made.demand * 2);
            sum.consumed += std::lround((made.demand - made.throttled) * 2);
            sum.requests[0] +=
                static_cast<std::uint32_t>(std::lround(made.demand - made.throttled));
            sum.requests[static_cast<std::size_t>(made.cause)] +=
                static_cast<std::uint32_t>(std::lround(made.throttled));
        }
        sum.peak_demand = sum.demand;
        sum.throttled_seconds = sum.throttled() > 0;
    }

    TableRecording& table() { return recording.tables[0]; }

    Recording recording;

private:
    std::int64_t limit_;
};

// A day for demonstrations: a load with a daily shape, one hot partition that throttles at the
// peak, a short spike that is served from burst, one throttled second, and a split. The numbers
// come from a formula, so they are always the same.
inline MadeRecording made_day(std::size_t partitions, std::int64_t seconds) {
    constexpr std::int64_t limit = 1'000;
    MadeRecording made(partitions, limit, seconds);
    const std::size_t hot = partitions / 3;
    const std::size_t spiky = partitions * 3 / 4;
    const bool splits = partitions >= 3;
    const std::int64_t split_second = seconds * 3 / 5;
    if (splits) {
        const PartitionRecord parent = made.table().partitions[hot];
        const KeyPosition middle =
            parent.first_position + (parent.last_position - parent.first_position) / 2 + 1;
        made.add_partition(parent.first_position, middle - 1, split_second, hot);
        made.add_partition(middle, parent.last_position, split_second, hot);
    }
    std::uint64_t noise = 1;
    const auto random = [&noise] {
        noise = noise * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<double>(noise >> 33) / static_cast<double>(1ULL << 31);
    };
    for (std::int64_t second = 0; second < seconds; ++second) {
        const double day = static_cast<double>(second) / static_cast<double>(seconds);
        const double load = 0.12 + 0.55 * std::pow(std::sin(day * 3.14159265), 2.0);
        std::vector<MadeCell> writes, reads;
        for (std::size_t p = 0; p < made.table().partitions.size(); ++p) {
            const bool child = p >= partitions;
            const bool is_hot = p == hot || child;
            if (child && second < split_second) continue;
            if (p == hot && splits && second >= split_second) continue;
            const double weight = 0.5 + 0.9 * static_cast<double>((p * 7919) % 97) / 97;
            double share = load * weight * (0.85 + 0.3 * random());
            if (is_hot)
                share =
                    load * (child ? (p == partitions ? 1.05 : 0.55) : 2.1) * (0.9 + 0.2 * random());
            if (p == spiky && second > seconds / 5 && second < seconds / 5 + seconds / 40)
                share *= 4;
            const double demand = std::round(share * limit);
            const bool covered = p == spiky;
            const double refused = covered ? 0 : std::max(0.0, demand - limit);
            const bool single = p == 0 && second == seconds / 12;
            writes.push_back({p, single ? demand + 40 : demand, single ? 40 : refused,
                              single ? Outcome::table_throughput
                                     : (demand > 1.3 * limit ? Outcome::partition_maximum
                                                             : Outcome::partition_share)});
            reads.push_back({p, std::round(0.4 * load * limit * (0.8 + 0.4 * random())), 0});
        }
        made.add_second(Side::write, second, writes);
        made.add_second(Side::read, second, reads);
    }
    return made;
}

}  // namespace isotherm
