// SPDX-License-Identifier: Apache-2.0
#include "app/render/action_columns.h"

#include <algorithm>

#include "engine/insight/table_group.h"

namespace isotherm {
std::vector<const ActionRecord*> actions_of(const Recording& recording, std::size_t table) {
    const std::vector<std::size_t> group = table_group(recording, table);
    const auto in_group = [&](const ActionUse& use) {
        return std::find(group.begin(), group.end(), use.table.value) != group.end();
    };
    std::vector<const ActionRecord*> records;
    for (const auto& [workload, record] : recording.actions)
        if (std::any_of(record.uses.begin(), record.uses.end(), in_group))
            records.push_back(&record);
    return records;
}

ActionColumn actions_between(const std::vector<const ActionRecord*>& records, std::int64_t recorded,
                             std::int64_t first, std::int64_t end) {
    const std::int64_t from = std::max<std::int64_t>(0, first / action_grain);
    const std::int64_t to = (end + action_grain - 1) / action_grain;
    std::uint64_t done = 0, failed = 0, latency_us = 0, p99_us = 0;
    for (const ActionRecord* record : records) {
        for (std::int64_t m = from; m < std::min(to, std::ssize(record->minutes)); ++m) {
            const ActionMinute& minute = record->minutes[static_cast<std::size_t>(m)];
            done += minute.done;
            failed += minute.failed;
            latency_us += minute.latency_us;
            p99_us = std::max(p99_us, minute.p99_us);
        }
    }
    const std::int64_t seconds = std::min(recorded, to * action_grain) - from * action_grain;
    ActionColumn column;
    if (seconds <= 0 || done + failed == 0) return column;
    column.done = static_cast<double>(done) / static_cast<double>(seconds);
    column.failed = static_cast<double>(failed) / static_cast<double>(seconds);
    column.mean_ms = static_cast<double>(latency_us) * 1e-3 / static_cast<double>(done + failed);
    column.p99_ms = static_cast<double>(p99_us) * 1e-3;
    return column;
}

}  // namespace isotherm
