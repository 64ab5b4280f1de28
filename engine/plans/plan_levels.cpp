// SPDX-License-Identifier: Apache-2.0
// The part of PlanSearch that finds the least room which keeps the promise: halving, in runs that
// all tables share.

#include <algorithm>
#include <cmath>

#include "engine/insight/share_out.h"
#include "engine/plans/plan_search.h"
#include "engine/scaling/capacity_bounds.h"
#include "engine/scenario/replica_settings.h"

namespace isotherm {

TableSetting PlanSearch::with_room(const std::string& table, TableKind kind, int step) const {
    const KindOfTable& of = kinds_.at(kind).at(table);
    TableSetting setting = of.once;
    const double room = room_at(step);
    if (kind == TableKind::on_demand) {
        if (step == 0) return setting;  // as it starts by itself
        const auto peak = peaks_.find(ResourceName(table));
        if (peak == peaks_.end()) return setting;
        for (const Side side : both_sides)
            side_of(setting.warm, side) =
                std::llround(std::ceil(room * static_cast<double>(peak->second.of(side))));
        return setting;
    }
    for (auto& [place, sides] : setting.places)
        for (SideSetting& side : sides) side = side.scaled(room, scenario_.era.table_quota);
    return setting;
}

int KindOfTable::closest() const {
    constexpr double alike = 0.0005;  // of the tries; less is chance
    if (broke.empty()) return room_steps - 1;
    for (const auto& [step, share] : broke)
        if (share <= broke.rbegin()->second + alike) return step;
    return broke.rbegin()->first;
}

Result<bool> PlanSearch::search() {
    std::vector<std::pair<TableKind, Kinds*>> all;
    for (auto& [kind, kinds] : kinds_) all.emplace_back(kind, &kinds);
    share_out(all.size(), question_.threads,
              [&](std::size_t k) { search_kind(all[k].first, *all[k].second); });
    if (!failure_.empty()) return failure_;
    return !runs_.stopped();
}

// More capacity never throttles more, so half of the steps fall away with each run.
void PlanSearch::search_kind(TableKind kind, Kinds& kinds) {
    bool first = true;
    while (!runs_.stopped()) {
        std::map<std::string, int> steps;
        Settings settings;
        bool open = false;
        for (auto& [table, one] : kinds) {
            int step = std::min(one.enough, room_steps - 1);
            if (one.enough - one.too_little > 1) {
                open = true;
                step = one.too_little + (one.enough - one.too_little) / 2;
                // Mostly, on-demand mode needs no warm throughput.
                if (first && kind == TableKind::on_demand) step = 0;
            }
            steps[table] = step;
            settings[table] = with_room(table, kind, step);
        }
        if (!open) return;
        first = false;
        const auto found = run(settings, scenario_.seed, as_cells_);
        if (!found && (runs_.stopped() || !failure_.empty())) return;
        judge(kind, kinds, steps, found);
    }
}

void PlanSearch::judge(TableKind kind, Kinds& kinds, const std::map<std::string, int>& steps,
                       const std::optional<PlannedRun>& run) {
    for (auto& [table, one] : kinds) {
        const int step = steps.at(table);
        if (step <= one.too_little || step > one.enough) continue;
        if (!run) {  // refused: an era without it, or without warm throughput
            if (kind == TableKind::on_demand) one.too_little = room_steps - 1;
            one.too_little = std::max(one.too_little, step);
            continue;
        }
        const auto counts = run->tables.find(table);
        const TryCounts tries = counts == run->tables.end() ? TryCounts{} : counts->second;
        if (keeps(*run, table)) {
            one.enough = step;
            one.counts = tries;
            const BilledUse use = use_of_table(run->use, table);
            one.list_month = list_month_of(use, scenario_);
            const auto paid =
                cheapest_payment(use, price_book(scenario_), scenario_.billing, question_.payments);
            one.paid_month = paid.month.total.in_dollars();
        } else {
            // With what other tables did meanwhile, it may have become too little after all.
            if (step == one.enough) one.enough = room_steps;
            one.too_little = step;
            one.counts_with_less = tries;
            one.broke[step] = tries.share();
            const auto debt = run->debt_grows.find(table);
            one.burst_with_less = tries.share() <= runs_.promise().most_throttled() &&
                                  debt != run->debt_grows.end() && debt->second;
        }
    }
}

}  // namespace isotherm
