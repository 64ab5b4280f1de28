// SPDX-License-Identifier: Apache-2.0
#include "engine/run/report_partitions_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>
#include <utility>

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

std::uint64_t throttled_of(const PartitionRecord& partition) {
    return partition.throttled[Side::read] + partition.throttled[Side::write];
}

HalfUnits consumed_of(const PartitionRecord& partition) {
    return partition.consumed[Side::read] + partition.consumed[Side::write];
}

Json partition_json(const PartitionRecord& partition, std::size_t number) {
    Json one{{"number", number},
             {"range",
              {fmt::format("{:016x}", partition.first_position),
               fmt::format("{:016x}", partition.last_position)}},
             {"born_s", partition.born_second},
             {"retired_s", nullptr},
             {"parent", nullptr},
             {"throttled", throttled_of(partition)},
             {"consumed", consumed_of(partition).in_units()},
             {"consumed_read_units", partition.consumed[Side::read].in_units()},
             {"consumed_write_units", partition.consumed[Side::write].in_units()}};
    if (partition.first_sort != 0 || partition.last_sort != last_sort) {
        one["sort_range"] = {fmt::format("{:016x}", partition.first_sort),
                             fmt::format("{:016x}", partition.last_sort)};
    }
    if (partition.retired_second) one["retired_s"] = *partition.retired_second;
    if (partition.parent) one["parent"] = *partition.parent;
    return one;
}

// Returns the positions of the busiest partitions in order of birth.
std::vector<std::size_t> listed_partitions(const TableRecording& table, std::size_t most) {
    std::vector<std::size_t> order(table.partitions.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (order.size() <= most) return order;
    const auto busier = [&](std::size_t a, std::size_t b) {
        const PartitionRecord& one = table.partitions[a];
        const PartitionRecord& other = table.partitions[b];
        if (throttled_of(one) != throttled_of(other))
            return throttled_of(one) > throttled_of(other);
        const HalfUnits mine = consumed_of(one);
        const HalfUnits others = consumed_of(other);
        return mine != others ? mine > others : a < b;
    };
    const auto end = order.begin() + static_cast<std::ptrdiff_t>(most);
    std::partial_sort(order.begin(), end, order.end(), busier);
    order.resize(most);
    std::sort(order.begin(), order.end());
    return order;
}

}  // namespace

std::size_t listed_of_each(std::vector<std::size_t> lengths, std::size_t of_one,
                           std::size_t in_all) {
    for (std::size_t& length : lengths) length = std::min(length, of_one);
    std::sort(lengths.begin(), lengths.end());
    std::size_t left = in_all;
    for (std::size_t list = 0; list < lengths.size(); ++list) {
        const std::size_t share = left / (lengths.size() - list);
        if (lengths[list] > share) return std::max<std::size_t>(share, 1);
        left -= lengths[list];
    }
    return of_one;
}

std::size_t partitions_listed_of_each(const Recording& recording) {
    std::vector<std::size_t> lengths;
    for (const TableRecording& table : recording.tables) lengths.push_back(table.partitions.size());
    return listed_of_each(std::move(lengths), partitions_listed_of_table, partitions_listed_in_all);
}

void add_partitions(Json& json, const TableRecording& table, std::size_t most) {
    const std::size_t live = table.partitions_live();
    json["partitions_live"] = live;
    json["partitions_retired"] = table.partitions.size() - live;
    json["partitions_throttled"] =
        std::count_if(table.partitions.begin(), table.partitions.end(),
                      [](const PartitionRecord& partition) { return throttled_of(partition) > 0; });
    Json list = Json::array();
    for (const std::size_t p : listed_partitions(table, most))
        list.push_back(partition_json(table.partitions[p], p));
    json["partitions_left_out"] = table.partitions.size() - list.size();
    json["partitions"] = std::move(list);
}

}  // namespace isotherm
