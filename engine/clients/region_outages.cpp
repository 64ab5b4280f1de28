// SPDX-License-Identifier: Apache-2.0
#include "engine/clients/region_outages.h"

#include <algorithm>

namespace isotherm {

RegionOutages::Outage* RegionOutages::outage_of(TableIndex table, SimTime now) {
    const auto found = std::ranges::find_if(outages_, [&](const Outage& outage) {
        return outage.begin <= now && now < outage.end && outage.down[table.value] != 0;
    });
    return found == outages_.end() ? nullptr : &*found;
}

TableIndex RegionOutages::turned(TableIndex table, WorkloadIndex workload, SimTime now) {
    Outage* const outage = outage_of(table, now);
    if (outage == nullptr || now < outage->moves_at) return table;
    const TableIndex other = outage->instead[table.value];
    if (other == table || is_down(other, now)) return table;
    ++outage->moved[workload.value];
    return other;
}

void RegionOutages::count_failed(TableIndex table, WorkloadIndex workload, SimTime now) {
    if (Outage* const outage = outage_of(table, now)) ++outage->failed[workload.value];
}

void RegionOutages::route(RequestBatch& batch, const std::vector<std::uint8_t>& flows,
                          const Charge& rules) {
    std::size_t kept = 0;
    for (std::size_t row = 0; row < batch.size(); ++row) {
        const WorkloadIndex workload = batch.workload[row];
        const SimTime now = batch.arrival[row];
        if (flows[workload.value] == 0) {
            if (batch.attempt[row] == 1) batch.table[row] = turned(batch.table[row], workload, now);
            if (is_down(batch.table[row], now)) {
                count_failed(batch.table[row], workload, now);
                if (batch.attempt[row] > 1)
                    given_up_.push_back({workload, batch.table[row], side_of(batch.operation[row]),
                                         1,
                                         rules.of(batch.operation[row], batch.bytes[row]).count()});
                continue;
            }
        }
        if (kept != row) {
            batch.set_row(kept, batch.row(row));
            batch.draw[kept] = batch.draw[row];
        }
        ++kept;
    }
    batch.resize(kept);
}

}  // namespace isotherm
