// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/table_checks.h"

#include <fmt/format.h>

#include <algorithm>

namespace isotherm {
void reject_later(const char* setting, std::string_view introduced, const Era& era,
                  SettingsVisitor& visit) {
    visit.reject(setting, fmt::format("{}; the era is {}", introduced, era.name),
                 "choose era = \"2018\" or later");
}

void check_features(const Era& era, const TableSpec& table, SettingsVisitor& visit) {
    std::int64_t global = 0, local = 0;
    for (const auto& [name, index] : table.indexes) ++(index.global() ? global : local);
    const auto too_many = [&](std::int64_t count, std::int64_t most, const char* kind) {
        if (count <= most) return;
        visit.reject(
            "indexes",
            fmt::format("{} {} indexes; DynamoDB of {} allows {}", count, kind, era.name, most),
            "choose a later era, fewer indexes, or raise the limit under [model]");
    };
    too_many(global, era.global_indexes_most, "global");
    too_many(local, era.local_indexes_most, "local");
    const Throughput& provisioned = table.capacity.provisioned;
    if (era.enforce_quotas && std::max(provisioned.read, provisioned.write) > era.table_quota) {
        visit.reject(
            "capacity",
            fmt::format("more than the table quota in {}: {} units per second", era.name,
                        era.table_quota),
            "reduce capacity, raise model.table_quota, or set model.enforce_quotas = false");
    }
    if (table.capacity.on_demand() && !era.on_demand)
        reject_later("capacity", "on-demand mode was introduced in 2018", era, visit);
    if (table.time_to_live > 0s && !era.calls.time_to_live)
        reject_later("time_to_live", "time to live was introduced in 2017", era, visit);
}

void check_shares(const Era& era, const CapacitySpec& capacity, std::int64_t partitions,
                  SettingsVisitor& visit) {
    if (partitions == 0 || capacity.on_demand()) return;
    std::int64_t least = 1;
    for (const Side side : both_sides) {
        const std::int64_t maximum = era.partition_maximum(side);
        least = std::max(least, (capacity.provisioned.of(side) + maximum - 1) / maximum);
    }
    if (partitions >= least) return;
    visit.reject(
        "partitions",
        fmt::format("{} cannot serve {} RCU and {} WCU: one partition can do {} and {}",
                    partitions == 1 ? "1 partition" : fmt::format("{} partitions", partitions),
                    grouped(capacity.provisioned.read), grouped(capacity.provisioned.write),
                    grouped(era.partition_read_maximum), grouped(era.partition_write_maximum)),
        fmt::format("make it {} or more, or 0 to have it computed", least));
}

}  // namespace isotherm
