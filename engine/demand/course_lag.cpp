// SPDX-License-Identifier: Apache-2.0
// Back pressure from indexes: while the backlog of an index, or of one of its partitions, would
// take longer to serve than the index's `lag` setting, writes of the table are refused.

#include <algorithm>

#include "engine/demand/course.h"

namespace isotherm {
namespace {

constexpr auto write_side = Side::write;

}  // namespace

void DemandCourse::look_at_lag(TableIndex index, SimTime next) {
    accepted_[index.value] = 1;
    const Table& table = tables_[index];
    const double whole_rate = table.provisioned[write_side].in_units_per_second();
    Waiting whole{.rate = whole_rate, .of_index = true};
    for (std::size_t i = 0; i < table.ranges.size(); ++i) {
        const PartitionIndex partition = table.ranges.owner_at(i);
        const Asked& asked = asked_[partition.value][write_side];
        const double limit =
            tables_.partitions.limit[partition.value][write_side].in_units_per_second();
        Waiting one{.units = partitions_[partition.value][write_side].backlog,
                    .asked = (asked.from + asked.to) / 2,
                    .rate = std::min(whole_rate, limit),
                    .partition = partition};
        whole.units += one.units;
        whole.asked += one.asked;
        judge_lag(index, one, next);
        partitions_[partition.value][write_side].backlog = one.units;
    }
    const double before = whole.units;
    judge_lag(index, whole, next);
    if (whole.units >= before) return;
    for (std::size_t i = 0; i < table.ranges.size(); ++i)
        partitions_[table.ranges.owner_at(i).value][write_side].backlog *= whole.units / before;
}

// Records when the backlog reaches its limit (the index's lag times its rate) and reduces it to
// that limit.
void DemandCourse::judge_lag(TableIndex index, Waiting& waiting, SimTime next) {
    if (waiting.units <= 0 || waiting.rate <= 0) return;
    const TableIndex base = *tables_[index].base;
    const double room = in_seconds(spec_of_index(specs_, tables_, index).lag) * waiting.rate;
    const double growth = waiting.asked - waiting.rate;
    std::optional<IndexLag>& found = lags_[index.value];
    IndexLag lag{.partition = waiting.partition.value,
                 .of_index = waiting.of_index,
                 .units = waiting.asked,
                 .rate = waiting.rate,
                 .refuses_from = std::nullopt,
                 .would_refuse = {}};
    if (waiting.units >= room) {
        const double late = growth > 0 ? (waiting.units - room) / growth : 0;
        const SimTime at = std::max(now_, next - clamped_duration(late));
        lag.refuses_from = lag.would_refuse = at;
        if (!found || !found->refuses_from || at < *found->refuses_from) found = lag;
        SideTracker& tracker = trackers_[base.value][write_side];
        if (!tracker.refused_by_index || at < *tracker.refused_by_index)
            tracker.refused_by_index = at;
        waiting.units = room;
        if (growth > 0) {
            accepted_[index.value] = std::min(accepted_[index.value], waiting.rate / waiting.asked);
        }
    } else if (growth > 0 && next >= end_) {
        lag.would_refuse = next + clamped_duration((room - waiting.units) / growth);
        if (!found || (!found->refuses_from && lag.would_refuse < found->would_refuse)) found = lag;
    }
}

}  // namespace isotherm
